// Package ahead makes the next of a sequence while the one before is used, on another
// processor where there is one.
package ahead

import (
	"context"
	"iter"
	"sync"
)

// Of returns the sequence all, of which one value is made while the one before is used.
// What makes them runs until ctx is done and has ended when the sequence has, so that what it
// reads from may be closed then. A panic in it is one of the caller, who may have a
// terminal to give back.
func Of[T any](ctx context.Context, all iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var making sync.WaitGroup
		defer making.Wait()
		defer cancel()
		made := make(chan T)
		var broken any // read when made is closed
		making.Go(func() {
			defer close(made)
			defer func() { broken = recover() }()
			all(func(next T) bool {
				select {
				case made <- next:
					return true
				case <-ctx.Done():
					return false
				}
			})
		})
		for next := range made {
			if !yield(next) {
				return
			}
		}
		if broken != nil {
			panic(broken)
		}
	}
}
