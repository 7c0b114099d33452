package tui

import (
	"hash/fnv"

	"ibid/document"
	"ibid/keymap"
)

// A Bookmark is where a session ended: the first word on the screen, for another one to begin at.
type Bookmark struct {
	Block  int    `json:"block"`  // of the body
	Offset int    `json:"offset"` // in bytes of the block's reading text
	Sum    uint64 `json:"sum"`    // of that text, by which it is found in a source that has changed
}

// bookmark returns where the reader is, nil at the beginning. One who has stayed there while
// the place of the session before was waited for has not given that up.
func (m *Model) bookmark() *Bookmark {
	at := m.topLoc()
	if m.body.empty() || at.Block == 0 && at.Offset == 0 {
		if m.cameBack {
			return nil
		}
		return m.opt.At
	}
	return &Bookmark{at.Block, at.Offset, sumOf(m.doc, at.Block)}
}

// sumOf returns the sum of the text of a block of the body.
func sumOf(d *document.Document, block int) uint64 {
	h := fnv.New64a()
	h.Write([]byte(d.Blocks[block].Text))
	return h.Sum64()
}

// find returns the place of a bookmark in what has been read of a document. It returns
// false where that may yet come. Of a text that is not there any more it is the block that
// stands in its place.
func (b *Bookmark) find(d *document.Document) (document.Loc, bool) {
	n := len(d.Blocks)
	same := func(i int) bool { return sumOf(d, i) == b.Sum }
	at := document.Loc{Note: document.Body, Block: b.Block, Offset: b.Offset}
	if at.Block >= 0 && at.Block < n && same(at.Block) {
		at.Offset = min(max(at.Offset, 0), len(d.Blocks[at.Block].Text))
		return at, true
	}
	if !d.Complete || n == 0 {
		return at, false
	}
	if i := nearest(n, at.Block, same); i >= 0 {
		at.Block = i
		at.Offset = min(max(at.Offset, 0), len(d.Blocks[i].Text))
		return at, true
	}
	return document.Loc{Note: document.Body, Block: min(max(at.Block, 0), n-1)}, true
}

// comeBack goes to where the session before ended, if that has been read.
func (m *Model) comeBack(b *Bookmark) {
	at, ok := b.find(m.doc)
	if !ok {
		if m.doc.Complete {
			m.arrived()
		}
		return
	}
	m.cameBack = true
	m.arrived()
	m.raise(at)
	m.inform(m.advise("this is where you stopped", keymap.Top, "goes to the beginning"))
}
