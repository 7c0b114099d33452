package tui

import (
	"ibid/document"
	"ibid/tui/layout"
)

// A flow is the body or a note as rows: its blocks one after the other, with
// free rows between. It lays out the blocks it is asked about only.
type flow struct {
	doc  *document.Document
	note int // document.Body for the body
	memo *memo
	cfg  layout.Config
	wide int // columns that a table or code may take, where they are more than cfg.Width
	base int // the block with which a long note that is scrolled begins
}

// config returns what the rows of a block depend on, not moved to the left.
func (f *flow) config(block int) layout.Config {
	cfg := f.cfg
	cfg.Shift = 0
	switch f.blocks()[block].Kind {
	case document.Table, document.Code:
		cfg.Width = max(cfg.Width, f.wide)
	}
	return cfg
}

// A place is a row of a flow that survives a change of width: the byte of
// reading text it begins at, and how many rows before (free ones above a block)
// or after (rows without text) the row of that byte it is.
type place struct {
	block, offset int
	delta         int
}

// A spot is a row of a flow as it is laid out now. A negative row is a free one above the block.
type spot struct{ block, row int }

func (s spot) before(t spot) bool {
	return s.block < t.block || s.block == t.block && s.row < t.row
}

func (f *flow) blocks() []document.Block { return f.doc.BlocksOf(f.note) }

func (f *flow) empty() bool { return len(f.blocks()) == 0 }

// rows returns the rows of a block. Only what is wider than the flow is moved to
// the left, and no farther than its end.
func (f *flow) rows(block int) []layout.Row {
	cfg := f.config(block)
	if f.cfg.Shift > 0 {
		cfg.Shift = min(f.cfg.Shift, f.overflow(block))
	}
	return f.memo.block(f.doc, f.note, block, cfg)
}

// overflow returns how many columns of a block are out of sight.
func (f *flow) overflow(block int) int {
	b := &f.blocks()[block]
	if b.Kind != document.Code && b.Kind != document.Table {
		return 0
	}
	return f.memo.overflow(f.doc, f.note, block, f.config(block))
}

// gap returns the number of free rows above a block. The body begins with one;
// the items of a list and the lines of a list's item stand close.
func (f *flow) gap(block int) int {
	if block == 0 {
		if f.note == document.Body {
			return 1
		}
		return 0
	}
	b := f.blocks()
	if b[block].Kind == document.Item && b[block-1].Kind == document.Item {
		return 0
	}
	return 1
}

func (f *flow) first() spot { return spot{f.base, -f.gap(f.base)} }

func (f *flow) last() spot {
	b := len(f.blocks()) - 1
	return spot{b, max(len(f.rows(b))-1, 0)}
}

// step returns the spot n rows after s, or before it where n is negative, and
// how many rows it could go.
func (f *flow) step(s spot, n int) (spot, int) {
	if n < 0 {
		return f.stepBack(s, -n)
	}
	left := n
	for {
		rows := len(f.rows(s.block))
		if s.row+left < rows {
			s.row += left
			return s, n
		}
		if s.block == len(f.blocks())-1 {
			end := max(rows-1, 0)
			left -= end - s.row
			s.row = end
			return s, n - left
		}
		left -= rows - s.row
		s.block++
		s.row = -f.gap(s.block)
	}
}

func (f *flow) stepBack(s spot, n int) (spot, int) {
	left := n
	for {
		top := -f.gap(s.block)
		if s.row-left >= top {
			s.row -= left
			return s, -n
		}
		left -= s.row - top
		if s.block == 0 {
			s.row = top
			return s, -(n - left)
		}
		s.block--
		s.row = len(f.rows(s.block))
	}
}

// spot returns where a place is in the present layout.
func (f *flow) spot(p place) spot {
	blocks := f.blocks()
	if len(blocks) == 0 {
		return spot{}
	}
	if p.block >= len(blocks) {
		return f.last()
	}
	rows := f.rows(p.block)
	row := rowAt(rows, p.offset) + p.delta
	return spot{p.block, min(max(row, -f.gap(p.block)), max(len(rows)-1, 0))}
}

// place returns what to remember of a spot.
func (f *flow) place(s spot) place {
	if f.empty() {
		return place{}
	}
	rows := f.rows(s.block)
	if s.row < 0 || len(rows) == 0 {
		return place{block: s.block, delta: s.row}
	}
	off := rows[s.row].Start
	return place{s.block, off, s.row - rowAt(rows, off)}
}

func rowAt(rows []layout.Row, off int) int {
	if len(rows) == 0 {
		return 0
	}
	return layout.RowAt(rows, off)
}

// rank returns the number of rows between the first and one that is not before it.
func (f *flow) rank(s spot) int {
	n := 0
	for b := f.base; b < s.block; b++ {
		n += f.gap(b) + len(f.rows(b))
	}
	return n + f.gap(s.block) + s.row
}

// height returns the number of rows of the flow, counting no further than limit.
func (f *flow) height(limit int) int {
	n := 0
	for b := f.base; b < len(f.blocks()); b++ {
		n += f.gap(b) + len(f.rows(b))
		if n >= limit {
			return limit
		}
	}
	return n
}

// A line is a row of a flow as it is seen: nil where it is free.
type line struct {
	block, n int // the block, and the row's index in it
	row      *layout.Row
}

// lines appends the n rows from s on to out; fewer at the end of the flow.
func (f *flow) lines(out []line, s spot, n int) []line {
	for block := s.block; block < len(f.blocks()) && n > 0; block++ {
		row := s.row
		if block != s.block {
			row = -f.gap(block)
		}
		rows := f.rows(block)
		for ; row < len(rows) && n > 0; row++ {
			l := line{block: block, n: row}
			if row >= 0 {
				l.row = &rows[row]
			}
			out = append(out, l)
			n--
		}
	}
	return out
}
