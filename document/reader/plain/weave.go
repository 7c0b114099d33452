package plain

import (
	"strings"
	"unicode/utf8"

	"ibid/document"
)

// newPara makes a paragraph of c.text[off:end]: its lines, each with white
// space collapsed, joined by "\n". Where there is nothing to collapse the
// text is not copied.
func newPara(c *chunk, off, end int) *para {
	indent := off
	for off < end && isSpace(c.text[off]) {
		off++
	}
	indent = off - indent
	for end > off && isSpace(c.text[end-1]) {
		end--
	}
	p := c.mem.para()
	p.indent, p.span = indent, document.Span{Start: c.at(off), End: c.at(end)}
	s := c.text[off:end]
	if !wideSpace(s) && unshifted(c, off, end) {
		p.text, p.one = s, [1]join{{0, p.span.Start}}
		p.joins = p.one[:]
		return p
	}
	var w weaver
	w.begin(c, len(s), fewJoins)
	for off < end {
		n := lineEnd(c.text[off:end])
		w.line(off, off+n)
		if off += n + 1; off < end {
			w.put("\n", off-1)
		}
	}
	w.finish(p)
	return p
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' }

// unshifted reports whether text[off:end] lies in the source as it is.
func unshifted(c *chunk, off, end int) bool {
	return len(c.shifts) == 0 || c.at(end)-c.at(off) == int64(end-off)
}

// A weaver puts a paragraph's text together and keeps count of where it comes from.
type weaver struct {
	c     *chunk
	buf   strings.Builder
	joins []join
}

// begin makes room for a text of at most size bytes and about so many joins.
// Until it is finished, no other weaver may begin.
func (w *weaver) begin(c *chunk, size, joins int) {
	w.c, w.joins = c, c.mem.joins.open(joins)
	w.buf.Grow(size)
}

// fewJoins is how many joins a paragraph that is not wrapped seldom has more of.
const fewJoins = 8

// finish gives p the text.
func (w *weaver) finish(p *para) {
	p.text, p.joins = w.buf.String(), w.c.mem.joins.close(w.joins)
}

// put adds s, which comes from c.text[off:].
func (w *weaver) put(s string, off int) {
	at, src := w.buf.Len(), w.c.at(off)
	if k := len(w.joins); k == 0 || src-w.joins[k-1].off != int64(at-w.joins[k-1].at) {
		w.joins = append(w.joins, join{at, src})
	}
	w.buf.WriteString(s)
}

// run adds text[from:to] as it is.
func (w *weaver) run(from, to int) {
	if unshifted(w.c, from, to) {
		w.put(w.c.text[from:to], from)
		return
	}
	// Characters were replaced or dropped: every one has its own place.
	for from < to {
		_, n := utf8.DecodeRuneInString(w.c.text[from:to])
		w.put(w.c.text[from:from+n], from)
		from += n
	}
}

// line adds a line word by word, with one space between words.
func (w *weaver) line(off, end int) {
	s := w.c.text
	first := true
	for off < end {
		for off < end && (s[off] == ' ' || s[off] == '\t') {
			off++
		}
		word := off
		for off < end && s[off] != ' ' && s[off] != '\t' {
			off++
		}
		if word == off {
			return
		}
		if !first {
			w.put(" ", word-1)
		}
		w.run(word, off)
		first = false
	}
}

// behead takes the first n bytes of the text as the paragraph's lead.
func (p *para) behead(n int) {
	p.lead, p.leadAt = strings.TrimRight(p.text[:n], " "), p.source(0)
	p.skip(n)
}

// skip drops the first n bytes of the text.
func (p *para) skip(n int) {
	first := join{0, p.source(n)}
	if len(p.joins) == 1 {
		p.text, p.one = p.text[n:], [1]join{first}
		p.joins = p.one[:]
		return
	}
	kept := append(make([]join, 0, len(p.joins)+1), first)
	for _, j := range p.joins {
		if j.at > n {
			kept = append(kept, join{j.at - n, j.off})
		}
	}
	p.text, p.joins = p.text[n:], kept
}

// drop takes a suffix out of the text.
func (p *para) drop(suffix string) {
	if !strings.HasSuffix(p.text, suffix) {
		return
	}
	n := len(p.text) - len(suffix)
	off := p.source(n)
	p.text = strings.TrimRight(p.text[:n], " ")
	p.cuts = append(p.cuts, cut{at: len(p.text), text: suffix, off: off})
}

// row reports whether a line is a row of a table: at least three short cells
// parted by tabs. Tabs in a run within prose are what is left of an export's
// indentation.
func row(line string) bool {
	if strings.IndexByte(line, '\t') < 0 || strings.Contains(strings.TrimLeft(line, "\t"), "\t\t\t") {
		return false
	}
	cells := strings.Split(strings.TrimRight(line, "\t "), "\t")
	if len(cells) < 2 || len(cells) == 2 && cells[0] == "" {
		return false
	}
	for _, c := range cells {
		if len(c) > 90 {
			return false
		}
	}
	return true
}

// newTable makes a table of one row.
func newTable(c *chunk, off, end int) *para {
	s := strings.TrimRight(c.text[off:end], " \t")
	p := c.mem.para()
	p.kind, p.span = document.Table, document.Span{Start: c.at(off), End: c.at(off + len(s))}
	var w weaver
	w.begin(c, len(s), fewJoins)
	for at := 0; at <= len(s); {
		n := strings.IndexByte(s[at:], '\t')
		if n < 0 {
			n = len(s) - at
		}
		w.line(off+at, off+at+n)
		if at += n + 1; at <= len(s) {
			w.put("\t", off+at-1)
		}
	}
	w.finish(p)
	return p
}
