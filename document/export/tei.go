package export

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ibid/document"
)

// TEI writes a document as TEI P5: note and pb for the apparatus, ref for what
// calls a note and for cross references, nested divs by the levels of headings; those that
// are documents of a volume say so.
// The notes stand together in the back, for several references may call one,
// and their labels may differ from those in the text.
//
// Furniture, inferred pages and problems are left out.
func TEI(w io.Writer, d *document.Document) error {
	t := new(tei)
	t.markup = markup{output: newOutput(w), d: d, sink: t, idName: "xml:id", note: document.Body}
	t.anchors = newAnchors(d, func(document.Link) bool { return false })
	if slices.ContainsFunc(d.Sections, func(s document.Section) bool { return s.Document && (s.Number != "" || d.Source.Format != "epub") }) {
		t.sections = d.Sections // the chapters of a book that are not numbered are divisions like others
	}
	t.header()
	t.put("<text>\n<body>\n")
	t.blocks(d.Blocks)
	t.divide(len(d.Blocks), new(document.Block))
	t.leaveDivs(0)
	t.put("</body>\n")
	if len(d.Notes) > 0 {
		t.put("<back>\n<div type=\"notes\">\n")
		for i, n := range d.Notes {
			t.noteElement(i, n)
		}
		t.put("</div>\n</back>\n")
	}
	t.put("</text>\n</TEI>\n")
	return t.finish()
}

// A tei is a document on its way to TEI.
type tei struct {
	markup
	divs int
	// Of a volume, the sections that are still to come, and the level of the
	// document that is open, 0 outside all.
	sections []document.Section
	part     int
	rows     int
	head     int
	begun    bool // the line holds text
	lines    bool // a line of verse was ended
}

func (t *tei) header() {
	m := t.d.Meta
	t.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n<fileDesc>\n<titleStmt>\n")
	t.put("<title>", markupText.Replace(line(m.Title)), "</title>\n")
	for _, c := range distinct(m.Creators) {
		t.put("<author>", markupText.Replace(c), "</author>\n")
	}
	t.put("</titleStmt>\n")
	if m.Edition != "" {
		t.put("<editionStmt><edition>", markupText.Replace(m.Edition), "</edition></editionStmt>\n")
	}
	t.put("<publicationStmt>\n<publisher>", markupText.Replace(m.Publisher), "</publisher>\n")
	for _, id := range distinct(m.Identifiers) {
		t.put("<idno>", markupText.Replace(id), "</idno>\n")
	}
	if m.Date != "" {
		t.put("<date>", markupText.Replace(m.Date), "</date>\n")
	}
	t.put("</publicationStmt>\n<sourceDesc><p/></sourceDesc>\n</fileDesc>\n")
	t.put("<encodingDesc><appInfo><application ident=\"ibid\" version=\"1.0\"><label>ibid</label></application></appInfo></encodingDesc>\n")
	if m.Language != "" {
		t.put("<profileDesc><langUsage><language", attribute("ident", m.Language), "/></langUsage></profileDesc>\n")
	}
	t.put("</teiHeader>\n")
}

func (t *tei) blocks(blocks []document.Block) {
	t.levels = levels(blocks)
	for i := range blocks {
		if b := &blocks[i]; empty(b) {
			t.pages = append(t.pages, breaks(t.d, b)...)
		} else {
			t.block(i, b)
		}
	}
	t.leave(0)
	t.held()
}

// places are the values of note/@place and @type (TEI P5, 3.9.1) for series.
var places = map[string]string{
	"": ` place="bottom"`, "footnote": ` place="bottom"`, "endnote": ` place="end"`, "margin": ` place="margin"`, "inline": ` place="inline"`, "interlinear": ` place="interlinear"`,
	"source": ` type="source"`, "summary": ` type="summary"`, "gloss": ` type="gloss"`, "editor": ` type="editorial"`, "variant": ` type="variant"`,
	"commentary": ` type="commentary"`, "comment": ` type="commentary"`,
}

