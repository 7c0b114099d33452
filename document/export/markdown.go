package export

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// Markdown writes a document as Markdown with footnotes: what GitHub, pandoc
// and this program's own reader agree on, and HTML tags for what they have no
// sign for. Page breaks are empty spans with the role of DPUB-ARIA 1.1,
// doc-pagebreak. Comments that begin with "ibid" say of references and notes
// what Markdown cannot: a printed label unlike the note's, a series.
//
// Furniture, inferred pages and problems are left out.
func Markdown(w io.Writer, d *document.Document) error {
	m := &markdown{output: newOutput(w), d: d, anchors: newAnchors(d, func(l document.Link) bool { return inFigure(d, l) }), labels: newLabels(d), note: document.Body}
	m.frontMatter()
	m.blocks(d.Blocks)
	for i, n := range d.Notes {
		m.definition(i, n)
	}
	return m.finish()
}

// A markdown is a document on its way to Markdown.
type markdown struct {
	*output
	d       *document.Document
	anchors *anchors
	labels  *labels

	note   int       // that is being written, or document.Body
	nest   []holder  // lists and quotations around the place
	base   string    // what every line of a note begins with
	inline bool      // the next block begins on the line of a note's definition
	begun  bool      // a block was written before
	pages  []int     // page breaks that wait for a block with text
	groups []listing // how each block's list is written
	levels []int     // lists and quotations around each block
	last   document.Kind
	line   struct {
		b       strings.Builder // of the block being written
		start   bool            // nothing stands on the line yet
		prev    rune            // the last character
		kind    document.Kind
		text    string // of the block
		shut    []string
		held    bool // page breaks at the block's beginning stand before it
		columns int
		cells   int
	}
}

// A holder is a list's item, a definition or a quotation that holds blocks.
type holder struct {
	quote  bool
	indent int
}

func (m *markdown) frontMatter() {
	meta := m.d.Meta
	if meta.Title == "" && len(meta.Creators) == 0 && meta.Date == "" && meta.Language == "" && meta.Edition == "" && meta.Publisher == "" && len(meta.Identifiers) == 0 {
		return
	}
	m.put("---\n")
	m.field("title", line(meta.Title))
	m.list("author", distinct(meta.Creators))
	m.field("date", meta.Date)
	m.field("lang", meta.Language)
	m.field("edition", meta.Edition)
	m.field("publisher", meta.Publisher)
	m.list("identifier", distinct(meta.Identifiers))
	m.put("---\n")
	m.begun = true
}

var yamlString = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func (m *markdown) field(name, value string) {
	if value != "" {
		m.put(name, `: "`, yamlString.Replace(line(value)), "\"\n")
	}
}

func (m *markdown) list(name string, values []string) {
	if len(values) == 0 {
		return
	}
	m.put(name, ":\n")
	for _, v := range values {
		m.put(`  - "`, yamlString.Replace(v), "\"\n")
	}
}

// blocks writes the blocks of the body or of a note.
func (m *markdown) blocks(blocks []document.Block) {
	m.levels, m.nest = levels(blocks), nil
	m.groups = m.listings(blocks)
	for i := range blocks {
		m.block(i, &blocks[i])
	}
	if len(m.pages) > 0 {
		m.nest = nil
		m.separate(document.Paragraph)
		m.standing()
	}
}

func (m *markdown) definition(i int, n document.Note) {
	if m.begun {
		m.put("\n")
	}
	m.put("[^", m.labels.notes[i], "]:")
	var attrs string
	if shownLabel(m.labels.notes[i]) != n.Label {
		attrs = ` label="` + commentText.Replace(n.Label) + `"`
	}
	if n.Series != "footnote" && n.Series != "" {
		attrs += ` series="` + commentText.Replace(n.Series) + `"`
	}
	if attrs != "" {
		m.put(" <!-- ibid", attrs, " -->")
	}
	m.note, m.base, m.begun = i, "    ", false
	m.inline = len(n.Blocks) > 0 && n.Blocks[0].Kind == document.Paragraph && n.Blocks[0].Level == 0
	if m.inline {
		m.put(" ")
	} else {
		m.put("\n")
	}
	m.blocks(n.Blocks)
	if m.inline {
		m.put("\n")
	}
	m.note, m.base, m.begun, m.inline = document.Body, "", true, false
}

