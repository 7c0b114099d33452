package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
	"ibid/keymap"
)

// letters composes a document in which several references call one note, a note
// calls a note, labels restart and a page has a Roman number.
func letters(t testing.TB) *document.Document {
	t.Helper()
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.Outline = true
	note := func(key, label string, write func()) {
		w.BeginNote(document.Note{Label: label}, key)
		write()
		w.EndNote()
	}
	for letter := range 3 {
		w.OpenBlock(document.Heading, 1)
		w.Text(fmt.Sprintf("Letter %d", letter+1))
		w.Anchor(fmt.Sprintf("letter%d", letter+1))
		for p := range 10 {
			w.OpenBlock(document.Paragraph, 0)
			w.Text(fmt.Sprintf("Letter %d, paragraph %d. ", letter+1, p+1))
			if p == 4 {
				w.Page([]string{"xii", "13", "14"}[letter], "")
			}
			w.Text(strings.Repeat("It was said before. ", 20))
			if p == 2 || p == 7 {
				w.Ref(document.Ref{Label: "1"}, fmt.Sprintf("%d.1", letter))
			}
			if p == 5 {
				w.Ref(document.Ref{Label: "2"}, fmt.Sprintf("%d.2", letter))
			}
			if p == 9 {
				w.Ref(document.Ref{Label: "9"}, "lost")
			}
		}
		w.CloseBlock()
		note(fmt.Sprintf("%d.1", letter), "1", func() { w.Text(fmt.Sprintf("The first note of letter %d.", letter+1)) })
		note(fmt.Sprintf("%d.2", letter), "2", func() {
			w.Text("Compare ")
			w.PushLink(document.LinkSection, "letter 1", "letter1")
			w.Text("the first letter")
			w.PopLink()
			w.Text(" and ")
			w.PushLink(document.LinkURL, "https://example.org/archive", "")
			w.Text("the archive")
			w.PopLink()
			w.Text(".")
			w.Ref(document.Ref{Label: "1"}, "0.1")
		})
	}
	w.Finish()
	b.Meta().Title = "Three letters"
	return b.Finish()
}

