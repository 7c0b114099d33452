package layout

import "slices"

// A line is a row before it is drawn: a range of pieces.
type line struct {
	from, to int32 // indexes of pieces
	indent   int   // cells
	width    int   // cells of the pieces and the white space between them
	last     bool  // the line ends by itself and is never spread
	// head is the place in the first piece at which the line begins, and tail
	// that in the last one at which it ends in a hyphen, where a word was
	// divided; else 0.
	head, tail int32
}

// indents are the cells left free before the lines of a paragraph: before the
// first, before one that follows a line break of the text, and before one that
// goes on from the row above.
type indents struct{ first, next, on int }

func (n indents) widest() int { return max(n.first, n.next, n.on) }

// fill puts the pieces from index from on into lines of at most width cells, as
// many into each as it holds.
func (l *layouter) fill(from, width int, in indents) {
	divides := l.divides()
	hyphens := 0 // lines in succession that end in one
	cur := line{from: int32(from), to: int32(from), indent: in.first}
	for i := from; i < len(l.pieces); i++ {
		if len(l.lines) == cap(l.lines) && i > 0 {
			l.lines = slices.Grow(l.lines, expected(len(l.lines), int(l.pieces[i-1].next), len(l.text)))
		}
		p := &l.pieces[i]
		w := cur.width + int(p.width)
		if i > int(cur.from) {
			gap := int(l.pieces[i-1].gap)
			if w += gap; cur.indent+w > width {
				next := line{from: int32(i), indent: in.on}
				w = int(p.width)
				if divides && hyphens < maxHyphens {
					w -= l.hyphenate(&cur, &next, i, gap, width)
				}
				hyphens++
				if cur.tail == 0 {
					hyphens = 0
				}
				l.lines = append(l.lines, cur)
				cur = next
			}
		}
		cur.to, cur.width = int32(i+1), w
		if p.hard {
			cur.last = true
			l.lines = append(l.lines, cur)
			cur = line{from: int32(i + 1), to: int32(i + 1), indent: in.next}
		}
	}
	if cur.to > cur.from {
		cur.last = true
		l.lines = append(l.lines, cur)
	}
}

// hyphenate puts the first part of piece i, if it can be divided, at the end of
// cur, so that next begins with the rest. It returns the cells of that part.
func (l *layouter) hyphenate(cur, next *line, i, gap, width int) int {
	at, cells := l.divide(i, width-cur.indent-cur.width-gap)
	if at == 0 {
		return 0
	}
	cur.to, cur.tail = int32(i+1), int32(at)
	cur.width += gap + cells + 1
	next.head = int32(at)
	return cells
}

// maxSpread is how many cells a space may grow by. A line that would need more
// is left ragged: holes disturb reading more than an uneven edge.
const maxSpread = 2

// spread works out how many cells each space of a line must grow by to reach
// width. It returns the number of spaces that can grow and the cells to share
// among them, 0 where the line is left as it is.
func (l *layouter) spread(ln line, width int) (spaces, cells int) {
	if ln.last {
		return 0, 0
	}
	for i := ln.from; i < ln.to-1; i++ {
		if l.stretches(int(i)) {
			spaces++
		}
	}
	cells = width - ln.indent - ln.width
	if cells > spaces*maxSpread {
		return 0, 0
	}
	return spaces, cells
}

// stretches reports whether the white space after piece i is one that may be
// widened.
func (l *layouter) stretches(i int) bool {
	p := &l.pieces[i]
	return p.gap > 0 && p.next > p.end && l.pieces[i+1].ins == p.insTo
}
