package tui

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// halves returns a document of which the first half has been read, and the whole.
// Each paragraph has a page and a note of its number.
func halves(t testing.TB) (half, all *document.Document) {
	t.Helper()
	const paragraphs = 60
	b := document.NewBuilder()
	b.Source().Bytes = 100 * paragraphs
	w := compose.New(b, source.DefaultLimits())
	for i := range paragraphs {
		n := fmt.Sprint(i + 1)
		w.Page(n, "")
		w.OpenBlock(document.Paragraph, 0)
		w.SetSource(document.Span{Start: int64(100 * i), End: int64(100*i + 100)})
		w.Text("Paragraph " + n + " is here")
		if i%20 == 10 {
			w.Text(" with a rarity")
		}
		w.Ref(document.Ref{Label: n}, n)
		w.CloseBlock()
		w.BeginNote(document.Note{Label: n, Series: "footnote"}, n)
		w.OpenBlock(document.Paragraph, 0)
		w.Text("Note " + n + ".")
		w.EndNote()
		if i == paragraphs/2-1 {
			w.CloseBlock()
			half = b.Publish()
		}
	}
	w.Finish()
	return half, b.Finish()
}

// A share of a document that is being read is one of the whole, as its source tells it.
func TestShareOfWhatIsRead(t *testing.T) {
	half, _ := halves(t)
	got := open(t, half, 100, 16, Options{}).press(`"25%`).screen()
	if !strings.Contains(got, "▌Paragraph 15 is here") {
		t.Errorf("a quarter of 60 paragraphs, the first of which are shorter and 30 read, does not lead to the 15th:\n%s", got)
	}
}

// A place that has not been read is waited for, visibly, until it comes or the
// reader presses a key.
func TestAwaited(t *testing.T) {
	half, all := halves(t)
	for _, c := range []struct {
		name  string
		keys  []string
		says  string // while it is waited for
		shows string // when it has come
	}{
		{"end", []string{"G"}, "the end has not been read yet", "Paragraph 60 is here"},
		{"page", []string{`"50gp`}, "page 50 has not been read yet", "Paragraph 50 is here"},
		{"page by line", []string{":", `"p 50`, "enter"}, "page 50 has not been read yet", "Paragraph 50 is here"},
		{"note", []string{`"50gn`}, "note 50 has not been read yet", "Note 50."},
		{"match", []string{"/", `"rarity`, "enter", "n"}, "the next match has not been read yet", "Paragraph 31 is here with a rarity"},
		{"share", []string{`"80%`}, "80% of the document has not been read yet", "Paragraph 49 is here"},
		{"no page", []string{`"500gp`}, "page 500 has not been read yet", "there is no page 500"},
		{"no note", []string{`"500gn`}, "note 500 has not been read yet", "there is no note 500"},
	} {
		s := open(t, half, 100, 16, Options{}).press(c.keys...)
		if got := s.screen(); !strings.Contains(got, c.says) {
			t.Errorf("%s: %q is not told\n%s", c.name, c.says, got)
		}
		s.grow(all)
		if got := s.screen(); !strings.Contains(got, c.shows) || strings.Contains(got, c.says) {
			t.Errorf("%s: %q is not shown\n%s", c.name, c.shows, got)
		}

		s = open(t, half, 100, 16, Options{}).press(c.keys...).press("esc")
		if got := s.screen(); strings.Contains(got, "not been read yet") {
			t.Errorf("%s: esc leaves the message\n%s", c.name, got)
		}
		top := s.m.topLoc()
		s.grow(all)
		if s.m.topLoc() != top {
			t.Errorf("%s: the text moves from %v to %v though the wait was given up", c.name, top, s.m.topLoc())
		}
	}
}

// The way back leads to where the reader was when the page was asked for.
func TestBackFromAwaited(t *testing.T) {
	half, all := halves(t)
	s := open(t, half, 100, 16, Options{}).press("j", `"50gp`)
	top := s.m.topLoc()
	s.grow(all)
	if s.press("backspace"); s.m.topLoc() != top {
		t.Errorf("back at %v, not at %v", s.m.topLoc(), top)
	}
}

// What is asked for on the command line is waited for in the same way.
func TestOpenAwaited(t *testing.T) {
	half, all := halves(t)
	s := open(t, half, 100, 16, Options{Page: "50"})
	if got := s.screen(); !strings.Contains(got, "page 50 has not been read yet") || !strings.Contains(got, "Paragraph 1 is here") {
		t.Errorf("while page 50 is waited for\n%s", got)
	}
	s.grow(all)
	if got := s.screen(); !strings.Contains(got, "Paragraph 50 is here") || strings.Contains(got, "not been read yet") {
		t.Errorf("when page 50 has come\n%s", got)
	}
}

