package tui

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// longNote is a document with one note of so many paragraphs, which are counted.
func longNote(paragraphs int) *document.Document {
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "A word and more.", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 6, End: 6, At: -1}}})
	n := document.Note{Label: "1"}
	for i := range paragraphs {
		n.Blocks = append(n.Blocks, document.Block{Text: fmt.Sprintf("paragraph %05d. %s", i, strings.Repeat("It goes on. ", 10))})
	}
	b.AddNote(n)
	b.AddRef(document.Ref{Label: "1", At: document.Loc{Note: document.Body, Offset: 6}}, 0)
	return b.Finish()
}

var counted5 = regexp.MustCompile(`paragraph (\d{5})`)

// shownParagraphs returns the numbers of the first and last paragraph on the screen that
// begin there.
func shownParagraphs(s *session) (first, last int) {
	all := counted5.FindAllStringSubmatch(s.screen(), -1)
	if len(all) == 0 {
		s.Fatal("no paragraph begins on the screen")
	}
	first, _ = strconv.Atoi(all[0][1])
	last, _ = strconv.Atoi(all[len(all)-1][1])
	return first, last
}

// A match far down a long note is reached without laying out what lies between, and
// scrolling from there passes over nothing.
func TestFarInNote(t *testing.T) {
	const n = 20_000
	for _, size := range [][2]int{{120, 40}, {50, 20}} {
		s := open(t, longNote(n), size[0], size[1], Options{})
		s.press("/", `"paragraph 19000`, "enter")
		if first, last := shownParagraphs(s); first > 19000 || last < 19000 {
			t.Errorf("%v: paragraphs %d to %d are seen, not the match", size, first, last)
		}
		if len(s.m.memo.entries) > 2000 {
			t.Errorf("%v: %d blocks were laid out", size, len(s.m.memo.entries))
		}
		for _, key := range []string{"k", "j", "b"} {
			at, _ := shownParagraphs(s)
			for range 120 {
				s.press(key)
				first, last := shownParagraphs(s)
				if key != "b" && (first < at-1 || first > at+1) || last < first {
					t.Fatalf("%v: %s leads from paragraph %d to %d–%d", size, key, at, first, last)
				}
				at = first
			}
		}
		s.press("esc", "esc", "g", "g", "tab", "enter")
		if first, _ := shownParagraphs(s); first != 0 {
			t.Errorf("%v: the note opens at paragraph %d", size, first)
		}
	}
}

// TestEndsOfALongNote goes to the end of a note of many rows at once, and back.
func TestEndsOfALongNote(t *testing.T) {
	for _, d := range []*document.Document{linedNote(5000), longNote(5000)} {
		for _, size := range sizes {
			s := open(t, d, size.w, size.h, Options{}).press("enter")
			begin := s.screen()
			for range 2 {
				if end := s.press("G").screen(); !strings.Contains(end, "line 5000") && !strings.Contains(end, "paragraph 04999") {
					t.Errorf("%v: the end is not seen\n%s", size, end)
				}
			}
			if end := s.screen(); !strings.Contains(end, "the note ends here") {
				t.Errorf("%v: the end is not told\n%s", size, end)
			}
			for range 2 {
				s.press("g", "g")
			}
			if got := s.screen(); !strings.Contains(got, "the note begins here") {
				t.Errorf("%v: the beginning is not told\n%s", size, got)
			}
			if got := s.press("j", "k").screen(); got != begin {
				t.Errorf("%v: not back at the beginning\n%s", size, got)
			}
		}
	}
}

