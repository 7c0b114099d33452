package plain

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"ibid/document"
)

// Signs and the lists of notes that they call need not have one form: a word
// processor sets "¹" in the text and "1." before the note, a converter makes
// "[1]" of the one and leaves the other. So what begins with a label is read
// in whatever form it has, and a list of it is joined with the signs of the
// form that it answers. The evidence is that the two cover each other: nearly
// every label of the list was called before it, in order, and hardly a sign
// before it has none there. A numbered list in the text has no such signs. A
// text that happens to call "[1]", "[2]", "[3]" of some other list right before
// three numbered points of its own would mislead it.

// entryForm is how a label stands before a note.
type entryForm uint8

const (
	entryNone     entryForm = iota
	entryStop               // 1. …
	entryParen              // 1) …
	entryParens             // (1) …
	entryBrackets           // [1] …
	entrySlashes            // /1/ …
	entrySuper              // ¹ …
	entryBare               // 1 …
	entrySigns              // * …
	entryForms
)

// An entryMark is a label at the start of a paragraph.
type entryMark struct {
	form  entryForm
	label string
	n     int // bytes, with the white space after it
}

// entryAt reads the label at the start of s.
func entryAt(s string) entryMark {
	if s == "" || entryStart[s[0]] == 0 {
		return entryMark{}
	}
	m := entryMark{}
	switch c := s[0]; {
	case c >= '0' && c <= '9', letterByte(c):
		m = plainEntry(s)
	case c == '[' || c == '(' || c == '/' || c == '*' || c >= 0x80:
		n, label, fam := noteMark(s)
		m = entryMark{entryOf[fam], label, n}
	}
	if m.n >= len(s) {
		return entryMark{}
	}
	return m
}

// entryStart holds the bytes that may begin the label of a note.
var entryStart = setOf("0123456789abcdefghijklmnopqrstuvwxyz[(/*#\xc2\xe1\xe2\xca\xcb")

// entryOf gives the form of the marks of [noteMark].
var entryOf = [families]entryForm{
	famBracket: entryBrackets, famBracketLetter: entryBrackets, famBracketSign: entryBrackets, famSlash: entrySlashes,
	famParen: entryParens, famSuper: entrySuper, famSuperLetter: entrySuper, famSymbol: entrySigns,
}

// plainEntry reads "12. ", "12) ", "12 ", "a. " and "a) " at the start of s.
func plainEntry(s string) entryMark {
	i := 1
	if s[0] <= '9' {
		for i < len(s) && i < 5 && s[i] >= '0' && s[i] <= '9' {
			i++
		}
	}
	if i >= len(s) || i > 4 {
		return entryMark{}
	}
	form, end := entryBare, i
	switch s[i] {
	case '.':
		form, end = entryStop, i+1
	case ')':
		form, end = entryParen, i+1
	}
	if end >= len(s) || s[end] != ' ' && s[end] != '\t' || form == entryBare && s[0] > '9' {
		return entryMark{}
	}
	for end < len(s) && isSpace(s[end]) {
		end++
	}
	return entryMark{form, s[:i], end}
}

// entry returns the label that p begins with.
func (p *para) entry() entryMark {
	switch {
	case p.role != roleBody || p.number != "" || p.kind == document.Table || p.kind == document.Code || p.kind == document.Rule:
		return entryMark{}
	case p.lead != "":
		m := entryAt(p.lead + " .")
		m.n = 0
		return m
	}
	return entryAt(p.text)
}

// An item is a paragraph that begins with a label.
type item struct {
	entryMark
	para int   // index of the scope's body
	at   int64 // byte of the source
	call int   // index of the calls of the family that its list answers, -1 where none calls it
}

// A roll is a run of items of one form, each with the label after the last.
type roll struct {
	items  []item
	family family // of the signs that it answers
	ends   bool   // no text follows, but notes
}

