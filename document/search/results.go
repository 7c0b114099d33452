package search

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"ibid/document"
)

// maxHits is how many hits are kept, and those of the parts being searched when they
// are so many; others are counted, and found again where they are asked for.
const maxHits = 250_000

// manyHits is the number of hits in a part past which their memory is kept as it is
// and not copied into as much as they need.
const manyHits = 1 << 16

// Results are the hits of a search that may go on while they are looked at.
type Results struct {
	q    *Query
	o    *Order
	from document.Loc

	mu      sync.Mutex
	laps    [2]lap        // the second is of what comes before the first in place
	kept    int           // hits
	total   int           // hits
	first   found         // the hit that comes first from from on
	settled chan struct{} // closed when first is known, or that there is none
	done    chan struct{} // closed when all is searched

	again struct { // a part whose hits were not kept
		sync.Mutex
		part *part
		hits []Hit
	}
}

// found is the hit that a search leads to.
type found struct {
	hit     Hit
	ok      bool
	wrapped bool // it comes before the place where the search began
	// Up to this part of this lap there is none.
	lap, part int
}

// NewResults returns the results of a search that has not begun. It goes from a
// place to the end and then from the beginning to there, so that the hit that a
// reader wants first is found first.
//
// What an earlier search of the same reading from the same place found is not
// searched for again: its hits where it had the same query and an earlier snapshot of
// the document, and where its query was a part of this one the text in which it
// found nothing. earlier may be nil.
func NewResults(q *Query, o *Order, from document.Loc, earlier *Results) *Results {
	r := &Results{q: q, o: o, from: from, settled: make(chan struct{}), done: make(chan struct{})}
	begin := min(o.unitOf(from), o.units())
	r.laps = [2]lap{{to: begin, end: o.units()}, {end: begin}}
	if e := earlier; e != nil && e.from == from && from.Note == document.Body && (e.q == q || q.within(e.q)) {
		r.follow(e)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settle()
	return r
}

// follow takes over what an earlier search found.
func (r *Results) follow(e *Results) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range r.laps {
		r.laps[i].follow(&e.laps[i], e, r)
		for _, p := range r.laps[i].parts {
			if p.done {
				r.total += p.n
				r.kept += len(p.hits)
			}
		}
	}
}

// Run searches the document, or until ctx is done, on all but one of the threads that
// may run Go at once: a key is read at once as long as one of them has nothing else to do,
// and otherwise when the scheduler parts us, after 10 ms and more. It is called once; the
// other methods may be called from other goroutines meanwhile. A panic on any
// thread is one of the caller, who may have a terminal to give back before it goes on.
func (r *Results) Run(ctx context.Context) {
	var wg sync.WaitGroup
	var broken atomic.Value
	for range max(runtime.GOMAXPROCS(0)-1, 1) {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					broken.Store(fmt.Sprintf("%v\n\n%s", p, debug.Stack()))
				}
			}()
			w := newWalk(ctx, r.q, r.o)
			for p := r.take(&w); p != nil && ctx.Err() == nil; p = r.take(&w) {
				if !p.search(&w) {
					return
				}
				r.finish(p, &w)
			}
		})
	}
	wg.Wait()
	if p := broken.Load(); p != nil {
		panic(p)
	}
}

// take returns the next part to be searched, or nil, and tells the walk whether its hits
// can still be kept.
func (r *Results) take(w *walk) *part {
	r.mu.Lock()
	defer r.mu.Unlock()
	w.count = r.kept >= maxHits
	for i := range r.laps {
		if p := r.laps[i].take(r.o, partBytes/r.q.weight()); p != nil {
			return p
		}
	}
	return nil
}

// finish takes the hits of a part.
func (r *Results) finish(p *part, w *walk) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.n, p.done, p.among = w.n, true, nil
	switch {
	case w.count:
	case w.n > manyHits:
		p.hits, w.hits = w.hits, nil
	default:
		p.hits = slices.Clone(w.hits)
	}
	r.kept += len(p.hits)
	r.total += w.n
	r.settle()
}

// settle finds out whether the first hit is known, and whether all is searched.
func (r *Results) settle() {
	f := &r.first
	for ; !f.ok && f.lap < len(r.laps); f.lap, f.part = f.lap+1, 0 {
		l := &r.laps[f.lap]
		for ; !f.ok && f.part < len(l.parts); f.part++ {
			p := l.parts[f.part]
			if !p.done {
				return
			}
			if p.n > 0 {
				f.hit, f.ok = r.leads(f.lap, p)
				f.wrapped = f.lap > 0
			}
		}
		if !f.ok && l.to < l.end {
			return
		}
		if f.ok {
			break
		}
	}
	all := r.laps[0].searched() && r.laps[1].searched()
	if all && !f.ok && r.total > 0 {
		// All are in the first lap, in the piece in which the search began, or in notes
		// that nothing calls where it began after the text.
		i := slices.IndexFunc(r.laps[0].parts, func(p *part) bool { return p.n > 0 })
		f.hit, f.ok = r.hitsOf(r.laps[0].parts[i])[0], true
		f.wrapped = true
	}
	if (f.ok || all) && !closed(r.settled) {
		close(r.settled)
	}
	if all && !closed(r.done) {
		close(r.done)
	}
}

