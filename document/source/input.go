package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
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
	size  int64 // -1 while it is not known
	close func() error

	once sync.Once
	all  []byte
	err  error
}

// Open opens a regular file or spools anything else that can be read.
func Open(name string, lim Limits) (*Input, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, openError(name, err)
	}
	if info.IsDir() {
		return nil, &Error{Name: name, What: "is a directory", Hint: "name a file in it"}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, openError(name, err)
	}
	if !info.Mode().IsRegular() {
		defer f.Close()
		return FromReader(name, f, lim)
	}
	if info.Size() == 0 {
		f.Close()
		return nil, &Error{Name: name, What: "is empty", Hint: "there is nothing to read"}
	}
	return &Input{Name: name, Limits: lim, at: f, size: info.Size(), close: f.Close}, nil
}

func openError(name string, err error) error {
	e := &Error{Name: name, What: "cannot be opened", Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Hint = "no such file", "check the name"
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Hint = "may not be read", "check its permissions"
	default:
		var pe *fs.PathError
		if errors.As(err, &pe) {
			e.What = "cannot be opened: " + pe.Err.Error()
		}
	}
	return e
}

// FromReader reads all of r, up to the limit on input.
func FromReader(name string, r io.Reader, lim Limits) (*Input, error) {
	b, err := io.ReadAll(io.LimitReader(r, lim.Input))
	if err != nil {
		return nil, &Error{Name: name, What: "cannot be read", Err: err}
	}
	if len(b) == 0 {
		return nil, &Error{Name: name, What: "is empty", Hint: "there is nothing to read"}
	}
	return FromBytes(name, b, lim), nil
}

// FromBytes makes an Input of bytes that are in memory and will not change.
func FromBytes(name string, b []byte, lim Limits) *Input {
	return &Input{Name: name, Limits: lim, at: bytes.NewReader(b), size: int64(len(b)), all: b}
}

// Size returns the number of bytes.
func (in *Input) Size() int64 { return in.size }

// ReaderAt gives access to any part of the input.
func (in *Input) ReaderAt() io.ReaderAt { return in.at }

// NewReader reads the input from its beginning.
func (in *Input) NewReader() io.Reader { return io.NewSectionReader(in.at, 0, in.size) }

// Head returns the first n bytes, or fewer where there are fewer.
func (in *Input) Head(n int) ([]byte, error) {
	b := make([]byte, min(int64(n), in.size))
	k, err := in.at.ReadAt(b, 0)
	if err == io.EOF {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", Clean(in.Name), err)
	}
	return b[:k], nil
}

// Bytes returns the whole input, which must not be changed.
func (in *Input) Bytes() ([]byte, error) {
	in.once.Do(func() {
		if in.all != nil {
			return
		}
		in.all, in.err = io.ReadAll(io.LimitReader(in.NewReader(), in.Limits.Input))
		if in.err != nil {
			in.err = fmt.Errorf("%s: cannot be read: %w", Clean(in.Name), in.err)
		}
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
