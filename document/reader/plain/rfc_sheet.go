package plain

import (
	"strconv"
	"strings"

	"ibid/document/internal/label"
)

// A sheet knows the running heads and the footers of a text that was paged
// for a line printer: lines that come again at every form feed and differ in a
// number only (RFC 2223, section 3), or end in "[Page 7]".
type sheet struct {
	on    bool
	foot  map[string]bool
	head  map[string]bool
	first string // label of the first page, "" where its footer does not say one
	// numbered is set where the heads have the pages' numbers, and no footers do.
	numbered bool
}

// newSheet learns the heads and footers from the first pages.
func newSheet(text string, ls []textLine) sheet {
	s := sheet{foot: map[string]bool{}, head: map[string]bool{}}
	feet, heads, onlyHead := map[string]int{}, map[string]int{}, map[string]bool{}
	pages := 0
	for i := range ls {
		l := &ls[i]
		ends := !l.blank() && pageFooter(text[l.from:l.to]) != ""
		if !l.feed && !ends {
			continue
		}
		if ends {
			feet[pattern(text[l.from:l.to])]++
			if s.first == "" {
				s.first = pageFooter(text[l.from:l.to])
			}
		}
		if l.feed {
			pages++
			if k := textBefore(ls, i); k >= 0 && !(pageFooter(text[ls[k].from:ls[k].to]) != "") {
				feet[pattern(text[ls[k].from:ls[k].to])]++
			}
			if k := textAfter(ls, i); k >= 0 {
				line := text[ls[k].from:ls[k].to]
				heads[pattern(line)]++
				onlyHead[pattern(line)] = strings.Count(line, wideGap) >= 2
			}
		}
	}
	for p, n := range feet {
		if n >= 2 && n*3 >= pages {
			s.foot[p] = true
		}
	}
	for p, n := range heads {
		// A memo of two pages has its head once: "RFC 9   Title   May 1999".
		if n >= 2 && n*3 >= pages || pages == 1 && len(s.foot) > 0 && onlyHead[p] {
			s.head[p] = true
		}
	}
	s.on = pages > 0 || len(s.foot) > 0
	if s.foot[loneNumber] && !s.count(text, ls, func(i int) int { return s.among(s.foot, text, ls, textBefore(ls, i)) }) {
		delete(s.foot, loneNumber)
	}
	s.numbered = len(s.foot) == 0 && s.count(text, ls, func(i int) int { return s.among(s.head, text, ls, textAfter(ls, i)) })
	if s.first == "" && len(s.foot) > 0 {
		s.first = s.firstLabel(text, ls)
	}
	return s
}

// loneNumber is the pattern of a line that is only a number: a page's, or a note's whose
// words stand elsewhere.
const loneNumber = "#"

// among returns k if line k has one of the patterns, -1 otherwise.
func (s *sheet) among(patterns map[string]bool, text string, ls []textLine, k int) int {
	if k >= 0 && patterns[pattern(text[ls[k].from:ls[k].to])] {
		return k
	}
	return -1
}

// count reports whether the numbers in the heads or feet of pages count up from page
// to page: line returns the one of the page that begins with line i of ls, -1 where
// there is none.
func (s *sheet) count(text string, ls []textLine, line func(i int) int) bool {
	last, steps, pages := 0, 0, 0
	for i := range ls {
		if !ls[i].feed {
			continue
		}
		k := line(i)
		if k < 0 {
			continue
		}
		pages++
		n, err := strconv.Atoi(headLabel(text[ls[k].from:ls[k].to]))
		if err == nil && n == last+1 {
			steps++
		}
		last = n
	}
	return steps > 0 && 2*steps >= pages-1
}

// headLabel returns the page number of a head: the one of a footer, "-2-", or the
// number that it begins with; "" where it has none. It stands first on the left pages of a
// book. A footer that begins with a number has a date or a section there.
func headLabel(s string) string {
	if n := footerLabel(s); n != "" {
		return n
	}
	first, _, _ := strings.Cut(s, " ")
	if n := strings.Trim(first, "-–—"); n != "" && strings.Trim(n, "0123456789") == "" {
		return n
	}
	return ""
}

// firstLabel returns the number in the first footer.
func (s *sheet) firstLabel(text string, ls []textLine) string {
	for i := range ls {
		if l := &ls[i]; !l.blank() && s.foot[pattern(text[l.from:l.to])] {
			return footerLabel(text[l.from:l.to])
		}
	}
	return ""
}

