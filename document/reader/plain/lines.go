package plain

import (
	"strconv"
	"strings"

	"ibid/document"
)

// A layout turns the lines of a text into paragraphs. It may keep state from
// one chunk to the next; a paragraph never reaches over the end of a chunk.
type layout interface {
	paragraphs(c *chunk, emit func(*para))
}

// lines is the layout of text in which a line is a paragraph, or a line of a
// heading, list or table: what web pages and editors export.
type lines struct {
	dense    bool // there are no blank lines between paragraphs
	listed   bool // the last paragraph was a note of a list
	document int  // number of the last document of a volume that was met, 0 before the first
}

// newLines returns the layout of a text that begins with head.
func newLines(head string) *lines {
	n, blanks, long := 0, 0, 0
	for len(head) > 0 {
		end := lineEnd(head)
		switch line := head[:end]; {
		case blank(line):
			blanks++
		case end > 90:
			long++
			fallthrough
		default:
			n++
		}
		head = head[min(end+1, len(head)):]
	}
	return &lines{dense: blanks*20 < n && long*3 > n}
}

func (l *lines) paragraphs(c *chunk, emit func(*para)) {
	text := c.text
	for off := 0; off < len(text); {
		end := off + lineEnd(text[off:])
		if blank(text[off:end]) {
			off = end + 1
			continue
		}
		off = l.group(c, off, emit)
	}
}

// lineEnd returns the length of the first line of s. A form feed ends a line.
func lineEnd(s string) int {
	i := strings.IndexByte(s, '\n')
	if i < 0 {
		i = len(s)
	}
	if j := strings.IndexByte(s[:i], '\f'); j >= 0 {
		return j
	}
	return i
}

func blank(line string) bool {
	for i := 0; i < len(line); i++ {
		if !isSpace(line[i]) {
			return false
		}
	}
	return true
}

// indentation returns the number of spaces and tabs that a line begins with.
func indentation(line string) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}

// group reads the lines from off up to a blank line and returns where it ends.
func (l *lines) group(c *chunk, off int, emit func(*para)) int {
	text := c.text
	from, to := -1, 0 // lines that wait to become one paragraph
	note := false     // a note began in this group: lines after it are its own
	under := false
	put := func(p *para) {
		p.under, under = under, true
		emit(p)
	}
	flush := func() {
		if from >= 0 {
			p := newPara(c, from, to)
			if note {
				p.role, p.hangs = roleMore, true
			}
			put(p)
			from = -1
		}
	}
	for off < len(text) {
		end := off + lineEnd(text[off:])
		line := text[off:end]
		if blank(line) {
			break
		}
		switch p := l.special(c, off, end); {
		case p != nil:
			flush()
			note = p.role == roleNote
			l.listed = note && p.family == famList
			put(p)
		case l.dense:
			put(newPara(c, off, end))
		case l.opens(line, from < 0 && !note):
			flush()
			note = false
			from, to = off, end
		case from >= 0 && (begins(line) && !breaksOff(text[from:to]) || lineCountsOn(text[from:to], line) || sameBullet(text[from:to], line) ||
			pauses(text[from:to]) && listBeginsWith(line, text[min(end+1, len(text)):])):
			flush()
			note = false
			from, to = off, end
		case from < 0:
			from, to = off, end
		default:
			to = end
		}
		off = end + 1
	}
	flush()
	return off
}

// opens reports whether a line right under a note of a list begins the next
// document of a volume: it stands at the margin, and has the next number and
// a title. first says that the line is the first of its paragraph; such lines
// say which document it is that goes on. A note that goes on at the margin
// with that very number and without a stop would mislead it.
func (l *lines) opens(line string, first bool) bool {
	listed := l.listed
	l.listed = listed && !first
	no := number(line)
	if no == "" {
		return false
	}
	n, _ := strconv.Atoi(no)
	title := unsigned(line)
	whole := len(title) <= longestTitle && !strings.ContainsAny(title[len(title)-1:], ".:;,")
	switch {
	case first && (l.document == 0 || whole && (listed || named(title))):
		l.document = n
	case !first && listed && whole && n == l.document+1:
		l.document, l.listed = n, false
		return true
	}
	return false
}