// keyCases are keys pressed in the document of letters and what the screen then shows.
var keyCases = []struct {
	name  string
	keys  []string
	shows []string
}{
	{"the next reference is found wherever it is", []string{"tab", "tab", "tab", "tab"}, []string{"Letter 1, paragraph 10", "p. xii"}},
	{"a reference without a note says so", []string{"tab", "tab", "tab", "tab", "enter"}, []string{"no note was found for reference 9"}},
	{"the last reference is the last", []string{"G", "tab", "tab", "tab", "tab", "tab"}, []string{"this is the last reference"}},
	{"back from a note to the reference that one came from", []string{"tab", "tab", "tab", "enter", "enter"}, []string{"Letter 1, paragraph 8", "▏1  The first note of letter 1."}},
	{"a note by its number, in the letter that is read", []string{"]", "]", `"2gn`}, []string{"Letter 2, paragraph 6", "▌2  Compare", "note 2 (4 of 6)"}},
	{"a note by the command line", []string{":", `"n 2`, "enter"}, []string{"▌2  Compare", "note 2 of 6"}},
	{"no such note", []string{":", `"n 7`, "enter"}, []string{"there is no note 7; L lists all notes"}},
	{"a page by its number", []string{`"14gp`}, []string{"Letter 3, paragraph 5", "p. 14"}},
	{"a page by its Roman number", []string{":", `"p XII`, "enter"}, []string{"Letter 1, paragraph 5", "p. xii"}},
	{"a page by its number alone", []string{":", `"13`, "enter"}, []string{"Letter 2, paragraph 5", "p. 13"}},
	{"no such page", []string{":", `"99`, "enter"}, []string{"there is no page 99; the pages go from xii to 14"}},
	{"pages one after the other", []string{`"]p`, `"]p`, `"[p`}, []string{"Letter 1, paragraph 5"}},
	{"before the first page", []string{`"[p`}, []string{"this is the first printed page"}},
	{"sections", []string{`"]]`, `"]]`}, []string{"Letter 3", "Three letters · Letter 3"}},
	{"the section before", []string{"G", `"[[`}, []string{"Letter 3, paragraph 1."}},
	{"there are no documents in it", []string{`"]d`}, []string{"this is one document, not a volume of them"}},
	{"a link in a note is followed", []string{`"2gn`, "tab", "enter"}, []string{"Letter 1, paragraph 1."}},
	{"and back from there to the note", []string{`"2gn`, "tab", "enter", "backspace"}, []string{"▌2  Compare"}},
	{"a URL is shown whole first", []string{`"2gn`, "tab", "tab", "enter"}, []string{"https://example.org/archive"}},
	{"back over several jumps", []string{`"14gp`, `"2gn`, "enter", "backspace", "backspace", "backspace"}, []string{"Letter 1, paragraph 1."}},
	{"and forward again", []string{`"14gp`, `"13gp`, "backspace", "backspace", "alt+right"}, []string{"Letter 3, paragraph 5", "p. 14"}},
	{"a run of steps is one jump", []string{`"]p`, `"]p`, `"]p`, "backspace"}, []string{"Letter 1, paragraph 1."}},
	{"a count", []string{`"2]p`}, []string{"Letter 2, paragraph 5"}},
	{"what is typed of a sequence is shown", []string{"2", "]"}, []string{"2]"}},
	{"an action by its name", []string{":", `"bottom`, "enter"}, []string{"Letter 3, paragraph 10", "100%"}},
	{"no such command", []string{":", `"fly`, "enter"}, []string{"there is no command fly"}},
	{"search counts body and notes", []string{"/", `"letter 2`}, []string{"of 12"}},
	{"the next match, and the one before", []string{"/", `"paragraph 7`, "enter", "n", "n", "N"}, []string{"2 of 3", "Letter 2, paragraph 7"}},
	{"matches go round", []string{"/", `"paragraph 7`, "enter", "n", "n", "n"}, []string{"1 of 3", "past the end: on from the beginning"}},
	{"a match in a note opens it", []string{"/", `"first note of letter 3`}, []string{"▌1  The first note of letter 3.", "1 of 1"}},
	{"Esc returns to where the search began", []string{"/", `"first note of letter 3`, "esc"}, []string{"Letter 1, paragraph 1."}},
	{"what is not there is not found", []string{"/", `"zebra`, "enter"}, []string{"no match: zebra", "Letter 1, paragraph 1."}},
	{"and n does not find it either", []string{"/", `"zebra`, "enter", "j", "n"}, []string{"no match: zebra"}},
	{"nor does its list", []string{"/", `"zebra`, "enter", "j", "&"}, []string{"no match: zebra"}},
	{"a key right after Esc is no key with Alt", []string{"/", `"paragraph 7`, "enter", "alt+/", `"zebra`, "enter"}, []string{"no match: zebra"}},
	{"a pattern that is none", []string{"/", `"re:(`}, []string{"missing closing )"}},
	{"n after Esc goes on with the search", []string{"/", `"paragraph 7`, "enter", "esc", "n"}, []string{"2 of 3", "Letter 2, paragraph 7"}},
	{"N after Esc too", []string{"/", `"paragraph 7`, "enter", "n", "esc", "N"}, []string{"1 of 3", "Letter 1, paragraph 7"}},
	{"Esc in a prompt keeps the search before", []string{"/", `"paragraph 7`, "enter", "n", "/", `"zebra`, "esc"}, []string{"2 of 3", "Letter 2, paragraph 7"}},
	{"and so it does where nothing was typed", []string{"/", `"paragraph 7`, "enter", "n", "/", "esc"}, []string{"2 of 3", "Letter 2, paragraph 7"}},
	{"an empty line searches on", []string{"/", `"paragraph 7`, "enter", "/", "enter"}, []string{"2 of 3", "Letter 2, paragraph 7"}},
	{"also where it was emptied", []string{"/", `"paragraph 7`, "enter", "/", `"zeb`, "ctrl+u", "enter"}, []string{"2 of 3", "Letter 2, paragraph 7"}},
	{"an empty line without a search", []string{"/", "enter"}, []string{"nothing is searched for"}},
	{"a list tells which entry is lit", []string{"t", "j"}, []string{"Outline", "2 of 3"}},
	{"also of those that a filter left", []string{"L", "/", `"second`, "esc", "/", `"first note`, "down"}, []string{"Notes  /first note", "2 of 3"}},
	{"a filter that leaves nothing says so", []string{"L", "/", `"zebra`, "enter"}, []string{"Notes  /zebra", "0 entries", "Esc shows all"}},
	{"a share is typed before its key", []string{"%"}, []string{"type a number first: 50% goes half way"}},
	{"the list of matches after Esc", []string{"/", `"paragraph 7`, "enter", "esc", "&"}, []string{"3 matches of paragraph 7"}},
	{"a key with Ctrl right after Esc", []string{"/", `"paragraph 7`, "ctrl+alt+l", "n"}, []string{"nothing is searched for"}},
	{"a measure is told", []string{"-"}, []string{"68 columns of text"}},
	{"n without a search", []string{"n"}, []string{"nothing is searched for"}},
	{"a search is found again", []string{"/", `"paragraph 7`, "enter", "/", "up"}, []string{"/paragraph 7", "1 of 3"}},
	{"a line is edited", []string{"/", `"paragraph 9 and`, "ctrl+w", "backspace", "ctrl+a", "ctrl+k", `"zeb`, "left", `"r`}, []string{"/zerb"}},
	{"the outline goes to a section", []string{"t", "down", "down", "enter"}, []string{"Letter 3, paragraph 1."}},
	{"the outline is narrowed", []string{"t", "/", `"3`}, []string{"Letter 3", "1 entry"}},
	{"and what is left is gone to", []string{"t", "/", `"3`, "enter"}, []string{"Letter 3, paragraph 1."}},
	{"Esc widens the outline again", []string{"t", "/", `"3`, "esc"}, []string{"Letter 1", "Letter 2", "1 of 3"}},
	{"the list of notes goes to a note", []string{"L", "down", "down", "enter"}, []string{"▌1  The first note of letter 2."}},
	{"another than the first that is left", []string{"L", "/", `"compare`, "down", "enter"}, []string{"Letter 2, paragraph 6", "▌2  Compare"}},
	{"the list of notes is narrowed", []string{"L", "/", `"letter 2`}, []string{"1 entry", "The first note of letter 2."}},
	{"the measure", []string{"-", "-", "-", "-"}, []string{"Letter 1, paragraph 1. It was said before. It was said\n"}},
	{"nothing wide", []string{">"}, []string{"no table or code that is seen here is wider than the text"}},
	{"no file to edit", []string{"e"}, []string{"there is no file to edit"}},
	{"what came from a pipe", []string{"R"}, []string{"cannot be read again"}},
	{"half way", []string{`"50%`}, []string{"Letter 2, paragraph"}},
	{"half way by the command line", []string{":", `"50%`, "enter"}, []string{"Letter 2, paragraph"}},
	{"no share of the document", []string{"%"}, []string{"type a number first"}},
	{"a jump leaves the note", []string{`"2gn`, "G"}, []string{"Letter 3, paragraph 10", "100%   ? help"}},
	{"a reference in a note is followed", []string{`"2gn`, "tab", "tab", "tab", "enter"}, []string{"▌1 The first note of letter 1."}},
	{"and back to the note that it stands in", []string{`"]]`, `"2gn`, "tab", "tab", "tab", "enter", "enter"}, []string{"▌2 Compare", "note 2 (4 of 6)"}},
	{"a reference in a note", []string{`"2gn`, "esc", "tab"}, []string{"note"}}}

