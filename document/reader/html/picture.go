package html

import (
	"cmp"
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document"
)

// image writes a picture as its alternative text: a figure where it stands
// alone, words where it stands in a line.
func (e *emitter) image(i int32) {
	if e.hidden {
		return
	}
	alt, ok := e.p.lookup(i, attrAlt)
	if !ok {
		alt = e.p.attr(i, attrTitle) // which names it then (HTML, section 4.8.4.4)
	}
	if alt = trim(alt); dummy(alt) || e.captioned(i, alt) {
		alt = ""
	}
	if tex := plainTeX(alt); tex != alt { // a picture of a formula
		e.text(tex)
		return
	}
	if e.inLine(i, alt) {
		if alt == "" && (!ok || e.p.attr(i, attrAlt) != "") {
			e.b.unseen.pictures++
		}
		e.imageText(i, alt)
		return
	}
	if alt == "" && ok && e.p.attr(i, attrAlt) == "" && e.kind != document.Figure {
		return
	}
	src := cmp.Or(e.p.attr(i, attrSrc), e.p.attr(i, attrHref))
	if alt == "" && src == "" {
		return
	}
	e.w.OpenBlock(document.Figure, e.level)
	e.first = false
	e.w.SetLabel(src)
	e.w.Text(alt)
	e.broke = false
	if e.kind == document.Figure {
		return
	}
	e.w.CloseBlock()
}

// captioned reports whether the caption of the figure that a picture stands in says what its
// alternative text does, as programs write that make the one of the other.
func (e *emitter) captioned(i int32, alt string) bool {
	if alt == "" || e.kind != document.Figure {
		return false
	}
	figure := e.p.ancestor(i, func(a int32) bool { return e.p.nodes[a].tag == atom.Figure })
	if figure >= 0 && figure != e.figure { // its captions are looked for once
		e.figure, e.caption = figure, ""
		e.p.children(figure, func(c int32) bool {
			if e.p.nodes[c].tag == atom.Figcaption {
				e.caption = trim(e.p.textOf(c, e.p.nodes[c].end, noteBytes))
			}
			return e.caption == ""
		})
	}
	return figure >= 0 && e.caption == alt
}

// area writes a part of a picture that is a link.
func (e *emitter) area(i int32) {
	alt := trim(e.p.attr(i, attrAlt))
	if e.hidden || alt == "" {
		return
	}
	e.ensure()
	e.beginLink(i)
	e.text(alt)
	e.leave(i + 1)
	e.text(" ")
}

// inLine reports whether a picture stands in a line of text: after words, or as
// the large letter that words begin with.
func (e *emitter) inLine(i int32, alt string) bool {
	if e.cell || e.pre || e.kind == document.Heading || e.w.InBlock() && !e.w.Empty() {
		return true
	}
	return len(alt) <= initialBytes && e.kind != document.Figure && !e.p.blankText(e.p.block(i))
}

// initialBytes is how long the alternative text of an initial letter is at most.
const initialBytes = 4

// imageText writes the words that stand for a picture among other words.
func (e *emitter) imageText(i int32, alt string) {
	if len(alt) <= initialBytes {
		if alt != "" {
			e.text(alt)
		}
		return
	}
	e.text(" " + alt)
	if next := e.p.nodes[i].end; next < int32(len(e.p.nodes)) {
		if s := e.p.nodes[next].text; s != "" && isWordByte(s[0]) {
			e.text(" ")
		}
	}
}

// dummy reports whether an alternative text says no more than that there is a
// picture or formula, or that nothing is said of it, as what authoring programs put in where
// nobody wrote one.
func dummy(alt string) bool {
	switch strings.ToLower(alt) {
	case "image", "img", "art", "picture", "figure", "photo", "photograph", "illustration", "graphic", "icon", "alt", "untitled",
		"alt text", "alternative text", "alternative text not available", "no alt text", "no description", "no description available", "math", "equation", "formula":
		return true
	}
	return false
}

// blankText reports whether an element holds no words.
func (p *page) blankText(n int32) bool {
	return trim(p.textOf(n, p.nodes[n].end, signBytes)) == ""
}
