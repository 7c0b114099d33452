package plain

import (
	"slices"
	"strings"
	"unicode"

	"ibid/document"
	"ibid/document/apparatus"
)

// wrapped is the layout of hard-wrapped text: lines broken by hand or by a
// program at some column, paragraphs parted by blank lines, and everything
// else (verse, quotations, tables, headings) told by how it stands on the page.
//
// It goes through a text once and keeps what it needs to judge the next lines:
// the words seen, the labels of signs that no note has answered yet, the note
// that is open. A paragraph whose role the lines after it decide is held back
// until they come.
type wrapped struct {
	m        measure
	book     book  // what Project Gutenberg says of the text around it
	sheets   sheet // running heads and page footers
	feet     feet  // notes at the feet of pages
	memo     bool  // an RFC or a draft of one
	words    vocabulary
	contents contents
	levels   levels
	list     lists
	notes    footnotes
	refs     references
	meta     document.Meta
	habit    habit // the forms of signs to look for
	ls       []textLine
	blank    int       // blank lines since the last group
	started  bool      // a paragraph of prose has been read
	begun    bool      // something has been read
	ruled    bool      // the last thing read was a rule
	index    bool      // an index is read
	program  bool      // the text is about programs
	section  sectionNo // number of the last heading that has one
	rows     string    // signs that rows under headings are made of, in the order in which they came
	titleRow byte      // the sign under the title
	title    string    // of an RFC, once it was met
	lone     [2]string // the last two lines that were a letter, or a Roman number, by themselves
	manual   string    // what a page of a manual is about, as its head has it: "ls(1)"
	page     string    // label of the page that begins with the next text
	turned   bool      // a page ended since the last text
	head     *para     // a heading that is only a number, which its title may follow
	open     *para
	openEnd  textLine // the last line of open
	openText string
	emit     func(*para)
}

// leastWidth is how wide, in columns, the page of a text is taken to be whose
// own lines are too few or too short to say it: what verse stands on.
const leastWidth = 60

// newWrapped returns the layout for a text that begins with sample.
func newWrapped(sample string) *wrapped {
	w := &wrapped{}
	w.ls = splitLines(sample, 0, nil)
	w.book = newBook(sample)
	around := w.book // the header and the licence are wrapped in their own way
	from, to := around.bounds(&chunk{text: sample}, w.ls)
	w.m = measureLines(sample, w.ls[from:to], wrapLimit)
	if !w.m.isWrapped() || w.m.isPoem(sample, w.ls[from:to]) {
		w.m.width = max(w.m.width, leastWidth)
	}
	if breaksWords(sample, "-[P") || breaksWords(sample, "-{") {
		w.m.hyphen++
	}
	w.memo = isMemo(sample)
	w.sheets = newSheet(sample, w.ls)
	w.page = w.sheets.first
	if w.sheets.on && !w.memo && !w.book.is {
		w.sheets.mark(sample, w.ls)
		if w.feet = newFeet(sample, w.ls); w.feet.on {
			w.m = measureLines(sample, w.ls, sheetLimit)
		}
	}
	w.program = !w.book.is && !w.memo && aboutPrograms(sample, w.ls)
	w.meta = w.book.meta
	if w.memo {
		w.meta = memoMeta(sample)
	}
	w.notes.open = make(map[called]int)
	return w
}

// paragraphs lays out a chunk. What waits for the lines after it is emitted
// with a later chunk, at the latest with the last one.
func (w *wrapped) paragraphs(c *chunk, emit func(*para)) {
	w.emit = emit
	if w.m.hyphen > 0 {
		w.words.add(c.text)
	}
	w.ls = splitLines(c.text, 0, w.ls[:0])
	from, to := w.book.bounds(c, w.ls)
	w.furniture(c, w.ls[:from])
	body := w.ls[from:to]
	w.sheets.mark(c.text, body)
	if c.last || to < len(w.ls) {
		w.sheets.markLast(c.text, body)
	}
	if w.feet.on {
		w.feet.pages(c.text, body)
	}
	for i := 0; i < len(body); {
		switch body[i].role {
		case lineNote, lineNoteLate:
			i = w.footLine(c, body, i)
			continue
		case lineNoteTaken:
			i++
			continue
		case lineNoteOn: // its note is in another chunk
			body[i].role = lineText
		}
		if body[i].role != lineText {
			w.sheetLine(c, body, i)
			i++
			continue
		}
		if body[i].blank() {
			w.blank++
			i++
			continue
		}
		w.turned = w.turned || body[i].feed
		j := i + 1
		for j < len(body) && !body[j].blank() && !body[j].feed && body[j].role == lineText && j-i < maxGroup {
			j++
		}
		w.group(c, body[i:j], body[j:])
		i, w.blank = j, 0
	}
	if c.last || to < len(w.ls) {
		w.end()
	}
	w.furniture(c, w.ls[to:])
}