func TestKeys(t *testing.T) {
	d := letters(t)
	for _, c := range keyCases {
		s := open(t, d, 140, 30, Options{}).press(c.keys...)
		screen := s.screen()
		for _, want := range c.shows {
			if !strings.Contains(strings.Join(strings.Fields(screen), " "), strings.Join(strings.Fields(want), " ")) {
				t.Errorf("%s: after %v the screen does not show %q:\n%s", c.name, c.keys, want, screen)
			}
		}
	}
}

// TestNoReferenceButLinks tells who looks for the links of a text by Tab, as in a browser, by
// which key they are followed.
func TestNoReferenceButLinks(t *testing.T) {
	for _, linked := range []bool{true, false} {
		b := document.NewBuilder()
		w := compose.New(b, source.DefaultLimits())
		w.OpenBlock(document.Paragraph, 0)
		if linked {
			w.PushLink(document.LinkURL, "https://example.org/", "")
		}
		w.Text("An example.")
		if linked {
			w.PopLink()
		}
		w.Finish()
		want := "there is no reference in this document"
		if linked {
			want += "; F shows what can be followed"
		}
		if got := open(t, b.Finish(), 100, 10, Options{}).press("tab").m.say.text; got != want {
			t.Errorf("linked %v: Tab says %q, want %q", linked, got, want)
		}
	}
}

