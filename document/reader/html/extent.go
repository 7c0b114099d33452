package html

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// looseNotes finds the extent of the notes that only their references show.
func (p *page) looseNotes(targets []int32) []*note {
	var notes []*note
	for i, t := range targets {
		next := int32(len(p.nodes))
		if i+1 < len(targets) {
			next = targets[i+1]
		}
		if len(notes) > 0 && t < notes[len(notes)-1].to {
			notes[len(notes)-1].claim(p.claims[t])
			continue
		}
		n := &note{}
		n.claim(p.claims[t])
		n.from, n.to = p.extent(t, next, n.refs)
		if up := p.nodes[n.from].parent; n.from < n.to && up >= 0 { // an anchor in a paragraph of its own
			for p.blank(n.from, n.to) && n.to < min(next, p.nodes[up].end) && headingLevel(p.nodes[n.to].tag) == 0 {
				n.to = p.nodes[n.to].end
			}
		}
		if len(notes) > 0 && n.from < notes[len(notes)-1].to {
			n.from = notes[len(notes)-1].to
		}
		if n.from < n.to && !p.callsItself(n) {
			notes = append(notes, n)
		}
	}
	var uncalled []*note
	for i, n := range notes {
		next := (*note)(nil)
		if i+1 < len(notes) {
			next = notes[i+1]
		}
		p.extend(n, next)
		p.extendApart(n, next)
		uncalled = append(uncalled, p.split(n, next)...)
	}
	return append(notes, uncalled...)
}

// extent returns the nodes of the note that begins at t, where the next begins at next.
func (p *page) extent(t, next int32, refs []*ref) (from, to int32) {
	blk := p.block(t)
	switch {
	case blk == 0:
		return p.run(t, blk, next)
	case blk == t && next < p.nodes[t].end:
		return t, t // it holds notes, and is none
	case blk == t && p.hasBlocks(t):
		return t, p.nodes[t].end
	}
	if next < p.nodes[blk].end || p.hasBlocks(blk) && !p.blank(blk, t) {
		return p.run(t, blk, next)
	}
	if p.hasBlocks(blk) && !p.climbable(blk, t, next, refs) {
		return p.run(t, blk, next)
	}
	for {
		up := p.nodes[blk].parent
		if up <= 0 || !p.climbable(up, blk, next, refs) {
			break
		}
		blk = up
	}
	return blk, p.nodes[blk].end
}

// climbable reports whether an element is the box of the one note that begins
// at child: nothing stands before it, no other note is in it, and no sign that calls it.
func (p *page) climbable(n, child, next int32, refs []*ref) bool {
	switch p.nodes[n].tag {
	case atom.Div, atom.Blockquote, atom.Li, atom.Dd, atom.Td, atom.Tr, atom.Aside, atom.P, atom.Small, atom.Section:
	default:
		return false
	}
	end := p.nodes[n].end
	if next < end || !p.blank(n, child) || len(p.textOf(n, end, noteBytes)) > noteBytes {
		return false
	}
	for _, r := range refs {
		if r.file == p.file && r.sign >= n && r.sign < end {
			return false
		}
	}
	return true
}

// run returns the part of a block that begins at t and ends where the next note
// begins: inline content up to the first block, or the first block where there is none before it.
func (p *page) run(t, blk, next int32) (from, to int32) {
	from = t
	for p.nodes[from].parent != blk && p.nodes[from].parent > 0 {
		from = p.nodes[from].parent
	}
	to = p.nodes[from].end
	for to < p.nodes[blk].end {
		x := p.nodes[to]
		if next >= to && next < x.end || headingLevel(x.tag) > 0 || x.tag == atom.Hr {
			break
		}
		if x.flags&flagBlock != 0 {
			if p.blank(from, to) {
				to = x.end
			}
			break
		}
		to = x.end
	}
	return from, to
}

