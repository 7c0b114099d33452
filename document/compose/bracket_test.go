package compose

import (
	"testing"

	"ibid/document"
)

// TestEmptyBrackets takes brackets away that hold nothing but signs of notes, and no others.
func TestEmptyBrackets(t *testing.T) {
	for _, tt := range []struct{ before, after, want string }{
		{"word (", ") and more", "word| and more"},
		{"word(", "), and more", "word|, and more"},
		{"word [", "]", "word|"},
		{"word (", ")and more", "word| and more"},
		{"word (", ", p. 3) and more", "word (|, p. 3) and more"},
		{"word (as here", ") and more", "word (as here|) and more"},
		{"word (", "] and more", "word (|] and more"},
		{"word (", " ) and more", "word (| ) and more"},
	} {
		d := compose(func(w *Writer) {
			w.PushLink(document.LinkURL, "https://example.org", "")
			w.Text("A ")
			w.PushStyle(document.Superscript)
			w.Text(tt.before)
			w.PopStyle()
			w.Ref(document.Ref{Label: "1"}, "n")
			w.PushStyle(document.Superscript)
			w.Text(tt.after)
			w.PopStyle()
			w.PopLink()
		})
		text, at := d.Blocks[0].Text, d.Refs[0].At.Offset
		if got := text[:at] + "|" + text[at:]; got != "A "+tt.want {
			t.Errorf("%q, %q: %q, want %q", tt.before, tt.after, got, "A "+tt.want)
		}
		for _, m := range d.Blocks[0].Marks {
			if int(m.End) > len(text) || m.Kind == document.MarkStyle && m.Offset >= m.End ||
				m.Kind == document.MarkRef && (m.Index != 0 || int(m.Offset) != at) || m.Kind == document.MarkLink && (m.Index != 0 || int(m.End) != len(text)) {
				t.Errorf("%q, %q: mark %+v", tt.before, tt.after, m)
			}
		}
	}
}

// TestBracketsOfASign keeps styles and links where they were when brackets of nothing but a
// superscript go.
func TestBracketsOfASign(t *testing.T) {
	d := compose(func(w *Writer) {
		w.PushStyle(document.Italic)
		w.Text("word ")
		w.PopStyle()
		w.PushStyle(document.Superscript)
		w.Text("(")
		w.PopStyle()
		w.Ref(document.Ref{Label: "1"}, "n")
		w.PushStyle(document.Superscript)
		w.Text(")")
		w.PopStyle()
		w.PushLink(document.LinkURL, "https://example.org", "")
		w.Text(" more")
		w.PopLink()
	})
	cut, styled, linked := "", "", ""
	for _, m := range d.Blocks[0].Marks {
		words := d.Blocks[0].Text[m.Offset:m.End]
		switch m.Kind {
		case document.MarkCut:
			cut += m.Cut
		case document.MarkStyle:
			styled += words
		case document.MarkLink:
			linked += words
		}
	}
	if d.Blocks[0].Text != "word more" || cut != "()" || styled != "word" || linked != "more" {
		t.Errorf("%q: cut %q, styled %q, linked %q", d.Blocks[0].Text, cut, styled, linked)
	}
}

// TestNothingToShow drops line breaks before the first word and tables in which nothing stands.
func TestNothingToShow(t *testing.T) {
	d := compose(func(w *Writer) {
		w.OpenBlock(document.Heading, 1)
		w.Break()
		w.Break()
		w.Text("Word")
		w.Break()
		w.Text("word")
		w.OpenBlock(document.Table, 0)
		w.Cell()
		w.Row()
		w.Cell()
		w.OpenBlock(document.Table, 0)
		w.Cell()
		w.Row()
		w.Text("cell")
		w.Row()
		w.Cell()
		w.OpenBlock(document.Table, 0)
		w.Cell()
		w.Ref(document.Ref{Label: "1"}, "n")
	})
	want := []string{"Word\nword", "\t\ncell\n\t", "\t"}
	if len(d.Blocks) != len(want) {
		t.Fatalf("%d blocks, want %d", len(d.Blocks), len(want))
	}
	for i, b := range d.Blocks {
		if b.Text != want[i] {
			t.Errorf("block %d is %q, want %q", i, b.Text, want[i])
		}
	}
}
