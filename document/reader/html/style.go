package html

import (
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document"
)

// styleOf returns how an inline element sets its text apart.
func (p *page) styleOf(n int32, tag atom.Atom) document.Style {
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
	if p.nodes[n].nattr == 0 {
		return 0
	}
	var s document.Style
	if p.hasClass(n, "smcap", "sc", "smallcaps", "small-caps", "smallCaps", "smcp") || strings.Contains(p.attr(n, attrStyle), "small-caps") {
		s |= document.SmallCaps
	}
	if p.hasClass(n, "unclear") {
		s |= document.Unclear
	}
	if p.hasClass(n, "italic", "it") || strings.Contains(p.attr(n, attrStyle), "font-style:italic") {
		s |= document.Italic
	}
	if p.hasClass(n, "bold") || strings.Contains(p.attr(n, attrStyle), "font-weight:bold") {
		s |= document.Bold
	}
	return s
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
