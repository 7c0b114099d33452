package search

import (
	"sort"
	"sync/atomic"

	"ibid/document"
)

// An Order is the order in which matches come: that of reading, where a note is
// read at the place that calls it first. Before what follows its reference come the
// note's own matches, then those of the notes that it calls. Notes that nothing calls
// come last. An Order belongs to one snapshot of a document.
type Order struct {
	doc *document.Document
	// notes are indexes of Notes in this order; rank is where each stands in it.
	notes, rank []int32
	// anchors are the places of the body where notes are read, as notes is ordered.
	anchors []anchor
	called  int // how many of notes are called from the body; the rest come after it

	repertoire atomic.Pointer[repertoire] // nil until the text was surveyed
}

// An anchor is a place of the body.
type anchor struct{ block, offset int32 }

// NewOrder returns the order of a document's matches. It costs a pass over the
// references and notes.
func NewOrder(d *document.Document) *Order {
	o := &Order{doc: d, rank: make([]int32, len(d.Notes)), notes: make([]int32, 0, len(d.Notes)), anchors: make([]anchor, 0, len(d.Notes))}
	for i := range o.rank {
		o.rank[i] = -1
	}
	inner := make(map[int][]int32) // references within notes
	if len(d.BodyRefs()) < len(d.Refs) {
		for i := range d.Refs {
			if n := d.Refs[i].At.Note; n != document.Body {
				inner[n] = append(inner[n], int32(i))
			}
		}
	}
	for _, i := range d.BodyRefs() {
		if n := d.Called(int(i)); n != document.NoNote {
			o.place(n, anchorAt(d.Refs[i].At), inner)
		}
	}
	o.called = len(o.notes)
	end := anchor{block: int32(len(d.Blocks))}
	for n := range d.Notes {
		o.place(n, end, inner)
	}
	return o
}

// place puts a note, and those that it calls, in the next places of the order.
func (o *Order) place(note int, at anchor, inner map[int][]int32) {
	for open := []int{note}; len(open) > 0; {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		if o.rank[n] >= 0 {
			continue
		}
		o.rank[n] = int32(len(o.notes))
		o.notes = append(o.notes, int32(n))
		o.anchors = append(o.anchors, at)
		refs := inner[n]
		for i := len(refs) - 1; i >= 0; i-- {
			if m := o.doc.Called(int(refs[i])); m != document.NoNote {
				open = append(open, m)
			}
		}
	}
}

// Document returns the snapshot that is ordered.
func (o *Order) Document() *document.Document { return o.doc }

// less reports whether place a comes before place b.
func (o *Order) less(a, b document.Loc) bool {
	x, y := o.anchor(a), o.anchor(b)
	switch {
	case x.block != y.block:
		return x.block < y.block
	case x.offset != y.offset:
		return x.offset < y.offset
	case a.Note == document.Body || b.Note == document.Body:
		return a.Note != document.Body && b.Note == document.Body
	case a.Note != b.Note:
		return o.rank[a.Note] < o.rank[b.Note]
	}
	return a.Before(b)
}

// anchor returns the place of the body at which l is read.
func (o *Order) anchor(l document.Loc) anchor {
	if l.Note == document.Body {
		return anchorAt(l)
	}
	return o.anchors[o.rank[l.Note]]
}

func anchorAt(l document.Loc) anchor { return anchor{int32(l.Block), int32(l.Offset)} }

// End returns a place that no match comes after: past the last block, or at the end
// of the last note that nothing calls.
func (o *Order) End() document.Loc {
	for k := len(o.notes) - 1; k >= o.called; k-- {
		n := int(o.notes[k])
		if last := len(o.doc.Notes[n].Blocks) - 1; last >= 0 {
			return document.Loc{Note: n, Block: last, Offset: len(o.doc.Notes[n].Blocks[last].Text)}
		}
	}
	return document.Loc{Note: document.Body, Block: len(o.doc.Blocks)}
}

// units returns the number of pieces in which a document is searched: its
// blocks, each with the notes called from it, then the notes that nothing calls.
func (o *Order) units() int { return len(o.doc.Blocks) + len(o.notes) - o.called }

// unitOf returns the piece that holds a place.
func (o *Order) unitOf(l document.Loc) int {
	if l.Note != document.Body {
		if k := int(o.rank[l.Note]); k >= o.called {
			return len(o.doc.Blocks) + k - o.called
		}
	}
	return int(o.anchor(l).block)
}

// firstNote returns the place in the order of the first note that is read with
// or after a piece.
func (o *Order) firstNote(unit int) int {
	if n := len(o.doc.Blocks); unit >= n {
		return o.called + unit - n
	}
	called := o.anchors[:o.called]
	return sort.Search(len(called), func(i int) bool { return int(called[i].block) >= unit })
}

// lastNote returns the end of the notes that belong to a piece, of which from is
// the first.
func (o *Order) lastNote(unit, from int) int {
	if unit >= len(o.doc.Blocks) {
		return from + 1
	}
	for from < o.called && int(o.anchors[from].block) == unit {
		from++
	}
	return from
}
