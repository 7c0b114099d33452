package layout

import "strings"

// blanks are what padding is cut from.
var blanks = strings.Repeat(" ", 256)

// blank returns n spaces.
func blank(n int) string {
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// An emitter turns lines into spans, in order of place.
type emitter struct {
	*layouter
	run int // index of runs: the one that holds
	pos int // bytes of the text taken into rows
}

// line draws the pieces of ln, its spaces widened so that it is spread over
// width cells where justify is set. It returns the cells they take.
func (e *emitter) line(ln line, width int, justify bool) int {
	first, last := &e.pieces[ln.from], &e.pieces[ln.to-1]
	from, end, ins, insTo := max(first.start, ln.head), last.end, first.ins, last.insTo
	if ln.tail > 0 {
		end, insTo = ln.tail, last.ins
	}
	spaces, cells := 0, 0
	if justify {
		spaces, cells = e.spread(ln, width)
	}
	for i, k := int(ln.from), 0; cells > 0 && i < int(ln.to)-1; i++ {
		if !e.stretches(i) {
			continue
		}
		// The cells left over go to every spaces/rest-th space.
		grow := (k+1)*cells/spaces - k*cells/spaces
		k++
		if grow == 0 {
			continue
		}
		p := &e.pieces[i]
		e.draw(int(from), int(p.end), ins, p.insTo)
		e.space(p, grow)
		from, ins = p.next, p.insTo
	}
	e.draw(int(from), int(end), ins, insTo)
	if ln.tail > 0 {
		e.spans = append(e.spans, Span{Kind: Hyphen, Text: "-", Width: 1, Start: int(end), End: int(end), Style: e.runs[e.run].style, Index: -1})
	}
	return ln.width + cells
}

// space draws the white space after p, wider by grow cells.
func (e *emitter) space(p *piece, grow int) {
	e.advance(int(p.end))
	w := int(p.gap) + grow
	r := &e.runs[e.run]
	e.spans = append(e.spans, Span{Kind: Text, Text: blank(w), Width: w, Start: int(p.end), End: int(p.next), Style: r.style, Index: r.link})
}

// advance makes run the one that holds at i.
func (e *emitter) advance(i int) {
	for e.run+1 < len(e.runs) && e.runs[e.run+1].at <= i {
		e.run++
	}
}

// draw appends the spans of the bytes from to to and the inserts among them.
func (e *emitter) draw(from, to int, ins, insTo int32) {
	for ; ins < insTo; ins++ {
		x := &e.ins[ins]
		e.plain(from, x.at)
		e.advance(x.at)
		s := Span{Kind: x.kind, Text: x.text, Width: x.width, Start: x.at, End: x.end, Index: x.index}
		if x.kind == Text {
			s.Style, s.Index = e.runs[e.run].style, e.runs[e.run].link
		}
		e.spans = append(e.spans, s)
		from = max(from, x.end)
	}
	e.plain(from, to)
}

// plain appends the spans of the bytes from to to, one for every run.
func (e *emitter) plain(from, to int) {
	for from < to {
		e.advance(from)
		end := to
		if e.run+1 < len(e.runs) {
			end = min(end, e.runs[e.run+1].at)
		}
		if r := &e.runs[e.run]; !e.hidden(r.style) {
			t := e.text[from:end]
			e.spans = append(e.spans, Span{Kind: Text, Text: t, Width: e.cfg.Method.Width(t), Start: from, End: end, Style: r.style, Index: r.link})
		}
		from = end
	}
}
