package plain

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/room"
)

// A scope is a part of the text within which signs and notes are paired: a
// document of a volume, or as much of a text as may wait to be shown.
type scope struct {
	body  []*para
	notes []noteParas
	from  int64 // byte of the source with its first paragraph
	size  int   // bytes of text that wait
	list  bool  // notes of a list that ends the scope were met
	sure  bool  // the list was judged to be one of notes
	done  int   // notes of the list that were written
	past  int   // notes of the list that were paired and let go
	whole bool  // the list is not paired in pieces
	noted bool  // the last paragraph was a note's
}

// empty reports whether nothing waits.
func (s *scope) empty() bool { return len(s.body)+len(s.notes) == 0 }

// begin returns the byte of the source up to which all was written.
func (s *scope) begin() int64 {
	if s.empty() {
		return math.MaxInt64
	}
	return s.from
}

// noteParas are the paragraphs of one note. Those of a list's note are written
// as soon as the next begins, and only the head is kept, for a list may be as
// long as the text.
type noteParas struct {
	noteHead
	paras []*para
	index int // of the document's notes, once it was added
	// verdicts are on the signs of paras, once they were paired.
	verdicts [][]verdict
}

// A noteHead is what the pairing needs of a note.
type noteHead struct {
	label  string
	family family
	loose  bool
	at     int64 // byte of the source
}

// free lets go the paragraphs, once they were written.
func (n *noteParas) free() {
	for _, p := range n.paras {
		p.memory().free(p)
	}
	n.paras, n.verdicts = nil, nil
}

// newNote begins a note with p.
func newNote(p *para) noteParas {
	return noteParas{noteHead: noteHead{p.label, p.family, p.loose, p.span.Start}, paras: []*para{p}}
}

// writeNotes writes the notes of a list that are complete, once the list was
// judged to be one of notes.
func (r *reader) writeNotes() {
	s := &r.scope
	if !s.sure || r.wrapped != nil {
		return
	}
	for ; s.done < len(s.notes); s.done++ {
		n := &s.notes[s.done]
		if n.paras == nil || !n.loose {
			continue
		}
		n.index = r.addNote()
		r.w.note(*n)
		n.label = r.w.b.Draft().Notes[n.index].Label
		n.free()
	}
}

// addNote adds a note to fill in, and returns its index. What was read ahead comes before
// it, whenever the search for another list ends.
func (r *reader) addNote() int {
	r.await(true)
	return r.w.b.AddNote(document.Note{})
}

// closePages hangs the page marks that stand alone at the end of the text, before
// the notes, on the last paragraph: the next belongs to another document.
func (s *scope) closePages() {
	n := len(s.body)
	for n > 1 && s.body[n-1].onlyPages() {
		n--
	}
	if n == 0 || s.body[n-1].onlyPages() {
		return
	}
	p := s.body[n-1]
	for _, q := range s.body[n:] {
		from := len(p.text) + 1
		p.text += " " + q.text
		for _, j := range q.joins {
			p.joins = append(p.joins, join{from + j.at, j.off})
		}
		for _, g := range q.signs {
			g.from, g.to = g.from+from, g.to+from
			p.signs = append(p.signs, g)
		}
	}
	s.body = s.body[:n]
}

// A late reference was shown before its note was read.
type late struct {
	ref int32 // index of the document's references
	at  int64
}

// maxLate is how many references whose notes did not come where notes stand
// in the text are kept for those further on.
const maxLate = 4096

// A place is a sign of a scope: paragraph and index.
type place struct{ para, sign int }

// A pairing is what signs and notes are gathered in to be paired. Its memory
// serves one scope after the other.
type pairing struct {
	apparatus.Pairer
	signs   []apparatus.Sign
	places  []place
	late    []apparatus.Call // of the references that were shown before
	entries []apparatus.Entry
	index   []int // of the document's notes, for each of entries
	rows    [][]verdict
	all     []verdict
}

// verdicts returns a verdict for each sign of body, that it calls nothing.
func (a *pairing) verdicts(body []*para) [][]verdict {
	total := 0
	for _, p := range body {
		total += len(p.signs)
	}
	a.rows = slices.Grow(a.rows[:0], len(body))
	a.all = slices.Grow(a.all[:0], total)
	for _, p := range body {
		from := len(a.all)
		for range p.signs {
			a.all = append(a.all, verdict{reading: -1, note: document.NoNote, then: document.NoNote})
		}
		a.rows = append(a.rows, a.all[from:len(a.all):len(a.all)])
	}
	return a.rows
}

