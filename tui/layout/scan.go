package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A piece is a run of text, with the signs in it, that no row break divides.
type piece struct {
	start, end int32 // bytes of the text drawn
	next       int32 // where the next piece begins, past white space
	width      int32 // cells
	gap        int32 // cells of the white space after it, where the row goes on
	ins, insTo int32 // the inserts drawn within it
	hard       bool  // the row ends after it
}

// An insert is drawn at a place of the text: a sign, or what stands for bytes
// that cannot be drawn as they are.
type insert struct {
	at, end int
	kind    SpanKind
	index   int32
	text    string
	width   int
}

// unbroken is the width of rows that are never broken.
const unbroken = 1 << 30

// tabStop is the distance of the tab stops in code, in cells.
const tabStop = 4

// A scanner divides text into pieces.
type scanner struct {
	*layouter
	max  int  // cells of the widest piece
	keep bool // white space is text and rows end only at newlines
	to   int

	first   int // index of pieces: the first of this scan
	p       piece
	inGap   bool // white space follows the piece
	empty   bool // the piece has nothing in it
	leading bool // only white space has been met on the line
	past    past
	run     int // index of runs: the one that holds
	sign    int // index of signs: the next
	// The last cluster of the piece, that a cut may move to the next one: its
	// place (-1 where it was no text), width, and the count of inserts before
	// it.
	last, lastWidth, lastIns int
}

// scan divides the bytes from to to of the text into pieces no wider than max.
// Scans of one block must follow each other in order of place.
func (s *scanner) scan(from, to int) {
	s.to, s.first = to, len(s.pieces)
	s.begin(from)
	s.newline()
	for i := from; i < to; {
		for s.run+1 < len(s.runs) && s.runs[s.run+1].at <= i {
			s.run++
		}
		s.signsAt(i)
		stop := s.stop(i)
		if s.hidden(s.runs[s.run].style) {
			i = s.skip(i)
			continue
		}
		if n := s.word(i, stop); n > 0 {
			i += n
			continue
		}
		if s.space(i) {
			i++
			continue
		}
		i = s.cluster(i)
	}
	s.signsAt(to)
	if !s.empty || s.inGap || s.p.insTo > s.p.ins || len(s.pieces) == s.first {
		s.close(to)
	} else {
		s.pieces[len(s.pieces)-1].next = int32(to)
	}
}

// stop returns the end of the text after i that no sign and no change of style
// interrupts.
func (s *scanner) stop(i int) int {
	stop := s.to
	if s.run+1 < len(s.runs) {
		stop = min(stop, s.runs[s.run+1].at)
	}
	if s.sign < len(s.signs) && s.signs[s.sign].at > i {
		stop = min(stop, s.signs[s.sign].at)
	}
	return stop
}

// skip passes over text that is left out, to the end of the character in which
// its style ends.
func (s *scanner) skip(i int) int {
	end := s.to
	if s.run+1 < len(s.runs) {
		end = min(end, s.runs[s.run+1].at)
	}
	stop := end
	for stop < s.to && !utf8.RuneStart(s.text[stop]) {
		stop++
	}
	if stop > end {
		s.snap(i, stop)
	}
	return stop
}

// word takes the run of ASCII letters and digits at i, the greater part of most
// texts, as far as the piece has room, and returns its length: 0 where the slow
// way is needed.
func (s *scanner) word(i, stop int) int {
	text := s.text
	if !wordByte[text[i]] || s.inGap && s.opened() || s.runs[s.run].shift != level {
		return 0
	}
	k := asciiClass[text[i]]
	room := s.max
	if !s.inGap && (s.keep || !s.breaks(k)) {
		room -= int(s.p.width)
	}
	j, stop := i, min(stop, i+room)
	for j < stop && wordByte[text[j]] {
		j++
	}
	if j > i && j < len(text) && text[j] >= utf8.RuneSelf {
		j-- // it may carry a combining mark
	}
	if j <= i {
		return 0
	}
	s.place(k, 1, false)
	s.last, s.lastWidth, s.lastIns = j-1, 1, len(s.ins)
	s.extend(j, j-i)
	s.leading = false
	if j-i > 1 {
		s.past.prev = asciiClass[text[j-2]]
	}
	s.past.before, s.past.prev = s.past.prev, asciiClass[text[j-1]]
	return j - i
}

// space takes the space at i, where it is one between words that nothing
// combines with, and reports whether it is.
func (s *scanner) space(i int) bool {
	if s.text[i] != ' ' || s.keep || s.leading || i+1 < s.to && s.text[i+1] >= utf8.RuneSelf {
		return false
	}
	s.white(i, i+1, 1)
	return true
}

