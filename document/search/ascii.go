package search

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// prose orders ASCII by how often it stands in English prose, the commonest
// first. What is not named is rarer than all of it but for its last letters.
const prose = "etaoinshrdlcumfwpgybv,.-'\"01923k"

// rarest returns the offset of the byte of needle by which it is best looked
// for: the least common in prose, and neither a space nor an apostrophe, for which
// other characters of ASCII may stand too, unless there is nothing else.
func rarest(needle []byte) int {
	best, most := 0, -1
	for i, c := range needle {
		if n := rarity(c); n > most {
			best, most = i, n
		}
	}
	return best
}

// rarity returns how rare a byte of a needle is in prose, -1 for a space and an apostrophe.
func rarity(c byte) int {
	if c == ' ' || c == '\'' {
		return -1
	}
	if n := strings.IndexByte(prose, c|0x20); n >= 0 {
		return n
	}
	return len(prose)
}

// A probe is the byte of a needle by which the needle is looked for.
type probe struct {
	at   int    // offset in the needle
	c    byte   // folded
	fold uint64 // in each byte, the bit in which its capital differs, where case does not count
	want uint64 // in each byte, c
	// beside says that none of the punctuation of print, U+2000 to U+203F, is folded
	// to c: quotation marks and dashes, the most of what is not ASCII in English.
	beside bool
	// alone says that nothing but c, and its capital where case does not count, is folded to
	// c in the document that is searched.
	alone bool
}

const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

func probeOf(needle []byte, cased bool) probe { return probeAt(needle, rarest(needle), cased) }

func probeAt(needle []byte, at int, cased bool) probe {
	c := needle[at]
	a := probe{at: at, c: c, want: uint64(c) * lows}
	a.beside = c < utf8.RuneSelf && group(0x2000/64, cased).ascii[c/64]>>(c%64)&1 == 0
	if !cased && a.c >= 'a' && a.c <= 'z' {
		a.fold = 0x20 * lows
	}
	return a
}

// next returns the offset of the first byte of s from i on that is the probe or
// is not ASCII, or len(s). Punctuation that is beside the probe is passed over. It looks
// at eight bytes at a time.
func (a *probe) next(s string, i int) int {
	fold, want := a.fold, a.want
	for ; i+16 <= len(s); i += 16 {
		v, w := load(s[i:i+8]), load(s[i+8:i+16])
		// A byte of x or y is 0 where the probe is; the subtraction sets its high bit.
		x, y := (v|fold)^want, (w|fold)^want
		v, w = ((x-lows)&^x|v)&highs, ((y-lows)&^y|w)&highs
		if v|w == 0 {
			continue
		}
		at := i + bits.TrailingZeros64(v)/8 // of 0 it is 64
		if v == 0 {
			at = i + 8 + bits.TrailingZeros64(w)/8
		}
		if !a.beside || at+3 > len(s) || s[at] != 0xE2 || s[at+1] != 0x80 {
			return at
		}
		i = at + 3 - 16
	}
	if end := len(s) - 16; end >= 0 && i < len(s) { // in the last sixteen bytes there is mostly nothing
		v, w := load(s[end:end+8]), load(s[end+8:])
		x, y := (v|fold)^want, (w|fold)^want
		if ((x-lows)&^x|v|(y-lows)&^y|w)&highs == 0 {
			return len(s)
		}
	}
	for ; i < len(s) && s[i] < utf8.RuneSelf && s[i]|byte(fold) != a.c; i++ {
	}
	return i
}

// A seeker goes through a text from one place where a probe may stand to the next.
type seeker struct {
	*probe
	text  string
	plain int // for a probe that is alone, where it stands next
	upper int // and its capital
}

func (a *probe) in(text string) seeker {
	k := seeker{probe: a, text: text, plain: -1, upper: -1}
	if a.fold == 0 {
		k.upper = len(text)
	}
	return k
}

// from returns the first place from p on, or the length of the text. p must not go back.
func (k *seeker) from(p int) int {
	if !k.alone {
		return k.next(k.text, p)
	}
	if k.plain < p {
		k.plain = nextByte(k.text, k.c, p)
	}
	if k.upper < p {
		k.upper = nextByte(k.text, k.c-('a'-'A'), p)
	}
	return min(k.plain, k.upper)
}

// load returns the eight bytes of s, the first in the lowest place.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// nextOther returns the offset of the first byte of s from i on that is not
// ASCII, or len(s).
func nextOther(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		if w := load(s[i:i+8]) & highs; w != 0 {
			return i + bits.TrailingZeros64(w)/8
		}
	}
	for ; i < len(s) && s[i] < utf8.RuneSelf; i++ {
	}
	return i
}

func isASCII(s string) bool { return nextOther(s, 0) == len(s) }

// An outcome is what comparing ASCII with text says.
type outcome uint8

const (
	differs outcome = iota
	same
	unknown // a character was met that cannot be compared alone
)

