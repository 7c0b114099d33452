//go:build unix

package tui

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"ibid/document"
)

// hang is how long a test waits for what must happen, on a machine that has much else to do.
const hang = time.Minute

// A terminal is a pseudo terminal with an emulator behind it, in which Run runs.
type terminal struct {
	*testing.T
	em     *vt.SafeEmulator
	master *os.File
	slave  *os.File
	before *term.State

	mu    sync.Mutex
	modes map[int]bool // as they were last set
	raw   bytes.Buffer // all that was written
	ended chan struct{}

	res Result
	err error
}

// begin runs a session on a terminal of a size.
func begin(t *testing.T, opt Options) *terminal {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminal is to be had: ", err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Cols: 120, Rows: 40}); err != nil {
		t.Fatal(err)
	}
	x := &terminal{T: t, em: vt.NewSafeEmulator(120, 40), master: master, slave: slave, modes: make(map[int]bool), ended: make(chan struct{})}
	if x.before, err = term.GetState(slave.Fd()); err != nil {
		t.Fatal(err)
	}
	x.em.Emulator.SetCallbacks(vt.Callbacks{
		EnableMode:  func(m ansi.Mode) { x.set(m.Mode(), true) },
		DisableMode: func(m ansi.Mode) { x.set(m.Mode(), false) },
	})
	go x.show()
	go x.answer()
	opt.Input, opt.Output = slave, slave
	opt.Environ = append(opt.Environ, "TERM=xterm-256color", "COLORTERM=truecolor")
	go func() {
		defer close(x.ended)
		x.res, x.err = Run(context.Background(), opt)
	}()
	t.Cleanup(func() { master.Close(); slave.Close() })
	return x
}

func (x *terminal) set(mode int, on bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.modes[mode] = on
}

// show draws what the program writes.
func (x *terminal) show() {
	buf := make([]byte, 1<<16)
	for {
		n, err := x.master.Read(buf)
		if err != nil {
			return
		}
		x.mu.Lock()
		x.raw.Write(buf[:n])
		x.mu.Unlock()
		x.em.Write(buf[:n])
	}
}

// answer sends the program what the emulator answers to its questions.
func (x *terminal) answer() {
	buf := make([]byte, 1<<12)
	for {
		n, err := x.em.Read(buf)
		if err != nil {
			return
		}
		x.master.Write(buf[:n])
	}
}