// Where it is not known how much there is to read, that it goes on is said once.
func TestReadingWithoutEnd(t *testing.T) {
	half, _ := halves(t)
	half.Source.Bytes = 0
	s := begun(t, half, 100, 16, Options{})
	for range 2 {
		if got := s.screen(); strings.Count(got, "reading…") != 1 {
			t.Errorf("slow %v:\n%s", s.m.slow, got)
		}
		s.send(slowMsg{session: s.m.session})
	}
}

// How far the reading is is shown when it lasts, in the status line and by the terminal.
func TestReadingProgress(t *testing.T) {
	half, all := halves(t)
	s := begun(t, half, 100, 16, Options{})
	if v := s.m.View(); strings.Contains(s.screen(), "reading") || v.ProgressBar != nil {
		t.Errorf("progress is shown at once: %v\n%s", v.ProgressBar, s.screen())
	}
	s.send(slowMsg{session: s.m.session})
	v := s.m.View()
	if !strings.Contains(s.screen(), "reading 50%") || v.ProgressBar == nil || *v.ProgressBar != (tea.ProgressBar{State: tea.ProgressBarDefault, Value: 50}) {
		t.Errorf("half way the progress is %v\n%s", v.ProgressBar, s.screen())
	}
	if again := s.m.View(); again.ProgressBar != v.ProgressBar {
		t.Error("the progress is another one though nothing was read")
	}
	s.grow(all)
	if v := s.m.View(); strings.Contains(s.screen(), "reading") || v.ProgressBar != nil {
		t.Errorf("progress is shown at the end: %v\n%s", v.ProgressBar, s.screen())
	}
	s.send(slowMsg{session: s.m.session})
	if s.m.View().ProgressBar != nil {
		t.Error("progress is shown of a document that has been read")
	}
}

// withNote ends a document with note 1.
func withNote(b *document.Builder, w *compose.Writer) *document.Document {
	w.BeginNote(document.Note{Label: "1", Series: "footnote"}, "1")
	w.OpenBlock(document.Paragraph, 0)
	w.Text("Its note.")
	w.EndNote()
	w.Finish()
	return b.Finish()
}

// The text stands where it stood when the notes come that its references call.
func TestPlaceOfNotes(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.OpenBlock(document.Paragraph, 0)
	w.Text("A text")
	w.Ref(document.Ref{Label: "1"}, "1")
	w.CloseBlock()
	begun := b.Publish()
	all := withNote(b, w)
	for _, size := range [][2]int{{120, 40}, {80, 24}, {50, 20}} {
		s := open(t, begun, size[0], size[1], Options{})
		before := s.m.screen.body
		s.grow(all)
		if got := s.m.screen.body; got != before {
			t.Errorf("%v: the text moves from %v to %v", size, before, got)
		}
	}
}

// The text stands where it stands while more is read: longer page labels and the first notes
// take their columns when they come onto the screen.
func TestNothingMovesWhileReading(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	var begun *document.Document
	for i := range 40 {
		if i == 20 {
			begun = b.Publish()
		}
		if i >= 20 {
			w.Page(fmt.Sprint(1_234_500+i), "")
		}
		w.OpenBlock(document.Paragraph, 0)
		w.Text("A paragraph of the text, which is as long as a row of it is at most, or longer.")
		if i >= 20 {
			w.Ref(document.Ref{Label: "1"}, "1")
		}
		w.CloseBlock()
	}
	all := withNote(b, w)
	for _, size := range [][2]int{{120, 12}, {80, 12}, {50, 12}, {20, 6}} {
		s := open(t, begun, size[0], size[1], Options{})
		text := func() string { return strings.Join(strings.Split(s.screen(), "\n")[:size[1]-1], "\n") }
		before := text()
		s.grow(all)
		if got := text(); got != before {
			t.Errorf("%v: the text moves\n%s\nit was\n%s", size, got, before)
		}
		if got := s.press("j", "k").screen(); !strings.HasPrefix(got, before) {
			t.Errorf("%v: the text moves when a key is pressed\n%s\nit was\n%s", size, got, before)
		}
		s.press("G")
		if got := text(); size[0] >= bareWidth && !strings.Contains(got, "1234539 ▏") {
			t.Errorf("%v: at the end the page is not in the gutter\n%s", size, got)
		}
		if got := text(); size[0] >= besideWidth && !strings.Contains(got, "Its note.") {
			t.Errorf("%v: at the end the note is not beside the text\n%s", size, got)
		}
	}
}

