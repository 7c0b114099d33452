package plain

import (
	"strings"

	"ibid/document"
	"ibid/document/internal/label"
)

// footnotes follows the notes of a wrapped text: which signs wait for one, and
// how far the note that is open reaches.
type footnotes struct {
	open   map[called]int // signs that no note has answered, by label
	recent int            // signs since the last note
	wait   int            // of these and earlier ones, how many may still wait
	met    int            // notes met
	spaced int            // signs after a space
	glued  int            // signs that touch the word before them
	guests habit          // forms of signs that do not wait for notes of their own form
	inner  [families]bool // whether a sign of the form was met within a paragraph
	listed bool           // a list of bare notes ("66. …") goes on
	second bool           // a sign [2] was met that is no index

	on     bool // a note is open
	form   noteForm
	label  string
	family family
	indent int
	hang   int     // columns before the lines after its first
	depth  int     // brackets open in it
	size   int     // bytes of the paragraphs held
	held   []*para // paragraphs that go on with the note, or do not
}

// noteForm is how notes are set apart.
type noteForm uint8

const (
	formWord  noteForm = iota // [Footnote 1: …]
	formLabel                 // [1] …, (1) …, * …
	formBare                  // 1. …, in a list
)

// A mark is the beginning of a note.
type mark struct {
	n      int // bytes, with the white space after it
	label  string
	series string
	form   noteForm
	family family
	inner  bool // it stands in brackets that close at the note's end
}

// noteWords are the words that begin notes.
var noteWords = []struct{ word, series string }{
	{"[Footnote", "footnote"}, {"[FOOTNOTE", "footnote"}, {"[footnote", "footnote"}, {"[Endnote", "endnote"}, {"[Note", "footnote"}, {"[NOTE", "footnote"},
	{"Footnote", "footnote"}, {"FOOTNOTE", "footnote"}, {"[Fußnote", "footnote"}, {"[Anmerkung", "footnote"}, {"[Voetnoot", "footnote"}, {"[Nota", "footnote"}, {"[Alaviite", "footnote"}, {"[Fotnot", "footnote"},
}

// wordMark reads "[Footnote 12: " at the start of s, in its forms: "[Footnote
// *: ", "[Footnote 12]: ", "[Footnote!: ", "Footnote 12: ", "[Footnote: ".
func wordMark(s string) mark {
	if s == "" || s[0] != '[' && s[0] != 'F' { // no word of noteWords begins so
		return mark{}
	}
	for _, w := range noteWords {
		if !strings.HasPrefix(s, w.word) {
			continue
		}
		rest := s[len(w.word):]
		colon := strings.IndexAny(rest[:min(len(rest), 16)], ":.")
		if colon < 0 {
			if colon = strings.IndexByte(rest[:min(len(rest), 12)], ']'); colon < 0 || w.word[0] != '[' || colon == 0 {
				return mark{}
			}
			if colon+1 == len(rest) || rest[colon+1] != ' ' {
				return mark{}
			}
		}
		label := strings.Trim(rest[:colon], " []")
		bare := w.word[0] != '['
		inner := !bare && strings.IndexByte(rest[:colon+1], ']') < 0
		if strings.IndexByte(label, ' ') >= 0 || len(label) > 7 || label != "" && rest[0] != ' ' && noteLabel(rest[:1]) && letterByte(rest[0]) {
			return mark{}
		}
		if rest[colon] == '.' && label == "" || bare && label == "" || strings.HasPrefix(w.word, "[N") && label == "" {
			return mark{}
		}
		if label != "" && !anyLabel(label) && len(label) > 3 {
			return mark{}
		}
		m := mark{n: spaces(s, len(w.word)+colon+1), label: label, series: w.series, family: famBracket, inner: inner || !bare && strings.HasPrefix(rest[colon:], ":") && !strings.HasSuffix(rest[:colon], "]")}
		if label != "" {
			m.family = bracketFamily(label)
		}
		return m
	}
	return mark{}
}

