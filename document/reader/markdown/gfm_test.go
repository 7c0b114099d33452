package markdown

import (
	"fmt"
	"strings"
	"testing"

	"ibid/document"
)

// shape writes blocks in a line each: kind, label and text.
func shape(d *document.Document) string {
	var b strings.Builder
	for i := range d.Blocks {
		x := &d.Blocks[i]
		fmt.Fprintf(&b, "%s", x.Kind)
		if x.Label != "" {
			fmt.Fprintf(&b, " %s", x.Label)
		}
		fmt.Fprintf(&b, " %q\n", x.Text)
	}
	return b.String()
}

func TestTables(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "| a | b |\n| - | - |\n| c | d |\n", "table \"a\\tb\\nc\\td\"\n"},
		{"without outer bars", "a | b\n:-: | --:\nc | d\n", "table \"a\\tb\\nc\\td\"\n"},
		{"one column", "| a |\n|---|\n| b |\n", "table \"a\\nb\"\n"},
		{"head of other columns", "| a | b |\n| - |\n| c |\n", "paragraph \"| a | b | | - | | c |\"\n"},
		{"missing and further cells", "|a|b|\n|-|-|\n|c|\n|d|e|f|\n", "table \"a\\tb\\nc\\nd\\te\\tf\"\n"},
		{"empty cell", "|a|b|\n|-|-|\n||c|\n", "table \"a\\tb\\n\\tc\"\n"},
		{"escaped bar", "|a|\n|-|\n|b \\| c|\n", "table \"a\\nb | c\"\n"},
		{"bar in code", "|a|\n|-|\n|`b \\| c` d|\n", "table \"a\\nb | c d\"\n"},
		{"escaped backslash", "|a|b|\n|-|-|\n|c\\\\|d|\n", "table \"a\\tb\\nc\\\\\\td\"\n"},
		{"escaped bar at the end", "|a|\n|-|\n|b \\|\n", "table \"a\\nb |\"\n"},
		{"end of a paragraph", "Text\nand more\n|a|b|\n|-|-|\n|c|d|\n", "paragraph \"Text and more\"\ntable \"a\\tb\\nc\\td\"\n"},
		{"broken by a blank line", "|a|\n|-|\n|b|\n\n|c|\n", "table \"a\\nb\"\nparagraph \"|c|\"\n"},
		{"broken by a quotation", "|a|\n|-|\n|b|\n> c\n", "table \"a\\nb\"\nquote \"c\"\n"},
		{"no delimiter row", "|a|b|\n|-|x|\n", "paragraph \"|a|b| |-|x|\"\n"},
		{"in a list", "- |a|b|\n  |-|-|\n  |c|d|\n", "table \"a\\tb\\nc\\td\"\n"},
	} {
		if got := shape(read(t, tt.in)); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestTasks(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"- [ ] to do\n- [x] done\n", "item ☐ \"to do\"\nitem ☑ \"done\"\n"},
		{"- [X] done\n", "item ☑ \"done\"\n"},
		{"- not [x] first\n", "item • \"not [x] first\"\n"},
		{"[x] no item\n", "paragraph \"[x] no item\"\n"},
	} {
		if got := shape(read(t, tt.in)); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestStruck(t *testing.T) {
	for _, tt := range []struct{ in, text, struck string }{
		{"This ~~was~~ is\n", "This was is", "was"},
		{"One ~two three~ four\n", "One two three four", "two three"},
		{"Not ~~~this~~~ one\n", "Not ~~~this~~~ one", ""},
		{"Not ~~of two lengths~\n", "Not ~~of two lengths~", ""},
		{"Not ~~ this ~~ one\n", "Not ~~ this ~~ one", ""},
		{"~~*both*~~\n", "both", "both"},
	} {
		d := read(t, tt.in)
		got := ""
		for _, m := range d.Blocks[0].Marks {
			if m.Kind == document.MarkStyle && m.Style&document.Strike != 0 {
				got += d.Blocks[0].Text[m.Offset:m.End]
			}
		}
		if d.Blocks[0].Text != tt.text || got != tt.struck {
			t.Errorf("%q is read as %q with %q struck", tt.in, d.Blocks[0].Text, got)
		}
	}
}

func TestDefinitions(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"one", "Term\n: Words\n", "item \"Term\"\nparagraph \"Words\"\n"},
		{"two terms, two definitions", "A\nB\n: one\n: two\n", "item \"A\"\nitem \"B\"\nparagraph \"one\"\nparagraph \"two\"\n"},
		{"after a blank line", "A\n\n: one\n\nB\n: two\n", "item \"A\"\nparagraph \"one\"\nitem \"B\"\nparagraph \"two\"\n"},
		{"two paragraphs", "A\n: one\n\n  two\n\nafter\n", "item \"A\"\nparagraph \"one\"\nparagraph \"two\"\nparagraph \"after\"\n"},
		{"a list in it", "A\n: - one\n  - two\n", "item \"A\"\nitem • \"one\"\nitem • \"two\"\n"},
		{"no space", "A\n:b\n", "paragraph \"A :b\"\n"},
		{"no term", ": words\n", "paragraph \": words\"\n"},
	} {
		if got := shape(read(t, tt.in)); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.name, tt.in, got, tt.want)
		}
	}
}
