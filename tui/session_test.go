package tui

import (
	"context"
	"fmt"
	"image/color"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"ibid/document"
	"ibid/document/reader"
	"ibid/document/source"
)

// A whole is a reading that is done.
type whole struct{ doc *document.Document }

func (w whole) Document() *document.Document { return w.doc }

func (w whole) Next(context.Context, uint64) (*document.Document, error) { return nil, io.EOF }

// seedFile is the first document that the program has to serve.
const seedFile = "../testdata/frus/frus1969-76v09-d56.txt"

// seed reads the first document.
func seed(t testing.TB) *document.Document {
	t.Helper()
	in, err := source.Open(seedFile, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	r, err := reader.Read(t.Context(), in, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A session drives a model without a terminal.
type session struct {
	testing.TB
	m    *Model
	quit bool
}

func open(t testing.TB, d *document.Document, w, h int, opt Options) *session {
	t.Helper()
	s := begun(t, d, w, h, opt)
	s.run(s.m.Init())
	return s
}

// begun is open, but for what a model asks for when it begins.
func begun(t testing.TB, d *document.Document, w, h int, opt Options) *session {
	t.Helper()
	opt.Reading = whole{d}
	opt.Dark = true
	return &session{TB: t, m: New(t.Context(), opt, w, h)}
}

// press presses keys by their names; a name of several words is typed as it is.
func (s *session) press(keys ...string) *session {
	for _, k := range keys {
		if strings.HasPrefix(k, "\"") {
			for _, r := range strings.Trim(k, "\"") {
				s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		s.send(keyPress(k))
	}
	return s
}

var keyCodes = map[string]rune{
	"tab": tea.KeyTab, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "backspace": tea.KeyBackspace, "space": tea.KeySpace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
}

func keyPress(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for _, m := range []struct {
		prefix string
		mod    tea.KeyMod
	}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}} {
		if rest, ok := strings.CutPrefix(name, m.prefix); ok {
			name, k.Mod = rest, k.Mod|m.mod
		}
	}
	if code, ok := keyCodes[name]; ok {
		k.Code = code
		return k
	}
	k.Code, _ = utf8.DecodeRuneInString(name)
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}

// send gives the model a message and does what it asks for.
func (s *session) send(msg tea.Msg) {
	_, cmd := s.m.Update(msg)
	s.run(cmd)
}

func (s *session) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	case tea.QuitMsg:
		s.quit = true
	default:
		s.send(msg)
	}
}

// grow brings a later snapshot of the document.
func (s *session) grow(d *document.Document) *session {
	s.send(snapshotMsg{session: s.m.session, doc: d, extent: extent{}.grow(d)})
	return s
}

func (s *session) resize(w, h int) *session {
	s.send(tea.WindowSizeMsg{Width: w, Height: h})
	return s
}

// buffer draws the view as the renderer does.
func (s *session) buffer() uv.ScreenBuffer {
	buf := uv.NewScreenBuffer(s.m.screen.width, s.m.screen.height)
	uv.NewStyledString(s.m.View().Content).Draw(buf, buf.Bounds())
	return buf
}

// screen returns what is seen, row by row, without the spaces at the ends.
func (s *session) screen() string {
	rows := strings.Split(s.buffer().String(), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " \r")
	}
	return strings.Join(rows, "\n")
}

// lit returns the runs of cells above the status line that are set apart from
// the text around them: in reverse video or on a ground of their own.
func (s *session) lit() string {
	buf := s.buffer()
	var out strings.Builder
	for y := range s.m.screen.height - 1 {
		var run strings.Builder
		var style string
		from := 0
		flush := func() {
			if run.Len() > 0 {
				fmt.Fprintf(&out, "%d,%d %s %q\n", y, from, style, run.String())
				run.Reset()
			}
		}
		for x := 0; x < s.m.screen.width; x++ {
			c := buf.CellAt(x, y)
			now := litStyle(c)
			if now != style {
				flush()
				style, from = now, x
			}
			if now != "" {
				run.WriteString(c.Content)
			}
		}
		flush()
	}
	return out.String()
}

func litStyle(c *uv.Cell) string {
	switch {
	case c == nil:
		return ""
	case c.Style.Attrs&uv.AttrReverse != 0:
		return "reverse"
	case c.Style.Bg != color.Color(nil):
		return "ground"
	}
	return ""
}
