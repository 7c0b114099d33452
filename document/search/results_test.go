package search

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ibid/document"
)

// A panic in a goroutine that nobody waits for would leave a terminal as it is.
func TestRunPanicsInItsCaller(t *testing.T) {
	d := &document.Document{Blocks: []document.Block{{Text: "some words"}}}
	q, err := Compile("words", Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := NewResults(q, NewOrder(d), document.Loc{Note: document.Body}, nil)
	r.q = nil
	defer func() {
		if p := recover(); p == nil || !strings.Contains(p.(string), "goroutine") {
			t.Errorf("panic %v, want one with the stack of the search", p)
		}
	}()
	r.Run(t.Context())
	t.Error("no panic")
}

// TestDone searches parts in another order than that in which they were handed out: all is
// searched when the last of them is.
func TestDone(t *testing.T) {
	defer func(n int) { partBytes = n }(partBytes)
	partBytes = 1
	b := document.NewBuilder()
	for range 4 {
		b.AddBlock(document.Block{Text: "some words"})
	}
	r := NewResults(compile(t, "words"), NewOrder(b.Finish()), document.Loc{Note: document.Body, Block: 2}, nil)
	w := newWalk(t.Context(), r.q, r.o)
	var parts []*part
	for p := r.take(&w); p != nil; p = r.take(&w) {
		parts = append(parts, p)
	}
	if len(parts) != 4 {
		t.Fatalf("%d parts", len(parts))
	}
	for i, k := range []int{3, 2, 1, 0} {
		if n, done := r.Total(); n != i || done {
			t.Errorf("%d hits in %d parts, done %v", n, i, done)
		}
		if settled := closed(r.settled); settled {
			t.Errorf("the first hit is known before the part that holds it is searched: %v", r.first)
		}
		parts[k].search(&w)
		r.finish(parts[k], &w)
	}
	if n, done := r.Total(); n != 4 || !done || r.first.hit.At.Block != 2 || r.first.wrapped {
		t.Errorf("%d hits, done %v, the first %v", n, done, r.first)
	}
}

// TestIn checks that the matches of a block are those of the search, in the body and in notes that
// are read within it.
func TestIn(t *testing.T) {
	defer func(n int) { partBytes = n }(partBytes)
	partBytes = 64
	for seed := range uint64(20) {
		snapshots := growing(rand.New(rand.NewPCG(seed, 1)))
		d := snapshots[len(snapshots)-1]
		q := compile(t, "a")
		r := NewResults(q, NewOrder(d), begin, nil)
		if _, ok := r.In(document.Body, 0); ok {
			t.Fatal("matches are known before the search")
		}
		r.Run(t.Context())
		for note := document.Body; note < len(d.Notes); note++ {
			for i, block := range d.BlocksOf(note) {
				if got, ok := r.In(note, i); !ok || !slices.Equal(got, q.Block(block.Text, nil)) {
					t.Fatalf("seed %d, block %d of note %d, %q: %v, %v", seed, i, note, block.Text, got, ok)
				}
			}
		}
		if _, ok := r.In(len(d.Notes), 0); ok {
			t.Error("a note that the snapshot lacks was searched")
		}
	}
}
