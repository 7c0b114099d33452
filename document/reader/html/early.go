package html

import (
	"golang.org/x/net/html/atom"

	"ibid/document"
	"ibid/document/compose"
)

// A long page takes longer to parse than its first screen may take. So its
// beginning is parsed by itself, and as much of it is composed as no later part of
// the page can change: up to the first note, or the first element that is still
// open. Whether a link there calls a note is decided by a look at the place it
// leads to, and what was decided stands.

const (
	// earlyFrom is how long a page must be for its beginning to be composed first, in bytes.
	earlyFrom = 512 << 10
	// earlyBytes is how much of it is taken for its beginning.
	earlyBytes = 32 << 10
	// mainWithin is where in a page its main part begins, if it says where: a page
	// with more before it is shown whole.
	mainWithin = 256 << 10
	// earlyLinks is how many places later in the page are looked at.
	earlyLinks = 64
	// peekBytes is how much of such a place is looked at.
	peekBytes = 4 << 10
)

// early composes the beginning of a page and publishes it. It returns
// the node at which the rest begins, 0 where nothing was composed.
func (b *Book) early(w *compose.Writer, src *scattered, meta *document.Meta) int32 {
	if b.All || src.hasMain() {
		return 0 // where the main part begins is not known before the whole page is
	}
	t := Parse(src.head, b.lim, false)
	t.meta(meta)
	p := b.add("", t, 0)
	look := &lookahead{b: b, p: p, src: src}
	b.ahead = look.at
	stop := look.settle()
	b.ahead = nil
	to := p.lastBefore(stop)
	if to > 0 {
		w.Anchor(key("", ""))
		e := &emitter{b: b, p: p, w: w}
		for i := int32(1); i < to; {
			e.leave(i)
			i = e.enter(i)
		}
		w.CloseBlock()
		if w.NextBlock() > 0 {
			w.Publish()
		}
	}
	b.pages, b.flattened, b.limits = make(map[string]*page), 0, nil
	return to
}

// A lookahead decides what can be decided in the beginning of a page.
type lookahead struct {
	b       *Book
	p       *page
	src     *scattered
	left    int // places that may still be looked at
	unknown bool
}

// settle decides about links and returns the first node of which something
// cannot be known yet.
func (k *lookahead) settle() int32 {
	p := k.p
	stop := int32(len(p.nodes))
	for _, n := range p.unclosed {
		if !p.plain(n) {
			stop = min(stop, n)
		}
	}
	for _, nodes := range [][]int32{p.typed, p.items, p.asides, p.raisedNumbers, p.counted} {
		if len(nodes) > 0 {
			stop = min(stop, nodes[0])
		}
	}
	for i := int32(0); i < stop; i++ {
		if p.nodes[i].nattr > 0 && !p.is(i, flagBreak) && p.anchored(i) != "" {
			stop = i
		}
	}
	k.left = earlyLinks
	for _, l := range p.links {
		if l.node >= stop {
			break
		}
		r, ok := k.b.classify(p, l, nil)
		if k.unknown {
			return l.node
		}
		if !ok {
			continue
		}
		r.sign, r.node, r.key = p.sign(l.node), l.node, key(l.file, l.id)
		p.refs[r.sign] = &r
		p.nodes[r.sign].flags |= flagRef
		p.unbracket(r.sign)
		k.b.called[l.node] = r
		if t, ok := p.ids[l.id]; ok {
			stop = min(stop, p.block(t))
		}
	}
	return stop
}

// at returns the place of that name in the part of the page that is not
// parsed yet: it and what is around it, as a page of its own. It is -1 where there is none.
func (k *lookahead) at(id string) (*page, int32) {
	_, inHead := k.p.ids[id]
	src := k.src.block(id, inHead)
	if src == "" || k.left == 0 {
		k.unknown = true
		return k.p, -1
	}
	k.left--
	t := Parse(src, k.b.lim, false)
	q := k.b.newPage(k.p.file, t, k.p.order+1)
	n, ok := q.ids[id]
	if !ok {
		k.unknown = true
		return k.p, -1
	}
	return q, n
}

// plain reports whether an element that is open where the beginning ends makes no difference to
// what is in it.
func (p *page) plain(n int32) bool {
	switch p.nodes[n].tag {
	case 0, atom.Html, atom.Body, atom.Div, atom.Section, atom.Center:
		return !p.verse(n) && !p.hiddenElement(n) && !p.beside(n) && !p.is(n, flagBreak|flagContents)
	}
	return false
}

// lastBefore returns the last block before a node that stands in open elements
// alone: where it begins, all before it is complete.
func (p *page) lastBefore(stop int32) int32 {
	open := make(map[int32]bool, len(p.unclosed))
	for _, n := range p.unclosed {
		open[n] = true
	}
	last := int32(0)
	for i := int32(1); i < stop; {
		x := &p.nodes[i]
		if open[i] {
			i++
			continue
		}
		if x.flags&flagBlock != 0 {
			last = i
		}
		i = x.end
	}
	return last
}

// resume takes up the composing of a page at a node: it opens what is open there.
func (e *emitter) resume(at int32) {
	if at >= int32(len(e.p.nodes)) {
		return
	}
	var around []int32
	for n := e.p.nodes[at].parent; n > 0; n = e.p.nodes[n].parent {
		around = append(around, n)
	}
	for i := len(around) - 1; i >= 0; i-- {
		e.push(e.p.nodes[around[i]].end, actBlock)
	}
	for e.next < len(e.p.notes) && e.p.notes[e.next].from < at {
		e.next++
	}
}
