package plain

import "strings"

// noteState says how the paragraph after a note may go on with it.
type noteState struct {
	inNote bool
	marker bool // the note has its label in the text: "[Footnote 1: …]"
	depth  int  // brackets that are open in it
	more   int  // paragraphs it has had
}

// maxMore is how many paragraphs a note may have while its closing bracket is
// missing, so that one forgotten bracket does not take the rest of a book.
const maxMore = 24

// moreIndent is the least indentation, in columns, of a note's further paragraphs.
const moreIndent = 3

// handBytes is how far from its sign a note that a printers' sign calls may stand: at the
// foot of the page, or after the next heading.
const handBytes = 16 << 10

// classify tells whether a paragraph begins a note or goes on with one, where
// the layout has not said so.
func (r *reader) classify(p *para) {
	st := &r.state
	switch {
	case p.role == roleNote:
		*st = noteState{inNote: true}
		return
	case p.role == roleMore:
		return
	case r.marked(p):
		p.role = roleNote
		p.closing(st)
		return
	case st.inNote && (p.indent >= moreIndent || st.depth > 0 && st.more < maxMore):
		st.more++
		p.role = roleMore
		if st.depth > 0 {
			p.closing(st)
		}
		return
	}
	*st = noteState{}
}

// marked reads the mark of a note that shows its label: "[Footnote 1: …]", and
// "/1/…", "[1] …", "* …" where the text before has called such a note.
func (r *reader) marked(p *para) bool {
	if n, label, series := footnoteMark(p.text); n > 0 {
		r.state = noteState{inNote: true, marker: true}
		p.label, p.series, p.family = label, series, bracketFamily(label)
		p.behead(n)
		return true
	}
	n, label, fam := noteMark(p.text)
	w := r.inSight[called{fam, label}]
	if n == 0 || p.lead != "" || w == nil || w.signs == 0 {
		return false
	}
	if fam == famSymbol && (w.signs > manyOpen || r.here()-w.at > handBytes) {
		return false
	}
	if fam == famParen {
		// A section of a manual, "ioctl(2)", is called like a note. Notes count up.
		if label != "1" && label != nextLabel(r.lastParen) {
			return false
		}
		r.lastParen = strings.Clone(label)
	}
	w.signs--
	r.state = noteState{inNote: true}
	p.label, p.family = label, fam
	p.behead(n)
	return true
}

// closing follows the brackets of "[Footnote 1: … ]" and takes the last one out.
func (p *para) closing(st *noteState) {
	if p.role == roleNote {
		if !st.marker {
			return
		}
		st.depth = 1
	}
	st.depth += strings.Count(p.text, "[") - strings.Count(p.text, "]")
	if st.depth <= 0 {
		p.drop("]")
		st.depth = 0
	}
}
