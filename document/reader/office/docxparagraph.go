package office

import (
	"strings"

	"ibid/document"
)

type docxParagraph struct {
	open, joined bool // joined: its mark was deleted, so the next goes on in it
	props        paragraphProps
	figures      descriptions
	described    bool   // the last picture has one
	pictured     bool   // it has none and was counted
	code         bool   // it goes on in the block of code before it
	hidden       toggle // its style hides its text
}

// openParagraph begins a block, unless it stands in a cell or goes on after
// a paragraph whose end was deleted.
func (w *docxWalk) openParagraph() {
	joined := w.para.joined
	w.para = docxParagraph{open: true, props: paragraphProps{outline: -1, level: -1}}
	if w.nested == 0 && !w.inTable() && w.leaves() {
		w.w.InferredPage("")
	}
	switch {
	case w.inTable():
	case joined: // what is left takes after the last of the paragraphs
		w.w.SetKind(document.Paragraph, 0)
		w.w.SetLabel("")
	case w.goesOnInCode():
		w.para.code = true
		w.w.Resume()
		w.w.Break()
	default:
		w.w.OpenBlock(document.Paragraph, 0)
	}
}

// setParagraph makes the open block what its properties and styles say.
func (w *docxWalk) setParagraph(p paragraphProps) {
	w.para.props = p
	if w.para.code {
		return
	}
	name, id, contents := w.inherit(&p)
	w.due = w.due || p.newPage == on && w.nested == 0 && w.d.pages
	if w.inTable() {
		w.printLabel(w.listLabel(&p, id))
		return
	}
	kind, depth := kindOf(name), uint8(0)
	switch {
	case p.outline >= 0 && p.outline < noOutline:
		kind, depth = document.Heading, uint8(p.outline+1)
	case kind == document.Heading:
		depth = 1
	case kind == document.Quote:
		depth = 1
	}
	label := ""
	if !w.merging() {
		label = w.listLabel(&p, id)
	}
	switch {
	case kind != document.Paragraph:
	case label != "":
		kind, depth = document.Item, uint8(p.level+1)
	case contents > 0:
		kind, depth = document.Item, contents
	case w.d.lists[p.num] != nil && p.level >= 0 && !w.merging():
		depth = uint8(p.level + 1) // it goes on in the item before
	}
	w.w.SetKind(kind, depth)
	if kind == document.Code {
		w.w.Preformatted(true)
	}
	if label != "" {
		w.w.SetLabel(label)
	}
}

// inherit completes the properties of a paragraph by those of its styles. It returns the name that tells
// its kind, the style that brought a list in, and the level as an entry of contents or an index, 0 for none.
func (w *docxWalk) inherit(p *paragraphProps) (name, id string, contents uint8) {
	id = p.style
	chain(w.d.styles, p.style, func(at string, s *style) bool {
		contents = max(contents, contentsLevel(s.name, "toc "), contentsLevel(s.name, "index "))
		if s.name == "table of figures" || s.name == "table of authorities" {
			contents = max(contents, 1)
		}
		if name == "" || kindOf(name) == document.Paragraph && s.name != "title" { // a subtitle is based on that, and is none
			name = s.name
		}
		if w.para.hidden == unsaid {
			w.para.hidden = s.run.hidden
		}
		if p.newPage == unsaid {
			p.newPage = s.para.newPage
		}
		if p.outline < 0 {
			p.outline = s.para.outline
		}
		if p.outline < 0 {
			p.outline = outlineOf(s.name)
		}
		if p.num == "" && s.para.num != "" {
			p.num, id = s.para.num, at
			if p.level < 0 {
				p.level = s.para.level
			}
		}
		return false
	})
	return name, id, contents
}

// printLabel writes the label of a paragraph in a cell, which has no label of its own.
func (w *docxWalk) printLabel(label string) {
	if label != "" {
		w.put(label + " ")
	}
}

// merging reports whether the end of the open paragraph was deleted, so that
// the next one goes on in it.
func (w *docxWalk) merging() bool { return w.para.props.deleted && !w.d.opt.All && !w.inTable() }

// kindOf tells a block's kind from the name of a built-in style, which files
// store in English whatever the language of the program (section 17.7.4.9).
func kindOf(name string) document.Kind {
	switch name {
	case "title":
		return document.Heading
	case "quote", "intense quote", "block text", "block quote":
		return document.Quote
	}
	if isCode(name) {
		return document.Code
	}
	return document.Paragraph
}

// contentsLevel returns the level that the name of a style has in tables of contents, 0 where it is
// of none. Entries are items, or else each would stand alone as a paragraph does.
func contentsLevel(name, prefix string) uint8 {
	n, ok := strings.CutPrefix(name, prefix)
	if !ok || len(n) != 1 || n[0] < '1' || n[0] > '9' {
		return 0
	}
	return n[0] - '0'
}

// outlineOf tells the outline level, from 0, from the name of a built-in style
// of headings, -1 where it is none. Programs that write such styles without
// w:outlineLvl rely on the name, by which Word gives them their level.
func outlineOf(name string) int {
	if n, ok := strings.CutPrefix(name, "heading "); ok && len(n) == 1 && '1' <= n[0] && n[0] <= '9' {
		return int(n[0] - '1')
	}
	return -1
}

// listLabel counts a list item and returns its label, "" where the paragraph
// is in no list. style is the one that brought the list in.
func (w *docxWalk) listLabel(p *paragraphProps, style string) string {
	x := w.d.lists[p.num]
	if x == nil || p.num == "0" {
		return ""
	}
	if p.level < 0 {
		p.level = 0
		for i := range x.levels {
			if x.levels[i].style == style && style != "" {
				p.level = i
			}
		}
	}
	c := w.counters[x.abstract]
	if c == nil {
		c = new(counter)
		w.counters[x.abstract] = c
	}
	return x.label(c, p.level)
}

func (w *docxWalk) endParagraph() {
	if !w.para.open {
		return
	}
	if figure := w.para.figures.take(); figure != "" && !w.inTable() && w.w.InBlock() && w.w.Empty() {
		w.w.SetKind(document.Figure, 0)
		w.w.Text(figure)
	} else {
		w.w.Cut(figure)
	}
	w.endRuby()
	w.settleFields()
	if w.merging() {
		w.para.joined = true
	} else {
		w.closeParagraph()
	}
	w.para.open = false
	boxes := w.boxes
	w.boxes = nil
	for _, b := range boxes {
		w.nested++
		w.read(b)
		w.nested--
	}
	if w.para.props.section {
		w.section++
		w.enterSection()
	}
}