// extend adds the blocks after a note that continue it. Between two notes of
// one list they do, unless a sign that calls a later note stands in them: then
// notes follow their paragraphs, and this is body. After the last note only
// those of the note's own class do.
func (p *page) extend(n, next *note) {
	x := p.nodes[n.from]
	if x.tag != atom.P && x.tag != atom.Dt && x.tag != atom.A && x.flags&flagBlock != 0 || !x.elem {
		return
	}
	to := n.to
	class := p.attr(n.from, attrClass)
	for steps := 0; to < p.nodes[x.parent].end && steps < 40; steps++ {
		s := p.nodes[to]
		switch {
		case next != nil && next.from == to && s.parent == x.parent:
			n.to = to
			return
		case next != nil && next.from < s.end, headingLevel(s.tag) > 0, s.tag == atom.Hr, s.tag == atom.Section, p.calls(to, s.end, next):
			return
		}
		own := x.tag == atom.Dt && s.tag == atom.Dd || s.tag == atom.P && class != "" && p.attr(to, attrClass) == class || !s.elem && p.blank(to, s.end)
		switch {
		case own && n.to == to:
			n.to = s.end
		case next == nil:
			return
		}
		to = s.end
	}
}

// calls reports whether a sign that calls a note not before next stands between two nodes.
func (p *page) calls(from, to int32, next *note) bool {
	for i := from; i < to; i++ {
		if !p.is(i, flagRef) {
			continue
		}
		r := p.refs[i]
		if next == nil {
			return true
		}
		for _, x := range next.refs {
			if x == r {
				return true
			}
		}
	}
	return false
}

// extendApart adds the blocks after a note that all its signs call from other files: such
// a file is a list of notes, and what follows in it, up to the next note, a heading or a rule,
// goes on in the last.
func (p *page) extendApart(n, next *note) {
	if n.from == 0 || slices.ContainsFunc(n.refs, func(r *ref) bool { return r.file == p.file }) {
		return
	}
	for to := n.to; to < p.nodes[p.nodes[n.from].parent].end; to = p.nodes[to].end {
		s := &p.nodes[to]
		switch {
		case next != nil && next.from < s.end:
			return
		case p.blank(to, s.end):
			continue
		case s.elem && s.tag != atom.P && s.tag != atom.Blockquote && s.tag != atom.Pre && s.tag != atom.Ul && s.tag != atom.Ol, p.calls(to, s.end, nil), p.onlyLink(to):
			return
		}
		n.to = s.end
	}
}

// onlyLink reports whether a block holds a link and nothing else, as those do that lead
// through a book.
func (p *page) onlyLink(n int32) bool {
	end := p.nodes[n].end
	text := trim(p.textOf(n, end, 2*signBytes))
	for i := n; i < end; i++ {
		if p.nodes[i].tag == atom.A && trim(p.textOf(i, p.nodes[i].end, 2*signBytes)) == text {
			return text != ""
		}
	}
	return false
}

// split parts from a note the paragraphs in it that begin with the numbers after its own: they
// are notes of the same list, which nothing calls.
func (p *page) split(n, next *note) []*note {
	number, err := strconv.Atoi(bare(n.refs[0].label))
	if err != nil {
		return nil
	}
	var out []*note
	end, last := n.to, n
	for i := p.nodes[n.from].end; i < end; i = p.nodes[i].end {
		after := strconv.Itoa(number + 1)
		if p.nodes[i].tag != atom.P || next != nil && bare(next.refs[0].label) == after || !p.numbered(i, after) {
			continue
		}
		number++
		last.to = i
		last = &note{from: i, to: end}
		out = append(out, last)
	}
	return out
}

// numbered reports whether a paragraph begins with a number, and a stop or bracket after it.
func (p *page) numbered(i int32, number string) bool {
	s := strings.TrimLeft(p.textOf(i, p.nodes[i].end, 2*signBytes), blanks+"[(")
	rest, ok := strings.CutPrefix(s, number)
	return ok && rest != "" && strings.IndexByte(".:)]", rest[0]) >= 0
}

// callsItself reports whether all signs that call a note stand in it.
func (p *page) callsItself(n *note) bool {
	for _, r := range n.refs {
		if r.file != p.file || r.sign < n.from || r.sign >= n.to {
			return false
		}
	}
	return true
}
