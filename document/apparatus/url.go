package apparatus

import (
	"strings"
	"unicode"

	"ibid/document"
)

// maxURL is how long, in bytes, an address may be. What is longer is no address,
// for a part of one leads elsewhere.
const maxURL = 2048

// url reads an address, of which s[i:] is "://", up to white space, a quote or an
// angle bracket, without the punctuation of the sentence around it, and returns where
// to go on. A closing bracket belongs to it where it closes one of its own.
func (r *refScanner) url(i int) int {
	from := i
	switch {
	case strings.HasSuffix(r.s[:i], "https"):
		from -= len("https")
	case strings.HasSuffix(r.s[:i], "http"):
		from -= len("http")
	}
	if from == i || !r.starts(from) {
		return i + 1
	}
	s := r.s[from:]
	if n := strings.IndexFunc(s, endsURL); n >= 0 {
		s = s[:n]
	}
	if u := address(s); len(u) > len("https://") && len(u) <= maxURL {
		r.add(CrossRef{From: from, End: from + len(u), Kind: document.LinkURL, Target: u})
	}
	return from + len(s)
}

// endsURL reports whether c stands in no address.
func endsURL(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("<>\"“”", c) }

// address returns s without the punctuation at its end.
func address(s string) string {
	round := strings.Count(s, ")") - strings.Count(s, "(")
	square := strings.Count(s, "]") - strings.Count(s, "[")
	for {
		t := strings.TrimRight(s, ".,;:!?'’")
		switch {
		case strings.HasSuffix(t, ")") && round > 0:
			round--
		case strings.HasSuffix(t, "]") && square > 0:
			square--
		default:
			return t
		}
		s = t[:len(t)-1]
	}
}
