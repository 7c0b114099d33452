package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"ibid/document"
)

// element composes an element that is shown and returns the node to go on with.
func (e *emitter) element(i int32, tag atom.Atom) int32 {
	end := e.p.nodes[i].end
	if !e.hidden {
		e.b.unseen.count(e.p.Tree, i)
	}
	switch tag {
	case atom.Br:
		e.br()
		return end
	case atom.Area:
		e.area(i)
		return end
	case atom.Hr:
		e.rule(i)
		return end
	case atom.Img:
		e.image(i)
		return end
	case atom.Math:
		e.formula(i)
		return end
	case atom.Svg:
		e.push(end, actRestore)
		e.drawn = true
	case atom.Table:
		return e.beginTable(i)
	case atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption:
		return e.tablePart(i, tag)
	case atom.Rp:
		if e.p.nodes[e.p.nodes[i].parent].tag == atom.Ruby {
			return end
		}
	case atom.Rt:
		e.text("(")
		e.push(end, actRuby)
		return i + 1
	case atom.Q:
		if e.p.quoted(i) {
			break
		}
		e.text("“")
		e.push(end, actQuote)
		return i + 1
	case atom.A:
		if e.p.permalink(i) {
			return end
		}
		if e.drawn {
			e.text(" ")
		}
		e.beginLink(i)
		return i + 1
	case atom.Del:
		if !e.b.Deleted && e.p.revised(i) {
			e.strike(i)
			return i + 1
		}
	}
	return e.plain(i, tag)
}

// quoted reports whether a quotation begins with a mark of its own: its author's stylesheet
// adds none.
func (p *page) quoted(n int32) bool {
	s := strings.TrimLeft(p.textOf(n, p.nodes[n].end, signBytes), " \t\n\r\f")
	c, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("\"“„”«»‘‚‹›「『", c)
}

// plain begins an element that is a block, a style or nothing but its content,
// and returns where the walk goes on.
func (e *emitter) plain(i int32, tag atom.Atom) int32 {
	inline := tag == atom.Div && strings.Contains(e.p.displayed(i), "inline")
	if inline && e.p.blank(i, e.p.nodes[i].end) {
		return e.skip(i) // an icon that a stylesheet draws
	}
	if e.p.is(i, flagBlock) && !inline {
		e.beginBlock(i, tag)
		return i + 1
	}
	if e.drawn {
		e.text(" ")
	}
	if !e.hidden && e.p.displayed(i) == "block" {
		e.line()
		e.push(e.p.nodes[i].end, actBox)
	}
	if s := e.p.styleOf(i, tag); s != 0 && !e.hidden {
		e.w.PushStyle(s)
		e.push(e.p.nodes[i].end, actStyle)
	}
	if tag == atom.Sup {
		e.separators(i)
	}
	return i + 1
}

// beginBlock makes the setting that a block element gives to what is in it.
func (e *emitter) beginBlock(i int32, tag atom.Atom) {
	end := e.p.nodes[i].end
	if e.kind == document.Verse && !e.cell && (tag == atom.Div || tag == atom.P && e.p.hasClass(i, "line", "l", "v")) && !e.p.hasBlocks(i) && !e.p.hasClass(i, "stanza", "lg", "linegroup") {
		if !e.broke {
			e.br()
		}
		e.push(end, actRestore)
		return
	}
	if e.kind == document.Figure && !e.cell && partOfFigure(tag) && !e.p.figure(i) {
		e.line()
		e.push(end, actLine)
		return
	}
	e.endBlock()
	act := actBlock
	if tag == atom.Li {
		act = actItem
	}
	e.push(end, act)
	if e.cell {
		return
	}
	level := headingLevel(tag)
	if s := e.p.blockStyle(i, tag); s != 0 && level == 0 && !e.hidden {
		e.w.PushStyle(s)
		e.push(end, actStyle)
	}
	switch {
	case level > 0:
		e.kind, e.level, e.pre = document.Heading, uint8(level), false
	case tag == atom.P && e.kind == document.Heading && e.p.afterHeading(i):
		e.kind, e.level = document.Paragraph, 0
	case tag == atom.Li && !e.noteItself(i):
		e.level++
		e.kind, e.first, e.item = document.Paragraph, true, e.p.marker(i)
	case tag == atom.Dd:
		e.level++
	case tag == atom.Blockquote:
		e.level++
		e.kind = document.Quote
	case tag == atom.Pre || tag == atom.Listing || tag == atom.Xmp:
		e.kind, e.pre, e.lang = document.Code, true, e.p.language(i)
	case e.p.figure(i) && e.p.pictured(i):
		e.kind = document.Figure
	}
	if level == 0 && !e.pre && (e.p.verse(i) || e.kind == document.Quote && (tag == atom.Div || tag == atom.Blockquote) && e.p.lines(i)) {
		e.kind = document.Verse
	}
}

