package compose

import (
	"cmp"
	"strings"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/source"
)

// Section adds an entry to the outline and returns its index. The parent is
// the last section of a lower level; s.Block counts, s.Parent does not.
func (w *Writer) Section(s document.Section) int {
	all := w.b.Draft().Sections
	for len(w.parents) > 0 && all[w.parents[len(w.parents)-1]].Level >= s.Level {
		w.parents = w.parents[:len(w.parents)-1]
	}
	s.Parent = -1
	if n := len(w.parents); n > 0 {
		s.Parent = w.parents[n-1]
	}
	s.Title = source.Clean(s.Title)
	i := w.b.AddSection(s)
	if s.Document {
		w.documents++
	}
	w.parents = append(w.parents, i)
	return i
}

// SectionNext adds an entry to the outline that begins with the next block of
// the body, or the one that is open.
func (w *Writer) SectionNext(s document.Section) { w.waiting = append(w.waiting, s) }

// beginSections begins the sections that waited for a block.
func (w *Writer) beginSections(block int) {
	for i, s := range w.waiting {
		if s.Block = block; w.opening && i == len(w.waiting)-1 {
			s.Document, s.Number, w.opening = true, apparatus.DocumentNumber(source.Clean(s.Title)), false
		}
		w.Section(s)
	}
	w.waiting = w.waiting[:0]
}

// BeginDocument says that a document of several begins with the next text, if a section does: the
// innermost of those that do.
func (w *Writer) BeginDocument() { w.opening = true }

// NextBlock returns the index that the next block of the body will have.
func (w *Writer) NextBlock() int { return len(w.b.Draft().Blocks) }

// ensureSection gives an outline to a document that has none and in which
// links lead to places: such a link leads to a section.
func (w *Writer) ensureSection() {
	d := w.b.Draft()
	if len(d.Sections) > 0 || len(d.Blocks) == 0 {
		return
	}
	for _, l := range w.links {
		if t, ok := w.keys[l.key]; ok && t.section() {
			w.Section(document.Section{Title: cmp.Or(heading(d), d.Meta.Title, d.Source.Name, "Text"), Level: 1})
			return
		}
	}
}

// heading returns the heading that a document begins with, "" for none.
func heading(d *document.Document) string {
	if len(d.Blocks) > 0 && d.Blocks[0].Kind == document.Heading {
		return strings.ReplaceAll(d.Blocks[0].Text, "\n", " ")
	}
	return ""
}
