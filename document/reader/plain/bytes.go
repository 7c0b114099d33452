package plain

import "strings"

// What is looked at byte by byte in every text is looked at eight bytes at a
// time, as one machine word or by a table with one branch for all.

const (
	each = 0x0101010101010101 // times a byte: that byte, eight times
	high = 0x80 * each
)

// load returns the first eight bytes of s.
func load(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// wideSpace reports whether s, which is safe, holds white space other than
// single spaces: a tab, a line end, two spaces together.
func wideSpace(s string) bool {
	before := uint64(0) // in the lowest byte: the byte before is a space
	for len(s) >= 8 {
		x := load(s)
		control := ^(x&^high + (0x80-' ')*each | x)
		y := x ^ ' '*each
		space := ^(y&^high + 0x7f*each | y) & high
		if control&high|space&(space<<8|before) != 0 {
			return true
		}
		before, s = space>>56, s[8:]
	}
	last := byte(0)
	if before != 0 {
		last = ' '
	}
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == ' ' && last == ' ' {
			return true
		}
		last = s[i]
	}
	return false
}

// skip returns the offset, from i on, of the first byte of s that is in set, or
// the length of s.
func (set *byteSet) skip(s string, i int) int {
	for ; len(s)-i >= 8; i += 8 {
		b := s[i : i+8]
		if set[b[0]]|set[b[1]]|set[b[2]]|set[b[3]]|set[b[4]]|set[b[5]]|set[b[6]]|set[b[7]] != 0 {
			break
		}
	}
	for i < len(s) && set[s[i]] == 0 {
		i++
	}
	return i
}

// A wordSet is a set of English words, in small letters. Nearly all words that are
// looked for are in no set, which their length and first letter mostly tell.
type wordSet struct {
	firsts [longestWord + 1]uint32 // the first letters of the words of a length, a bit each
	words  [longestWord + 1]string // the words of a length, one after the other
}

// longestWord is the most bytes a word of a set has.
const longestWord = 16

// wordsOf returns the set of the words of a list, which has spaces between them.
func wordsOf(list string) (set wordSet) {
	for w := range strings.FieldsSeq(list) {
		set.firsts[len(w)] |= 1 << (w[0] - 'a')
		set.words[len(w)] += w
	}
	return set
}

// has reports whether a word is in the set, in whatever case.
func (set *wordSet) has(word string) bool {
	n := len(word)
	if n == 0 || n > longestWord {
		return false
	}
	if first := word[0] | 0x20 - 'a'; first >= 32 || set.firsts[n]>>first&1 == 0 {
		return false
	}
	var small [longestWord]byte
	for i := range n {
		if small[i] = word[i]; 'A' <= word[i] && word[i] <= 'Z' {
			small[i] |= 0x20
		}
	}
	for words := set.words[n]; words != ""; words = words[n:] {
		if words[:n] == string(small[:n]) {
			return true
		}
	}
	return false
}

// A byteSet is a set of bytes: those that are in it are 1.
type byteSet [256]uint8

// setOf returns the set of the bytes of s.
func setOf(s string) (set byteSet) {
	for i := 0; i < len(s); i++ {
		set[s[i]] = 1
	}
	return set
}