// end hands on what waits for lines that will not come.
func (w *wrapped) end() {
	w.close()
	w.notes.resolve(w, roleBody)
	w.flushHead(nil)
}

// maxGroup is how many lines a paragraph may have. Longer runs of lines
// without a blank one are data, and are cut.
const maxGroup = 2000

// furniture emits lines that are no part of the text.
func (w *wrapped) furniture(c *chunk, ls []textLine) {
	for len(ls) > 0 && ls[0].blank() {
		ls = ls[1:]
	}
	for len(ls) > 0 && ls[len(ls)-1].blank() {
		ls = ls[:len(ls)-1]
	}
	if len(ls) == 0 {
		return
	}
	p := newPara(c, ls[0].from, ls[len(ls)-1].to)
	p.role = roleFurniture
	w.emit(p)
}

// group reads lines that no blank line parts. next are the lines after them.
func (w *wrapped) group(c *chunk, ls, next []textLine) {
	blank := w.blank
	if s := c.text[ls[0].from:ls[len(ls)-1].to]; !w.begun && !pageOnly(s) {
		w.begun = true
		if !imprint(s) {
			blank = max(blank, topSpace)
		}
	}
	for len(ls) > 0 {
		if w.manualLine(c, ls) {
			ls = ls[1:]
			continue
		}
		n := 1
		note := w.notes.markOf(c.text[ls[0].from:ls[0].to])
		for n < len(ls) && !w.begins(c.text, ls, n, note) && !(w.feet.on && w.endsShort(c.text, ls, n)) {
			n++
		}
		after := 0
		if n == len(ls) {
			after = blanks(next)
		} else if n == 1 && w.outdented(&ls[0]) && hangs(&ls[0], &ls[1]) {
			after = 1
		} else if n == 1 && headsContents(c.text, ls) {
			after = 1
		} else if w.feet.on && w.numberedHead(c.text, ls, n) {
			after, blank = 1, max(blank, headSpace)
		}
		w.part(c, ls[:n], spacing{blank, after, next})
		ls, blank = ls[n:], 0
	}
}

// headSpace is how many blank lines a numbered heading right above its text is as good as.
const headSpace = 2

// topSpace is how many blank lines the top of the page stands for before what a
// text begins with, which is its title if it looks like one.
const topSpace = 3

// pageOnly reports whether lines are a page mark and no more.
func pageOnly(s string) bool {
	_, _, ok := apparatus.PageMark(strings.Trim(s, "[]"))
	return ok && s[0] == '['
}

// imprint reports whether what a text begins with says whose it is, when it was
// written or where it is found, and is no title: it has a notice of copyright, a
// date, an address.
func imprint(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	if strings.EqualFold(first, "copyright") || strings.ContainsAny(s, "@©=|") || strings.Contains(s, "://") {
		return true
	}
	if !strings.ContainsAny(s, "0123456789") {
		return false
	}
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if months.has(w) {
			return true
		}
	}
	return false
}

// blanks counts the blank lines at the start of ls.
func blanks(ls []textLine) int {
	n := 0
	for n < len(ls) && ls[n].blank() {
		n++
	}
	return n
}

// spacing is what stands around a part.
type spacing struct {
	before, after int // blank lines
	next          []textLine
}

// begins reports whether line n of a group begins something of its own: a note,
// a list's item, a paragraph that only its indentation shows. Within a note
// only another note does.
func (w *wrapped) begins(text string, ls []textLine, n int, note mark) bool {
	l := &ls[n]
	s := text[l.from:l.to]
	switch {
	case n == 1 && headsContents(text, ls), n == 2 && w.underlined(text, ls[:2]), pictureEnds(text, ls, n):
		return true
	case w.contents.on:
		return false
	case (s[0] == quoteSign || text[ls[n-1].from] == quoteSign) && w.quoteTurns(text, ls, n):
		return true
	case s[0] == '[' && (w.notes.starts(s) && !(note.n == 0 && w.breaksOff(text, &ls[n-1])) || w.notes.called(wordMark(s), text[ls[0].from:l.from])):
		return true
	case note.form == formBare && w.notes.follows(s, note):
		return true
	case lineCountsOn(text[ls[0].from:ls[0].to], s):
		return true
	case note.n > 0:
		return false
	case itemBegins(text, ls, n), listBeginsAt(text, ls, n):
		return true
	case !w.memo && (w.hanging(text, ls, n) || w.returns(text, ls, n)):
		return true
	}
	return w.indented(text, ls, n)
}

