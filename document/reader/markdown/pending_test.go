package markdown

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/readertest"
	"ibid/document/source"
)

// TestPends tells emphasis that begins and never ends from that of long texts.
func TestPends(t *testing.T) {
	for _, tt := range []struct {
		name, unit string
		want       bool
	}{
		{"stars that end, lows that begin", "*_x", true},
		{"lows alone", "a _b", true},
		{"strong", "a **b", true},
		{"tildes", "a ~~b", true},
		{"after signs", "(*x", true},
		{"emphasis", "a *b* ", false},
		{"strong emphasis", "a **b** ", false},
		{"in words", "a*b*c ", false},
		{"lows in words", "a_b", false},
		{"neither begins nor ends", "a * b _ c ", false},
		{"escaped", `a \*b`, false},
		{"ends before it begins", "a* ", false},
		{"bullets of paragraphs", "* a\n\n", false},
		{"in paragraphs of their own", "a *b\n\n", false},
	} {
		if got := pends([]byte(strings.Repeat(tt.unit, maxPending+1))); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	code := "```\n" + strings.Repeat("char *a;\n", maxPending+1) + "```\n"
	for text, want := range map[string]bool{
		code:                  false,
		"> " + code:           false,
		code + "\nx\n" + code: false,
		code + strings.Repeat(" *a", maxPending+1): true,
		strings.Repeat("a *b ", maxPending):        false,
	} {
		if got := pends([]byte(text)); got != want {
			t.Errorf("%.40q…: %v, want %v", text, got, want)
		}
	}
}

// TestPending reads a paragraph that begins too much emphasis as it is written, and says so.
func TestPending(t *testing.T) {
	text := strings.Repeat("*_x", maxPending+1)
	b := document.NewBuilder()
	if err := Read(t.Context(), source.FromBytes("x.md", []byte(text+"\n"), source.DefaultLimits()), b, Options{}); err != nil {
		t.Fatal(err)
	}
	d := b.Finish()
	if len(d.Blocks) != 1 || d.Blocks[0].Text != text || len(d.Problems) != 1 || d.Problems[0].Kind != document.Shortened {
		t.Errorf("%d blocks, %+v", len(d.Blocks), d.Problems)
	}
}

// TestUnendedCode reads runs of backticks that nothing ends, in lines of one paragraph: the rest is looked
// through for the end of the first alone.
func TestUnendedCode(t *testing.T) {
	readertest.Linear(t, "\\```\n", func(text string) {
		Read(t.Context(), source.FromBytes("f.md", []byte(text), source.DefaultLimits()), document.NewBuilder(), Options{})
	})
	for text, want := range map[string]string{
		"a `` b ` c ``` d ` e":      "a `` b c ``` d e",
		"a `` b\n\nc `` d `` e":     "a `` b|c d e",
		"`a\\`` b `` c\n`` d":       "`a`` b c d",
		"> a `` b\n\n- c `` d `` e": "a `` b|c d e",
	} {
		b := document.NewBuilder()
		if err := Read(t.Context(), source.FromBytes("f.md", []byte(text), source.DefaultLimits()), b, Options{}); err != nil {
			t.Fatal(err)
		}
		got := ""
		for i, x := range b.Finish().Blocks {
			if i > 0 {
				got += "|"
			}
			got += x.Text
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestRawCloses finds the ends of raw HTML after places that are looked at in order.
func TestRawCloses(t *testing.T) {
	text := []byte("<pre> a </pre> b </pre> c ?> d")
	var r rawCloses
	for _, tt := range []struct {
		close string
		place int
		want  bool
	}{{"</pre>", 5, true}, {"</pre>", 8, true}, {"?>", 9, true}, {"</pre>", 9, true}, {"</pre>", 18, false}, {"</pre>", 20, false}, {"?>", 28, false}, {"-->", 1, false}, {"-->", 29, false}} {
		for kind, h := range rawBlocks {
			if h.close == tt.close {
				if got := r.after(kind, text, tt.place); got != tt.want {
					t.Errorf("%s after %d: %v, want %v", tt.close, tt.place, got, tt.want)
				}
			}
		}
	}
}
