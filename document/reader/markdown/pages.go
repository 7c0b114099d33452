package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"ibid/document/apparatus"
	"ibid/document/internal/label"
)

// maxMark is the longest mark of a page there may be, in bytes.
const maxMark = 40

// page tells the label and series of a mark such as "p. 277" or "Facsimile
// Page 2". The mark must be nothing else: "p. 33, note" is an editor's citation.
func page(s string) (label, series string, ok bool) {
	if len(s) > maxMark || len(s) < 3 {
		return "", "", false
	}
	s = strings.TrimSpace(s)
	if label, series, ok := apparatus.PageMark(s); ok {
		return label, series, true
	}
	for _, word := range []string{"p.", "P.", "pg.", "Pg.", "leaf ", "Leaf "} {
		if rest, found := strings.CutPrefix(s, word); found {
			label, ok := number(strings.TrimSpace(rest))
			return label, "", ok
		}
	}
	return "", "", false
}

// bare tells the label of a page marked by its number alone, "277" or "p. 277".
func bare(s string) (string, bool) {
	if label, ok := number(s); ok {
		return label, true
	}
	label, _, ok := page(s)
	return label, ok
}

// number reports whether s is a number as pages have it: digits, of a leaf
// with the letter of its side, or small roman.
func number(s string) (string, bool) {
	digits := 0
	for digits < len(s) && '0' <= s[digits] && s[digits] <= '9' {
		digits++
	}
	switch rest := s[digits:]; {
	case digits > 5 || len(s) == 0:
		return "", false
	case digits > 0:
		return s, rest == "" || len(rest) == 1 && rest[0] >= 'a' && rest[0] <= 'z'
	}
	return s, len(s) <= 9 && label.IsRoman(s)
}

// lookPages looks for what may be marks of pages from one offset to another.
func (x *index) lookPages(text []byte, from, to int) {
	x.brackets.look(text, from, to, '[', ']', func(at int, s string) {
		if label, series, ok := page(s); ok && series == "" && !afterKey(text[:at]) {
			x.brackets.add(label)
		}
	})
	x.braces.look(text, from, to, '{', '}', func(_ int, s string) {
		if label, ok := bare(s); ok {
			x.braces.add(label)
		}
	})
}

// bracketed reports whether the document marks pages in brackets: [p. 277]. Marks that name the
// page are believed unless many of them jump about, as an editor's citations do.
func (x *index) bracketed() bool {
	a := &x.brackets
	x.settle()
	return len(a.numbers) < 4 || 2*a.up >= len(a.numbers)
}

// braced reports whether the document marks pages by a number in braces: {277}. One is a mark only
// where others follow it in order.
func (x *index) braced() bool {
	a := &x.braces
	x.settle()
	return len(a.numbers) >= 2 && 4*a.up >= 3*(len(a.numbers)-1)
}

// enough is how many marks show a habit.
const enough = 500

// An ascent counts how often a number follows one that is a little smaller.
type ascent struct {
	numbers []int
	up      int
}

// shown reports whether there were enough numbers.
func (a *ascent) shown() bool { return len(a.numbers) >= enough }

// look calls f with what stands between an opening and its closing sign, and where
// that opens, until there were enough numbers.
func (a *ascent) look(text []byte, from, to int, open, closing byte, f func(at int, s string)) {
	for i := from; i < to && !a.shown(); {
		k := bytes.IndexByte(text[i:to], open)
		if k < 0 {
			return
		}
		i += k + 1
		if n := bytes.IndexByte(text[i:min(len(text), i+maxMark)], closing); n > 0 {
			f(i-1, string(text[i:i+n]))
		}
	}
}

func (a *ascent) add(label string) {
	if v, err := strconv.Atoi(label); err == nil {
		a.next(v)
	}
}

func (a *ascent) next(v int) {
	if n := len(a.numbers); n > 0 && v > a.numbers[n-1] && v <= a.numbers[n-1]+20 {
		a.up++
	}
	a.numbers = append(a.numbers, v)
}

// join adds the numbers that follow, as far as they count.
func (a *ascent) join(b ascent) {
	for _, v := range b.numbers {
		if a.shown() {
			return
		}
		a.next(v)
	}
}
