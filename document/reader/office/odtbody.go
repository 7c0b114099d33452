package office

import (
	"context"
	"strings"

	"ibid/document"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// An odtWalk goes over the text of an OpenDocument file.
type odtWalk struct {
	odtPlace
	ctx      context.Context
	d        *odt
	src      string // what s scans
	s        *xmlscan.Scanner
	nested   int // depth of text boxes
	framed   framed
	controls map[string]string    // what controls of forms show, by their ids
	objects  map[string]odtObject // those that were read, by the names of their parts
	outer    []odtPlace           // where the notes that are open were called
	counters map[string]*counter
	pager
	index    odtIndex
	comments int
	held     *holding
}

// A holding takes the text of an element that is about the text: the label of a
// note, who made a comment and when, what a picture shows.
type holding struct {
	depth int // of the element
	text  strings.Builder
	done  func(w *odtWalk, text string) // nil where it is not wanted
}

// An odtPlace is what the walk knows of where it stands, put aside while it
// is inside a note.
type odtPlace struct {
	flow
	depth   int // elements around the note, so that its end is known
	ref     document.Ref
	note    int // that it calls
	key     string
	text    int // paragraphs and headings around, a text box's inside another; characters count in them
	spans   []bool
	hidden  int // the spans from this one on are not shown, 0 where all are
	lists   []odtList
	item    bool // the next paragraph is the first of a list item
	figures descriptions
	boxes   []string // text boxes anchored in the open paragraph
	repeat  int      // how often the open cell stands
	heading bool     // inside a table's head
}

// A framed is what the open frame holds, and whether that has a description or is shown.
type framed struct{ picture, object, described bool }

// read walks over the text of a file.
func (w *odtWalk) read(src string) { w.walk(src, false) }

// walk goes over a piece of the file, of which the text begins with office:text
// or at once.
func (w *odtWalk) walk(src string, inText bool) {
	outerSrc, outer := w.src, w.s
	defer func() { w.src, w.s = outerSrc, outer }()
	w.src, w.s = src, xmlscan.New(src, w.d.lim)
	for k := w.s.Next(); k != xmlscan.EOF && w.ctx.Err() == nil; k = w.s.Next() {
		local := w.s.Local()
		switch {
		case !inText:
			inText = k == xmlscan.Start && local == "text" && strings.Contains(w.s.Space(), ":office:")
		case w.held != nil && w.hold(k, local):
		case k == xmlscan.Start:
			w.start(local)
		case k == xmlscan.End:
			w.end(local)
		case k == xmlscan.Text && w.hidden > 0:
			w.w.Cut(w.s.Text())
		case k == xmlscan.Text && w.text > 0:
			w.show(w.s.Text())
		}
	}
	w.endHold()
}

// beginHold holds the text of the element that begins.
func (w *odtWalk) beginHold(done func(w *odtWalk, text string)) {
	w.held = &holding{depth: w.s.Depth(), done: done}
}

// hold treats an event inside the element whose text is held, and reports false for one that
// is not of it: no paragraph stands there, and one that does is where a damaged file goes on.
func (w *odtWalk) hold(k xmlscan.Kind, local string) bool {
	h := w.held
	switch {
	case k == xmlscan.Text:
		h.text.WriteString(w.s.Text())
		return true
	case k == xmlscan.End && w.s.Depth() > h.depth, k == xmlscan.Start && local != "p" && local != "h":
		return true
	}
	w.endHold()
	return k == xmlscan.End && w.s.Depth() == h.depth
}

func (w *odtWalk) endHold() {
	h := w.held
	w.held = nil
	if h != nil && h.done != nil {
		h.done(w, source.Clean(h.text.String()))
	}
}

func (w *odtWalk) start(local string) {
	if w.startInline(local) || w.startTable(local) {
		return
	}
	switch local {
	case "p", "h":
		w.openParagraph(local == "h")
	case "list":
		w.openList()
	case "list-item":
		w.item = true
		if n := len(w.lists); n > 0 {
			w.lists[n-1].start = number(w.s.Attr("start-value"), -1)
		}
	case "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "index-title-template":
		w.s.Skip()
	case "list-header":
		w.item = false
	case "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "path", "polygon", "polyline", "caption":
		w.openBox()
	case "frame":
		w.framed = framed{}
	case "image":
		w.framed.picture = true
	case "object":
		w.object(w.s.Attr("href"))
	case "object-ole", "plugin", "applet", "floating-frame":
		w.framed.object = true
	case "math":
		w.formula(source.Clean(linear(w.s, 0)))
	case "control":
		w.control()
	case "forms":
		w.readForms()
	case "note-citation":
		if n := len(w.outer); n > 0 && w.outer[n-1].ref.Label == "" {
			w.beginHold((*odtWalk).cite)
		}
	case "title", "desc":
		if !strings.HasPrefix(w.s.Name(), "text:") { // those are fields
			w.framed.described = true
			w.beginHold((*odtWalk).describe)
		}
	default:
		w.indexElement(local, true)
	}
}

// startTable treats what tables are made of.
func (w *odtWalk) startTable(local string) bool {
	switch local {
	case "table":
		w.beginPage(w.s.Attr("style-name"))
		if w.isFrame(w.src[min(w.s.Offset(), len(w.src)):]) {
			w.openFrame()
		} else {
			w.openTable()
		}
	case "table-header-rows":
		w.heading = w.tables == 1
	case "table-row":
		w.openRow()
		if w.heading {
			w.headRow()
		}
	case "table-cell", "covered-table-cell":
		w.openCell()
		w.repeat = min(number(w.s.Attr("number-columns-repeated"), 1), w.lim.Columns)
	default:
		return false
	}
	return true
}

// startInline treats what stands inside paragraphs.
func (w *odtWalk) startInline(local string) bool {
	switch local {
	case "s":
		w.w.Text(strings.Repeat(" ", min(max(number(w.s.Attr("c"), 1), 0), longestSpace)))
	case "tab":
		w.w.Text(" ")
	case "line-break":
		w.lineBreak()
	case "soft-page-break":
		w.turnPage()
	case "span":
		w.openSpan()
	case "a":
		w.openLink(w.s.Attr("href"))
	case "sequence":
		w.w.Anchor("name:" + w.s.Attr("ref-name"))
	case "bookmark", "bookmark-start", "reference-mark", "reference-mark-start":
		w.w.Anchor("name:" + w.s.Attr("name"))
	case "bookmark-ref", "reference-ref", "sequence-ref":
		w.w.PushLink(document.LinkSection, w.s.Attr("ref-name"), "name:"+w.s.Attr("ref-name"))
	case "note-ref":
		w.w.PushLink(document.LinkNote, w.s.Attr("ref-name"), "note:"+w.s.Attr("ref-name"))
	case "note":
		w.openNote()
	case "annotation":
		if w.d.opt.Comments {
			w.openComment()
		} else {
			w.d.unshown.comments++
			w.s.Skip()
		}
	case "change":
		id := w.s.Attr("change-id")
		text := w.d.struck[id]
		delete(w.d.struck, id) // a change is made in one place
		if text != "" && !w.d.opt.All {
			w.d.unshown.struck++
		}
		w.w.Struck(text)
	case "ruby-text":
		w.w.Text("(")
	case "creator":
		if w.commenting() && w.text == 0 {
			w.beginHold((*odtWalk).signComment)
		}
	case "date":
		if w.commenting() && w.text == 0 {
			w.beginHold(nil)
		}
	case "sender-initials", "creator-initials":
		if w.text == 0 { // of who made a comment, and no field
			w.s.Skip()
		}
	case "date-string", "annotation-end", "binary-data":
		w.s.Skip()
	default:
		return false
	}
	return true
}

func (w *odtWalk) end(local string) {
	switch local {
	case "p", "h":
		w.endParagraph()
	case "span":
		if n := len(w.spans); n > 0 {
			if w.spans[n-1] {
				w.w.PopStyle()
			}
			w.spans = w.spans[:n-1]
			if len(w.spans) < w.hidden {
				w.hidden = 0
			}
		}
	case "list":
		if n := len(w.lists); n > 0 {
			w.lists = w.lists[:n-1]
		}
	case "table":
		w.closeTable()
	case "table-header-rows":
		w.heading = w.heading && w.tables != 1
	case "table-cell", "covered-table-cell":
		for ; w.repeat > 1; w.repeat-- {
			w.openCell()
		}
	case "a", "bookmark-ref", "reference-ref", "sequence-ref", "note-ref":
		w.w.PopLink()
	case "note", "annotation":
		w.endNote()
	case "index-body", "index-title":
		w.indexElement(local, false)
	case "ruby-text":
		w.w.Text(")")
	case "frame":
		switch f := w.framed; {
		case f.described:
		case f.object:
			w.d.unshown.objects++
		case f.picture:
			w.d.unshown.pictures++
		}
		w.framed = framed{}
	}
}
