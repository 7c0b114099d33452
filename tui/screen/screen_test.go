//go:build unix

package screen

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// A teller is a model that tells of what it was given. It panics where it is asked to.
type teller struct {
	fault string
	tty   *os.File
	keys  []string
	size  tea.WindowSizeMsg
	views int
}

func (m *teller) Init() tea.Cmd {
	if m.fault == "init" {
		panic("a fault")
	}
	return tea.Batch(func() tea.Msg {
		if m.fault == "command" {
			panic("a fault")
		}
		return nil
	}, tea.RequestBackgroundColor)
}

func (m *teller) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = msg
	case tea.KeyPressMsg:
		m.keys = append(m.keys, msg.String())
		switch k := msg.String(); {
		case k == m.fault:
			panic("a fault")
		case k == "q":
			return m, tea.Quit
		case k == "z":
			return m, tea.Suspend
		case k == "e":
			c := exec.Command("sh", "-c", `stty -a | grep -q ' icanon' && printf found; sleep 0.2`)
			c.Stdin, c.Stdout = m.tty, m.tty
			return m, tea.ExecProcess(c, func(error) tea.Msg { return tea.RawMsg{Msg: "\x1b]2;edited\a"} })
		case k == "s":
			return m, tea.ExecProcess(exec.Command("sh", "-c", `kill -TSTP $PPID`), func(error) tea.Msg { return nil })
		case k == "c":
			return m, tea.SetClipboard("copied")
		case k == "l":
			return m, tea.ClearScreen
		}
	case tea.PasteMsg:
		m.keys = append(m.keys, "paste:"+msg.Content)
	case tea.BackgroundColorMsg:
		m.keys = append(m.keys, "background:"+msg.String())
	}
	return m, nil
}

func (m *teller) View() tea.View {
	m.views++
	if m.fault == "view" && m.views > 1 {
		panic("a fault")
	}
	return tea.View{Content: fmt.Sprintf("%d keys, last %q\nsize %v", len(m.keys), last(m.keys), m.size), MouseMode: tea.MouseModeCellMotion}
}

func last(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}

// A wire is the far end of a pseudo terminal.
type wire struct {
	testing.TB
	master, slave *os.File
	before        *term.State

	mu  sync.Mutex
	raw bytes.Buffer
}

func newWire(t testing.TB) *wire {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminal is to be had: ", err)
	}
	t.Cleanup(func() { master.Close(); slave.Close() })
	pty.Setsize(master, &pty.Winsize{Cols: 60, Rows: 5})
	x := &wire{TB: t, master: master, slave: slave}
	if x.before, err = term.GetState(slave.Fd()); err != nil {
		t.Fatal(err)
	}
	go func() {
		buf := make([]byte, 1<<16)
		for {
			n, err := master.Read(buf)
			if err != nil {
				return
			}
			x.mu.Lock()
			x.raw.Write(buf[:n])
			x.mu.Unlock()
		}
	}()
	return x
}

func (x *wire) written() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.String()
}

