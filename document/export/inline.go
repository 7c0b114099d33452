package export

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"ibid/document"
)

// A sink receives a block's text with all that stands in it, in order. White
// space comes as a reader of markup would keep it: one space between words,
// none at the ends of lines; references stand before it, page breaks after.
// Styles and links are well nested and begin and end at words.
type sink interface {
	text(s string)
	space()
	newline() // a hard line break
	cell()    // the end of a table's cell that is not the last of its row
	row()     // the end of a table's row that is not the last
	open(s document.Style, from, to int)
	close(s document.Style)
	// links reports whether a link is written: one that leads nowhere is not.
	links(i int) bool
	openLink(i int)
	closeLink(i int)
	ref(i int)
	page(i int)
	// verbatim writes code that holds nothing else, or reports that it cannot.
	verbatim(code string, after rune) bool
}

// A runs is one block on its way to a sink.
type runs struct {
	d *document.Document
	b *document.Block
	s sink
	// What has not been arrived at yet, in order of place; of the styles that begin
	// at one place those that hold more come first.
	styles  []interval
	links   []interval
	points  []document.Mark // references and page breaks
	stack   []interval
	end     int  // length of the text without the white space at its end
	begun   bool // the line holds text
	started bool // the block holds text or a reference
	space   bool
	done    int // text before this place was sent out of turn
	pre     bool
}

// An interval is a run of text with one style, or one link.
type interval struct {
	from, to int
	style    document.Style
	link     int // -1 for a style
}

// walk sends a block to a sink. Where pre is set, white space comes as text, as it is.
func walk(d *document.Document, b *document.Block, s sink, pre bool) {
	r := &runs{d: d, b: b, s: s, pre: pre, end: len(strings.TrimRight(b.Text, " \n\t"))}
	r.sort()
	at := 0
	for _, p := range r.stops() {
		r.write(at, p)
		at = p
		r.arrive(p)
	}
	r.write(at, len(b.Text))
	r.closeTo(0)
}

// sort collects the marks of the block.
func (r *runs) sort() {
	var styles, links []interval
	for _, m := range r.b.Marks {
		switch m.Kind {
		case document.MarkRef, document.MarkPage:
			if m.Kind == document.MarkRef || !r.d.Pages[m.Index].Inferred {
				r.points = append(r.points, r.settled(m))
			}
		case document.MarkStyle:
			for bit := document.Italic; bit <= document.Unclear; bit <<= 1 {
				if m.Style&bit != 0 && (bit != document.Monospace || r.b.Kind != document.Code) {
					styles = append(styles, interval{int(m.Offset), int(m.End), bit, -1})
				}
			}
		case document.MarkLink:
			if r.s.links(int(m.Index)) {
				links = append(links, interval{from: int(m.Offset), to: int(m.End), link: int(m.Index)})
			}
		}
	}
	slices.SortStableFunc(r.points, func(a, b document.Mark) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Kind, b.Kind)) // references before pages
	})
	walls := r.walls()
	for _, l := range links {
		if n := len(r.links); n == 0 || r.links[n-1].to <= l.from {
			r.links = r.cut(r.links, l, walls)
		}
	}
	r.styles = r.merge(styles, walls)
}

// settled moves a reference before the spaces in front of it, and a page break
// behind those after it, in a table behind empty cells too: that is where readers
// of markup find them.
func (r *runs) settled(m document.Mark) document.Mark {
	if r.pre {
		return m
	}
	t := r.b.Text
	if m.Kind == document.MarkRef {
		for m.Offset > 0 && t[m.Offset-1] == ' ' {
			m.Offset--
		}
		return m
	}
	between := " "
	if r.b.Kind == document.Table {
		between = " \t\n"
	}
	rest := strings.TrimLeft(t[m.Offset:], between)
	if rest == "" {
		rest = strings.TrimLeft(t[m.Offset:], " ")
	}
	m.Offset = uint32(len(t) - len(rest))
	return m
}

// walls returns the places that neither a style nor a link may span, in order:
// the ends of a table's cells and of verse's lines, and for links references,
// which are links themselves.
func (r *runs) walls() []int {
	var at []int
	if r.b.Kind == document.Table || r.b.Kind == document.Verse {
		for i := range len(r.b.Text) {
			if c := r.b.Text[i]; c == '\n' || c == '\t' {
				at = append(at, i)
			}
		}
	}
	for _, m := range r.points {
		if m.Kind == document.MarkRef {
			at = append(at, int(m.Offset))
		}
	}
	slices.Sort(at)
	return at
}

// trim takes the white space off the ends of a run.
func (r *runs) trim(from, to int) (int, int) {
	for from < to && white(r.b.Text[from]) {
		from++
	}
	for to > from && white(r.b.Text[to-1]) {
		to--
	}
	return from, to
}

func white(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// merge joins runs of one style that touch, trims them, and cuts them where a
// link or a table's cell begins or ends.
func (r *runs) merge(in []interval, walls []int) []interval {
	sort.SliceStable(in, func(i, j int) bool {
		if in[i].style != in[j].style {
			return in[i].style < in[j].style
		}
		return in[i].from < in[j].from
	})
	borders := walls
	for _, l := range r.links {
		borders = append(borders, l.from, l.to)
	}
	slices.Sort(borders)
	var out []interval
	for i := 0; i < len(in); {
		x := in[i]
		for i++; i < len(in) && in[i].style == x.style && r.touch(x.to, in[i].from); i++ {
			x.to = max(x.to, in[i].to)
		}
		out = r.cut(out, x, borders)
	}
	return r.nest(out)
}

// outer orders runs such that those which hold others come before them.
func outer(a, b interval) int {
	return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(a.style, b.style))
}

