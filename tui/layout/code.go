package layout

import "ibid/document"

// code lays out preformatted text, a row for every line, and returns how many
// cells the widest lacks.
func (l *layouter) code() int {
	l.setSigns(l.cfg.Width)
	s := scanner{layouter: l, max: unbroken, keep: true}
	s.scan(0, len(l.text))
	l.fill(0, unbroken, indents{})
	l.reserve(lead{}, false)
	indent := 0
	if l.block.Kind == document.Code {
		indent = l.cfg.levels(int(l.block.Level))
	}
	width, over := l.cfg.Width-indent, 0
	e := emitter{layouter: l}
	var row []Span
	for _, ln := range l.lines {
		end := int(l.pieces[ln.to-1].next)
		lo := len(l.spans)
		l.addRow(e.pos, end, indent, 0)
		e.line(ln, width, false)
		row = append(row[:0], l.spans[lo:]...)
		l.spans = l.spans[:lo]
		w := l.window(ln.width, width, 0)
		for _, s := range row {
			w.add(s)
		}
		l.rows[len(l.rows)-1].Width = indent + w.end()
		over = max(over, ln.width-width)
		e.pos = end
	}
	return over
}
