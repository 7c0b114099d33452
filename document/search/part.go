package search

import (
	"slices"
	"sort"
)

// partBytes is how much text is searched at once: enough that the work of
// handing it out does not matter, little enough that a search is given up, and
// its first hit shown, within a millisecond or so. Tests make it smaller.
var partBytes = patience

// noteBytes is what a note is taken for when text is handed out. Looking it up would
// take longer than searching it.
const noteBytes = 256

// A part is a run of the pieces of an order, searched by one goroutine.
type part struct {
	from, to int // pieces
	claimed  bool
	done     bool
	n        int   // hits
	hits     []Hit // in order; nil where they are only counted
	// among, where it is not nil, are the hits of a shorter query: pieces without
	// one have none of this query either.
	among []Hit
}

// A lap is a range of pieces that is searched in order of place: from where a
// search begins to the end, then from the beginning to there.
type lap struct {
	parts   []*part // without gaps, in order of place
	claim   int     // index of parts: none before it waits to be claimed
	done    int     // index of parts: all before it are searched
	to, end int     // the pieces from to on, up to end, are in no part yet
}

// take returns the next part to be searched, of so many bytes where none is left of an
// earlier search, or nil.
func (l *lap) take(o *Order, bytes int) *part {
	for ; l.claim < len(l.parts); l.claim++ {
		if p := l.parts[l.claim]; !p.claimed {
			p.claimed = true
			return p
		}
	}
	if l.to == l.end {
		return nil
	}
	p := &part{from: l.to, claimed: true}
	note := o.firstNote(l.to)
	for size := 0; l.to < l.end && (size < bytes || size == 0); l.to++ {
		if l.to == len(o.doc.Blocks) {
			note = o.firstNote(l.to)
		}
		last := o.lastNote(l.to, note)
		if l.to < len(o.doc.Blocks) {
			size += len(o.doc.Blocks[l.to].Text)
		}
		size += 1 + noteBytes*(last-note)
		note = last
	}
	p.to = l.to
	l.parts = append(l.parts, p)
	l.claim = len(l.parts)
	return p
}

// at returns the part that holds a piece, if it was searched.
func (l *lap) at(unit int) *part {
	i := sort.Search(len(l.parts), func(i int) bool { return l.parts[i].to > unit })
	if i == len(l.parts) || !l.parts[i].done {
		return nil
	}
	return l.parts[i]
}

// searched reports whether nothing of the lap is left to be searched.
func (l *lap) searched() bool {
	for l.done < len(l.parts) && l.parts[l.done].done {
		l.done++
	}
	return l.to == l.end && l.done == len(l.parts)
}

// follow takes over the parts of the same lap of an earlier search, as far as they
// hold the same text in the same order.
func (l *lap) follow(old *lap, was, is *Results) {
	for _, p := range old.parts {
		if was.o != is.o && !sameNotes(was.o, is.o, p) {
			break
		}
		l.to = p.to
		l.parts = append(l.parts, p.inherit(was.q == is.q))
	}
}

// inherit returns a part for a later search. exact says that it is for the same query.
func (p *part) inherit(exact bool) *part {
	switch x := (&part{from: p.from, to: p.to}); {
	case !p.done:
		return x
	case exact || p.n == 0:
		return p
	default:
		x.among = p.hits
		return x
	}
}

// sameNotes reports whether two orders have the same notes, at the same places,
// in a part of the body.
func sameNotes(a, b *Order, p *part) bool {
	if p.to > len(a.doc.Blocks) || p.to > len(b.doc.Blocks) {
		return false
	}
	i, j := a.before(p.from), a.before(p.to)
	k, l := b.before(p.from), b.before(p.to)
	return slices.Equal(a.notes[i:j], b.notes[k:l]) && slices.Equal(a.anchors[i:j], b.anchors[k:l])
}

// before returns the number of notes that are called from the blocks before one.
func (o *Order) before(block int) int {
	return sort.Search(o.called, func(i int) bool { return int(o.anchors[i].block) >= block })
}

// search searches the part and leaves its hits in w.hits, unless they are only
// counted, and their number in w.n. It returns false where it was given up.
func (p *part) search(w *walk) bool {
	w.hits, w.n = w.hits[:0], 0
	if p.among == nil {
		for u := p.from; u < p.to; u++ {
			if !w.rest() {
				return false
			}
			w.unit(u)
		}
		return !w.over
	}
	last := -1
	for _, h := range p.among {
		u := w.o.unitOf(h.At)
		if u == last {
			continue
		}
		if !w.rest() {
			return false
		}
		last = u
		w.unit(u)
	}
	return !w.over
}
