package html

import (
	"cmp"
	"strings"

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
		e.text("“")
		e.push(end, actQuote)
		return i + 1
	case atom.A:
		if e.p.permalink(i) {
			return end
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

// plain begins an element that is a block, a style or nothing but its content,
// and returns where the walk goes on.
func (e *emitter) plain(i int32, tag atom.Atom) int32 {
	if e.p.is(i, flagBlock) {
		e.beginBlock(i, tag)
		return i + 1
	}
	if e.drawn {
		e.text(" ")
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
	e.w.Struck(e.p.textOf(i, end, noteBytes))
	e.push(end, actRestore)
	e.hidden, e.outside = true, false
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
	if tag == atom.Figcaption && e.kind == document.Figure && e.w.InBlock() {
		if !e.w.Empty() {
			e.w.Break()
		}
		e.push(end, actRestore)
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
	case tag == atom.Figure || tag == atom.Figcaption:
		e.kind = document.Figure
	}
	if level == 0 && !e.pre && (e.p.verse(i) || e.kind == document.Quote && (tag == atom.Div || tag == atom.Blockquote) && e.p.lines(i)) {
		e.kind = document.Verse
	}
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
	if n := p.itemLabel(li); n != "" {
		return n + "."
	}
	return "•"
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

// image writes a picture as its alternative text: a figure where it stands
// alone, words where it stands in a line.
func (e *emitter) image(i int32) {
	if e.hidden {
		return
	}
	alt, ok := e.p.lookup(i, attrAlt)
	if alt = trim(alt); dummy(alt) {
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
// picture, as what authoring programs put in where nobody wrote one.
func dummy(alt string) bool {
	switch strings.ToLower(alt) {
	case "image", "img", "art", "picture", "figure", "photo", "photograph", "illustration", "graphic", "icon", "alt", "untitled":
		return true
	}
	return false
}

// blankText reports whether an element holds no words.
func (p *page) blankText(n int32) bool {
	return trim(p.textOf(n, p.nodes[n].end, signBytes)) == ""
}

// formula writes a formula, on a line of its own where it is displayed (MathML Core, section 2.1.3).
func (e *emitter) formula(i int32) {
	displayed := e.p.attr(i, attrDisplay) == "block" && !e.hidden
	if displayed && !e.broke {
		e.br()
	}
	e.text(e.p.formula(i))
	if displayed {
		e.br()
	}
}

// formula returns a formula as text: what the author gives to be read in
// its place, its TeX, or what is in it as it is typed in one line.
func (p *page) formula(n int32) string {
	if s := p.attr(n, attrAltText); s != "" {
		return plainTeX(trim(s))
	}
	end := p.nodes[n].end
	for i := n + 1; i < end; i++ {
		if p.nodes[i].nattr > 0 && strings.Contains(p.attr(i, attrEncoding), "tex") {
			return plainTeX(trim(p.textOf(i, p.nodes[i].end, noteBytes)))
		}
	}
	s := p.textOf(n, end, noteBytes)
	if len(s) <= noteBytes {
		s = p.linear(n, 0)
	}
	return strings.Join(strings.Fields(s), " ")
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

// beginLink begins a cross reference, to a place in the book or out of it.
func (e *emitter) beginLink(i int32) {
	href, ok := e.p.lookup(i, attrHref)
	if !ok || e.hidden {
		return
	}
	kind, target, k := e.destination(e.p.absolute(strings.TrimSpace(href)))
	if target == "" {
		return
	}
	e.ensureFor(i)
	e.w.PushLink(kind, target, k)
	e.push(e.p.nodes[i].end, actLink)
}

// ensureFor opens the block of a link that holds words; one around whole
// blocks begins in each of them.
func (e *emitter) ensureFor(i int32) {
	if !e.p.hasBlocks(i) && !e.p.blankText(i) && !(e.table != nil && !e.cell) {
		e.ensure()
	}
}

// destination says what a reference leads to. Only addresses that a reader may
// open on a key are kept; scripts and files are not.
func (e *emitter) destination(href string) (document.LinkKind, string, string) {
	if file, id, ok := e.b.resolve(e.p, href); ok {
		return document.LinkSection, href, key(file, id)
	}
	scheme, _, ok := strings.Cut(href, ":")
	if ok && !strings.ContainsAny(scheme, "/?#.") {
		switch strings.ToLower(scheme) {
		case "http", "https", "mailto":
			return document.LinkURL, href, ""
		}
		return 0, "", ""
	}
	if strings.HasPrefix(href, "//") {
		return document.LinkURL, "https:" + href, ""
	}
	return document.LinkDocument, href, ""
}
