package source

import (
	"errors"
	"io"
	"os"
	"sync"
	"time"
)

// spoolMemory is how much of a stream is kept in memory; longer ones go to a
// temporary file.
const spoolMemory = 8 << 20

// patience is how long a stream may be silent before its first bytes are
// judged by what there is of them.
const patience = 50 * time.Millisecond

// tooLong says that a limit ended the reading.
const tooLong = "the input is too long to be read to its end"

// A spool keeps what a stream gives, while it gives it, so that it can be read
// at any offset and several times. Readers wait for what is not there yet.
type spool struct {
	mu   sync.Mutex
	more sync.Cond

	mem  []byte   // all of it, while it is short
	file *os.File // all of it, once it is long
	size int64    // bytes kept
	high int64    // bytes that have been read
	done bool
	shut bool   // closed: nothing more is kept
	err  error  // what ended the stream, nil at its end
	cut  string // why the stream was left before its end, "" where it was not
}

// newSpool starts to read r to its end or to limit bytes.
func newSpool(r io.Reader, limit int64) *spool {
	s := new(spool)
	s.more.L = &s.mu
	go s.fill(r, limit)
	return s
}

func (s *spool) fill(r io.Reader, limit int64) {
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf[:min(int64(len(buf)), limit-s.size+1)])
		over := s.size+int64(n) > limit
		if over {
			n = int(limit - s.size)
		}
		if werr := s.write(buf[:n]); werr != nil {
			s.end(werr, "")
			return
		}
		switch {
		case over:
			s.end(nil, tooLong)
			return
		case errors.Is(err, errDamaged):
			s.end(nil, err.Error())
			return
		case err != nil:
			s.end(err, "")
			return
		}
	}
}

// write adds to the spool. Only the goroutine that fills it changes what it
// holds, so that reading a file needs no lock.
func (s *spool) write(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	if s.file == nil && len(s.mem)+len(b) > spoolMemory {
		if err := s.spill(); err != nil {
			return err
		}
	}
	if s.file != nil {
		if _, err := s.file.WriteAt(b, s.size); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return os.ErrClosed
	}
	if s.file == nil {
		s.mem = append(s.mem, b...)
	}
	s.size += int64(len(b))
	s.more.Broadcast()
	return nil
}

// spill moves the spool to a file that has no name any more, where the system
// allows that, so that nothing is left behind however the program ends.
func (s *spool) spill() error {
	f, err := os.CreateTemp("", "ibid-*")
	if err != nil {
		return err
	}
	os.Remove(f.Name())
	_, err = f.WriteAt(s.mem, 0)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		err = os.ErrClosed
	}
	if err != nil {
		discard(f)
		return err
	}
	s.file, s.mem = f, nil
	return nil
}

// discard closes a temporary file and removes it where that was not possible while it
// was open.
func discard(f *os.File) error {
	err := f.Close()
	os.Remove(f.Name())
	return err
}

func (s *spool) end(err error, cut string) {
	if err == io.EOF {
		err = nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return
	}
	s.done, s.err, s.cut = true, err, cut
	s.more.Broadcast()
}

// ReadAt waits until the stream has given all that is asked for, or has ended.
func (s *spool) ReadAt(p []byte, off int64) (int, error) { return s.read(p, off, len(p)) }

// read waits for at least least bytes at off and returns what there is.
func (s *spool) read(p []byte, off int64, least int) (int, error) {
	s.mu.Lock()
	for s.size < off+int64(least) && !s.done {
		s.more.Wait()
	}
	n := int(min(int64(len(p)), max(s.size-off, 0)))
	s.high = max(s.high, off+int64(n))
	file, err := s.file, s.err
	if file == nil && n > 0 {
		copy(p, s.mem[off:][:n])
	}
	s.mu.Unlock()
	if file != nil && n > 0 {
		if k, err := file.ReadAt(p[:n], off); k < n {
			return k, err
		}
	}
	switch {
	case n >= least && n > 0 || len(p) == 0:
		return n, nil
	case err != nil:
		return n, err
	}
	return n, io.EOF
}

// A follower reads a spool from its beginning and waits only while it has read
// all there is.
type follower struct {
	s   *spool
	off int64
}

func (f *follower) Read(p []byte) (int, error) {
	n, err := f.s.read(p, f.off, 1)
	f.off += int64(n)
	return n, err
}

// wait returns the size once the stream has ended.
func (s *spool) wait() (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.done {
		s.more.Wait()
	}
	return s.size, s.err
}

// known returns the size, -1 while the stream goes on.
func (s *spool) known() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.done {
		return -1
	}
	return s.size
}

// reason says why the stream was left before its end.
func (s *spool) reason() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cut
}

// settle waits until the spool holds n bytes, until the stream has ended, or
// until it has been silent for a moment after its first byte, and returns the size.
func (s *spool) settle(n int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.size == 0 && !s.done {
		s.more.Wait()
	}
	for s.size < n && !s.done && s.grows(patience) {
	}
	return s.size
}

// idle waits for something that has not been read yet, and reports whether
// there is nothing for as long as d.
func (s *spool) idle(d time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size <= s.high && !s.done && !s.grows(d)
}

// grows waits until the spool grows or ends, and returns false where it has
// done neither for as long as d. The lock is held.
func (s *spool) grows(d time.Duration) bool {
	size, late := s.size, false
	t := time.AfterFunc(d, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		late = true
		s.more.Broadcast()
	})
	defer t.Stop()
	for s.size == size && !s.done && !late {
		s.more.Wait()
	}
	return s.size > size || s.done
}

// close ends the wait of all readers. What fills the spool may be waiting for the stream
// still; it ends when that says something.
func (s *spool) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = true
	if !s.done {
		s.done, s.err = true, os.ErrClosed
		s.more.Broadcast()
	}
	if s.file == nil {
		return nil
	}
	return discard(s.file)
}
