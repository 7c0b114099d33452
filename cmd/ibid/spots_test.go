package main

import (
	"strings"
	"testing"

	"ibid/document"
)

// TestQuoted quotes whole words around a place, and where there are none whole
// characters.
func TestQuoted(t *testing.T) {
	words, letters := strings.Repeat("four ", 40), strings.Repeat("世", 40)
	for _, tt := range []struct {
		text string
		off  int
		want string
	}{
		{"Here. And there.", 5, "Here.[1] And there."},
		{"Here", 9, "Here[1]"},
		{"a\n b", 1, "a[1] b"},
		{words, 104, "…" + strings.Repeat("four ", 11) + "four[1]" + strings.Repeat(" four", 11) + "…"},
		{letters + "ab" + letters, len(letters) + 1, "…" + letters[:60] + "a[1]b" + letters[:60] + "…"},
	} {
		off := min(tt.off, len(tt.text))
		b := document.Block{Text: tt.text, Marks: []document.Mark{{Kind: document.MarkRef, Offset: uint32(off), End: uint32(off)}}}
		d := &document.Document{Blocks: []document.Block{b}, Refs: []document.Ref{{Label: "1"}}}
		if got := quoted(d, &b, tt.off); got != tt.want {
			t.Errorf("%.20q at %d: %q, want %q", tt.text, tt.off, got, tt.want)
		}
	}
}
