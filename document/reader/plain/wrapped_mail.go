package plain

import (
	"strings"

	"ibid/document"
)

// Mail and news quote what they answer with a sign before each line, ">", once more for
// each time that it was quoted before (RFC 3676, section 4.5).

// quoteSign begins the lines of a quotation.
const quoteSign = '>'

// barred returns how often the sign of a quotation stands before a line, and its length
// with the white space in it and after it; 0 where the line has none. RFCs draw with it.
func (w *wrapped) barred(s string) (depth, n int) {
	if w.memo {
		return 0, 0
	}
	for n < len(s) && (s[n] == quoteSign || s[n] == ' ' && depth > 0) {
		if s[n] == quoteSign {
			depth++
		}
		n++
	}
	if depth > 0 && n < len(s) && s[n-1] == quoteSign && !letterByte(s[n]) {
		return 0, 0 // an operator, an arrow
	}
	return depth, n
}

// quoted reports whether all lines have the sign of a quotation, and as often.
func (w *wrapped) quoted(text string, ls []textLine) bool {
	depth, _ := w.barred(text[ls[0].from:ls[0].to])
	if depth == 0 {
		return false
	}
	words := false
	for i := range ls {
		s := text[ls[i].from:ls[i].to]
		d, k := w.barred(s)
		if d != depth {
			return false
		}
		words = words || k < len(s)
	}
	return words
}

// quoteTurns reports whether line n of a group begins another quotation than the line
// before it, or another paragraph of it.
func (w *wrapped) quoteTurns(text string, ls []textLine, n int) bool {
	s := text[ls[n].from:ls[n].to]
	d, _ := w.barred(s)
	last, _ := w.barred(text[ls[n-1].from:ls[n-1].to])
	switch {
	case d == last:
		return d > 0 && w.bare(text, ls[n]) && !w.bare(text, ls[n-1])
	case last == 0:
		return n+1 < len(ls) // one such line may be prose that goes on with a sign
	}
	return true
}

// bare reports whether a line is no more than the sign of a quotation.
func (w *wrapped) bare(text string, l textLine) bool {
	s := text[l.from:l.to]
	d, k := w.barred(s)
	return d > 0 && k == len(s)
}

// quotation makes a quotation of lines that have its sign before them.
func (w *wrapped) quotation(c *chunk, ls []textLine) *para {
	depth, _ := w.barred(c.text[ls[0].from:ls[0].to])
	inner := make([]textLine, 0, len(ls))
	for i := range ls {
		_, n := w.barred(c.text[ls[i].from:ls[i].to])
		if l := ls[i]; l.from+n < l.to {
			l.from, l.width = l.from+n, l.width-n
			l.indent += n
			inner = append(inner, l)
		}
	}
	p := w.kept(c, flush(ls), false)
	p.kind, p.level = document.Quote, uint8(min(depth, 200))
	var gaps []gap
	for at := 0; at < len(p.text); {
		end := at + lineEnd(p.text[at:])
		_, n := w.barred(p.text[at:end])
		if at+n == end && end < len(p.text) {
			n++ // the line and its end
		}
		gaps = append(gaps, gap{at, at + n})
		at = end + 1
	}
	p.take(gaps)
	if w.isProse(c.text, inner) {
		p.text = strings.ReplaceAll(p.text, "\n", " ")
	}
	return p
}
