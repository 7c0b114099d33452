package plain

import (
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

// newFeet looks for notes at the feet of the pages that a text begins with.
func newFeet(text string, ls []textLine) feet {
	f := feet{}
	f.reset()
	found, pages := 0, 0
	f.pages(text, ls, func(ls []textLine) {
		pages++
		for i := range ls {
			if ls[i].role == lineNote {
				found++
			}
		}
	})
	for i := range ls {
		if ls[i].role == lineNote || ls[i].role == lineNoteMore {
			ls[i].role = lineText
		}
	}
	f.on = pages > 1 && found >= leastFeet
	f.reset()
	f.last, f.found = "", nil
	return f
}

func (f *feet) reset() {
	f.called, f.family, f.count = make(map[string]int), make(map[string]family), 0
}

// pages marks the notes at the foot of each page, and hands on the page's lines.
func (f *feet) pages(text string, ls []textLine, page func([]textLine)) {
	for from := 0; from < len(ls); {
		if ls[from].feed {
			f.reset()
		}
		to := from + 1
		for to < len(ls) && !ls[to].feed {
			to++
		}
		f.mark(text, ls[from:to])
		if page != nil {
			page(ls[from:to])
		}
		from = to
	}
}

// A footLabel is a line that may begin a note.
type footLabel struct {
	line  int
	label string
	lone  bool // the line is no more than the label
}

// mark gives the lines of the notes at the foot of a page their roles.
func (f *feet) mark(text string, ls []textLine) {
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
			f.set(ls, chain)
			return
		}
	}
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
	p.scan(footSigns)
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

// set gives the lines from the first note on to the page's end their roles.
func (f *feet) set(ls []textLine, chain []footLabel) {
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
	f.last = chain[len(chain)-1].label
	fam := famNone
	for _, l := range chain {
		if _, ok := f.called[l.label]; ok {
			fam = f.family[l.label]
		}
		f.forms |= formOf[fam]
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
		switch c := s[0]; {
		case superscriptRun(s) > 0:
			n = superscriptRun(s)
			label = plainLabel(s[:n])
		case symbolRun(s) > 0:
			n = symbolRun(s)
			label = s[:n]
		case c == '[':
			in := enclosed(s, '[', ']', labelBytes)
			if !noteLabel(in) {
				return 0, ""
			}
			n, label = len(in)+2, in
		default:
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
