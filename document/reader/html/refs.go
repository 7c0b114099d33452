package html

import (
	"sort"
	"strings"

	"golang.org/x/net/html/atom"
)

// A ref is a link that was taken for the sign that calls a note.
type ref struct {
	sign       int32 // the element that is the sign: the link, or what alone holds it
	label      string
	key        string // of its note
	order      int    // of its file
	node       int32  // of the link
	file       string
	reason     string
	confidence float32
}

// decide tells which links of a file call notes, here and in other files.
func (b *Book) decide(p *page) {
	if p == nil || p.decided {
		return
	}
	p.decided = true
	wanted := b.wanted(p)
	for _, l := range p.links {
		r, ok := b.called[l.node]
		if l.node >= b.from {
			r, ok = b.classify(p, l, wanted)
		}
		if !ok {
			continue
		}
		r.sign, r.node, r.file, r.order = p.sign(l.node), l.node, p.file, p.order
		r.key = key(l.file, l.id)
		if _, exact := p.lookup(l.node, attrDataLabel); exact {
			r.sign = p.exactSign(l.node)
		}
		p.refs[r.sign] = &r
		p.nodes[r.sign].flags |= flagRef
		if q, t := b.target(l); t >= 0 && !q.emitted {
			q.claims[t] = append(q.claims[t], &r)
		}
	}
	p.pairUnlinked()
	for _, r := range p.refs {
		if _, exact := p.lookup(r.node, attrDataLabel); !exact {
			p.unbracket(r.sign)
		}
	}
}

func key(file, id string) string { return file + "#" + id }

// wanted lists, for each file, the places that signs in p may lead to, in order.
func (b *Book) wanted(p *page) map[*page][]int32 {
	out := make(map[*page][]int32)
	for _, l := range p.links {
		if !isLabel(l.text) && !p.raised(l.node) && !means(p.meaning(l.node), "noteref") {
			continue
		}
		if q, t := b.target(l); t >= 0 {
			out[q] = append(out[q], t)
		}
	}
	for _, s := range out {
		sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	}
	return out
}

// sign returns the outermost element that holds nothing but a link and
// brackets around it.
func (p *page) sign(n int32) int32 {
	text := bare(p.textOf(n, p.nodes[n].end, 2*signBytes))
	for {
		up := p.nodes[n].parent
		if up <= 0 || p.is(up, flagBlock) || p.nodes[up].end-up > 12 || bare(p.textOf(up, p.nodes[up].end, 2*signBytes)) != text {
			return n
		}
		n = up
	}
}

// exactSign returns the superscript that holds a link and nothing else, or the
// link: where the label is known, brackets around it are text.
func (p *page) exactSign(n int32) int32 {
	up := p.nodes[n].parent
	if up > 0 && p.nodes[up].tag == atom.Sup && p.textOf(up, p.nodes[up].end, 2*signBytes) == p.textOf(n, p.nodes[n].end, 2*signBytes) {
		return up
	}
	return n
}

// tagged says how the author tagged a link as a reference, "" where not at all.
func (p *page) tagged(n int32) string {
	for i, up := 0, n; i < 3 && up > 0 && !p.is(up, flagBlock); i, up = i+1, p.nodes[up].parent {
		if _, ok := p.lookup(up, attrNoteRef); ok || means(p.meaning(up), "noteref") {
			return "tagged as a note reference"
		}
		class := p.attr(up, attrClass)
		for _, c := range []string{"noteref", "footnote-ref", "footnoteRef", "footnote-reference", "footref"} {
			if hasToken(class, c) {
				return "its class is " + c
			}
		}
		if p.nodes[up].tag == atom.Sup && hasToken(class, "reference") {
			return "its class is reference"
		}
		if s := p.attr(up, attrStyle); strings.Contains(s, "mso-footnote-id") || strings.Contains(s, "mso-endnote-id") {
			return "Word tagged it as a note reference"
		}
	}
	return ""
}

// backlink reports whether a link is tagged as one that leads back from a note.
func (p *page) backlink(n int32) bool {
	if p.hasClass(n, "footref") {
		return false // Org tags its signs as backlinks
	}
	for i, up := 0, n; i < 3 && up > 0; i, up = i+1, p.nodes[up].parent {
		if means(p.meaning(up), "backlink", "referrer") {
			return true
		}
		if p.hasClass(up, "footnote-back", "footnote-backref", "mw-cite-backlink", "reversefootnote", "data-footnote-backref", "sdfootnotesym", "sdendnotesym", "footnoteBackLink", "link_return") {
			return true
		}
		if p.is(up, flagBlock) {
			break
		}
	}
	return false
}

