package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"ibid/document/source"
)

// maxToken is how many bytes a single tag or comment may have: the tokenizer holds
// all of it in memory. A picture that stands in its own address has some millions.
const maxToken = 64 << 20

// Parse parses a file, given as UTF-8. With xml it is XHTML from a container
// that takes nothing else; a file that says it is XHTML is taken for it in any case.
func Parse(src string, lim source.Limits, xml bool) *Tree {
	p := &parser{t: &Tree{size: len(src)}, src: src, lim: lim, xml: xml || saysXML(src)}
	p.t.nodes = make([]node, 1, strings.Count(src, "<")+16)
	p.t.nodes[0] = node{elem: true, parent: -1}
	p.open = append(p.open, opened{})
	p.run()
	for _, o := range p.open {
		p.t.unclosed = append(p.t.unclosed, o.node)
	}
	for len(p.open) > 0 {
		p.pop()
	}
	return p.t
}

// saysXML reports whether a file begins as XML does.
func saysXML(src string) bool {
	return strings.HasPrefix(strings.TrimLeft(src[:min(len(src), 256)], " \t\r\n\ufeff"), "<?xml")
}

type parser struct {
	t     *Tree
	z     *html.Tokenizer
	src   string
	lim   source.Limits
	xml   bool
	at    int              // byte offset of the token in src
	open  []opened         // elements not closed yet, the root first
	count [foreign + 1]int // of those, by impliedKind
	deep  []atom.Atom

	headed bool // the head is over, or there was none

	bare           bool // the title that is open has no end tag
	titleEnd, body int  // where a title ends next and where the body begins, len(src) where neither does
}

// opened is an element whose end has not come. One that was closed before the
// blocks in it ends with them.
type opened struct {
	node    int32
	closing bool
}

