package layout

import (
	"slices"
	"strings"
)

// A cell is a cell of a table: its bytes and, once laid out, its lines.
type cell struct {
	from, to    int
	col         int
	lines, upto int // indexes of lines
}

// A grid is a table being laid out.
type grid struct {
	*layouter
	cells  []cell
	rows   []int // index of cells: the first of each row
	widths []int // of the columns, in cells
	at     []int // the column's first cell on the row
	total  int   // cells of the whole table
	stay   int   // cells at the left that are not scrolled
}

// gutter is the cells between two columns: a bar with a space on either side.
const gutter = 3

// narrowest is the width below which a column is not pressed to make a table
// fit; rather the table is scrolled. sidelong is the width that long cells get
// in a table that is scrolled.
const (
	narrowest = 8
	sidelong  = 24
)

// table lays out rows of cells and returns how many cells of its width are out
// of sight.
func (l *layouter) table() int {
	g := &grid{layouter: l}
	g.split()
	l.setSigns(min(narrowest, l.cfg.Width))
	natural, least := g.measure()
	g.allot(natural, least)
	g.stay = g.staying()
	spans, bounds := g.layOut()
	g.assemble(spans, bounds)
	return max(0, g.total-l.cfg.Width)
}

// split finds the cells.
func (g *grid) split() {
	rows := strings.Count(g.text, "\n") + 1
	g.cells = make([]cell, 0, rows+strings.Count(g.text, "\t"))
	g.rows = append(make([]int, 0, rows), 0)
	from, col := 0, 0
	for {
		n := cellEnd(g.text[from:])
		if n < 0 {
			g.cells = append(g.cells, cell{from: from, to: len(g.text), col: col})
			return
		}
		g.cells = append(g.cells, cell{from: from, to: from + n, col: col})
		from += n + 1
		if col++; g.text[from-1] == '\n' {
			if from == len(g.text) {
				return // the last row ends as the others do
			}
			col = 0
			g.rows = append(g.rows, len(g.cells))
		}
	}
}

// cellEnd returns the length of the cell that s begins with, or -1 where it is the last.
func cellEnd(s string) int {
	for i := range len(s) {
		if s[i] == '\t' || s[i] == '\n' {
			return i
		}
	}
	return -1
}

// measure returns, for each column, the width at which none of its cells wraps
// and that of its longest word.
func (g *grid) measure() (natural, least []int) {
	s := scanner{layouter: g.layouter, max: unbroken}
	for _, c := range g.cells {
		if c.col == len(natural) {
			natural, least = append(natural, 1), append(least, 1)
		}
		first := len(g.pieces)
		s.scan(c.from, c.to)
		w := 0
		for i, p := range g.pieces[first:] {
			w += int(p.width)
			if i > 0 {
				w += int(g.pieces[first+i-1].gap)
			}
			least[c.col] = max(least[c.col], int(p.width))
		}
		natural[c.col] = max(natural[c.col], w)
		g.pieces, g.ins = g.pieces[:0], g.ins[:0]
	}
	return natural, least
}

// allot gives every column its width: its natural one where all fit, else the
// wide ones are pressed alike, none below its longest word where that is short.
func (g *grid) allot(natural, least []int) {
	n := len(natural)
	room := g.cfg.Width - gutter*(n-1)
	floor := make([]int, n)
	for i := range floor {
		floor[i] = min(natural[i], max(narrowest, min(least[i], 2*narrowest)))
	}
	width := func(i, top int) int { return max(floor[i], min(natural[i], top)) }
	sum := func(top int) (w int) {
		for i := range n {
			w += width(i, top)
		}
		return w
	}
	top := sidelong
	if sum(0) <= room {
		lo, hi := 0, slices.Max(natural)
		for lo < hi {
			if mid := (lo + hi + 1) / 2; sum(mid) <= room {
				lo = mid
			} else {
				hi = mid - 1
			}
		}
		top = lo
	}
	left := room - sum(top)
	g.widths, g.at = make([]int, n), make([]int, n)
	g.total = -gutter
	for i := range n {
		g.widths[i] = width(i, top)
		if left > 0 && g.widths[i] < natural[i] {
			g.widths[i]++
			left--
		}
		g.widths[i] = min(g.widths[i], max(g.cfg.Width, 1))
		g.at[i] = g.total + gutter
		g.total = g.at[i] + g.widths[i]
	}
}

// layOut breaks the cells into lines and draws them, in order of place.
func (g *grid) layOut() (spans []Span, bounds []int) {
	l := g.layouter
	l.pieces, l.ins = l.pieces[:0], l.ins[:0]
	l.lines = slices.Grow(l.lines, len(g.cells))
	s := scanner{layouter: l}
	for i := range g.cells {
		c := &g.cells[i]
		s.max = g.widths[c.col]
		first := len(l.pieces)
		s.scan(c.from, c.to)
		c.lines = len(l.lines)
		l.fill(first, s.max, indents{})
		c.upto = len(l.lines)
	}
	l.spans = make([]Span, 0, len(l.lines)+2*len(l.ins)+len(l.runs))
	bounds = make([]int, 0, len(l.lines)+1)
	e := emitter{layouter: l}
	for _, ln := range l.lines {
		bounds = append(bounds, len(l.spans))
		e.line(ln, 0, false)
	}
	spans, l.spans = l.spans, nil
	return spans, append(bounds, len(spans))
}