// classify weighs what speaks for a link's being a reference.
func (b *Book) classify(p *page, l link, wanted map[*page][]int32) (ref, bool) {
	text := l.text
	if l.cut {
		text = trim(p.wholeText(l.node))
	}
	r := ref{label: bare(text)}
	if label, ok := p.lookup(l.node, attrDataLabel); ok {
		r.label = label // our own export says what is printed
	}
	if p.backlink(l.node) || leadsBack(l.text) || p.hasClass(l.node, "crossref") {
		return r, false
	}
	label, raised := isLabel(l.text), p.raised(l.node)
	if !label && !raised && p.tagged(l.node) == "" {
		return r, false
	}
	q, t := b.target(l)
	if why := p.tagged(l.node); why != "" && (label || raised || strings.Contains(why, "tagged")) {
		if t < 0 || !q.leadsElsewhere(t) && !p.begins(l.node, q, t) {
			r.reason, r.confidence = why, 0.99
			return r, true
		}
	}
	if t < 0 || !label && (!raised || len(l.text) > 8) || p.inContents(l.node) || q.leadsElsewhere(t) {
		return r, false
	}
	e := b.weigh(p, l, q, t, wanted[q])
	switch {
	case e.typed && (e.back || !e.alone):
		r.reason, r.confidence = "leads to what is tagged as a note", 0.97
	case e.back && e.after && (!e.alone || raised):
		r.reason, r.confidence = "leads to a place that leads back", 0.96
	case !e.after || e.alone:
		return r, false
	case raised && (e.same || e.hint):
		r.reason, r.confidence = "superscript that leads to a later note", 0.9
	case raised && !q.longBlock(t):
		r.reason, r.confidence = "superscript that leads to a later paragraph", 0.75
	case e.hint && e.same:
		r.reason, r.confidence = "leads to a later place that is named as a note and has the same label", 0.85
	case e.same && strings.ContainsAny(l.text, "[("):
		r.reason, r.confidence = "bracketed label that leads to a later paragraph with the same label", 0.8
	default:
		return r, false
	}
	return r, true
}

// begins reports whether a link is the first thing in a tagged note and leads
// to an earlier place: writers dress the sign before a note as they do the sign that calls it.
func (p *page) begins(n int32, q *page, t int32) bool {
	holds := p.typedAt(n)
	return holds >= 0 && !before(p, n, q, t) && p.blank(holds, n)
}

// evidence is what can be seen of a link that might be a reference.
type evidence struct {
	typed bool // it leads to what the author says is a note
	back  bool // the place it leads to leads back
	after bool // that place comes later
	same  bool // that place begins with the same label
	hint  bool // names speak of notes
	alone bool // the link is all its block holds
}

func (b *Book) weigh(p *page, l link, q *page, t int32, wanted []int32) evidence {
	return evidence{
		typed: q.typedAt(t) >= 0,
		back:  b.leadsBackTo(p, l.node, q, t, wanted),
		after: before(p, l.node, q, t),
		same:  q.beginsWith(t, bare(l.text)),
		hint:  hinted(l.id),
		alone: p.alone(l.node),
	}
}

// leadsElsewhere reports whether a place is a heading, a page break or in a list of
// contents: not what a note reference leads to.
func (q *page) leadsElsewhere(t int32) bool {
	if _, ok := q.breaks[t]; ok {
		return true
	}
	if headingLevel(q.nodes[q.block(t)].tag) > 0 {
		return true
	}
	x := q.nodes[t]
	if q.typedAt(t) == t {
		return false // a note may begin with a heading
	}
	switch x.tag {
	case atom.Body, atom.Table:
		return q.typedAt(t) < 0
	case atom.Section, atom.Article:
		if q.typedAt(t) < 0 && len(q.textOf(t, x.end, noteBytes)) > noteBytes {
			return true
		}
	}
	for c := t + 1; c < x.end && c < t+8 && x.tag != atom.Li; c++ {
		if headingLevel(q.nodes[c].tag) > 0 {
			return true
		}
	}
	return false
}

// inContents reports whether a node stands in a list of contents or a menu.
func (p *page) inContents(n int32) bool {
	return p.ancestor(n, func(a int32) bool { return p.is(a, flagContents) }) >= 0
}

