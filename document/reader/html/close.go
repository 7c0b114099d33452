package html

import "golang.org/x/net/html/atom"

// foreign is the kind of elements of another language, in which there are CDATA sections
// (HTML, section 13.2.5.42). No start tag ends them.
const foreign = 10

// impliedKind numbers the elements that a start tag may end, so that none is
// looked for among the open elements where none is open.
func impliedKind(tag atom.Atom) int {
	switch tag {
	case atom.P:
		return 1
	case atom.Li:
		return 2
	case atom.Dd, atom.Dt:
		return 3
	case atom.Td, atom.Th:
		return 4
	case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption:
		return 5
	case atom.A:
		return 6
	case atom.Option:
		return 7
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return 8
	case atom.Rb, atom.Rt, atom.Rp, atom.Rtc:
		return 9
	case atom.Svg, atom.Math:
		return foreign
	}
	return 0
}

// imply closes the elements that a start tag ends without saying so. In XML
// only those that can never hold one another.
func (p *parser) imply(tag atom.Atom) {
	kind := impliedKind(tag)
	if kind != 0 && kind != 1 && p.count[kind] > 0 {
		p.implySame(tag)
	}
	if p.count[1]+p.count[8] == 0 || p.xml && tag != atom.P || !isBlock(tag) || isCell(tag) || isTablePart(tag) || tag == atom.Option || tag == atom.Optgroup {
		return
	}
	p.closeWithin(func(a atom.Atom) bool { return a == atom.P || p.lone(a, tag) }, paragraphScope)
}

// implySame closes an element that cannot hold another of its kind.
func (p *parser) implySame(tag atom.Atom) {
	switch tag {
	case atom.Li:
		p.closeWithin(isListItem, isList)
	case atom.Dd, atom.Dt:
		p.closeWithin(func(a atom.Atom) bool { return a == atom.Dd || a == atom.Dt }, func(a atom.Atom) bool { return a == atom.Dl || a == atom.Table })
	case atom.Td, atom.Th:
		p.closeWithin(isCell, func(a atom.Atom) bool { return a == atom.Table })
	case atom.Tr:
		p.closeWithin(func(a atom.Atom) bool { return a == atom.Tr || a == atom.Caption }, func(a atom.Atom) bool { return a == atom.Table })
	case atom.Tbody, atom.Thead, atom.Tfoot:
		p.closeWithin(func(a atom.Atom) bool {
			return a == atom.Tbody || a == atom.Thead || a == atom.Tfoot || a == atom.Caption
		}, func(a atom.Atom) bool { return a == atom.Table })
	case atom.Option:
		p.closeTo(atom.Option, atom.Select)
	case atom.A:
		p.closeWithin(func(a atom.Atom) bool { return a == atom.A }, isBlock)
	case atom.Rb, atom.Rt, atom.Rp, atom.Rtc:
		p.closeWithin(func(a atom.Atom) bool { return impliedKind(a) == 9 }, func(a atom.Atom) bool { return a == atom.Ruby || isBlock(a) })
	}
}

// lone reports whether a heading ends at another heading's start tag.
func (p *parser) lone(a, tag atom.Atom) bool {
	return headingLevel(a) > 0 && headingLevel(tag) > 0 && p.t.nodes[p.open[len(p.open)-1].node].tag == a
}

func isList(a atom.Atom) bool {
	return a == atom.Ul || a == atom.Ol || a == atom.Menu || a == atom.Dir || a == atom.Table
}

func isListItem(a atom.Atom) bool { return a == atom.Li }

func isCell(a atom.Atom) bool { return a == atom.Td || a == atom.Th }

func isTablePart(a atom.Atom) bool {
	return a == atom.Tr || a == atom.Tbody || a == atom.Thead || a == atom.Tfoot
}

// paragraphScope is what an open paragraph cannot be closed across.
func paragraphScope(a atom.Atom) bool {
	return isCell(a) || a == atom.Caption || a == atom.Object || a == atom.Button || a == atom.Math || a == atom.Svg
}

// breakOut ends formulas and drawings at the start tag of an element that cannot stand in
// them, as a formula that was left open ends at the next paragraph (HTML, section 13.2.6.5).
func (p *parser) breakOut(tag atom.Atom) {
	if p.xml || p.count[foreign] == 0 || !breaksOut[tag] {
		return
	}
	for p.closeWithin(func(a atom.Atom) bool { return impliedKind(a) == foreign }, isIntegration) {
	}
}

