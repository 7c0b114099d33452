package layout

import "ibid/document"

// figure draws a frame around what the document says in place of a picture or,
// where it says nothing, around the picture's name.
func (l *layouter) figure() {
	w := l.cfg.Width
	if w < 12 {
		l.paragraph(lead{}, w)
		return
	}
	in := lead{indents: indents{2, 2, 2}, mark: l.cfg.bar(), width: 1, every: true}
	l.paragraph(in, w-2)
	inner := 0
	for i := range l.rows {
		inner = max(inner, l.rows[i].Width-2)
	}
	name := Span{Kind: Fill, Index: -1}
	if l.text == "" {
		name.Text, name.Width = l.cfg.Method.drawn(document.PictureName(l.block.Label), w-4-inner, l.cfg.ASCII)
	}
	l.frame(inner+name.Width, name)
}

// frame puts the rows that stand, and name after each, into a box whose inside
// is inner cells wide.
func (l *layouter) frame(inner int, name Span) {
	rows, spans, bounds := l.rows, l.spans, append(l.bounds, len(l.spans))
	l.rows = make([]Row, 0, len(rows)+2)
	l.spans = make([]Span, 0, len(spans)+2*len(rows)+4)
	l.bounds = nil
	line := repeat(l.cfg.rule(), inner+2)
	l.edge(0, l.cfg.pick("┌", "+")+line+l.cfg.pick("┐", "+"), inner+4)
	for i, r := range rows {
		l.addRow(r.Start, r.End, 0, inner+4)
		l.spans = append(l.spans, spans[bounds[i]:bounds[i+1]]...)
		if name.Width > 0 {
			l.spans = append(l.spans, name)
		}
		l.pad(inner + 3 - r.Width - name.Width)
		l.spans = append(l.spans, Span{Kind: Marker, Text: l.cfg.bar(), Width: 1, Start: r.End, End: r.End, Index: -1})
	}
	l.edge(len(l.text), l.cfg.pick("└", "+")+line+l.cfg.pick("┘", "+"), inner+4)
}

// edge adds a row that shows nothing of the text.
func (l *layouter) edge(at int, s string, width int) {
	l.addRow(at, at, 0, width)
	l.spans = append(l.spans, Span{Kind: Fill, Text: s, Width: width, Start: at, End: at, Index: -1})
}