// gather takes up notes of one family and the references that were shown before
// those were read.
func (a *pairing) gather(notes []noteParas, f family, shown []late, refs []document.Ref) {
	a.signs, a.places, a.entries, a.index = a.signs[:0], a.places[:0], a.entries[:0], a.index[:0]
	for i := range notes {
		if n := &notes[i]; n.family == f {
			a.entries = append(a.entries, apparatus.Entry{Label: n.label, At: n.at, Loose: n.loose})
			a.index = append(a.index, n.index)
		}
	}
	if len(a.entries) == 0 {
		return
	}
	a.late = slices.Grow(a.late[:0], len(shown))
	for i, l := range shown {
		a.late = append(a.late, apparatus.Call{Label: refs[l.ref].Label, Weight: lateWeight})
		a.signs = append(a.signs, apparatus.Sign{Readings: a.late[i : i+1 : i+1], At: l.at})
		a.places = append(a.places, place{-1, i})
	}
}

// gatherSigns takes up the signs of a scope after the references that were shown before.
func (a *pairing) gatherSigns(s *scope, f family) {
	for i, p := range s.body {
		for k := range p.signs {
			if g := &p.signs[k]; !g.page && g.family == f {
				a.signs = append(a.signs, apparatus.Sign{Readings: g.calls, At: p.source(g.from)})
				a.places = append(a.places, place{i, k})
			}
		}
	}
}

// families returns the families of the signs of the scope, as bits.
func (s *scope) families() uint32 {
	met := uint32(0)
	for _, p := range s.body {
		for k := range p.signs {
			if !p.signs[k].page {
				met |= 1 << p.signs[k].family
			}
		}
	}
	return met
}

// pair decides the signs of the scope, family by family. The verdicts hold
// until the next scope is paired.
func (r *reader) pair(s *scope, forced bool) [][]verdict {
	met := s.families()
	for i := range s.notes {
		met |= 1 << s.notes[i].family
	}
	verdicts := r.pairing.verdicts(s.body)
	r.pairCitations(s, verdicts)
	for f := famList; f < famWithin; f++ {
		if met&(1<<f) != 0 {
			r.pairFamily(s, f, forced, verdicts)
		}
	}
	return verdicts
}

// pairFamily pairs the signs of one family with its notes.
func (r *reader) pairFamily(s *scope, f family, forced bool, verdicts [][]verdict) {
	a := &r.pairing
	a.gather(s.notes, f, r.late[f], r.w.b.Draft().Refs)
	a.gatherSigns(s, f)
	if len(a.signs) == 0 {
		return
	}
	entries := a.entries
	if len(entries) == 0 && (r.guests&formOf[f] != 0 || f == famBracket && a.indexes(s)) {
		r.refuse(s, verdicts)
		return
	}
	virtual := forced && len(entries) == 0
	if virtual {
		entries = r.expected(f, len(a.signs))
	}
	if len(entries) == 0 && f == famList && r.bare && !r.paged {
		r.refuse(s, verdicts)
		return
	}
	loosen(entries, s.past)
	matches := a.Pair(a.signs, entries)
	if virtual {
		r.consume(matches)
	}
	r.settle(s, f, matches, entries, forced, verdicts)
}

// indexes reports whether the signs that were gathered count the elements of
// things: most stand after the very word that the one before stood after.
func (a *pairing) indexes(s *scope) bool {
	same, last := 0, ""
	for _, at := range a.places {
		if at.para < 0 {
			continue
		}
		p := s.body[at.para]
		before := p.text[:p.signs[at.sign].from]
		w := before[strings.LastIndexAny(before, " \t\n(,")+1:]
		if w != "" && w == last {
			same++
		}
		last = w
	}
	return same >= 2 && 2*same > len(a.places)
}

// unanswered is why signs are refused whose form no list of notes has shown.
const unanswered = "no list answers signs of this form"

// refuse says of the signs that were gathered that they call nothing.
func (r *reader) refuse(s *scope, verdicts [][]verdict) {
	for i, m := range r.pairing.Rejected(r.pairing.signs) {
		if at := r.pairing.places[i]; at.para >= 0 {
			v := &verdicts[at.para][at.sign]
			v.sure, v.reason = m.Sure, unanswered
		}
	}
}

