package plain

import (
	"strings"
)

// withinWeight is the evidence of a note that stands in the line itself: it
// says what it is and where it belongs.
const withinWeight = 9

// notesWithin takes the notes that stand within the lines of a paragraph, at
// the place they belong to, out of its text: "so he said [Footnote: In 1731.]
// and left". A bracket that does not close in the paragraph is none.
func (p *para) notesWithin() []*para {
	var notes []*para
	at := 0
	for len(notes) < maxWithin {
		i := strings.IndexByte(p.text[at:], '[')
		if i < 0 {
			return notes
		}
		from := at + i
		at = from + 1
		m := wordMark(p.text[from:])
		if m.n == 0 || !m.inner {
			continue
		}
		end, _ := closing(p.text[from+m.n:], 1)
		if end < 0 {
			continue
		}
		notes = append(notes, p.within(from, from+m.n+end+1, m))
		at = min(from, len(p.text))
	}
	return notes
}

// maxWithin is how many notes are looked for in one paragraph.
const maxWithin = 200

// within takes the note text[from:to] out of p and leaves a sign.
func (p *para) within(from, to int, m mark) *para {
	s := &sign{family: famWithin, calls: []reading{{Label: m.label, Weight: withinWeight, Alone: true, Why: "a note within the line"}}}
	n := p.excise(from, to, s)
	s.note = n
	n.role, n.label, n.series, n.family = roleNote, m.label, m.series, famWithin
	n.lead, n.leadAt = strings.TrimRight(n.text[:m.n], " "), n.source(0)
	n.behind(m.n)
	n.drop("]")
	return n
}