// gets waits until a text was written, after so many bytes.
func (x *wire) gets(text string, after int) {
	x.Helper()
	for range 6000 { // half a minute
		if strings.Contains(x.written()[after:], text) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	x.Fatalf("%q is not written: %q", text, x.written()[after:])
}

// entered waits until the alternate screen was entered so many times.
func (x *wire) entered(times int) {
	x.Helper()
	for range 6000 {
		if strings.Count(x.written(), enter) >= times {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	x.Fatalf("the screen is not entered %d times: %q", times, x.written())
}

// restored fails where the terminal is not as it was.
func (x *wire) restored() {
	x.Helper()
	for range 400 { // what was written last is on its way
		if raw := x.written(); strings.LastIndex(raw, leave) > strings.LastIndex(raw, enter) {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	raw := x.written()
	for _, mode := range []ansi.Mode{ansi.ModeAltScreenSaveCursor, ansi.ModeMouseButtonEvent, ansi.ModeMouseExtSgr, ansi.ModeBracketedPaste, ansi.ModeUnicodeCore} {
		if strings.LastIndex(raw, ansi.SetMode(mode)) > strings.LastIndex(raw, ansi.ResetMode(mode)) {
			x.Errorf("mode %v is left set", mode)
		}
	}
	if on, off := strings.Count(raw, clearKeys), strings.Count(raw, usualKeys); on != off {
		x.Errorf("keys are told apart %d times, and left as they were %d times", on, off)
	}
	after, err := term.GetState(x.slave.Fd())
	if err != nil {
		x.Fatal(err)
	}
	if !reflect.DeepEqual(x.before, after) {
		x.Error("the line discipline was changed")
	}
}

// run runs a model on the terminal until it ends.
func run(x *wire, m *teller, environ ...string) (done chan error) {
	done = make(chan error, 1)
	s, err := Open(x.slave, x.slave, append(environ, "TERM=xterm-256color"), colorprofile.TrueColor)
	if err != nil {
		x.Fatal(err)
	}
	m.size.Width, m.size.Height = s.Size()
	p := s.Program(m, tea.WithoutSignalHandler())
	go func() {
		s.Paint(m.View())
		_, err := p.Run()
		s.Close()
		done <- err
	}()
	return done
}

func (x *wire) ends(done chan error) error {
	x.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Minute):
		x.Fatal("the program does not end")
	}
	return nil
}

func TestSession(t *testing.T) {
	x := newWire(t)
	done := run(x, &teller{})
	x.gets("size {60 5}", 0)
	x.gets("\x1b[?2026$p\x1b[?2027$p", 0)
	x.gets(ansi.RequestBackgroundColor, 0)
	x.master.WriteString("\x1b[?2026;2$y\x1b[?2027;2$y\x1b]11;rgb:0000/0000/0000\a")
	x.gets("\x1b[?2026h", 0)
	x.gets("background:#000000", 0)
	x.gets(ansi.SetModeUnicodeCore, 0)
	x.master.WriteString("\x1b[200~some\ntext\x1b[201~")
	x.gets(`paste:some\ntext`, 0)
	x.master.WriteString("c")
	x.gets(ansi.SetSystemClipboard("copied"), 0)
	at := len(x.written())
	x.master.WriteString("l")
	x.gets("size {60 5}", at) // which did not change, and is painted again
	x.master.WriteString("\x1b[B")
	x.gets("down", 0)
	pty.Setsize(x.master, &pty.Winsize{Cols: 50, Rows: 7})
	syscall.Kill(os.Getpid(), syscall.SIGWINCH) // the terminal is not that of the test
	x.gets("size {50 7}", 0)
	x.master.WriteString("q")
	if err := x.ends(done); err != nil {
		t.Error(err)
	}
	x.restored()
	if n := strings.Count(x.written(), ansi.EraseEntireScreen); n != 1 {
		t.Errorf("the screen was cleared %d times", n)
	}
}

// TestMute has a terminal that must not be asked.
func TestMute(t *testing.T) {
	x := newWire(t)
	done := run(x, &teller{}, "TERM_PROGRAM=Apple_Terminal")
	x.gets("size {60 5}", 0)
	x.master.WriteString("q")
	x.ends(done)
	x.restored()
	if strings.Contains(x.written(), "$p") {
		t.Error("the terminal was asked for modes")
	}
}

// TestLateAnswers has a terminal that answers when the program has ended. The shell must not get that.
func TestLateAnswers(t *testing.T) {
	x := newWire(t)
	done := run(x, &teller{})
	x.gets(ansi.RequestBackgroundColor, 0)
	x.master.WriteString("q")
	x.gets(ansi.RequestPrimaryDeviceAttributes, 0)
	x.master.WriteString("\x1b[?2026;2$y\x1b[?2027;2$y\x1b]11;rgb:0000/0000/0000\a\x1b[?62;22c")
	x.ends(done)
	x.restored()
	x.master.WriteString("ls\n")
	line := make([]byte, 64)
	if n, err := x.slave.Read(line); err != nil || string(line[:n]) != "ls\n" {
		t.Errorf("the shell reads %q, %v", line[:n], err)
	}
}

// TestAnswered has a terminal that has answered. It is asked nothing when the program ends.
func TestAnswered(t *testing.T) {
	x := newWire(t)
	done := run(x, &teller{})
	x.gets(ansi.RequestBackgroundColor, 0)
	x.master.WriteString("\x1b[?2026;2$y\x1b[?2027;2$y\x1b]11;rgb:0000/0000/0000\a")
	x.gets("background:#000000", 0)
	x.master.WriteString("q")
	x.ends(done)
	x.restored()
	if strings.Contains(x.written(), ansi.RequestPrimaryDeviceAttributes) {
		t.Error("the terminal is asked for its attributes")
	}
}

// TestFlood sends more keys at once than one read brings.
func TestFlood(t *testing.T) {
	x := newWire(t)
	m := &teller{}
	done := run(x, m)
	x.gets("size {60 5}", 0)
	for range 10 {
		x.master.WriteString(strings.Repeat("j", 1000))
	}
	x.master.WriteString("q")
	x.ends(done)
	x.restored()
	if n := len(m.keys); n != 10_001 {
		t.Errorf("%d keys came, want 10001", n)
	}
	if m.views > 3000 {
		t.Errorf("%d views were made", m.views)
	}
}

func TestPanic(t *testing.T) {
	// What Bubble Tea prints of the fault is not wanted among the tests' output.
	stderr := os.Stderr
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	os.Stderr = null
	defer func() { os.Stderr = stderr; null.Close() }()
	for _, fault := range []string{"init", "command", "view", "x"} {
		x := newWire(t)
		done := run(x, &teller{fault: fault})
		if fault == "x" {
			x.gets("size {60 5}", 0)
			x.master.WriteString("abcx")
		}
		if err := x.ends(done); !errors.Is(err, tea.ErrProgramPanic) {
			t.Errorf("%s: %v", fault, err)
		}
		x.restored()
	}
}

// TestExec runs another program, which must find the terminal as it was before.
func TestExec(t *testing.T) {
	x := newWire(t)
	done := run(x, &teller{tty: x.slave})
	x.gets("size {60 5}", 0)
	x.master.WriteString("e")
	x.gets(leave+ansi.RequestPrimaryDeviceAttributes+"found", 0)
	pty.Setsize(x.master, &pty.Winsize{Cols: 50, Rows: 7}) // unnoticed, without a signal
	x.gets("\x1b]2;edited\a", 0)
	x.gets("size {50 7}", 0)
	x.master.WriteString("jkk")
	x.gets("4", strings.Index(x.written(), "]2;edited"))
	x.master.WriteString("q")
	x.ends(done)
	x.restored()
}

func TestLost(t *testing.T) {
	x := newWire(t)
	s, err := Open(x.slave, x.slave, []string{"TERM=xterm"}, colorprofile.TrueColor)
	if err != nil {
		t.Fatal(err)
	}
	p := s.Program(&teller{}, tea.WithoutSignalHandler())
	done := make(chan error, 1)
	go func() { _, err := p.Run(); done <- err }()
	x.gets("0 keys", 0)
	x.master.Close()
	x.slave.WriteString("x") // it is closed when the read that waits has ended
	select {
	case <-s.Lost():
	case <-time.After(5 * time.Second):
		t.Fatal("it is not noticed that the terminal is gone")
	}
	p.Quit()
	x.ends(done)
	s.Close()
}

// catchesStop says that a program hears of SIGTSTP before it stops.
const catchesStop = runtime.GOOS == "linux"

// child names the variable that makes a test the program that another one runs.
const child = "IBID_TEST_CHILD"

// spawn runs a test of its own name as a program on the terminal.
func spawn(x *wire, name string, attr *syscall.SysProcAttr) *exec.Cmd {
	x.Helper()
	c := exec.Command(os.Args[0], "-test.run=^"+name+"$")
	c.Env = append(os.Environ(), child+"=1", "TERM=xterm-256color")
	c.Stdin, c.Stdout, c.Stderr = x.slave, x.slave, x.slave
	c.SysProcAttr = attr
	if err := c.Start(); err != nil {
		x.Fatal(err)
	}
	x.Cleanup(func() { c.Process.Kill() })
	x.gets("0 keys", 0)
	return c
}

// spawned is what the program does.
func spawned(t *testing.T) {
	m := &teller{}
	s, err := Open(os.Stdin, os.Stdout, os.Environ(), colorprofile.TrueColor)
	if err != nil {
		t.Fatal(err)
	}
	m.size.Width, m.size.Height = s.Size()
	if _, err = s.Program(m).Run(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	os.Exit(0)
}

// TestSuspend stops a program, by a key, from outside and while another one has the
// terminal, and lets it go on.
func TestSuspend(t *testing.T) {
	if os.Getenv(child) != "" {
		spawned(t)
	}
	x := newWire(t)
	c := spawn(x, t.Name(), &syscall.SysProcAttr{Setpgid: true})
	keys := 0
	for _, key := range []string{"z", "", "z", "s", "", ""} {
		if key == "" && !catchesStop {
			continue
		}
		if key == "" {
			c.Process.Signal(syscall.SIGTSTP)
		} else {
			x.master.WriteString(key)
			keys++
		}
		x.stopped(c)
		x.restored()
		at := len(x.written())
		c.Process.Signal(syscall.SIGCONT)
		x.gets(enter, at)
		x.gets(fmt.Sprintf("%d keys", keys), at)
		x.gets(clearKeys, at)
		x.master.WriteString("jl") // l paints all anew
		keys += 2
		x.gets(fmt.Sprintf("%d keys", keys), at)
	}
	x.master.WriteString("q")
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	x.restored()
}

// stopped waits until a program has been stopped.
func (x *wire) stopped(c *exec.Cmd) {
	x.Helper()
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(c.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		x.Fatalf("it does not stop: %v %v", status, err)
	}
}

// TestStopped stops a program by a signal that cannot be caught, and lets it go on.
func TestStopped(t *testing.T) {
	if os.Getenv(child) != "" {
		spawned(t)
	}
	x := newWire(t)
	c := spawn(x, t.Name(), &syscall.SysProcAttr{Setpgid: true})
	for i := range 2 {
		c.Process.Signal(syscall.SIGSTOP)
		x.stopped(c)
		if err := term.Restore(x.slave.Fd(), x.before); err != nil { // as a shell does
			t.Fatal(err)
		}
		at := len(x.written())
		c.Process.Signal(syscall.SIGCONT)
		x.gets(enter, at)
		x.gets(fmt.Sprintf("%d keys", 2*i), at)
		x.gets(clearKeys, at)
		x.master.WriteString("jl") // l paints all anew
		x.gets(fmt.Sprintf("%d keys", 2*i+2), at)
	}
	x.master.WriteString("q")
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	x.restored()
}

// TestSuspendAlone has nobody who could let the program go on: it does not stop.
func TestSuspendAlone(t *testing.T) {
	if os.Getenv(child) != "" {
		spawned(t)
	}
	x := newWire(t)
	c := spawn(x, t.Name(), &syscall.SysProcAttr{Setsid: true})
	x.master.WriteString("z")
	x.gets(leave+ansi.RequestPrimaryDeviceAttributes+enter, 0)
	if catchesStop {
		c.Process.Signal(syscall.SIGTSTP)
		x.entered(3)
	}
	x.master.WriteString("q")
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	x.restored()
}
