package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// A shift is a part of the screen whose rows moved: rows first to last of the new
// frame are, most of them, those that were by rows further down, or up where by is negative.
type shift struct{ first, last, by int }

// region returns the rows of the screen between which the shift takes place.
func (s shift) region() (top, bottom int) {
	return min(s.first, s.first+s.by), max(s.last, s.last+s.by)
}

// scroll lets the terminal move the rows that moved. What it shows afterwards
// is what is painted over, so that a shift that was chosen badly costs bytes and no more.
func (p *Painter) scroll() {
	s, ok := p.findShift()
	if !ok {
		return
	}
	p.hide()
	top, bottom := s.region()
	p.send(ansi.SetTopBottomMargins(top+1, bottom+1))
	n := max(s.by, -s.by)
	if s.by > 0 {
		p.send(ansi.CursorPosition(1, bottom+1) + strings.Repeat("\n", n))
		copy(p.rows[top:], p.rows[top+n:bottom+1])
		top = bottom + 1 - n
	} else {
		p.send(ansi.CursorPosition(1, top+1) + strings.Repeat(ansi.ReverseIndex, n))
		copy(p.rows[top+n:bottom+1], p.rows[top:])
	}
	for y := top; y < top+n; y++ {
		p.rows[y] = newRow("")
	}
	p.send("\x1b[r") // the whole screen, which also moves the cursor home
	p.y = -1
}

// worthwhile is the part of the screen, in rows, that must be saved by moving rows.
func (p *Painter) worthwhile() int { return max(p.height/4, 2) }

// findShift returns the shift that saves most rows, counted in rows that are
// right after it and were not before. It takes time by the square of the height, with a
// comparison of numbers in the innermost loop, where enough rows have changed.
func (p *Painter) findShift() (shift, bool) {
	changed := 0
	for y := range p.rows {
		if !p.rows[y].known {
			return shift{}, false
		}
		if p.rows[y].sum != p.next[y].sum {
			changed++
		}
	}
	best, saved := shift{}, p.worthwhile()-1
	if changed <= saved {
		return shift{}, false
	}
	for by := 1; by < p.height; by++ {
		for _, by := range [...]int{by, -by} {
			if s, n := p.bestOf(by); n > saved {
				best, saved = s, n
			}
		}
	}
	return best, best.by != 0
}

// bestOf returns the best shift of so many rows, and how many rows it saves: the run of
// rows with the largest sum, where a row counts one if it comes right and
// minus one if it was right.
func (p *Painter) bestOf(by int) (best shift, saved int) {
	sum, first := 0, 0
	for y := max(0, -by); y < min(p.height, p.height-by); y++ {
		if sum <= 0 {
			sum, first = 0, y
		}
		if now := p.next[y].sum; now == p.rows[y+by].sum {
			sum++
			if now == p.rows[y].sum {
				sum--
			}
			if sum > saved {
				best, saved = shift{first, y, by}, sum
			}
		} else if now == p.rows[y].sum {
			sum--
		}
	}
	if saved == 0 {
		return shift{}, 0
	}
	// The rows that the shift leaves behind are cleared.
	top, bottom := best.region()
	for y := top; y <= bottom; y++ {
		if (y < best.first || y > best.last) && p.next[y].sum == p.rows[y].sum {
			saved--
		}
	}
	return best, saved
}