// } and { go from one paragraph to the next, from the first row of the document and from within one too.
func TestParagraphs(t *testing.T) {
	s := open(t, letters(t), 80, 12, Options{})
	first := s.screen()
	for _, c := range []struct {
		keys  []string
		block int
	}{{[]string{"}"}, 1}, {[]string{"}"}, 2}, {[]string{"j", "{"}, 2}, {[]string{"k", "}"}, 2}, {[]string{"3", "}"}, 5}, {[]string{"{"}, 4}} {
		if s.press(c.keys...); s.m.topLoc().Block != c.block || s.m.topSpot().row != 0 {
			t.Errorf("%v leads to row %v of block %d, want %d", c.keys, s.m.topSpot().row, s.m.topLoc().Block, c.block)
		}
	}
	if got := s.press("9", "{").screen(); got != first {
		t.Errorf("before the first paragraph is\n%s\nwant\n%s", got, first)
	}
}

func TestFolding(t *testing.T) {
	s := open(t, motley(t), 100, 30, Options{}).press("t")
	all := len(s.m.doc.Sections)
	l := s.m.modes[1].(*list)
	s.press("home", "h")
	if l.rows(s.m) >= all || !strings.Contains(s.screen(), "▸ Part 1") {
		t.Errorf("folding leaves %d of %d:\n%s", l.rows(s.m), all, s.screen())
	}
	if s.press("l"); l.rows(s.m) != all || !strings.Contains(s.screen(), "▾ Part 1") {
		t.Errorf("unfolding leaves %d of %d", l.rows(s.m), all)
	}
}

func TestQuit(t *testing.T) {
	for _, keys := range [][]string{{"q"}, {"Z", "Z"}, {":", "q", "enter"}, {"ctrl+c"}, {"t", "q", "q"}, {"t", "ctrl+c"}, {"?", "esc", "q"}} {
		if s := open(t, letters(t), 80, 24, Options{}).press(keys...); !s.quit {
			t.Errorf("%v does not quit", keys)
		}
	}
	for _, keys := range [][]string{{"esc", "esc"}, {"t", "q"}, {"/", "q"}, {"tab", "enter", "esc", "esc"}, {"?", "q"}} {
		if s := open(t, letters(t), 80, 24, Options{}).press(keys...); s.quit {
			t.Errorf("%v quits", keys)
		}
	}
}

func TestMouse(t *testing.T) {
	d := seed(t)
	click := func(x, y int) tea.Msg { return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft} }
	s := open(t, d, 120, 40, Options{})
	s.send(click(34, 12))
	if want := "▌2  See Document 52."; !strings.Contains(s.screen(), want) {
		t.Errorf("a click on a reference does not show %q:\n%s", want, s.screen())
	}
	s.send(click(90, 3))
	if s.m.panel.focus || s.m.ref != 0 {
		t.Errorf("a click on note 1 leads to reference %d", s.m.ref)
	}
	s.send(click(90, 12))
	if want := "document 52 is not among what is open"; !strings.Contains(s.screen(), want) {
		t.Errorf("a click on a link does not show %q:\n%s", want, s.screen())
	}
	s.send(tea.MouseWheelMsg{X: 30, Y: 5, Button: tea.MouseWheelDown})
	if s.m.topSpot() != (spot{0, 2}) {
		t.Errorf("the wheel goes to %v", s.m.topSpot())
	}
	if s.m.View().MouseMode == tea.MouseModeNone {
		t.Error("the mouse is off")
	}
	if s.press("M").m.View().MouseMode != tea.MouseModeNone {
		t.Error("M leaves the mouse on")
	}
}

