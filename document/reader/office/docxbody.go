package office

import (
	"context"
	"strings"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// A docxWalk goes over the text of a document and of its notes.
type docxWalk struct {
	place
	ctx        context.Context
	d          *docx
	src        string // what s scans
	s          *xmlscan.Scanner
	counters   map[string]*counter // of lists, by abstract numbering
	numbers    map[string]int      // of notes, by series
	section    int
	page       int
	struck     strings.Builder // what a deletion took away
	reading    string          // of the characters to come (w:ruby)
	alternates []alternate
	paged      bool // a series is numbered by the page, where pages are not known
}

// A place is what the walk knows of where it stands, put aside while it reads a note.
type place struct {
	flow
	rels      map[string]string // of the part, nil for the main one
	nested    int               // depth of notes and text boxes
	open      map[string]string // open bookmarks, id to name
	para      docxParagraph
	run       docxRun
	fields    []*field
	maths     []mathPart
	boxes     []string // text boxes anchored in the open paragraph
	deleted   int      // depth of deletions
	struckRow bool     // a deletion took the open row of a table away
	mark      string   // a custom mark that the note's text may begin with
}

// inside returns the place at the beginning of a note that is called from p.
func (p *place) inside(w *compose.Writer, lim source.Limits, rels map[string]string) place {
	return place{flow: flow{w: w, lim: lim}, rels: rels, nested: p.nested + 1, open: make(map[string]string)}
}

type docxParagraph struct {
	open, joined bool // joined: its mark was deleted, so the next goes on in it
	props        paragraphProps
	figure       string // the descriptions of pictures
	described    bool   // the last picture has one
	pictured     bool   // it has none and was counted
	code         bool   // it goes on in the block of code before it
}

type docxRun struct {
	styled, hidden bool
	mark           *document.Ref // a reference whose mark the run's text is
	key            string
}

// A field is a complex field: its instruction, then what Word made of it.
type field struct {
	instruction strings.Builder
	inner       strings.Builder // text that stands in the instruction
	shown       bool
	linked      bool
	form        string   // what a field of a form shows: a box, or what was chosen
	choices     []string // what may be
	chosen      int
}

// read walks over a part or a piece of one.
func (w *docxWalk) read(src string) {
	outerSrc, outer, alternates, s := w.src, w.s, w.alternates, xmlscan.New(src, w.lim)
	w.src, w.s, w.alternates = src, s, nil
	for k := s.Next(); k != xmlscan.EOF && w.ctx.Err() == nil; k = s.Next() {
		switch k {
		case xmlscan.Start:
			w.start(s.Local())
		case xmlscan.End:
			w.end(s.Local())
		}
	}
	w.endRuby()
	w.src, w.s, w.alternates = outerSrc, outer, alternates
}

// readAll walks over the main part or a note, and ends what is still open at its end.
func (w *docxWalk) readAll(src string) {
	w.read(src)
	w.settleFields()
	for w.deleted > 0 {
		w.endDeletion()
	}
}

func (w *docxWalk) start(local string) {
	if (local == "oMath" || len(w.maths) > 0) && w.inMath() {
		w.openMath(local)
	}
	if w.startInline(local) {
		return
	}
	switch local {
	case "body":
		w.enterSection()
	case "p":
		w.openParagraph()
	case "pPr":
		w.setParagraph(readParagraphProps(w.s))
	case "tbl":
		w.openTable()
	case "tr":
		w.openRow()
	case "tc":
		if !w.struckRow || w.d.opt.All {
			w.openCell()
		}
	case "tcPr", "trPr":
		w.tableProps()
	case "sectPr", "sdtPr", "tblPr":
		w.s.Skip()
	case "AlternateContent":
		w.alternates = append(w.alternates, alternate{depth: w.s.Depth()})
	case "Choice":
		w.openChoice()
	case "Fallback":
		w.openFallback()
	case "altChunk", "subDoc":
		w.d.apart++
	case "txbxContent":
		w.openBox()
	case "docPr":
		w.describe(w.s.Attr("title"))
		if d := w.s.Attr("descr"); d != "" {
			w.describe(d)
		}
	case "shape":
		w.describe(w.s.Attr("alt"))
	case "textpath":
		w.describe(w.s.Attr("string"))
	case "blip", "imagedata", "contentPart":
		w.picture()
	case "chart":
		w.draw(w.s.Attr("id"), &w.d.unshown.charts)
	case "relIds":
		w.draw(w.s.Attr("dm"), &w.d.unshown.diagrams)
	case "OLEObject":
		w.object()
	case "del", "moveFrom":
		w.openDeletion()
	}
}

func (w *docxWalk) openDeletion() {
	w.deleted++
	if w.d.opt.All {
		w.w.PushStyle(document.Deleted)
	}
}

// striking reports whether text is left out because a change took it away.
func (w *docxWalk) striking() bool { return w.deleted > 0 && !w.d.opt.All }

// startInline treats what stands inside paragraphs.
func (w *docxWalk) startInline(local string) bool {
	switch local {
	case "r":
		w.run = docxRun{}
	case "rPr":
		w.setRun(readRunProps(w.s))
	case "t", "delText":
		w.text()
	case "tab", "ptab":
		w.put(" ")
	case "br", "cr":
		if !w.run.hidden && !w.striking() && w.instructing() == nil {
			w.lineBreak()
		}
	case "noBreakHyphen":
		w.put("\u2011")
	case "rt":
		w.reading += textOf(w.s)
	case "sym":
		w.put(symbol(w.s.Attr("font"), w.s.Attr("char")))
	case "lastRenderedPageBreak":
		w.turnPage()
	case "footnoteReference":
		w.reference("footnote")
	case "endnoteReference":
		w.reference("endnote")
	case "commentReference":
		if w.d.opt.Comments {
			w.reference("comment")
		}
	case "hyperlink":
		w.hyperlink()
	case "bookmarkStart":
		name := w.s.Attr("name")
		w.open[w.s.Attr("id")] = name
		w.w.Anchor("bookmark:" + name)
	case "bookmarkEnd":
		delete(w.open, w.s.Attr("id"))
	case "fldChar":
		w.fieldChar(w.s.Attr("fldCharType"))
	case "fldSimple":
		w.openLink(w.s.Attr("instr"))
	case "instrText":
		w.instruction()
	case "listEntry", "result", "checkBox", "default", "checked":
		w.formField(local)
	default:
		return false
	}
	return true
}

func (w *docxWalk) end(local string) {
	switch local {
	case "p":
		w.endParagraph()
	case "r":
		w.endRun()
	case "tbl":
		w.closeTable()
	case "tc":
		w.closeCell()
	case "tr":
		if w.struckRow {
			w.struckRow = false
			w.endDeletion()
		}
	case "hyperlink", "fldSimple":
		w.w.PopLink()
	case "del", "moveFrom":
		w.endDeletion()
	case "ruby":
		w.endRuby()
	case "AlternateContent":
		w.endAlternate()
	}
	w.endMath()
}

// endRuby sets the reading of characters after them.
func (w *docxWalk) endRuby() {
	if w.reading != "" {
		w.put("(" + w.reading + ")")
		w.reading = ""
	}
}

func (w *docxWalk) endDeletion() {
	if w.deleted == 0 {
		return
	}
	w.deleted--
	switch {
	case w.d.opt.All:
		w.w.PopStyle()
	case w.deleted == 0:
		if w.struck.Len() > 0 {
			w.d.unshown.struck++
		}
		w.w.Struck(w.struck.String())
		w.struck.Reset()
	}
}

// tableProps reads the properties of a row or cell (section 17.4): the columns
// that it leaves out or takes, whether it is part of the table's head, and whether
// a change took the row away.
func (w *docxWalk) tableProps() {
	row := w.s.Local() == "trPr"
	depth := w.s.Depth()
	for k := w.s.Next(); k != xmlscan.EOF && (k != xmlscan.End || w.s.Depth() > depth); k = w.s.Next() {
		if k != xmlscan.Start {
			continue
		}
		switch w.s.Local() {
		case "gridSpan":
			w.spanColumns(number(w.s.Attr("val"), 1))
		case "gridBefore":
			for range min(number(w.s.Attr("val"), 0), w.lim.Columns) {
				w.openCell()
			}
		case "tblHeader":
			if toggled(w.s) {
				w.headRow()
			}
		case "del":
			if row && !w.struckRow {
				w.struckRow = true
				w.openDeletion()
			}
		}
	}
}

// openParagraph begins a block, unless it stands in a cell or goes on after
// a paragraph whose end was deleted.
func (w *docxWalk) openParagraph() {
	joined := w.para.joined
	w.para = docxParagraph{open: true, props: paragraphProps{outline: -1, level: -1}}
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
	if w.inTable() || w.para.code {
		return
	}
	name := ""
	id := p.style
	contents := uint8(0)
	chain(w.d.styles, p.style, func(at string, s *style) bool {
		contents = max(contents, contentsLevel(s.name, "toc "))
		if name == "" || kindOf(name) == document.Paragraph && s.name != "title" { // a subtitle is based on that, and is none
			name = s.name
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
	if w.para.figure != "" && !w.inTable() && w.w.InBlock() && w.w.Empty() {
		w.w.SetKind(document.Figure, 0)
		w.w.Text(w.para.figure)
	} else {
		w.w.Cut(w.para.figure)
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

func (w *docxWalk) setRun(r runProps) {
	set, mask := r.set, r.mask
	chain(w.d.styles, r.style, func(_ string, s *style) bool {
		set |= s.run.set &^ mask
		mask |= s.run.mask
		r.hidden = r.hidden || s.run.hidden
		return false
	})
	w.run.hidden = r.hidden
	if set != 0 && !w.run.styled {
		w.run.styled = true
		w.w.PushStyle(set)
	}
}

func (w *docxWalk) endRun() {
	if w.run.styled {
		w.w.PopStyle()
	}
	if w.run.mark != nil {
		w.w.Ref(*w.run.mark, w.run.key)
	}
	w.run = docxRun{}
}

// text adds the characters of w:t; the element of the same name in DrawingML holds
// the words of a drawing.
func (w *docxWalk) text() {
	if space := w.s.Space(); strings.Contains(space, "drawingml") {
		w.describe(textOf(w.s))
		return
	}
	depth := w.s.Depth()
	for {
		switch k := w.s.Next(); {
		case k == xmlscan.Text:
			w.put(w.s.Text())
		case k == xmlscan.EOF, k == xmlscan.End && w.s.Depth() <= depth:
			return
		}
	}
}

// put adds text to wherever it belongs: the page, a deletion, a custom mark.
func (w *docxWalk) put(s string) {
	f := w.instructing()
	switch {
	case w.run.hidden:
		w.w.Cut(s)
	case f != nil:
		f.inner.WriteString(s)
	case w.striking():
		w.struck.WriteString(s)
	case w.run.mark != nil:
		w.run.mark.Label += strings.TrimSpace(s)
	default:
		if w.mark != "" && strings.TrimSpace(s) != "" {
			s = strings.TrimPrefix(strings.TrimLeft(s, " "), w.mark)
			w.mark = ""
		}
		w.w.Text(s)
	}
}
