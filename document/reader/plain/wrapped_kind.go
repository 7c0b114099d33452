package plain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// classify makes a paragraph of lines, as what they are by the way they stand.
func (w *wrapped) classify(c *chunk, ls []textLine, sp spacing) *para {
	text := c.text
	if isRule(text, ls) {
		return w.rule(c, ls)
	}
	if w.quoted(text, ls) {
		return w.quotation(c, ls)
	}
	if n := pictured(text[ls[0].from:ls[0].to]); n > 0 {
		return w.figure(c, ls, n)
	}
	if h, level := w.heading(text, ls, sp); h {
		return w.titled(c, ls, level)
	}
	if w.contents.lists(text, ls, w.m.margin) {
		if _, ok := columns(text, ls); ok && !w.memo && aligned(ls) && gapped(text, ls) {
			return w.table(c, ls)
		}
		p := w.kept(c, ls, gapped(text, ls))
		if gapped(text, ls) {
			p.kind = document.Code
		}
		return p
	}
	if w.memo && !w.started && gaps(text, ls)*4 >= len(ls) && len(ls) != 2 {
		p := w.kept(c, ls, true)
		p.kind = document.Code
		return p
	}
	if n := listMarker(text[ls[0].from:ls[0].to]); n > 0 && w.isItem(text, ls) {
		return w.item(c, ls, n)
	}
	w.list.end(ls[0].indent)
	switch w.shape(text, ls) {
	case shapeTable:
		return w.table(c, ls)
	case shapeCode:
		p := w.kept(c, ls, true)
		p.kind = document.Code
		return p
	case shapeVerse:
		p := w.kept(c, ls, false)
		p.kind = document.Verse
		return p
	case shapeLines:
		return w.kept(c, ls, false)
	}
	p := w.prose(c, ls)
	if w.setIn(ls) && !w.memo && !w.index {
		p.kind, p.level = document.Quote, 1
	}
	w.started = w.started || !w.memo || w.title != "" || len(ls) > 2 // before its title an RFC has lines about it
	return p
}

// titled makes a heading of lines.
func (w *wrapped) titled(c *chunk, ls []textLine, level uint8) *para {
	p := w.kept(c, flush(ls), false)
	p.kind, p.level = document.Heading, level
	if w.underlined(c.text, ls) {
		p.drop(p.text[strings.LastIndexByte(p.text, '\n'):])
	}
	w.contents.heading(p.text)
	w.follow(p.text)
	if utf8.RuneCountInString(titleKey(p.text)) > 1 { // "A", "B" head parts of an index
		w.index = isIndex(p.text)
	}
	return p
}

// aligned reports whether lines begin one under the other.
func aligned(ls []textLine) bool {
	for i := range ls {
		if ls[i].indent != ls[0].indent {
			return false
		}
	}
	return true
}

// flush returns lines without their indentation, which only centred them.
func flush(ls []textLine) []textLine {
	out := slices.Clone(ls)
	for i := range out {
		out[i].indent = 0
	}
	return out
}

// setIn reports whether all lines are set in from the margin.
func (w *wrapped) setIn(ls []textLine) bool {
	for i := range ls {
		if ls[i].indent < w.m.margin+2 {
			return false
		}
	}
	return len(ls) > 1 || ls[0].indent <= w.m.margin+8
}

// isRule reports whether one line is made of a few signs and nothing else.
func isRule(text string, ls []textLine) bool {
	if len(ls) != 1 {
		return false
	}
	n := 0
	for _, r := range text[ls[0].from:ls[0].to] {
		switch {
		case r == ' ' || r == '\t':
		case strings.ContainsRune("*-_=~.·•–—+#", r):
			n++
		default:
			return false
		}
	}
	return n >= 3
}

func (w *wrapped) rule(c *chunk, ls []textLine) *para {
	p := w.kept(c, ls, false)
	p.kind = document.Rule
	p.lead, p.leadAt = p.text, p.source(0)
	p.text, p.joins = "", []join{{0, p.source(len(p.text))}}
	return p
}

// shape is how lines stand together.
type shape uint8

const (
	shapeProse shape = iota
	shapeLines       // lines that end where they end
	shapeVerse       // lines of verse
	shapeTable       // columns
	shapeCode        // a drawing, a listing, a form: every space counts
)

