//go:build unix

package screen

import (
	"context"
	"io"
	"os"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// maxWaiting is how many events are taken in before they are asked for. One read
// brings no more.
const maxWaiting = 4096

// A keyboard reads what the terminal sends: keys, what the mouse does, answers.
type keyboard struct {
	in       *os.File
	terminal string // its type
	events   chan uv.Event
	lost     chan struct{} // closed when there is nothing more to read: the terminal is gone
	losing   sync.Once
	rescue   func() // deferred, gives the terminal back where there is a panic

	mu     sync.Mutex
	reads  *reads // nil while another program has the terminal
	closed bool
}

func newKeyboard(in *os.File, terminal string, rescue func()) *keyboard {
	return &keyboard{in: in, terminal: terminal, rescue: rescue, events: make(chan uv.Event, maxWaiting), lost: make(chan struct{})}
}

// start begins to read.
func (k *keyboard) start() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed || k.reads != nil {
		return
	}
	from, err := uv.NewCancelReader(k.in)
	if err != nil {
		k.lose()
		return
	}
	k.reads = &reads{from: from, keyboard: k}
	go k.stream(k.reads)
}

// stream makes events of what is read, until there is nothing more.
func (k *keyboard) stream(from io.Reader) {
	defer k.rescue()
	uv.NewTerminalReader(from, k.terminal).StreamEvents(context.Background(), k.events)
}

// stop ends reading: when it returns, what is typed is left to others.
func (k *keyboard) stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.reads != nil {
		k.reads.cancel()
		k.reads = nil
	}
}

// close stops for good.
func (k *keyboard) close() {
	k.stop()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
}

// drain takes in what is on its way until the terminal has said its attributes, or for as long as d.
func (k *keyboard) drain(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.reads != nil {
		return
	}
	from, err := uv.NewCancelReader(k.in)
	if err != nil {
		return
	}
	defer from.Close()
	defer time.AfterFunc(d, func() { from.Cancel() }).Stop()
	attributes := regexp.MustCompile(`\x1b\[\?[0-9;]*c`) // the answer (DA1); not compiled at every start
	var all []byte
	for buf := make([]byte, 256); !attributes.Match(all); {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		all = append(all, buf[:n]...)
	}
}

func (k *keyboard) lose() { k.losing.Do(func() { close(k.lost) }) }

// Reads are the reads from start to stop.
type reads struct {
	from interface {
		io.ReadCloser
		Cancel() bool
	}
	keyboard  *keyboard
	reading   sync.Mutex // held during a read
	cancelled atomic.Bool
}

func (r *reads) Read(p []byte) (int, error) {
	r.reading.Lock()
	defer r.reading.Unlock()
	if r.cancelled.Load() {
		return 0, io.EOF
	}
	n, err := r.from.Read(p)
	if err != nil && !r.cancelled.Load() {
		r.keyboard.lose()
	}
	return n, err
}

// patience is how long a read may take to end that was cancelled. It takes
// none, unless another program was quicker to read what there was.
const patience = 500 * time.Millisecond

// cancel ends the read that is going on and all further ones. What was read before
// may still come as events.
func (r *reads) cancel() {
	r.cancelled.Store(true)
	r.from.Cancel()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.reading.Lock()
		defer r.reading.Unlock()
		r.from.Close()
	}()
	select {
	case <-ended:
	case <-time.After(patience):
	}
}