func (p *parser) run() {
	p.z = html.NewTokenizer(strings.NewReader(p.src))
	p.z.SetMaxBuf(maxToken)
	for {
		p.z.AllowCDATA(p.xml || p.count[foreign] > 0)
		kind := p.z.Next()
		raw := len(p.z.Raw())
		switch kind {
		case html.ErrorToken:
			p.t.cut = p.z.Err() == html.ErrBufferExceeded
			return
		case html.TextToken:
			p.text(raw)
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start(kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			p.endTag(p.tagName(len("</")))
		}
		p.at += raw
	}
}

// text adds a run of text: as a part of the source where nothing in it had to
// be decoded, which is most of every book.
func (p *parser) text(raw int) {
	s := p.src[p.at:min(p.at+raw, len(p.src))]
	if strings.IndexByte(s, '&') >= 0 || strings.IndexByte(s, '\r') >= 0 || strings.IndexByte(s, 0) >= 0 || strings.HasPrefix(s, "<![CDATA[") {
		s = string(p.z.Text())
	}
	if n := len(p.t.nodes) - 1; p.t.nodes[n].tag == atom.Pre && p.open[len(p.open)-1].node == int32(n) {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n") // a newline right after the tag is none of the text
	}
	if strings.TrimLeft(s, " \t\n\r\f") != "" {
		p.leaveHead()
	}
	if s != "" {
		p.add(node{text: s})
	}
}

// leaveHead ends a head that was not closed before the first text or element of
// the body (HTML, section 13.2.6.4.4). After that there is none.
func (p *parser) leaveHead() {
	if p.headed {
		return
	}
	switch p.t.nodes[p.open[len(p.open)-1].node].tag {
	case atom.Head, atom.Noscript:
		p.closeTo(atom.Head, 0)
	case atom.Title, atom.Style, atom.Script, atom.Template, atom.Noframes:
		return // its own text
	}
	p.headed = true
}

// ofHead reports whether an element is one that stands in a head.
func ofHead(tag atom.Atom) bool {
	switch tag {
	case atom.Title, atom.Base, atom.Link, atom.Meta, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Noframes, atom.Basefont, atom.Bgsound:
		return true
	}
	return false
}

func (p *parser) add(x node) int32 {
	x.parent = p.open[len(p.open)-1].node
	x.at = int32(p.at)
	i := int32(len(p.t.nodes))
	x.end = i + 1
	p.t.nodes = append(p.t.nodes, x)
	return i
}

// titleEnds reports whether a title that begins at this token has an end tag, before the body.
func (p *parser) titleEnds() bool {
	return p.next(&p.titleEnd, "</title") < p.next(&p.body, "<body")
}

// next returns where the next tag of a name begins, len(src) where there is none. What was found
// last is kept at known, so that no text is looked through twice.
func (p *parser) next(known *int, tag string) int {
	if *known >= p.at {
		return *known
	}
	*known = len(p.src)
	for i := p.at; ; i++ {
		k := strings.IndexByte(p.src[i:], '<')
		if k < 0 {
			break
		}
		i += k
		if end := i + len(tag); end < len(p.src) && strings.EqualFold(p.src[i:end], tag) && (isSpace(p.src[end]) || p.src[end] == '/' || p.src[end] == '>') {
			*known = i
			break
		}
	}
	return *known
}

// endTitle ends a title without an end tag at the next tag. It would take the whole page
// with it otherwise.
func (p *parser) endTitle() {
	if !p.bare {
		return
	}
	p.bare = false
	if p.t.nodes[p.open[len(p.open)-1].node].tag == atom.Title {
		p.pop()
	}
}

func (p *parser) start(selfClosing bool) {
	p.endTitle()
	tag := p.tagName(len("<"))
	switch tag {
	case atom.Title:
		if p.bare = !p.titleEnds(); p.bare {
			p.z.NextIsNotRawText()
		}
	case atom.Noscript, atom.Noframes:
		p.z.NextIsNotRawText()
	case atom.Plaintext: // after which there are no tags (HTML, section 13.2.5.5), but in XML
		if p.xml {
			p.z.NextIsNotRawText()
		}
	case atom.Html, atom.Body:
		if p.merge(tag) {
			return
		}
	case atom.Head:
		if p.headed {
			return
		}
	case atom.Image:
		tag = atom.Img
	}
	if tag != atom.Html && tag != atom.Head && !ofHead(tag) {
		p.leaveHead()
	}
	if selfClosing {
		p.z.NextIsNotRawText()
	}
	p.breakOut(tag)
	p.imply(tag)
	x := node{tag: tag, elem: true, attr: int32(len(p.t.attrs))}
	x.nattr = p.attributes()
	if isBlock(tag) {
		x.flags |= flagBlock
		p.t.nodes[p.open[len(p.open)-1].node].flags |= flagBox
	}
	if skipped(tag) {
		x.flags |= flagSkip
	}
	i := p.add(x)
	if selfClosing || isVoid(tag) {
		return
	}
	if len(p.open) > p.lim.Depth {
		p.t.flattened++
		p.deep = append(p.deep, tag)
		return
	}
	p.open = append(p.open, opened{node: i})
	p.count[impliedKind(tag)]++
}

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

// merge keeps a second <html> or <body> from nesting in the first.
func (p *parser) merge(tag atom.Atom) bool {
	for _, o := range p.open {
		if p.t.nodes[o.node].tag == tag {
			return true
		}
	}
	if tag == atom.Body {
		for p.closeTo(atom.Head, 0) {
		}
	}
	return false
}

// tagName returns the name of the tag at hand, which begins so many bytes after
// its start. The tokenizer would copy each name.
func (p *parser) tagName(skip int) atom.Atom {
	var name [24]byte
	n := 0
	for _, c := range []byte(p.src[min(p.at+skip, len(p.src)):min(p.at+skip+len(name), len(p.src))]) {
		if isSpace(c) || c == '/' || c == '>' {
			if tag := atom.Lookup(name[:n]); tag != 0 || n == 0 || name[0] != 'm' {
				return tag
			}
			return mathTags[string(name[:n])]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		name[n] = c
		n++
	}
	return 0
}

// maxAttributes is how many attributes that mean something an element may have.
const maxAttributes = 64

// attributes reads those attributes of a tag that mean something here.
func (p *parser) attributes() uint16 {
	var n uint16
	for more := true; more; {
		var key, val []byte
		key, val, more = p.z.TagAttr()
		k := attrKeys[string(key)]
		if k == noAttr || n == maxAttributes {
			continue
		}
		p.t.attrs = append(p.t.attrs, attribute{k, string(val[:min(len(val), p.lim.Attribute)])})
		n++
	}
	return n
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr, atom.Basefont, atom.Bgsound, atom.Frame, atom.Keygen:
		return true
	}
	return false
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
	case atom.Html, atom.Body:
		return
	case atom.Br:
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