// skip passes over the characters from p on that are not ASCII and of groups in
// which none is folded to the probe. It returns where it stopped.
func (q *Query) skip(a *probe, s string, p int) int {
	word, bit := a.c/64, a.c%64
	for p+3 <= len(s) {
		c := s[p]
		n, g := 2, int(c&0x1F)
		switch {
		case c < utf8.RuneSelf || c >= 0xF0:
			return p
		case c >= 0xE0: // the first two bytes say the group
			n, g = 3, int(c&0x0F)<<6|int(s[p+1]&0x3F)
		}
		if (g < 0x3400/64 || g >= 0xA000/64) && group(g, q.cased).ascii[word]>>bit&1 != 0 {
			return p
		}
		p += n
	}
	return p
}

// other compares the character at the beginning of s, which is not ASCII, with the
// probe and returns its length.
func (q *Query) other(a *probe, s string) (int, outcome) {
	r, n := utf8.DecodeRuneInString(s)
	x, several := foldTo(r, q.cased)
	switch {
	case x == rune(a.c):
		return n, same
	case x < 0 && slices.Contains(several, rune(a.c)):
		return n, unknown
	}
	return n, differs
}

// scan finds a needle in ASCII. It goes from one character that may be the probe to
// the next and compares around it. It returns false where only folding the whole text can
// tell.
func (q *Query) scan(a *probe, text string, spans []Span) ([]Span, bool) {
	done, k := 0, a.in(text)
	for p := k.from(0); p < len(text); p = k.from(p) {
		s, n, found := q.around(a, text, done, p)
		switch {
		case found == unknown:
			return spans, false
		case found == differs || q.word && !q.bounded(text, s):
			p += n
		default:
			spans = append(spans, s)
			done, p = s.End, s.End
		}
	}
	return spans, true
}

// may reports whether text holds a needle in ASCII, or may hold it.
func (q *Query) may(a *probe, text string) bool {
	k := a.in(text)
	for p := k.from(0); p < len(text); p = k.from(p) {
		_, n, found := q.around(a, text, 0, p)
		if found != differs {
			return true
		}
		p += n
	}
	return false
}

// around compares the needle with the text around the character at p, of n bytes, in
// which the probe would stand. No match begins before done.
func (q *Query) around(a *probe, text string, done, p int) (s Span, n int, found outcome) {
	n = 1
	if text[p] < utf8.RuneSelf {
		if s, found = q.near(a, text, done, p); found != unknown {
			return s, n, found
		}
	} else if to := q.skip(a, text, p); to > p {
		return s, to - p, differs
	} else if n, found = q.other(a, text[p:]); found != same {
		return s, n, found
	}
	start, found := q.matchBack(text[done:p], q.needle[:a.at])
	if found != same {
		return s, n, found
	}
	end, found := q.matchAhead(text[p+n:], q.needle[a.at+1:])
	return Span{done + start, p + n + end}, n, found
}

// near is around where all is ASCII and no white space is wider than a space; where it
// is not, the outcome is unknown.
func (q *Query) near(a *probe, text string, done, p int) (Span, outcome) {
	from, to := p, p+1
	for j := a.at - 1; j >= 0; j-- {
		if from--; from < done {
			return Span{}, differs
		}
		if x := q.byte(text[from]); x != q.needle[j] {
			return Span{}, unlike(x)
		}
	}
	for _, c := range q.needle[a.at+1:] {
		if to == len(text) {
			return Span{}, differs
		}
		x := q.byte(text[to])
		if x != c {
			return Span{}, unlike(x)
		}
		to++
	}
	if to < len(text) && (text[to] >= utf8.RuneSelf || q.byte(text[to-1]) == ' ' && q.byte(text[to]) == ' ') {
		return Span{}, unknown
	}
	if q.needle[0] == ' ' && from > 0 && unlike(q.byte(text[from-1])) == unknown {
		return Span{}, unknown
	}
	return Span{from, to}, same
}

// byte returns the folded form of a byte: itself where it is not ASCII.
func (q *Query) byte(c byte) byte {
	if c >= utf8.RuneSelf {
		return c
	}
	return q.table[c]
}

// unlike returns what follows from a byte that is not that of the needle.
func unlike(c byte) outcome {
	if c >= utf8.RuneSelf || c == ' ' {
		return unknown
	}
	return differs
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
	if i < len(text) && text[i] >= utf8.RuneSelf && q.mayContinue(text[i:], needle) {
		return 0, unknown
	}
	return i, same
}

// mayContinue reports whether the character that s begins with, which is not ASCII,
// may belong to what is before it: the end of a needle.
func (q *Query) mayContinue(s string, needle []byte) bool {
	r, _ := utf8.DecodeRuneInString(s)
	x, several := foldTo(r, q.cased)
	if x < 0 {
		x = several[0]
	}
	return x == 0 || unicode.IsMark(r) || unicode.IsMark(x) || x == ' ' && len(needle) > 0 && needle[len(needle)-1] == ' '
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
			if x, _ := q.foldedLast(text[:i]); x < 0 {
				return 0, unknown // it may be more space
			}
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

func nextByte(text string, c byte, from int) int {
	if i := strings.IndexByte(text[from:], c); i >= 0 {
		return from + i
	}
	return len(text)
}