// labelMark reads "[1] ", "[FN#1] ", "(1) ", "{1} " or "* " at the start of s.
func labelMark(s string) mark {
	if m := fnMark(s); m.n > 0 {
		return m
	}
	if s[0] == '[' {
		end := strings.IndexByte(s[:min(len(s), 9)], ']')
		if end < 2 || !anyLabel(s[1:end]) {
			return mark{}
		}
		return mark{n: spaces(s, end+1), label: s[1:end], form: formLabel, family: bracketFamily(s[1:end])}
	}
	n, label, fam := noteMark(s)
	return mark{n: n, label: label, form: formLabel, family: fam}
}

// fnMark reads "[FN#1] ", "[FN 1] " or "[FN1] ".
func fnMark(s string) mark {
	n, label := fnLabel(s)
	if n == 0 {
		return mark{}
	}
	return mark{n: spaces(s, n), label: label, form: formLabel, family: famBracket}
}

// fnLabel reads "[FN#61]" at the start of s and returns its length and label.
func fnLabel(s string) (int, string) {
	if len(s) < 5 || s[0] != '[' || s[1]|0x20 != 'f' || s[2]|0x20 != 'n' {
		return 0, ""
	}
	i := 3
	for i < len(s) && strings.IndexByte("#- .", s[i]) >= 0 {
		i++
	}
	end := strings.IndexByte(s[i:min(len(s), i+7)], ']')
	if end < 1 || !noteLabel(s[i:i+end]) {
		return 0, ""
	}
	return i + end + 1, s[i : i+end]
}

// bareMark reads "66. " or "66) " at the start of s.
func bareMark(s string) mark {
	i := 0
	for i < len(s) && i < 5 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i < len(s) && i > 0 && s[i] >= 'a' && s[i] <= 'z' {
		i++
	}
	if i == 0 || i+1 >= len(s) || s[i] != '.' && s[i] != ')' || s[i+1] != ' ' {
		return mark{}
	}
	return mark{n: spaces(s, i+1), label: s[:i], form: formBare, family: famBracket}
}

// manyOpen is how often one printers' sign may be met before its first note: they
// are used where the notes are at hand, and begin again with each page.
const manyOpen = 12

// waits reports whether a sign with the label of m waits for its note.
func (f *footnotes) waits(m mark) bool {
	if m.n == 0 {
		return false
	}
	open := f.open[called{m.family, m.label}]
	return open > 0 && (m.family != famSymbol || open <= manyOpen)
}

// starts reports whether a line begins a note of the form "[1] …", for which a
// sign of the text waits.
func (f *footnotes) starts(s string) bool {
	return f.on && f.form == formLabel && f.waits(labelMark(s))
}

// markOf returns the mark of a note of any form at the start of a line.
func (f *footnotes) markOf(s string) mark {
	if m := wordMark(s); s[0] == '[' && m.n > 0 {
		return m
	}
	if m := labelMark(s); f.waits(m) {
		return m
	}
	if m := bareMark(s); f.listed && f.waits(m) {
		return m
	}
	return mark{}
}

// follows reports whether a line begins the next note of a list of bare ones,
// without a blank line after the note m.
func (f *footnotes) follows(s string, m mark) bool {
	next := bareMark(s)
	if !f.waits(next) {
		return false
	}
	label := m.label
	for skip := 0; skip < 3; skip++ { // the odd note is missing from a list
		if label = nextLabel(label); label == next.label {
			return true
		}
	}
	return false
}

// called reports whether the mark of a note at the start of a line belongs to a
// note after its paragraph, and not to one set within the line: a sign with its
// label waits, or stands in the lines before it.
func (f *footnotes) called(m mark, lines string) bool {
	return m.n > 0 && (f.waits(m) || m.label != "" && strings.Contains(lines, "["+m.label+"]"))
}

