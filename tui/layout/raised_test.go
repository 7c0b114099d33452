package layout

import (
	"slices"
	"testing"

	"ibid/document"
)

// TestRaised draws superscripts and subscripts as what they are, in rows and in tables, one
// span for each character, so that what is found in one can be lit.
func TestRaised(t *testing.T) {
	text := "10-7 m2, H2O, the 19th"
	styled := func(kind document.Kind) *document.Block {
		b := &document.Block{Kind: kind, Text: text}
		for _, m := range []struct {
			from, to uint32
			style    document.Style
		}{{2, 4, document.Superscript}, {6, 7, document.Superscript | document.Bold}, {10, 11, document.Subscript}, {20, 22, document.Superscript}} {
			b.Marks = append(b.Marks, document.Mark{Kind: document.MarkStyle, Style: m.style, Offset: m.from, End: m.to, Index: -1})
		}
		return b
	}
	for _, tt := range []struct {
		kind document.Kind
		cfg  Config
		want string
	}{
		{document.Paragraph, Config{Width: 30}, "|10⁻⁷ m², H₂O, the 19th        |\n"},
		{document.Paragraph, Config{Width: 30, ASCII: true}, "|10-7 m2, H2O, the 19th        |\n"},
		{document.Paragraph, Config{Width: 8}, "|10⁻⁷ m²,|\n|H₂O, the|\n|19th    |\n"},
		{document.Table, Config{Width: 30}, "|10⁻⁷ m², H₂O, the 19th        |\n"},
	} {
		rows := Block(&document.Document{}, styled(tt.kind), tt.cfg)
		if got := show(rows, tt.cfg.Width); got != tt.want {
			t.Errorf("kind %d in %+v:\n%swant\n%s", tt.kind, tt.cfg, got, tt.want)
		}
	}
	spans := Block(&document.Document{}, styled(document.Paragraph), Config{Width: 30})[0].Spans
	if i := slices.IndexFunc(spans, func(s Span) bool { return s.Text == "⁷" }); i < 0 || spans[i].Start != 3 || spans[i].End != 4 {
		t.Errorf("spans %+v", spans)
	}
}
