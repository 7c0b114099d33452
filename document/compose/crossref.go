package compose

import (
	"cmp"
	"slices"
	"strings"

	"ibid/document"
	"ibid/document/apparatus"
)

// crossRefs adds the cross references in text, the words of the block that is
// about to be committed: "See Document 52", "footnote 3 above", an address that
// nothing tags. What the source made a link itself stays one, and takes the words
// around it where its own are but the number: word processors make a field of the
// 3 in "footnote 3". Words of code are an example's.
func (w *Writer) crossRefs(text string) {
	f := w.frame
	if f.block.Kind == document.Code {
		return
	}
	found := apparatus.CrossRefs(text)
	if len(found) == 0 {
		return
	}
	d := w.b.Draft()
	links, taken := f.links, settledRuns(f.marks)
	for _, c := range found {
		if c.Elsewhere(d, w.b.Part || w.Volume && (w.documents > 1 || !c.Precedes())) || widened(links, f.marks, c) {
			continue
		}
		for len(taken) > 0 && taken[0].to <= c.From {
			taken = taken[1:]
		}
		if len(taken) > 0 && taken[0].from < c.End || c.From == 0 && w.named(c, text[c.End:]) {
			continue
		}
		link := document.Link{Kind: c.Kind, Target: c.Wanted(), At: document.Loc{Offset: c.From}, End: c.End}
		f.links = append(f.links, pendingLink{link: link, mark: len(f.marks)})
		f.marks = append(f.marks, document.Mark{Kind: document.MarkLink, Offset: uint32(c.From), End: uint32(c.End), Index: -1, At: -1})
	}
}

// named reports whether c, with which the open block begins and which rest
// follows, names the block instead of referring to another: in a heading, and
// "Footnote 3: " at the beginning of a note.
func (w *Writer) named(c apparatus.CrossRef, rest string) bool {
	if w.frame.note == document.Body {
		return w.frame.block.Kind == document.Heading
	}
	own := c.Kind == document.LinkNote && c.Document == "" && w.blocks() == 0
	return own && (rest == "" || rest == "." || rest[0] == ':' || strings.HasPrefix(rest, ". "))
}

// widened lets a link that the source has on the label of a note cover the words
// that speak of the note, and reports whether there is one.
func widened(links []pendingLink, marks []document.Mark, c apparatus.CrossRef) bool {
	if c.Kind != document.LinkNote {
		return false
	}
	i, _ := slices.BinarySearchFunc(links, c.From, func(l pendingLink, from int) int { return cmp.Compare(l.link.At.Offset, from) })
	if i == len(links) {
		return false
	}
	l := &links[i].link
	if l.Kind != c.Kind || l.End > c.End || l.At.Offset >= l.End {
		return false
	}
	l.At.Offset, l.End = c.From, c.End
	m := &marks[links[i].mark]
	m.Offset, m.End = uint32(c.From), uint32(c.End)
	return true
}

// A run is a part of a text.
type run struct{ from, to int }

// settledRuns returns the parts of a text that are links already or set as code,
// in order and apart from one another.
func settledRuns(marks []document.Mark) []run {
	var runs []run
	for _, m := range marks {
		if m.Kind == document.MarkLink || m.Kind == document.MarkStyle && m.Style&document.Monospace != 0 {
			runs = append(runs, run{int(m.Offset), int(m.End)})
		}
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.from, b.from) })
	out := runs[:0]
	for _, r := range runs {
		if n := len(out); n > 0 && r.from < out[n-1].to {
			out[n-1].to = max(out[n-1].to, r.to)
		} else {
			out = append(out, r)
		}
	}
	return out
}
