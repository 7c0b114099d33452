package tui

import (
	"context"
	"strings"
	"testing"

	"ibid/tui/layout"
)

func TestMarksAndHits(t *testing.T) {
	search := []string{"/", `"first note of letter`, "enter"}
	with := func(keys ...string) []string { return append(append([]string(nil), search...), keys...) }
	d := letters(t)
	for _, c := range []struct {
		name  string
		keys  []string
		shows []string
	}{
		{"a place is marked", []string{`"14gp`, "m", "a"}, []string{"marked a"}},
		{"and gone to again", []string{`"14gp`, "m", "a", "g", "g", "'", "a"}, []string{"Letter 3, paragraph 5", "p. 14"}},
		{"and back from there", []string{`"14gp`, "m", "a", "g", "g", "'", "a", "backspace"}, []string{"Letter 1, paragraph 1."}},
		{"no such mark", []string{"'", "b"}, []string{"there is no mark b"}},
		{"the place before the last jump", []string{`"14gp`, "'", "'"}, []string{"Letter 1, paragraph 1."}},
		{"and back to it", []string{`"14gp`, "'", "'", "'", "'"}, []string{"Letter 3, paragraph 5"}},
		{"no jump yet", []string{"'", "'"}, []string{"this is where you began"}},
		{"matches as a list", with("&"), []string{"3 matches of first note of letter", "1 The first note of letter 1.", "1 The first note of letter 3."}},
		{"one of them is gone to", with("&", "down", "down", "enter"), []string{"▌1 The first note of letter 3.", "3 of 3"}},
		{"and those after it follow", with("&", "down", "enter", "n"), []string{"3 of 3"}},
		{"the list is narrowed", with("&", "/", `"letter 2`), []string{"1 entry", "The first note of letter 2."}},
		{"with the page of each", []string{"/", `"paragraph 7`, "enter", "&"}, []string{"xii", "13", "14"}},
		{"no search, no list", []string{"&"}, []string{"nothing is searched for"}},
	} {
		screen := open(t, d, 140, 30, Options{}).press(c.keys...).screen()
		for _, want := range c.shows {
			if !strings.Contains(strings.Join(strings.Fields(screen), " "), strings.Join(strings.Fields(want), " ")) {
				t.Errorf("%s: after %v the screen does not show %q:\n%s", c.name, c.keys, want, screen)
			}
		}
	}
}

// TestMarksKeepTheScreen comes back to a mark from elsewhere.
func TestMarksKeepTheScreen(t *testing.T) {
	for _, keys := range [][]string{nil, {"tab"}, {"tab", "enter"}, {"d", "j"}, {"/", `"paragraph 7`, "enter"}, {"G"}} {
		s := open(t, letters(t), 100, 30, Options{}).press(keys...).press("m", "a")
		s.m.freshen() // what was said of the mark is not to be compared
		want := s.screen() + s.lit()
		if got := s.press("g", "g", "]", "p", "'", "a"); got.screen()+got.lit() != want {
			t.Errorf("marked after %v the screen is\n%s\nwant\n%s", keys, got.screen(), want)
		}
	}
}

// TestMarksOutliveAReading goes to marks after the source was read again.
func TestMarksOutliveAReading(t *testing.T) {
	opt := Options{Reopen: func(context.Context) (Reading, error) { return whole{letters(t)}, nil }}
	s := open(t, letters(t), 100, 30, opt).press(`"14gp`, "m", "a", `"2gn`, "m", "b", "g", "g", "R", "'", "a")
	if got := s.screen(); !strings.Contains(got, "Letter 3, paragraph 5") {
		t.Errorf("'a leads to\n%s", got)
	}
	if got := s.press("'", "b").screen(); !strings.Contains(got, "▌2  Compare") {
		t.Errorf("'b leads to\n%s", got)
	}
}

// TestHitListInSmallWindows draws the list where there is no room for it.
func TestHitListInSmallWindows(t *testing.T) {
	d := letters(t)
	for w := 1; w < 40; w++ {
		s := open(t, d, w, 5, Options{}).press("/", `"said`, "enter", "&", "down")
		for _, row := range strings.Split(s.screen(), "\n") {
			if n := layout.WcWidth.Width(row); n > w {
				t.Errorf("a row of %d cells in a window of %d: %q", n, w, row)
			}
		}
	}
}

func TestEnding(t *testing.T) {
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two", 3, "two"},
		{"one two", 20, "one two"},
		{"世界", 3, "界"},
		{"cafe\u0301", 1, "e\u0301"},
		{"a\nb", 3, "a b"},
		{"one", 0, ""},
	} {
		if got := ending(tt.text, tt.width, layout.GraphemeWidth); got != tt.want {
			t.Errorf("%q in %d cells: %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

func TestBeginning(t *testing.T) {
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two", 3, "one"},
		{"one\ntwo\tthree", 9, "one two t"}, // ends of lines take room as spaces do
		{"世界", 3, "世"},
		{"one", 20, "one"},
		{"one", 0, ""},
	} {
		if got := beginning(tt.text, tt.width, layout.GraphemeWidth); got != tt.want {
			t.Errorf("%q in %d cells: %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}