// sees waits until the screen holds a text.
func (x *terminal) sees(text string) {
	x.Helper()
	var screen string
	for range hang / (5 * time.Millisecond) {
		screen = ansi.Strip(x.em.Render())
		if strings.Contains(screen, text) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	x.Fatalf("the screen does not show %q:\n%s", text, screen)
}

func (x *terminal) typed(keys string) { x.master.WriteString(keys) }

// over waits for the end of the session and fails where the terminal is not as it was.
func (x *terminal) over() {
	x.Helper()
	select {
	case <-x.ended:
	case <-time.After(hang):
		x.Fatal("the session does not end")
	}
	for range 200 { // what was written last is on its way to the emulator
		if time.Sleep(20 * time.Millisecond); x.left() {
			break
		}
	}
	after, err := term.GetState(x.slave.Fd())
	if err != nil {
		x.Fatal(err)
	}
	if !reflect.DeepEqual(x.before, after) {
		x.Errorf("the line discipline was changed")
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for mode, on := range x.modes {
		if want := mode == ansi.ModeTextCursorEnable.Mode() || mode == ansi.ModeAutoWrap.Mode(); on != want {
			x.Errorf("mode %d is left %v", mode, on)
		}
	}
	raw := x.raw.String()
	if on, off := strings.Count(raw, "\x1b[>1u"), strings.Count(raw, "\x1b[<1u"); on != off {
		x.Errorf("the keyboard protocol was pushed %d times and popped %d", on, off)
	}
	if i, j := strings.LastIndex(raw, "\x1b[>4;2m"), strings.LastIndex(raw, "\x1b[>4m"); i > j {
		x.Errorf("other keys are left modified")
	}
}

// left reports whether the program has left the alternate screen and shows the cursor.
func (x *terminal) left() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return !x.modes[ansi.ModeAltScreenSaveCursor.Mode()] && x.modes[ansi.ModeTextCursorEnable.Mode()]
}

func TestProgram(t *testing.T) {
	x := begin(t, Options{Reading: whole{seed(t)}, Dark: true})
	x.sees("2 notes")
	x.sees("in Saigon¹")
	x.typed("\t\t")
	x.sees("note 2 of 2")
	x.typed("\r")
	x.sees("▌2  See Document 52.")
	x.typed("\x7f")
	x.sees("▏2  See Document 52.")
	x.typed("/settlement as soon")
	x.sees("1 of 1")
	x.typed("\r")
	x.sees("p. 278")
	x.em.Resize(80, 24)
	pty.Setsize(x.master, &pty.Winsize{Cols: 80, Rows: 24})
	syscall.Kill(os.Getpid(), syscall.SIGWINCH) // the terminal is not that of the test
	x.sees("p. 278   100%")
	x.sees("a settlement as soon")
	x.typed("q")
	x.over()
	if x.err != nil {
		t.Error(x.err)
	}
	if first, _, _ := strings.Cut(x.raw.String(), "\x1b[?2027"); !strings.HasPrefix(first, "\x1b[?1049h") || !strings.Contains(first, "Saigon") {
		t.Errorf("the first frame does not come before all else: %.200q", first)
	}
	if x.res.At.Block != 4 {
		t.Errorf("left at %v", x.res.At)
	}
}

// colours matches what sets a colour of the text or its ground (ECMA-48, 8.3.117).
var colours = regexp.MustCompile(`\x1b\[([0-9:;]*;)?(3[0-8]|4[0-8]|9[0-7]|10[0-7])([;:][0-9:;]*)?m`)

// reversed matches what sets bold text in reverse video.
var reversed = regexp.MustCompile(`\x1b\[1;7[;m]`)

// TestNoColor has no colours where NO_COLOR forbids them, and tells apart by bold and reverse video.
func TestNoColor(t *testing.T) {
	for _, c := range []struct {
		environ []string
		want    bool
	}{{nil, true}, {[]string{"NO_COLOR=1"}, false}} {
		x := begin(t, Options{Reading: whole{seed(t)}, Dark: true, Environ: c.environ})
		x.typed("\t")
		x.sees("note 1 of 2")
		x.typed("q")
		x.over()
		raw := x.raw.String()
		if got := colours.MatchString(raw); got != c.want {
			t.Errorf("%v: colours %v, want %v: %q", c.environ, got, c.want, colours.FindString(raw))
		}
		if !reversed.MatchString(raw) {
			t.Errorf("%v: the active reference is not set apart", c.environ)
		}
	}
}

func TestSignals(t *testing.T) {
	for sig, code := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGINT: 130, syscall.SIGQUIT: 131} {
		x := begin(t, Options{Reading: whole{seed(t)}, Dark: true})
		x.sees("2 notes")
		syscall.Kill(os.Getpid(), sig)
		x.over()
		var e *SignalError
		if !errors.As(x.err, &e) || e.ExitCode() != code {
			t.Errorf("%v: %v, want exit status %d", sig, x.err, code)
		}
	}
}

// TestEditor gives the terminal to a program that says whether it has got it.
func TestEditor(t *testing.T) {
	told := filepath.Join(t.TempDir(), "told")
	opt := Options{Reading: whole{seed(t)}, Dark: true}
	opt.Edit = func(document.Loc) (*exec.Cmd, error) {
		return exec.Command("sh", "-c", `test -t 0 && test -t 1 && test -t 2 && : > "$1"`, "sh", told), nil
	}
	x := begin(t, opt)
	x.sees("2 notes")
	x.typed("e")
	x.sees("R reads the file again")
	if _, err := os.Stat(told); err != nil {
		t.Error("the editor does not have the terminal")
	}
	x.typed("q")
	x.over()
}

// A trap is a reading that panics in the command that waits for it.
type trap struct{ whole }

func (trap) Next(context.Context, uint64) (*document.Document, error) { panic("a fault") }

func TestPanicRestores(t *testing.T) {
	// What Bubble Tea prints of the fault is not wanted among the tests' output.
	stderr := os.Stderr
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	os.Stderr = null
	defer func() { os.Stderr = stderr; null.Close() }()
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "not complete"})
	x := begin(t, Options{Reading: trap{whole{b.Publish()}}, Dark: true})
	x.over()
	if x.err == nil {
		t.Error("a panic is not told")
	}
}

func TestTerminalLost(t *testing.T) {
	x := begin(t, Options{Reading: whole{seed(t)}, Dark: true})
	x.sees("2 notes")
	x.master.Close()
	x.slave.WriteString(" ") // it is closed when the read that waits has ended
	select {
	case <-x.ended:
	case <-time.After(hang):
		t.Fatal("the session goes on without a terminal")
	}
	var e *SignalError
	if !errors.As(x.err, &e) || e.ExitCode() != 129 {
		t.Errorf("%v, want exit status 129", x.err)
	}
}
