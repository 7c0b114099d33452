package office

import (
	"context"
	"strings"

	"ibid/document/compose"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// A docxWalk goes over the text of a document and of its notes.
type docxWalk struct {
	place
	ctx      context.Context
	d        *docx
	src      string // what s scans
	s        *xmlscan.Scanner
	counters map[string]*counter // of lists, by abstract numbering
	numbers  map[string]int      // of notes, by series
	section  int
	pager
	recorded
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
	signed    bool     // the note's number, which Word draws, was the last that stood here
}

// inside returns the place at the beginning of a note that is called from p.
func (p *place) inside(w *compose.Writer, lim source.Limits, rels map[string]string) place {
	return place{flow: flow{w: w, lim: lim}, rels: rels, nested: p.nested + 1, open: make(map[string]string)}
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
	if w.startInline(local) || w.startDrawing(local) {
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
		if w.isFrame(w.src[min(w.s.Offset(), len(w.src)):]) {
			w.openFrame()
		} else {
			w.openTable()
		}
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
	case "del", "moveFrom":
		w.openDeletion()
	}
}

// startDrawing treats what is drawn, or has words beside its picture.
func (w *docxWalk) startDrawing(local string) bool {
	switch local {
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
	default:
		return false
	}
	return true
}

// startInline treats what stands inside paragraphs.
func (w *docxWalk) startInline(local string) bool {
	switch local {
	case "r":
		w.run = docxRun{hidden: w.para.hidden == on}
	case "rPr":
		w.setRun(readRunProps(w.s))
	case "t", "delText":
		w.text()
	case "tab", "ptab":
		w.put(" ")
	case "br", "cr":
		if !w.run.hidden && !w.striking() && w.instructing() == nil {
			w.lineBreak()
			w.due = w.due || w.s.Attr("type") == "page" && w.nested == 0 && w.d.pages
		}
	case "noBreakHyphen":
		w.put("\u2011")
	case "rt":
		w.reading += textOf(w.s)
	case "sym":
		w.put(symbol(w.s.Attr("font"), w.s.Attr("char")))
	case "lastRenderedPageBreak":
		w.recordedBreak()
	case "footnoteReference":
		w.reference("footnote")
	case "endnoteReference":
		w.reference("endnote")
	case "footnoteRef", "endnoteRef":
		w.numberOfNote()
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