// shape tells prose from what was set line by line. The evidence is why the
// lines end: in prose the next word would not have fitted. Lines that end
// early and begin with capitals are verse; lines with gaps within are columns.
func (w *wrapped) shape(text string, ls []textLine) shape {
	if gapped(text, ls) {
		if _, ok := columns(text, ls); ok {
			return shapeTable
		}
		return shapeCode
	}
	if w.memo && drawn(text, ls) {
		return shapeCode
	}
	if len(ls) > 1 && !w.memo && endInFigures(text, ls) {
		return shapeLines
	}
	if len(ls) == 1 || w.isProse(text, ls) {
		return shapeProse
	}
	if capitals(text, ls)*2 >= len(ls) && (ls[0].width < w.m.width*7/8 || w.isStanza(text, ls)) && w.mayBeVerse() && !w.listed(text, ls) {
		return shapeVerse
	}
	if w.memo && ls[0].indent > w.m.margin {
		return shapeCode
	}
	return shapeLines
}

// isProse reports whether the lines of a paragraph were broken to fit.
func (w *wrapped) isProse(text string, ls []textLine) bool {
	stanza := w.isStanza(text, ls)
	if stanza && !aligned(ls) {
		return false
	}
	limit := w.m.width
	widest := 0
	for i := range ls {
		widest = max(widest, ls[i].right())
	}
	// A block that is set in may have a right margin of its own, if it is no stanza.
	if len(ls) > 2 && widest >= limit*3/5 && ls[1].indent > w.m.margin && !stanza {
		limit = widest
	}
	forced, lower := 0, 0
	for i := 0; i+1 < len(ls); i++ {
		next := text[ls[i+1].from:ls[i+1].to]
		small := startsLower(next)
		if small {
			lower++
		}
		// A line that is nearly full and goes on in small letters was broken to
		// fit, though by somebody who did not count.
		if ls[i].right()+1+firstWord(next) > limit || small && ls[i].right()*20 >= limit*17 {
			forced++
		}
	}
	breaks := len(ls) - 1
	return breaks == 0 || forced*5 >= breaks*3 || forced*3 >= breaks && lower*2 > breaks || lower == breaks && forced > 0 ||
		breaks == 1 && ls[0].indent <= w.m.margin && ls[1].indent <= w.m.margin && (lower == 1 && ls[0].width >= w.m.width/2 || ls[0].width*20 >= w.m.width*17) ||
		w.runsOn(text, ls)
}

// runsOn reports whether every line but the last is nearly full and ends within a phrase,
// or the lines are those of a title whose first is long. A block that is set in has as much
// less room on its right; its lines must go on in small letters, for verse is set in too.
func (w *wrapped) runsOn(text string, ls []textLine) bool {
	if gaps(text, ls) > 0 {
		return false
	}
	if len(ls) <= 3 && ls[0].width*4 >= w.m.width*3 && ls[1].indent <= ls[0].indent+hangMost && titleLines(text, ls) {
		return true
	}
	in := max(0, ls[0].indent-w.m.margin)
	if in > setInMost {
		return false
	}
	small := 0
	for i := range ls[:len(ls)-1] {
		l := &ls[i]
		next := text[ls[i+1].from:ls[i+1].to]
		if l.right()*20 < (w.m.width-in)*17 || endsPhrase(text[l.from:l.to]) && !abbreviates(text[l.from:l.to], next) {
			return false
		}
		if startsLower(next) {
			small++
		}
	}
	return in == 0 || 2*small >= len(ls)-1
}

// setInMost is how far quoted prose is set in at most, in columns.
const setInMost = 8

// hangMost is how far the further lines of a title are set in beyond its first, in columns.
const hangMost = 4

// abbreviates reports whether a line ends in an abbreviation that a number follows, which begins
// no sentence: "Fed. R. Civ. P." and "52(a)".
func abbreviates(line, next string) bool {
	return strings.HasSuffix(line, ".") && next[0] >= '0' && next[0] <= '9'
}

// endsPhrase reports whether a line ends in what closes a phrase, or in a dash.
func endsPhrase(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".,;:!?-'\")]—–”’", r)
}

