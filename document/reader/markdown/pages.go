package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"ibid/document/apparatus"
	"ibid/document/internal/label"
)

// habits are the ways of marking printed pages that a document was found to use.
type habits struct {
	bracket bool // [p. 277]
	brace   bool // {277}
}

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

// scanPages sees whether what looks like marks of pages goes up as pages do.
// Marks in brackets that name the page are believed unless many of them jump
// about, as an editor's citations do; a number in braces only where others
// follow it in order.
func scanPages(text []byte) habits {
	brackets := &ascent{}
	each(text, '[', ']', func(at int, s string) bool {
		if label, series, ok := page(s); ok && series == "" && !afterKey(text[:at]) {
			brackets.add(label)
		}
		return brackets.n < enough
	})
	braces := &ascent{}
	each(text, '{', '}', func(_ int, s string) bool {
		if label, ok := bare(s); ok {
			braces.add(label)
		}
		return braces.n < enough
	})
	return habits{
		bracket: brackets.n < 4 || 2*brackets.up >= brackets.n,
		brace:   braces.n >= 2 && 4*braces.up >= 3*(braces.n-1),
	}
}

// enough is how many marks show a habit.
const enough = 500

// each calls f with what stands between an opening and its closing sign, and where
// that opens, until it has seen enough.
func each(text []byte, open, closing byte, f func(at int, s string) bool) {
	for i := 0; i < len(text); {
		k := bytes.IndexByte(text[i:], open)
		if k < 0 {
			return
		}
		i += k + 1
		if n := bytes.IndexByte(text[i:min(len(text), i+maxMark)], closing); n > 0 {
			if !f(i-1, string(text[i:i+n])) {
				return
			}
		}
	}
}

// An ascent counts how often a number follows one that is a little smaller.
type ascent struct{ n, up, last int }

func (a *ascent) add(label string) {
	v, err := strconv.Atoi(label)
	if err != nil {
		return
	}
	if a.n > 0 && v > a.last && v <= a.last+20 {
		a.up++
	}
	a.n++
	a.last = v
}
