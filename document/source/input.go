package source

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// An Error says what is wrong with a document that cannot be read, and what
// would help. It prints as one line, safe to show.
type Error struct {
	Name string // the document, as the user named it
	What string // what is wrong: "is a directory"
	Hint string // what would help, "" where nothing is known to
	Err  error  // the cause, may be nil
}

func (e *Error) Error() string {
	s := Clean(e.Name) + ": " + Clean(e.What)
	if e.Hint != "" {
		s += "; " + Clean(e.Hint)
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// An Input is the bytes of one document. It may be read several times and
// from several goroutines.
type Input struct {
	Name   string // as the user named it; not safe to show
	Limits Limits

	at    io.ReaderAt
	size  int64  // of a file or bytes
	spool *spool // set where the input is a stream
	close func() error
	read  atomic.Bool // a reader was asked for

	once sync.Once
	all  []byte
	err  error

	heading sync.Mutex
	head    []byte // the first bytes of a file, as far as they were asked for
}

// Open opens a file. What is no regular file (a pipe, a device) is read as a
// stream, and so is a file that gzip has compressed.
func Open(name string, lim Limits) (*Input, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, openError(name, err)
	}
	if info.IsDir() {
		return nil, &Error{Name: name, What: "is a directory", Hint: "name a file in it"}
	}
	if info.Mode()&fs.ModeNamedPipe != 0 {
		p, err := openPipe(name)
		if err != nil {
			return nil, openError(name, err)
		}
		return FromStream(name, p, lim), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, openError(name, err)
	}
	if !info.Mode().IsRegular() {
		return FromStream(name, f, lim), nil
	}
	var head [2]byte
	n, err := f.ReadAt(head[:], 0)
	switch {
	case err != nil && err != io.EOF:
		f.Close()
		return nil, openError(name, err)
	case n == 2 && head == gzipMagic:
		return unzipped(name, f, lim)
	case info.Size() == 0 && n > 0: // a file of /proc, which says its size when it is read
		return FromStream(name, f, lim), nil
	}
	return &Input{Name: name, Limits: lim, at: f, size: info.Size(), close: f.Close}, nil
}

// Missing returns the error of a file that is not there.
func Missing(name string) *Error {
	if name == "" {
		return &Error{Name: `""`, What: "is no name of a file", Hint: "name one", Err: fs.ErrNotExist}
	}
	if strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://") {
		return &Error{Name: name, What: "is an address, which is not fetched", Hint: "curl -s " + name + " | ibid reads it", Err: fs.ErrNotExist}
	}
	if to, err := os.Readlink(name); err == nil {
		return &Error{Name: name, What: "is a link to " + to + ", which is not there", Hint: "name the file itself", Err: fs.ErrNotExist}
	}
	return &Error{Name: name, What: "no such file", Hint: "check the name", Err: fs.ErrNotExist}
}

func openError(name string, err error) error {
	e := &Error{Name: name, What: "cannot be opened", Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Missing(name)
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Hint = "may not be read", "check its permissions"
	case errors.Is(err, syscall.ELOOP):
		e.What, e.Hint = "is a link that leads back to itself", "name the file itself"
	case errors.Is(err, syscall.ENXIO): // open(2): a socket, or a device behind which there is none
		e.What, e.Hint = "has nothing behind it that can be read: "+reason(err), "name a file"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ENAMETOOLONG):
		e.What, e.Hint = "no such file: "+reason(err), "check the name"
	default:
		e.What, e.Hint = "cannot be opened: "+reason(err), elsewhere
	}
	return e
}

// elsewhere is what may help where the system refuses to read.
const elsewhere = "see whether other programs can read it"

// FromStream reads r in the background, while what it has given is read
// already. r is closed at its end, or with the input, where it is an io.Closer.
func FromStream(name string, r io.Reader, lim Limits) *Input {
	in := &Input{Name: name, Limits: lim, spool: newSpool(r, lim.Stream)}
	in.at = in.spool
	in.close = func() error {
		if c, ok := r.(io.Closer); ok {
			c.Close()
		}
		return in.spool.close()
	}
	return in
}

// FromBytes makes an Input of bytes that are in memory and will not change.
func FromBytes(name string, b []byte, lim Limits) *Input {
	return &Input{Name: name, Limits: lim, at: bytes.NewReader(b), size: int64(len(b)), all: b}
}

