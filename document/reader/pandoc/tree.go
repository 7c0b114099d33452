package pandoc

import (
	"strconv"
	"strings"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// A reader walks pandoc's tree. What is to be done waits on a stack of its own,
// for trees may be as deep as whoever wrote them likes.
type reader struct {
	w     *compose.Writer
	lim   source.Limits
	works map[string]bool
	// unlisted are the works of the metadata that the text does not list.
	unlisted []value

	steps   []step
	level   int    // of lists and quotations around the place
	quotes  []bool // for each, whether it is a quotation
	label   string // of the item whose first block comes next
	item    bool   // such an item has begun
	cells   int    // tables around the place in whose cells no block begins
	spaced  bool   // the cell holds text: what comes next is parted from it
	links   int
	outer   []place // around the notes that are open
	notes   int
	blocks  int
	limited bool
	table   table

	prints  bool          // the document may have printed notes
	waiting []value       // blocks that are written when all are read, for the list may be the last
	printed []printedNote // notes of that list
}

// A place is what a note sets aside.
type place struct {
	level  int
	quotes []bool
	item   bool
	cells  int
	spaced bool
	links  int
	table  table
}

// A step is a node to be written, or what is done after others were.
type step struct {
	do action
	v  value
	n  int
	s  string
}

type action byte

const (
	block action = iota
	inline
	endStyle
	endLink
	endBlock
	endNote
	endContainer // n: the level before it
	beginItem    // s: its label
	write        // s: text
	lineBreak
	beginRow
	beginCell
	endTable
)

func (r *reader) push(s step) { r.steps = append(r.steps, s) }

// each has every element of an array done in order, before what waits already.
func (r *reader) each(do action, list []value) {
	for i := len(list) - 1; i >= 0; i-- {
		r.push(step{do: do, v: list[i]})
	}
}

func (r *reader) run() {
	for len(r.steps) > 0 {
		s := r.steps[len(r.steps)-1]
		r.steps = r.steps[:len(r.steps)-1]
		r.do(s)
	}
}

func (r *reader) do(s step) {
	switch s.do {
	case block:
		r.block(s.v)
	case inline:
		r.inline(s.v)
	case endStyle:
		r.w.PopStyle()
	case endLink:
		if r.links--; r.links == 0 {
			r.w.PopLink()
		}
	case endBlock:
		r.end()
	case endNote:
		r.endNote(s.n)
	case endContainer:
		r.level = s.n
		r.quotes = r.quotes[:min(len(r.quotes), s.n)]
		r.item = false
	case beginItem:
		r.label, r.item = s.s, true
	case write:
		r.w.Text(s.s)
	case lineBreak:
		r.w.Break()
	case beginRow:
		r.beginRow()
	case beginCell:
		r.beginCell(s.v)
	case endTable:
		r.endTable()
	}
}

// open opens a block, or parts text in a table's cell from what stands before it.
func (r *reader) open(kind document.Kind) {
	if r.cells > 0 {
		if r.spaced {
			r.w.Text(" ")
		}
		r.spaced = true
		return
	}
	if r.item && (kind == document.Paragraph || kind == document.Quote) {
		r.w.OpenBlock(document.Item, uint8(min(r.level, 255)))
		r.w.SetLabel(r.label)
		r.item = false
		return
	}
	r.item = false
	if n := len(r.quotes); kind == document.Paragraph && n > 0 && r.quotes[n-1] {
		kind = document.Quote
	}
	r.w.OpenBlock(kind, uint8(min(r.level, 255)))
}

func (r *reader) end() {
	if r.cells == 0 {
		r.w.CloseBlock()
	}
}

// enter begins a list or quotation, until what is pushed after it is done.
func (r *reader) enter(quote bool) {
	r.push(step{do: endContainer, n: r.level})
	if r.level >= r.lim.Depth {
		if !r.limited {
			r.limited = true
			r.problem("lists and quotations are nested more than " + strconv.Itoa(r.lim.Depth) + " deep: how deep was left out, their text was not")
		}
		return
	}
	r.level++
	r.quotes = append(r.quotes, quote)
}

func (r *reader) block(v value) {
	c := v.content()
	switch v.tag() {
	case "Plain", "Para":
		if raw := lone(c, "RawInline"); raw.kind == array && breaks(raw.at(1).text) {
			r.w.Page("", "")
			return
		}
		if img := lone(c, "Image"); img.kind == array && r.cells == 0 {
			r.figure(img)
			return
		}
		r.open(document.Paragraph)
		r.push(step{do: endBlock})
		r.each(inline, c.list)
	case "LineBlock":
		r.open(document.Verse)
		r.push(step{do: endBlock})
		for i := len(c.list) - 1; i >= 0; i-- {
			if i < len(c.list)-1 {
				r.push(step{do: lineBreak})
			}
			r.each(inline, c.list[i].list)
		}
	case "CodeBlock":
		r.open(document.Code)
		if r.cells == 0 && len(c.at(0).at(1).list) > 0 {
			r.w.SetLabel(c.at(0).at(1).at(0).text)
		}
		r.anchor(c.at(0))
		r.w.Text(c.at(1).text)
		r.end()
	case "RawBlock":
		if breaks(c.at(1).text) {
			r.w.Page("", "")
			return
		}
		r.w.Cut(c.at(1).text)
	case "BlockQuote":
		r.enter(true)
		r.each(block, c.list)
	case "HorizontalRule":
		if r.cells == 0 {
			r.open(document.Rule)
			r.w.CloseBlock()
		}
	default:
		r.structure(v.tag(), c)
	}
}

// structure writes the blocks that hold others.
func (r *reader) structure(tag string, c value) {
	switch tag {
	case "OrderedList":
		r.enter(false)
		r.items(c.at(1).list, numbering(c.at(0)))
	case "BulletList":
		r.enter(false)
		r.items(c.list, func(int) string { return "•" })
	case "DefinitionList":
		r.enter(false)
		for i := len(c.list) - 1; i >= 0; i-- {
			for k := len(c.list[i].at(1).list) - 1; k >= 0; k-- {
				r.each(block, c.list[i].at(1).at(k).list)
			}
			r.push(step{do: endBlock})
			term := value{kind: object, text: "Plain", list: []value{c.list[i].at(0)}}
			r.push(step{do: block, v: term})
			r.push(step{do: beginItem})
		}
	case "Header":
		level, _ := strconv.Atoi(c.at(0).text)
		if r.cells == 0 {
			r.w.OpenBlock(document.Heading, uint8(min(max(level, 1), 255)))
			r.item = false
		}
		r.anchor(c.at(1))
		r.push(step{do: endBlock})
		r.each(inline, c.at(2).list)
	case "Div":
		r.anchor(c.at(0))
		r.pageOf(c.at(0), "")
		r.each(block, c.at(1).list)
	case "Figure":
		r.anchor(c.at(0))
		caption := c.at(1).at(1)
		if img := lone(lone(c.at(2), "Plain"), "Image"); img.kind == array && len(caption.list) > 0 && r.cells == 0 {
			r.openFigure(img) // its description repeats the caption
			for i := len(caption.list) - 1; i >= 0; i-- {
				r.each(inline, caption.list[i].content().list)
			}
			return
		}
		r.each(block, caption.list)
		r.each(block, c.at(2).list)
	case "Table":
		r.beginTable(c)
	}
}

func (r *reader) items(list []value, label func(int) string) {
	for i := len(list) - 1; i >= 0; i-- {
		r.each(block, list[i].list)
		r.push(step{do: beginItem, s: label(i)})
	}
}

// lone returns the content of the only node there is, if it is of the kind asked for.
func lone(c value, tag string) value {
	if len(c.list) == 1 && c.list[0].tag() == tag {
		return c.list[0].content()
	}
	return value{}
}

// breaks reports whether raw TeX or HTML is the break of a page and nothing else.
func breaks(raw string) bool {
	switch strings.TrimSpace(raw) {
	case `\newpage`, `\pagebreak`, `\clearpage`:
		return true
	}
	return false
}

// figure writes an image that is all a paragraph holds.
func (r *reader) figure(c value) {
	r.openFigure(c)
	r.each(inline, c.at(1).list)
}

func (r *reader) openFigure(c value) {
	r.w.OpenBlock(document.Figure, uint8(min(r.level, 255)))
	r.item = false
	r.w.SetLabel(c.at(2).at(0).text)
	r.push(step{do: endBlock})
}

// anchor names the place that attributes give an id.
func (r *reader) anchor(attr value) {
	if id := attr.at(0).text; id != "" {
		r.w.Anchor("#" + id)
	}
}

func has(attr value, classes ...string) bool {
	for _, c := range attr.at(1).list {
		for _, want := range classes {
			if strings.EqualFold(c.text, want) {
				return true
			}
		}
	}
	return false
}

func attribute(attr value, name string) string {
	for _, kv := range attr.at(2).list {
		if kv.at(0).text == name {
			return kv.at(1).text
		}
	}
	return ""
}

// pageOf writes the beginning of a page where attributes mark one, and reports
// whether they do.
func (r *reader) pageOf(attr value, content string) bool {
	if attribute(attr, "role") != "doc-pagebreak" && !has(attr, "pagebreak", "page-break", "pagenum", "page-number", "pagenumber", "newpage", "pb") {
		return false
	}
	label := strings.Trim(strings.ReplaceAll(content, "\u00a0", " "), "[]{}() ") // pandoc ties "p." to the number
	for _, name := range []string{"aria-label", "title", "n", "label"} {
		if label == "" {
			label = attribute(attr, name)
		}
	}
	for _, word := range []string{"page ", "pg. ", "pg ", "p. "} {
		if len(label) > len(word) && strings.EqualFold(label[:len(word)], word) {
			label = strings.TrimSpace(label[len(word):])
			break
		}
	}
	r.w.Page(label, attribute(attr, "data-series"))
	return true
}
