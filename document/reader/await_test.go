package reader

import (
	"context"
	"errors"
	"strings"
	"testing"

	"ibid/document/source"
)

// After the first snapshot reading waits for who draws it, and ends with them.
func TestAwait(t *testing.T) {
	text := []byte(strings.Repeat("A paragraph of some words that stands by itself.\n\n", 20_000))
	open := func(ctx context.Context, await <-chan struct{}) *Reading {
		r, err := Read(ctx, source.FromBytes("a.txt", text, source.DefaultLimits()), Options{Await: await})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	seen := make(chan struct{})
	r := open(context.Background(), seen)
	if d := r.Document(); d.Generation != 1 || d.Complete {
		t.Fatalf("the first snapshot is of generation %d, complete %v", d.Generation, d.Complete)
	}
	close(seen)
	if d, err := r.Wait(context.Background()); err != nil || !d.Complete || len(d.Blocks) != 20_000 {
		t.Errorf("%d blocks, complete %v, %v", len(d.Blocks), d.Complete, err)
	}

	ctx, cancel := context.WithCancel(context.Background())
	r = open(ctx, make(chan struct{}))
	cancel()
	if _, err := r.Wait(context.Background()); !errors.Is(err, context.Canceled) {
		t.Errorf("reading that nobody waits for ends with %v", err)
	}
}