// special reads a line that is a paragraph by its form: a note, the item of a
// list, or a row of a table. It returns nil for every other.
func (l *lines) special(c *chunk, off, end int) *para {
	line := c.text[off:end]
	indent := indentation(line)
	if indent == 0 && line[0] != '-' && strings.IndexByte(line, '\t') < 0 {
		return nil
	}
	body := line[indent:]
	if p := l.listNote(c, off, end, indent); p != nil {
		return p
	}
	if n := bullet(body); n > 0 && indent > 0 {
		p := newPara(c, off+indent+n, end)
		p.kind, p.level, p.label = document.Item, uint8(min(indent/2, 200)), strings.TrimRight(body[:n], " ")
		p.lead, p.leadAt = p.label, c.at(off+indent)
		p.span.Start = p.leadAt
		p.indent = indent - 3 // the marker's own
		return p
	}
	if row(line) {
		p := newTable(c, off, end)
		return p
	}
	return nil
}

// mostIndent is how far, in columns, the notes of a list are indented at most.
const mostIndent = 4

// listMark reads the marker of a note of a list at the end, in a line that is set in so far:
// "  1. Source: …", or "- Source: …↩" where the web page's back link was kept. It returns
// its length, 0 where there is none, and the label.
func listMark(line string, indent int) (int, string) {
	switch {
	case indent >= 1 && indent <= mostIndent && strings.IndexByte(line[:indent], '\t') < 0:
		return listLabel(line[indent:])
	case strings.HasPrefix(line, "- ") && strings.HasSuffix(strings.TrimRight(line, " "), "↩"):
		return 2, ""
	}
	return 0, ""
}

// listNote reads a line that begins a note of a list at the end.
func (l *lines) listNote(c *chunk, off, end, indent int) *para {
	line := c.text[off:end]
	n, label := listMark(line, indent)
	if n == 0 {
		return nil
	}
	p := newPara(c, off+indent+n, end)
	if label == "" {
		p.drop("↩")
	}
	p.role, p.label, p.family, p.loose = roleNote, label, famList, true
	p.lead, p.leadAt = strings.TrimRight(line[indent:indent+n], " "), c.at(off+indent)
	p.span.Start = p.leadAt
	return p
}

// listLabel reads the marker of a numbered note, "12. ", "*. " or "a. ", and
// returns its length with the white space after it, and the label.
func listLabel(s string) (int, string) {
	i := 0
	for i < len(s) && i < 7 && (s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == 0 {
		i = symbolRun(s)
	}
	if i == 0 && len(s) > 1 && s[0] >= 'a' && s[0] <= 'z' {
		i = 1
	}
	if i == 0 || i >= len(s) || s[i] != '.' || i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\t' {
		return 0, ""
	}
	n := i + 1
	for n < len(s) && (s[n] == ' ' || s[n] == '\t') {
		n++
	}
	return n, s[:i]
}

// bullet returns the length of a list item's marker with the spaces after it.
func bullet(s string) int {
	for _, b := range []string{"•", "◦", "▪", "–", "-", "*"} {
		if strings.HasPrefix(s, b+" ") {
			return len(b) + len(s[len(b):]) - len(strings.TrimLeft(s[len(b):], " "))
		}
	}
	return 0
}

// sameBullet reports whether two lines begin with one bullet: the second is the next item.
func sameBullet(first, line string) bool {
	n := bullet(first)
	return n > 0 && strings.HasPrefix(line, first[:n])
}

// listBeginsWith reports whether a line is the first item of a list: its marker is the
// first of a series, and the text after it begins with the next.
func listBeginsWith(line, after string) bool {
	next := secondMarker(line)
	return next != "" && strings.HasPrefix(after, next)
}

// begins reports whether a line begins a paragraph of its own by a mark at its
// start: "[1] …", "/1/…", "(1) …", "¹ …", "* …".
func begins(line string) bool {
	switch line[0] {
	case '[', '/', '(', '*', 0xc2, 0xe2, 0xe1:
		n, _, _ := noteMark(line)
		return n > 0
	}
	return false
}

// longLine is how long a line is at least that was broken to fit, in bytes.
const longLine = 60