var commentText = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;", "-", "&#45;", "\n", " ")

// separate ends the block before with a blank line, within the quotations
// that go on.
func (m *markdown) separate(kind document.Kind) {
	if m.inline || !m.begun {
		m.begun = true
		return
	}
	if kind == document.Item && m.last == document.Item {
		return
	}
	m.put(strings.TrimRight(m.prefix(len(m.nest)), " "), "\n")
}

// prefix returns what a line begins with inside the first n holders.
func (m *markdown) prefix(n int) string {
	s := m.base
	for _, h := range m.nest[:n] {
		if h.quote {
			s += "> "
		} else {
			s += strings.Repeat(" ", h.indent)
		}
	}
	return s
}

// place takes off the holders that a block is not in, and puts on the one that
// it begins. It returns what the block's first line begins with.
func (m *markdown) place(i int, b *document.Block) (first string) {
	level := m.levels[i]
	switch b.Kind {
	case document.Heading:
		m.nest = nil
	case document.Item, document.Quote:
		if b.Kind == document.Quote && len(m.nest) >= level && m.nest[level-1].quote {
			m.nest = m.nest[:level]
			break
		}
		m.nest = m.nest[:level-1]
	default:
		m.nest = m.nest[:level]
	}
	if b.Kind != document.Item {
		if m.groups[i] == describing {
			return m.prefix(len(m.nest)-1) + ":   "
		}
		m.separate(b.Kind)
		if b.Kind == document.Quote && len(m.nest) < level {
			m.nest = append(m.nest, holder{quote: true})
		}
		return m.prefix(len(m.nest))
	}
	number, _ := ordinal(b.Label)
	switch {
	case m.groups[i] == ordered:
		m.last = document.Item // no blank line parts it from the item before
	case m.groups[i] == starting && number != 1 || m.groups[i] == described:
		m.last = document.Paragraph // nor may it interrupt what stands before
	}
	m.separate(b.Kind)
	first = m.prefix(len(m.nest))
	marker, width := m.marker(i, b)
	m.nest = append(m.nest, holder{indent: width})
	return first + marker
}

// block writes one block with the blank line before it.
func (m *markdown) block(i int, b *document.Block) {
	if empty(b) {
		m.hold(b)
		return
	}
	if alone(b) {
		m.hold(b)
		if len(m.pages) > 0 {
			m.nest = m.nest[:min(len(m.nest), m.levels[i])]
			m.separate(document.Paragraph)
			m.standing()
			m.inline = false
		}
	}
	if m.inline && b.Kind != document.Paragraph {
		m.put("\n")
		m.inline = false
	}
	first := m.place(i, b)
	if m.inline {
		first = ""
	}
	m.inline = false
	rest := m.prefix(len(m.nest))
	switch {
	case b.Kind == document.Code && !m.calls(b):
		m.code(b, first, rest)
	case b.Kind == document.Rule:
		m.put(first, "* * *\n")
	default:
		m.put(first, strings.ReplaceAll(m.markup(i, b), "\n", "\n"+rest), "\n")
	}
	m.last = b.Kind
}

// alone reports whether page breaks at a block's beginning must stand before it.
func alone(b *document.Block) bool {
	return b.Kind == document.Code || b.Kind == document.Rule || b.Kind == document.Table || b.Kind == document.Figure
}

// first reports whether a page break stands at a block's beginning. One before the
// empty cells of a table is that of the first cell with words.
func first(b *document.Block, at int) bool {
	return at == 0 && !(b.Kind == document.Table && strings.HasPrefix(b.Text, "\t"))
}

// hold keeps the page breaks at the beginning of a block for the next.
func (m *markdown) hold(b *document.Block) {
	for _, k := range b.Marks {
		if k.Kind == document.MarkPage && (first(b, int(k.Offset)) || empty(b) || b.Kind == document.Rule) && !m.d.Pages[k.Index].Inferred {
			m.pages = append(m.pages, int(k.Index))
		}
	}
}

