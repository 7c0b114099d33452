package layout

import (
	"sort"

	"ibid/document"
	"ibid/tui/layout/hyphen"
)

// Config is everything that a layout depends on beside the block. It is
// comparable, so that it can be the key of a memo.
type Config struct {
	Width   int    // cells that a row may take, at least 1
	Method  Method // how the renderer measures
	Shift   int    // cells by which wide tables and code are scrolled to the left
	Justify bool   // spread the spaces of paragraphs
	ASCII   bool   // no superscripts, no box or dot characters
	Deleted bool   // show text that an editor or reviser struck

	// Hyphens, where it is not nil, tells where words may be divided at the
	// ends of rows, which is done where it fills them better.
	Hyphens *hyphen.Patterns
}

// A Row is one row of a laid-out block.
type Row struct {
	// Start and End are the bytes of Block.Text that belong to the row, white
	// space at its end included. The rows of a block cover its text once, in
	// order. In a table the first row of a line of cells has all of their bytes
	// and the rows below, on which the cells go on, have none: see RowAt.
	Start, End int
	Indent     int // cells left free before the first span
	Width      int // cells used, Indent included; at most Config.Width
	Spans      []Span
}

// SpanKind is what a span shows.
type SpanKind uint8

// The kinds of spans.
const (
	Text     SpanKind = iota // reading text
	RefSign                  // the sign of a reference; Index is of Document.Refs
	PageMark                 // the place where a printed page begins; Index is of Document.Pages
	Hyphen                   // a hyphen made by layout at the end of a row
	Marker                   // an item's marker, a quotation's bar
	Fill                     // padding, rules, borders and signs of cut text, made by layout
)

// A Span is a run of cells of one kind, style and link.
type Span struct {
	Kind SpanKind
	// Text is what is drawn. For reading text it is the bytes Start to End of
	// the block, unless they cannot be drawn as they are (a tab, a character
	// wider than the window) or are a space that was widened: then its length
	// differs and the span is to be taken as a whole. It is empty for a page
	// mark that stands at the beginning of a line, where the gutter says
	// enough.
	Text       string
	Width      int // cells
	Start, End int // bytes of Block.Text; equal where the span covers none
	Style      document.Style
	Index      int32 // see Kind; for text inside a link of Document.Links; else -1
}

// RowAt returns the index of the row that shows the byte off of the block's
// text, the last row for an offset past the end, and 0 where there are no rows.
func RowAt(rows []Row, off int) int {
	i := sort.Search(len(rows), func(i int) bool { return rows[i].End > off })
	if i == len(rows) {
		return max(0, lastCovering(rows))
	}
	for j := i; j < len(rows) && (j == i || rows[j].Start == rows[j].End); j++ {
		if shows(rows[j], off) {
			return j
		}
	}
	return i
}

// lastCovering returns the last row that has bytes or, where none has, the
// last.
func lastCovering(rows []Row) int {
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].Start < rows[i].End {
			return i
		}
	}
	return len(rows) - 1
}

func shows(r Row, off int) bool {
	for _, s := range r.Spans {
		if s.Kind == Text && s.Start <= off && off < s.End {
			return true
		}
	}
	return false
}

// Find returns the index of the row with the sign of a reference (RefSign) or
// page (PageMark) of the document, or -1. A sign at the end of a row has the
// offset of the row after it, so RowAt does not find it.
func Find(rows []Row, kind SpanKind, index int) int {
	for i, r := range rows {
		for _, s := range r.Spans {
			if s.Kind == kind && int(s.Index) == index {
				return i
			}
		}
	}
	return -1
}