// indented reports whether line n is the indented first line of a paragraph
// that no blank line parts from the one before: it alone is set in, and the
// sentence before it is over.
func (w *wrapped) indented(text string, ls []textLine, n int) bool {
	l, prev := &ls[n], &ls[n-1]
	in := l.indent - prev.indent
	if in < 2 || in > 8 || prev.indent != w.m.margin || n+1 < len(ls) && ls[n+1].indent != w.m.margin {
		return false
	}
	return sentenceEnd(text[prev.from:prev.to]) && l.right() >= w.m.width/2
}

// breaksOff reports whether a line breaks a sentence off at the margin, so that a label in brackets
// at the start of the next line is a sign in it.
func (w *wrapped) breaksOff(text string, l *textLine) bool {
	return l.right()*20 >= w.m.width*17 && !endsPhrase(text[l.from:l.to])
}

// sentenceEnd reports whether s ends as sentences do.
func sentenceEnd(s string) bool {
	s = strings.TrimRight(s, "\"'”’)]_*»")
	return s != "" && strings.IndexByte(".?!:", s[len(s)-1]) >= 0
}

// part reads lines that belong together.
func (w *wrapped) part(c *chunk, ls []textLine, sp spacing) {
	s := c.text[ls[0].from:ls[0].to]
	if w.book.credit(s, w.started) {
		w.close()
		w.furniture(c, ls)
		return
	}
	turned := w.turned
	w.turned = false
	if w.open != nil && turned && w.resumes(c, ls, sp) {
		return
	}
	w.close()
	if w.memo && w.entry(c, ls) || !w.memo && w.notes.begin(w, c, ls, sp) {
		w.ruled = false
		return
	}
	p := w.classify(c, ls, sp)
	w.ruled = p.kind == document.Rule
	w.turn(p)
	if w.memo && p.kind == document.Heading {
		w.memoTitle(p, ls)
	}
	w.notes.place(w, c, p, ls)
}

// resumes joins the paragraph that a page's end interrupted with the lines
// after it, if they go on with it.
func (w *wrapped) resumes(c *chunk, ls []textLine, sp spacing) bool {
	p, last := w.open, &w.openEnd
	first := &ls[0]
	s := c.text[first.from:first.to]
	switch {
	case p.kind != document.Paragraph && p.kind != document.Quote && p.kind != document.Item:
		return false
	case len(ls) > 1 && !w.isProse(c.text, ls):
		return false
	case listMarker(s) > 0 || first.indent < last.indent && !(w.feet.on && first.indent == w.m.margin):
		return false
	case first.indent > last.indent && p.kind != document.Item:
		return false
	case last.right()+1+firstWord(s) <= w.m.width-2 && sentenceEnd(w.openText):
		return false
	case sentenceEnd(w.openText) && !startsLower(s) && sp.before > 3:
		return false
	}
	if h, _ := w.heading(c.text, ls, sp); h && sentenceEnd(w.openText) {
		return false
	}
	more := w.prose(c, ls)
	// Heads and footers stand between the two in the source: a cut without text
	// says where the words go on.
	more.cuts = append([]cut{{off: more.source(0)}}, more.cuts...)
	w.turn(more)
	p.append(more, w.words.joint(w.openText, s))
	w.feet.passed = true
	w.hold(c, ls)
	return true
}

// sheetLine keeps a running head or footer, and turns the page.
func (w *wrapped) sheetLine(c *chunk, ls []textLine, i int) {
	l := &ls[i]
	w.turned = w.turned || l.feed || l.role == linePage
	switch {
	case l.role == linePage:
		w.page = w.sheets.nextPage(c.text, ls, i)
	case l.role == lineHead && w.sheets.numbered:
		w.page = headLabel(c.text[l.from:l.to])
	}
	if !l.blank() {
		p := newPara(c, l.from, l.to)
		p.role = roleFurniture
		w.emit(p)
	}
}

// turn puts the page that has begun before the first word of p.
func (w *wrapped) turn(p *para) {
	if w.page != "" {
		p.cuts = append([]cut{{off: p.source(0), sign: &sign{page: true, label: w.page}}}, p.cuts...)
		w.page = ""
	}
}

// hold remembers the last line of the open paragraph.
func (w *wrapped) hold(c *chunk, ls []textLine) {
	w.openEnd = ls[len(ls)-1]
	w.openText = strings.Clone(c.text[w.openEnd.from:w.openEnd.to])
}

