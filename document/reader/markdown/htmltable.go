package markdown

import (
	"bytes"
	"strconv"

	"ibid/document"
)

// An htmlTable is a table of HTML that is being written. A cell that spans several columns or rows
// leaves those it covers empty.
type htmlTable struct {
	rows    int
	column  int // the next to be filled
	tabs    int // written in this row
	inCell  bool
	heads   bool // all cells of the row are headings
	head    int  // rows at the top that are the head
	covered []int
}

// maxSpan bounds the columns and rows that a cell may claim.
const maxSpan = 100

// tabular reports whether a table that ends in its block of HTML is one of words: it has two cells or
// more, and holds nothing that has lines of its own. Others lay out a page, and Markdown is in many of them.
func tabular(content []byte) bool {
	for _, tag := range []string{"<table", "<h1", "<h2", "<h3", "<h4", "<pre", "<blockquote"} {
		if bytes.Contains(content, []byte(tag)) {
			return false
		}
	}
	return bytes.Count(content, []byte("<td"))+bytes.Count(content, []byte("<th>"))+bytes.Count(content, []byte("<th ")) > 1
}

// inTable writes what a tag does in a table, and reports whether that was all.
func (b *htmlBlock) inTable(name string, closing bool, attrs attributes) bool {
	r, t := b.r, b.table
	switch name {
	case "table":
		b.endTable()
	case "tr", "thead", "tbody", "tfoot", "colgroup", "col":
		t.endCell(r)
		if name == "tr" && !closing {
			t.row(r)
		}
	case "td", "th":
		if t.endCell(r); !closing {
			t.begin(r, name == "th", attrs)
		}
	case "br", "p", "div", "ul", "ol", "dl", "dt", "dd", "center", "details", "summary", "figure", "figcaption", "hr":
		r.write(" ")
	case "caption":
		if closing {
			r.w.CloseBlock()
		}
		t.inCell = !closing
	case "li":
		if r.write(" "); !closing {
			r.write("• ")
		}
	default:
		return false
	}
	return true
}

func (t *htmlTable) row(r *renderer) {
	if t.rows == 0 {
		r.w.CloseBlock() // its caption
		r.w.OpenBlock(document.Table, r.depth())
	} else {
		t.endRow()
		r.w.Row()
	}
	t.rows++
	t.column, t.tabs, t.heads = 0, 0, true
}

// endRow makes a row of headings part of the head, if all rows before it are.
func (t *htmlTable) endRow() {
	if t.heads && t.head == t.rows-1 && t.column > 0 {
		t.head++
	}
}

func (t *htmlTable) begin(r *renderer, head bool, attrs attributes) {
	if t.rows == 0 {
		t.row(r)
	}
	t.inCell, r.cell = true, true
	t.heads = t.heads && head
	for t.column < len(t.covered) && t.covered[t.column] >= t.rows {
		t.column++
	}
	if t.column >= r.lim.Columns {
		r.write(" ")
		return
	}
	for ; t.tabs < t.column; t.tabs++ {
		r.w.Cell()
	}
	down := t.rows + spanOf(attrs.values["rowspan"]) - 1
	for range spanOf(attrs.values["colspan"]) {
		if len(t.covered) <= t.column {
			t.covered = append(t.covered, 0)
		}
		t.covered[t.column] = down
		t.column++
	}
}

func spanOf(value string) int {
	n, _ := strconv.Atoi(value)
	return max(1, min(n, maxSpan))
}

func (t *htmlTable) endCell(r *renderer) {
	if t.inCell {
		r.closeStyles()
	}
	t.inCell, r.cell = false, false
}

// stray makes room for text in a table that is in none of its cells.
func (t *htmlTable) stray(r *renderer) {
	if t.rows == 0 {
		t.row(r)
	}
}

func (b *htmlBlock) endTable() {
	t := b.table
	t.endCell(b.r)
	t.endRow()
	if t.rows > 0 && t.head < t.rows && b.r.w.InBlock() {
		b.r.w.SetHead(t.head)
	}
	b.r.w.CloseBlock()
	b.table = nil
}