// partOfFigure reports whether what an element of a figure holds stands on lines of its own: the
// caption, its paragraphs, and the boxes that authors put pictures into.
func partOfFigure(tag atom.Atom) bool {
	switch tag {
	case atom.Figcaption, atom.P, atom.Div, atom.Center:
		return true
	}
	return false
}

// pictured reports whether a figure is one: it shows a picture, or holds a caption alone. Tables,
// listings and quotations are put into figures to have a caption, and are what they are.
func (p *page) pictured(n int32) bool {
	caption := true
	for i, end := n+1, min(p.nodes[n].end, n+blankNodes); i < end; i++ {
		x := &p.nodes[i]
		switch x.tag {
		case atom.Img, atom.Svg, atom.Canvas, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Iframe:
			return true
		case atom.Table, atom.Pre, atom.Blockquote, atom.Ul, atom.Ol, atom.Dl:
			return false
		case atom.Figcaption:
			i = x.end - 1
		case atom.Math:
			caption = false
		default:
			caption = caption && strings.TrimSpace(x.text) == ""
		}
	}
	return caption
}

// afterHeading reports whether a paragraph follows the words of the heading that it is in. A
// heading holds no paragraphs (HTML, section 4.3.6), so its end tag is missing. One that is
// all paragraphs was made by a program that knows no better.
func (p *page) afterHeading(n int32) bool {
	h := p.ancestor(n, func(a int32) bool { return headingLevel(p.nodes[a].tag) > 0 })
	for c := h + 1; h >= 0 && c < min(n, h+blankNodes); c++ {
		if strings.TrimSpace(p.nodes[c].text) != "" {
			return p.block(c) == h
		}
	}
	return false
}

// marker returns what is printed before a list item: its number, or a bullet.
func (p *page) marker(li int32) string {
	if label := p.attr(li, attrDataLabel); label != "" {
		return label
	}
	if n := p.itemLabel(li); n != "" && !slices.Contains(unnumbered, p.counter(li)) {
		return n + "."
	}
	return "•" // also in a list whose items have their numbers in their words
}

// language returns the language of the code in a block, where a class names it.
func (p *page) language(pre int32) string {
	for _, n := range []int32{pre, pre + 1} {
		if n >= p.nodes[pre].end || !p.nodes[n].elem {
			continue
		}
		for _, c := range strings.Fields(p.attr(n, attrClass)) {
			if l, ok := strings.CutPrefix(c, "language-"); ok {
				return l
			}
			if l, ok := strings.CutPrefix(c, "lang-"); ok {
				return l
			}
		}
		if f := strings.Fields(p.attr(n, attrClass)); len(f) > 1 && f[0] == "sourceCode" {
			return f[1]
		}
	}
	return ""
}

// verse reports whether an element is tagged or named as verse.
func (p *page) verse(n int32) bool {
	if p.nodes[n].nattr == 0 {
		return false
	}
	return means(p.meaning(n), "z3998:poem", "z3998:verse", "z3998:song", "z3998:hymn", "z3998:lyrics") ||
		p.hasClass(n, "poem", "poetry", "verse", "stanza", "line-block", "linegroup", "lg", "poetry-container")
}

// longestLine is how many bytes a line of verse has at most.
const longestLine = 120

// lines reports whether an element of a quotation holds short divs and nothing else: no
// space is set between divs, so these are the lines of what is quoted.
func (p *page) lines(n int32) bool {
	count, only := 0, true
	p.children(n, func(c int32) bool {
		x := &p.nodes[c]
		switch {
		case !x.elem:
			only = strings.TrimSpace(x.text) == ""
		default:
			count++
			only = x.tag == atom.Div && !p.hasBlocks(c) && len(p.textOf(c, x.end, longestLine+1)) <= longestLine
		}
		return only
	})
	return only && count > 1
}

// br breaks the line; a second break in a row ends the paragraph or, in verse, parts stanzas.
func (e *emitter) br() {
	switch {
	case e.hidden:
	case e.cell:
		e.w.Text(" ")
	case e.boxed: // its line is over as it is
		e.boxed = false
	case !e.w.InBlock() || e.w.Empty():
	case e.broke && e.kind == document.Verse:
		e.w.Break()
	case e.broke:
		if e.kind != document.Heading && !e.pre {
			e.endBlock()
		}
	default:
		e.w.Break()
		e.broke = !e.pre
	}
}

func (e *emitter) rule(i int32) {
	if e.hidden || e.cell || e.w.InNote() || e.partsNotes(i) {
		e.endBlock()
		return
	}
	e.endBlock()
	e.w.OpenBlock(document.Rule, 0)
	e.w.CloseBlock()
}

// partsNotes reports whether a rule only parts the text from the notes after it. In our own
// exports, whose notes have no such rule, it is the text's.
func (e *emitter) partsNotes(i int32) bool {
	if e.p.hasClass(i, "footnotes-sep") { // as markdown-it and our own exports name it
		return true
	}
	if e.next == len(e.p.notes) || !e.p.blank(i, e.p.notes[e.next].from) {
		return false
	}
	_, own := e.p.lookup(e.p.notes[e.next].from, attrDataLabel)
	return !own
}
