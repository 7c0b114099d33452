package export

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"ibid/document"
)

// HTML writes a document as a page of HTML whose apparatus is tagged with the
// roles of DPUB-ARIA 1.1: doc-noteref, doc-footnote or doc-endnote,
// doc-backlink and doc-pagebreak. What a label or series HTML has no place for
// stands in data-label and data-series.
//
// The label of a note, or an arrow where it has none, leads back to the sign that calls it first.
//
// Furniture, inferred pages, pages without a label and problems are left out.
func HTML(w io.Writer, d *document.Document) error {
	h := &html{rank: ranks(d)}
	h.markup = markup{output: newOutput(w), d: d, sink: h, idName: "id", note: document.Body}
	h.anchors = newAnchors(d, func(l document.Link) bool { return signAlone(d, l) })
	h.head()
	h.blocks(d.Blocks)
	if len(d.Notes) > 0 {
		h.put("<hr class=\"footnotes-sep\">\n")
	}
	for i, n := range d.Notes {
		h.aside(i, n)
	}
	h.put("</body>\n</html>\n")
	return h.finish()
}

// A html is a document on its way to HTML.
type html struct {
	markup
	rank   []int    // of each reference in order of place
	lists  []string // the list's element for each item of nest
	broke  bool     // a line break was written last, or nothing yet
	inHead bool     // the row being written is of the table's head
	rows   int
	headed int
}

func (h *html) head() {
	m := h.d.Meta
	h.put("<!DOCTYPE html>\n<html", attribute("lang", m.Language), ">\n<head>\n<meta charset=\"utf-8\">\n")
	h.put("<title>", markupText.Replace(line(m.Title)), "</title>\n")
	h.meta("author", m.Creators...)
	h.meta("date", m.Date)
	h.meta("dc.publisher", m.Publisher)
	h.meta("dc.identifier", m.Identifiers...)
	h.put(sheet, "</head>\n<body>\n")
}

// sheet shows what browsers do not show by themselves: where pages begin, the indented lines
// of verse, small capitals.
const sheet = `<style>
body { max-width: 40em; margin: 1em auto; padding: 0 1em; }
aside { font-size: smaller; }
.smallcaps { font-variant: small-caps; }
[role=doc-pagebreak]::before { content: "[" attr(aria-label) "] "; font-size: smaller; color: gray; }
</style>
`

func (h *html) meta(name string, values ...string) {
	for _, v := range distinct(values) {
		h.put("<meta", attribute("name", name), attribute("content", v), ">\n")
	}
}

func (h *html) blocks(blocks []document.Block) {
	h.levels = levels(blocks)
	for i := range blocks {
		if b := &blocks[i]; empty(b) {
			h.hold(b)
		} else {
			h.block(i, b)
		}
	}
	h.leave(0)
	if len(h.pages) > 0 {
		h.put("<p>")
		h.held()
		h.put("</p>\n")
	}
}

// hold keeps the page breaks of a block that is not written for the next.
func (h *html) hold(b *document.Block) {
	for _, p := range breaks(h.d, b) {
		if h.d.Pages[p].Label != "" {
			h.pages = append(h.pages, p)
		}
	}
}

// aside writes a note.
func (h *html) aside(i int, n document.Note) {
	role := "doc-footnote"
	series := n.Series
	switch series {
	case "endnote":
		role, series = "doc-endnote", ""
	case "footnote":
		series = ""
	}
	h.put("<aside", attribute("role", role), attribute("id", "fn"+strconv.Itoa(i+1)), ` data-label="`, markupAttribute.Replace(n.Label), `"`, attribute("data-series", series), ">\n")
	h.note = i
	h.lead = h.backlink(i, n.Label)
	if len(n.Blocks) == 0 || n.Blocks[0].Kind != document.Paragraph || empty(&n.Blocks[0]) {
		h.put("<p>", h.lead, "</p>\n")
		h.lead = ""
	}
	h.blocks(n.Blocks)
	h.note = document.Body
	h.put("</aside>\n")
}

// backlink returns what a note begins with: its label, which leads back to where it is called.
func (h *html) backlink(note int, label string) string {
	href := ""
	if first := h.firstCaller(note); first > 0 {
		href = "#fnref" + strconv.Itoa(first)
	}
	return `<a role="doc-backlink"` + attribute("href", href) + ">" + markupText.Replace(cmp.Or(label, "↩")) + "</a> "
}

// firstCaller returns the rank of the first reference to a note, 0 for none.
func (h *html) firstCaller(note int) int {
	first := 0
	for _, i := range h.d.Callers(note) {
		if first == 0 || h.rank[i] < first {
			first = h.rank[i]
		}
	}
	return first
}

// ranks numbers references from 1 in order of place, the body before the notes.
func ranks(d *document.Document) []int {
	order := make([]int, len(d.Refs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := d.Refs[a].At, d.Refs[b].At
		return cmp.Or(cmp.Compare(x.Note, y.Note), cmp.Compare(x.Block, y.Block), cmp.Compare(x.Offset, y.Offset))
	})
	out := make([]int, len(order))
	for k, i := range order {
		out[i] = k + 1
	}
	return out
}

// leave ends the lists and quotations beyond the first n.
func (h *html) leave(n int) {
	for len(h.nest) > n {
		k := len(h.nest) - 1
		if h.nest[k] {
			h.put("</blockquote>\n")
		} else {
			h.put("</li>\n</", h.lists[k], ">\n")
		}
		h.nest, h.lists = h.nest[:k], h.lists[:k]
	}
}