// loosen tells a list that was numbered anew, 1, 2, 3…, from one that shows the
// printed labels: the former may differ from the text. Of the list so many notes
// are past.
func loosen(entries []apparatus.Entry, past int) {
	for i, e := range entries {
		if n, err := strconv.Atoi(e.Label); e.Loose && e.Label != "" && (err != nil || n != past+i+1) {
			for k := range entries {
				entries[k].Loose = false
			}
			return
		}
	}
}

// leastSure is the confidence under which a sign is left in the text: it is
// more likely a number than a reference.
const leastSure = 0.3

// settle turns matches into verdicts, and joins references that were shown
// before with their notes.
func (r *reader) settle(s *scope, f family, matches []apparatus.Match, entries []apparatus.Entry, forced bool, verdicts [][]verdict) {
	var t *tally
	if r.opt.Explain {
		t = newTally(matches, entries)
	}
	index := r.pairing.index
	virtual := forced && len(index) == 0
	note := func(k int) int {
		if k < 0 || virtual {
			return document.NoNote
		}
		return index[k]
	}
	var kept []late
	for i, m := range matches {
		at := r.pairing.places[i]
		if at.para < 0 {
			if l := r.late[f][at.sign]; m.Note >= 0 {
				r.setNote(int(l.ref), note(m.Note))
			} else {
				kept = append(kept, l)
			}
			continue
		}
		g := &s.body[at.para].signs[at.sign]
		if refused := m; m.Reading < 0 || m.Sure < leastSure {
			if m.Reading >= 0 {
				m = apparatus.Match{Reading: -1, Note: -1, Then: -1, Sure: 1 - m.Sure}
			}
			v := &verdicts[at.para][at.sign]
			if v.sure = m.Sure; t != nil {
				v.reason = t.against(g, refused)
			}
			continue
		}
		verdicts[at.para][at.sign] = verdict{reading: m.Reading, note: note(m.Note), then: note(m.Then), sure: m.Sure, reason: r.reason(g, m)}
	}
	switch {
	case s.list && len(index) > 0 && !forced:
		r.late[f] = nil // their list was met, and they are not on it
	case len(index) > 0:
		r.late[f] = kept[max(0, len(kept)-maxLate):]
	}
}

// A why is the evidence of a sign with how its label agreed.
type why struct {
	sign string
	fit  apparatus.Fit
}

// reason puts why a sign is a reference into words. There are few different ones, so each is
// made once.
func (r *reader) reason(g *sign, m apparatus.Match) string {
	k := why{g.calls[m.Reading].Why, m.Fit}
	s, ok := r.reasons[k]
	if !ok {
		s = k.sign + fits[k.fit]
		r.reasons[k] = s
	}
	return s
}

// fits are the words for how a label agreed with the list.
var fits = [...]string{
	apparatus.FitNone:   "",
	apparatus.FitLabel:  "; the list has its label in this place",
	apparatus.FitStep:   "; it goes on as the list does, which counts differently",
	apparatus.FitOrder:  "; its place in the order fits the list",
	apparatus.FitRepeat: "; it calls a note that is called elsewhere too",
	apparatus.FitAlone:  "; no such note was found",
}

// open remembers a reference whose note has not been read.
func (r *reader) open(ref int32, fam family, at int64) {
	r.late[fam] = append(r.late[fam], late{ref, at})
}

// A list as long as a book is paired in pieces of listPiece notes while it is
// read, with as many of the references that were shown before. The last
// listAhead notes of a piece only help to decide those before them.
const (
	listPiece = 8 << 10
	listAhead = 512
)

// pairAhead pairs the first piece of a list, once it was written, and lets go
// what it has paired. A list of which too little is called is left whole.
func (r *reader) pairAhead() {
	s, shown := &r.scope, r.late[famList]
	if s.whole || !s.sure || s.done < listPiece || len(shown) < 2*listPiece {
		return
	}
	a := &r.pairing
	a.gather(s.notes[:listPiece], famList, shown[:listPiece], r.w.b.Draft().Refs)
	if s.whole = len(a.entries) < listPiece; s.whole {
		return
	}
	loosen(a.entries, s.past)
	matches := a.Pair(a.signs, a.entries)
	refs := slices.IndexFunc(matches, func(m apparatus.Match) bool { return m.Note >= listPiece-listAhead })
	if s.whole = refs <= 0; s.whole {
		return
	}
	if s.past == 0 {
		r.w.b.GrowNotes(len(shown))
	}
	notes := 0
	for i, m := range matches[:refs] {
		if m.Note >= 0 {
			r.found = append(r.found, found{shown[i].ref, int32(a.index[m.Note])})
			notes = max(notes, m.Note+1)
		}
	}
	r.late[famList] = shown[refs:]
	s.notes = slices.Delete(s.notes, 0, notes)
	s.done -= notes
	s.past += notes
}

