package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"ibid/document"
)

// lists tells the items of lists, and how deep they lie.
type lists struct {
	indents []int // of the markers of the lists that are open
}

// bulletSigns begin items; "o" is the bullet of RFCs.
var bulletSigns = []string{"o ", "* ", "- ", "+ ", "• ", "– ", "◦ ", "· "}

// listMarker returns the length of the list marker at the start of s with the
// white space after it, or 0: a bullet, "1.", "1)", "(1)", "(a)", "a)", "iv.".
func listMarker(s string) int {
	if !mayMark(s) {
		return 0
	}
	for _, b := range bulletSigns {
		if strings.HasPrefix(s, b) {
			return spaces(s, len(b))
		}
	}
	i := 0
	paren := s[0] == '('
	if paren {
		i++
	}
	from := i
	for i < len(s) && i-from < 4 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == from {
		i = roman(s, from)
	}
	if i == from && i < len(s) && letterByte(s[i]) {
		i++
	}
	if i == from || i+1 >= len(s) || s[i+1] != ' ' || s[i] != ')' && (paren || s[i] != '.') {
		return 0
	}
	return spaces(s, i+2)
}

// mayMark is a quick test that most lines fail: a marker has at most seven
// letters or figures, and a point or bracket or space after them.
func mayMark(s string) bool {
	if s[0] >= utf8.RuneSelf || s[0] == '(' {
		return true
	}
	i := 0
	for i < len(s) && i < 8 && (letterByte(s[i]) || s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == 0 || i == 1 && s[0] == 'o' {
		return true
	}
	return i+1 < len(s) && s[i+1] == ' ' && (s[i] == '.' || s[i] == ')')
}

// spaces returns the offset of the first byte of s from i on that is no space.
func spaces(s string, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

func letterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// roman returns where the small or capital Roman number at s[from:] ends.
func roman(s string, from int) int {
	for _, digits := range []string{"ivxlc", "IVXLC"} {
		i := from
		for i < len(s) && i-from < 7 && strings.IndexByte(digits, s[i]) >= 0 {
			i++
		}
		if i > from {
			return i
		}
	}
	return from
}

// itemBegins reports whether line n begins an item after other items: it has a
// marker, the first line of its group has one too and stands no further right.
func itemBegins(text string, ls []textLine, n int) bool {
	s := text[ls[n].from:ls[n].to]
	if listMarker(s) == 0 {
		return false
	}
	first := text[ls[0].from:ls[0].to]
	kind := kindOfMarker(s)
	return listMarker(first) > 0 && ls[n].indent <= ls[0].indent+8 && (kindOfMarker(first) == kind || kind != '0' && kind != 'a')
}

// longestItem is how many lines an item may have that is told by the one after it.
const longestItem = 40

// listBeginsAt reports whether line n of a group that began otherwise is the first item of
// a list: its marker is the first of a series, what stands before it is at an
// end, and a line further on, set in as far, has the next marker. Prose that counts
// its points would mislead it, if the lines happened to break before them.
func listBeginsAt(text string, ls []textLine, n int) bool {
	s := text[ls[n].from:ls[n].to]
	next := secondMarker(s)
	if next == "" || !pauses(text[ls[n-1].from:ls[n-1].to]) {
		return false
	}
	for m := n + 1; m < len(ls) && m <= n+longestItem; m++ {
		if ls[m].indent == ls[n].indent && strings.HasPrefix(text[ls[m].from:ls[m].to], next) {
			return true
		}
	}
	return false
}

// pauses reports whether s ends in a point at which a list may follow.
func pauses(s string) bool {
	s = strings.TrimRight(s, " \t\n")
	return s != "" && strings.IndexByte(".:;,?!", s[len(s)-1]) >= 0
}

// secondMarker returns the second marker of a list, with a space, by the line of its
// first item: "b) " for "a) …", "(ii) " for "(i) …", and the same again for a bullet. It
// is "" where the line is the first item of none.
func secondMarker(line string) string {
	k := listMarker(line)
	if k == 0 {
		return ""
	}
	s := strings.TrimRight(line[:k], " ")
	label := strings.Trim(s, "().")
	for _, x := range [...]struct{ first, next string }{{"1", "2"}, {"a", "b"}, {"A", "B"}, {"i", "ii"}, {"I", "II"}} {
		if label == x.first {
			return strings.Replace(s, x.first, x.next, 1) + " "
		}
	}
	if c := kindOfMarker(s + " "); c == '0' || c == 'a' {
		return ""
	}
	return s + " "
}

// kindOfMarker tells markers apart by their first bytes: figures, letters, signs.
func kindOfMarker(s string) byte {
	c := s[0]
	if c == '(' {
		c = s[1]
	}
	switch {
	case c >= '0' && c <= '9':
		return '0'
	case letterByte(c) && s[1] != ' ':
		return 'a'
	}
	return s[0]
}

// isItem reports whether lines whose first has a marker are an item of a list:
// the lines after it hang from the marker's right, or it is set in from the
// margin. A number before a paragraph that goes on at the margin numbers the
// paragraph, and is part of its text.
func (w *wrapped) isItem(text string, ls []textLine) bool {
	for i := 1; i < len(ls); i++ {
		if ls[i].indent <= ls[0].indent {
			return false
		}
	}
	// A stanza may have a number, but not below another item.
	if len(ls) > 1 && !w.isProse(text, ls) && capitals(text, ls) == len(ls) && !slices.Contains(w.list.indents, ls[0].indent) {
		return false
	}
	n := listMarker(text[ls[0].from:ls[0].to])
	sign := kindOfMarker(text[ls[0].from:ls[0].to])
	if sign != '0' && sign != 'a' {
		return n > 0
	}
	return len(ls) > 1 || ls[0].indent > 0
}

// item makes an item of a list; n is the length of its marker.
func (w *wrapped) item(c *chunk, ls []textLine, n int) *para {
	p := w.prose(c, ls)
	n = min(n, len(p.text))
	if k := strings.IndexByte(p.text, ' '); k >= 0 && k < n { // white space was collapsed
		n = k + 1
	}
	p.label = strings.TrimRight(p.text[:n], " ")
	p.lead, p.leadAt = p.label, p.source(0)
	p.behind(n)
	p.kind = document.Item
	in := &w.list.indents
	for len(*in) > 0 && (*in)[len(*in)-1] > ls[0].indent {
		*in = (*in)[:len(*in)-1]
	}
	if len(*in) == 0 || (*in)[len(*in)-1] < ls[0].indent {
		*in = append(*in, ls[0].indent)
	}
	p.level = uint8(min(len(*in), 200))
	return p
}

// end closes the lists that are open, where other text begins at an indentation.
func (l *lists) end(indent int) {
	for len(l.indents) > 0 && l.indents[len(l.indents)-1] >= indent {
		l.indents = l.indents[:len(l.indents)-1]
	}
}
