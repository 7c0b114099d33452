package plain

import (
	"strings"

	"ibid/document"
)

// append adds the words of q, which stand in the source after a page's end.
func (p *para) append(q *para, how joint) {
	switch how {
	case jointWord:
		hyphen := hyphenOf(p.text)
		n := len(p.text) - len(hyphen)
		p.cuts = append(p.cuts, cut{at: n, text: hyphen, off: p.source(n)})
		p.text = p.text[:n]
	case jointSpace, jointLine:
		// The white space belongs to what follows: what was between the two in
		// the source stands before it.
		p.joins = append(p.joins, join{len(p.text), q.source(0) - 1})
		if how == jointSpace {
			p.text += " "
		} else {
			p.text += "\n"
		}
	}
	at := len(p.text)
	p.text += q.text
	for _, j := range q.joins {
		p.joins = append(p.joins, join{j.at + at, j.off})
	}
	for _, c := range q.cuts {
		c.at += at
		p.cuts = append(p.cuts, c)
	}
	for _, s := range q.signs {
		s.from += at
		s.to += at
		p.signs = append(p.signs, s)
	}
	p.span.End = q.span.End
}

// cleave cuts the paragraph at byte i of its text and returns the rest, a body
// paragraph. White space at the cut is dropped. There are no signs yet.
func (p *para) cleave(i int) *para {
	q := p.memory().para()
	q.text, q.span = p.text[i:], document.Span{Start: p.source(i), End: p.span.End}
	q.joins = []join{{0, p.source(i)}}
	stay := p.joins[:0:0]
	for _, j := range p.joins {
		if j.at > i {
			q.joins = append(q.joins, join{j.at - i, j.off})
		}
		if j.at < i || len(stay) == 0 {
			stay = append(stay, j)
		}
	}
	p.joins = stay
	kept := p.cuts[:0:0]
	for _, c := range p.cuts {
		if c.at >= i {
			c.at -= i
			q.cuts = append(q.cuts, c)
		} else {
			kept = append(kept, c)
		}
	}
	p.cuts = kept
	p.text = p.text[:i]
	p.span.End = q.span.Start
	q.trim()
	p.trim()
	return q
}

// trim drops white space at both ends of the text.
func (p *para) trim() {
	n := len(p.text)
	for n > 0 && isSpace(p.text[n-1]) {
		n--
	}
	p.text = p.text[:n]
	at := 0
	for at < n && isSpace(p.text[at]) {
		at++
	}
	if at > 0 {
		p.behind(at)
	}
	for i := range p.cuts {
		p.cuts[i].at = min(p.cuts[i].at, len(p.text))
	}
}

// behind drops the first n bytes of the text and moves what stands in it.
func (p *para) behind(n int) {
	p.skip(n)
	for i := range p.cuts {
		p.cuts[i].at = max(0, p.cuts[i].at-n)
	}
	for i := range p.styles {
		p.styles[i].from = max(0, p.styles[i].from-n)
		p.styles[i].to = max(0, p.styles[i].to-n)
	}
}

// place makes signs of what stands between characters.
func (p *para) place() {
	kept := p.cuts[:0]
	for _, c := range p.cuts {
		if c.sign == nil {
			kept = append(kept, c)
			continue
		}
		s, at := *c.sign, min(c.at, len(p.text))
		s.from, s.to = at, at
		for i := range s.calls {
			s.calls[i].From, s.calls[i].To = at, at
		}
		p.signs = append(p.signs, s)
	}
	p.cuts = kept
}

// excise takes text[from:to] out and returns it as a paragraph of its own. A
// sign s may stay where it was.
func (p *para) excise(from, to int, s *sign) *para {
	glued := to < len(p.text) && !isSpace(p.text[to])
	rest := p.cleave(to)
	out := p.cleave(from)
	if s != nil {
		p.cuts = append(p.cuts, cut{at: len(p.text), off: p.source(len(p.text)), sign: s})
	}
	if rest.text != "" {
		how := jointSpace
		if p.text == "" {
			how = jointNone
		}
		if glued {
			how = jointNone
		}
		p.append(rest, how)
	}
	p.span.End = max(p.span.End, rest.span.End)
	return out
}

// unbroken drops the signs within which something was cut out: what a line's
// end or markup breaks is no sign.
func (p *para) unbroken() {
	if len(p.cuts) == 0 || len(p.signs) == 0 {
		return
	}
	kept, k := p.signs[:0], 0
	for _, s := range p.signs {
		for k < len(p.cuts) && p.cuts[k].at <= s.from {
			k++
		}
		if s.from == s.to || k == len(p.cuts) || p.cuts[k].at >= s.to {
			kept = append(kept, s)
		}
	}
	p.signs = kept
}

// A gap is a piece of a paragraph's text that is taken out.
type gap struct{ from, to int }

// take takes pieces out of the text, in order and apart from each other, and
// keeps them as cuts. It moves joins and cuts; there are no signs yet.
func (p *para) take(gaps []gap) {
	if len(gaps) == 0 {
		return
	}
	old := para{text: p.text, joins: p.joins, span: p.span}
	var b strings.Builder
	b.Grow(len(p.text))
	m := p.memory()
	joins := m.joins.open(len(p.joins) + len(gaps) + 1)
	cuts := m.cuts.open(len(p.cuts) + len(gaps))
	at, j, k := 0, 0, 0
	piece := func(to int) {
		for ; k < len(p.cuts) && p.cuts[k].at <= to; k++ {
			c := p.cuts[k]
			c.at = b.Len() + max(0, c.at-at)
			cuts = append(cuts, c)
		}
		if to > at {
			joins = append(joins, join{b.Len(), old.source(at)})
			for ; j < len(p.joins) && p.joins[j].at < to; j++ {
				if p.joins[j].at > at {
					joins = append(joins, join{b.Len() + p.joins[j].at - at, p.joins[j].off})
				}
			}
			b.WriteString(old.text[at:to])
		}
	}
	for _, g := range gaps {
		piece(g.from)
		cuts = append(cuts, cut{at: b.Len(), text: old.text[g.from:g.to], off: old.source(g.from)})
		at = g.to
	}
	piece(len(old.text))
	if len(joins) == 0 {
		joins = append(joins, join{0, p.span.Start})
	}
	p.text, p.joins, p.cuts = b.String(), m.joins.close(joins), m.cuts.close(cuts)
}
