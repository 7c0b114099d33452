package markdown

import (
	"bytes"
	"sort"
)

// A piece is a part of a document that is parsed by itself.
type piece struct {
	text []byte
	at   origin
	// joins is set where the piece goes on in the block that the piece before
	// it left open: a paragraph or table too long to be parsed at once.
	joins bool
	// head is how many lines at the beginning of text are repeated from the
	// piece before: the head of a table.
	head int
	// open is set where the piece after it belongs to the note this one ends in.
	open bool
	// depth is the number of lists and quotations around the piece.
	depth int
}

// An origin tells where in the source the bytes of a piece come from.
type origin struct {
	base      int   // source offset of byte 0 where buf is nil
	buf, from []int // from line starts in the piece to offsets in the source
}

// source returns the source offset of byte i of the piece.
func (o origin) source(i int) int {
	if o.buf == nil {
		return o.base + i
	}
	k := sort.SearchInts(o.buf, i+1) - 1
	if k < 0 {
		return o.from[0]
	}
	return o.from[k] + i - o.buf[k]
}

// Pieces are cut at the first good place after target bytes. Where none comes
// within most bytes, they are cut at a worse one. Goldmark's quadratic inputs
// take under two tenths of a second at this size.
const (
	target = 32 << 10
	most   = 64 << 10
	// Lists and notes that are too long for one piece are cut inside, and
	// what is cut out of them again, this many times.
	maxNested = 16
)

// A splitter cuts a document into pieces. It knows just enough of blocks not
// to cut one: fences, comments and raw HTML, and that what belongs to a list
// or note is indented.
type splitter struct {
	stack []region // innermost last
	first int      // size of the first piece
	doubt bool     // a piece ends where it does for what is not in the text
}

// A region is a run of text that is cut by the same rules: the document, or
// the indented rest of a list or note, with the indentation taken off.
type region struct {
	text  []byte
	pos   int
	at    origin
	depth int
	joins bool
	head  []byte    // head of the table that the next piece goes on with
	holds container // of the paragraph that the next piece goes on with
	open  bool      // the whole region belongs to a note begun before it

	closes rawCloses
}

func newSplitter(text []byte, start int) *splitter {
	return &splitter{stack: []region{{text: text, pos: start}}, first: target / 4}
}

// sure reports whether the text could go on in any way without a change to the pieces that
// were made: the last ends between two blocks, and before a line of which all is there.
func (s *splitter) sure() bool {
	r := s.top()
	return len(s.stack) == 1 && !r.joins && !s.doubt && bytes.IndexByte(r.text[r.pos:], '\n') >= 0
}

// offset returns how far the document itself has been cut.
func (s *splitter) offset() int { return s.stack[0].pos }

func (s *splitter) next() (piece, bool) {
	for len(s.stack) > 1 && s.top().pos >= len(s.top().text) {
		s.stack = s.stack[:len(s.stack)-1]
	}
	r := s.top()
	if r.pos >= len(r.text) {
		return piece{}, false
	}
	c := cutter{text: r.text, pos: r.pos, target: r.pos + target, closes: &r.closes}
	if s.first > 0 {
		c.target, s.first = r.pos+s.first, 0
	}
	c.joins, c.head, c.holds = r.joins, r.head, r.holds
	end, how := c.cut()
	s.doubt = s.doubt || c.doubt
	p := s.make(r, end)
	r.joins, r.head, r.holds = false, nil, nothing
	switch how {
	case inParagraph:
		r.joins, r.holds, p.open = true, c.holds, true
	case inTable:
		r.joins, r.head, p.open = true, c.head, true
	case inContainer:
		p.open = c.holds == note
		s.indented(end, c.holds == note)
	}
	return p, true
}

func (s *splitter) top() *region { return &s.stack[len(s.stack)-1] }

// make makes a piece of a region's text up to end, and moves on.
func (s *splitter) make(r *region, end int) piece {
	p := piece{text: r.text[r.pos:end:end], depth: r.depth, joins: r.joins, open: r.open && end < len(r.text)}
	p.at = r.at
	if r.at.buf == nil {
		p.at.base += r.pos
	} else {
		p.at = r.at.slice(r.pos, end)
	}
	if r.head != nil {
		p.head = bytes.Count(r.head, []byte("\n"))
		text := append(bytes.Clone(r.head), p.text...)
		p.at = origin{buf: []int{0, len(r.head)}, from: []int{p.at.source(0), p.at.source(0)}}
		p.text = text
	}
	r.pos = end
	return p
}

// slice returns the origin of bytes i to j.
func (o origin) slice(i, j int) origin {
	a := max(0, sort.SearchInts(o.buf, i+1)-1)
	z := sort.SearchInts(o.buf, j)
	out := origin{buf: make([]int, 0, z-a), from: o.from[a:z]}
	for _, b := range o.buf[a:z] {
		out.buf = append(out.buf, b-i)
	}
	return out
}

// indented makes a region of the indented lines that follow, which belong to
// the list or note that the last piece ended in.
func (s *splitter) indented(from int, inNote bool) {
	r := s.top()
	end, least := from, 4
	for end < len(r.text) {
		line := lineAt(r.text, end)
		n, blank := indentation(line)
		if !blank && n == 0 {
			break
		}
		if !blank {
			least = min(least, n)
		}
		end += len(line)
	}
	if end == from {
		return
	}
	in := dedent(r.text[from:end], min(least, 4))
	in.at = compound(r, from, in.at)
	in.open, in.depth = inNote || r.open, r.depth
	if !inNote {
		in.depth++
	}
	r.pos = end
	if len(s.stack) < maxNested {
		s.stack = append(s.stack, in)
		return
	}
	s.stack[len(s.stack)-1] = in
}

// compound turns the origin of a text cut out of a region at from into one of the source.
func compound(r *region, from int, o origin) origin {
	for i := range o.from {
		o.from[i] = r.at.source(from + o.from[i])
	}
	return o
}

// dedent takes n columns of white space off each line.
func dedent(text []byte, n int) region {
	out := region{text: make([]byte, 0, len(text))}
	for i := 0; i < len(text); {
		line := lineAt(text, i)
		k := 0
		for col := 0; k < len(line) && col < n; k++ {
			if line[k] == '\t' {
				col += 4 - col%4
			} else if line[k] == ' ' {
				col++
			} else {
				break
			}
		}
		out.at.buf = append(out.at.buf, len(out.text))
		out.at.from = append(out.at.from, i+k)
		out.text = append(out.text, line[k:]...)
		i += len(line)
	}
	return out
}

// lineAt returns the line that begins at i, with its newline.
func lineAt(text []byte, i int) []byte {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		return text[i : i+n+1]
	}
	return text[i:]
}

// indentation returns the width of the white space a line begins with, a tab
// being four columns wide at most, and whether there is nothing else.
func indentation(line []byte) (columns int, blank bool) {
	for i, c := range line {
		switch c {
		case ' ':
			columns++
		case '\t':
			columns += 4 - columns%4
		case '\r', '\n':
			return columns, len(bytes.TrimSpace(line[i:])) == 0
		default:
			return columns, false
		}
	}
	return columns, true
}