// leads returns the hit of a part that comes first in a lap.
func (r *Results) leads(lap int, p *part) (Hit, bool) {
	hits := r.hitsOf(p)
	if lap > 0 {
		return hits[0], true
	}
	return r.o.firstOf(hits, r.from, true)
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// hitsOf returns the hits of a part, which are found again where they were not kept.
func (r *Results) hitsOf(p *part) []Hit {
	if p.n == 0 || p.hits != nil {
		return p.hits
	}
	a := &r.again
	a.Lock()
	defer a.Unlock()
	if a.part != p {
		w := newWalk(context.Background(), r.q, r.o)
		p.search(&w)
		a.part, a.hits = p, w.hits
	}
	return a.hits
}

// Order returns the order of the hits.
func (r *Results) Order() *Order { return r.o }

// First waits for the first hit at or after the place where the search began or, where
// wrapped is set, before it. It returns false where there is none, or when ctx is done.
func (r *Results) First(ctx context.Context) (hit Hit, wrapped, ok bool) {
	select {
	case <-r.settled:
	case <-ctx.Done():
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.first.hit, r.first.wrapped, r.first.ok
}

// Done returns a channel that is closed when all is searched.
func (r *Results) Done() <-chan struct{} { return r.done }

// Total returns how many hits are known so far. done is set when there will be no more.
func (r *Results) Total() (n int, done bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.total, closed(r.done)
}

// known yields the parts searched so far, in order of place, as far as they lie
// together from the beginning.
func (r *Results) known(yield func(*part) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := len(r.laps) - 1; i >= 0; i-- {
		l := &r.laps[i]
		for _, p := range l.parts {
			if !p.done || !yield(p) {
				return
			}
		}
		if l.to < l.end {
			return
		}
	}
}

// Hits returns the first hits in order, no more than limit and as far as they are
// known from the beginning.
func (r *Results) Hits(limit int) []Hit {
	var hits []Hit
	for p := range r.known {
		if hits = append(hits, r.hitsOf(p)...); len(hits) >= limit {
			return hits[:limit:limit]
		}
	}
	return hits
}

// Rank returns the number of hits before a place, and whether there is one at it.
// The number is -1 where it is not known yet, as that of a note that the snapshot lacks.
func (r *Results) Rank(at document.Loc) (n int, hit bool) {
	if at.Note != document.Body && at.Note >= len(r.o.rank) {
		return -1, false
	}
	u := r.o.unitOf(at)
	for p := range r.known {
		if p.to <= u {
			n += p.n
			continue
		}
		hits := r.hitsOf(p)
		i := sort.Search(len(hits), func(i int) bool { return !r.o.less(hits[i].At, at) })
		return n + i, i < len(hits) && hits[i].At == at
	}
	if u >= r.o.units() && closed(r.done) {
		return n, false
	}
	return -1, false
}

// Hit returns the nth hit in order, from 0, and false where it is not known yet.
func (r *Results) Hit(n int) (Hit, bool) {
	for p := range r.known {
		if n < p.n {
			return r.hitsOf(p)[n], true
		}
		n -= p.n
	}
	return Hit{}, false
}

// at returns the part that holds a piece, if it was searched.
func (r *Results) at(unit int) *part {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.laps {
		if p := r.laps[i].at(unit); p != nil && p.from <= unit {
			return p
		}
	}
	return nil
}

// In returns the matches in a block of the body or of a note, and false where it has not
// been searched yet.
func (r *Results) In(note, block int) ([]Span, bool) {
	begin, end := document.Loc{Note: note, Block: block}, document.Loc{Note: note, Block: block, Offset: math.MaxInt32}
	if note != document.Body && note >= len(r.o.rank) {
		return nil, false
	}
	p := r.at(r.o.unitOf(begin))
	if p == nil {
		return nil, false
	}
	hits := r.hitsOf(p)
	var spans []Span
	for i := sort.Search(len(hits), func(i int) bool { return !r.o.less(hits[i].At, begin) }); i < len(hits) && r.o.less(hits[i].At, end); i++ {
		if at := hits[i].At; at.Note == note { // notes are read within the body
			spans = append(spans, Span{at.Offset, hits[i].End})
		}
	}
	return spans, true
}

// Next returns the first hit that begins after a place, or, where from is
// set, at it. It returns false where there is none before the end, or when ctx is done.
// It does not wait for the search, and passes over what that has found empty.
func (r *Results) Next(ctx context.Context, after document.Loc, from bool) (Hit, bool) {
	w := newWalk(ctx, r.q, r.o)
	for u := r.o.unitOf(after); u < r.o.units() && w.rest(); {
		hits, next, ok := []Hit(nil), u+1, true
		if p := r.at(u); p != nil {
			hits, next = r.hitsOf(p), p.to
		} else if hits, ok = w.hitsIn(u); !ok {
			break
		}
		if h, ok := r.o.firstOf(hits, after, from); ok {
			return h, true
		}
		u = next
	}
	return Hit{}, false
}

// Prev returns the last hit that begins before a place. It returns false where there is
// none after the beginning, or when ctx is done.
func (r *Results) Prev(ctx context.Context, before document.Loc) (Hit, bool) {
	w := newWalk(ctx, r.q, r.o)
	for u := min(r.o.unitOf(before), r.o.units()-1); u >= 0 && w.rest(); {
		hits, next, ok := []Hit(nil), u-1, true
		if p := r.at(u); p != nil {
			hits, next = r.hitsOf(p), p.from-1
		} else if hits, ok = w.hitsIn(u); !ok {
			break
		}
		if h, ok := r.o.lastOf(hits, before); ok {
			return h, true
		}
		u = next
	}
	return Hit{}, false
}