func (t *tei) noteElement(i int, n document.Note) {
	place, ok := places[n.Series]
	switch {
	case ok:
	case strings.Contains(n.Series, "note") || strings.ContainsFunc(n.Series, func(c rune) bool { return !unicode.IsLower(c) }):
		place = places["footnote"] // no word of its own for a type
	default:
		place = attribute("type", n.Series)
	}
	t.put("<note", attribute("xml:id", "fn"+strconv.Itoa(i+1)), attribute("n", n.Label), place, ">")
	t.note = i
	t.blocks(n.Blocks)
	t.note = document.Body
	t.put("</note>\n")
}

func (t *tei) leave(n int) {
	for len(t.nest) > n {
		k := len(t.nest) - 1
		if t.nest[k] {
			t.put("</quote>\n")
		} else {
			t.put("</item>\n</list>\n")
		}
		t.nest = t.nest[:k]
	}
}

func (t *tei) leaveDivs(n int) {
	for ; t.divs > n; t.divs-- {
		t.put("</div>\n")
	}
}

// enterDiv begins a div at a level of the outline.
func (t *tei) enterDiv(level int, attributes string) {
	level = min(max(level, 1), 6)
	t.leaveDivs(level - 1)
	for ; t.divs < level-1; t.divs++ {
		t.put("<div>\n")
	}
	t.put("<div", attributes, ">\n")
	t.divs++
}

// divide begins the divs of the sections that begin with a block of the body. Outside volumes
// the levels of headings are those of sections. In one, a document may begin before its
// heading, and the headings of a file say nothing of where it stands in the volume.
func (t *tei) divide(i int, b *document.Block) {
	begun := false
	for ; len(t.sections) > 0 && t.sections[0].Block <= i; t.sections = t.sections[1:] {
		s := t.sections[0]
		if !s.Document && b.Kind != document.Heading {
			continue // it has its name from elsewhere
		}
		t.leave(0)
		begun = true
		attributes := ""
		if s.Level <= t.part {
			t.part = 0
		}
		if s.Document {
			t.part = s.Level
			attributes = attribute("type", "document") + attribute("n", s.Number)
		}
		t.enterDiv(s.Level, attributes)
	}
	switch {
	case b.Kind != document.Heading || begun:
	case t.part > 0:
		t.leave(0)
		t.enterDiv(max(int(b.Level), t.part+1), "")
	default:
		t.leave(0)
		t.enterDiv(int(b.Level), "")
	}
}

// longestMarker is the longest label, in bytes, that readers take for an item's marker.
const longestMarker = 12

func (t *tei) enter(b *document.Block, level int) {
	keep, more := t.nest.level(b, level)
	if !more {
		t.leave(keep)
		return
	}
	if b.Kind == document.Quote {
		t.leave(keep)
		t.put("<quote>\n")
		t.nest = append(t.nest, true)
		return
	}
	if len(t.nest) > keep && !t.nest[keep] {
		t.leave(keep + 1)
		t.put("</item>\n")
	} else {
		t.leave(keep)
		t.put("<list>\n")
		t.nest = append(t.nest, false)
	}
	label := b.Label
	if len(label) > longestMarker {
		label = ""
	}
	t.put("<item", attribute("n", label), ">")
}

func (t *tei) block(i int, b *document.Block) {
	if t.note == document.Body {
		t.divide(i, b)
	}
	if b.Kind != document.Heading || t.note != document.Body {
		t.enter(b, t.levels[i])
	}
	id := t.id(i)
	t.kind, t.begun, t.lines = b.Kind, false, false
	switch {
	case b.Kind == document.Rule:
		t.pages = append(t.pages, breaks(t.d, b)...)
		t.held()
		t.put("<milestone unit=\"section\" rend=\"hr\"/>\n")
	case b.Kind == document.Heading && t.note == document.Body:
		t.element("head", id, b)
	case b.Kind == document.Code:
		t.put("<eg", id, ` xml:space="preserve"`, ">")
		t.held()
		walk(t.d, b, t, true)
		t.put("</eg>\n")
	case b.Kind == document.Figure:
		t.put("<figure", id, ">")
		if b.Label != "" {
			t.put("<graphic", attribute("url", b.Label), "/>")
		}
		t.element("figDesc", "", b)
		t.put("</figure>\n")
	case b.Kind == document.Table:
		t.table(id, b)
	case b.Kind == document.Verse:
		t.put("<lg", id, ">")
		t.element("l", "", b)
		t.put("</lg>\n")
	default:
		t.element("p", id, b)
	}
}

