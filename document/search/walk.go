package search

import (
	"context"

	"ibid/document"
)

// A Hit is a match and where it is.
type Hit struct {
	At  document.Loc
	End int // bytes of the block's reading text, exclusive
}

// A walk searches a document piece by piece. Its slices are used again.
type walk struct {
	q     *Query
	o     *Order
	hits  []Hit
	spans []Span
	work  int // bytes searched since the context was asked
}

// patience is how many bytes are searched between two looks at the context.
const patience = 1 << 20

// unit finds the hits of a piece in their order.
func (w *walk) unit(u int) []Hit {
	w.hits = w.hits[:0]
	d := w.o.doc
	note, last := w.o.notesOf(u)
	if u < len(d.Blocks) {
		text := d.Blocks[u].Text
		w.work += len(text) + 1
		w.spans = w.q.Block(text, w.spans[:0])
		for _, s := range w.spans {
			for ; note < last && w.o.anchors[note].Offset <= s.Start; note++ {
				w.spansOf(note)
			}
			w.hits = append(w.hits, Hit{document.Loc{Note: document.Body, Block: u, Offset: s.Start}, s.End})
		}
	}
	for ; note < last; note++ {
		w.spansOf(note)
	}
	return w.hits
}

// spansOf adds the hits in a note, which is given by its rank. The spans that are being
// walked over stay as they are: those of the note are put behind them.
func (w *walk) spansOf(rank int) {
	n := int(w.o.notes[rank])
	for i := range w.o.doc.Notes[n].Blocks {
		text := w.o.doc.Notes[n].Blocks[i].Text
		w.work += len(text) + 1
		mine := len(w.spans)
		w.spans = w.q.Block(text, w.spans)
		for _, s := range w.spans[mine:] {
			w.hits = append(w.hits, Hit{document.Loc{Note: n, Block: i, Offset: s.Start}, s.End})
		}
		w.spans = w.spans[:mine]
	}
}

// rest reports whether the search may go on.
func (w *walk) rest(ctx context.Context) bool {
	if w.work < patience {
		return true
	}
	w.work = 0
	return ctx.Err() == nil
}

// Next returns the first hit that begins after a place, or, where from is
// set, at it. It returns false where there is none before the end, or when ctx is done.
func (q *Query) Next(ctx context.Context, o *Order, after document.Loc, from bool) (Hit, bool) {
	w := walk{q: q, o: o}
	for u := o.unitOf(after); u < o.units() && w.rest(ctx); u++ {
		for _, h := range w.unit(u) {
			if o.Less(after, h.At) || from && h.At == after {
				return h, true
			}
		}
	}
	return Hit{}, false
}

// Prev returns the last hit that begins before a place. It returns false where there is
// none after the beginning, or when ctx is done.
func (q *Query) Prev(ctx context.Context, o *Order, before document.Loc) (Hit, bool) {
	w := walk{q: q, o: o}
	for u := min(o.unitOf(before), o.units()-1); u >= 0 && w.rest(ctx); u-- {
		hits := w.unit(u)
		for i := len(hits) - 1; i >= 0; i-- {
			if o.Less(hits[i].At, before) {
				return hits[i], true
			}
		}
	}
	return Hit{}, false
}