// close ends the open paragraph.
func (w *wrapped) close() {
	if w.open != nil {
		p := w.open
		w.open = nil
		w.finish(p)
	}
	w.flushFeet()
}

// give hands on a paragraph that a page's end may interrupt: such text is held
// until the lines after it are known.
func (w *wrapped) give(c *chunk, p *para, ls []textLine) {
	if !w.sheets.on || p.kind == document.Code || p.kind == document.Table {
		w.finish(p)
		return
	}
	w.open = p
	w.hold(c, ls)
}

// finish takes markup out of a paragraph, finds its signs and hands it on.
func (w *wrapped) finish(p *para) {
	var within []*para
	if p.role == roleBody && p.kind != document.Code && !w.memo {
		within = p.notesWithin()
	}
	w.hand(p)
	for _, n := range within {
		w.hand(n)
	}
}

// flushHead hands on the heading that waits for its title, before p.
func (w *wrapped) flushHead(p *para) {
	if h := w.head; h != nil && h != p {
		w.head = nil
		w.hand(h)
	}
}

// hand is finish for a paragraph without notes in its lines.
func (w *wrapped) hand(p *para) {
	w.flushHead(p)
	p.settled = true
	if p.role == roleFurniture {
		w.emit(p)
		return
	}
	if !w.memo && p.kind != document.Code {
		p.markup(w.book.is)
	}
	p.place()
	h := w.habit
	if h&(glued|spaced) != 0 && mostlyDotted(p.text) {
		h &^= glued | spaced // figures of a list of contents are those of sections and pages
	}
	p.scan(h)
	p.rejoin(&w.words)
	p.unbroken()
	p.scanned = true
	if p.role == roleBody {
		w.notes.count(p)
		// What the pages before have called is answered, where no paragraph goes on
		// over their end.
		p.opens = p.opens || w.feet.ended
		w.feet.ended = false
	}
	slices.SortStableFunc(p.signs, func(a, b sign) int { return a.from - b.from })
	w.emit(p)
}

// prose joins lines into one.
func (w *wrapped) prose(c *chunk, ls []textLine) *para {
	p := c.mem.para()
	p.span = spanOf(c, ls)
	var wv weaver
	wv.begin(c, ls[len(ls)-1].to-ls[0].from, len(ls))
	for k := range ls {
		from, to := ls[k].from, ls[k].to
		how, hyphen := jointSpace, ""
		if k+1 < len(ls) && c.text[to-1] >= '-' && (c.text[to-1] == '-' || c.text[to-1] >= 0x80) {
			how = w.words.joint(c.text[from:to], c.text[ls[k+1].from:ls[k+1].to])
		}
		if how == jointWord {
			hyphen = hyphenOf(c.text[from:to])
			to -= len(hyphen)
		}
		if ls[k].wide {
			wv.line(from, to)
		} else {
			wv.run(from, to)
		}
		if how == jointWord {
			p.cuts = append(p.cuts, cut{at: wv.buf.Len(), text: hyphen, off: c.at(to)})
		}
		if how == jointSpace && k+1 < len(ls) {
			wv.put(" ", to)
		}
	}
	wv.finish(p)
	return p
}

// kept keeps lines as they are. inner says whether white space within lines,
// and before them beyond what they share, is kept too.
func (w *wrapped) kept(c *chunk, ls []textLine, inner bool) *para {
	p := c.mem.para()
	p.span = spanOf(c, ls)
	least := ls[0].indent
	for i := range ls {
		if !ls[i].blank() {
			least = min(least, ls[i].indent)
		}
	}
	var wv weaver
	wv.begin(c, ls[len(ls)-1].to-ls[0].from, len(ls))
	for k := range ls {
		l := &ls[k]
		if k > 0 {
			wv.put("\n", ls[k-1].to)
		}
		if l.blank() {
			continue
		}
		wv.pad(l.indent-least, l.from)
		if inner {
			wv.run(l.from, l.to)
		} else {
			wv.line(l.from, l.to)
		}
	}
	wv.finish(p)
	return p
}

// pad adds n spaces of indentation before what stands at off.
func (w *weaver) pad(n, off int) {
	if n <= 0 {
		return
	}
	w.put(strings.Repeat(" ", min(n, wrapLimit)), off)
}

func spanOf(c *chunk, ls []textLine) document.Span {
	return document.Span{Start: c.at(ls[0].from), End: c.at(ls[len(ls)-1].to)}
}