// nest cuts runs where others that began before them end, so that all are
// nested. No more run at a place than there are styles.
func (r *runs) nest(in []interval) []interval {
	slices.SortFunc(in, outer)
	var out, open, waiting []interval
	for len(in) > 0 || len(waiting) > 0 {
		var x interval
		if len(waiting) > 0 && (len(in) == 0 || outer(waiting[0], in[0]) < 0) {
			x, waiting = waiting[0], waiting[1:]
		} else {
			x, in = in[0], in[1:]
		}
		for len(open) > 0 && open[len(open)-1].to <= x.from {
			open = open[:len(open)-1]
		}
		if n := len(open); n > 0 && open[n-1].to < x.to {
			if from, to := r.trim(open[n-1].to, x.to); from < to {
				waiting = append(waiting, interval{from, to, x.style, -1})
				slices.SortFunc(waiting, outer)
			}
			if x.from, x.to = r.trim(x.from, open[n-1].to); x.from >= x.to {
				continue
			}
		}
		open = append(open, x)
		out = append(out, x)
	}
	return out
}

// touch reports whether nothing but spaces stands between two places.
func (r *runs) touch(from, to int) bool {
	return from >= to || strings.Trim(r.b.Text[from:to], " ") == ""
}

// cut appends an interval in the pieces that borders make of it.
func (r *runs) cut(out []interval, x interval, borders []int) []interval {
	i, _ := slices.BinarySearch(borders, x.from+1)
	for ; x.from < x.to; i++ {
		p := x.to
		if i < len(borders) {
			p = min(p, borders[i])
		}
		if from, to := r.trim(x.from, p); from < to {
			out = append(out, interval{from, to, x.style, x.link})
		}
		x.from = p
	}
	return out
}

// stops returns the places at which something begins, ends or stands.
func (r *runs) stops() []int {
	var out []int
	for _, x := range r.styles {
		out = append(out, x.from, x.to)
	}
	for _, x := range r.links {
		out = append(out, x.from, x.to)
	}
	for _, m := range r.points {
		out = append(out, int(m.Offset))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// arrive ends what ends at p, sets the marks that stand there, and begins what
// begins there.
func (r *runs) arrive(p int) {
	r.closeAt(p)
	for ; len(r.points) > 0 && int(r.points[0].Offset) == p; r.points = r.points[1:] {
		m := r.points[0]
		if m.Kind == document.MarkRef {
			r.s.ref(int(m.Index))
			r.started = true // and white space after it is still that of the line's beginning
			continue
		}
		if p < r.end {
			r.flush()
		}
		r.s.page(int(m.Index))
	}
	for ; len(r.links) > 0 && r.links[0].from == p; r.links = r.links[1:] {
		r.flush()
		r.push(r.links[0])
	}
	for first := true; len(r.styles) > 0 && r.styles[0].from == p; first = false {
		x := r.styles[0]
		r.styles = r.styles[1:]
		r.flush()
		if !first || !r.verbatim(x) {
			r.push(x)
		}
	}
}

// verbatim sends a run of code at once where nothing that is still to come begins
// or stands in it.
func (r *runs) verbatim(x interval) bool {
	if x.style != document.Monospace || x.from < r.done ||
		len(r.points) > 0 && int(r.points[0].Offset) < x.to || len(r.styles) > 0 && r.styles[0].from < x.to {
		return false
	}
	after, _ := utf8.DecodeRuneInString(r.b.Text[x.to:])
	if !r.s.verbatim(r.b.Text[x.from:x.to], after) {
		return false
	}
	r.done, r.begun, r.started = x.to, true, true
	return true
}

func (r *runs) push(x interval) {
	r.stack = append(r.stack, x)
	if x.link >= 0 {
		r.s.openLink(x.link)
	} else {
		r.s.open(x.style, x.from, x.to)
	}
}

// closeAt ends the runs that end at or before p.
func (r *runs) closeAt(p int) {
	n := len(r.stack)
	for n > 0 && r.stack[n-1].to <= p {
		n--
	}
	r.closeTo(n)
}

func (r *runs) closeTo(n int) {
	for len(r.stack) > n {
		x := r.stack[len(r.stack)-1]
		r.stack = r.stack[:len(r.stack)-1]
		if x.link >= 0 {
			r.s.closeLink(x.link)
		} else {
			r.s.close(x.style)
		}
	}
}

// flush sends the space that waits.
func (r *runs) flush() {
	if r.space && r.begun {
		r.s.space()
	}
	r.space = false
}

// write sends the text from one place to another.
func (r *runs) write(from, to int) {
	from = max(from, r.done)
	s := r.b.Text[from:max(from, min(to, r.end))]
	if r.pre {
		if !r.begun {
			s = strings.TrimLeft(s, "\n") // readers of markup drop an empty first line
		}
		if s != "" {
			r.s.text(s)
			r.begun = true
		}
		return
	}
	for len(s) > 0 {
		i := strings.IndexAny(s, " \t\n")
		switch {
		case i > 0:
			r.flush()
			r.s.text(s[:i])
			r.begun, r.started = true, true
			s = s[i:]
			continue
		case i < 0:
			r.flush()
			r.s.text(s)
			r.begun, r.started = true, true
			return
		}
		r.control(s[0])
		s = s[1:]
	}
}

func (r *runs) control(c byte) {
	switch {
	case c == ' ' && !r.begun && (r.b.Kind == document.Verse || r.b.Kind == document.Code):
		r.s.text("\u00a0") // the indentation of a line
		return
	case c == ' ' || c == '\t' && r.b.Kind != document.Table:
		r.space = true
		return
	case c == '\t':
		r.s.cell()
	case r.b.Kind == document.Table:
		r.s.row()
	case r.started:
		r.s.newline()
	}
	r.space, r.begun = false, false
}
