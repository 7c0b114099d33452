package source

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxCluster is how many combining marks may stand on one character. No
// script needs more than a handful; stacks of hundreds are made to disturb.
const maxCluster = 32

// Safe returns s without anything that a terminal could obey or that hides
// text from a reader. Clean text is returned as it is, without a copy.
//
// C0 controls but tab and newline become their pictures (U+2400 and
// following) and DEL becomes U+2421; C1 controls and invalid bytes become U+FFFD; bidi
// controls, zero-width spaces, tags, interlinear annotation marks, soft
// hyphens and byte order marks are dropped; U+2028 and U+2029 become
// newlines; combining marks past 32 on one character are dropped.
func Safe(s string) string {
	s, _ = SafeCount(s)
	return s
}

// SafeCount is Safe with the number of characters that were replaced or
// dropped. Soft hyphens and byte order marks, which honest text holds, do not count.
func SafeCount(s string) (string, int) {
	i := SafeLen(s)
	if i == len(s) {
		return s, 0
	}
	return rewrite(s, i)
}

// Clean is Safe for what is shown in one line: names, titles, messages.
// White space is collapsed to single spaces. What is so already is returned without a copy.
func Clean(s string) string {
	if s = Safe(s); singleSpaced(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// singleSpaced reports whether the white space of s is single spaces between words.
func singleSpaced(s string) bool {
	space := true // before the first word there is none
	for _, r := range s {
		if before := space; unicode.IsSpace(r) {
			if space = true; before || r != ' ' {
				return false
			}
		} else {
			space = false
		}
	}
	return !space
}

// SafeLen returns the length of the text that s begins with and that Safe would
// not change. ASCII goes eight bytes at a time, the rest by lead bytes, so that
// clean text costs one pass without decoding.
func SafeLen(s string) int {
	stack := 0 // where the last run of combining marks begins
	for i := 0; i < len(s); {
		from := i
		for i+8 <= len(s) {
			n := bits.TrailingZeros64(unprintable(load(s[i:i+8]))) / 8
			if i += n; n < 8 {
				break
			}
		}
		if i > from {
			stack = i
		}
		if i == len(s) {
			break
		}
		c := s[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
				return i
			}
			i++
			stack = i
			continue
		}
		n := safeRune(s[i:])
		if n == 0 {
			return min(i, stack)
		}
		i += n
		if !combines(c) {
			stack = i
		} else if i-stack > 2*maxCluster {
			return stack
		}
	}
	return len(s)
}

// load returns the first eight bytes of s as one word.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// unprintable marks, by its high bit, the first of eight bytes that is not
// printable ASCII: it has its high bit set, is below a space, or DEL. A borrow
// may mark bytes after it that are.
func unprintable(x uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	del := x ^ 0x7f*ones
	return (x | (x - ' '*ones) | (del-ones)&^del) & high
}

// combines reports whether c, the first byte of a character, leads the
// combining marks that are used for stacking, U+0300 to U+036F (and sixteen
// Greek characters, which do not come in such runs). All are two bytes long.
func combines(c byte) bool { return c == 0xCC || c == 0xCD }

// safeRune returns the length of the non-ASCII character at the start of s,
// or 0 where it must be looked at: invalid, or one of those that Safe treats.
func safeRune(s string) int {
	c := s[0]
	switch {
	case c == 0xE2 && len(s) > 2 && s[1] == 0x80 && s[2] >= 0x90 && s[2] < 0xA8:
		return 3 // the dashes and quotation marks of print, U+2010 to U+2027
	case c < 0xC2 || len(s) < 2 || s[1]&0xC0 != 0x80:
		return 0
	case c < 0xE0:
		if c == 0xC2 && (s[1] < 0xA0 || s[1] == 0xAD) || c == 0xD8 && s[1] == 0x9C {
			return 0
		}
		return 2
	}
	// Three and four bytes: the short table of lead bytes under which
	// something is unsafe, everything else only checked to be well formed.
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError || unsafeRune(r) {
		return 0
	}
	return n
}

// unsafeRune reports whether a rune beyond U+07FF is replaced or dropped.
func unsafeRune(r rune) bool {
	switch {
	case r < 0x200B:
		return r == 0x180E
	case r <= 0x206F:
		return r == 0x200B || r == 0x200E || r == 0x200F || r >= 0x2028 && r <= 0x202E || r >= 0x2060
	case r < 0xFE00:
		return false
	}
	return r == 0xFEFF || r >= 0xFFF9 && r <= 0xFFFB || r >= 0xE0000 && r <= 0xE007F || r == 0x1D173 || r > 0x1D173 && r <= 0x1D17A
}

func rewrite(s string, i int) (string, int) {
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:i])
	count, marks := 0, 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		out, hurt := replacement(r, n)
		switch {
		case combines(s[i]):
			if marks++; marks > maxCluster {
				out, hurt = -1, true
			}
		case out >= 0: // what is dropped parts no marks
			marks = 0
		}
		if hurt {
			count++
		}
		if out >= 0 {
			b.WriteRune(out)
		}
		i += n
	}
	return b.String(), count
}

// replacement returns what stands for r, -1 for nothing, and whether the
// change is one a reader should be told of. n is r's length in the source.
func replacement(r rune, n int) (rune, bool) {
	switch {
	case r == '\n' || r == '\t':
		return r, false
	case r < ' ':
		return 0x2400 + r, true
	case r < 0x7f:
		return r, false
	case r == 0x7f:
		return 0x2421, true
	case r < 0xA0:
		return utf8.RuneError, true
	case r == utf8.RuneError:
		return r, n == 1
	case r == 0x00AD || r == 0xFEFF || r == 0x2060:
		return -1, false
	case r == 0x2028 || r == 0x2029:
		return '\n', false
	case r == 0x061C || unsafeRune(r):
		return -1, true
	}
	return r, false
}
