package plain

import (
	"context"
	"iter"

	"ibid/document/internal/ahead"
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

// ahead is each with a chunk that waits. It has let go of the source when it returns.
func (c *chunks) ahead(ctx context.Context, yield func(*chunk, error) bool) {
	type result struct {
		chunk *chunk
		err   error
	}
	results := func(yield func(result) bool) {
		c.each(func(next *chunk, err error) bool { return yield(result{next, err}) })
	}
	for r := range ahead.Of(ctx, results) {
		if !yield(r.chunk, r.err) {
			return
		}
	}
}
