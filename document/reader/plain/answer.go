package plain

import (
	"cmp"
	"slices"
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
	asked := s.families()
	if s.list {
		asked &^= 1 << famList // the list's own
	}
	if asked == 0 {
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
