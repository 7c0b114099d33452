package plain

import (
	"iter"
	"strconv"
	"strings"
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

// leastFeet is how many notes at the feet of the first pages show the habit.
const leastFeet = 2

// newFeet looks for notes at the feet of the pages that a text begins with. Where more
// lines begin with printers' signs than notes do, they are the points of lists.
func newFeet(text string, ls []textLine) feet {
	f := newFootReader()
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
	out.on, out.forms = pages > 1 && found >= leastFeet, f.forms
	if points > 2*signed {
		out.signs &^= symbols
	}
	return out
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
	if ls[0].feed {
		f.reset()
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
		if chain := f.chainOf(text, page); chain != nil {
			markFeet(page, chain)
			f.follow(chain)
		}
	}
}

// A footLabel is a line that may begin a note.
type footLabel struct {
	line  int
	label string
	lone  bool // the line is no more than the label
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
		if n, label := footMark(s); label != "" && (n < len(s) || hasText(ls[i+1:])) {
			labels = append(labels, footLabel{i, label, n == len(s)})
		}
		f.calls(s, base+i)
	}
	labels = labels[max(0, len(labels)-mostFeet):]
	for k := range labels {
		if chain := f.chain(labels[k:], base); chain != nil {
			return chain
		}
	}
	return nil
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

// calls notes the signs of a line.
func (f *feet) calls(s string, line int) {
	p := para{text: s, mem: &f.mem}
	p.scan(f.signs)
	for i := range p.signs {
		g := &p.signs[i]
		if g.page || g.from == 0 || len(g.calls) == 0 || isSpaced(s, g.from) {
			continue
		}
		for _, c := range g.calls {
			if c.Weight < fairWeight || g.family == famList && belongs(s, c.From) {
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
	called := 0
	for label := chain[0].label; label != "" && above(label); label = nextLabel(label) {
		called++
	}
	if 2*len(chain) <= called {
		return nil
	}
	if _, err := strconv.Atoi(chain[0].label); err == nil && len(chain) == 1 && called == 1 && f.last != "" && chain[0].label != nextLabel(f.last) && chain[0].label != "1" {
		return nil // a single number out of order is a figure of the text
	}
	return chain
}

// markFeet gives the lines from the first note on to the page's end their roles.
func markFeet(ls []textLine, chain []footLabel) {
	k := 0
	for i := chain[0].line; i < len(ls); i++ {
		switch {
		case ls[i].role != lineText:
		case k < len(chain) && chain[k].line == i:
			ls[i].role = lineNote
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
// paragraph above, which may go on over the page, has ended.
func (w *wrapped) footNote(c *chunk, ls []textLine) {
	kept := ls[:0:0]
	for i := range ls {
		if !ls[i].blank() {
			kept = append(kept, ls[i])
		}
	}
	p := w.prose(c, kept)
	n, label := footMark(p.text)
	p.role, p.label, p.family, p.indent = roleNote, label, w.feet.found[0], kept[0].indent
	w.feet.found = w.feet.found[1:]
	p.lead, p.leadAt = strings.TrimRight(p.text[:n], " "), p.source(0)
	p.behind(n)
	p.settled, p.scanned = true, true
	p.place()
	p.scanPages()
	p.unbroken()
	w.feet.held = append(w.feet.held, p)
	if w.open == nil {
		w.flushFeet()
	}
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
	w.footNote(c, body[i:j])
	return j
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
