package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// The methods below make markdown a sink.

func (m *markdown) space() {
	m.line.b.WriteByte(' ')
	m.line.prev = ' '
}

func (m *markdown) newline() {
	l := &m.line
	switch l.kind {
	case document.Heading, document.Table:
		m.raw("<br>")
		return
	case document.Verse:
		l.b.WriteString("\n| ")
	default:
		if m.lastTerm() || l.prev == '\\' { // parsers count backslashes before a line's end each in their way
			m.raw("<br>")
			return
		}
		l.b.WriteString("\\\n")
	}
	l.start, l.prev = true, '\n'
}

// lastTerm reports whether the text is a term that is defined below it: each
// of its lines would be a term of its own.
func (m *markdown) lastTerm() bool {
	return m.line.kind == document.Item && len(m.nest) > 0 && m.nest[len(m.nest)-1].indent == 4
}

func (m *markdown) cell() {
	if m.line.cells++; m.line.cells < m.line.columns {
		m.line.b.WriteString(" | ")
		m.line.prev = ' '
	}
}

func (m *markdown) row() {
	m.endRow(true)
	m.line.b.WriteString("\n| ")
	m.line.prev = ' '
}

// endRow fills up a row, and writes the line under the head after the first.
func (m *markdown) endRow(head bool) {
	l := &m.line
	for ; l.cells+1 < l.columns; l.cells++ {
		l.b.WriteString(" | ")
	}
	l.b.WriteString(" |")
	l.cells = 0
	if head && !strings.Contains(l.b.String(), "\n") {
		l.b.WriteString("\n" + strings.Repeat("| --- ", l.columns) + "|")
	}
}

// columns returns the number of cells of a table's widest row, but for empty
// ones at the ends of rows.
func columns(b *document.Block) int {
	most, n, at := 1, 1, 0
	marks := b.Marks
	for i, c := range []byte(b.Text + "\n") {
		held := false
		for ; len(marks) > 0 && int(marks[0].Offset) <= i; marks = marks[1:] {
			held = held || marks[0].Kind == document.MarkRef || marks[0].Kind == document.MarkPage
		}
		if held || i > at {
			most = max(most, n)
		}
		switch c {
		case '\t':
			n++
			at = i + 1
		case '\n':
			n, at = 1, i+1
		case ' ':
			if at == i {
				at++
			}
		}
	}
	return most
}

func (m *markdown) ref(i int) {
	r, n := m.d.Refs[i], m.d.Called(i)
	if n == document.NoNote {
		// The comment says that this is a reference and no class of characters.
		m.raw("[^" + m.labels.unique(r.Label) + "]" + labelComment(r.Label))
		return
	}
	label := m.labels.notes[n]
	m.raw("[^" + label + "]")
	if shownLabel(label) != r.Label {
		m.raw(labelComment(r.Label))
	}
}

func labelComment(label string) string {
	return `<!-- ibid label="` + commentText.Replace(label) + `" -->`
}

func (m *markdown) page(i int) {
	if !m.line.held || m.d.Pages[i].At.Offset > 0 || m.line.kind == document.Table && strings.HasPrefix(m.line.text, "\t") {
		m.raw(m.pageSpan(i))
	}
}

func (m *markdown) verbatim(code string, after rune) bool {
	if strings.ContainsAny(code, "`\n\t") || strings.Contains(code, "  ") || m.line.prev == '`' || after == '`' ||
		m.line.kind == document.Table && strings.Contains(code, "|") {
		return false
	}
	m.raw("`" + code + "`")
	return true
}

// tags are the styles that Markdown has no sign for.
var tags = map[document.Style][2]string{
	document.Italic:      {"<em>", "</em>"},
	document.Bold:        {"<strong>", "</strong>"},
	document.SmallCaps:   {`<span class="smallcaps">`, "</span>"},
	document.Monospace:   {"<code>", "</code>"},
	document.Underline:   {"<u>", "</u>"},
	document.Strike:      {"<s>", "</s>"},
	document.Superscript: {"<sup>", "</sup>"},
	document.Subscript:   {"<sub>", "</sub>"},
	document.Inserted:    {"<ins>", "</ins>"},
	document.Deleted:     {"<del>", "</del>"},
	document.Unclear:     {`<span class="unclear">`, "</span>"},
}

var signs = map[document.Style]string{document.Italic: "*", document.Bold: "**", document.Strike: "~~"}

func (m *markdown) open(s document.Style, from, to int) {
	if sign, ok := signs[s]; ok && m.flanks(sign[0], from, to) {
		m.line.shut = append(m.line.shut, sign)
		m.raw(sign)
		return
	}
	m.line.shut = append(m.line.shut, tags[s][1])
	m.raw(tags[s][0])
}

func (m *markdown) close(document.Style) {
	n := len(m.line.shut) - 1
	m.raw(m.line.shut[n])
	m.line.shut = m.line.shut[:n]
}

