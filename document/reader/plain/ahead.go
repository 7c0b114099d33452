package plain

import (
	"context"
	"iter"
	"sync"
)

// all returns the chunks of the text to its end, or to an error. Of a long file
// one is read, decoded and made safe while the one before is taken up, which on
// two processors is a tenth of the time less. A stream is read when it is asked
// for, for whether it is silent is to be known then.
func (c *chunks) all(ctx context.Context) iter.Seq2[*chunk, error] {
	return func(yield func(*chunk, error) bool) {
		first, err := c.next()
		switch {
		case first == nil && err == nil:
		case !yield(first, err) || err != nil || first.last:
		case c.idle != nil:
			c.each(yield)
		default:
			c.ahead(ctx, yield)
		}
	}
}

// each hands out one chunk after the other.
func (c *chunks) each(yield func(*chunk, error) bool) {
	for {
		next, err := c.next()
		if next == nil && err == nil || !yield(next, err) || err != nil {
			return
		}
	}
}

// ahead is each with a chunk that waits. It has let go of the source when it returns. A panic
// in what reads is one of the caller, who may have a terminal to give back.
func (c *chunks) ahead(ctx context.Context, yield func(*chunk, error) bool) {
	type result struct {
		chunk *chunk
		err   error
	}
	ctx, cancel := context.WithCancel(ctx)
	var reading sync.WaitGroup
	defer reading.Wait()
	defer cancel()
	results := make(chan result)
	var broken any // read when results are closed
	reading.Go(func() {
		defer close(results)
		defer func() { broken = recover() }()
		c.each(func(next *chunk, err error) bool {
			select {
			case results <- result{next, err}:
				return true
			case <-ctx.Done():
				return false
			}
		})
	})
	for r := range results {
		if !yield(r.chunk, r.err) {
			return
		}
	}
	if broken != nil {
		panic(broken)
	}
}
