package tui

import (
	"context"
	"fmt"
	"image/color"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// A whole is a reading that is done.
type whole struct{ doc *document.Document }

func (w whole) Document() *document.Document { return w.doc }

func (w whole) Next(context.Context, uint64) (*document.Document, error) { return nil, io.EOF }

// seedFile is the first document that the program has to serve.
const seedFile = "../testdata/frus/frus1969-76v09-d56.txt"

// seed composes the first document by hand, as its reader is to understand it.
func seed(t testing.TB) *document.Document {
	t.Helper()
	data, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	paragraphs := strings.Split(string(data), "\n\n")
	b := document.NewBuilder()
	b.Source().Name, b.Source().Format, b.Source().Bytes = "frus1969-76v09-d56.txt", "plain", int64(len(data))
	b.AddPage(document.Page{Label: "276", At: document.Loc{Note: document.Body}, Inferred: true})
	w := compose.New(b, source.DefaultLimits())
	w.Outline = true
	last := len(paragraphs) - 1
	for i, p := range paragraphs[:last] {
		w.OpenBlock(document.Paragraph, 0)
		if i == 0 {
			w.OpenBlock(document.Heading, 1)
		}
		seedParagraph(w, p)
	}
	for i, p := range strings.Split(strings.TrimSpace(paragraphs[last]), "\n") {
		label, text, _ := strings.Cut(strings.TrimSpace(p), ". ")
		w.BeginNote(document.Note{Label: label, Series: "footnote"}, label)
		before, _, found := strings.Cut(text, "Document 52")
		w.Text(before)
		if found {
			w.PushLink(document.LinkDocument, "52", "")
			w.Text("Document 52")
			w.PopLink()
			w.Text(".")
		}
		w.EndNote()
		_ = i
	}
	w.Finish()
	b.Meta().Title = b.Draft().Blocks[0].Text
	return b.Finish()
}

// seedParagraph writes a paragraph of the first document with the marks that stand in it.
func seedParagraph(w *compose.Writer, p string) {
	marks := []struct {
		printed string
		take    func()
	}{
		{"Saigon1", func() { w.Text("Saigon"); w.Ref(document.Ref{Label: "1"}, "1") }},
		{"outlined2", func() { w.Text("outlined"); w.Ref(document.Ref{Label: "2"}, "2") }},
		{"[Page 277] ", func() { w.Page("277", "") }},
		{"[Page 278] ", func() { w.Page("278", "") }},
	}
	for _, m := range marks {
		before, after, found := strings.Cut(p, m.printed)
		if !found {
			continue
		}
		w.Text(before)
		m.take()
		p = after
	}
	w.Text(p)
}

// A session drives a model without a terminal.
type session struct {
	testing.TB
	m    *Model
	quit bool
}

func open(t testing.TB, d *document.Document, w, h int, opt Options) *session {
	t.Helper()
	opt.Reading = whole{d}
	opt.Dark = true
	s := &session{TB: t, m: New(t.Context(), opt, w, h)}
	s.run(s.m.Init())
	return s
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
	for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			name, k.Mod = rest, mod
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
