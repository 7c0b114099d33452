package office

import (
	"context"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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
	controls map[string]string // what controls of forms show, by their ids
	outer    []odtPlace        // where the notes that are open were called
	counters map[string]*counter
	page     int
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
	key     string
	text    int // paragraphs and headings around, a text box's inside another; characters count in them
	spans   []bool
	hidden  int // the spans from this one on are not shown, 0 where all are
	lists   []odtList
	item    bool // the next paragraph is the first of a list item
	image   string
	boxes   []string // text boxes anchored in the open paragraph
	repeat  int      // how often the open cell stands
	heading bool     // inside a table's head
}

// A framed is what the open frame holds, and whether that has a description or is shown.
type framed struct{ picture, object, described bool }

// An odtList is an open text:list.
type odtList struct {
	style string
	start int // of the next item, -1 where the count goes on
}

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
			w.w.Text(w.s.Text())
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
	if w.startInline(local) {
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
	case "table":
		w.openTable()
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
		w.formula(w.s)
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
	}
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
		text := w.d.struck[w.s.Attr("change-id")]
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

// commenting reports whether the walk is inside a comment, whose author and
// date are elements of the same names as the fields for them.
func (w *odtWalk) commenting() bool {
	return len(w.outer) > 0 && strings.HasPrefix(w.outer[len(w.outer)-1].key, "comment:")
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

// longestSpace is the most spaces that one element stands for.
const longestSpace = 256

// openBox puts a text box that is anchored in a paragraph aside until its end.
func (w *odtWalk) openBox() {
	if w.text == 0 || w.nested >= maxNested {
		return
	}
	from := w.s.EndOffset()
	w.s.Skip()
	w.boxes = append(w.boxes, w.src[from:w.s.Offset()])
}

// readBoxes reads the text boxes of the paragraph that has ended.
func (w *odtWalk) readBoxes() {
	boxes := w.boxes
	w.boxes = nil
	w.nested++
	for _, b := range boxes {
		w.walk(b, true)
	}
	w.nested--
}

func (w *odtWalk) openParagraph(heading bool) {
	w.text++
	w.w.Cut(w.image) // of a paragraph that did not end
	w.image = ""
	if w.inTable() {
		return
	}
	name := w.s.Attr("style-name")
	kind, depth, label := document.Paragraph, uint8(0), ""
	titled := true // no style with a name was met
	w.d.ancestry(name, func(x odtStyle) {
		own := titled
		titled = titled && x.auto
		switch {
		case kind != document.Paragraph:
		case x.name == "quotations" || x.name == "quotation":
			kind, depth = document.Quote, 1
		case x.name == "preformatted text":
			kind = document.Code
		case contentsLevel(x.name, "contents ") > 0:
			kind, depth = document.Item, contentsLevel(x.name, "contents ")
		case x.name == "title" && own: // a subtitle is based on it, and is none
			kind, depth = document.Heading, 1
		}
	})
	switch n := len(w.lists); {
	case heading:
		kind, depth = document.Heading, uint8(min(max(number(w.s.Attr("outline-level"), 1), 1), maxLevels))
		if w.s.Attr("is-list-header") != "true" {
			label = w.headingLabel(int(depth))
		}
	case n > 0 && kind == document.Paragraph:
		depth = uint8(min(n, w.lim.Depth))
		if w.item {
			kind, label = document.Item, w.label()
		}
	}
	w.item = false
	if kind == document.Code && w.w.Ended() && w.w.BlockKind() == document.Code {
		w.w.Resume()
		w.w.Break()
		return
	}
	w.w.OpenBlock(kind, depth)
	if label != "" {
		w.w.SetLabel(label)
	}
}

func (w *odtWalk) endParagraph() {
	if w.text == 0 {
		return
	}
	w.text--
	if w.image != "" && !w.inTable() && w.w.InBlock() && w.w.Empty() {
		w.w.SetKind(document.Figure, 0)
		w.w.Text(w.image)
	} else {
		w.w.Cut(w.image)
	}
	w.image = ""
	w.closeParagraph()
	if w.text == 0 {
		w.readBoxes()
	}
}

func (w *odtWalk) openList() {
	style := w.s.Attr("style-name")
	if n := len(w.lists); style == "" && n > 0 {
		style = w.lists[n-1].style
	}
	if len(w.lists) == 0 && w.s.Attr("continue-numbering") != "true" && w.s.Attr("continue-list") == "" {
		delete(w.counters, style)
	}
	if len(w.lists) < w.lim.Depth {
		w.lists = append(w.lists, odtList{style: style, start: -1})
	}
}

// label counts a list item and returns its number or sign.
func (w *odtWalk) label() string {
	l := &w.lists[len(w.lists)-1]
	levels := w.d.lists[l.style]
	if levels == nil {
		return "•"
	}
	at := min(len(w.lists), maxLevels) - 1
	if x := levels[at]; x.bullet != "" || x.as == "" {
		return bullet(x.bullet)
	}
	return w.number(l.style, levels, at, l.start)
}

// headingLabel counts a heading in the outline (text:outline-style, section
// 16.34) or in the list that it is an item of, and returns its number, "" where
// its level has none.
func (w *odtWalk) headingLabel(level int) string {
	style, start, at := outlineStyle, -1, level-1
	if n := len(w.lists); n > 0 && w.item {
		style, start, at = w.lists[n-1].style, w.lists[n-1].start, min(n, maxLevels)-1
	} else if w.s.Attr("restart-numbering") == "true" {
		start = number(w.s.Attr("start-value"), 1)
	}
	levels := w.d.lists[style]
	if levels == nil || levels[at].bullet != "" || levels[at].as == "" || levels[at].as == "none" {
		return ""
	}
	return w.number(style, levels, at, start)
}

// number counts an item of a level, from start where that is not -1, and returns
// its number as printed.
func (w *odtWalk) number(style string, levels *[maxLevels]odtLevel, at, start int) string {
	c := w.counters[style]
	if c == nil {
		c = new(counter)
		w.counters[style] = c
	}
	l := levels[at]
	if start >= 0 {
		c.used[at] = false
		l.start = start
	}
	c.next(at, l.start)
	var parts []string
	for i := max(0, at-l.show+1); i <= at; i++ {
		if s := format(c.at(i, levels[i].start), levels[i].as); s != "" {
			parts = append(parts, s)
		}
	}
	return l.prefix + strings.Join(parts, ".") + l.suffix
}

func (w *odtWalk) openSpan() {
	var set, mask document.Style
	hidden := false
	w.d.ancestry(w.s.Attr("style-name"), func(x odtStyle) {
		set |= x.set &^ mask
		mask |= x.mask
		hidden = hidden || x.hidden
	})
	w.spans = append(w.spans, set != 0)
	if hidden && w.hidden == 0 {
		w.hidden = len(w.spans)
	}
	if set != 0 {
		w.w.PushStyle(set)
	}
}

// openLink begins a text:a: "#name" leads inside the document, with
// "|outline" and the like after the name of what it leads to.
func (w *odtWalk) openLink(href string) {
	if name, ok := strings.CutPrefix(href, "#"); ok {
		name, _, _ = strings.Cut(name, "|")
		w.w.PushLink(document.LinkSection, name, "name:"+name)
		return
	}
	w.w.PushLink(document.LinkURL, href, "")
}

// openNote begins a text:note where it stands.
func (w *odtWalk) openNote() {
	series := w.s.Attr("note-class")
	if series == "" {
		series = "footnote"
	}
	w.push(document.Ref{Reason: "text:note stands here", Confidence: 1}, "note:"+w.s.Attr("id"), series, "")
}

func (w *odtWalk) openComment() {
	w.comments++
	label := "c" + strconv.Itoa(w.comments)
	w.push(document.Ref{Label: label, Reason: "office:annotation stands here", Confidence: 1}, "comment:"+strconv.Itoa(w.comments), "comment", label)
}

// signComment gives the open comment the initials of its author for a label.
func (w *odtWalk) signComment(author string) {
	if !w.commenting() {
		return
	}
	label := ""
	for _, name := range strings.Fields(author) {
		c, _ := utf8.DecodeRuneInString(name)
		label += string(unicode.ToUpper(c))
	}
	label += strconv.Itoa(w.comments)
	w.outer[len(w.outer)-1].ref.Label = label
	w.w.SetNoteLabel(label)
}

func (w *odtWalk) push(ref document.Ref, key, series, label string) {
	if len(w.outer) >= maxNested {
		w.d.deep = true
		w.s.Skip()
		return
	}
	w.odtPlace.ref, w.odtPlace.key = ref, key
	w.odtPlace.depth = w.s.Depth()
	w.outer = append(w.outer, w.odtPlace)
	w.odtPlace = odtPlace{flow: flow{w: w.w, lim: w.lim}}
	w.outer[len(w.outer)-1].ref.Note = w.w.BeginNote(document.Note{Label: label, Series: series}, key)
}

// cite gives the open note its label.
func (w *odtWalk) cite(label string) {
	if n := len(w.outer); n > 0 {
		w.outer[n-1].ref.Label = label
		w.w.SetNoteLabel(label)
	}
}

// endNote goes back to where the note was called and leaves its reference there.
func (w *odtWalk) endNote() {
	n := len(w.outer)
	if n == 0 || w.outer[n-1].depth != w.s.Depth() {
		return
	}
	w.w.EndNote()
	w.odtPlace = w.outer[n-1]
	w.outer = w.outer[:n-1]
	w.w.Ref(w.odtPlace.ref, "")
}

// turnPage begins a page where the program last drew one; its number is
// counted.
func (w *odtWalk) turnPage() {
	if len(w.outer) > 0 {
		return
	}
	if w.page == 0 {
		w.page = 1
	}
	w.page++
	w.w.InferredPage(strconv.Itoa(w.page))
}

// describe keeps the description of a picture.
func (w *odtWalk) describe(text string) {
	switch {
	case text == "":
	case w.image == "":
		w.image = text
	case strings.Contains(w.image, text):
		w.w.Cut(text)
	default:
		w.image += "; " + text
	}
}