// nextLabel returns the number after a label, "" where it is none.
func nextLabel(label string) string {
	b := []byte(label)
	for i := len(b) - 1; i >= 0; i-- {
		switch {
		case b[i] < '0' || b[i] > '9':
			return ""
		case b[i] < '9':
			b[i]++
			return string(b)
		}
		b[i] = '0'
	}
	if len(b) == 0 {
		return ""
	}
	return "1" + string(b)
}

// begin makes a note of lines that begin one, and emits what is after it.
func (f *footnotes) begin(w *wrapped, c *chunk, ls []textLine, sp spacing) bool {
	s := c.text[ls[0].from:ls[0].to]
	m := wordMark(s)
	if m.n == 0 {
		m = f.unmarked(c, ls, sp)
	}
	if m.n == 0 {
		return false
	}
	if m.form == formWord || f.form == formWord {
		f.resolve(w, roleBody)
	}
	f.resolve(w, roleMore)
	p := w.prose(c, ls)
	if len(ls) > 1 && !w.isProse(c.text, ls) && capitals(c.text, ls)*3 >= 2*len(ls) {
		p = w.kept(c, ls, false)
	}
	n := min(m.n, len(p.text))
	for n > 0 && n < len(p.text) && p.text[n-1] != ' ' && isSpace(p.text[n]) {
		n++
	}
	p.role, p.label, p.series, p.family, p.indent = roleNote, m.label, m.series, m.family, ls[0].indent
	if n < m.n || p.text[:n] != s[:min(n, len(s))] { // white space was collapsed within the mark
		n = collapsed(p.text, s[:m.n])
	}
	p.lead, p.leadAt = strings.TrimRight(p.text[:n], " \n"), p.source(0)
	p.behind(n)
	w.turn(p)
	f.took(m, ls[0].indent)
	if f.hang = ls[0].indent + m.n; len(ls) > 1 {
		f.hang = ls[1].indent
	}
	f.body(w, p, m)
	return true
}

// collapsed returns how long the mark at the start of text is, of which lead
// is the form before white space was collapsed.
func collapsed(text, lead string) int {
	words := len(strings.Fields(lead))
	i := 0
	for ; words > 0 && i < len(text); words-- {
		for i < len(text) && !isSpace(text[i]) {
			i++
		}
		for i < len(text) && isSpace(text[i]) {
			i++
		}
	}
	return i
}

// unmarked reads the notes that begin with nothing but a label: those a sign
// of the text waits for.
func (f *footnotes) unmarked(c *chunk, ls []textLine, sp spacing) mark {
	s := c.text[ls[0].from:ls[0].to]
	if m := labelMark(s); f.waits(m) || f.hangs(c.text, m, ls, sp) {
		return m
	}
	m := bareMark(s)
	if f.between(m) {
		return m
	}
	if !f.waits(m) {
		return mark{}
	}
	if f.listed || f.met == 0 && m.label == "1" && f.second && f.open[called{famBracket, "2"}] > 0 && followed(c.text, sp.next) {
		f.listed = true
		return m
	}
	return mark{}
}

// hangs reports whether lines are a note of a list that hangs from its labels, "[1] …", which
// no sign calls: the text has lost it. The label is the next after that of the note before,
// which hung so too, or the list begins with it: the next is below. A sign that stands before
// its words at the start of a paragraph has no lines set in under it.
func (f *footnotes) hangs(text string, m mark, ls []textLine, sp spacing) bool {
	if m.n == 0 || m.family != famBracket || text[ls[0].from] != '[' || len(ls) > 1 && ls[1].indent != ls[0].indent+m.n {
		return false
	}
	if f.on && f.form == formLabel && m.label == nextLabel(f.label) {
		return f.indent == ls[0].indent && (len(ls) > 1 || f.hang > f.indent)
	}
	if m.label != "1" || len(ls) == 1 {
		return false
	}
	for i := range sp.next {
		if l := &sp.next[i]; !l.blank() && l.indent < ls[1].indent {
			return l.indent == ls[0].indent && strings.HasPrefix(text[l.from:l.to], "[2] ")
		}
	}
	return false
}

