package layout

// A window takes spans along a row that may be wider than the screen and
// appends what is seen of them when the row is scrolled.
type window struct {
	*layouter
	x           int // cells of the row taken so far
	left, right int // the cells that are seen
	cutLeft     bool
	cutRight    bool
}

// CutSigns returns what stands, in one cell, at the left and right of a row
// that goes on beyond what is seen.
func (c Config) CutSigns() (left, right string) { return c.pick("‹", "<"), c.pick("›", ">") }

// window begins a row of total cells, of which width are seen: the first stay where
// they are, the others are scrolled.
func (l *layouter) window(total, width, stay int) *window {
	shift := max(l.cfg.Shift, 0)
	w := &window{layouter: l, x: stay, left: stay + shift, right: shift + width}
	w.cutLeft = shift > 0 && total > 0
	w.cutRight = total > w.right
	if w.cutLeft {
		w.left++
		sign, _ := l.cfg.CutSigns()
		l.spans = append(l.spans, Span{Kind: Fill, Text: sign, Width: 1, Index: -1})
	}
	if w.cutRight && (width > 1 || !w.cutLeft) {
		w.right--
	} else {
		w.cutRight = false
	}
	return w
}

// end closes the row and returns the cells it takes.
func (w *window) end() int {
	n := min(w.x, w.right) - w.left
	if n = max(n, 0); w.cutLeft {
		n++
	}
	if w.cutRight {
		n++
		_, sign := w.cfg.CutSigns()
		w.spans = append(w.spans, Span{Kind: Fill, Text: sign, Width: 1, Index: -1})
	}
	return n
}

// add takes the next span of the row.
func (w *window) add(s Span) {
	from, to := w.x, w.x+s.Width
	w.x = to
	switch {
	case from >= w.left && to <= w.right:
		w.spans = append(w.spans, s)
	case from < w.right && to > w.left:
		w.part(s, w.left-from, w.right-from)
	}
}

// part appends the cells from a to b of a span. Of a wide character that is cut
// in two an empty cell is left.
func (w *window) part(s Span, a, b int) {
	slice := s.End-s.Start == len(s.Text)
	x, i := 0, 0
	for i < len(s.Text) && x < a {
		n, cells := w.step(s.Text[i:], a-x)
		i += n
		x += cells
	}
	w.pad(min(x, b) - max(a, 0))
	j, y := i, x
	for j < len(s.Text) && y < b {
		n, cells := w.step(s.Text[j:], b-y)
		if y+cells > b {
			break
		}
		j += n
		y += cells
	}
	if j > i {
		t := s
		t.Text, t.Width = s.Text[i:j], y-x
		if slice {
			t.Start, t.End = s.Start+i, s.Start+j
		}
		w.spans = append(w.spans, t)
	}
	w.pad(min(b, s.Width) - max(y, x))
}

// step goes over a stretch of s, at most cells wide unless its first character
// is wider.
func (w *window) step(s string, cells int) (n, width int) {
	if n := min(plainRun(s), cells); n > 0 {
		return n, n
	}
	return w.cfg.Method.Cluster(s)
}
