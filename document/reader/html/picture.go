package html

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

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
	src := cmp.Or(e.p.attr(i, attrSrc), e.p.attr(i, attrHref))
	figure := e.kind == document.Figure && !e.cell
	if !figure && e.inLine(i, alt) {
		if alt == "" && (!ok || e.p.attr(i, attrAlt) != "") {
			e.b.unseen.pictures++
		}
		e.imageText(i, alt)
		return
	}
	if alt == "" && (src == "" || ok && e.p.attr(i, attrAlt) == "" && !figure) {
		return
	}
	if figure && e.w.InBlock() && e.w.BlockLabel() == "" { // below its caption
		e.line()
	} else {
		e.w.OpenBlock(document.Figure, e.level)
		e.first, e.broke = false, false
	}
	e.w.SetLabel(src)
	e.w.Text(alt)
	if alt != "" {
		e.broke = false
	}
	if !figure {
		e.w.CloseBlock()
	}
}

// line begins a line in a block that has words. In a cell, a space parts them.
func (e *emitter) line() {
	switch {
	case e.cell:
		e.w.Text(" ")
	case e.w.InBlock() && e.w.BlockSize() > 0 && !e.broke:
		e.w.Break()
		e.broke = true
	}
}

// figure reports whether an element is a figure, or a box with a caption as programs wrote
// them before HTML had figures.
func (p *page) figure(n int32) bool {
	if p.nodes[n].tag != atom.Div {
		return p.nodes[n].tag == atom.Figure
	}
	boxed := false
	if p.nodes[n].nattr > 0 && p.hasClass(n, "figure", "float", "wp-caption") {
		p.children(n, func(c int32) bool {
			boxed = p.caption(c)
			return !boxed
		})
	}
	return boxed
}

// caption reports whether an element is the caption of a figure.
func (p *page) caption(n int32) bool {
	return p.nodes[n].tag == atom.Figcaption || p.nodes[n].elem && p.hasClass(n, "caption", "figcaption", "wp-caption-text")
}

// captioned reports whether the caption of the figure that a picture stands in says what its
// alternative text does, as programs write that make the one of the other.
func (e *emitter) captioned(i int32, alt string) bool {
	if alt == "" || e.kind != document.Figure {
		return false
	}
	figure := e.p.ancestor(i, e.p.figure)
	if figure >= 0 && figure != e.figure { // its captions are looked for once
		e.figure, e.caption = figure, ""
		e.p.children(figure, func(c int32) bool {
			if e.p.caption(c) {
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
	return len(alt) <= initialBytes && e.kind != document.Figure && e.p.wordsFollow(i)
}

// wordsFollow reports whether words follow in the line that an element stands in.
func (p *page) wordsFollow(n int32) bool {
	end := min(p.nodes[p.block(n)].end, p.nodes[n].end+blankNodes)
	for c := p.nodes[n].end; c < end && !p.is(c, flagBlock); c++ {
		if strings.TrimLeft(p.nodes[c].text, " \t\n\r\f") != "" {
			return true
		}
	}
	return false
}

// initialBytes is how long the alternative text of an initial letter is at most.
const initialBytes = 4

// setInitial gives the letter that a picture shows to the words that begin with it, where it
// stands in a block of its own before theirs: transcribers let such pictures float beside the
// words. The evidence is a capital alone as the alternative text, after a quotation mark at most, and words
// that go on in capitals or small; "Apple" beside the picture of an A begins with its own.
func (t *Tree) setInitial(img int32) {
	alt := t.attr(img, attrAlt)
	letter := []rune(strings.TrimLeft(alt, "\"“‘'"))
	if len(letter) != 1 || !unicode.IsUpper(letter[0]) || len(alt) > initialBytes {
		return
	}
	blk := t.block(img)
	end := t.nodes[blk].end
	if end-blk > initialNodes || headingLevel(t.nodes[blk].tag) > 0 || isCell(t.nodes[blk].tag) {
		return
	}
	for i := blk; i < end; i++ {
		if i != img && (t.nodes[i].tag == atom.Img || strings.TrimSpace(t.nodes[i].text) != "") {
			return
		}
	}
	next := end
	for next < int32(len(t.nodes)) && !t.nodes[next].elem && strings.TrimSpace(t.nodes[next].text) == "" {
		next++
	}
	if next == int32(len(t.nodes)) || t.nodes[next].parent != t.nodes[blk].parent || t.nodes[next].tag != atom.P && t.nodes[next].tag != atom.Div {
		return
	}
	for i := next + 1; i < min(t.nodes[next].end, next+initialNodes) && !t.is(i, flagBlock|flagSkip) && t.nodes[i].tag != atom.Img; i++ {
		words := strings.TrimLeft(t.nodes[i].text, " \t\n\r\f")
		if words == "" {
			continue
		}
		first, size := utf8.DecodeRuneInString(words)
		second, _ := utf8.DecodeRuneInString(words[size:])
		if !unicode.IsLetter(first) || unicode.IsUpper(first) && unicode.IsLower(second) {
			return
		}
		if t.nodes[i].text[0] == ' ' { // the letter is a word
			alt += " "
		}
		t.nodes[i].text = alt + words
		t.nodes[img].tag = 0
		return
	}
}

// initialNodes is how many nodes the block of an initial has at most, and those between
// the beginning of the next and its words.
const initialNodes = 8

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
