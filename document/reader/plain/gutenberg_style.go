package plain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// markers are the characters that plain text sets words apart with, and what
// they stand for. "=" and "+" mean this in Project Gutenberg's texts only.
var markers = []struct {
	sign  byte
	style document.Style
	book  bool
}{
	{'_', document.Italic, false},
	{'=', document.Bold, true},
	{'+', document.SmallCaps, true},
}

// styleBytes is the longest run of text between two markers; a marker further
// off is another's.
const styleBytes = 4 << 10

// markup takes _italic_, =bold= and +small capitals+ out of the text and keeps
// them as styles.
func (p *para) markup(book bool) {
	mem := p.memory()
	gaps := mem.gaps[:0]
	for _, m := range markers {
		if m.book && !book || strings.IndexByte(p.text, m.sign) < 0 {
			continue
		}
		mem.runs = marked(p.text, m.sign, mem.runs[:0])
		for _, run := range mem.runs {
			gaps = append(gaps, gap{run.from, run.from + 1}, gap{run.to, run.to + 1})
			p.styles = append(p.styles, styled{m.style, run.from, run.to + 1})
		}
	}
	if mem.gaps = gaps; len(gaps) == 0 {
		return
	}
	slices.SortFunc(gaps, func(a, b gap) int { return a.from - b.from })
	for i := range p.styles {
		s := &p.styles[i]
		s.from, s.to = s.from-countBefore(gaps, s.from), s.to-countBefore(gaps, s.to)
	}
	p.take(gaps)
}

// countBefore counts the gaps, of one byte each, that begin before i.
func countBefore(gaps []gap, i int) int {
	lo, hi := 0, len(gaps)
	for lo < hi {
		if mid := (lo + hi) / 2; gaps[mid].from < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// marked appends to runs those between pairs of a marker, as the places of its two
// signs. One that opens stands before a character and not after a letter; one
// that closes stands after a character. Runs of markers are rules and blanks.
func marked(s string, sign byte, runs []gap) []gap {
	open := -1
	for i := 0; i < len(s); i++ {
		n := strings.IndexByte(s[i:], sign)
		if n < 0 {
			break
		}
		i += n
		if i+1 < len(s) && s[i+1] == sign {
			for i+1 < len(s) && s[i+1] == sign {
				i++
			}
			open = -1
			continue
		}
		switch {
		case open >= 0 && i-open > 1 && !isSpace(s[i-1]) && i-open < styleBytes && closes(s, i, sign):
			runs = append(runs, gap{open, i})
			open = -1
		case opens(s, i):
			open = i
		}
	}
	return runs
}

// opens reports whether a marker at s[i] may begin a run.
func opens(s string, i int) bool {
	if i+1 >= len(s) || isSpace(s[i+1]) {
		return false
	}
	r, n := utf8.DecodeLastRuneInString(s[:i])
	return n == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// closes reports whether a marker at s[i] may end a run. "_" does even before
// a letter (_Jesukaid_in), for nothing else is written so.
func closes(s string, i int, sign byte) bool {
	if sign == '_' {
		return true
	}
	r, n := utf8.DecodeRuneInString(s[i+1:])
	return n == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