// breaksOff reports whether the last of the lines of a paragraph is long and ends within a phrase, so
// that a mark at the start of the next line is a sign in the sentence. Entries end as they like.
func breaksOff(lines string) bool {
	last := strings.TrimRight(lines[strings.LastIndexByte(lines, '\n')+1:], " \t")
	return len(last) >= longLine && !endsPhrase(last) && !begins(lines)
}

// labelBytes is how many bytes a label before a note takes up at most, with its brackets.
const labelBytes = 8

// enclosed returns what stands between an opening sign at the start of s and a closing
// one, which with both is most bytes at most; "" where nothing does.
func enclosed(s string, open, closing byte, most int) string {
	if s == "" || s[0] != open {
		return ""
	}
	end := strings.IndexByte(s[:min(len(s), most)], closing)
	if end < 1 {
		return ""
	}
	return s[1:end]
}

// noteMark reads the mark at the start of a note and returns its length with
// the white space after it, the label and the family of signs that call such
// notes, famNone where there is no mark. The labels of items are [listMarker]'s, which
// takes bullets and letters; bare figures begin notes at the foot of a page only, [footMark].
func noteMark(s string) (n int, label string, fam family) {
	switch {
	case s == "":
		return 0, "", famNone
	case fnMark(s).n > 0:
		n, label = fnLabel(s)
		fam = famBracket
	case s[0] == '^' && strings.HasPrefix(s[1:], "["):
		// what raised figures become where a page of the web is written as text
		if in := enclosed(s[1:], '[', ']', labelBytes); noteLabel(in) {
			n, label, fam = len(in)+3, in, bracketFamily(in)
		}
	case s[0] == '(':
		if in := enclosed(s, '(', ')', labelBytes); in != "" && figures(in) {
			n, label, fam = len(in)+2, in, famParen
		}
	case s[0] == '/':
		if n, label = slashed(s); n > 0 {
			fam = famSlash
		}
	case !wildcard(s):
		n, label, fam = formedLabel(s)
	}
	if n == 0 || n >= len(s) {
		return 0, "", famNone
	}
	if s[0] == '[' && strings.HasPrefix(s[n:], ": ") {
		n++ // as Markdown has it, and letters in its wake
	}
	for n < len(s) && s[n] == ' ' {
		n++
	}
	return n, label, fam
}

// formedLabel reads a label that its form sets apart from the words after it at the start of
// s, "[1]", "¹" or "*", and returns its length, the label and its family.
func formedLabel(s string) (n int, label string, fam family) {
	if s[0] == '[' {
		in := enclosed(s, '[', ']', labelBytes)
		if !noteLabel(in) {
			return 0, "", famNone
		}
		return len(in) + 2, in, bracketFamily(in)
	}
	if n = superscriptRun(s); n > 0 {
		label = plainLabel(s[:n])
		return n, label, superFamily(label)
	}
	if n = symbolRun(s); n > 0 {
		return n, s[:n], famSymbol
	}
	return 0, "", famNone
}

// wildcard reports whether s begins with an asterisk that stands for any letters, as in the
// names of files and systems: "*.c", "*-linux*".
func wildcard(s string) bool {
	if s[0] != '*' || len(s) < 2 || s[1] == ' ' {
		return false
	}
	token := s[1:]
	if i := strings.IndexByte(token, ' '); i >= 0 {
		token = token[:i]
	}
	return strings.IndexByte("./-[_", s[1]) >= 0 || strings.IndexByte(strings.TrimLeft(token, "*"), '*') > 0
}

// footnoteMark reads "[Footnote 1: " at the start of s and returns its length,
// the label and the series that the word names.
func footnoteMark(s string) (int, string, string) {
	for _, w := range []struct{ word, series string }{
		{"[Footnote", "footnote"}, {"[Endnote", "endnote"}, {"[Sidenote", "margin"}, {"[Note", "footnote"},
	} {
		if !strings.HasPrefix(s, w.word) {
			continue
		}
		rest := s[len(w.word):]
		colon := strings.IndexByte(rest[:min(len(rest), 16)], ':')
		if colon < 0 {
			return 0, "", ""
		}
		label := strings.TrimSpace(rest[:colon])
		if strings.ContainsAny(label, " []") {
			return 0, "", ""
		}
		n := len(w.word) + colon + 1
		for n < len(s) && s[n] == ' ' {
			n++
		}
		return n, label, w.series
	}
	return 0, "", ""
}
