package markdown

import (
	"strings"
	"testing"

	"ibid/document"
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
