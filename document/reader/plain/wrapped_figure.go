package plain

import (
	"strings"

	"ibid/document"
)

// pictures are the words with which editions say in brackets what they cannot print.
var pictures = []string{"illustration", "music", "figure", "plate", "map", "picture", "diagram", "image"}

// pictured returns the length of the bracket and the word of a line that begins as
// "[Illustration: a caption]" or "[Music]" does, 0 where it begins otherwise. The word
// must end there, or have a colon after it: "[Map of the town]" may be anybody's words.
func pictured(s string) int {
	if len(s) < len("[map]") || s[0] != '[' {
		return 0
	}
	for _, word := range pictures {
		n := 1 + len(word)
		if len(s) < n || !strings.EqualFold(s[1:n], word) {
			continue
		}
		if len(s) == n || s[n] == ':' || s[n] == ']' || word == pictures[0] && s[n] == ' ' {
			return n
		}
	}
	return 0
}

// pictureEnds reports whether line n of a group stands after the bracket of a picture
// that the group begins with, within so many lines as an item of a list may have.
func pictureEnds(text string, ls []textLine, n int) bool {
	last := text[ls[n-1].from:ls[n-1].to]
	if last[len(last)-1] != ']' || n > longestItem || pictured(text[ls[0].from:ls[0].to]) == 0 {
		return false
	}
	depth := 0
	for _, c := range []byte(text[ls[0].from:ls[n-1].to]) {
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		}
	}
	return depth == 0
}

// figure makes a figure of what says in brackets what is shown; n is the length of the
// bracket and its word. Its caption is the text, or the word where there is none. The
// lines of a song are kept.
func (w *wrapped) figure(c *chunk, ls []textLine, n int) *para {
	var p *para
	if w.isProse(c.text, ls) {
		p = w.prose(c, ls)
	} else {
		p = w.kept(c, ls, false)
	}
	p.kind = document.Figure
	for n < len(p.text) && (p.text[n] == ':' || p.text[n] == ' ') {
		n++
	}
	gaps := []gap{{0, n}}
	if n >= len(p.text)-1 {
		gaps[0].to = 1
	}
	if end := len(p.text) - 1; end > 1 && p.text[end] == ']' {
		gaps = append(gaps, gap{end, end + 1})
	}
	p.take(gaps)
	return p
}
