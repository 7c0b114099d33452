//go:build !unix

package tui

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// framesPerSecond is the most that Bubble Tea draws. A key waits for the next frame.
const framesPerSecond = 120

// openDisplay leaves the terminal to Bubble Tea, which reads the Windows console by
// other means than as a file, and asks it for its size.
func openDisplay(in, out *os.File, environ []string, profile colorprofile.Profile) (display, error) {
	w, h, err := term.GetSize(out.Fd())
	if err != nil {
		return nil, fmt.Errorf("standard output is no terminal: %w", err)
	}
	return &stock{in: in, out: out, environ: environ, profile: profile, width: w, height: h}, nil
}

// A stock display is painted by Bubble Tea's own renderer.
type stock struct {
	in, out       *os.File
	environ       []string
	profile       colorprofile.Profile
	width, height int
	began         bool // the first frame was painted
	entered       bool // Bubble Tea has entered the alternate screen, and leaves it too
}

func (s *stock) Size() (width, height int) { return s.width, s.height }

func (s *stock) Program(m tea.Model, options ...tea.ProgramOption) *tea.Program {
	return tea.NewProgram(m, append(options, tea.WithFPS(framesPerSecond), tea.WithInput(s.in), tea.WithOutput(&entering{s.out, s}))...)
}

// Paint writes the first frame in one piece; Bubble Tea's own would come a tick later.
func (s *stock) Paint(v tea.View) {
	if s.width <= 0 || s.height <= 0 {
		return
	}
	var b strings.Builder
	w := colorprofile.Writer{Forward: &b, Profile: s.profile}
	w.WriteString(strings.ReplaceAll(v.Content, "\n", "\r\n"))
	s.began = true
	io.WriteString(s.out, ansi.SetModeAltScreenSaveCursor+ansi.HideCursor+ansi.CursorHomePosition+ansi.EraseEntireScreen+b.String())
}

// Lost never tells: the console of a program does not go away before it.
func (s *stock) Lost() <-chan struct{} { return nil }

// Close leaves what was entered for the first frame, where the program ended before its own.
func (s *stock) Close() {
	if s.began && !s.entered {
		s.began = false
		io.WriteString(s.out, ansi.ResetModeAltScreenSaveCursor+ansi.ShowCursor)
	}
}

// An entering output notes when Bubble Tea enters the alternate screen.
// It is written to by one goroutine at a time.
type entering struct {
	*os.File
	stock *stock
}

func (o *entering) Write(p []byte) (int, error) {
	if !o.stock.entered && bytes.Contains(p, []byte(ansi.SetModeAltScreenSaveCursor)) {
		o.stock.entered = true
	}
	return o.File.Write(p)
}