// rolls finds the rolls of body, in order of their first items.
func rolls(body []*para) []roll {
	var out []roll
	var open [entryForms]int // index of out, after 1, of the last roll of each form
	last := len(body)
	for last > 0 && body[last-1].onlyPages() {
		last--
	}
	for i, p := range body {
		m := p.entry()
		if m.form == entryNone {
			continue
		}
		it := item{m, i, p.span.Start, -1}
		k := open[m.form] - 1
		if k >= 0 {
			items := out[k].items
			if next := items[len(items)-1].label; m.label != nextOf(next) {
				k = -1
			}
		}
		if k < 0 {
			out = append(out, roll{})
			k = len(out) - 1
			open[m.form] = k + 1
		}
		out[k].items = append(out[k].items, it)
		out[k].ends = i == last-1
	}
	return out
}

// nextOf returns the label after another, of figures or letters.
func nextOf(label string) string {
	if len(label) == 1 && letterByte(label[0]) {
		return string(label[0] + 1)
	}
	return nextLabel(label)
}

// A caller is a sign that may call a note of a list: its label and place.
type caller struct {
	label  string
	at     int64
	para   int
	strong bool // it says by itself that it calls a note
	taken  bool
}

// A series is the callers of one family, in order.
type series struct {
	calls []caller
	open  map[string][]int // the calls of each label that are not taken, in order
}

func newSeries(calls []caller) series {
	c := series{calls, make(map[string][]int)}
	for k := range calls {
		c.open[calls[k].label] = append(c.open[calls[k].label], k)
	}
	return c
}

// strike takes call k from those that are open.
func (c *series) strike(k int) {
	call := &c.calls[k]
	call.taken = true
	open := c.open[call.label]
	if i, ok := slices.BinarySearch(open, k); ok {
		c.open[call.label] = slices.Delete(open, i, i+1)
	}
}

// joined are the families of signs that lists of any form may answer, those
// first whose form says most. Signs of a letter or of a printer's are answered
// by such labels only.
var joined = [...]family{famSlash, famBracket, famSuper, famBracketLetter, famSuperLetter, famSymbol, famBracketSign, famParen, famList}

// answer finds the lists of the scope that answer signs of another form, and
// makes notes of them.
func (r *reader) answer(s *scope) {
	if r.opt.Dialect == "plain" || r.habit&citations != 0 {
		return
	}
	rs := rolls(s.body)
	if len(rs) == 0 {
		return
	}
	var calls [families]series
	for _, f := range joined {
		calls[f] = newSeries(callers(s, f))
		calls[f].answered(s.notes, f)
	}
	if bullets(rs, calls[famSymbol].calls) {
		calls[famSymbol] = series{}
	}
	var known [entryForms][families]bool
	found := false
	// The second time, lists of a form that others have shown to be one of notes
	// may be of a single note.
	for range 2 {
		for k := range rs {
			l := &rs[k]
			if l.family != famNone {
				continue
			}
			form, best := l.items[0].form, 0
			for _, f := range joined {
				if n := l.covers(&calls[f], f, known[form][f]); n > best {
					best, l.family = n, f
				}
			}
			if best > 0 {
				l.take(&calls[l.family])
				known[form][l.family], found = true, true
			}
		}
	}
	if found {
		s.adopt(rs)
	}
}

// bullets reports whether the printers' signs at the start of paragraphs are
// those of a list's points: there are more of them than signs in the text.
func bullets(rs []roll, calls []caller) bool {
	n := 0
	for i := range rs {
		if rs[i].items[0].form == entrySigns {
			n += len(rs[i].items)
		}
	}
	return n > len(calls)
}

// callers returns the signs of a family, in order. A scope that has a list of
// its own for figures that are glued to words has no other.
func callers(s *scope, f family) []caller {
	if f == famList && s.list {
		return nil
	}
	var out []caller
	for i, p := range s.body {
		for k := range p.signs {
			g := &p.signs[k]
			if g.page || g.family != f || g.note != nil || g.cites {
				continue
			}
			c, strong := g.calls[0], callsWell(p, f, g.calls[0])
			if strong || f == famList && c.Weight >= fairWeight && !inName(p.text[:c.From]) {
				out = append(out, caller{label: c.Label, at: p.source(g.from), para: i, strong: strong})
			}
		}
	}

	return out
}

