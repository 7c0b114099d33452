package markdown

import (
	"bytes"
	"html"

	"github.com/yuin/goldmark/util"
)

// unescape resolves backslashes before punctuation, and entities.
func unescape(s []byte) []byte {
	i := bytes.IndexAny(s, "\\&")
	if i < 0 {
		return s
	}
	out := append(make([]byte, 0, len(s)), s[:i]...)
	for i < len(s) {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			out = append(out, s[i+1])
			i += 2
		case c == '&':
			n := entity(s[i:])
			if n == 0 {
				out = append(out, c)
				i++
				continue
			}
			out = append(out, html.UnescapeString(string(s[i:i+n]))...)
			i += n
		default:
			k := bytes.IndexAny(s[i+1:], "\\&")
			if k < 0 {
				return append(out, s[i:]...)
			}
			out = append(out, s[i:i+1+k]...)
			i += 1 + k
		}
	}
	return out
}

// entity returns the length of the character reference that s begins with, or 0. One of more
// digits than CommonMark allows (0.31, section 2.5) is text.
func entity(s []byte) int {
	n := bytes.IndexByte(s[:min(len(s), 34)], ';')
	if n < 2 {
		return 0
	}
	name, alphabet, most := s[1:n], util.IsAlphaNumeric, n
	if name[0] == '#' {
		name, alphabet, most = name[1:], util.IsNumeric, 7
		if len(name) > 0 && name[0]|' ' == 'x' {
			name, alphabet, most = name[1:], util.IsHexDecimal, 6
		}
	}
	if len(name) == 0 || len(name) > most {
		return 0
	}
	for _, c := range name {
		if !alphabet(c) {
			return 0
		}
	}
	return n + 1
}
