package tui

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// TestStatus presses keys in the document of letters and reads the last row.
func TestStatus(t *testing.T) {
	for _, c := range []struct {
		name     string
		keys     []string
		w, h     int
		has, not []string
	}{
		{name: "no note on the screen", w: 120, h: 10, not: []string{"notes"}},
		{name: "a note on the screen", keys: []string{"tab", "esc"}, w: 120, h: 40, has: []string{"6 notes"}},
		{name: "the page of the active reference", keys: []string{"tab", "tab"}, w: 120, h: 60, has: []string{"p. xii", "note 2 of 6"}},
		{name: "the page of the first line", keys: []string{"tab", "tab", "esc", "k"}, w: 120, h: 60, has: []string{"Letter 1"}, not: []string{"p. xii"}},
		{name: "label and number differ", keys: []string{`"]]`, `"2gn`}, w: 120, h: 40, has: []string{"note 2 (4 of 6)", "p. 13", "Letter 2"}},
		{name: "a match", keys: []string{"/", `"paragraph 5`, "enter", "n"}, w: 120, h: 40, has: []string{"2 of 3", "Letter 2"}},
		{name: "back to the first match", keys: []string{"/", `"paragraph 5`, "enter", "n", "backspace"}, w: 120, h: 40, has: []string{"1 of 3", "Letter 1"}},
		{name: "back to before the search", keys: []string{"/", `"paragraph 5`, "enter", "n", "backspace", "backspace"}, w: 120, h: 40, has: []string{"3 found"}},
		{name: "a narrow window", keys: []string{"tab", "tab"}, w: 44, h: 30, has: []string{"p. xii", "note 2 of 6", "? help"}, not: []string{"Three"}},
	} {
		s := open(t, letters(t), c.w, c.h, Options{}).press(c.keys...)
		rows := strings.Split(s.screen(), "\n")
		last := rows[len(rows)-1]
		for _, want := range c.has {
			if !strings.Contains(last, want) {
				t.Errorf("%s: %q is not in %q", c.name, want, last)
			}
		}
		for _, not := range c.not {
			if strings.Contains(last, not) {
				t.Errorf("%s: %q is in %q", c.name, not, last)
			}
		}
	}
}

// TestLastPlaceIsNotWhereOneIs goes to the end twice: the second time is no jump.
func TestLastPlaceIsNotWhereOneIs(t *testing.T) {
	for _, back := range [][]string{{"'", "'"}, {"backspace"}} {
		s := open(t, letters(t), 80, 24, Options{}).press("space", "j", "j")
		want := s.screen()
		if got := s.press("G", "G").press(back...).screen(); got != want {
			t.Errorf("%v after the end leads to\n%s\nwant\n%s", back, got, want)
		}
	}
}

// TestTitleIsTheOutermostHeading reads in a document without a title: what it is a section of is told.
func TestTitleIsTheOutermostHeading(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.Outline = true
	for _, h := range []struct {
		level uint8
		title string
	}{{1, "The Reach of Statutes"}, {2, "Part 1"}, {3, "Cases"}, {2, "Part 2"}, {1, "Index"}} {
		w.OpenBlock(document.Heading, h.level)
		w.Text(h.title)
		w.OpenBlock(document.Paragraph, 0)
		w.Text(strings.Repeat("It was held so. ", 60))
	}
	w.Finish()
	s := open(t, b.Finish(), 80, 10, Options{})
	for i, want := range []string{"The Reach of Statutes   ", "The Reach of Statutes · Part 1 ", "The Reach of Statutes · Cases ", "The Reach of Statutes · Part 2 ", "Index   "} {
		if i > 0 {
			s.press("]", "]")
		}
		rows := strings.Split(s.screen(), "\n")
		if last := rows[len(rows)-1]; !strings.HasPrefix(last, " "+want) {
			t.Errorf("section %d: the title is not %q\n%s", i, want, last)
		}
	}
}
