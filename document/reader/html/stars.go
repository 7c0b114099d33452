package html

import (
	"golang.org/x/net/html/atom"

	"ibid/document/apparatus"
)

// starBreaks are the elements of a file that hold nothing but the mark of a page of a report,
// "*584", as collections of court opinions have them under names of their own.
type starBreaks struct {
	nodes []int32
	marks []apparatus.StarPage
	pages apparatus.StarPages
}

// look takes an element up, if it holds such a mark. One that leads elsewhere is the sign of a note.
func (s *starBreaks) look(p *page, i int32) {
	x := &p.nodes[i]
	if x.end != i+2 || x.flags&(flagBlock|flagSkip) != 0 || p.nodes[i+1].elem {
		return
	}
	text := trim(p.nodes[i+1].text)
	mark, n := apparatus.ReadStarPage(text)
	if n == 0 || n < len(text) || !p.leadsNowhere(i) {
		return
	}
	s.nodes, s.marks = append(s.nodes, i), append(s.marks, mark)
	s.pages.Add(mark)
}

// leadsNowhere reports whether neither an element nor what is around it is a link, but to itself.
func (p *page) leadsNowhere(i int32) bool {
	for n := i; n >= 0 && !p.is(n, flagBlock); n = p.nodes[n].parent {
		if href, ok := p.lookup(n, attrHref); ok && p.nodes[n].tag == atom.A && href != "#"+p.attr(n, attrID) {
			return false
		}
	}
	return true
}

// mark makes page breaks of the elements whose numbers are those of pages. A link to the
// mark right before it, in the margin, shows the number once more.
func (s *starBreaks) mark(p *page) {
	for k, i := range s.nodes {
		if m := s.marks[k]; !p.is(i, flagBreak) { // else its class says what it is
			p.counted = append(p.counted, i)
			if !s.pages.Has(m) {
				continue
			}
			p.addBreak(i, pageBreak{label: m.Label, series: m.Series(), text: true})
		}
		for n := i - 1; n >= 0 && p.nodes[n].end == i; n = p.nodes[n].parent {
			if id := p.attr(i, attrID); id != "" && p.attr(n, attrHref) == "#"+id && trim(p.textOf(n, i, signBytes)) == s.marks[k].Label {
				p.nodes[n].flags |= flagDrop
			}
		}
	}
}