// enter begins the list's item or quotation that a block stands in.
func (h *html) enter(b *document.Block, level int) {
	keep, more := h.nest.level(b, level)
	if !more {
		h.leave(keep)
		return
	}
	if b.Kind == document.Quote {
		h.leave(keep)
		h.put("<blockquote>\n")
		h.nest, h.lists = append(h.nest, true), append(h.lists, "")
		return
	}
	number, sign := ordinal(b.Label)
	list := "ul"
	if sign == '.' {
		list = "ol"
	}
	if len(h.nest) > keep && !h.nest[keep] && h.lists[keep] == list {
		h.leave(keep + 1)
		h.put("</li>\n")
	} else {
		h.leave(keep)
		h.put("<", list, ">\n")
		h.nest, h.lists = append(h.nest, false), append(h.lists, list)
	}
	switch {
	case list == "ol":
		h.put(`<li value="`, strconv.Itoa(number), `">`)
	case b.Label == "•" || b.Label == "":
		h.put("<li>")
	default:
		h.put("<li", attribute("data-label", b.Label), attribute("style", "list-style-type: '"+strings.NewReplacer("'", "", `\`, "").Replace(b.Label)+" '"), ">")
	}
}

// elements are those of the kinds of blocks that hold nothing but text.
var elements = map[document.Kind]string{document.Paragraph: "p", document.Item: "p", document.Quote: "p", document.Verse: "p", document.Table: "p"}

func (h *html) block(i int, b *document.Block) {
	if b.Kind == document.Rule {
		h.hold(b)
		if h.note == document.Body { // a rule in a note parts it from nothing
			h.leave(0)
			h.put("<hr>\n")
		}
		return
	}
	h.enter(b, h.levels[i])
	id := h.id(i)
	h.kind, h.broke = b.Kind, true
	switch {
	case b.Kind == document.Heading:
		name := "h" + strconv.Itoa(min(max(int(b.Level), 1), 6))
		h.element(name, id, b)
	case b.Kind == document.Code:
		class := ""
		if b.Label != "" {
			class = attribute("class", "language-"+strings.Join(strings.Fields(b.Label), "-"))
		}
		h.put("<pre", id, class, ">")
		h.held()
		walk(h.d, b, h, true)
		h.put("</pre>\n")
	case b.Kind == document.Figure:
		h.figure(id, b)
	case b.Kind == document.Table && cellsOf(b) > 1:
		h.table(id, b)
	case b.Kind == document.Verse:
		h.element("p", id+` class="verse"`, b)
	default:
		h.element(elements[b.Kind], id, b)
	}
}

func (h *html) figure(id string, b *document.Block) {
	h.put("<figure", id, ">")
	if b.Label != "" {
		h.put(`<img alt=""`, attribute("src", b.Label), ">")
	}
	h.put("<figcaption>")
	h.held()
	walk(h.d, b, h, false)
	h.put("</figcaption></figure>\n")
}

func (h *html) table(id string, b *document.Block) {
	h.put("<table", id, ">\n")
	h.rows, h.headed = 0, int(b.Head)
	if h.headed > strings.Count(b.Text, "\n") {
		h.headed = 0 // a table of nothing but head has none
	}
	h.beginRow()
	h.held()
	walk(h.d, b, h, false)
	h.endCell()
	h.put("</tr>\n</table>\n")
}

func (h *html) beginRow() {
	h.inHead = h.rows < h.headed
	h.rows++
	h.put("<tr>")
	h.beginCell()
}

func (h *html) beginCell() {
	if h.inHead {
		h.put("<th>")
	} else {
		h.put("<td>")
	}
}

func (h *html) endCell() {
	if h.inHead {
		h.put("</th>")
	} else {
		h.put("</td>")
	}
}

// The methods below make html a sink.

func (h *html) text(s string) {
	h.put(markupText.Replace(s))
	h.broke = false
}

func (h *html) newline() {
	if !h.broke || h.kind == document.Verse { // an empty line parts stanzas
		h.put("<br>\n")
	}
	h.broke = true
}

func (h *html) cell() {
	h.endCell()
	h.beginCell()
}

func (h *html) row() {
	if h.kind == document.Table {
		h.endCell()
		h.put("</tr>\n")
		h.beginRow()
	}
}

func (h *html) open(s document.Style, _, _ int) { h.put(tags[s][0]) }
func (h *html) close(s document.Style)          { h.put(tags[s][1]) }

func (h *html) links(i int) bool {
	return h.anchors.target(h.d, i) != "" && !signAlone(h.d, h.d.Links[i])
}

// signAlone reports whether a link's text is a sign, which would be taken for a
// link that leads back from a note.
func signAlone(d *document.Document, l document.Link) bool {
	text := linkText(d, l)
	return !strings.ContainsFunc(text, wordRune) || strings.TrimLeft(text, "^↑↩⏎") != text
}

func (h *html) openLink(i int) {
	dest := h.anchors.target(h.d, i)
	class := ""
	if dest[0] == '#' {
		class = "crossref" // and no reference to a note
	}
	h.put("<a", attribute("class", class), attribute("href", dest), ">")
}

func (h *html) closeLink(int) { h.put("</a>") }

func (h *html) ref(i int) {
	r := h.d.Refs[i]
	to := "fn0" // none: the note is missing
	if n := h.d.Called(i); n != document.NoNote {
		to = "fn" + strconv.Itoa(n+1)
	}
	h.put(`<sup><a role="doc-noteref" id="fnref`, strconv.Itoa(h.rank[i]), `" href="#`, to, `" data-label="`, markupAttribute.Replace(r.Label), `">`, markupText.Replace(cmp.Or(r.Label, "*")), "</a></sup>")
	h.broke = false
}

func (h *html) page(i int) {
	if p := h.d.Pages[i]; p.Label != "" {
		h.put(`<span role="doc-pagebreak"`, attribute("id", h.anchors.pages[i]), attribute("aria-label", p.Label), exactLabel(p.Label), attribute("data-series", p.Series), "></span>")
	}
}