// startsLower reports whether s begins with a lower-case letter.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// capitals counts the lines that begin as lines of verse do.
func capitals(text string, ls []textLine) int {
	n := 0
	for i := range ls {
		if beginsVerse(text[ls[i].from:ls[i].to]) {
			n++
		}
	}
	return n
}

// beginsVerse reports whether a line begins with a capital, or a quotation mark or the like
// before one.
func beginsVerse(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘«_(["))
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// wideGap is the white space within a line that parts columns; two spaces
// stand after sentences, and anywhere in justified text.
const wideGap = "   "

// gapped reports whether most lines have columns.
func gapped(text string, ls []textLine) bool {
	n := gaps(text, ls)
	return n > 0 && n*2 > len(ls) && (len(ls) > 1 || strings.Contains(text[ls[0].from:ls[0].to], "......"))
}

// gaps counts the lines with columns or with dots that lead to a page's number.
func gaps(text string, ls []textLine) int {
	n := 0
	for i := range ls {
		s := text[ls[i].from:ls[i].to]
		if ls[i].wide && (strings.Contains(s, wideGap) || strings.IndexByte(s, '\t') >= 0) || dotted(s) {
			n++
		}
	}
	return n
}

// dotted reports whether dots lead from a title to its page: they are near the
// line's end.
func dotted(s string) bool {
	if len(s) < 8 {
		return false
	}
	end := s[len(s)-min(len(s), 24):]
	return strings.Contains(end, ". . .") || strings.Contains(end, ".....")
}

// mostlyDotted reports whether dots lead from most lines of a text to their ends.
func mostlyDotted(s string) bool {
	if !strings.Contains(s, ". . .") && !strings.Contains(s, ".....") {
		return false
	}
	lines, n := 0, 0
	for line := range strings.SplitSeq(s, "\n") {
		lines++
		if strings.Contains(line, ". . .") || strings.Contains(line, ".....") {
			n++
		}
	}
	return 2*n > lines
}

// drawn reports whether lines are a drawing or a grammar: signs such as "|"
// and "+--" at several lines' ends, or "=" and "::=" definitions.
func drawn(text string, ls []textLine) bool {
	n := 0
	for i := range ls {
		s := text[ls[i].from:ls[i].to]
		switch s[0] {
		case '|', '+', '<', '{', '}', '/', '\\', ';':
			n++
			continue
		}
		switch s[len(s)-1] {
		case '|', '+', '{', '}', '/', '\\', ';':
			n++
			continue
		}
		if strings.Contains(s, " = ") || strings.Contains(s, "::=") || strings.Contains(s, "-->") {
			n++
		}
	}
	return n*2 > len(ls)
}

// columns splits lines at their gaps. ok is false where the lines do not agree
// on how many columns there are, for then only the layout itself tells what
// belongs together.
func columns(text string, ls []textLine) (rows [][]gap, ok bool) {
	count := map[int]int{}
	for i := range ls {
		row := cells(text, ls[i].from, ls[i].to)
		rows = append(rows, row)
		count[len(row)]++
	}
	for n, k := range count {
		if n > 1 && n < 12 && k*5 >= len(ls)*4 {
			return rows, len(ls) > 1
		}
	}
	return nil, false
}

// cells returns where the cells of a line are.
func cells(text string, from, to int) []gap {
	var row []gap
	at := from
	for i := from; i < to; i++ {
		if text[i] != '\t' && !(i+1 < to && text[i] == ' ' && text[i+1] == ' ') {
			continue
		}
		row = append(row, gap{at, i})
		for i < to && (text[i] == ' ' || text[i] == '\t') {
			i++
		}
		at = i
	}
	return append(row, gap{at, to})
}

// table makes a table of lines with columns.
func (w *wrapped) table(c *chunk, ls []textLine) *para {
	rows, _ := columns(c.text, ls)
	p := c.mem.para()
	p.kind, p.span = document.Table, spanOf(c, ls)
	var wv weaver
	wv.begin(c, ls[len(ls)-1].to-ls[0].from, len(ls))
	for k, row := range rows {
		if k > 0 {
			wv.put("\n", ls[k-1].to)
		}
		for i, cell := range row {
			if i > 0 {
				wv.put("\t", row[i-1].to)
			}
			wv.line(cell.from, cell.to)
		}
	}
	wv.finish(p)
	return p
}
