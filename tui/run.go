package tui

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// patience is how long the program may take to end after a signal, and then again to be killed.
const patience = 500 * time.Millisecond

// A display is the terminal, with what paints the views there. The model does not
// know which it is.
type display interface {
	// Size returns the size of the window, in cells.
	Size() (width, height int)
	// Program returns a program that runs a model.
	Program(m tea.Model, options ...tea.ProgramOption) *tea.Program
	// Paint shows a view before the program runs.
	Paint(v tea.View)
	// Lost returns a channel that is closed when the terminal is gone.
	Lost() <-chan struct{}
	// Close gives the terminal back as it was.
	Close()
}

// A SignalError says that a signal ended the session, or that the terminal
// went away, which counts as SIGHUP. The terminal has been restored.
type SignalError struct{ Signal syscall.Signal }

func (e *SignalError) Error() string { return "ended by signal: " + e.Signal.String() }

// ExitCode returns the status a shell expects of a program that a signal ended.
func (e *SignalError) ExitCode() int { return 128 + int(e.Signal) }

// Run lets a person read until they quit. It needs a terminal. The first frame is
// painted before the program runs, and whatever ends the session, the
// terminal is as it was before.
func Run(ctx context.Context, opt Options) (Result, error) {
	if opt.Output == nil {
		opt.Output = os.Stdout
	}
	if opt.Environ == nil {
		opt.Environ = os.Environ()
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in, err := input(opt.Input)
	if err != nil {
		return Result{}, err
	}
	opt.Input = in
	if !term.IsTerminal(opt.Output.Fd()) {
		return Result{}, errors.New("standard output is no terminal")
	}
	profile := colorprofile.Env(opt.Environ)
	d, err := openDisplay(in, opt.Output, opt.Environ, profile)
	if err != nil {
		return Result{}, err
	}
	defer d.Close()
	w, h := d.Size()
	m := New(ctx, opt, w, h)
	p := d.Program(m, tea.WithColorProfile(profile), tea.WithEnvironment(opt.Environ), tea.WithoutSignalHandler())
	g := guard(p, d, m)
	d.Paint(m.View())
	if opt.Painted != nil {
		opt.Painted()
	}
	defer spareThread()()
	_, err = p.Run()
	d.Close()
	ended := g.stop()
	switch {
	case ended != 0:
		return Result{m.bookmark()}, &SignalError{ended}
	case err != nil && ctx.Err() == nil:
		return Result{}, err // after a panic there may be no place to speak of
	}
	return Result{m.bookmark()}, nil
}

// spareThread lets Go run one thread more than there are processors, until what it
// returns is called. While all of them read or search, the runtime asks for input when it
// parts them only, every 10 ms; with one to spare a key is there in microseconds.
func spareThread() (restore func()) {
	n := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(n + 1)
	return func() { runtime.GOMAXPROCS(n) }
}

// input returns the file that keys come from: standard input or, where that is
// a document, the terminal itself.
func input(f *os.File) (*os.File, error) {
	if f == nil {
		f = os.Stdin
	}
	if term.IsTerminal(f.Fd()) {
		return f, nil
	}
	in, _, err := tea.OpenTTY()
	if err != nil {
		return nil, errors.New("there is no terminal to read keys from")
	}
	return in, nil
}

// A watch ends the program on signals.
type watch struct {
	signals chan os.Signal
	done    chan struct{}
	ended   atomic.Int64 // the signal that ended the program
}

// guard ends p in good order when a signal says so or the terminal is gone, and by
// force when it does not heed.
func guard(p *tea.Program, d display, m *Model) *watch {
	w := &watch{signals: make(chan os.Signal, 4), done: make(chan struct{})}
	signal.Notify(w.signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	go func() {
		for {
			select {
			case <-w.done:
				return
			case <-d.Lost():
				w.ended.Store(int64(syscall.SIGHUP))
			case s := <-w.signals:
				if (s == syscall.SIGINT || s == syscall.SIGQUIT) && m.outside.Load() {
					continue // a key typed in the editor
				}
				w.ended.Store(int64(s.(syscall.Signal)))
			}
			w.end(p, d)
			return
		}
	}()
	return w
}

func (w *watch) end(p *tea.Program, d display) {
	go p.Quit()
	kill := func() { p.Kill(); d.Close() }
	exit := func() { os.Exit((&SignalError{syscall.Signal(w.ended.Load())}).ExitCode()) }
	for _, force := range [...]func(){kill, exit} {
		select {
		case <-w.done:
			return
		case <-time.After(patience):
			go force()
		}
	}
	<-w.done
}

// stop ends the watch and returns the signal that ended the program, 0 for none.
func (w *watch) stop() syscall.Signal {
	signal.Stop(w.signals)
	close(w.done)
	return syscall.Signal(w.ended.Load())
}