func (t *tei) table(id string, b *document.Block) {
	t.put("<table", id, ">\n")
	t.rows, t.head = 0, int(b.Head)
	t.beginRow()
	t.held()
	walk(t.d, b, t, false)
	t.put("</cell></row>\n</table>\n")
}

func (t *tei) beginRow() {
	if t.rows++; t.rows <= t.head {
		t.put(`<row role="label"><cell>`)
	} else {
		t.put("<row><cell>")
	}
}

// The methods below make tei a sink.

func (t *tei) text(s string) {
	t.put(markupText.Replace(s))
	t.begun = true
}

func (t *tei) newline() {
	switch {
	case t.kind == document.Verse && (t.begun || t.lines): // a line without words parts stanzas
		t.put("</l>\n<l>")
		t.begun, t.lines = false, true
	case t.begun:
		t.put("<lb/>\n")
		t.begun = false
	}
}

func (t *tei) cell() { t.put("</cell><cell>") }

func (t *tei) row() {
	t.put("</cell></row>\n")
	t.beginRow()
}

// highlights are the elements of styles. What was struck is rendered as struck:
// a del would say that the writer struck it, and readers would not show it.
var highlights = map[document.Style][2]string{
	document.Italic:      {`<hi rend="italic">`, "</hi>"},
	document.Bold:        {`<hi rend="bold">`, "</hi>"},
	document.SmallCaps:   {`<hi rend="smallcaps">`, "</hi>"},
	document.Monospace:   {"<code>", "</code>"},
	document.Underline:   {`<hi rend="underline">`, "</hi>"},
	document.Strike:      {`<hi rend="strikethrough">`, "</hi>"},
	document.Superscript: {`<hi rend="superscript">`, "</hi>"},
	document.Subscript:   {`<hi rend="subscript">`, "</hi>"},
	document.Inserted:    {"<add>", "</add>"},
	document.Deleted:     {`<hi rend="strikethrough">`, "</hi>"},
	document.Unclear:     {"<unclear>", "</unclear>"},
}

func (t *tei) open(s document.Style, _, _ int) { t.put(highlights[s][0]) }
func (t *tei) close(s document.Style)          { t.put(highlights[s][1]) }

func (t *tei) links(i int) bool {
	return t.anchors.target(t.d, i) != ""
}

func (t *tei) openLink(i int) {
	kind := ""
	if t.calls(i) {
		kind = "crossref"
	}
	t.put("<ref", attribute("type", kind), attribute("target", t.anchors.target(t.d, i)), ">")
}

// calls reports whether readers would take a cross reference for what calls a
// note, if its type did not say otherwise: one to a note with no more than a label for text.
func (t *tei) calls(link int) bool {
	l, to := t.d.Links[link], t.d.Dest(link).To
	if l.Kind != document.LinkNote || to < 0 {
		return false
	}
	text := strings.Trim(linkText(t.d, l), "[](){} ")
	return len(text) <= 4 || text == strings.Trim(t.d.Notes[to].Label, "[](){} ")
}

func (t *tei) closeLink(int) { t.put("</ref>") }

func (t *tei) ref(i int) {
	r := t.d.Refs[i]
	to := "fn0" // none: the note is missing
	if n := t.d.Called(i); n != document.NoNote {
		to = "fn" + strconv.Itoa(n+1)
	}
	n := ""
	if r.Label == "" {
		n = ` n=""`
	} else if strings.Trim(r.Label, "[](){} \t\n") != r.Label {
		n = attribute("n", r.Label) // readers take brackets off what is printed
	}
	t.put(`<ref type="noteref" target="#`, to, `"`, n, `>`, markupText.Replace(r.Label), "</ref>")
	t.begun = true
}

func (t *tei) page(i int) {
	p := t.d.Pages[i]
	kind := ""
	if p.Series == "facsimile" || p.Series == "typeset" {
		kind = p.Series
	}
	t.put("<pb", attribute("n", p.Label), attribute("type", kind), attribute("xml:id", t.anchors.pages[i]), "/>")
}
