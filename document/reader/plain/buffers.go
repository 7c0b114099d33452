package plain

import (
	"sync"

	"ibid/document/internal/room"
)

// buffers give the bytes that the chunks of a text are read into. What a text is kept
// in is other memory, so those of chunks that were taken up serve again: a long text
// is read through a few of them, which stay in the processor's cache.
type buffers struct {
	spare sync.Pool // of *[]byte
	run   []byte    // of a long text, what is left of the memory that came from the system last
	long  bool
}

// runBytes is how much memory is taken at once for the chunks of a text of longText bytes
// or more, which outlive a collection or two and would else lie scattered over the heap.
const (
	runBytes = 4 << 20
	longText = 32 << 20
)

// take returns an empty buffer for n bytes or more.
func (b *buffers) take(n int) []byte {
	if old, ok := b.spare.Get().(*[]byte); ok && cap(*old) >= n {
		return (*old)[:0]
	}
	if !b.long {
		return room.Bytes(n)[:0]
	}
	if len(b.run) < n {
		b.run = room.Bytes(max(n, runBytes))
	}
	out := b.run[:0:n]
	b.run = b.run[n:]
	return out
}

// give takes back a buffer to which nothing refers any more, no string either.
func (b *buffers) give(old []byte) {
	given(old)
	b.spare.Put(&old)
}

// given is told of the bytes of every buffer that serves again.
var given = func([]byte) {}

// held are the chunks whose text paragraphs may still refer to, in order.
type held []*chunk

// mostHeld is how many chunks wait for their paragraphs to be written. Where more would,
// as under a list of notes that is as long as a book, the oldest are left to the garbage collector.
const mostHeld = 2 * pendingBytes / chunkBytes

// pass adds c, and gives back the buffers of the chunks that end before byte from of the
// source, where the first paragraph stands that is not yet written.
func (h held) pass(c *chunk, from int64, to *buffers) held {
	h = append(h, c)
	n := 0
	for n+1 < len(h) && h[n+1].base <= from {
		to.give(h[n].buf)
		n++
	}
	n = max(n, len(h)-mostHeld)
	return append(h[:0], h[n:]...)
}