// cluster takes the grapheme cluster at i and returns where the next begins.
func (s *scanner) cluster(i int) int {
	n, w := s.cfg.Method.Cluster(s.text[i:s.to])
	j := i + n
	c := s.text[i:j]
	s.snap(i, j)
	k := classOf(c)
	switch {
	case k == newline:
		s.p.hard = true
		s.close(j)
		s.begin(j)
		s.newline()
		return j
	case k == space && !s.keep && !s.leading:
		s.white(i, j, w)
		return j
	}
	sub := s.runs[s.run].shifted(c)
	if sub != "" {
		_, w = s.cfg.Method.Cluster(sub)
	}
	if c == "\t" {
		w = 1
		if s.keep {
			w = tabStop - int(s.p.width)%tabStop
		}
		sub = blanks[:w]
	} else if !drawable(c, w) || w > s.max {
		sub, w = s.cfg.Method.substitute(c, s.cfg.ASCII), 1
	}
	s.place(k, w, s.inGap && (s.opened() || sticks(s.text[i:s.to], n)))
	s.fit(i, w, k == closing || k == nonstart)
	s.last, s.lastWidth, s.lastIns = i, w, len(s.ins)
	if sub != "" {
		s.ins = append(s.ins, insert{at: i, end: j, kind: Text, index: -1, text: sub, width: w})
	}
	s.extend(j, w)
	s.leading = s.leading && k == space
	s.past.before, s.past.prev = s.past.prev, k
	return j
}

// snap moves the changes of style within the cluster from i to j, and signs
// there, to its end: a cluster is drawn whole.
func (s *scanner) snap(i, j int) {
	for r := s.run + 1; r < len(s.runs) && s.runs[r].at < j; r++ {
		if s.runs[r].at > i {
			s.runs[r].at = j
		}
	}
	for k := s.sign; k < len(s.signs) && s.signs[k].at < j; k++ {
		s.signs[k].at = j
	}
}

// white takes a cluster of white space.
func (s *scanner) white(i, j, w int) {
	if s.text[i] == '\t' {
		w = 1
	}
	if s.text[i] == '\t' || w == 0 {
		s.ins = append(s.ins, insert{at: i, end: j, kind: Text, index: -1, text: " ", width: 1})
		w = 1
	}
	s.inGap = true
	s.p.gap += int32(w)
	s.p.next = int32(j)
	s.past.before, s.past.prev = s.past.prev, space
}

// opened reports whether the white space that was met last follows an opening
// quote or bracket, as in « oui ».
func (s *scanner) opened() bool { return s.past.before == opening }

// place decides where the next cluster, of class k and w cells, goes: to the
// piece that stands or, where a row may break before it, to a new one. glued
// says that it belongs to the piece, if there is room, in spite of white space
// between.
func (s *scanner) place(k class, w int, glued bool) {
	switch {
	case s.inGap && glued && int(s.p.width+s.p.gap)+w <= s.max:
		s.p.width += s.p.gap
		s.p.gap, s.inGap = 0, false
		s.last = -1
	case s.inGap || !s.empty && !s.keep && s.breaks(k):
		s.close(s.at())
		s.begin(s.at())
	}
}

// breaks reports whether a row may end before a cluster of class k.
func (s *scanner) breaks(k class) bool {
	s.past.cells = int(s.p.width)
	return s.past.breaks(k)
}

// at returns the place up to which the text has been taken.
func (s *scanner) at() int { return int(s.p.next) }

// fit cuts the piece before the cluster at i, of w cells, where it would grow
// wider than max. stays says that the cluster may not begin a row; then the one
// before it moves too, if there is one.
func (s *scanner) fit(i, w int, stays bool) {
	if s.empty || int(s.p.width)+w <= s.max {
		return
	}
	move := stays && s.last > int(s.p.start) && s.lastWidth+w <= s.max && s.lastWidth < int(s.p.width)
	if !move {
		s.close(i)
		s.begin(i)
		return
	}
	width := s.lastWidth
	at, end, ins := s.last, s.p.end, s.lastIns
	s.p.width -= int32(width)
	s.p.end, s.p.insTo = int32(at), int32(ins)
	s.close(at)
	s.begin(at)
	s.p.ins = int32(ins)
	s.extend(int(end), width)
}

// extend takes the text up to j, of w cells, into the piece.
func (s *scanner) extend(j, w int) {
	s.p.end, s.p.next = int32(j), int32(j)
	s.p.width += int32(w)
	s.p.insTo = int32(len(s.ins))
	s.empty = false
}

// begin begins a piece at i.
func (s *scanner) begin(i int) {
	at, n := int32(i), int32(len(s.ins))
	s.p = piece{start: at, end: at, next: at, ins: n, insTo: n}
	s.empty, s.inGap = true, false
	s.last = -1
}

// newline says that the piece begins a line.
func (s *scanner) newline() {
	s.past = past{prev: newline, before: newline}
	s.leading = true
}

