package pandoc

import (
	"strconv"

	"ibid/document"
)

// A table is what is being written of one.
type table struct {
	rows, column, written int
	covered               []int // for each column, the last row that a cell above reaches down to
}

// beginTable writes a table: its rows, and its caption after them. The
// form is that of pandoc-types 1.22 and later.
func (r *reader) beginTable(c value) {
	var rows []value
	head := 0
	caption := c.at(0)
	if len(c.list) >= 6 && c.at(3).kind == array {
		caption = c.at(1).at(1)
		rows = append(rows, c.at(3).at(1).list...)
		head = len(rows)
		for _, b := range c.at(4).list {
			rows = append(append(rows, b.at(2).list...), b.at(3).list...)
		}
		rows = append(rows, c.at(5).at(1).list...)
	}
	if r.cells > 0 || len(rows) == 0 {
		r.inCell(rows)
		r.each(block, caption.list)
		return
	}
	r.each(block, caption.list)
	r.open(document.Table)
	r.w.SetHead(head)
	r.cells++
	r.table = table{}
	r.push(step{do: endTable})
	for i := len(rows) - 1; i >= 0; i-- {
		for k := len(rows[i].at(1).list) - 1; k >= 0; k-- {
			cell := rows[i].at(1).at(k)
			r.each(block, cell.at(4).list)
			r.push(step{do: beginCell, v: cell})
		}
		r.push(step{do: beginRow})
	}
}

// inCell writes the rows of a table within a cell of another as text.
func (r *reader) inCell(rows []value) {
	for i := len(rows) - 1; i >= 0; i-- {
		for k := len(rows[i].at(1).list) - 1; k >= 0; k-- {
			r.each(block, rows[i].at(1).at(k).at(4).list)
		}
	}
}

func (r *reader) beginRow() {
	t := &r.table
	if t.rows++; t.rows > 1 {
		r.w.Row()
	}
	t.column, t.written = 0, 0
}

// beginCell begins a cell, after those that cells of earlier rows cover.
func (r *reader) beginCell(cell value) {
	t := &r.table
	r.spaced = false
	for t.column < len(t.covered) && t.covered[t.column] >= t.rows {
		t.column++
	}
	if t.column >= r.lim.Columns {
		r.w.Text(" ")
		return
	}
	for ; t.written < t.column; t.written++ {
		r.w.Cell()
	}
	down := t.rows + span(cell.at(2)) - 1
	for range span(cell.at(3)) {
		if t.column < len(t.covered) {
			t.covered[t.column] = down
		} else {
			t.covered = append(t.covered, down)
		}
		t.column++
	}
}

// span returns how many rows or columns a cell covers.
func span(v value) int {
	n, err := strconv.Atoi(v.text)
	if err != nil {
		return 1
	}
	return max(1, min(n, 100))
}

func (r *reader) endTable() {
	r.cells--
	r.w.CloseBlock()
}
