package readertest

import (
	"testing"

	"ibid/document"
)

// TestGrows tells what adds to a document from what changes it.
func TestGrows(t *testing.T) {
	base := func() *document.Document {
		b := document.NewBuilder()
		b.AddBlock(document.Block{Text: "a"})
		b.AddRef(document.Ref{Label: "1"}, document.NoNote)
		b.AddNote(document.Note{Label: "1"})
		b.AddPage(document.Page{Label: "2"})
		b.AddSection(document.Section{Title: "A"})
		b.AddLink(document.Link{Target: "there"})
		b.AddLink(document.Link{Target: "here"})
		b.SetLinkTarget(1, document.LinkNote, 0, document.Loc{})
		return b.Finish()
	}
	for _, tt := range []struct {
		name   string
		change func(d *document.Document)
		grows  bool
	}{
		{"nothing", func(*document.Document) {}, true},
		{"a block", func(d *document.Document) { d.Blocks = append(d.Blocks, document.Block{Text: "b"}) }, true},
		{"a note called", func(d *document.Document) { d.Calls[0] = 0 }, true},
		{"another note called", func(d *document.Document) { d.Calls[1] = 1 }, false},
		{"a link resolved", func(d *document.Document) { d.Links[0].Target, d.Dests[0].To = "there, on page 2", 0 }, true},
		{"a link that leads elsewhere", func(d *document.Document) { d.Dests[1].To = 1 }, false},
		{"a link to be shown otherwise", func(d *document.Document) { d.Links[1].Target = "elsewhere" }, false},
		{"a link that covers more", func(d *document.Document) { d.Links[0].End = 1 }, false},
		{"words", func(d *document.Document) { d.Blocks[0].Text = "b" }, false},
		{"marks", func(d *document.Document) { d.Blocks[0].Marks = make([]document.Mark, 1) }, false},
		{"no blocks", func(d *document.Document) { d.Blocks = nil }, false},
		{"the label of a note", func(d *document.Document) { d.Notes[0].Label = "2" }, false},
		{"the label of a page", func(d *document.Document) { d.Pages[0].Label = "3" }, false},
		{"why", func(d *document.Document) { d.Refs[0].Reason = "it is" }, false},
		{"a title", func(d *document.Document) { d.Sections[0].Title = "B" }, false},
	} {
		before, after := base(), base()
		before.Calls, after.Calls = []int32{document.NoNote, 0}, []int32{document.NoNote, 0}
		tt.change(after)
		if err := Grows(before, after); (err == nil) != tt.grows {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