// TestClickBesideANote clicks on words while a note pops up.
func TestClickBesideANote(t *testing.T) {
	s := open(t, seed(t), 50, 20, Options{}).press("tab", "tab", "enter")
	popup := s.m.popupRows()
	s.send(tea.MouseClickMsg{X: 20, Y: popup.y, Button: tea.MouseLeft})
	if !s.m.panel.focus {
		t.Errorf("a click on the edge of a note closes it:\n%s", s.screen())
	}
	s.send(tea.MouseClickMsg{X: 20, Y: popup.y - 2, Button: tea.MouseLeft})
	if s.m.panel.focus || s.m.ref != 1 {
		t.Errorf("a click beside a note that pops up does not close it, or its reference is not active:\n%s", s.screen())
	}
	s = open(t, seed(t), 120, 40, Options{}).press("tab", "enter")
	s.send(tea.MouseClickMsg{X: 20, Y: 20, Button: tea.MouseLeft})
	if !s.m.panel.focus {
		t.Error("a click on words leaves a note beside the text")
	}
}

func TestBrowse(t *testing.T) {
	var opened []string
	opt := Options{Browse: func(url string) error { opened = append(opened, url); return errors.New("no browser") }}
	s := open(t, letters(t), 100, 30, opt).press(`"2gn`, "tab", "tab", "enter")
	if len(opened) > 0 {
		t.Fatal("the first Enter opens")
	}
	s.press("enter")
	if len(opened) != 1 || opened[0] != "https://example.org/archive" {
		t.Errorf("opened %q", opened)
	}
	if !strings.Contains(s.screen(), "no browser") {
		t.Errorf("the error is not told:\n%s", s.screen())
	}
	s.press("tab", "shift+tab", "enter")
	if s.press("g", "enter", "enter"); len(opened) != 1 {
		t.Error("a URL that is no longer shown is opened")
	}
	long := "https://example.org/" + strings.Repeat("long/", 60) + "?end"
	s.run(s.m.browse(long))
	if screen := strings.ReplaceAll(strings.ReplaceAll(s.screen(), "\n ", ""), "\n", ""); !strings.Contains(screen, long) {
		t.Errorf("a long URL is not shown whole:\n%s", s.screen())
	}
	s.check("a long URL")
	s.resize(20, 5)
	s.m.freshen()
	s.run(s.m.browse(long))
	s.m.freshen()
	s.run(s.m.browse(long))
	if len(opened) != 1 {
		t.Error("a URL for which there is no room is opened")
	}
	s.resize(100, 30)
	for _, bad := range []string{"file:///etc/passwd", "javascript:alert(1)", "JAVASCRIPT:x", "https//x", "", "%zz"} {
		s.run(s.m.browse(bad))
		s.m.freshen()
		s.run(s.m.browse(bad))
	}
	if len(opened) != 1 {
		t.Errorf("opened %q", opened[1:])
	}
}

// A growing is a reading that publishes a snapshot at a time.
type growing struct{ docs []*document.Document }

func (g *growing) Document() *document.Document { return g.docs[0] }

func (g *growing) Next(_ context.Context, gen uint64) (*document.Document, error) {
	for _, d := range g.docs {
		if d.Generation > gen {
			return d, nil
		}
	}
	return nil, io.EOF
}

func TestGrowing(t *testing.T) {
	b := document.NewBuilder()
	g := &growing{}
	b.OnPublish = func(d *document.Document) { g.docs = append(g.docs, d) }
	b.Publish()
	w := compose.New(b, source.DefaultLimits())
	for i := range 40 {
		w.OpenBlock(document.Paragraph, 0)
		w.Text(fmt.Sprintf("Paragraph %d is here.", i+1))
		w.Page(fmt.Sprint(i+1), "")
		if i%10 == 9 {
			w.Publish()
		}
	}
	w.Finish()
	b.Finish()
	m := New(t.Context(), Options{Reading: g, Page: "35", Search: "paragraph 36"}, 80, 24)
	s := &session{TB: t, m: m}
	s.check("nothing read yet")
	s.run(m.Init())
	if screen := s.screen(); !strings.Contains(screen, "Paragraph 36 is here.") || !strings.Contains(screen, "1 of 1") {
		t.Errorf("the page that was asked for is not shown:\n%s", screen)
	}
	s.press(`"3gp`)
	top := s.m.topLoc()
	s.send(snapshotMsg{session: 0, doc: g.docs[len(g.docs)-1], extent: s.m.extent})
	if s.m.topLoc() != top {
		t.Errorf("a snapshot moves the text from %v to %v", top, s.m.topLoc())
	}
}