// signsAt takes the signs that stand at or before i.
func (s *scanner) signsAt(i int) {
	for s.sign < len(s.signs) && s.signs[s.sign].at <= i {
		if s.signs[s.sign].kind == PageMark {
			s.pageMarks(i)
		} else {
			s.ref(i)
		}
	}
}

// ref takes a reference sign at i. It belongs to the word before it or, after
// white space, to the word that follows.
func (s *scanner) ref(i int) {
	g := s.signs[s.sign]
	s.sign++
	if s.inGap {
		s.close(s.at())
		s.begin(s.at())
	}
	if s.empty {
		s.past.before, s.past.prev = s.past.prev, glue
	}
	apart := 0
	if (s.touches(g) || s.cites(g)) && g.width < s.max {
		apart = 1
	}
	// A word too long for a row with its sign is cut before its last letter, so
	// that the sign does not stand alone, unless the sign is as good as a word.
	s.fit(i, g.width+apart, g.width <= s.max/2)
	if apart > 0 && !s.empty {
		s.insert(i, Fill, -1, " ", 1)
	}
	s.insert(i, RefSign, g.index, g.text, g.width)
	s.leading, s.last = false, -1
}

// touches reports whether a sign without brackets would stand right after
// another, so that ¹ and ² would read as ¹².
func (s *scanner) touches(g sign) bool {
	if s.empty || len(s.ins) == int(s.p.ins) {
		return false
	}
	prev := s.ins[len(s.ins)-1]
	return prev.kind == RefSign && prev.at == int(s.p.end) && prev.index != g.index &&
		prev.text[len(prev.text)-1] != ']' && g.text[0] != '['
}

// citation is the width in cells from which a sign in brackets reads as a word of
// its own: "[RFC2119]", "[note 3]", but not "[12a]".
const citation = 7

// cites reports whether a sign is a word in brackets that would stand right after
// another word. Readers take the space before a sign out with it.
func (s *scanner) cites(g sign) bool {
	if s.empty || g.width < citation || g.text[0] != '[' || g.at == 0 || g.at > len(s.text) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s.text[:g.at])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".,;:!?)]%", r)
}

// insert draws something at i, within the piece.
func (s *scanner) insert(i int, kind SpanKind, index int32, text string, width int) {
	s.ins = append(s.ins, insert{at: i, end: i, kind: kind, index: index, text: text, width: width})
	s.extend(max(i, int(s.p.next)), width)
}

// pageMarks takes the page marks at i. The first is drawn: between words as a
// word of its own, within a word as a character of it, and at the beginning of
// a line as nothing. Pages without text share the mark.
func (s *scanner) pageMarks(i int) {
	g := s.signs[s.sign]
	alone := s.inGap || i == s.to && !s.empty && !s.keep
	switch {
	case alone:
		if !s.inGap {
			s.gap(i)
		}
		s.close(s.at())
		s.begin(s.at())
		s.insert(i, PageMark, g.index, g.text, g.width)
	case s.empty:
		s.blankMark(i, g.index)
	default:
		s.fit(i, g.width, true)
		s.insert(i, PageMark, g.index, g.text, g.width)
	}
	s.last = -1
	for s.sign++; s.sign < len(s.signs) && s.signs[s.sign].at <= i && s.signs[s.sign].kind == PageMark; s.sign++ {
		s.blankMark(i, s.signs[s.sign].index)
	}
	if alone {
		s.gap(i)
		s.past = past{prev: space, before: letter}
	}
}

// blankMark notes a page break that is not drawn.
func (s *scanner) blankMark(i int, index int32) {
	s.ins = append(s.ins, insert{at: i, end: i, kind: PageMark, index: index})
	s.p.insTo = int32(len(s.ins))
}

// gap sets a page mark apart by a space that the text does not have.
func (s *scanner) gap(i int) {
	s.ins = append(s.ins, insert{at: i, end: i, kind: Fill, index: -1, text: " ", width: 1})
	s.p.gap, s.inGap = 1, true
}

// close ends the piece; the next begins at next.
func (s *scanner) close(next int) {
	s.p.next = int32(next)
	if len(s.pieces) == cap(s.pieces) && next > 0 {
		s.pieces = slices.Grow(s.pieces, expected(len(s.pieces), next, len(s.text)))
	}
	s.pieces = append(s.pieces, s.p)
}

// expected returns how many more elements there will be up to byte to of a text which
// has n up to byte at, three times as many at the most: a beginning crowded with signs
// says little of the rest. A long text whose slices grow by themselves is for
// the greater part copied.
func expected(n, at, to int) int {
	const spare, most = 16, 3
	if to-at >= most*at { // so it is where at is 0, too, even in a text of signs alone
		return most*n + spare
	}
	return int(float64(n)*float64(to-at)/float64(at)*9/8) + spare
}