// between reports whether m is the next note of a list of bare ones though no
// sign waits for it, because the one after it was called: the text has lost a sign.
func (f *footnotes) between(m mark) bool {
	return m.n > 0 && f.listed && f.on && f.form == formBare && m.label == nextLabel(f.label) &&
		f.open[called{m.family, nextLabel(m.label)}] > 0
}

// followed reports whether the next text begins with "2.": a list of notes
// begins, without a heading that says so.
func followed(text string, next []textLine) bool {
	for i := range next {
		if !next[i].blank() {
			m := bareMark(text[next[i].from:next[i].to])
			if m.label == "2" {
				return true
			}
			if i > 0 && next[i-1].blank() && m.n == 0 {
				return false
			}
		}
	}
	return false
}

// took opens a note and answers the sign that waits for it.
func (f *footnotes) took(m mark, indent int) {
	k := called{m.family, m.label}
	if f.open[k] > 0 {
		f.open[k]--
		f.wait = max(0, f.wait-1)
		if f.open[k] == 0 {
			delete(f.open, k)
		}
	}
	f.met++
	f.recent = 0
	f.on, f.form, f.label, f.family, f.indent, f.depth, f.size = true, m.form, m.label, m.family, indent, 0, 0
	if m.inner {
		f.depth = 1
	}
}

// level makes a paragraph of what was taken for a quotation within a note, if it
// is set in no further than the note's own lines are.
func (f *footnotes) level(p *para) {
	if p.kind == document.Quote && p.indent <= f.hang+1 {
		p.kind, p.level = document.Paragraph, 0
	}
}

// spacedWeight is the evidence of a bracketed label after a space, in a text
// that sets its signs so.
const spacedWeight = 3.5

// isSpaced reports whether white space stands before s[i].
func isSpaced(s string, i int) bool { return i > 0 && isSpace(s[i-1]) }

// count takes note of the signs of a paragraph.
func (f *footnotes) count(p *para) {
	for i := range p.signs {
		g := &p.signs[i]
		if g.page || len(g.calls) == 0 || g.cites || g.note != nil || f.guests&formOf[g.family] != 0 {
			continue // "[1] …" may be a note that no sign of its form calls
		}
		switch f.inner[g.family] = f.inner[g.family] || g.from > 0; {
		case g.tags(p.text):
			continue
		case !f.inner[g.family]:
			continue // "[1] …" may be a note, called by signs of another form
		case g.family == famParen && g.calls[0].Weight < -1, g.family == famSymbol && isSpaced(p.text, g.from):
			continue // "(1)" counts what follows, and "*" multiplies or points
		case isSpaced(p.text, g.from):
			f.spaced++
			// Where most signs stand after a space, the space says nothing.
			if f.spaced > 8 && f.spaced > f.glued {
				g.calls[0].Weight = max(g.calls[0].Weight, spacedWeight)
			}
		default:
			f.glued++
		}
		f.open[called{g.family, g.calls[0].Label}]++
		f.second = f.second || g.family == famBracket && g.calls[0].Label == "2" && g.calls[0].Weight > indexWeight
		f.recent++
		f.wait++
	}
}

// wideWeight is the evidence of an unusual label: it counts only where a note
// has the very same.
const wideWeight = 0

// wideLabel reports whether s may be a label of a form that few books have: a
// Roman number, "12-1", "*871", "3*".
func wideLabel(s string) bool {
	if len(s) < 2 || len(s) > 7 || s == "0-9" {
		return false
	}
	if label.IsLowRoman(s) || strings.ToUpper(s) == s && label.IsLowRoman(strings.ToLower(s)) {
		return true
	}
	digits, signs := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case strings.IndexByte("-.*:", c) >= 0:
			signs++
		case !letterByte(c):
			return false
		}
	}
	return digits > 0 && signs > 0 && digits+signs >= len(s)-1
}

// anyLabel reports whether s is a label of a note, usual or not.
func anyLabel(s string) bool { return noteLabel(s) || wideLabel(s) }