// TestEndOfWhatGrows goes to the end of a document that is being read: the end comes
// later, unless the reader has gone elsewhere meanwhile.
func TestEndOfWhatGrows(t *testing.T) {
	whole := long(60)
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "The first paragraph."})
	begun := b.Publish()
	for _, c := range []struct {
		keys  []string
		shows string
	}{
		{[]string{"G"}, "100%"},
		{[]string{"G", "k"}, "Chapter 1"},
	} {
		s := open(t, begun, 80, 24, Options{}).press(c.keys...)
		s.send(snapshotMsg{doc: whole, extent: extent{}.grow(whole)})
		if got := s.screen(); !strings.Contains(got, c.shows) {
			t.Errorf("after %v and the end of the reading %q is not on the screen\n%s", c.keys, c.shows, got)
		}
	}
}

// TestLongNoteHasEnds goes to the end and the beginning of a note that is folded.
func TestLongNoteHasEnds(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.Text("Text")
	w.Ref(document.Ref{Label: "1"}, "1")
	w.BeginNote(document.Note{Label: "1"}, "1")
	w.Text("The note begins. " + strings.Repeat("It goes on. ", 400) + "It ends.")
	w.EndNote()
	w.Finish()
	s := open(t, b.Finish(), 80, 24, Options{}).press("enter", "G")
	if got := s.screen(); !strings.Contains(got, "ends.\n") {
		t.Errorf("G shows\n%s", got)
	}
	if got := s.press("g", "g").screen(); !strings.Contains(got, "The note begins.") || !s.m.panel.focus {
		t.Errorf("gg shows\n%s", got)
	}
}

func TestWidthMethod(t *testing.T) {
	s := open(t, motley(t), 60, 20, Options{})
	s.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	if s.m.method == 0 {
		t.Error("mode 2027 does not change the method")
	}
	s.check("by graphemes")
}

func TestPasteIsSafe(t *testing.T) {
	s := open(t, seed(t), 80, 24, Options{}).press("/")
	s.send(tea.PasteMsg{Content: "told\x1b]52;c;AAAA\x07 Dobrynin\nthat\u202e"})
	s.check("pasted")
	if strings.ContainsAny(s.m.View().Content, "\x07\u202e") || strings.Contains(s.m.View().Content, "\x1b]") {
		t.Errorf("%q", s.m.View().Content)
	}
}

func TestStyleThatIsNone(t *testing.T) {
	s := open(t, seed(t), 120, 24, Options{Style: "/nowhere/style.json"})
	if !strings.Contains(s.screen(), "style") {
		t.Errorf("the error is not told:\n%s", s.screen())
	}
}

// TestEnterWaitsForTheFilter presses Enter before the answer of the filter has come.
func TestEnterWaitsForTheFilter(t *testing.T) {
	s := open(t, letters(t), 120, 40, Options{}).press("t", "/")
	_, filter := s.m.Update(keyPress("3"))
	s.press("enter")
	if got := s.screen(); !strings.Contains(got, "Outline") {
		t.Errorf("an entry was chosen before it was known which are left\n%s", got)
	}
	s.run(filter)
	if got := s.screen(); !strings.Contains(got, "Letter 3, paragraph 1.") {
		t.Errorf("the entry that is left was not chosen\n%s", got)
	}
}

func TestNotesOfAVolumeTellTheirDocument(t *testing.T) {
	d := letters(t)
	for i := range d.Sections {
		d.Sections[i].Document, d.Sections[i].Number = true, fmt.Sprint(i+51)
	}
	if got := open(t, d, 120, 40, Options{}).press("L").screen(); !strings.Contains(got, "doc. 53") || !strings.Contains(got, "doc. 51") {
		t.Errorf("the list of notes is\n%s", got)
	}
}

// TestHelpBreaksNoKey looks for every key, whole, on the page of every width.
func TestHelpBreaksNoKey(t *testing.T) {
	for _, width := range []int{30, 50, 80, 120} {
		s := open(t, seed(t), width, 300, Options{}).press("?")
		words := strings.Fields(s.screen())
		for _, g := range s.m.keys.Groups() {
			for _, e := range g.Entries {
				for _, k := range e.Keys {
					if !slices.Contains(words, k) {
						t.Errorf("%d columns: %q is not on the page", width, k)
					}
				}
			}
		}
		if title := s.m.keys.Groups()[0].Title; !strings.Contains(title, "Notes") {
			t.Errorf("the page begins with %q", title)
		}
	}
}

