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

// TestFreeWidthIsTaken compares a wide table and a long line of code with no notes
// beside them, and with some.
func TestFreeWidthIsTaken(t *testing.T) {
	for _, notes := range []bool{false, true} {
		b := document.NewBuilder()
		w := compose.New(b, source.DefaultLimits())
		w.OpenBlock(document.Paragraph, 0)
		w.Text(strings.Repeat("Running text keeps the measure. ", 10))
		if notes {
			w.Ref(document.Ref{Label: "1"}, "1")
			w.BeginNote(document.Note{Label: "1"}, "1")
			w.Text("A note.")
			w.EndNote()
		}
		w.OpenBlock(document.Table, 0)
		w.Text("year")
		w.Cell()
		w.Text(strings.Repeat("what was said ", 5) + "in Moscow")
		w.OpenBlock(document.Code, 0)
		w.Text(strings.Repeat("print ", 14) + "done")
		w.Finish()
		got := open(t, b.Finish(), 120, 24, Options{}).screen()
		for _, end := range []string{"was said in Moscow", "print done"} {
			if whole := strings.Contains(got, end); whole == notes {
				t.Errorf("notes beside the text %v, %q is seen %v\n%s", notes, end, whole, got)
			}
		}
		if strings.Contains(got, strings.Repeat("Running text keeps the measure. ", 3)) {
			t.Errorf("running text is wider than the measure\n%s", got)
		}
	}
}

// TestSignsOfLinksInTheText compares a link into a document that is open with one into
// another that is not.
func TestSignsOfLinksInTheText(t *testing.T) {
	for _, leads := range []bool{true, false} {
		b := document.NewBuilder()
		w := compose.New(b, source.DefaultLimits())
		w.OpenBlock(document.Paragraph, 0)
		w.Text("See ")
		w.PushLink(document.LinkDocument, "52", "")
		w.Text("Document 52")
		w.PopLink()
		w.Text(".")
		w.Ref(document.Ref{Label: "1"}, "1")
		w.BeginNote(document.Note{Label: "1"}, "1")
		w.Text("A note.")
		w.EndNote()
		w.OpenBlock(document.Heading, 1)
		w.Text("52. A document")
		w.Finish()
		d := b.Finish()
		if d.Dests = nil; leads {
			d.Dests = []document.Dest{{}}
		}
		got := open(t, d, 120, 20, Options{}).screen()
		if sign := strings.Contains(got, "→"); sign != leads {
			t.Errorf("the document is open %v, the link has a sign %v\n%s", leads, sign, got)
		}
	}
}