// near is how many lines from a form feed its head and footer stand at most.
const near = 6

// textBefore returns the index of the last line with text before line i, -1
// where none is near; textAfter of the first from i on.
func textBefore(ls []textLine, i int) int {
	for k := i - 1; k >= 0 && k >= i-near; k-- {
		if !ls[k].blank() {
			return k
		}
	}
	return -1
}

func textAfter(ls []textLine, i int) int {
	for k := i; k < len(ls) && k < i+near; k++ {
		if !ls[k].blank() {
			return k
		}
	}
	return -1
}

// pattern is what heads and footers of all pages share: the line with numbers
// as "#" and white space collapsed. Roman numbers stand between signs.
func pattern(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if t := strings.Trim(w, "-[]().,#"); t != "" && (strings.Trim(t, "0123456789") == "" || label.IsLowRoman(t)) {
			words[i] = "#"
		}
	}
	return strings.Join(words, " ")
}

// pageFooter returns the number of a footer that ends in "[Page 7]", "" for
// any other line.
func pageFooter(s string) string {
	if s[len(s)-1] != ']' {
		return ""
	}
	i := strings.LastIndex(s, "[Page ")
	if i < 0 || i > 0 && s[i-1] != ' ' {
		return ""
	}
	return strings.TrimSpace(s[i+len("[Page ") : len(s)-1])
}

// footerLabel returns the page number of a footer: "[Page 7]", "- 7 -", or the
// number at its end.
func footerLabel(s string) string {
	if n := pageFooter(s); n != "" {
		return n
	}
	words := strings.Fields(s)
	for i := 1; i+1 < len(words); i++ {
		if words[i-1] == "-" && words[i+1] == "-" {
			return words[i]
		}
	}
	last := words[len(words)-1]
	if _, err := strconv.Atoi(last); err == nil {
		return last
	}
	return ""
}

// mark gives heads and footers, and the white space that only a page's end
// made, their roles.
func (s *sheet) mark(text string, ls []textLine) {
	if !s.on {
		return
	}
	for i := range ls {
		l := &ls[i]
		if l.feed {
			if k := textBefore(ls, i); k >= 0 && s.foot[pattern(text[ls[k].from:ls[k].to])] {
				s.footer(ls, k)
			}
			if k := textAfter(ls, i); k >= 0 && s.head[pattern(text[ls[k].from:ls[k].to])] {
				s.header(ls, k)
			}
			s.vanish(ls, i, -1)
			s.vanish(ls, i, 1)
		}
		if !l.blank() && l.role == lineText && pageFooter(text[l.from:l.to]) != "" && s.foot[pattern(text[l.from:l.to])] {
			s.footer(ls, i)
			if k := textAfter(ls, i+1); k >= 0 && s.head[pattern(text[ls[k].from:ls[k].to])] {
				s.header(ls, k)
			}
		}
	}
}

// markLast gives the footer of the last page its role: no form feed follows it.
func (s *sheet) markLast(text string, ls []textLine) {
	if !s.on {
		return
	}
	k := len(ls) - 1
	for k >= 0 && ls[k].blank() {
		k--
	}
	if k >= 0 && ls[k].role == lineText && s.foot[pattern(text[ls[k].from:ls[k].to])] {
		s.footer(ls, k)
	}
}

func (s *sheet) footer(ls []textLine, k int) {
	ls[k].role = linePage
	s.vanish(ls, k, -1)
	s.vanish(ls, k, 1)
}

func (s *sheet) header(ls []textLine, k int) {
	if ls[k].role == lineText {
		ls[k].role = lineHead
	}
	s.vanish(ls, k, -1)
	s.vanish(ls, k, 1)
}

// vanish marks the blank lines next to line k.
func (s *sheet) vanish(ls []textLine, k, step int) {
	if ls[k].blank() {
		ls[k].role = lineVanish
	}
	for i := k + step; i >= 0 && i < len(ls) && ls[i].blank() && ls[i].role == lineText; i += step {
		ls[i].role = lineVanish
	}
}

// nextPage returns the label of the page after the one that line i's footer
// ends: that of the next footer, else the number after it.
func (s *sheet) nextPage(text string, ls []textLine, i int) string {
	for k := i + 1; k < len(ls); k++ {
		if ls[k].role == linePage {
			return footerLabel(text[ls[k].from:ls[k].to])
		}
	}
	return nextLabel(footerLabel(text[ls[i].from:ls[i].to]))
}
