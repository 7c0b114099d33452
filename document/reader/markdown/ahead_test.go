package markdown

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// longText is a text that is parsed ahead. Its links and notes lead from piece to piece, and a
// definition whose address stands on a line of its own is known only when it was parsed.
func longText() string {
	var b strings.Builder
	for n := range aheadBytes/400 + 1 {
		fmt.Fprintf(&b, "## Part %d\n\nHe saw [one][far%d] of them[^%d], and ^[an inline note with [another][far%d]] left.\n\n", n, n, n, n/2)
		fmt.Fprintf(&b, "[^%d]: See [the report][far%d]%s.\n\n[far%d]:\n  https://example.org/%d\n\n", n, n, strings.Repeat(" and so on", 20), n, n)
	}
	return b.String()
}

// written returns the document that the pieces of a text make.
func written(text string, each func(*parsing, func(parsed) bool)) *document.Document {
	b := document.NewBuilder()
	lim := source.DefaultLimits()
	x := scan(nil, []byte(text))
	r := newRenderer(compose.New(b, lim), lim, x)
	each(newParsing([]byte(text), 0, lim, x), func(p parsed) bool { r.piece(p); return true })
	r.finish()
	return b.Finish()
}

// TestAhead parses pieces ahead and one after the other, which makes no difference.
func TestAhead(t *testing.T) {
	text := longText()
	want := written(text, (*parsing).each)
	got := written(text, func(p *parsing, yield func(parsed) bool) { p.all(t.Context(), len(text))(yield) })
	if len(want.Notes) < 2*aheadBytes/400 || len(want.Links) < len(want.Notes) {
		t.Fatalf("%d notes and %d links", len(want.Notes), len(want.Links))
	}
	for _, part := range []struct {
		name      string
		got, want any
	}{
		{"blocks", got.Blocks, want.Blocks}, {"notes", got.Notes, want.Notes}, {"references", got.Refs, want.Refs},
		{"links", got.Links, want.Links}, {"sections", got.Sections, want.Sections}, {"problems", got.Problems, want.Problems},
	} {
		if !reflect.DeepEqual(part.got, part.want) {
			t.Errorf("the %s differ", part.name)
		}
	}
}