// A note in which nothing stands is a note like others.
func TestNoteWithoutWords(t *testing.T) {
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "A word.", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 6, End: 6, At: -1}}})
	b.AddRef(document.Ref{Label: "1", At: document.Loc{Note: document.Body, Offset: 6}}, b.AddNote(document.Note{Label: "1"}))
	d := b.Finish()
	s := open(t, d, 120, 16, Options{})
	for _, keys := range [][]string{{"tab"}, {"enter"}, {"space"}, {"G"}, {"-"}, {"w"}, {"w"}, {`"\`}, {"tab"}, {"enter"}, {"L"}, {"enter"}, {"F", "esc"}} {
		s.press(keys...).check(fmt.Sprint(keys))
		for _, width := range []int{50, 20, 80, 120} {
			s.resize(width, 16).check(fmt.Sprint(keys, width))
		}
	}
}

// linedNote is a document with one note of so many lines, which are counted from 1.
func linedNote(lines int) *document.Document {
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "A word and more.", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 6, End: 6, At: -1}}})
	var text []string
	for i := range lines {
		text = append(text, fmt.Sprintf("line %d", i+1))
	}
	n := b.AddNote(document.Note{Label: "1", Blocks: []document.Block{{Text: strings.Join(text, "\n")}}})
	b.AddRef(document.Ref{Label: "1", At: document.Loc{Note: document.Body, Offset: 6}}, n)
	return b.Finish()
}

var (
	lineSeen   = regexp.MustCompile(`line (\d+)`)
	foldsAbove = regexp.MustCompile(`… (\d+) lines above`)
	foldsBelow = regexp.MustCompile(`… \+(\d+) lines`)
)

// seenLines returns the first and last line of a note on the screen. What the folds say is checked.
func seenLines(s *session, lines int) (first, last int) {
	screen := s.screen()
	number := func(re *regexp.Regexp) (all []int) {
		for _, m := range re.FindAllStringSubmatch(screen, -1) {
			n, _ := strconv.Atoi(m[1])
			all = append(all, n)
		}
		return all
	}
	seen, above, below := number(lineSeen), append(number(foldsAbove), 0)[0], append(number(foldsBelow), 0)[0]
	if len(seen) == 0 {
		s.Fatalf("no line is seen\n%s", screen)
	}
	first, last = seen[0], seen[len(seen)-1]
	if last-first != len(seen)-1 || above != first-1 || below != lines-last {
		s.Fatalf("lines %v of %d are seen, %d are said to be above and %d below\n%s", seen, lines, above, below, screen)
	}
	return first, last
}

// TestLinesOfALongNote pages through a note: no line is passed over, and the folds tell how many are above
// and below. At its ends it says so.
func TestLinesOfALongNote(t *testing.T) {
	const n = 100
	for _, size := range append(sizes, struct{ w, h int }{80, 10}) {
		for _, keys := range [][2]string{{"space", "b"}, {"d", "u"}, {"j", "k"}} {
			s := open(t, linedNote(n), size.w, size.h, Options{}).press("enter")
			first, last := seenLines(s, n)
			if first != 1 {
				t.Fatalf("%v: the note begins at line %d", size, first)
			}
			for range n {
				s.press(keys[0])
				from, to := seenLines(s, n)
				if from > last+1 || to < last {
					t.Fatalf("%v: %s leads from lines %d–%d to %d–%d", size, keys[0], first, last, from, to)
				}
				first, last = from, to
			}
			if got := s.screen(); last != n || !strings.Contains(got, "the note ends here; Esc closes it") {
				t.Fatalf("%v: %s does not lead to the end, or does not say so\n%s", size, keys[0], got)
			}
			for range n {
				s.press(keys[1])
				from, to := seenLines(s, n)
				if to < first-1 || from > first {
					t.Fatalf("%v: %s leads from lines %d–%d to %d–%d", size, keys[1], first, last, from, to)
				}
				first, last = from, to
			}
			if got := s.screen(); first != 1 || !strings.Contains(got, "the note begins here; Esc closes it") {
				t.Fatalf("%v: %s does not lead to the beginning, or does not say so\n%s", size, keys[1], got)
			}
		}
	}
}

// TestFoldsAreClicked pages a note by clicks on its folds, and keeps the line at the top through other widths.
func TestFoldsAreClicked(t *testing.T) {
	const n = 100
	for _, size := range sizes {
		s := open(t, linedNote(n), size.w, size.h, Options{}).press("enter")
		_, last := seenLines(s, n)
		s.clickOn("… +")
		first, _ := seenLines(s, n)
		if first < 2 || first > last {
			t.Errorf("%v: a click on the fold below leads to line %d, line %d was the last", size, first, last)
		}
		for _, width := range []int{60, 130, 40, size.w} {
			s.resize(width, size.h)
			if got, _ := seenLines(s, n); got != first {
				t.Errorf("%v: at %d columns line %d is at the top, not %d", size, width, got, first)
			}
		}
		s.clickOn("lines above")
		if got, _ := seenLines(s, n); got != 1 || !s.m.panel.focus {
			t.Errorf("%v: a click on the fold above leads to line %d", size, got)
		}
	}
}

// clickOn clicks on the first cell of a text on the screen.
func (s *session) clickOn(text string) {
	for y, row := range strings.Split(s.screen(), "\n") {
		if i := strings.Index(row, text); i >= 0 {
			s.send(tea.MouseClickMsg{X: s.m.method.Width(row[:i]), Y: y, Button: tea.MouseLeft})
			return
		}
	}
	s.Fatalf("%q is not on the screen\n%s", text, s.screen())
}