// gluedWeight is the least weight of figures glued to a word that a list of
// another form answers.
const gluedWeight = 3

// callsWell reports whether a sign may be one of those that a list answers.
func callsWell(p *para, f family, c reading) bool {
	switch f {
	case famList:
		return c.Weight >= gluedWeight && c.Then == "" && !inName(p.text[:c.From])
	case famParen:
		// "(1) at the teeth, (2) at the feet" counts what follows.
		return c.From > 0 && (c.Weight >= -1 || c.Weight >= -2 && closesPhrase(p.text[c.To:]))
	case famSymbol:
		return c.From > 0 && c.Weight >= -2
	}
	return c.From > 0 && c.Weight >= -1
}

// closesPhrase reports whether a sign before s stands at the end of a phrase.
func closesPhrase(s string) bool {
	return s == "" || strings.IndexByte(".,;:)\n", s[0]) >= 0
}

// answered strikes the calls that notes of their own form answer: each the
// nearest before it.
func (c *series) answered(notes []noteParas, f family) {
	for i := range notes {
		n := &notes[i]
		if n.family != f {
			continue
		}
		open := c.open[n.label]
		if k := c.before(open, n.at); k > 0 {
			c.strike(open[k-1])
		}
	}
}

// before returns how many of the calls in open stand before a byte of the source.
func (c *series) before(open []int, at int64) int {
	return sort.Search(len(open), func(i int) bool { return c.calls[open[i]].at >= at })
}

// fits reports whether labels of the form may answer signs of family f.
func (m entryMark) fits(f family) bool {
	figure := m.label[0] >= '0' && m.label[0] <= '9'
	switch f {
	case famBracketLetter, famSuperLetter:
		return letterByte(m.label[0])
	case famSymbol, famBracketSign:
		return !figure && !letterByte(m.label[0])
	}
	return figure
}

// A match is how well the items of a list and the calls before it agree.
type match struct {
	matched int // items that were given a call
	weak    int // of these, calls that say little by themselves
	passed  int // strong calls that were passed by between those given or right after
}

// match gives the items of l the calls with their labels, in order, each
// before its item. Of the calls of a series that was begun again it gives those
// nearest to l, or the first that are left, whichever passes by fewer.
func (l *roll) match(c *series) match {
	last := l.assign(c, true)
	first := l.assign(c, false)
	if last.matched > first.matched || last.matched == first.matched && last.passed < first.passed {
		return l.assign(c, true)
	}
	return first
}

// assign is match from the last of l back, or from the first on.
func (l *roll) assign(c *series, back bool) match {
	var m match
	n, step, i := len(l.items), 1, 0
	from, to := 0, len(c.calls)
	if back {
		step, i = -1, n-1
	}
	for range n {
		it := &l.items[i]
		it.call = -1
		if k := l.find(c, it, from, to, back); k >= 0 {
			it.call = k
			m.matched++
			if !c.calls[k].strong {
				m.weak++
			}
			if from = k + 1; back {
				from, to = 0, k
			}
		}
		i += step
	}
	m.passed = l.passed(c.calls)
	return m
}

// find returns the first or last of the calls from up to to that the item may be for, or -1.
func (l *roll) find(c *series, it *item, from, to int, back bool) int {
	open := c.open[it.label]
	open = open[:c.before(open, it.at)]
	first, _ := slices.BinarySearch(open, from)
	last, _ := slices.BinarySearch(open, to)
	open = open[first:max(first, last)]
	for i := range open {
		k := open[i]
		if back {
			k = open[len(open)-1-i]
		}
		if !l.has(c.calls[k].para) {
			return k
		}
	}
	return -1
}

