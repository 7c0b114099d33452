package tui

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// TestLinksInTablesHaveNoSign compares a link in a note's paragraph with one in its table.
func TestLinksInTablesHaveNoSign(t *testing.T) {
	for _, kind := range []document.Kind{document.Paragraph, document.Table} {
		b := document.NewBuilder()
		w := compose.New(b, source.DefaultLimits())
		w.OpenBlock(document.Paragraph, 0)
		w.Text("Text")
		w.Ref(document.Ref{Label: "1"}, "1")
		w.CloseBlock()
		w.BeginNote(document.Note{Label: "1"}, "1")
		w.OpenBlock(kind, 0)
		w.PushLink(document.LinkURL, "https://example.org/", "")
		w.Text("archive")
		w.PopLink()
		if kind == document.Table {
			w.Cell()
			w.Text("box 1")
		}
		w.EndNote()
		w.Finish()
		got := open(t, b.Finish(), 120, 20, Options{}).screen()
		if sign := strings.Contains(got, "→"); sign != (kind == document.Paragraph) {
			t.Errorf("a link in a %v has a sign: %v\n%s", kind, sign, got)
		}
	}
}