// contents reports whether an element is a list of contents or a menu.
func (p *page) contents(n int32) bool {
	return p.nodes[n].tag == atom.Nav || means(p.meaning(n), "toc", "navigation", "index", "page-list", "landmarks") || p.hasClass(n, "toc", "contents", "index")
}

// alone reports whether a link is the whole of its block.
func (p *page) alone(n int32) bool {
	blk := p.block(n)
	if p.nodes[blk].end-blk > 40 {
		return false
	}
	return bare(p.textOf(blk, p.nodes[blk].end, 4*signBytes)) == bare(p.textOf(n, p.nodes[n].end, 4*signBytes))
}

// longBlock reports whether the block around a place is longer than a note is likely to be.
func (q *page) longBlock(t int32) bool {
	blk := q.block(t)
	return len(q.textOf(blk, q.nodes[blk].end, noteBytes)) > noteBytes
}

// noteBytes is the length past which a block is no note unless it is tagged as one.
const noteBytes = 10_000

// typedAt returns the element that the author says is a note and that holds a
// place or, at its beginning, is held by it; -1 where there is none.
func (q *page) typedAt(t int32) int32 {
	i := sort.Search(len(q.typed), func(i int) bool { return q.typed[i] > t })
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if n := q.typed[j]; t < q.nodes[n].end {
			return n
		}
	}
	if i < len(q.typed) && q.typed[i] < q.nodes[t].end && q.blank(t, q.typed[i]) {
		return q.typed[i]
	}
	return -1
}

// backLinks is how many links of a place are looked at for one that leads back.
const backLinks = 64

// leadsBackTo reports whether the place t of q, which ends where the next that is
// wanted begins, leads back to where link n of p stands.
func (b *Book) leadsBackTo(p *page, n int32, q *page, t int32, wanted []int32) bool {
	from, to := min(t, q.block(t)), int32(len(q.nodes))
	if q.hasBlocks(from) {
		from = t
	}
	i := sort.Search(len(wanted), func(i int) bool { return wanted[i] > t })
	if i < len(wanted) {
		to = wanted[i]
	}
	j := sort.Search(len(q.links), func(j int) bool { return q.links[j].node >= from })
	for k := 0; j < len(q.links) && q.links[j].node < to && k < backLinks; j, k = j+1, k+1 {
		l := q.links[j]
		if l.file != p.file {
			continue
		}
		if s, ok := p.ids[l.id]; ok && p.near(s, n) && (q != p || q.links[j].node != n) {
			return true
		}
	}
	return false
}

// near reports whether an anchor stands where a link does: around it, right
// beside it, or it is the block that holds it.
func (p *page) near(s, n int32) bool {
	blk := p.block(n)
	if s == blk || s <= n && n < p.nodes[s].end && !p.is(s, flagBlock) {
		return true
	}
	if _, ok := p.lookup(s, attrHref); ok && p.nodes[s].tag == atom.A {
		return false // the anchor of another sign
	}
	d := s - n
	return d > -12 && d < 12 && p.block(s) == blk
}

// hasBlocks reports whether an element has a block among its children.
func (p *page) hasBlocks(n int32) bool { return p.is(n, flagBox) }

// beginsWith reports whether the block of a place begins with a label, or is
// the item of a list that has it as its number.
func (q *page) beginsWith(t int32, label string) bool {
	if label == "" {
		return false
	}
	if li := q.ancestorOrSelf(t, atom.Li); li >= 0 && strings.EqualFold(q.itemLabel(li), label) {
		return true
	}
	blk := q.block(t)
	from := blk
	if q.hasBlocks(blk) {
		from = t
	}
	s := strings.TrimLeft(q.textOf(from, q.nodes[blk].end, 2*signBytes), " \t\n\r\u00a0[(^")
	for _, word := range []string{"Footnote ", "Note ", "FOOTNOTE ", "NOTE "} {
		s = strings.TrimPrefix(s, word)
	}
	rest, ok := strings.CutPrefix(s, label)
	return ok && (rest == "" || !isWordByte(rest[0]) || !isWordByte(label[len(label)-1]))
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func (q *page) ancestorOrSelf(n int32, tag atom.Atom) int32 {
	if q.nodes[n].tag == tag {
		return n
	}
	return q.ancestor(n, func(a int32) bool { return q.nodes[a].tag == tag })
}
