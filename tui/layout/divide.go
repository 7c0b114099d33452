package layout

import (
	"unicode"
	"unicode/utf8"

	"ibid/tui/layout/hyphen"
)

// The free cells at the end of a line from which a word is divided to fill it,
// for ragged and for spread lines, and the number of lines in succession that
// may end in a hyphen.
const (
	minRagged  = 7
	minSpread  = 4
	maxHyphens = 2
)

// divides reports whether words of the block may be divided: running text in a
// language whose rules are known.
func (l *layouter) divides() bool {
	return l.cfg.Hyphenate && l.running() && hyphen.Knows(l.doc.Meta.Language)
}

// divide finds the last place at which piece i can be divided so that its first
// part and a hyphen fit into room cells. It returns the byte offset, 0 where
// there is none, and the cells of the first part. Names, which begin with a
// capital, stay whole, and so do compounds that have a hyphen and the last word
// of a paragraph.
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
			from++
			continue
		}
		for _, k := range hyphen.Points(buf[:0], l.text[from:from+n]) {
			if w := l.cfg.Method.Width(l.text[p.start : from+k]); w+1 <= room {
				at, cells = from+k, w
			}
		}
		from += n
	}
	return at, cells
}

// letters returns the length of the word of ASCII letters at from, 0 where
// there is none that may be divided.
func (l *layouter) letters(from, limit int) int {
	text, i := l.text, from
	for i < limit && (text[i]|0x20) >= 'a' && (text[i]|0x20) <= 'z' {
		i++
	}
	if i == from {
		return 0
	}
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[i:])
	for _, r := range [...]rune{before, after} {
		if r == '-' || r == '\u2011' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return 0
		}
	}
	if text[from] < 'a' {
		return 0
	}
	return i - from
}

// whole reports whether piece p shows its text as it is.
func (l *layouter) whole(p *piece) bool {
	w := l.cfg.Method.Width(l.text[p.start:p.end])
	for _, x := range l.ins[p.ins:p.insTo] {
		w += x.width
	}
	return w == int(p.width)
}
