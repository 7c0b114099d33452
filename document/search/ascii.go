package search

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// prose orders ASCII by how often it stands in English prose, the commonest
// first. What is not named is rarer than all of it but for its last letters.
const prose = "etaoinshrdlcumfwpgybv,.-'\"01923k"

// rarest returns the offset of the byte of needle by which it is best looked
// for: no space, and the least common in prose.
func rarest(needle []byte) int {
	best, most := 0, -1
	for i, c := range needle {
		if c == ' ' {
			continue
		}
		n := strings.IndexByte(prose, c|0x20)
		if n < 0 {
			n = len(prose)
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// twin returns the other character that is folded to c, or c.
func twin(c byte, cased bool) byte {
	switch {
	case c == '\'':
		return '`'
	case !cased && c >= 'a' && c <= 'z':
		return c - 'a' + 'A'
	}
	return c
}

// nextOther returns the offset of the first byte of s from i on that is not
// ASCII, or len(s). It looks at eight bytes at a time.
func nextOther(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		if w &= 0x8080808080808080; w != 0 {
			return i + bits.TrailingZeros64(w)/8
		}
	}
	for ; i < len(s) && s[i] < utf8.RuneSelf; i++ {
	}
	return i
}

func isASCII(s string) bool { return nextOther(s, 0) == len(s) }

// anchored reports whether the needle's rarest byte can only be found in text
// as itself, for no character of text that is not ASCII is folded to it. That holds
// for most prose: its quotes and dashes are never folded to a letter, and its accented
// letters are vowels while the rarest letter of a word is mostly a consonant.
func (q *Query) anchored(text string) bool {
	for i := nextOther(text, 0); i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if mayFoldTo(r, rune(q.lo), q.cased) {
			return false
		}
		i = nextOther(text, i+n)
	}
	return true
}

// scan finds a needle in ASCII in text for which anchored holds. It goes from
// one occurrence of the needle's rarest byte to the next, which strings.IndexByte finds
// at the speed of memory, and compares around it. It returns false where only
// folding the whole text can tell.
func (q *Query) scan(text string, spans []Span) ([]Span, bool) {
	left, right := q.needle[:q.anchor], q.needle[q.anchor+1:]
	lo := nextByte(text, q.lo, 0)
	hi := len(text)
	if q.hi != q.lo {
		hi = nextByte(text, q.hi, 0)
	}
	for done := 0; ; {
		p := min(lo, hi)
		if p == len(text) {
			return spans, true
		}
		next := p + 1
		start, found := q.matchBack(text[done:p], left)
		n := 0
		if found == same {
			n, found = q.matchAhead(text[p+1:], right)
		}
		if found == unknown {
			return spans, false
		}
		if s := (Span{done + start, p + 1 + n}); found == same && (!q.word || q.bounded(text, s)) {
			spans = append(spans, s)
			done, next = s.End, s.End
		}
		if lo < next {
			lo = nextByte(text, q.lo, next)
		}
		if hi < next {
			hi = nextByte(text, q.hi, next)
		}
	}
}

// An outcome is what comparing ASCII with text says.
type outcome uint8

const (
	differs outcome = iota
	same
	unknown // a character was met that cannot be compared alone
)

func nextByte(text string, c byte, from int) int {
	if i := strings.IndexByte(text[from:], c); i >= 0 {
		return from + i
	}
	return len(text)
}

// matchAhead compares a needle with the beginning of text and returns how many
// bytes of it are the needle.
func (q *Query) matchAhead(text string, needle []byte) (int, outcome) {
	i := 0
	for _, c := range needle {
		if i == len(text) {
			return 0, differs
		}
		x, n := q.folded(text[i:])
		switch {
		case x < 0:
			return 0, unknown
		case x != rune(c):
			return 0, differs
		}
		i += n
		for c == ' ' && i < len(text) && text[i] < utf8.RuneSelf && q.table[text[i]] == ' ' {
			i++
		}
	}
	if i < len(text) && text[i] >= utf8.RuneSelf {
		r, _ := utf8.DecodeRuneInString(text[i:])
		if x, _ := q.folded(text[i:]); x < 0 || unicode.IsMark(r) {
			return 0, unknown
		}
	}
	return i, same
}

// matchBack compares a needle with the end of text and returns where it begins.
func (q *Query) matchBack(text string, needle []byte) (int, outcome) {
	i := len(text)
	for j := len(needle) - 1; j >= 0; j-- {
		if i == 0 {
			return 0, differs
		}
		c := needle[j]
		x, n := q.foldedLast(text[:i])
		switch {
		case x < 0:
			return 0, unknown
		case x != rune(c):
			return 0, differs
		}
		i -= n
		for c == ' ' && i > 0 && text[i-1] < utf8.RuneSelf && q.table[text[i-1]] == ' ' {
			i--
		}
		if c == ' ' && i > 0 && text[i-1] >= utf8.RuneSelf {
			return 0, unknown // it may be more space
		}
	}
	return i, same
}

// folded returns the character that the first of s is folded to and its
// length in s. The character is -1 where it must be seen with its neighbours: where
// it is not ASCII and a space, an accent, or several characters.
func (q *Query) folded(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(q.table[s[0]]), 1
	}
	r, n := utf8.DecodeRuneInString(s)
	return q.alone(r), n
}

// foldedLast is folded for the last character of s.
func (q *Query) foldedLast(s string) (rune, int) {
	if c := s[len(s)-1]; c < utf8.RuneSelf {
		return rune(q.table[c]), 1
	}
	r, n := utf8.DecodeLastRuneInString(s)
	return q.alone(r), n
}

func (q *Query) alone(r rune) rune {
	if x, _ := foldTo(r, q.cased); x > 0 && x != ' ' {
		return x
	}
	return -1
}