var breaksOut = map[atom.Atom]bool{
	atom.B: true, atom.Big: true, atom.Blockquote: true, atom.Body: true, atom.Br: true, atom.Center: true, atom.Code: true,
	atom.Dd: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Em: true, atom.Embed: true, atom.H1: true, atom.H2: true,
	atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Head: true, atom.Hr: true, atom.I: true, atom.Img: true,
	atom.Li: true, atom.Listing: true, atom.Menu: true, atom.Meta: true, atom.Nobr: true, atom.Ol: true, atom.P: true,
	atom.Pre: true, atom.Ruby: true, atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Strike: true,
	atom.Sub: true, atom.Sup: true, atom.Table: true, atom.Tt: true, atom.U: true, atom.Ul: true, atom.Var: true,
}

// isIntegration reports whether HTML may stand in an element of a formula or a drawing
// (HTML, section 13.2.4.2).
func isIntegration(a atom.Atom) bool {
	switch a {
	case atom.Mi, atom.Mo, atom.Mn, atom.Ms, atom.Mtext, atom.AnnotationXml, atom.Foreignobject, atom.Desc, atom.Title:
		return true
	}
	return false
}

// closeTo closes the innermost element of a tag, unless a barrier is nearer.
func (p *parser) closeTo(tag, barrier atom.Atom) bool {
	return p.closeWithin(func(a atom.Atom) bool { return a == tag }, func(a atom.Atom) bool { return barrier != 0 && a == barrier })
}

func (p *parser) closeWithin(is, barrier func(atom.Atom) bool) bool {
	for i := len(p.open) - 1; i > 0; i-- {
		tag := p.t.nodes[p.open[i].node].tag
		if is(tag) {
			for len(p.open) > i {
				p.pop()
			}
			return true
		}
		if barrier(tag) {
			return false
		}
	}
	return false
}

// pop ends the innermost element, and those around it that were only waiting for it.
func (p *parser) pop() {
	for {
		o := p.open[len(p.open)-1]
		p.t.nodes[o.node].end = int32(len(p.t.nodes))
		p.count[impliedKind(p.t.nodes[o.node].tag)]--
		p.open = p.open[:len(p.open)-1]
		if len(p.open) == 0 || !p.open[len(p.open)-1].closing {
			return
		}
	}
}

// endTag closes the element that an end tag names. One that formats and has
// blocks open in it ends with them: splitting it, as browsers do, would change no text.
func (p *parser) endTag(tag atom.Atom) {
	p.endTitle()
	if n := len(p.deep); n > 0 && p.deep[n-1] == tag {
		p.deep = p.deep[:n-1]
		return
	}
	switch tag {
	case atom.Html, atom.Body: // which end a head that none of its tags did (HTML, section 13.2.6.4.4)
		p.leaveHead()
		return
	case atom.Br:
		p.leaveHead()
		p.add(node{tag: atom.Br, elem: true, attr: int32(len(p.t.attrs))})
		return
	case atom.Template: // whatever is open in it (HTML, section 13.2.6.4.4)
		p.closeTo(atom.Template, 0)
		return
	}
	block := isBlock(tag)
	across := false
	for i := len(p.open) - 1; i > 0; i-- {
		open := p.t.nodes[p.open[i].node].tag
		switch {
		case open == tag && across:
			p.open[i].closing = true
			return
		case open == tag || headingLevel(open) > 0 && headingLevel(tag) > 0:
			for len(p.open) > i {
				p.pop()
			}
			return
		case isBlock(open) && !block && open != atom.Option && open != atom.Optgroup: // whose ends may be left out
			across = true
		}
		if barrierFor(open, tag) {
			return
		}
	}
}

// barrierFor reports whether an end tag has no say beyond an open element: a
// cell's contents cannot close what is around the table, nor an item's the list's.
func barrierFor(open, tag atom.Atom) bool {
	switch open {
	case atom.Table:
		return true
	case atom.Td, atom.Th, atom.Caption:
		return tag != atom.Table && !isTablePart(tag)
	case atom.Ul, atom.Ol:
		return tag == atom.Li || tag == atom.P
	}
	return false
}
