package search

import (
	"context"
	"slices"
	"sort"
	"sync"

	"ibid/document"
)

// maxHits bounds how many hits are kept; those beyond are counted only.
const maxHits = 250_000

// batchUnits is how many blocks may be searched before what was found is handed out.
const batchUnits = 4096

// Results are the hits of a search that may go on while they are looked at.
type Results struct {
	q *Query
	o *Order

	mu    sync.Mutex
	wake  chan struct{} // closed and replaced when there is more
	hits  []Hit         // in order; what is in it does not change
	total int
	done  bool
}

// NewResults returns the results of a search that has not begun.
func NewResults(q *Query, o *Order) *Results {
	return &Results{q: q, o: o, wake: make(chan struct{})}
}

// Run searches the whole document, or until ctx is done. It is called once; the
// other methods may be called from other goroutines meanwhile.
func (r *Results) Run(ctx context.Context) {
	w := walk{q: r.q, o: r.o}
	var batch []Hit
	total, since := 0, 0
	for u := range r.o.units() {
		if !w.rest(ctx) {
			break
		}
		hits := w.unit(u)
		total += len(hits)
		batch = append(batch, hits...)
		if since++; since == batchUnits || len(batch) >= batchUnits {
			r.add(batch, total, false)
			batch, since = batch[:0], 0
		}
	}
	r.add(batch, total, true)
}

func (r *Results) add(batch []Hit, total int, done bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if total == r.total && !done {
		return
	}
	r.hits = append(r.hits, batch[:min(len(batch), maxHits-len(r.hits))]...)
	r.total, r.done = total, done
	close(r.wake)
	r.wake = make(chan struct{})
}

// Query returns what is searched for.
func (r *Results) Query() *Query { return r.q }

// Order returns the order of the hits.
func (r *Results) Order() *Order { return r.o }

// Hits returns the hits found so far, of which only the first 250,000 are kept, and
// how many there are. done is set when there will be no more; where the search
// was cancelled they are not all.
func (r *Results) Hits() (hits []Hit, total int, done bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clip(r.hits), r.total, r.done
}

// Wait returns when more than total hits are known, when the search is done,
// or when ctx is.
func (r *Results) Wait(ctx context.Context, total int) {
	for {
		r.mu.Lock()
		more, wake := r.total > total || r.done, r.wake
		r.mu.Unlock()
		if more {
			return
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return
		}
	}
}

// Index returns the place of a hit among those that are kept, from 0, and
// false where it is not one of them.
func (r *Results) Index(at document.Loc) (int, bool) {
	hits, _, _ := r.Hits()
	i := sort.Search(len(hits), func(i int) bool { return !r.o.Less(hits[i].At, at) })
	return i, i < len(hits) && hits[i].At == at
}