// has reports whether a paragraph is an item of l. What an item says of other
// notes calls none.
func (l *roll) has(para int) bool {
	_, ok := slices.BinarySearchFunc(l.items, para, func(it item, para int) int { return it.para - para })
	return ok
}

// passed counts the strong calls that stand between those given, and those
// right after the last whose labels go on.
func (l *roll) passed(calls []caller) int {
	first, last, n := -1, -1, 0
	for _, it := range l.items {
		if it.call >= 0 {
			if first < 0 {
				first = it.call
			}
			last = it.call
			n++
		}
	}
	if first < 0 {
		return 0
	}
	passed := -n
	for k := first; k <= last; k++ {
		if c := &calls[k]; c.strong && !c.taken && !l.has(c.para) {
			passed++
		}
	}
	for _, it := range l.items {
		if it.call >= 0 && !calls[it.call].strong {
			passed++
		}
	}
	end := l.items[len(l.items)-1]
	label := end.label
	for k := last + 1; k < len(calls) && calls[k].at < end.at; k++ {
		if label = nextOf(label); calls[k].taken || calls[k].label != label || l.has(calls[k].para) {
			break
		}
		passed++
	}
	return passed
}

// covers returns how many signs of family f the list l answers, 0 where it
// does not answer them. known says that another list of its form does.
func (l *roll) covers(c *series, f family, known bool) int {
	if len(c.calls) == 0 || !l.items[0].fits(f) {
		return 0
	}
	m := l.match(c)
	lost := len(l.items) - m.matched
	if m.matched == 0 || lost*5 > m.matched || m.passed*4 > m.matched || m.weak*2 > m.matched {
		return 0
	}
	if m.matched == 1 && !l.alone(c.calls, f, known) {
		return 0
	}
	return m.matched
}

// alone reports whether a list of one item answers the one sign there is: it
// stands at the end, or right after the paragraph of the sign. A number at the
// start of a paragraph says little where no other list has its form.
func (l *roll) alone(calls []caller, f family, known bool) bool {
	it := l.items[0]
	if it.call < 0 {
		return false
	}
	c := calls[it.call]
	near := l.ends || c.para == it.para-1
	if !known && (f == famList || f == famParen) {
		return l.ends && it.label == "1" && c.strong
	}
	return near
}

// take strikes the calls that l answers.
func (l *roll) take(c *series) {
	l.match(c)
	for i := range l.items {
		if k := l.items[i].call; k >= 0 {
			c.strike(k)
			l.items[i].call = int(c.calls[k].at) // a place from here on
		}
	}
}

// adopt makes notes of the lists that answer signs, with the paragraphs that
// belong to them.
func (s *scope) adopt(rs []roll) {
	of := make(map[int]*item) // the note that each paragraph belongs to
	for k := range rs {
		if l := &rs[k]; l.family != famNone {
			l.claim(s.body, of)
		}
	}
	fam := make(map[*item]family)
	for k := range rs {
		for i := range rs[k].items {
			fam[&rs[k].items[i]] = rs[k].family
		}
	}
	kept := s.body[:0]
	for i, p := range s.body {
		it := of[i]
		switch {
		case it == nil:
			kept = append(kept, p)
		case it.para == i:
			p.enter(it.entryMark, fam[it])
			s.notes = append(s.notes, newNote(p))
		default:
			p.role = roleMore
			p.dropSigns()
			n := &s.notes[len(s.notes)-1]
			n.paras = append(n.paras, p)
		}
	}
	clear(s.body[len(kept):])
	s.body = kept
	sortNotes(s.notes)
}

// sortNotes puts notes into the order of the source.
func sortNotes(notes []noteParas) {
	slices.SortStableFunc(notes, func(a, b noteParas) int { return cmp.Compare(a.at, b.at) })
}