// TestListsOpenAroundTheirEntry opens the list of notes at one that is far down.
func TestListsOpenAroundTheirEntry(t *testing.T) {
	got := open(t, unlabelled(t, 60), 80, 12, Options{}).press(`"40gn`, "L").screen()
	for _, want := range []string{"noted of it: 39.", "▌40", "noted of it: 41."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on the screen\n%s", want, got)
		}
	}
}

// A line that is accepted before its search has ended says that nothing was
// found when it ends.
func TestAcceptedBeforeTheSearchEnds(t *testing.T) {
	s := open(t, long(50), 80, 24, Options{})
	var waiting []tea.Cmd
	for _, k := range []string{"/", "z", "e", "b", "r", "a", "enter"} {
		_, cmd := s.m.Update(keyPress(k))
		waiting = append(waiting, cmd)
	}
	for _, cmd := range waiting {
		s.run(cmd)
	}
	if got := s.screen(); !strings.Contains(got, "no match: zebra") {
		t.Errorf("the screen does not say so:\n%s", got)
	}
}

// TestKeysAreNamedAsBound reads on the screen the keys that a reader has bound.
func TestKeysAreNamedAsBound(t *testing.T) {
	keys, errs := keymap.New([]keymap.Binding{
		{Action: keymap.Help, Keys: []string{"f1"}}, {Action: keymap.Close, Keys: []string{"x"}}, {Action: keymap.Choose, Keys: []string{"o"}},
		{Action: keymap.Search, Keys: []string{"s"}}, {Action: keymap.Follow, Keys: nil},
	})
	if errs != nil {
		t.Fatal(errs)
	}
	for _, c := range []struct{ key, shows string }{
		{"", "F1 help"}, {"t", "o goes there   / filters   x closes"}, {"n", "nothing is searched for; s begins a search"},
	} {
		s := open(t, letters(t), 100, 20, Options{Keys: keys})
		if c.key != "" {
			s.press(c.key)
		}
		if got := s.screen(); !strings.Contains(got, c.shows) {
			t.Errorf("after %q the screen does not show %q\n%s", c.key, c.shows, got)
		}
	}
}

// A key that means nothing says so until the next one, and which would help.
func TestUnboundKeys(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want string // "" for silence
	}{
		{[]string{"x"}, " x does nothing here; ? shows all keys "},
		{[]string{"g", "x"}, " gx does nothing here; ? shows all keys "},
		{[]string{`"12`, "x"}, " 12x does nothing here; ? shows all keys "},
		{[]string{"ctrl+x"}, " ^X does nothing here; ? shows all keys "},
		{[]string{"v"}, " v does nothing here; M lets the terminal select and copy "},
		{[]string{"Y"}, " Y does nothing here; M lets the terminal select and copy "},
		{[]string{"M", "y"}, " y does nothing here; ? shows all keys "},
		{[]string{"t", "x"}, " x does nothing here; ? shows all keys "},
		{[]string{"L", "x"}, " x does nothing here; ? shows all keys "},
		{[]string{"?", "x"}, " x does nothing here "},
		{[]string{"x", "j"}, ""},
		{[]string{"g", "esc"}, ""},
		{[]string{"esc"}, ""},
		{[]string{"m", "x"}, ""},
		{[]string{"/", "x"}, ""},
		{[]string{"tab", "F", "1"}, ""},
	} {
		got := open(t, letters(t), 120, 40, Options{}).press(c.keys...).screen()
		if c.want == "" && strings.Contains(got, "does nothing") || !strings.Contains(got+" ", c.want) {
			t.Errorf("%q: want %q\n%s", c.keys, c.want, got)
		}
	}
	s := open(t, letters(t), 120, 40, Options{})
	s.send(tea.PasteMsg{Content: "what was pasted"})
	if got := s.screen(); strings.Contains(got, "does nothing") {
		t.Errorf("a paste is told of\n%s", got)
	}
}
