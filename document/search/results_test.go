package search

import (
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
	w := walk{ctx: t.Context(), q: r.q, o: r.o}
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
