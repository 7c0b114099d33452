package plain

import "ibid/document"

// nestedReach is how many notes after the one that calls it a note of a note
// may stand: it follows its own note, with the others of the same paragraph.
const nestedReach = 24

// pairNested joins the signs within notes: each calls the next note of its
// family and label that nothing in the text calls. Every other bracket in a
// note is what it looks like, an editor's or a page's number.
func (r *reader) pairNested(s *scope, body [][]verdict) {
	called := calledNotes(body)
	for i := range s.notes {
		n := &s.notes[i]
		n.verdicts = make([][]verdict, len(n.paras))
		for j, p := range n.paras {
			if len(p.signs) == 0 {
				continue
			}
			n.verdicts[j] = make([]verdict, len(p.signs))
			for k := range p.signs {
				n.verdicts[j][k] = nested(s, i, &p.signs[k], called)
			}
		}
	}
}

// calledNotes returns the indexes of the document's notes that verdicts call.
func calledNotes(verdicts [][]verdict) map[int]bool {
	called := make(map[int]bool)
	for _, vs := range verdicts {
		for _, v := range vs {
			if v.reading >= 0 {
				called[v.note], called[v.then] = true, true
			}
		}
	}
	return called
}

// nested decides a sign within note i of the scope.
func nested(s *scope, i int, g *sign, called map[int]bool) verdict {
	v := verdict{reading: -1, note: document.NoNote, then: document.NoNote}
	if g.page || g.cites || g.note != nil || len(g.calls) == 0 {
		return v
	}
	for j := i + 1; j < len(s.notes) && j <= i+nestedReach; j++ {
		n := &s.notes[j]
		if called[n.index] || n.family != g.family || n.label != g.calls[0].Label {
			continue
		}
		called[n.index] = true
		return verdict{reading: 0, note: n.index, then: document.NoNote, sure: 0.9, reason: "a label in brackets within a note; the next note of that label is called nowhere else"}
	}
	return v
}
