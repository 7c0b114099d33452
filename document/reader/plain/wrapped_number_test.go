package plain

import (
	"fmt"
	"slices"
	"testing"

	"ibid/document"
)

func TestSectionNo(t *testing.T) {
	for _, tt := range []struct {
		line, want string
	}{
		{"3.1.2 Why it is so", "[3 1 2]"},
		{"3.205. pager_format", "[3 205]"},
		{"3.1\tProblems", "[3 1]"},
		{"A.2 More", "[1 2]"},
		{"4. Commands", "[4]"},
		{"12 men came", "[]"},
		{"3.1", "[]"},
		{"3.1.", "[]"},
		{"1.2.3.4.5.6.7 deep", "[]"},
		{"10.3% of them", "[]"},
		{"", "[]"},
	} {
		no := sectionNoOf(tt.line)
		if got := fmt.Sprint(no.part[:no.depth]); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.line, got, tt.want)
		}
	}
	for _, tt := range []struct {
		last, no string
		want     bool
	}{
		{"", "1.1 x", true}, {"", "3.1 x", true}, {"", "3.2 x", false},
		{"1.1 x", "1.2 x", true}, {"1.1 x", "1.1.1 x", true}, {"1.1 x", "1.1.2 x", false},
		{"1.4.2 x", "2.1 x", true}, {"1.4.2 x", "1.5 x", true}, {"1.4.2 x", "2. x", true},
		{"2.1 x", "1.9 x", false}, {"2.1 x", "2.1 x", false}, {"2.1 x", "2.40 x", false},
		{"9.7 x", "1.1 x", true},
	} {
		if got := sectionNoOf(tt.no).countsOn(sectionNoOf(tt.last)); got != tt.want {
			t.Errorf("%q after %q counts on: %v", tt.no, tt.last, got)
		}
	}
}

// TestOutline holds the levels of the headings of texts about programs: those that their
// numbers say, or else the rows of signs under them in the order in which they come.
func TestOutline(t *testing.T) {
	const prose = "\n\nThe command reads its settings from /etc/tool/rc and does with --all what\nit is told to do there, unless the file is not to be found at all, in which\ncase it stops.\n\n"
	for _, tt := range []struct {
		name  string
		heads []string
		want  []string
	}{
		{"numbers", []string{"A Manual\n========", "Chapter\u00a01.\u00a0Introduction", "1. How to Begin", "1.1. options", "1.1.1 why does it?", "1.2 files", "2. How to End", "2.1 exit", "Chapter\u00a02.\u00a0Reference", "1.1 again"},
			[]string{"1 A Manual", "2 Chapter\u00a01.\u00a0Introduction", "3 1. How to Begin", "4 1.1. options", "5 1.1.1 why does it?", "4 1.2 files", "3 2. How to End", "4 2.1 exit", "2 Chapter\u00a02.\u00a0Reference", "4 1.1 again"}},
		{"rows", []string{"A Manual\n********", "Use\n***", "Options\n=======", "All of them\n-----------", "Files\n=====", "End\n***"},
			[]string{"1 A Manual", "2 Use", "3 Options", "4 All of them", "3 Files", "2 End"}},
		{"rows, the title's again", []string{"One\n===", "Use\n---", "Two\n==="}, []string{"1 One", "2 Use", "1 Two"}},
		{"no section", []string{"A Manual\n========", "2.5 is the version that is meant,", "1.5 is a number."}, []string{"1 A Manual"}},
	} {
		var text string
		for _, h := range tt.heads {
			text += h + prose
		}
		d := readBytes(t, "x.txt", []byte(text))
		var got []string
		for i := range d.Blocks {
			switch b := &d.Blocks[i]; b.Kind {
			case document.Heading:
				got = append(got, fmt.Sprint(b.Level, " ", b.Text))
			case document.Verse:
				t.Errorf("%s: verse %q", tt.name, b.Text)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