// claim says which paragraphs belong to the items of l: those that begin with
// them, those under them that are set in further, and, where the next note was
// called before, all that stand between.
func (l *roll) claim(body []*para, of map[int]*item) {
	for i := range l.items {
		it := &l.items[i]
		of[it.para] = it
		to := len(body)
		listed := false
		if i+1 < len(l.items) {
			next := &l.items[i+1]
			to, listed = next.para, next.call >= 0 && int64(next.call) < it.at
		}
		to = min(to, it.para+maxMore)
		for k := it.para + 1; k < to; k++ {
			p := body[k]
			if p.kind == document.Heading || p.kind == document.Rule || p.onlyPages() || of[k] != nil || !listed && p.indent < body[it.para].indent+moreIndent {
				break
			}
			of[k] = it
		}
	}
}

// enter makes p a note of the list that signs of family f call.
func (p *para) enter(m entryMark, f family) {
	p.role, p.label, p.family, p.kind, p.level = roleNote, m.label, f, document.Paragraph, 0
	p.dropSigns()
	if p.lead != "" {
		return
	}
	kept := p.signs[:0]
	for _, g := range p.signs {
		if g.from >= m.n {
			g.from, g.to = g.from-m.n, g.to-m.n
			kept = append(kept, g)
		}
	}
	p.signs = kept
	p.lead, p.leadAt = strings.TrimRight(p.text[:m.n], " \t\n"), p.source(0)
	p.behind(m.n)
}

// dropSigns leaves p the page marks only.
func (p *para) dropSigns() {
	kept := p.signs[:0]
	for _, g := range p.signs {
		if g.page {
			kept = append(kept, g)
		}
	}
	p.signs = kept
}

// crossings count in a text the labels that a form of signs called and that
// something of another form begins with further on.
type crossings struct {
	seen  map[called]bool
	last  [entryForms]string
	count [families]int
}

// call notes the signs of a line.
func (x *crossings) call(p *para) {
	for i := range p.signs {
		g := &p.signs[i]
		if g.page || g.note != nil || len(g.calls) == 0 || g.from == 0 {
			continue
		}
		if c := g.calls[0]; callsWell(p, g.family, c) {
			if x.seen == nil {
				x.seen = make(map[called]bool)
			}
			x.seen[called{g.family, c.Label}] = true
		}
	}
}

// list notes the label that a line begins with, if the line begins a
// paragraph or its label goes on from the last.
func (x *crossings) list(line string, first bool) {
	m := entryAt(line)
	if m.form == entryNone {
		return
	}
	goesOn := m.label == nextOf(x.last[m.form])
	x.last[m.form] = ""
	if !first && !goesOn {
		return
	}
	x.last[m.form] = m.label
	for _, f := range joined {
		if k := (called{f, m.label}); x.seen[k] {
			delete(x.seen, k)
			x.count[f]++
		}
	}
}

// forms returns the forms of signs that lists of another form may answer: two
// labels at least, or the one there is.
func (x *crossings) forms() habit {
	var h habit
	for _, f := range joined {
		left := 0
		for k := range x.seen {
			if k.family == f {
				left++
			}
		}
		if n := x.count[f]; n >= 2 || n == 1 && left == 0 {
			h |= formOf[f]
		}
	}
	return h
}

// formOf gives the form of the signs of a family.
var formOf = [families]habit{
	famList: glued, famBracket: brackets, famBracketLetter: brackets, famBracketSign: brackets, famSlash: slashes,
	famParen: parentheses, famSuper: superscript, famSuperLetter: superscript, famSymbol: symbols,
}

// countsOn reports whether a line begins with the label after the one that
// another begins with, in the same form: the two are items of a list.
func countsOn(first, line string) bool {
	m := entryAt(line[indentation(line):])
	if m.form == entryNone {
		return false
	}
	before := entryAt(first[indentation(first):])
	if before.form != m.form || m.label != nextOf(before.label) {
		return false
	}
	_, err := strconv.Atoi(m.label)
	return err == nil || m.form != entryStop // "a. " may be an initial
}
