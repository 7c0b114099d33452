package search

import (
	"context"
	"sort"

	"ibid/document"
)

// A Hit is a match and where it is.
type Hit struct {
	At  document.Loc
	End int // bytes of the block's reading text, exclusive
}

// A walk searches a document piece by piece. Its slices are used again.
type walk struct {
	ctx   context.Context
	q     *Query
	o     *Order
	probe *probe // of q, for this document
	hits  []Hit
	spans []Span
	n     int         // hits found since the search of a part began
	count bool        // hits are counted and not kept
	work  int         // bytes searched since the context was asked
	over  bool        // the context is done
	ask   func() bool // whether it is, within a block that takes long; nil where none does
	// next is the piece after the one searched last, note the first of its notes
	// in the order, so that going on needs no search for them.
	next, note int
}

func newWalk(ctx context.Context, q *Query, o *Order) walk {
	w := walk{ctx: ctx, q: q, o: o, probe: q.seekIn(o.repertoire.Load())}
	if q.pattern != nil {
		w.ask = q.pattern.asks(ctx)
	}
	return w
}

// patience is how many bytes are searched between two looks at the context.
const patience = 256 << 10

// notes returns the range of notes, in their order, that belong to a piece.
func (w *walk) notes(u int) (from, to int) {
	from = w.note
	if u != w.next || u == 0 || u == len(w.o.doc.Blocks) {
		from = w.o.firstNote(u)
	}
	to = w.o.lastNote(u, from)
	w.next, w.note = u+1, to
	return from, to
}

// unit adds the hits of a piece, in their order.
func (w *walk) unit(u int) {
	d := w.o.doc
	note, last := w.notes(u)
	if u < len(d.Blocks) {
		w.spans = w.text(d.Blocks[u].Text, w.spans[:0])
		for _, s := range w.spans {
			for ; note < last && int(w.o.anchors[note].offset) <= s.Start; note++ {
				w.spansOf(note)
			}
			w.hits = append(w.hits, Hit{document.Loc{Note: document.Body, Block: u, Offset: s.Start}, s.End})
		}
	}
	for ; note < last; note++ {
		w.spansOf(note)
	}
}

// hitsIn returns the hits of a piece, until the next call, and false where the
// search of it was given up.
func (w *walk) hitsIn(u int) ([]Hit, bool) {
	w.hits = w.hits[:0]
	w.unit(u)
	return w.hits, !w.over
}

// spansOf adds the hits in a note, which is given by its rank. The spans that are being
// walked over stay as they are: those of the note are put behind them.
func (w *walk) spansOf(rank int) {
	n := int(w.o.notes[rank])
	for i := range w.o.doc.Notes[n].Blocks {
		if !w.rest() { // one note may be as long as a book
			return
		}
		mine := len(w.spans)
		w.spans = w.text(w.o.doc.Notes[n].Blocks[i].Text, w.spans)
		for _, s := range w.spans[mine:] {
			w.hits = append(w.hits, Hit{document.Loc{Note: n, Block: i, Offset: s.Start}, s.End})
		}
		w.spans = w.spans[:mine]
	}
}

// text counts the matches in a block's text and appends them to spans, unless they
// are counted only.
func (w *walk) text(text string, spans []Span) []Span {
	before := len(spans)
	w.work += len(text) + 1
	spans, ok := w.q.block(w.probe, text, spans, w.ask)
	w.over = w.over || !ok
	w.n += len(spans) - before
	if w.count {
		return spans[:before]
	}
	return spans
}

// rest reports whether the search may go on.
func (w *walk) rest() bool {
	if !w.over && w.work >= patience {
		w.work = 0
		w.over = w.ctx.Err() != nil
	}
	return !w.over
}

// firstOf returns the first of hits that comes after a place or, where from is
// set, at it.
func (o *Order) firstOf(hits []Hit, after document.Loc, from bool) (Hit, bool) {
	i := sort.Search(len(hits), func(i int) bool { return o.less(after, hits[i].At) || from && hits[i].At == after })
	if i == len(hits) {
		return Hit{}, false
	}
	return hits[i], true
}

// lastOf returns the last of hits that comes before a place.
func (o *Order) lastOf(hits []Hit, before document.Loc) (Hit, bool) {
	i := sort.Search(len(hits), func(i int) bool { return !o.less(hits[i].At, before) })
	if i == 0 {
		return Hit{}, false
	}
	return hits[i-1], true
}