// assemble puts the lines of the cells side by side.
func (g *grid) assemble(spans []Span, bounds []int) {
	g.layouter.spans = make([]Span, 0, 2*len(spans)+2*len(g.rows))
	tall := len(g.lines) > len(g.cells)
	if !tall {
		g.layouter.rows = make([]Row, 0, len(g.rows)+1)
		g.layouter.bounds = slices.Grow(g.layouter.bounds, len(g.rows)+2)
	}
	blank := g.across(" ", g.cfg.bar())
	head := g.across(g.cfg.rule(), g.cfg.pick("┼", "+"))
	between := head
	if tall {
		head = g.across(g.cfg.pick("━", "="), g.cfg.pick("┿", "+"))
	}
	live := make([]*cell, 0, len(g.widths))
	for r, first := range g.rows {
		upto := len(g.cells)
		if r+1 < len(g.rows) {
			upto = g.rows[r+1]
		}
		if r > 0 && r == int(g.block.Head) {
			g.ruled(head, g.cells[first].from)
		} else if r > 0 && tall {
			g.ruled(between, g.cells[first].from)
		}
		live = live[:0]
		for i := first; i < upto; i++ {
			live = append(live, &g.cells[i])
		}
		start, end := g.cells[first].from, min(g.cells[upto-1].to+1, len(g.text))
		for k := 0; k == 0 || len(live) > 0; k++ {
			live = slices.DeleteFunc(live, func(c *cell) bool { return c.lines+k >= c.upto })
			if k > 0 && len(live) == 0 {
				break
			}
			g.addRow(start, end, 0, 0)
			g.row(live, k, spans, bounds, blank)
			start = end
		}
	}
}

// row draws line k of the cells that have one.
func (g *grid) row(live []*cell, k int, spans []Span, bounds []int, blank template) {
	g.seen(blank, func(w *window, from, upto int) {
		for _, c := range live {
			if at := g.at[c.col]; at >= from && at < upto {
				blank.fill(w, at)
				for _, s := range spans[bounds[c.lines+k]:bounds[c.lines+k+1]] {
					w.add(s)
				}
			}
		}
	})
}

// ruled adds a row that parts others.
func (g *grid) ruled(line template, at int) {
	g.addRow(at, at, 0, 0)
	g.seen(line, func(*window, int, int) {})
}

// seen draws what is seen of a row: the column that stays and the columns that are
// scrolled. draw draws those that begin from one cell of the table up to another.
func (g *grid) seen(line template, draw func(w *window, from, upto int)) {
	row := &g.layouter.rows[len(g.layouter.rows)-1]
	if g.stay > 0 {
		w := &window{layouter: g.layouter, right: g.stay}
		draw(w, 0, g.stay)
		line.fill(w, g.stay)
	}
	w := g.window(g.total, g.cfg.Width, g.stay)
	draw(w, g.stay, g.total)
	line.fill(w, g.total)
	row.Width = g.stay + w.end()
}

// staying returns the cells of the first column, with what parts it from the next,
// where it stays when the table is scrolled: it names the rows, unless it is too wide
// to leave room for others.
func (g *grid) staying() int {
	if g.cfg.Shift <= 0 || g.total <= g.cfg.Width || len(g.at) < 2 || g.at[1] > g.cfg.Width/3 {
		return 0
	}
	return g.at[1]
}

// A template is a row of the whole table without its text, from which what
// stands between the cells is cut.
type template struct {
	text string
	offs []int32 // the byte at which each cell begins, and the end
}

// across returns a template with char in the cells and cross between the
// columns.
func (g *grid) across(char, cross string) template {
	t := template{offs: make([]int32, 0, g.total+1)}
	var b strings.Builder
	put := func(s string, n int) {
		for range n {
			t.offs = append(t.offs, int32(b.Len()))
			b.WriteString(s)
		}
	}
	for i, w := range g.widths {
		if i > 0 {
			put(char, 1)
			put(cross, 1)
			put(char, 1)
		}
		put(char, w)
	}
	t.offs = append(t.offs, int32(b.Len()))
	t.text = b.String()
	return t
}

// fill draws the template from where the row stands to the cell x.
func (t template) fill(w *window, x int) {
	a, b := max(w.x, w.left), min(x, w.right)
	if w.x = max(w.x, x); a < b {
		w.spans = append(w.spans, Span{Kind: Fill, Text: t.text[t.offs[a]:t.offs[b]], Width: b - a, Index: -1})
	}
}
