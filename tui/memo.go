package tui

import (
	"ibid/document"
	"ibid/tui/layout"
)

// memoRows bounds how many rows the memo holds. A screen needs a few hundred;
// the rest serves going back and forth without laying out again.
const memoRows = 20_000

// A layoutKey names everything that the rows of a block depend on. A block's text
// never changes in later snapshots of the same reading.
type layoutKey struct {
	note, block int
	cfg         layout.Config
}

// A laidOut is an entry of the memo, linked in the order of use.
type laidOut struct {
	key        layoutKey
	rows       []layout.Row
	prev, next *laidOut
}

// A memo keeps the rows of the blocks laid out last.
type memo struct {
	entries map[layoutKey]*laidOut
	beyond  map[layoutKey]int // columns out of sight
	recent  laidOut           // head of the ring: recent.next was used last
	rows    int
}

func newMemo() *memo {
	m := &memo{entries: make(map[layoutKey]*laidOut)}
	m.recent.prev, m.recent.next = &m.recent, &m.recent
	return m
}

// block returns the rows of a block, which the caller must not change.
func (m *memo) block(d *document.Document, note, block int, cfg layout.Config) []layout.Row {
	key := layoutKey{note, block, cfg}
	if e := m.entries[key]; e != nil {
		e.unlink()
		m.push(e)
		return e.rows
	}
	e := &laidOut{key: key, rows: layout.Block(d, &d.BlocksOf(note)[block], cfg)}
	m.entries[key] = e
	m.push(e)
	m.rows += len(e.rows)
	for m.rows > memoRows && m.recent.prev != e {
		last := m.recent.prev
		last.unlink()
		delete(m.entries, last.key)
		m.rows -= len(last.rows)
	}
	return e.rows
}

// overflow returns how many columns of a block are out of sight.
func (m *memo) overflow(d *document.Document, note, block int, cfg layout.Config) int {
	key := layoutKey{note, block, cfg}
	n, ok := m.beyond[key]
	if !ok {
		if m.beyond == nil || len(m.beyond) >= memoRows {
			m.beyond = make(map[layoutKey]int)
		}
		n = layout.Overflow(d, &d.BlocksOf(note)[block], cfg)
		m.beyond[key] = n
	}
	return n
}

func (m *memo) push(e *laidOut) {
	e.prev, e.next = &m.recent, m.recent.next
	e.prev.next, e.next.prev = e, e
}

func (e *laidOut) unlink() { e.prev.next, e.next.prev = e.next, e.prev }
