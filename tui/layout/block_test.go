package layout

import (
	"strings"
	"testing"

	"ibid/document"
)

// show draws rows as text, bars at either edge of the width.
func show(rows []Row, width int) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteByte('|')
		b.WriteString(strings.Repeat(" ", r.Indent))
		for _, s := range r.Spans {
			b.WriteString(s.Text)
		}
		b.WriteString(strings.Repeat(" ", max(0, width-r.Width)))
		b.WriteString("|\n")
	}
	return b.String()
}

func mark(kind document.MarkKind, at int, index int32) document.Mark {
	return document.Mark{Kind: kind, Offset: uint32(at), End: uint32(at), Index: index}
}

func TestParagraph(t *testing.T) {
	d := &document.Document{Refs: []document.Ref{{Label: "1"}}}
	text := "I told Dobrynin that Brezhnev should be assured."
	b := &document.Block{Text: text, Marks: []document.Mark{
		mark(document.MarkRef, strings.Index(text, " that"), 0),
		mark(document.MarkPage, strings.Index(text, "Brezhnev"), 0),
	}}
	got := show(Block(d, b, Config{Width: 24, Method: GraphemeWidth}), 24)
	want := `|I told Dobrynin¹ that ⁞ |
|Brezhnev should be      |
|assured.                |
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
