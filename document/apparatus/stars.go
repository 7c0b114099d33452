package apparatus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reports of court opinions that are published elsewhere say by stars where a page of the
// official report begins: "the river *584 that divides", or "[*584]", and "**210" for a second
// report (Bluebook, 21st ed., rule 10.3.2: "star pages").

// mostStars is how many reports are told apart, each by one star more, and mostFigures how many
// figures the number of a page has.
const (
	mostStars   = 3
	mostFigures = 5
)

// A StarPage is the mark of a page of a report.
type StarPage struct {
	Stars string // that stand before the number
	Label string // the number
}

// Series returns the series of the page's numbers, "" for that of the first report.
func (p StarPage) Series() string {
	return [mostStars + 1]string{2: "parallel", 3: "third"}[len(p.Stars)]
}

func (p StarPage) number() int {
	n, _ := strconv.Atoi(p.Label)
	return n
}

// ReadStarPage reads the mark of a page, with the brackets that may be around it, at the start of
// s. It returns the mark's length in bytes, 0 where there is none.
func ReadStarPage(s string) (p StarPage, n int) {
	open := strings.HasPrefix(s, "[")
	if open {
		n++
	}
	from := n
	for n < len(s) && n-from < mostStars && s[n] == '*' {
		n++
	}
	p.Stars = s[from:n]
	from = n
	for n < len(s) && n-from < mostFigures && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	p.Label = s[from:n]
	if p.Stars == "" || p.Label == "" || p.Label[0] == '0' {
		return StarPage{}, 0
	}
	if open {
		if !strings.HasPrefix(s[n:], "]") {
			return StarPage{}, 0
		}
		return p, n + 1
	}
	if c, _ := utf8.DecodeRuneInString(s[n:]); n < len(s) && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("*/_=", c)) {
		return StarPage{}, 0
	}
	return p, n
}

// StarPageAt is ReadStarPage at byte i of s, where no word, product or escape goes on.
func StarPageAt(s string, i int) (p StarPage, n int) {
	if c, size := utf8.DecodeLastRuneInString(s[:i]); size > 0 && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune(`*\)]`, c)) {
		return StarPage{}, 0
	}
	return ReadStarPage(s[i:])
}

// StarPages tells which marks are those of pages. They are where the numbers after as many
// stars count on page by page and each is met once: one that comes again is the sign of a note
// and its label.
type StarPages struct {
	last, steps [mostStars + 1]int
	first       [mostStars + 1]int // the page from which they count on
	run         [mostStars + 1]int // the page from which they rise, by no more than farPages at once
	seen        map[StarPage]bool
	again       bool
}

// fewPages is the page from which two in a row are enough: notes that are called by stars and
// figures, "*1" and "*2", begin with the first.
const fewPages = 10

// farPages is how many pages an excerpt leaves out at most.
const farPages = 20

// Add adds the mark that comes next in the text.
func (s *StarPages) Add(p StarPage) {
	if s.seen == nil {
		s.seen = make(map[StarPage]bool)
	}
	s.again = s.again || s.seen[p]
	s.seen[p] = true
	k, page := len(p.Stars), p.number()
	if page <= s.last[k] || page > s.last[k]+farPages || s.last[k] == 0 {
		s.run[k] = page
	}
	if page == s.last[k]+1 && page > 1 {
		if s.steps[k]++; s.first[k] == 0 {
			s.first[k] = s.run[k]
		}
	}
	s.last[k] = page
}

// Any reports whether there are marks of pages among those that were added.
func (s *StarPages) Any() bool {
	for k := range s.steps {
		if s.count(k) {
			return true
		}
	}
	return false
}

// count reports whether marks of so many stars count pages.
func (s *StarPages) count(k int) bool {
	return !s.again && (s.steps[k] > 1 || s.steps[k] == 1 && s.first[k] >= fewPages)
}

// Has reports whether a mark is that of a page: as many stars count pages, and it does not come
// before the first of these. Pages that the notes of an opinion turn come after pages of the text.
func (s *StarPages) Has(p StarPage) bool {
	k := len(p.Stars)
	return s.count(k) && p.number() >= s.first[k]
}
