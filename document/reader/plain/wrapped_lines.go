package plain

import (
	"strings"
	"unicode/utf8"
)

// A textLine is a line of wrapped text, without the white space at its ends.
type textLine struct {
	from, to int  // bytes of chunk.text; equal where the line is blank
	indent   int  // columns of white space before it
	width    int  // columns of the line itself, without the indentation
	feed     bool // a form feed stands before it
	wide     bool // it holds white space other than single spaces
	role     lineRole
}

// lineRole is what a line is beside the text.
type lineRole uint8

const (
	lineText      lineRole = iota
	lineHead               // a running head or a page footer
	linePage               // the footer that says the page's number
	lineVanish             // blank space that only a page's end made
	lineNote               // the first line of a note at the page's foot
	lineNoteMore           // a line that goes on with it
	lineNoteLate           // the first line of a note whose label is the line below it
	lineNoteOn             // a line that goes on with the last note of the page before
	lineNoteTaken          // such a line, once the note has it
)

func (l *textLine) blank() bool { return l.from == l.to }

// right is the column at which the line ends.
func (l *textLine) right() int { return l.indent + l.width }

// tabWidth is how far a tab goes in the indentation of old texts.
const tabWidth = 8

// splitLines appends the lines of text[off:] to ls.
func splitLines(text string, off int, ls []textLine) []textLine {
	ascii := isASCII(text[off:])
	feeds := strings.IndexByte(text[off:], '\f') >= 0
	feed := false
	for off < len(text) {
		end := off + strings.IndexByte(text[off:], '\n')
		if end < off {
			end = len(text)
		}
		next := end + 1
		if feeds {
			if i := strings.IndexByte(text[off:end], '\f'); i >= 0 {
				if i > 0 {
					ls = append(ls, newLine(text, off, off+i, ascii))
					ls[len(ls)-1].feed, feed = feed, false
				}
				off, feed = off+i+1, true
				continue
			}
		}
		ls = append(ls, newLine(text, off, end, ascii))
		ls[len(ls)-1].feed, feed = feed, false
		off = next
	}
	if feed {
		ls = append(ls, textLine{from: len(text), to: len(text), feed: true})
	}
	return ls
}

func newLine(text string, off, end int, ascii bool) textLine {
	for end > off && (text[end-1] == ' ' || text[end-1] == '\t') {
		end--
	}
	indent := 0
	for off < end {
		if text[off] == '\t' {
			indent += tabWidth - indent%tabWidth
		} else if text[off] == ' ' {
			indent++
		} else {
			break
		}
		off++
	}
	width := end - off
	if !ascii {
		width = utf8.RuneCountInString(text[off:end])
	}
	return textLine{from: off, to: end, indent: indent, width: width, wide: wideSpace(text[off:end])}
}

// isASCII reports whether s is ASCII, eight bytes at a time.
func isASCII(s string) bool {
	for len(s) >= 8 {
		if load(s)&high != 0 {
			return false
		}
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// firstWord returns the columns of the first word of s.
func firstWord(s string) int {
	i := strings.IndexByte(s, ' ')
	if i < 0 {
		i = len(s)
	}
	return utf8.RuneCountInString(s[:i])
}

// A measure is what the line ends of a text say of how it was set.
type measure struct {
	lines  int // that hold text
	breaks int // line ends within a group of lines
	forced int // of these, those where the next word would not have fitted
	long   int // lines too wide to have been wrapped by hand
	width  int // the column at which lines that go on end at the latest, but for a few
	margin int // the indentation that most full lines have
	hyphen int // lines that end in a hyphen after a letter
}

// wrapLimit is the widest column at which text is wrapped by hand or by the
// programs that make such texts: they keep to a terminal's 80, seldom 100.
const wrapLimit = 100

// sheetLimit is the widest column of lines taken out of a PDF, whose type is
// narrower than a terminal's.
const sheetLimit = 160

// measureLines measures a sample of a text whose lines end at limit at the latest, which
// is [sheetLimit] or less.
func measureLines(text string, ls []textLine, limit int) measure {
	var m measure
	var rights, indents [sheetLimit + 1]int
	for i := range ls {
		l := &ls[i]
		if l.blank() || boxed(text[l.from:l.to]) {
			continue
		}
		m.lines++
		if l.right() > limit {
			m.long++
			continue
		}
		if i+1 < len(ls) && !ls[i+1].blank() {
			rights[l.right()]++
		}
	}
	m.width = percentile(rights[:], 92)
	for i := range ls {
		l := &ls[i]
		if l.blank() || boxed(text[l.from:l.to]) {
			continue
		}
		if l.right() >= m.width*4/5 && l.right() <= limit && l.indent <= m.width/4 {
			indents[l.indent]++
		}
		if n := hyphenAt(text[l.from:l.to]); n > 0 && l.to-l.from > n && wordByte[text[l.to-n-1]] {
			m.hyphen++
		}
		if i+1 < len(ls) && !ls[i+1].blank() {
			switch next := &ls[i+1]; {
			case l.right()+1+firstWord(text[next.from:next.to]) > m.width:
				m.breaks++
				m.forced++
			case !hangs(l, next):
				m.breaks++
			}
		}
	}
	for i, n := range indents {
		if n > indents[m.margin] {
			m.margin = i
		}
	}
	return m
}

// leastHang is by how many columns what hangs under a line is set in further.
const leastHang = 3

// hangs reports whether next is set in from line l, as what explains a term is, or what a
// heading of a manual's page heads.
func hangs(l, next *textLine) bool { return next.indent >= l.indent+leastHang }

// boxed reports whether a line is part of a table that is drawn with characters for boxes
// (U+2500 to U+257F).
func boxed(s string) bool { return len(s) >= 3 && s[0] == 0xe2 && (s[1] == 0x94 || s[1] == 0x95) }

// percentile returns the least index up to which p of 100 of the counts lie.
func percentile(counts []int, p int) int {
	all := 0
	for _, n := range counts {
		all += n
	}
	seen := 0
	for i, n := range counts {
		if seen += n; seen*100 >= all*p && seen > 0 {
			return i
		}
	}
	return 0
}

// isWrapped reports whether the sample is hard-wrapped: hardly a line is too
// long to be, and where lines follow each other without a blank line, they
// end where the next word would not have fitted. A poem by itself has no such
// line ends and is not known by this; a text of a few lines neither.
func (m *measure) isWrapped() bool {
	return m.long*50 <= m.lines && m.forced >= 4 && m.forced*3 >= m.breaks && m.width >= 30
}