// A tail is the list of notes that stands at the end of a text too long to wait for.
type tail struct {
	// before is the label of the next note that stands before what was read of the
	// list, and first that of the note which this begins with.
	before, first int
	list          []apparatus.Entry
	// label is that of the first note seen there, and at the byte with which its line begins.
	label int
	at    int64
}

// found is a reference that was shown before with its note. The references of a
// long text are changed all at once, for they are copied for it.
type found struct{ ref, note int32 }

// join joins the references that pairAhead has found the notes of.
func (r *reader) join() {
	for _, f := range r.found {
		r.setNote(int(f.ref), int(f.note))
	}
	r.found = nil
}

// setNote joins a reference that was shown before with its note, unless it was shown with one.
func (r *reader) setNote(ref, note int) {
	if r.w.b.Draft().Called(ref) == document.NoNote {
		r.w.b.SetRefNote(ref, note)
	}
}

// tailBytes is how much of the end of the text is looked at for its notes.
const tailBytes = 128 << 10

// colophonBytes is how much text may stand after the notes at the end.
const colophonBytes = 4 << 10

// expected returns the next labels of the notes at the end of the text, those
// that have not been called yet, for so many signs. They are as many as the
// signs could call though some are left out: a long list has far more.
func (r *reader) expected(f family, signs int) []apparatus.Entry {
	if f != famList {
		return nil
	}
	if !r.peeked {
		r.peeked = true
		r.peek()
	}
	t := &r.tail
	most := 2*signs + 64
	n := min(most, t.first-t.before)
	entries := make([]apparatus.Entry, n, most)
	for i := range entries {
		entries[i] = apparatus.Entry{Label: strconv.Itoa(t.before + i), At: math.MaxInt64, Loose: true}
	}
	return append(entries, t.list[:min(most-n, len(t.list))]...)
}

// consume drops the notes that were called from those expected.
func (r *reader) consume(matches []apparatus.Match) {
	n := 0
	for _, m := range matches {
		n = max(n, m.Note+1, m.Then+1)
	}
	t := &r.tail
	k := min(n, t.first-t.before)
	t.before += k
	t.list = t.list[n-k:]
}

// peek reads the end of the text for the list of notes there. Lists that are
// parted by other text belong to parts of the text, not to all of it, and say nothing here.
func (r *reader) peek() {
	from := max(0, r.size-tailBytes)
	if r.decoded || r.size <= 0 {
		return
	}
	b := make([]byte, r.size-from)
	n, _ := r.in.ReaderAt().ReadAt(b, from)
	c := &chunk{base: from}
	c.set(room.String(b[:n]))
	list, first := lastList(c)
	if first < 0 {
		return
	}
	at := c.at(first)
	for at > from && b[at-from-1] == ' ' {
		at--
	}
	r.tail = tail{before: 1, first: 1, list: list, at: at}
	if k, err := strconv.Atoi(list[0].Label); err == nil && k > 0 {
		r.tail.first, r.tail.label = k, k
	}
}

// lastList returns the notes of the list in c, which has it whole or its end, and the byte
// of the text with the first of them; -1 where there is none, or more than one, or where
// other text ends c. It makes no
// paragraphs, so that a reader does not wait for them: a list goes on over lines that are
// set in as far as a note's are, and over those right under one that is.
func lastList(c *chunk) (list []apparatus.Entry, first int) {
	first = -1
	lists, inList, begins := 0, false, true
	size := 0 // bytes of text after the last note
	for off := 0; off < len(c.text); {
		line := c.text[off : off+lineEnd(c.text[off:])]
		indent := indentation(line)
		n, label := 0, ""
		if !blank(line) {
			n, label = listMark(line, indent)
		}
		switch {
		case n > 0:
			if !inList {
				first, list = off+indent, nil
				lists++
			}
			inList, begins, size = true, true, 0
			list = append(list, apparatus.Entry{Label: label, At: math.MaxInt64, Loose: true})
		case blank(line):
			begins = true
		default:
			inList = inList && (!begins || indent >= moreIndent)
			begins = false
			if !inList {
				size += len(line)
			}
		}
		off += len(line) + 1
	}
	if lists != 1 || size > colophonBytes {
		return nil, -1
	}
	return list, first
}
