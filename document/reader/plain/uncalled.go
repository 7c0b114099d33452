package plain

import "slices"

// A paragraph that begins with "[5]" is a note where the text has called it.
// Where nothing calls it, for the reference was lost or stood in what an export
// dropped, it is one all the same if it counts on in a list of notes that are
// called. The evidence is the list: half of it at least was called, and no text
// stands between. A judgment whose numbered paragraphs call each other in
// brackets would mislead it, if it did so for every second one in a row.

// An element is a note or a paragraph of the body, in the order of the source.
type element struct {
	note  int // index of the scope's notes, -1 for a paragraph of the body
	para  *para
	mark  entryMark // of a paragraph that begins with a label
	under bool      // no blank line parts it from the element before
}

// complete makes notes of the paragraphs that count on in a list of notes and
// that nothing calls. It returns room, or what took its place, for the next scope.
func (s *scope) complete(room []element) []element {
	if len(s.notes) == 0 || !slices.ContainsFunc(s.body, func(p *para) bool { return p.entry().form != entryNone }) {
		return room
	}
	elements := s.elements(room)
	found := false
	for from := 0; from < len(elements); {
		to := from + 1
		for to < len(elements) && s.countsOn(elements[to-1], elements[to]) {
			to++
		}
		if run := elements[from:to]; mostlyCalled(run) {
			for _, e := range run {
				if e.note < 0 {
					e.para.enter(e.mark, s.familyOf(run))
					found = true
				}
			}
		}
		from = to
	}
	if !found {
		return emptied(elements)
	}
	kept := s.body[:0]
	for _, p := range s.body {
		if p.role == roleNote {
			s.notes = append(s.notes, newNote(p))
		} else {
			kept = append(kept, p)
		}
	}
	clear(s.body[len(kept):])
	s.body = kept
	sortNotes(s.notes)
	return emptied(elements)
}

// elements returns the notes and paragraphs of the scope in the order of the source, in room.
func (s *scope) elements(room []element) []element {
	out := slices.Grow(room, len(s.body)+len(s.notes))
	body := func(p *para) { out = append(out, element{note: -1, para: p, mark: p.entry(), under: p.under}) }
	i := 0
	for k := range s.notes {
		n := &s.notes[k]
		for ; i < len(s.body) && s.body[i].span.Start < n.at; i++ {
			body(s.body[i])
		}
		out = append(out, element{note: k, under: len(n.paras) > 0 && n.paras[0].under})
	}
	for _, p := range s.body[i:] {
		body(p)
	}
	return out
}

// countsOn reports whether e begins with the label after that of the element before.
func (s *scope) countsOn(before, e element) bool {
	label, form := s.labelOf(before)
	next, same := s.labelOf(e)
	return form != entryNone && form == same && next == nextOf(label)
}

// listCountsOn reports whether p begins with the label after that of the scope's
// last note, so that it may be one that nothing calls.
func (s *scope) listCountsOn(p *para) bool {
	return s.countsOn(element{note: len(s.notes) - 1}, element{note: -1, para: p, mark: p.entry()})
}

// labelOf returns the label of an element and the form in which it shows it.
func (s *scope) labelOf(e element) (string, entryForm) {
	if e.note < 0 {
		return e.mark.label, e.mark.form
	}
	n := &s.notes[e.note]
	return n.label, entryOf[n.family]
}

// familyOf returns the family of the signs that call the notes of a run.
func (s *scope) familyOf(run []element) family {
	i := slices.IndexFunc(run, func(e element) bool { return e.note >= 0 })
	return s.notes[run[i].note].family
}

// mostlyCalled reports whether the notes of a run, which were all called, make
// notes of the paragraphs in it.
func mostlyCalled(run []element) bool {
	called, tight := 0, true
	for i, e := range run {
		if e.note >= 0 {
			called++
		}
		tight = tight && (i == 0 || e.under)
	}
	rest := len(run) - called
	return rest > 0 && (rest < called || rest == called && tight)
}
