//go:build unix

package screen

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// frameTime is how long a frame is seen at least while more input waits.
const frameTime = time.Second / 120

// A Screen is a terminal on which a program paints. It is held, in raw mode and, from the
// first view on, on its alternate screen, until Close or while another program has it.
type Screen struct {
	in, out *os.File
	environ uv.Environ
	keys    *keyboard
	ended   chan struct{} // closed by Close
	ending  sync.Once

	mu      sync.Mutex
	painter *Painter
	cooked  *term.State // how the terminal was, nil while it is not held
	stop    stopSignal  // caught while the terminal is held
	entered bool        // the alternate screen is shown
	asked   bool        // the terminal was asked what it knows
	owed    int         // answers that have not come
	asking  time.Time   // when it was asked last
	unicode bool        // mode 2027 was off and is wanted
	last    time.Time   // when a frame was painted last
}

// Open takes the terminal that in and out are of. Nothing is written to it before a view is
// painted.
func Open(in, out *os.File, environ []string, profile colorprofile.Profile) (*Screen, error) {
	s := &Screen{in: in, out: out, environ: environ, ended: make(chan struct{}), stop: newStopSignal()}
	s.keys = newKeyboard(in, s.environ.Getenv("TERM"), s.rescue)
	w, h := s.Size()
	s.painter = NewPainter(w, h, profile)
	if err := s.hold(); err != nil {
		return nil, err
	}
	return s, nil
}

// hold makes the terminal raw.
func (s *Screen) hold() error {
	cooked, err := term.MakeRaw(s.in.Fd())
	if err != nil {
		return fmt.Errorf("the terminal cannot be made raw: %w", err)
	}
	s.cooked = cooked
	s.stop.catch()
	return nil
}

// Close gives the terminal back as it was. Further calls do nothing, nor does painting.
func (s *Screen) Close() {
	s.ending.Do(func() { close(s.ended) })
	s.keys.close()
	s.release()
}

// Lost returns a channel that is closed when the terminal is gone.
func (s *Screen) Lost() <-chan struct{} { return s.keys.lost }

// The largest window that is drawn, in cells on a side and in all. A terminal that says it is
// larger is not believed.
const (
	maxSide  = 4096
	maxCells = 1 << 20
)

// Size returns the size of the window, in cells. Where the terminal does not know it,
// as on a serial line, it is that of the environment or 80×24.
func (s *Screen) Size() (width, height int) {
	width, height, err := term.GetSize(s.out.Fd())
	if err != nil {
		width, height = 0, 0
	}
	width = s.side(width, "COLUMNS", 80)
	height = s.side(height, "LINES", 24)
	return width, min(height, maxCells/width)
}

func (s *Screen) side(n int, variable string, usual int) int {
	if n <= 0 {
		n, _ = strconv.Atoi(s.environ.Getenv(variable))
	}
	if n <= 0 {
		n = usual
	}
	return min(n, maxSide)
}

// resize takes the size of the window anew, and paints the next view whole:
// the terminal may have moved what it shows.
func (s *Screen) resize() (width, height int) {
	width, height = s.Size()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.painter.Resize(width, height)
	return width, height
}

// outgrown reports whether the window has another size than it is painted for.
func (s *Screen) outgrown() bool {
	w, h := s.Size()
	s.mu.Lock()
	defer s.mu.Unlock()
	return w != s.painter.width || h != s.painter.height
}

const (
	enter = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.CursorHomePosition + ansi.EraseEntireScreen
	leave = ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable

	// Keys that the usual codes do not tell apart: level 1 of the protocol of kitty, and what
	// xterm has. Terminals pass over what they do not know. The alternate screen has
	// a stack of its own for the first, so it is pushed there.
	clearKeys = ansi.SetModifyOtherKeys2 + "\x1b[>1u"
	usualKeys = ansi.ResetModifyOtherKeys + "\x1b[<1u"
)

