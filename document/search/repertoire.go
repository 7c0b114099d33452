package search

import (
	"context"
	"math/bits"

	"ibid/document"
)

// A repertoire says which characters beyond ASCII a document has, in groups of 64
// characters that differ in their last byte only.
type repertoire struct {
	groups [tableEnd / 64 / 64]uint64 // a bit a group
	beyond bool                       // there are characters from tableEnd on
}

// add adds the characters of a text.
func (r *repertoire) add(s string) {
	for i := nextOther(s, 0); i < len(s); i = nextOther(s, i) {
		switch c := s[i]; {
		case c < 0xE0 && i+2 <= len(s):
			r.set(int(c & 0x1F))
			i += 2
		case c < 0xF0 && i+3 <= len(s):
			r.set(int(c&0x0F)<<6 | int(s[i+1]&0x3F))
			i += 3
		default:
			r.beyond = true
			i++
		}
	}
}

func (r *repertoire) set(group int) { r.groups[group/64] |= 1 << (group % 64) }

// foldsTo returns the set of the characters of ASCII to which any of the repertoire is
// folded, and false where that is not known.
func (r *repertoire) foldsTo(cased bool) (set [2]uint64, ok bool) {
	for i, word := range r.groups {
		for ; word != 0; word &= word - 1 {
			g := group(i*64+bits.TrailingZeros64(word), cased)
			set[0] |= g.ascii[0]
			set[1] |= g.ascii[1]
		}
	}
	return set, !r.beyond
}

// Survey goes over the whole text to learn which characters it has beyond ASCII, or gives
// up when ctx is done. A search that is begun after it looks only for those that can be
// part of a match. It may be called while the order is searched.
func (o *Order) Survey(ctx context.Context) {
	var r repertoire
	work := 0
	for _, n := range o.doc.Notes {
		if !r.addBlocks(ctx, n.Blocks, &work) {
			return
		}
	}
	if r.addBlocks(ctx, o.doc.Blocks, &work) {
		o.repertoire.Store(&r)
	}
}

// addBlocks adds the characters of blocks. work counts the bytes since the context was
// asked. It returns false when ctx is done.
func (r *repertoire) addBlocks(ctx context.Context, blocks []document.Block, work *int) bool {
	for i := range blocks {
		if *work += len(blocks[i].Text); *work >= patience {
			if *work = 0; ctx.Err() != nil {
				return false
			}
		}
		r.add(blocks[i].Text)
	}
	return true
}

// seekIn returns the probe by which matches are looked for in a document with a
// repertoire, which is nil where it is not known.
func (q *Query) seekIn(r *repertoire) *probe {
	a := q.seek()
	if q.pattern != nil && q.pattern.holds != nil {
		q = q.pattern.holds
	}
	if r == nil || !q.scans {
		return a
	}
	set, ok := r.foldsTo(q.cased)
	if !ok {
		return a
	}
	best, most := -1, common
	for i, c := range q.needle {
		if n := rarity(c); n > most && set[c/64]>>(c%64)&1 == 0 {
			best, most = i, n
		}
	}
	if best < 0 {
		return a
	}
	alone := probeAt(q.needle, best, q.cased)
	alone.alone = true
	return &alone
}

// common is the rarity up to which a letter stands so often that going from one to the
// next is slower than looking at all that lies between.
const common = 12
