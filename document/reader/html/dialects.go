package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// The elements by which a page of EPUB 3.0 offers the same in several languages of markup (EPUB
// Content Documents 3.0, section 2.3.3).
const (
	switchTag atom.Atom = 0xffffffe0 + iota
	caseTag
	defaultTag = atom.Default
)

// namespaces are the prefixes by which authors bind the languages that are known here. What
// they are bound to is not looked at.
var namespaces = []string{"m", "mml", "math", "svg", "html", "xhtml", "h", "epub", "ops"}

// local returns the name of an element in XML without the prefix of a language that is known.
func local(name []byte) []byte {
	for i, c := range name {
		if c != ':' {
			continue
		}
		for _, prefix := range namespaces {
			if prefix == string(name[:i]) {
				return name[i+1:]
			}
		}
	}
	return name
}

// required are the namespaces of the languages that a case may require and have shown.
var required = []string{"http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"}

// choose decides whether a case or the default of a switch is what is shown of it: the first
// case in a language that is known, else the default.
func (p *parser) choose(i int32) {
	x := &p.t.nodes[i]
	if x.tag != caseTag && x.tag != defaultTag || p.t.nodes[x.parent].tag != switchTag {
		return
	}
	if p.chosen == nil {
		p.chosen = make(map[int32]bool)
	}
	known := x.tag == defaultTag
	if x.tag == caseTag {
		need := p.t.attr(i, attrNamespace)
		for _, name := range required {
			known = known || name == need
		}
	}
	if p.chosen[x.parent] || !known {
		x.flags |= flagSkip
	}
	p.chosen[x.parent] = p.chosen[x.parent] || known
}

// settle shows the first case of each switch of which nothing else is shown, so that nothing
// is dropped.
func (p *parser) settle() {
	for parent, done := range p.chosen {
		if done {
			continue
		}
		for c := parent + 1; c < p.t.nodes[parent].end; c++ {
			if p.t.nodes[c].tag == caseTag {
				p.t.nodes[c].flags &^= flagSkip
				break
			}
		}
	}
}

// A likeness is the element of HTML that one of DTBook is read as, with attributes that say
// what else it is.
type likeness struct {
	tag   atom.Atom
	attrs []attribute
}

// dtbook are the elements of DTBook, in which books of EPUB 2 may be written, that HTML has
// under another name or not (ANSI/NISO Z39.86-2005, section 4). All others are those of HTML.
var dtbook = map[string]likeness{
	"book": {tag: atom.Div}, "frontmatter": {tag: atom.Section}, "bodymatter": {tag: atom.Section}, "rearmatter": {tag: atom.Section},
	"level": {tag: atom.Section}, "level1": {tag: atom.Section}, "level2": {tag: atom.Section}, "level3": {tag: atom.Section},
	"level4": {tag: atom.Section}, "level5": {tag: atom.Section}, "level6": {tag: atom.Section},
	"doctitle": {tag: atom.H1}, "docauthor": {tag: atom.P}, "covertitle": {tag: atom.P}, "bridgehead": {tag: atom.H6}, "hd": {tag: atom.H6},
	"author": {tag: atom.P}, "byline": {tag: atom.P}, "dateline": {tag: atom.P}, "epigraph": {tag: atom.Blockquote},
	"prodnote": {tag: atom.Div}, "sidebar": {tag: atom.Div}, "imggroup": {tag: atom.Figure},
	"list": {tag: atom.Ol}, "lic": {tag: atom.Span}, "sent": {tag: atom.Span}, "w": {tag: atom.Span},
	"poem": {atom.Div, []attribute{{attrClass, "poem"}}}, "linegroup": {atom.Div, []attribute{{attrClass, "linegroup"}}},
	"line":    {atom.P, []attribute{{attrClass, "line"}}},
	"linenum": {atom.Span, []attribute{{attrClass, "linenum"}}},
	"pagenum": {atom.Span, []attribute{{attrClass, "pagenum"}}},
	"noteref": {atom.A, []attribute{{attrEpubType, "noteref"}}}, "note": {atom.Aside, []attribute{{attrEpubType, "footnote"}}},
	"annoref": {atom.A, []attribute{{attrEpubType, "noteref"}}}, "annotation": {atom.Aside, []attribute{{attrEpubType, "footnote"}}},
}

// captionOf returns what a caption of DTBook is in an element of this kind: pictures and tables have
// theirs under one name.
func (p *parser) captionOf(tag, in atom.Atom) atom.Atom {
	if p.dtbook && tag == atom.Caption && p.t.nodes[p.open[len(p.open)-1].node].tag == in {
		return atom.Figcaption
	}
	return tag
}

// alike adds to an element of DTBook what its likeness has, and returns its attributes' number.
func (p *parser) alike(have uint16) uint16 {
	e, ok := dtbook[p.name]
	if !p.dtbook || !ok {
		return have
	}
	add := e.attrs
	if p.name == "list" {
		add = p.listStyle(have)
	}
	p.t.attrs = append(p.t.attrs, add...)
	return have + uint16(len(add))
}

// listStyle returns the style of a list, which its type and what it enumerates by say.
func (p *parser) listStyle(have uint16) []attribute {
	counter := "none"
	for _, a := range p.t.attrs[len(p.t.attrs)-int(have):] {
		switch {
		case a.key == attrType && a.val == "ol" && counter == "none":
			counter = "decimal"
		case a.key == attrEnum:
			for name, kind := range counters {
				if kind == a.val && !strings.Contains(name, "latin") {
					counter = name
				}
			}
		}
	}
	return []attribute{{attrStyle, "list-style-type:" + counter}}
}