// Paint shows a view, while the terminal is held.
func (s *Screen) Paint(v tea.View) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cooked == nil {
		return
	}
	b := s.painter.Paint(&v)
	if !s.entered {
		s.entered = true
		b = s.enter(b)
	}
	if len(b) == 0 {
		return
	}
	s.out.Write(b)
	s.last = time.Now()
}

// painted returns when a frame was painted last.
func (s *Screen) painted() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

// enter returns what enters the alternate screen and then shows a frame. What the terminal
// knows is asked after it, in the same write.
func (s *Screen) enter(frame []byte) []byte {
	var b strings.Builder
	b.WriteString(enter)
	b.Write(frame)
	b.WriteString(clearKeys)
	if s.unicode {
		b.WriteString(ansi.SetModeUnicodeCore)
	}
	if !s.asked && answers(s.environ) {
		b.WriteString(ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore)
		s.owe(2)
	}
	s.asked = true
	return []byte(b.String())
}

// release leaves the alternate screen and makes the terminal what it was.
func (s *Screen) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cooked == nil {
		return
	}
	if s.entered {
		b := s.painter.Leave()
		if s.unicode {
			b = append(b, ansi.ResetModeUnicodeCore...)
		}
		b = append(b, usualKeys...)
		// Where there is no alternate screen, the shell goes on below.
		b = append(b, ansi.CursorPosition(1, s.painter.height)...)
		b = append(b, leave...)
		s.out.Write(b)
		s.entered = false
	}
	s.settle()
	term.Restore(s.in.Fd(), s.cooked)
	s.cooked = nil
	s.stop.leave()
}

// recent is how long ago a question was asked that may be answered yet, and late how long its
// answer is waited for.
const (
	recent = 2 * time.Second
	late   = 500 * time.Millisecond
)

// settle waits for answers that are on their way, which would be commands to the shell.
// Terminals answer in order, and all of them the question that is asked last.
func (s *Screen) settle() {
	if s.owed == 0 || time.Since(s.asking) > recent {
		return
	}
	s.owed = 0
	s.out.WriteString(ansi.RequestPrimaryDeviceAttributes)
	s.keys.drain(late)
}

// owe counts questions, each of which the terminal may answer.
func (s *Screen) owe(n int) { s.owed, s.asking = s.owed+n, time.Now() }

// heard counts an answer.
func (s *Screen) heard() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.owed = max(s.owed-1, 0)
}

// regain takes the terminal again after release. The next view is painted whole.
func (s *Screen) regain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hold() // a terminal that is lost is told by reading from it
}

// write sends what is no view: so many questions, or what is for the clipboard.
func (s *Screen) write(sequence string, questions int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cooked != nil {
		s.out.WriteString(sequence)
		s.owe(questions)
	}
}

// learn takes what the terminal says about a mode.
func (s *Screen) learn(m tea.ModeReportMsg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.Value != ansi.ModeReset {
		return
	}
	switch m.Mode {
	case ansi.ModeSynchronizedOutput:
		s.painter.Synchronize()
	case ansi.ModeUnicodeCore:
		if s.unicode = true; s.entered {
			s.out.WriteString(ansi.SetModeUnicodeCore)
		}
	}
}

// answers reports whether a terminal may be asked for modes (DECRQM). Terminal.app of macOS shows
// the question instead of answering it, and over ssh TERM_PROGRAM, which names
// it, is not passed on; so there only terminals that are known are asked.
func answers(environ uv.Environ) bool {
	if _, windows := environ.LookupEnv("WT_SESSION"); windows {
		return true
	}
	for _, name := range [...]string{"ghostty", "wezterm", "alacritty", "kitty", "rio"} {
		if strings.Contains(environ.Getenv("TERM"), name) {
			return true
		}
	}
	_, ssh := environ.LookupEnv("SSH_TTY")
	return !ssh && !strings.Contains(environ.Getenv("TERM_PROGRAM"), "Apple")
}