// standing writes the page breaks that were held as a paragraph of their own.
func (m *markdown) standing() {
	m.put(m.prefix(len(m.nest)))
	for _, p := range m.pages {
		m.put(m.pageSpan(p))
	}
	m.put("\n")
	m.pages = m.pages[:0]
	m.last = document.Paragraph
	m.begun = true
}

// calls reports whether code calls notes or turns pages, which no fence can hold.
func (m *markdown) calls(b *document.Block) bool {
	for _, k := range b.Marks {
		if k.Kind == document.MarkRef || k.Kind == document.MarkPage && k.Offset > 0 && !m.d.Pages[k.Index].Inferred {
			return true
		}
	}
	return false
}

func (m *markdown) code(b *document.Block, first, rest string) {
	n, run := 3, 0
	for _, c := range b.Text {
		if run++; c != '`' {
			run = 0
		}
		n = max(n, run+1)
	}
	fence := strings.Repeat("`", n)
	language, _, _ := strings.Cut(strings.Map(func(c rune) rune {
		if c == '`' || c == '\\' || c == '&' || unicode.IsSpace(c) {
			return ' '
		}
		return c
	}, b.Label), " ")
	m.put(first, fence, language, "\n", rest)
	for i, l := range strings.Split(strings.TrimRight(b.Text, "\n"), "\n") {
		switch {
		case l == "" && i > 0:
			m.put(strings.TrimRight(rest, " "))
		case i > 0:
			m.put(rest)
		}
		m.put(l, "\n")
	}
	m.put(rest, fence, "\n")
}

// markup returns a block's text, its lines to be prefixed.
func (m *markdown) markup(i int, b *document.Block) string {
	l := &m.line
	m.openLine(b)
	name := ""
	switch {
	case m.note == document.Body:
		name = m.anchors.blocks[i]
	case i == 0:
		m.anchor(m.anchors.notes[m.note])
	}
	if b.Kind != document.Heading {
		m.anchor(name)
	}
	for _, p := range m.pages {
		m.raw(m.pageSpan(p))
	}
	m.pages = m.pages[:0]
	if b.Kind == document.Heading && b.Label != "" {
		m.text(b.Label)
		m.raw(" ")
	}
	if b.Kind == document.Code {
		l.kind = document.Verse // code that calls notes: no fence can hold it
	}
	walk(m.d, b, m, false)
	switch b.Kind {
	case document.Heading:
		if name != "" {
			l.b.WriteString(" {#" + name + "}")
		}
	case document.Figure:
		l.b.WriteString("](" + destination(b.Label) + ")")
	case document.Table:
		m.endRow(b.Head > 0)
	}
	return l.b.String()
}

// openLine begins the line of a block with what says its kind.
func (m *markdown) openLine(b *document.Block) {
	l := &m.line
	l.b.Reset()
	l.start, l.prev, l.kind, l.text, l.shut, l.held, l.cells = true, '\n', b.Kind, b.Text, nil, alone(b), 0
	switch b.Kind {
	case document.Heading:
		l.b.WriteString(strings.Repeat("#", min(max(int(b.Level), 1), 6)) + " ")
	case document.Figure:
		l.b.WriteString("![")
		l.start = false
	case document.Table:
		l.columns = columns(b)
		if b.Head == 0 {
			l.b.WriteString(strings.Repeat("|     ", l.columns) + "|\n" + strings.Repeat("| --- ", l.columns) + "|\n")
		}
		l.b.WriteString("| ")
		l.start = false
	case document.Verse, document.Code:
		l.b.WriteString("| ")
	}
}

// anchor gives the place a name that links lead to, unless it is empty.
func (m *markdown) anchor(name string) {
	if name != "" {
		m.raw(`<a id="` + name + `"></a>`)
	}
}

// raw writes markup of ours.
func (m *markdown) raw(s string) {
	m.line.b.WriteString(s)
	m.line.start = false
	m.line.prev, _ = utf8.DecodeLastRuneInString(s)
}

func (m *markdown) pageSpan(i int) string {
	p := m.d.Pages[i]
	return `<span role="doc-pagebreak"` + attribute("id", m.anchors.pages[i]) + attribute("aria-label", p.Label) + exactLabel(p.Label) + attribute("data-series", p.Series) + `></span>`
}
