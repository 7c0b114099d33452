package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document"
)

// maxSpan bounds the columns and rows that a cell may claim.
const maxSpan = 100

// A table is one that is being composed as such: cells parted by tabs, rows by
// newlines. A cell that spans several columns or rows leaves those it covers empty.
type table struct {
	rows    int
	column  int // the next to be filled
	tabs    int // written in this row
	cells   int
	head    int   // rows at the top that are the table's head
	body    bool  // a row of the body was met
	covered []int // for each column, the last row that a cell above reaches down to
	full    bool  // a limit was reached: what follows is paragraphs
}

// beginTable begins a table or, where it only lays out a page, lets what is in
// it stand for itself.
func (e *emitter) beginTable(i int32) int32 {
	end := e.p.nodes[i].end
	if e.hidden || e.cell {
		e.endBlock()
		e.push(end, actBlock)
		return i + 1
	}
	e.endBlock()
	if e.p.layout(i) {
		e.push(end, actBlock)
		e.table = nil
		return i + 1
	}
	e.push(end, actTable)
	e.kind = document.Table
	e.table = &table{}
	return i + 1
}

// layout reports whether a table only lays out a page: it says so, it holds
// other tables, headings or lists, or it has a single cell. Headings that are alone in
// their rows part the rows of a table, unless a cell among these holds as much as a page does.
func (p *page) layout(n int32) bool {
	if means(p.meaning(n), "presentation", "none") {
		return true
	}
	cells, parted, long := 0, false, false
	for i := n + 1; i < p.nodes[n].end; i++ {
		tag := p.nodes[i].tag
		switch {
		case tag == atom.Tr && p.divides(i):
			parted = true
			i = p.nodes[i].end - 1
		case tag == atom.Table, tag == atom.Blockquote, tag == atom.Pre, tag == atom.Section, tag == atom.Article, headingLevel(tag) > 0:
			return true
		case isCell(tag):
			cells++
			long = long || len(p.textOf(i, p.nodes[i].end, cellBytes)) > cellBytes
		}
	}
	return cells < 2 || parted && long
}

// cellBytes is the length past which the cell of a table with headings in it is part of a page.
const cellBytes = 500

// divides reports whether a row holds a single cell, and a heading at the beginning of that.
func (p *page) divides(tr int32) bool {
	cells, heads := 0, false
	p.children(tr, func(c int32) bool {
		if isCell(p.nodes[c].tag) {
			cells++
			for i := c + 1; i < p.nodes[c].end && strings.TrimSpace(p.nodes[i].text) == "" && !heads; i++ {
				heads = headingLevel(p.nodes[i].tag) > 0
			}
		}
		return cells < 2
	})
	return cells == 1 && heads
}

// tablePart composes a row or cell.
func (e *emitter) tablePart(i int32, tag atom.Atom) int32 {
	end := e.p.nodes[i].end
	t := e.table
	if t == nil || t.full || e.hidden || e.cell {
		e.endBlock()
		e.push(end, actBlock)
		return i + 1
	}
	switch tag {
	case atom.Caption:
		e.endBlock()
		e.push(end, actBlock)
		e.kind, e.table = document.Paragraph, nil
	case atom.Tr:
		if e.p.divides(i) {
			e.endTable()
			*t = table{cells: t.cells}
			e.push(end, actBlock)
			e.kind, e.table = document.Paragraph, nil
			return i + 1
		}
		t.row(e)
		if t.body = t.body || !e.p.headRow(i); !t.body {
			t.head++
		}
	case atom.Td, atom.Th:
		if t.rows == 0 {
			t.row(e)
		}
		t.begin(e, i)
		e.push(end, actRestore)
		e.cell = true
	}
	return i + 1
}

// row begins a row.
func (t *table) row(e *emitter) {
	if t.rows == 0 {
		e.w.OpenBlock(document.Table, e.level)
		e.first = false
	} else {
		e.w.Row()
	}
	t.rows++
	t.column, t.tabs = 0, 0
}

// begin begins a cell, after those that cells of earlier rows cover.
func (t *table) begin(e *emitter, i int32) {
	for t.column < len(t.covered) && t.covered[t.column] >= t.rows {
		t.column++
	}
	if t.column >= e.b.lim.Columns {
		e.w.Text(" ")
		return
	}
	for ; t.tabs < t.column; t.tabs++ {
		e.w.Cell()
	}
	down := t.rows + e.p.span(i, attrRowspan) - 1
	for range e.p.span(i, attrColspan) {
		if len(t.covered) <= t.column {
			t.covered = append(t.covered, 0)
		}
		t.covered[t.column] = down
		t.column++
		t.cells++
	}
	if t.cells > e.b.lim.Cells {
		t.full = true
		e.b.limit("a table is too large: what follows of it is shown as paragraphs")
	}
}

// span returns how many columns or rows a cell covers.
func (p *page) span(i int32, key attrKey) int {
	n, err := strconv.Atoi(trim(p.attr(i, key)))
	if err != nil {
		return 1
	}
	return max(1, min(n, maxSpan))
}

// headRow reports whether a row is of a table's head: it stands in thead, or
// all its cells are headings.
func (p *page) headRow(tr int32) bool {
	if up := p.nodes[tr].parent; p.nodes[up].tag == atom.Thead {
		return true
	}
	heads, cells := 0, 0
	p.children(tr, func(c int32) bool {
		switch p.nodes[c].tag {
		case atom.Th:
			heads++
		case atom.Td:
			cells++
		}
		return true
	})
	return heads > 0 && cells == 0
}

// stray makes room for text that stands in a table and in no cell.
func (t *table) stray(e *emitter) {
	if t.rows == 0 {
		t.row(e)
	}
}

func (e *emitter) endTable() {
	if t := e.table; t != nil && t.rows > 0 && t.head < t.rows && e.w.InBlock() {
		e.w.SetHead(t.head)
	}
	e.w.CloseBlock()
}
