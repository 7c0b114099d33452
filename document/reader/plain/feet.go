package plain

import (
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is taken out of a PDF (by pdftotext and its like) keeps the page: a form feed
// ends it, and its notes stand at its foot, each after its label, which is often
// alone on a line because it was raised. No blank line need part them from the text.
// So the foot is told by the labels: it begins where a line has the label of a
// sign that the page has above it, and the lines after it go on with the next
// labels that it has. Numbered points at the foot of a page whose text has figures
// glued to its words, in the very same order, would mislead it.

// feet follow the notes at the feet of pages.
type feet struct {
	on     bool
	called map[string]int // labels that the page has called so far, with the line's number
	family map[string]family
	count  int      // lines of the page that were read
	last   string   // label of the last note
	broken string   // the last line of the last page, where a note goes on over its end
	forms  habit    // of the signs that called them
	found  []family // of the signs that call the notes that were marked and not yet taken up
	signs  habit    // forms of signs that are looked for
	held   []*para
	ended  bool // what was handed on has the notes that it calls
	passed bool // the open paragraph goes on over a page's end
	mem    memory
}

// footed reports whether form feeds end the pages of a text, and notes stand at their feet.
func footed(text string, ls []textLine) bool {
	if strings.IndexByte(text, '\f') < 0 {
		return false
	}
	s := newSheet(text, ls)
	s.mark(text, ls)
	f := newFeet(text, ls)
	return f.on
}

// mostFeet is how many lines of a page may begin notes: of more, the last ones are looked at.
const mostFeet = 128

// leastFeet is how many notes at the feet of the first pages show the habit, and leastSpaced
// how many do where white space parts the signs from their words, as figures by themselves
// are parted too.
const (
	leastFeet   = 2
	leastSpaced = 4
)

// newFeet looks for notes at the feet of the pages that a text begins with. Where more
// lines begin with printers' signs than notes do, they are the points of lists.
func newFeet(text string, ls []textLine) feet {
	f, n := feetOf(text, ls, footSigns, leastFeet)
	if parted, m := feetOf(text, ls, footSigns|spaced, leastSpaced); m > 2*n {
		return parted
	}
	return f
}

// feetOf looks for notes that signs of some forms call, of which so many show the habit. It
// returns how many it found, too.
func feetOf(text string, ls []textLine, signs habit, least int) (feet, int) {
	f := newFootReader()
	f.signs = signs
	pages, found, points := 0, 0, 0
	signed := 0 // notes that printers' signs call
	for page := range pagesOf(ls) {
		pages++
		f.turn(page)
		chain := f.chainOf(text, page)
		for _, l := range chain {
			if found++; f.family[l.label] == famSymbol {
				signed++
			}
		}
		f.follow(chain)
		points += pointsOf(text, page)
	}
	if points > 2*signed {
		found -= signed
		f.forms &^= symbols
	}
	out := newFootReader()
	out.signs = signs
	out.on, out.forms = pages > 1 && found >= least, f.forms|signs&spaced
	if points > 2*signed {
		out.signs &^= symbols
	}
	return out, found
}

func newFootReader() feet {
	f := feet{signs: footSigns}
	f.reset()
	return f
}

// pointsOf counts the lines of a page that begin with a printers' sign and a word.
func pointsOf(text string, ls []textLine) int {
	n := 0
	for i := range ls {
		if l := &ls[i]; !l.blank() && l.role == lineText {
			s := text[l.from:l.to]
			if k := symbolRun(s); k > 0 && k+1 < len(s) && s[k] == ' ' && s[k+1] != s[0] {
				n++
			}
		}
	}
	return n
}

func (f *feet) reset() {
	f.called, f.family, f.count = make(map[string]int), make(map[string]family), 0
}

// turn begins a page where a form feed stands before its lines.
func (f *feet) turn(ls []textLine) {
	if !ls[0].feed {
		return
	}
	// A note for which a page has no room stands on the next.
	next := nextLabel(f.last)
	_, waits := f.called[next]
	fam := f.family[next]
	f.reset()
	if waits {
		f.called[next], f.family[next] = -1, fam
	}
}

// pagesOf yields the lines between form feeds.
func pagesOf(ls []textLine) iter.Seq[[]textLine] {
	return func(yield func([]textLine) bool) {
		for len(ls) > 0 {
			n := 1
			for n < len(ls) && !ls[n].feed {
				n++
			}
			if !yield(ls[:n]) {
				return
			}
			ls = ls[n:]
		}
	}
}

// pages marks the notes at the foot of each page.
func (f *feet) pages(text string, ls []textLine) {
	for page := range pagesOf(ls) {
		f.turn(page)
		chain := f.chainOf(text, page)
		if chain == nil {
			f.broken = ""
			continue
		}
		if f.broken != "" {
			f.goesOn(text, page, chain)
		}
		markFeet(page, chain)
		f.follow(chain)
		f.broken = brokenLine(text, page)
	}
}

// A footLabel is a line that may begin a note.
type footLabel struct {
	line  int
	label string
	lone  bool // the line is no more than the label
	late  bool // the label stands in the line below
}

// chainOf returns the lines that begin the notes at the foot of a page, nil where it has none.
func (f *feet) chainOf(text string, ls []textLine) []footLabel {
	var labels []footLabel
	base := f.count
	f.count += len(ls)
	for i := range ls {
		l := &ls[i]
		if l.blank() || l.role != lineText {
			continue
		}
		s := text[l.from:l.to]
		if dotted(s) {
			continue // of a list of contents
		}
		if n, label := footMark(s); label != "" && (n < len(s) || hasText(ls[i+1:])) {
			labels = append(labels, footLabel{line: i, label: label, lone: n == len(s)})
		}
		f.calls(s, base+i)
	}
	labels = labels[max(0, len(labels)-mostFeet):]
	for k := range labels {
		chain := f.chain(labels[k:], base)
		if chain == nil {
			continue
		}
		// The sign before is lost, but not its note.
		if k > 0 && labels[k-1].lone && labels[k-1].label == nextLabel(f.last) && nextLabel(labels[k-1].label) == chain[0].label {
			chain = append(labels[k-1:k:k], chain...)
		}
		for i := range chain {
			chain[i].late = chain[i].lone && labelLate(ls, chain[i].line)
			if chain[i].late {
				chain[i].line--
			}
		}
		return chain
	}
	return nil
}

// labelLate reports whether the label in line i belongs to the line above it: that has a
// blank line above and the label one below, as where a raised label was taken for a line
// of its own between the first line of its note and the second.
func labelLate(ls []textLine, i int) bool {
	return i > 1 && i+2 < len(ls) && !ls[i-1].blank() && ls[i-1].role == lineText && ls[i-2].blank() && ls[i+1].blank() && !ls[i+2].blank()
}

// hasText reports whether one of the next lines holds text.
func hasText(ls []textLine) bool {
	for i := 0; i < len(ls) && i < 2; i++ {
		if !ls[i].blank() && ls[i].role == lineText {
			return true
		}
	}
	return false
}

// leastParted is the least weight of a figure by itself that may call a note at the foot of
// its page: it stands after no word that numbers have, and begins no date.
const leastParted = -5

// calls notes the signs of a line.
func (f *feet) calls(s string, line int) {
	p := para{text: s, mem: &f.mem}
	p.scan(f.signs)
	for i := range p.signs {
		g := &p.signs[i]
		if g.page || g.from == 0 || len(g.calls) == 0 || isSpaced(s, g.from) && (f.signs&spaced == 0 || g.family != famList) {
			continue
		}
		least := float32(fairWeight)
		if isSpaced(s, g.from) {
			least = leastParted
		}
		for _, c := range g.calls {
			if c.Weight < least || g.family == famList && belongs(s, c.From) {
				continue
			}
			for _, label := range [...]string{c.Label, c.Then} {
				if _, ok := f.called[label]; label != "" && !ok {
					f.called[label], f.family[label] = line, g.family
				}
			}
		}
	}
}

// chain returns the notes that begin with the first of the labels, if they are those
// of the page: each was called above the first, they count on, and as many have a note
// as were called one after the other.
func (f *feet) chain(labels []footLabel, base int) []footLabel {
	top := base + labels[0].line
	above := func(label string) bool {
		at, ok := f.called[label]
		return ok && at < top
	}
	if !above(labels[0].label) {
		return nil
	}
	chain := labels[:1:1]
	for _, l := range labels[1:] {
		last := chain[len(chain)-1].label
		next := nextLabel(last)
		// The odd label or sign is lost, and printers' signs need not count.
		if l.lone && l.label == next || above(l.label) && (l.label == next || next != "" && l.label == nextLabel(next) || next == "" && l.label != last) {
			chain = append(chain, l)
		}
	}
	if f.signs&spaced != 0 && !f.inOrder(chain) {
		return nil
	}
	called := 0
	for label := chain[0].label; label != "" && above(label) && (called < len(chain) || f.called[label] < f.bottom(top)); label = nextLabel(label) {
		called++
	}
	if 2*len(chain) <= called {
		return nil
	}
	if _, err := strconv.Atoi(chain[0].label); err == nil && len(chain) == 1 && called == 1 && f.last != "" && chain[0].label != nextLabel(f.last) && chain[0].label != nextLabel(nextLabel(f.last)) && chain[0].label != "1" {
		return nil // a single number out of order is a figure of the text
	}
	return chain
}

// bottom returns the first of the lines above a page's notes that are so low that a note
// called in them may have to stand on the next page.
func (f *feet) bottom(top int) int { return top - lowLines }

// lowLines is how many lines above its notes a page's bottom has, with blank ones.
const lowLines = 6

// inOrder reports whether the signs that call notes stand one after the other, as figures
// that mean something else seldom do.
func (f *feet) inOrder(chain []footLabel) bool {
	last := 0
	for _, l := range chain {
		if at, ok := f.called[l.label]; ok {
			if at < last {
				return false
			}
			last = at
		}
	}
	return true
}

// markFeet gives the lines from the first note on to the page's end their roles.
func markFeet(ls []textLine, chain []footLabel) {
	k := 0
	for i := chain[0].line; i < len(ls); i++ {
		switch {
		case ls[i].role != lineText:
		case k < len(chain) && chain[k].line == i:
			if ls[i].role = lineNote; chain[k].late {
				ls[i].role = lineNoteLate
			}
			k++
		default:
			ls[i].role = lineNoteMore
		}
	}
}

// follow takes up which signs called the notes of a page, and where their labels ended.
func (f *feet) follow(chain []footLabel) {
	fam := famNone
	for _, l := range chain {
		if _, ok := f.called[l.label]; ok {
			fam = f.family[l.label]
		}
		f.last, f.forms = l.label, f.forms|formOf[fam]
		f.found = append(f.found, fam)
	}
}

// footMark reads the label of a note at the start of a line, or one that is the
// whole line, and returns its length with the white space after it.
func footMark(s string) (int, string) {
	i := 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	label, n := s[:i], i
	if i == 0 {
		if n, label, _ = formedLabel(s); n == 0 {
			return 0, ""
		}
	} else if n < len(s) && (s[n] == '.' || s[n] == ')') {
		n++
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' && i > 0 || strings.HasPrefix(label, "0") {
		return 0, ""
	}
	return spaces(s, n), label
}

// footNote makes a note of the lines that begin with its label, and keeps it until the
// paragraph above, which may go on over the page, has ended. more are lines on the next page.
func (w *wrapped) footNote(c *chunk, ls, more []textLine) {
	kept := withText(ls)
	var p *para
	if kept[0].role == lineNoteLate {
		p = w.lateNote(c, kept)
	} else {
		p = w.prose(c, kept)
		n, label := footMark(p.text)
		p.label = label
		p.lead, p.leadAt = strings.TrimRight(p.text[:n], " "), p.source(0)
		p.behind(n)
	}
	if len(more) > 0 {
		last := &kept[len(kept)-1]
		w.joinLines(c, p, c.text[last.from:last.to], more)
	}
	p.role, p.family, p.indent = roleNote, w.feet.found[0], kept[0].indent
	w.feet.found = w.feet.found[1:]
	p.settled, p.scanned = true, true
	p.place()
	p.scanPages()
	p.unbroken()
	w.feet.held = append(w.feet.held, p)
	if w.open == nil {
		w.flushFeet()
	}
}

// lateNote makes a note of lines the second of which is its label.
func (w *wrapped) lateNote(c *chunk, ls []textLine) *para {
	p := w.prose(c, ls[:1])
	label := &ls[1]
	s := c.text[label.from:label.to]
	_, p.label = footMark(s)
	p.cuts = append(p.cuts, cut{at: len(p.text), text: s, off: c.at(label.from)})
	if len(ls) > 2 {
		w.joinLines(c, p, c.text[ls[0].from:ls[0].to], ls[2:])
	}
	return p
}

// joinLines adds lines to a paragraph whose last line is given. Other text may stand
// between the two in the source.
func (w *wrapped) joinLines(c *chunk, p *para, last string, ls []textLine) {
	more := w.prose(c, ls)
	// A cut without text says where the words go on.
	more.cuts = append([]cut{{off: more.source(0)}}, more.cuts...)
	p.append(more, w.words.joint(last, c.text[ls[0].from:ls[0].to]))
}

// withText returns the lines that are not blank.
func withText(ls []textLine) []textLine {
	kept := ls[:0:0]
	for i := range ls {
		if !ls[i].blank() {
			kept = append(kept, ls[i])
		}
	}
	return kept
}

// goesOn marks the lines right above the notes of a page with which the last note of the
// page before goes on. They touch text that stands further in, or begin as no paragraph
// does; they are fewer than those of the text, and none of the notes is called in them. A
// paragraph of the text that is so too would mislead it.
func (f *feet) goesOn(text string, ls []textLine, chain []footLabel) {
	end := chain[0].line
	for end > 0 && ls[end-1].blank() {
		end--
	}
	i := end
	for i > 0 && !ls[i-1].blank() && ls[i-1].role == lineText && ls[i-1].indent <= ls[end-1].indent+1 && ls[i-1].indent >= ls[end-1].indent-1 {
		i--
	}
	if i == end || end-i > i {
		return
	}
	base := f.count - len(ls)
	for _, l := range chain {
		if at, ok := f.called[l.label]; ok && at >= base+i {
			return
		}
	}
	first, _ := utf8.DecodeRuneInString(text[ls[i].from:ls[i].to])
	touches := !ls[i-1].blank() && ls[i-1].role == lineText && ls[i-1].indent >= ls[i].indent+2
	if !touches && !unicode.IsLower(first) && !unicode.IsDigit(first) {
		return
	}
	for k := i; k < end; k++ {
		ls[k].role = lineNoteOn
	}
}

// brokenLine returns the last line of a page's notes, "" where the note does not go on over
// the page's end: its sentence is over, or the line is short.
func brokenLine(text string, ls []textLine) string {
	last, widest := -1, 0
	for i := range ls {
		if l := &ls[i]; l.role == lineNoteMore && !l.blank() {
			last, widest = i, max(widest, l.right())
		}
	}
	if last < 0 || ls[last].right()*5 < widest*4 {
		return ""
	}
	if s := text[ls[last].from:ls[last].to]; !sentenceEnd(s) {
		return s
	}
	return ""
}

// flushFeet hands on the notes of the pages before.
func (w *wrapped) flushFeet() {
	for _, p := range w.feet.held {
		w.flushHead(p)
		w.emit(p)
		w.feet.ended = !w.feet.passed
	}
	w.feet.held, w.feet.passed = w.feet.held[:0], false
}

// footLine takes up the notes that begin at line i of the body, and returns where
// their lines end.
func (w *wrapped) footLine(c *chunk, body []textLine, i int) int {
	j := i + 1
	for j < len(body) && body[j].role == lineNoteMore && !body[j].feed {
		j++
	}
	w.footNote(c, body[i:j], takeOn(body[j:]))
	return j
}

// takeOn returns the lines of the next page that go on with the note before ls, which is
// the last of its page if there are any.
func takeOn(ls []textLine) []textLine {
	feeds := 0
	for i := range ls {
		if ls[i].feed {
			feeds++
		}
		switch {
		case ls[i].role == lineNoteOn && feeds == 1:
			n := i
			for n < len(ls) && ls[n].role == lineNoteOn {
				n++
			}
			on := withText(ls[i:n])
			for k := i; k < n; k++ {
				ls[k].role = lineNoteTaken
			}
			return on
		case feeds > 1, ls[i].role == lineNote, ls[i].role == lineNoteLate:
			return nil
		}
	}
	return nil
}

// endsShort reports whether a paragraph of a page taken out of a PDF ends with line
// n-1: its sentence is over, and the next word would have fitted well.
func (w *wrapped) endsShort(text string, ls []textLine, n int) bool {
	prev, next := text[ls[n-1].from:ls[n-1].to], text[ls[n].from:ls[n].to]
	if startsLower(next) || ls[n].indent < ls[n-1].indent-2 {
		return false
	}
	short := ls[n-1].right()+1+firstWord(next) <= w.m.width*7/8
	return short && sentenceEnd(prev) || w.numberedHead(text, ls, n)
}

// numberedHead reports whether the first of the lines is a short numbered heading
// above a paragraph.
func (w *wrapped) numberedHead(text string, ls []textLine, n int) bool {
	first := text[ls[0].from:ls[0].to]
	depth, _ := sectionNumber(first)
	return n == 1 && (depth > 0 || headNumbered(first)) && !sentenceEnd(first) && ls[0].right() <= w.m.width*5/8 && titleLines(text, ls[:1])
}