// Size returns the number of bytes, or -1 while a stream goes on.
func (in *Input) Size() int64 {
	if in.spool != nil {
		return in.spool.known()
	}
	return in.size
}

// Whole waits for the end of a stream and returns the number of bytes.
func (in *Input) Whole() (int64, error) {
	if in.spool == nil {
		return in.size, nil
	}
	n, err := in.spool.wait()
	return n, in.Failed(err)
}

// Cut says why what was read is not all of what it was taken from, "" where it is
// all.
func (in *Input) Cut() string {
	switch {
	case in.spool != nil:
		return in.spool.reason()
	case in.read.Load() && in.size > in.Limits.Input:
		return tooLong
	}
	return ""
}

// Idle reports whether a stream says nothing for as long as d while all that it
// has given was read already, so that a reader may show what it has.
func (in *Input) Idle(d time.Duration) bool { return in.spool != nil && in.spool.idle(d) }

// ReaderAt gives access to any part of the input. That of a stream waits for
// what has not come yet.
func (in *Input) ReaderAt() io.ReaderAt { return in.at }

// UTF8 returns a text whose bytes are UTF-8, to be read here and there, without the byte order
// mark that it may begin with. The input is no stream that goes on.
func (in *Input) UTF8() (*io.SectionReader, error) {
	mark := []byte("\ufeff")
	head, err := in.Head(len(mark))
	if err != nil {
		return nil, err
	}
	from := int64(0)
	if bytes.Equal(head, mark) {
		from = int64(len(mark))
	}
	return io.NewSectionReader(in.at, from, in.Size()-from), nil
}

// NewReader reads the input from its beginning, as far as the limit on it goes.
func (in *Input) NewReader() io.Reader {
	if in.spool != nil {
		return &follower{s: in.spool}
	}
	in.read.Store(true)
	return io.NewSectionReader(in.at, 0, min(in.size, in.Limits.Input))
}

// sizeTo returns the number of bytes or, while a stream goes on, how many there are:
// n or more, unless it falls silent.
func (in *Input) sizeTo(n int64) int64 {
	if in.spool != nil {
		return in.spool.settle(n)
	}
	return in.size
}

// Head returns the first n bytes, or fewer where there are fewer, which must not be changed.
// Of a stream that falls silent it returns what there is.
func (in *Input) Head(n int) ([]byte, error) {
	if in.spool == nil {
		return in.begin(int(min(int64(n), in.size)))
	}
	b := make([]byte, min(int64(n), in.sizeTo(int64(n))))
	if len(b) == 0 && in.spool != nil { // not even one byte: it has ended, or failed
		_, err := in.Whole()
		return nil, err
	}
	k, err := in.at.ReadAt(b, 0)
	if err == io.EOF {
		err = nil
	}
	return b[:k], in.Failed(err)
}

// mostHead is how much memory is asked for the beginning of a file at once, in bytes. Its
// format, its charset and its first screen are told by it, one after the other, and what is not read
// takes none.
const mostHead = 96 << 10

// begin returns the first n bytes of what is no stream, or fewer where it has become shorter.
func (in *Input) begin(n int) ([]byte, error) {
	in.heading.Lock()
	defer in.heading.Unlock()
	if have := len(in.head); have < n {
		if cap(in.head) < n {
			in.head = append(make([]byte, 0, max(n, int(min(mostHead, in.size)))), in.head...)
		}
		k, err := in.at.ReadAt(in.head[have:n], int64(have))
		in.head = in.head[:have+k]
		if err != nil && err != io.EOF {
			return in.head, in.Failed(err)
		}
	}
	n = min(n, len(in.head))
	return in.head[:n:n], nil
}

// Failed says of which input an error is that a reader of it returned, nil for none.
func (in *Input) Failed(err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &Error{Name: in.Name, What: "cannot be read: " + reason(err), Hint: elsewhere, Err: err}
}

// reason is the error of the system without the name of the file, which is said before.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// Bytes returns the whole input, which must not be changed.
func (in *Input) Bytes() ([]byte, error) {
	in.once.Do(func() {
		if in.all != nil {
			return
		}
		in.all, in.err = ReadAll(in.NewReader(), min(in.Size(), in.Limits.Input))
		in.err = in.Failed(in.err)
	})
	return in.all, in.err
}

// Close releases the file behind the input.
func (in *Input) Close() error {
	if in.close == nil {
		return nil
	}
	return in.close()
}