// flanks reports whether a sign around a run begins and ends emphasis by every
// rule there is: letters inside, none outside, no other sign beside it.
func (m *markdown) flanks(sign byte, from, to int) bool {
	t := m.line.text
	first, _ := utf8.DecodeRuneInString(t[from:to])
	last, _ := utf8.DecodeLastRuneInString(t[from:to])
	after, _ := utf8.DecodeRuneInString(t[to:])
	prev := m.line.prev
	return wordRune(first) && wordRune(last) && !wordRune(prev) && prev != rune(sign) && prev != '*' && prev != '~' &&
		(to == len(t) || !wordRune(after)) && !strings.ContainsAny(t[from:to], "\n")
}

func wordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

func (m *markdown) links(i int) bool {
	l := m.d.Links[i]
	dest := m.anchors.target(m.d, i)
	return dest != "" && !inFigure(m.d, l) && !autolink(dest, linkText(m.d, l))
}

// inFigure reports whether a link stands in the description of a figure, where
// Markdown has none.
func inFigure(d *document.Document, l document.Link) bool {
	return d.BlocksOf(l.At.Note)[l.At.Block].Kind == document.Figure
}

func (m *markdown) openLink(int) { m.raw("[") }

func (m *markdown) closeLink(i int) {
	m.raw("](" + destination(m.anchors.target(m.d, i)) + ")")
}

// autolink reports whether readers make a link of an address by themselves.
func autolink(dest, text string) bool {
	return (dest == text || dest == "https://"+text) && !strings.HasPrefix(dest, "#")
}

// destination writes where a link leads.
func destination(s string) string {
	s = strings.NewReplacer("\n", " ", `\`, `\\`, "&", "&amp;", "<", `\<`, ">", `\>`, "|", `\|`).Replace(s)
	if s == "" || strings.ContainsAny(s, " ()<>") {
		return "<" + s + ">"
	}
	return s
}

// text escapes what Markdown would take for markup in a word or a part of one.
func (m *markdown) text(s string) {
	l := &m.line
	if l.start || l.kind == document.Heading {
		s = m.lineStart(s)
	}
	l.start = false
	for i, c := range s {
		if m.special(s, i, c) {
			l.b.WriteByte('\\')
		}
		l.b.WriteRune(c)
		l.prev = c
	}
}

// lineStart escapes what begins a block. What is escaped is written, the rest
// of the word returned.
func (m *markdown) lineStart(s string) string {
	l := &m.line
	digits := strings.TrimLeft(s, "0123456789")
	switch {
	case strings.Trim(s, "#") == "", l.start && (strings.Trim(s, "-=:+") == "" || s[0] == '>' || s[0] == '%' || strings.HasPrefix(s, ":::")):
		l.b.WriteString("\\" + s[:1])
		l.prev = rune(s[0])
		return s[1:]
	case l.start && len(digits) < len(s) && (digits == "." || digits == ")"):
		l.b.WriteString(s[:len(s)-1] + "\\" + digits)
		l.prev = rune(digits[0])
		return ""
	case l.start && marker(s):
		l.b.WriteString(s[:len(s)-1] + "\\" + s[len(s)-1:])
		l.prev = rune(s[len(s)-1])
		return ""
	}
	return s
}

// marker reports whether a word would begin an item of a list as pandoc has them: "a)",
// "(iv)", "(12)", "#.", "(@name)".
func marker(s string) bool {
	core, bracket := strings.CutPrefix(s, "(")
	n := len(core) - 1
	if n < 1 || core[n] != ')' && (bracket || core[n] != '.') || n == 1 && core[n] == '.' && unicode.IsUpper(rune(core[0])) {
		return false // "A." is an initial where one space follows
	}
	core = core[:n]
	letters := strings.Trim(strings.ToLower(core), "abcdefghijklmnopqrstuvwxyz") == ""
	switch {
	case core[0] == '@':
		return bracket && strings.IndexFunc(core[1:], func(r rune) bool { return r != '-' && r != '_' && !wordRune(r) }) < 0
	case core == "#":
		return true
	case bracket && strings.Trim(core, "0123456789") == "":
		return true
	}
	return letters && (len(core) == 1 || strings.Trim(strings.ToLower(core), "ivxlc") == "")
}

// special reports whether the character at i must be escaped.
func (m *markdown) special(s string, i int, c rune) bool {
	switch c {
	case '\\', '`', '*', '[', ']', '<', '^', '~', '{', '|', '$':
		return true
	case '_':
		next, _ := utf8.DecodeRuneInString(s[i+1:])
		return !wordRune(m.line.prev) || !wordRune(next)
	case '&':
		return entity(s[i:])
	case ':', '(':
		return m.line.prev == ']'
	case '!':
		return i == len(s)-1 // a link after it would be an image
	}
	return false
}

// entity reports whether s begins as a character reference does.
func entity(s string) bool {
	n := strings.IndexByte(s[:min(len(s), 34)], ';')
	return n > 1 && strings.IndexFunc(s[1:n], func(c rune) bool { return c != '#' && !wordRune(c) }) < 0
}
