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
	p := &parser{t: &Tree{size: len(src), saved: savedFrom(src)}, src: src, lim: lim, xml: xml || saysXML(src), titleEnd: -1, body: -1}
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
	p.settle()
	for _, img := range p.initials {
		p.t.setInitial(img)
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

	initials []int32 // pictures that may show the first letter of words

	headed bool // the head is over, or there was none

	chosen map[int32]bool // whether a part of each switch is shown
	dtbook bool           // the file is DTBook
	name   string         // of the element of DTBook at hand

	bare           bool // the title that is open has no end tag
	titleEnd, body int  // where a title ends next and where the body begins, len(src) where neither does, -1 where it was not looked for
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
			if p.bare && !p.t.cut && raw > 0 { // to the end of the title that has none, no tag begins
				p.add(node{text: html.UnescapeString(p.src[p.at:])})
			}
			return
		case html.TextToken:
			p.text(raw)
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start(kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			p.endTag(p.captionOf(p.tagName(len("</")), atom.Figcaption))
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
	tag := p.captionOf(p.tagName(len("<")), atom.Figure)
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
	x.nattr = p.alike(p.attributes())
	if isBlock(tag) {
		x.flags |= flagBlock
		p.t.nodes[p.open[len(p.open)-1].node].flags |= flagBox
	}
	if skipped(tag) || tag == atom.Title && !p.headed && !p.xml {
		x.flags |= flagSkip // the title of a head whose tag was left out (HTML, section 13.1.2.4) is no text either
	}
	i := p.add(x)
	p.choose(i)
	if tag == atom.Img && x.nattr > 0 {
		if n := len(p.t.attr(i, attrAlt)); n > 0 && n <= initialBytes {
			p.initials = append(p.initials, i)
		}
	}
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
			return p.lookup(name[:n])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		name[n] = c
		n++
	}
	return 0
}

// lookup returns what an element is, 0 for one without a meaning here.
func (p *parser) lookup(name []byte) atom.Atom {
	if p.dtbook {
		p.name = ""
		if e, ok := dtbook[string(name)]; ok {
			p.name = string(name)
			return e.tag
		}
	}
	tag := atom.Lookup(name)
	if tag != 0 || len(name) == 0 {
		return tag
	}
	if name[0] == 'm' {
		tag = mathTags[string(name)]
	}
	if tag == 0 && p.xml {
		tag = p.lookupXML(name)
	}
	return tag
}

// lookupXML returns what an element is that XML alone has.
func (p *parser) lookupXML(name []byte) atom.Atom {
	switch string(name) {
	case "switch":
		return switchTag
	case "case":
		return caseTag
	case "dtbook":
		p.dtbook = true
		return atom.Html
	}
	if rest := local(name); len(rest) < len(name) {
		return p.lookup(rest)
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
