package markdown

import (
	"fmt"
	"strings"
	"testing"

	"ibid/document"
)

// TestDrawnTableIsNotCut reads a table with blank lines in it wherever the pieces end that a
// document is parsed in.
func TestDrawnTableIsNotCut(t *testing.T) {
	var table strings.Builder
	table.WriteString("-----------------------\nName      Words\n--------- -------------\n")
	for i := range 60 {
		fmt.Fprintf(&table, "name %d    first line of\n          its words\n\n", i)
	}
	table.WriteString("-----------------------\n\n")
	filler := strings.Repeat("A line of words that is here to take room.\n\n", 10)
	for n := 14; n <= 22; n++ { // the first piece ends after 8 KB
		d := read(t, strings.Repeat(filler, n)+table.String()+"The end.\n")
		tables, rest := 0, ""
		for _, b := range d.Blocks {
			if b.Kind == document.Table {
				tables += 1 + strings.Count(b.Text, "\n")
			} else if b.Kind != document.Paragraph {
				rest += b.Text
			}
		}
		if tables != 61 || rest != "" {
			t.Errorf("after %d bytes: %d rows, and %q", n*len(filler), tables, rest)
		}
	}
}

func TestMarkerOf(t *testing.T) {
	for line, want := range map[string]string{
		"a) x": "a)", "iv. x": "iv.", "(12) x": "(12)", "(b) x": "(b)", "B.  x": "B.", "IV. x": "IV.", "#. x": "#.", "(@) x": "(@)", "(@a-b_1) x": "(@a-b_1)", "a)\n": "a)",
		"B. x": "", "1. x": "", "1) x": "", "ab) x": "", "aI. x": "", "(a] x": "", "a)x": "", "()": "", "(@ x": "", "(#) x": "", "": "", "a": "", "(a": "", "é) x": "", "(1a) x": "",
	} {
		if got := markerOf([]byte(line)).written; got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestMarkerNext(t *testing.T) {
	for core, want := range map[string]string{"a": "b", "Z": "", "i": "j ii", "IX": "X", "9": "10", "#": "#", "v": "w vi"} {
		if got := strings.Join(marker{core: core}.next(), " "); got != want {
			t.Errorf("%q: %q, want %q", core, got, want)
		}
	}
}

// TestLetteredLists draws the line between lists and what only looks like one.
func TestLetteredLists(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Of these\na) one\nb) two\n", "Of these a) one b) two"},
		{"a) one\nb) two\n\n(c) none\n", "<a)>one|<b)>two|(c) none"},
		{"a) one\n\n        code of it\n\nb) two\n", "<a)>one| code of it|<b)>two"},
		{"a) one\n(i) sub\n(ii) sub\nb) two\n", "<a)>one|<(i)>sub|<(ii)>sub|<b)>two"},
		{"> a) one\n> b) two\n", "<a)>one|<b)>two"},
		{"(@x) one\n\nsee @x, @y\n", "(1) one|see 1, @y"},
		{"(@x) one\n(@y) two\n\nsee (@y)[^n]\n\n[^n]: @x\n", "<(1)>one|<(2)>two|see (2)"},
		{"(@x) a\n\n(@) b\n(@x) c\n", "<(1)>a|<(2)>b|<(1)>c"},
	} {
		var got []string
		for _, b := range read(t, tt.text).Blocks {
			s := b.Text
			if b.Kind == document.Item {
				s = "<" + b.Label + ">" + s
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%q:\n%s\nwant\n%s", tt.text, s, tt.want)
		}
	}
}

// TestExampleLinks leads from the name of an example to its item.
func TestExampleLinks(t *testing.T) {
	d := read(t, "(@) one\n(@x) two\n\nSee @x.\n")
	if len(d.Links) != 1 || d.Dest(0).At.Block != 1 {
		t.Errorf("%+v lead to %+v", d.Links, d.Dest(0))
	}
}
