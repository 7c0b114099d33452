package layout

import (
	"unicode"
	"unicode/utf8"
)

// The free cells at the end of a line from which a word is divided to fill it,
// for ragged and for spread lines, and the number of lines in succession that
// may end in a hyphen.
const (
	minRagged  = 7
	minSpread  = 4
	maxHyphens = 2
)

// divides reports whether words of the block may be divided: those of running text.
func (l *layouter) divides() bool { return l.cfg.Hyphens != nil && l.running() }

// divide finds the last place at which piece i can be divided so that its first
// part and a hyphen fit into room cells. It returns the byte offset, 0 where
// there is none, and the cells of the first part. Words that have a hyphen
// stay whole, and so does the last word of a paragraph.
func (l *layouter) divide(i, room int) (at, cells int) {
	least := minRagged
	if l.cfg.Justify {
		least = minSpread
	}
	if p := &l.pieces[i]; room < least || p.hard || i == len(l.pieces)-1 || !l.whole(p) {
		return 0, 0
	}
	p := &l.pieces[i]
	limit := int(p.end)
	if p.ins < p.insTo {
		limit = l.ins[p.ins].at
	}
	var buf [16]int
	for from := int(p.start); from < limit; {
		n := l.letters(from, limit)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(l.text[from:])
			from += size
			continue
		}
		for _, k := range l.cfg.Hyphens.Points(buf[:0], l.text[from:from+n]) {
			if w := l.cfg.Method.Width(l.text[p.start : from+k]); w+1 <= room {
				at, cells = from+k, w
			}
		}
		from += n
	}
	return at, cells
}

// letters returns the length in bytes of the word that begins at from, 0 where
// there is none that may be divided: one that stands in a longer one of figures
// or hyphens, or begins with a capital where that makes a name.
func (l *layouter) letters(from, limit int) int {
	text := l.text
	first, _ := utf8.DecodeRuneInString(text[from:])
	if !unicode.IsLetter(first) || unicode.IsUpper(first) && !l.cfg.Hyphens.Capitals {
		return 0
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:from]); joins(before) {
		return 0
	}
	to := from
	for to < limit {
		r, size := utf8.DecodeRuneInString(text[to:limit])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		to += size
	}
	if after, _ := utf8.DecodeRuneInString(text[to:]); joins(after) {
		return 0
	}
	return to - from
}

// joins reports whether a word goes on beyond a character.
func joins(r rune) bool {
	return r == '-' || r == '\u2011' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// whole reports whether piece p shows its text as it is.
func (l *layouter) whole(p *piece) bool {
	w := l.cfg.Method.Width(l.text[p.start:p.end])
	for _, x := range l.ins[p.ins:p.insTo] {
		w += x.width
	}
	return w == int(p.width)
}
