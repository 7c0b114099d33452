package compose

import (
	"reflect"
	"testing"

	"ibid/document"
)

var crossRefTests = []struct {
	name string
	f    func(w *Writer)
	want []string
}{
	{"words", func(w *Writer) {
		w.Text("See Document 52 and footnote 3 above, or https://example.org/a.")
	}, []string{"document 52: Document 52", "note 3: footnote 3", "url https://example.org/a: https://example.org/a"}},
	{"tagged", func(w *Writer) {
		w.Text("See Document ")
		w.PushLink(document.LinkSection, "d52", "d52")
		w.Text("52")
		w.PopLink()
	}, []string{"section d52: 52"}},
	{"the field of a number", func(w *Writer) {
		w.Text("See footnote ")
		w.PushLink(document.LinkNote, "_Ref1", "n")
		w.Text("3")
		w.PopLink()
		w.Text(" above")
	}, []string{"note _Ref1: footnote 3"}},
	{"code", func(w *Writer) {
		w.PushStyle(document.Monospace)
		w.Text("Document 52")
		w.PopStyle()
		w.OpenBlock(document.Code, 0)
		w.Text("See Document 52")
	}, nil},
	{"the name of a document", func(w *Writer) {
		w.SetKind(document.Heading, 1)
		w.Text("Document 52 and Document 53")
	}, []string{"document 53: Document 53"}},
	{"no pages", func(w *Writer) { w.Text("(see p. 12)") }, []string{"page 12: p. 12"}},
	{"pages", func(w *Writer) {
		w.Page("12", "")
		w.Text("Thus it was (see p. 12). Smith, Letters, p. 12.")
	}, []string{"page 12: p. 12"}},
	{"its own name", func(w *Writer) {
		w.BeginNote(document.Note{Label: "3"}, "n")
		w.Text("Footnote 3: see footnote 4.")
		w.EndNote()
	}, []string{"note 4: footnote 4"}},
	{"a document before", func(w *Writer) { w.Text("Supra.") }, nil},
	{"a document before of a volume", func(w *Writer) {
		w.b.Part = true
		w.Text("Supra.")
	}, []string{"document supra: Supra"}},
	{"a document before the first of a volume", func(w *Writer) {
		w.Volume = true
		w.Section(document.Section{Document: true})
		w.Text("Supra.")
	}, nil},
	{"a document before the second", func(w *Writer) {
		w.Volume = true
		w.Section(document.Section{Document: true})
		w.Section(document.Section{Document: true})
		w.Text("Supra.")
	}, []string{"document supra: Supra"}},
	{"a statute", func(w *Writer) { w.Text("They invoked section 7 twice.") }, nil},
}

// TestCrossRefs finds cross references in words beside those that are tagged.
func TestCrossRefs(t *testing.T) {
	for _, tt := range crossRefTests {
		d := compose(func(w *Writer) {
			w.OpenBlock(document.Paragraph, 0)
			tt.f(w)
		})
		var got []string
		for _, l := range d.Links {
			got = append(got, l.Kind.String()+" "+l.Target+": "+d.BlocksOf(l.At.Note)[l.At.Block].Text[l.At.Offset:l.End])
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: links %q, want %q", tt.name, got, tt.want)
		}
		for i, b := range d.Blocks {
			for _, m := range b.Marks {
				if l := m.Index; m.Kind == document.MarkLink && (d.Links[l].At.Block != i || d.Links[l].At.Offset != int(m.Offset) || d.Links[l].End != int(m.End)) {
					t.Errorf("%s: mark %+v of link %+v", tt.name, m, d.Links[l])
				}
			}
		}
	}
}
