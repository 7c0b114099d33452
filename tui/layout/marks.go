package layout

import (
	"slices"

	"ibid/document"
)

// A run is a stretch of text of one style and link; it goes on to the next.
type run struct {
	at    int
	style document.Style
	link  int32
	shift shift
}

// A shift says in which forms the characters of a run are drawn.
type shift uint8

const (
	level shift = iota
	up          // raised: "10⁻⁷", which as "10-7" is another number
	down        // lowered: "H₂O"
)

// An edge is where a style or link begins or ends.
type edge struct {
	at   int
	mark int32
	ends bool
}

// A sign is what is drawn at a place of the text without being of it.
type sign struct {
	at    int
	kind  SpanKind
	index int32
	text  string
	width int
}

// setRuns works out the styles and links that hold along the text.
func (l *layouter) setRuns() {
	l.edges, l.runs, l.open = l.edges[:0], append(l.runs[:0], run{link: -1}), l.open[:0]
	n := len(l.text)
	for i, m := range l.block.Marks {
		from, to := min(int(m.Offset), n), min(int(m.End), n)
		if (m.Kind == document.MarkStyle || m.Kind == document.MarkLink) && from < to {
			l.edges = append(l.edges, edge{at: from, mark: int32(i)}, edge{at: to, mark: int32(i), ends: true})
		}
	}
	if len(l.edges) == 0 {
		return
	}
	slices.SortStableFunc(l.edges, func(a, b edge) int { return a.at - b.at })
	var holding [16]int32
	for i, e := range l.edges {
		m := &l.block.Marks[e.mark]
		l.apply(m, e, &holding)
		if i+1 < len(l.edges) && l.edges[i+1].at == e.at {
			continue
		}
		r := run{at: e.at, style: styleOf(&holding), link: l.openLink(e.at)}
		if last := &l.runs[len(l.runs)-1]; last.at == r.at {
			*last = r
		} else if last.style != r.style || last.link != r.link {
			l.runs = append(l.runs, r)
		}
	}
	l.shiftRuns()
}

// shiftRuns finds the superscripts and subscripts that are drawn as such.
func (l *layouter) shiftRuns() {
	for i := range l.runs {
		r := &l.runs[i]
		if r.style&(document.Superscript|document.Subscript) == 0 || l.cfg.ASCII {
			continue
		}
		end := len(l.text)
		if i+1 < len(l.runs) {
			end = l.runs[i+1].at
		}
		if _, ok := r.style.Shifted(l.text[:r.at], l.text[r.at:end]); !ok {
			continue
		}
		if r.shift = down; r.style&document.Superscript != 0 {
			r.shift = up
		}
	}
}

// shifted returns the form in which a character of a run is drawn, "" for its own.
func (r *run) shifted(c string) (form string) {
	switch r.shift {
	case up:
		form, _ = document.Raised(c)
	case down:
		form, _ = document.Lowered(c)
	}
	return form
}

// apply counts a style in or out, or opens a link.
func (l *layouter) apply(m *document.Mark, e edge, holding *[16]int32) {
	if m.Kind == document.MarkLink {
		if !e.ends {
			l.open = append(l.open, e.mark)
		}
		return
	}
	for bit := range holding {
		if m.Style&(1<<bit) == 0 {
			continue
		}
		if e.ends {
			holding[bit]--
		} else {
			holding[bit]++
		}
	}
}

func styleOf(holding *[16]int32) (s document.Style) {
	for bit, n := range holding {
		if n > 0 {
			s |= 1 << bit
		}
	}
	return s
}

// openLink returns the index of the innermost link that holds at offset at.
func (l *layouter) openLink(at int) int32 {
	for n := len(l.open); n > 0; n = len(l.open) {
		m := &l.block.Marks[l.open[n-1]]
		if int(m.End) > at && at < len(l.text) {
			return m.Index
		}
		l.open = l.open[:n-1]
	}
	return -1
}

// setSigns collects the reference signs and page marks, in order of place. No
// sign is wider than a row: one that would be is cut in pieces.
func (l *layouter) setSigns(width int) {
	l.signs = l.signs[:0]
	from, place := 0, -1 // the last page break as it was found, and where it was moved to
	for i := range l.block.Marks {
		m := &l.block.Marks[i]
		at := min(int(m.Offset), len(l.text))
		switch m.Kind {
		case document.MarkRef:
			l.addRef(at, m.Index, width)
		case document.MarkPage:
			if at < from || at > place { // else only white space lies between
				from, place = at, l.pagePlace(at)
			}
			l.signs = append(l.signs, sign{at: place, kind: PageMark, index: m.Index, text: l.cfg.pick("⁞", "|"), width: 1})
		}
	}
	if !slices.IsSortedFunc(l.signs, bySignPlace) {
		slices.SortStableFunc(l.signs, bySignPlace)
	}
}

func bySignPlace(a, b sign) int { return a.at - b.at }

// pagePlace moves a page break past white space: the page begins with a word.
func (l *layouter) pagePlace(at int) int {
	if l.block.Kind == document.Table {
		return at
	}
	for at < len(l.text) && (l.text[at] == ' ' || l.text[at] == '\n') {
		at++
	}
	return at
}

func (l *layouter) addRef(at int, index int32, width int) {
	label := ""
	if int(index) >= 0 && int(index) < len(l.doc.Refs) {
		label, _ = l.doc.ShownRef(int(index))
	}
	text, w := l.cfg.Method.drawn(Sign(label, l.cfg.ASCII), maxSign, l.cfg.ASCII)
	for w > width {
		part, n := l.cfg.Method.drawn(text, width, l.cfg.ASCII)
		cut := len(part)
		if n == 0 { // a row of one cell has no room for a wide character
			cut, n = l.cfg.Method.Cluster(text)
			w, n = w-n+1, 1
			part = l.cfg.Method.substitute("", l.cfg.ASCII)
		}
		l.signs = append(l.signs, sign{at: at, kind: RefSign, index: index, text: part, width: n})
		text, w = text[cut:], w-n
	}
	if w > 0 {
		l.signs = append(l.signs, sign{at: at, kind: RefSign, index: index, text: text, width: w})
	}
}

// maxSign is the widest reference sign in cells. Labels are short; a longer one
// is a mistake or a trap.
const maxSign = 64

// hidden reports whether text of style s is left out.
func (l *layouter) hidden(s document.Style) bool {
	return s&document.Deleted != 0 && !l.cfg.Deleted
}

// closeGaps lets struck text that is left out take a space with it, where
// spaces would be left on both sides.
func (l *layouter) closeGaps() {
	for i := 1; i+1 < len(l.runs); i++ {
		from, to := l.runs[i].at, l.runs[i+1].at
		if l.hidden(l.runs[i].style) && !l.hidden(l.runs[i+1].style) && l.text[from-1] == ' ' && to < len(l.text) && l.text[to] == ' ' {
			if i+2 == len(l.runs) || l.runs[i+2].at > to+1 {
				l.runs[i+1].at++
			}
		}
	}
}
