package tui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// patience is how long the program may take to end after a signal, and then again to be killed.
const patience = 500 * time.Millisecond

// framesPerSecond is the most that Bubble Tea draws. A key waits for the next frame.
const framesPerSecond = 120

// A SignalError says that a signal ended the session, or that the terminal
// went away, which counts as SIGHUP. The terminal has been restored.
type SignalError struct{ Signal syscall.Signal }

func (e *SignalError) Error() string { return "ended by signal: " + e.Signal.String() }

// ExitCode returns the status a shell expects of a program that a signal ended.
func (e *SignalError) ExitCode() int { return 128 + int(e.Signal) }

// Run lets a person read until they quit. It needs a terminal. The first frame is
// written before Bubble Tea runs, whose own would come a tick later, and
// whatever ends the session, the terminal is as it was before.
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
	w, h, err := term.GetSize(opt.Output.Fd())
	if err != nil {
		return Result{}, fmt.Errorf("standard output is no terminal: %w", err)
	}
	m := New(ctx, opt, w, h)
	profile := colorprofile.Env(opt.Environ)
	lost := make(chan struct{}, 1)
	out := &entering{File: opt.Output}
	p := tea.NewProgram(m,
		tea.WithFPS(framesPerSecond), tea.WithColorProfile(profile), tea.WithEnvironment(opt.Environ),
		tea.WithInput(watched(in, lost)), tea.WithOutput(out), tea.WithoutSignalHandler())
	g := guard(p, m, lost)
	if w > 0 && h > 0 {
		paintFirst(opt.Output, m, profile)
	}
	if opt.Painted != nil {
		opt.Painted()
	}
	_, err = p.Run()
	ended := g.stop()
	if !out.entered {
		// It ended before its own first frame, and leaves what it did not enter.
		io.WriteString(opt.Output, ansi.ResetModeAltScreenSaveCursor+ansi.ShowCursor)
	}
	res := Result{At: m.topLoc(), Generation: m.doc.Generation}
	switch {
	case ended != 0:
		return res, &SignalError{ended}
	case err != nil && ctx.Err() == nil:
		return res, err
	}
	return res, nil
}

// paintFirst writes the first frame in one piece.
func paintFirst(out *os.File, m *Model, profile colorprofile.Profile) {
	var b strings.Builder
	w := colorprofile.Writer{Forward: &b, Profile: profile}
	w.WriteString(strings.ReplaceAll(m.View().Content, "\n", "\r\n"))
	io.WriteString(out, ansi.SetModeAltScreenSaveCursor+ansi.HideCursor+ansi.CursorHomePosition+ansi.EraseEntireScreen+b.String())
}

// An entering output notes when Bubble Tea enters the alternate screen. From then
// on it will leave it too; before, that is for us to do, who wrote the first frame.
// It is written to by one goroutine at a time.
type entering struct {
	*os.File
	entered bool
}

func (o *entering) Write(p []byte) (int, error) {
	if !o.entered && bytes.Contains(p, []byte(ansi.SetModeAltScreenSaveCursor)) {
		o.entered = true
	}
	return o.File.Write(p)
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

// A watchedFile tells when there is nothing more to read: the terminal is gone,
// which Bubble Tea takes for the end of the keys and waits on.
type watchedFile struct {
	*os.File
	lost chan<- struct{}
}

func (f watchedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if err != nil && !errors.Is(err, syscall.EINTR) {
		select {
		case f.lost <- struct{}{}:
		default:
		}
	}
	return n, err
}

// watched wraps the terminal, but on Windows, where the console is read by other means.
func watched(f *os.File, lost chan<- struct{}) io.Reader {
	if runtime.GOOS == "windows" {
		return f
	}
	return watchedFile{f, lost}
}

// A watch ends the program on signals.
type watch struct {
	signals chan os.Signal
	done    chan struct{}
	ended   atomic.Int64 // the signal that ended the program
}

// guard ends p in good order when a signal says so, and by force when it does not heed.
func guard(p *tea.Program, m *Model, lost <-chan struct{}) *watch {
	w := &watch{signals: make(chan os.Signal, 4), done: make(chan struct{})}
	signal.Notify(w.signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for {
			select {
			case <-w.done:
				return
			case <-lost:
				w.ended.Store(int64(syscall.SIGHUP))
			case s := <-w.signals:
				if s == syscall.SIGINT && m.outside.Load() {
					continue // it was for the editor
				}
				w.ended.Store(int64(s.(syscall.Signal)))
			}
			w.end(p)
			return
		}
	}()
	return w
}

func (w *watch) end(p *tea.Program) {
	go p.Quit()
	for _, force := range []func(){p.Kill, func() { os.Exit((&SignalError{syscall.Signal(w.ended.Load())}).ExitCode()) }} {
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
