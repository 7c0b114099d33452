// Package label writes and tells the labels that pages, notes and items of lists
// have in place of plain figures: Roman numerals and letters.
package label

import (
	"strconv"
	"strings"
)

// mostRoman is the greatest number that is written with Roman numerals. Beyond it
// they only grow longer, and those that print them use figures.
const mostRoman = 5000

// Roman writes n in small Roman numerals, and in figures where it is below 1 or
// above 5000.
func Roman(n int) string {
	if n < 1 || n > mostRoman {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range [...]struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}

// IsRoman reports whether s is made of the small letters of Roman numerals, in
// whatever order: printers have "iiii" and "viiii". "mix" and "did" are made of
// them too, so that what stands around s must speak for a number.
func IsRoman(s string) bool { return s != "" && strings.Trim(s, "ivxlcdm") == "" }

// IsLowRoman is IsRoman for numbers below 500. What counts notes and items stays
// below it, and without d and m few words are left that look like a number.
func IsLowRoman(s string) bool { return s != "" && strings.Trim(s, "ivxlc") == "" }

// Letters writes n as columns of a sheet are named: a, b, … z, aa, ab, … It is ""
// where n is below 1.
func Letters(n int) string {
	var s []byte
	for ; n > 0; n = (n - 1) / 26 {
		s = append([]byte{'a' + byte((n-1)%26)}, s...)
	}
	return string(s)
}

// Short returns the number that s is, where it has at most three figures and no zero
// before them, as nearly all labels of notes and pages.
func Short(s string) (int, bool) {
	if s == "" || len(s) > 3 || s[0] == '0' {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

// MostShort is the number above those that [Short] returns.
const MostShort = 1000

// Shared returns a short number as a part of one string that has all of them: there it
// takes no memory, and to go through the labels of a long document is to go through little.
func Shared(s string) (string, bool) {
	n, ok := Short(s)
	if !ok {
		return "", false
	}
	end := 3*n + 3
	return shortNumbers[end-len(s) : end], true
}
