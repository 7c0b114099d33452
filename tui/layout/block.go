package layout

import (
	"slices"
	"sync"

	"ibid/document"
)

// A layouter lays out one block. What it needs on the way is kept for the next;
// the rows and spans are made anew for each.
type layouter struct {
	doc   *document.Document
	block *document.Block
	text  string
	cfg   Config

	edges  []edge
	open   []int32 // marks of the links that hold
	runs   []run
	signs  []sign
	pieces []piece
	ins    []insert
	lines  []line

	rows   []Row
	spans  []Span
	bounds []int // where the spans of each row begin
}

// maxKept is the number of pieces past which a layouter is not kept: one long
// block must not hold its memory for good. Readers divide blocks of more than 256 KB,
// and those have fewer even where each character is a piece that takes three bytes.
const maxKept = 1 << 17

var layouters = sync.Pool{New: func() any { return new(layouter) }}

// Block lays out one block of d. It never fails and no row is wider than
// cfg.Width: what cannot be made narrow enough is cut, and a character too wide
// for the window becomes a substitute. There is always at least one row.
func Block(d *document.Document, b *document.Block, cfg Config) []Row {
	l := layouters.Get().(*layouter)
	rows, _ := l.layout(d, b, cfg)
	return rows
}

// Overflow returns how many cells of a table or code block do not fit into
// cfg.Width, so that a Config.Shift beyond it shows nothing more. It is 0 for
// every other kind.
func Overflow(d *document.Document, b *document.Block, cfg Config) int {
	if b.Kind != document.Table && b.Kind != document.Code {
		return 0
	}
	l := layouters.Get().(*layouter)
	_, over := l.layout(d, b, cfg)
	return over
}

// layout does the work and gives the layouter back. over is the number of cells
// that the widest row lacks.
func (l *layouter) layout(d *document.Document, b *document.Block, cfg Config) (rows []Row, over int) {
	cfg.Width = max(cfg.Width, 1)
	l.doc, l.block, l.text, l.cfg = d, b, b.Text, cfg
	l.pieces, l.ins, l.lines, l.bounds = l.pieces[:0], l.ins[:0], l.lines[:0], l.bounds[:0]
	l.rows, l.spans = nil, nil
	l.setRuns()
	if !cfg.Deleted {
		l.closeGaps()
	}
	switch b.Kind {
	case document.Code:
		over = l.code()
	case document.Table:
		over = l.table()
	case document.Figure:
		l.figure()
	case document.Rule:
		l.rule()
	default:
		l.paragraph(l.lead(), cfg.Width)
	}
	rows = l.finish()
	l.doc, l.block, l.text = nil, nil, ""
	l.rows, l.spans = nil, nil
	if cap(l.pieces) <= maxKept && cap(l.ins) <= maxKept {
		layouters.Put(l)
	}
	return rows, over
}

// finish gives every row its spans. They stand in one slice.
func (l *layouter) finish() []Row {
	l.bounds = append(l.bounds, len(l.spans))
	for i := range l.rows {
		lo, hi := l.bounds[i], l.bounds[i+1]
		l.rows[i].Spans = l.spans[lo:hi:hi]
	}
	return l.rows
}

// addRow begins a row of the bytes from start to end; the spans that are
// appended from now on are its own.
func (l *layouter) addRow(start, end, indent, width int) {
	l.rows = append(l.rows, Row{Start: start, End: end, Indent: indent, Width: width})
	l.bounds = append(l.bounds, len(l.spans))
}

// paragraph lays out running text in rows of at most width cells.
func (l *layouter) paragraph(lead lead, width int) {
	l.setSigns(width - lead.widest())
	s := scanner{layouter: l, max: width - lead.widest()}
	s.scan(0, len(l.text))
	l.fill(0, width, lead.indents)
	justify := l.cfg.Justify && l.running()
	l.reserve(lead, justify)
	e := emitter{layouter: l}
	for i := range l.lines {
		ln := l.lines[i]
		l.addRow(e.pos, l.endOf(ln), 0, 0)
		l.rows[i].Indent = l.mark(lead, i, ln.indent)
		l.rows[i].Width = ln.indent + e.line(ln, width, justify)
		e.pos = l.rows[i].End
	}
}

// running reports whether the block is running text, whose rows may be spread
// and whose words may be divided.
func (l *layouter) running() bool {
	switch l.block.Kind {
	case document.Paragraph, document.Item, document.Quote:
		return true
	}
	return false
}

// endOf returns the byte at which the line after ln begins.
func (l *layouter) endOf(ln line) int {
	if ln.tail > 0 {
		return int(ln.tail)
	}
	return int(l.pieces[ln.to-1].next)
}

// reserve makes room for the rows and spans of the lines.
func (l *layouter) reserve(lead lead, justify bool) {
	spans := len(l.lines) + 2*len(l.ins) + len(l.runs)
	if lead.mark != "" {
		spans += 2
		if lead.every {
			spans += len(l.lines)
		}
	}
	if justify {
		spans += 2 * len(l.pieces)
	}
	l.rows = make([]Row, 0, len(l.lines))
	l.spans = make([]Span, 0, spans)
	l.bounds = slices.Grow(l.bounds, len(l.lines)+1)
}

// mark appends the marker of row i, where it has one, with what parts it from
// the text at column indent. It returns the cells left free before it.
func (l *layouter) mark(lead lead, i, indent int) int {
	if lead.mark == "" || i > 0 && !lead.every {
		return indent
	}
	l.spans = append(l.spans, Span{Kind: Marker, Text: lead.mark, Width: lead.width, Start: l.rows[i].Start, End: l.rows[i].Start, Index: -1})
	l.pad(indent - lead.at - lead.width)
	return lead.at
}

// pad appends n cells of nothing.
func (l *layouter) pad(n int) {
	if n > 0 {
		l.spans = append(l.spans, Span{Kind: Fill, Text: blank(n), Width: n, Index: -1})
	}
}

// rule draws a line across the row. A rule with signs in it, or whose text is
// words, is laid out as text.
func (l *layouter) rule() {
	if l.setSigns(l.cfg.Width); len(l.signs) > 0 || !ornament(l.text) {
		l.paragraph(lead{}, l.cfg.Width)
		return
	}
	l.addRow(0, len(l.text), 0, l.cfg.Width)
	l.spans = append(l.spans, Span{Kind: Fill, Text: repeat(l.cfg.rule(), l.cfg.Width), Width: l.cfg.Width, Index: -1})
}

// ornament reports whether a rule's text is nothing but what rules are typed
// with.
func ornament(s string) bool {
	return allOf(s, "-–—_*=~·•.#+ \n─━═")
}
