package source

import (
	"errors"
	"io"
	"os"
	"syscall"
	"time"
)

// writerWait is how long a named pipe may have no program that writes into it. Opened as
// other files are, it would have the reader wait for one without a word.
const writerWait = 2 * time.Second

// look is how often it is looked whether there is one.
const look = 10 * time.Millisecond

// A pipe is a named pipe that is opened for reading. While nothing has come of it, its
// end means only that nothing writes into it at the moment.
type pipe struct {
	*os.File
	begun bool
	until time.Time // the writer has until then to come
}

func openPipe(name string) (*pipe, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	return &pipe{File: f, until: time.Now().Add(writerWait)}, nil
}

// Read reads what has come, and waits for it. Where pipes are not waited for by the runtime
// it is told to try again.
func (p *pipe) Read(b []byte) (int, error) {
	for {
		n, err := p.File.Read(b)
		switch {
		case n > 0:
			p.begun = true
			return n, nil
		case errors.Is(err, syscall.EAGAIN):
		case err != io.EOF || p.begun:
			return 0, err
		case time.Now().After(p.until):
			return 0, &Error{Name: p.Name(), What: "is a pipe into which nothing is written", Hint: "start the program that writes into it first"}
		}
		time.Sleep(look)
	}
}
