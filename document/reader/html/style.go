package html

import (
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document"
)

// styleOf returns how an element sets its text apart: by what it is, by what its class is called,
// and by what its style attribute or else the stylesheets say of its letters.
func (p *page) styleOf(n int32, tag atom.Atom) document.Style {
	s := tagStyle(tag)
	if s&^(document.Italic|document.Bold) != 0 {
		return s
	}
	if p.nodes[n].nattr > 0 {
		if p.hasClass(n, "smcap", "sc", "smallcaps", "small-caps", "smallCaps", "smcp") {
			s |= document.SmallCaps
		}
		if p.hasClass(n, "unclear") {
			s |= document.Unclear
		}
		if p.hasClass(n, "italic", "it") {
			s |= document.Italic
		}
		if p.hasClass(n, "bold") {
			s |= document.Bold
		}
	}
	own := declared(p.attr(n, attrStyle))
	for _, l := range letters {
		v := own[l.property].value
		if v == "" {
			v = p.styled(n, l.property)
		}
		switch v {
		case "":
		case l.value:
			s |= l.style
		default:
			s &^= l.style
		}
	}
	return s
}

// blockStyle returns how a block sets its words apart from those of others.
func (p *page) blockStyle(n int32, tag atom.Atom) document.Style {
	switch tag {
	case atom.P:
		if p.nodes[p.nodes[n].parent].tag == atom.Hgroup { // a subtitle (HTML, section 4.3.7)
			return document.Bold
		}
	case atom.Div, atom.Blockquote, atom.Li, atom.Dt, atom.Dd, atom.Section, atom.Aside:
	default:
		return 0
	}
	return p.styleOf(n, 0) & (document.Italic | document.Bold | document.SmallCaps)
}

// letters are the styles by the values that give them; any other value takes them away.
var letters = []struct {
	property property
	value    string
	style    document.Style
}{
	{fontStyle, "italic", document.Italic}, {fontWeight, "bold", document.Bold}, {fontVariant, "small-caps", document.SmallCaps},
	{verticalAlign, "super", document.Superscript}, {verticalAlign, "sub", document.Subscript},
}

// tagStyle returns how an element sets its text apart by what it is.
func tagStyle(tag atom.Atom) document.Style {
	switch tag {
	case atom.I, atom.Em, atom.Cite, atom.Var, atom.Dfn:
		return document.Italic
	case atom.B, atom.Strong:
		return document.Bold
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return document.Monospace
	case atom.U:
		return document.Underline
	case atom.Ins:
		return document.Inserted
	case atom.S, atom.Strike:
		return document.Strike
	case atom.Del:
		return document.Deleted
	case atom.Sup:
		return document.Superscript
	case atom.Sub:
		return document.Subscript
	}
	return 0
}

// separators drops the commas and brackets that stand between the signs of one superscript.
func (e *emitter) separators(i int32) {
	end := e.p.nodes[i].end
	signs := false
	e.p.children(i, func(c int32) bool {
		if r := e.p.refs[c]; r != nil && e.p.is(c, flagRef) {
			_, exact := e.p.lookup(r.node, attrDataLabel)
			signs = signs || !exact
		}
		return !signs
	})
	for c := i + 1; signs && c < end; c++ {
		x := &e.p.nodes[c]
		if !x.elem && x.parent == i && strings.Trim(x.text, " ,;[]()–-\u00a0\n") == "" {
			x.text = ""
		}
	}
}

// revised reports whether a del is a change of the text: it is dated or explained, or an
// ins stands beside it. Others are words that the author has read as struck, as
// those between tildes in Markdown become in HTML.
func (p *page) revised(n int32) bool {
	x := p.nodes[n]
	for _, k := range []attrKey{attrDatetime, attrCite} {
		if _, ok := p.lookup(n, k); ok {
			return true
		}
	}
	for c := x.end; c < p.nodes[x.parent].end; c = p.nodes[c].end {
		if p.nodes[c].elem || strings.TrimSpace(p.nodes[c].text) != "" {
			if p.nodes[c].tag == atom.Ins {
				return true
			}
			break
		}
	}
	for c := n - 1; c > x.parent; c-- {
		for p.nodes[c].parent != x.parent {
			c = p.nodes[c].parent
		}
		if p.nodes[c].elem || strings.TrimSpace(p.nodes[c].text) != "" {
			return p.nodes[c].tag == atom.Ins
		}
	}
	return false
}

// strike keeps the words of an element that the author took out of the text.
// The walk goes through it for the notes, pages and names in it.
func (e *emitter) strike(i int32) {
	if e.hidden {
		return
	}
	end := e.p.nodes[i].end
	if !e.p.hasBlocks(i) {
		e.ensure()
	}
	e.w.Struck(e.p.wholeText(i))
	e.push(end, actRestore)
	e.hidden, e.outside = true, false
}