// What is counted while more may come is told as such.
func TestCountsWhileReading(t *testing.T) {
	half, all := halves(t)
	half.Calls = slices.Clone(half.Calls)
	for i := range half.Calls {
		half.Calls[i] = int32(i)
	}
	s := open(t, half, 120, 16, Options{})
	if got := s.screen(); !strings.Contains(got, "   30+ notes   ") {
		t.Errorf("half way the notes are not counted as so many or more\n%s", got)
	}
	if got := s.press("tab").screen(); !strings.Contains(got, "   note 1 of 30+   ") {
		t.Errorf("half way the note is not one of so many or more\n%s", got)
	}
	if got := s.press("/", `"rarity`, "enter").screen(); !strings.Contains(got, "   1 of 1+   ") {
		t.Errorf("half way the match is not one of so many or more\n%s", got)
	}
	s.press("backspace")
	s.grow(all)
	if got := s.screen(); !strings.Contains(got, "   3 found   ") || !strings.Contains(got, "   note 1 of 60   ") {
		t.Errorf("at the end the note or the match is not one of all\n%s", got)
	}
}

// TestWhatIsNotReadYet follows a reference whose note has not been read, and gives up a search that has
// found nothing: what is said is true then and at the end.
func TestWhatIsNotReadYet(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.OpenBlock(document.Paragraph, 0)
	w.Text("A word")
	w.Ref(document.Ref{Label: "7"}, "7")
	w.CloseBlock()
	s := open(t, b.Publish(), 80, 24, Options{})
	if got := s.press("enter").screen(); !strings.Contains(got, "the note of reference 7 has not been read yet") {
		t.Errorf("a note that may come is told otherwise\n%s", got)
	}
	if got := s.press("/", `"zebra`, "enter").screen(); !strings.Contains(got, "no match so far") {
		t.Errorf("nothing is told of the search\n%s", got)
	}
	s.press("esc")
	w.Finish()
	s.grow(b.Finish())
	if got := s.screen(); strings.Contains(got, "match") {
		t.Errorf("a search that was given up is told of\n%s", got)
	}
	if got := s.press("enter").screen(); !strings.Contains(got, "no note was found for reference 7") {
		t.Errorf("a note that does not come is told otherwise\n%s", got)
	}
	if got := s.press(`"5gn`).screen(); !strings.Contains(got, "there is no note in this document") {
		t.Errorf("that there are no notes is not told\n%s", got)
	}
}

// TestSpareThread is that a thread is left to the keyboard, and given back.
func TestSpareThread(t *testing.T) {
	n := runtime.GOMAXPROCS(0)
	restore := spareThread()
	if got := runtime.GOMAXPROCS(0); got != n+1 {
		t.Errorf("%d threads run Go, want %d", got, n+1)
	}
	restore()
	if got := runtime.GOMAXPROCS(0); got != n {
		t.Errorf("%d threads run Go afterwards, want %d", got, n)
	}
}

// TestPagesOfTwoReports names a row by the page of the main numbering, in whichever order the
// pages of two reports begin on it, and goes to the rows of both.
func TestPagesOfTwoReports(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	for i, pages := range [][2]document.Page{{{Label: "584"}, {Label: "210", Series: "parallel"}}, {{Label: "211", Series: "parallel"}, {Label: "585"}}, {{Label: "212", Series: "parallel"}}} {
		w.OpenBlock(document.Paragraph, 0)
		for _, p := range pages {
			if p.Label != "" {
				w.Page(p.Label, p.Series)
			}
		}
		w.Text(fmt.Sprintf("Paragraph %d.", i+1))
	}
	w.Finish()
	s := open(t, b.Finish(), 80, 10, Options{})
	for _, want := range []string{"584 ▏Paragraph 1.", "585 ▏Paragraph 2.", "212 ▏Paragraph 3."} {
		if got := s.screen(); !strings.Contains(got, want) {
			t.Errorf("%q is not there:\n%s", want, got)
		}
	}
	s.press(":", `"p 212"`, "enter")
	if got := s.screen(); !strings.Contains(got, "p. 585") {
		t.Errorf("on page 212 of the second report the page is not 585:\n%s", got)
	}
}
