package export

import (
	"strings"
	"testing"

	"ibid/document"
)

// TestTextStream writes a document in pieces, of which the notes come last, as
// it is written whole.
func TestTextStream(t *testing.T) {
	b := document.NewBuilder()
	var out strings.Builder
	s := NewTextStream(&out, TextOptions{Width: 40})
	add := func(text string, marks ...document.Mark) {
		b.AddBlock(document.Block{Text: text, Marks: marks})
		if err := s.Add(b.Publish()); err != nil {
			t.Fatal(err)
		}
		if words, _, _ := strings.Cut(text, " "); !strings.Contains(out.String(), words) {
			t.Errorf("%q is not written at once", text)
		}
	}
	b.AddRef(document.Ref{Label: "1", At: loc(0, 5)}, document.NoNote)
	add("First words.", mark(document.MarkRef, 5, 0))
	b.AddPage(document.Page{Label: "2", At: loc(1, 7)})
	b.AddRef(document.Ref{Label: "2", At: loc(1, 12)}, document.NoNote)
	add("Second words of some length, so that they are wrapped.", mark(document.MarkPage, 7, 0), mark(document.MarkRef, 12, 1))
	for i, label := range []string{"1", "2"} {
		b.AddNote(document.Note{Label: label, Blocks: []document.Block{{Text: "Note " + label}}})
		b.SetRefNote(i, i)
	}
	d := b.Finish()
	if err := s.Finish(d); err != nil {
		t.Fatal(err)
	}
	if want := text(t, d, 40); out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
