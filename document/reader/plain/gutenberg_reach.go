package plain

import (
	"strings"

	"ibid/document"
)

// How far a note reaches is told by its brackets, by how far it is set in, or, for one
// that has neither, by the next note: what stands before that was called is its own.

// body emits the first paragraph of a note. Where a bracket closes the note
// before its lines end, the rest is text again. A note whose last line ends in
// a bracket ends there, however many brackets it lacks or has too many.
func (f *footnotes) body(w *wrapped, p *para, m mark) {
	if !m.inner {
		w.finish(p)
		return
	}
	end, depth := closing(p.text, 1)
	if endsNote(p.text) && (end < 0 || end < len(p.text)-1 && depth < 0 && !strings.Contains(p.text[end+1:], "["+nextLabel(m.label)+"]")) {
		end = len(p.text) - 1
	}
	if end < 0 {
		f.depth = depth
		w.finish(p)
		return
	}
	f.on = false
	var rest *para
	if strings.TrimSpace(p.text[end+1:]) != "" {
		rest = p.cleave(end + 1)
	}
	p.drop("]")
	w.finish(p)
	if rest != nil {
		w.finish(rest)
	}
}

// endsNote reports whether s ends in a bracket that can close a note: not the
// one of a sign at its end.
func endsNote(s string) bool {
	if !strings.HasSuffix(s, "]") {
		return false
	}
	i := strings.LastIndexByte(s, '[')
	return i < 0 || !anyLabel(s[i+1:len(s)-1])
}

// closing returns where the bracket closes that depth others were opened
// before, or -1, and the depth at the end of s.
func closing(s string, depth int) (int, int) {
	end := -1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 && end < 0 {
				end = i
			}
		}
	}
	return end, depth
}

// place gives a paragraph that begins no note its role, and emits it: text, or
// more of the note before it.
func (f *footnotes) place(w *wrapped, c *chunk, p *para, ls []textLine) {
	p.indent = ls[0].indent
	if p.kind == document.Heading {
		f.heading(w, p)
		w.refs.heading(p.text)
		return
	}
	switch {
	case !f.on:
		f.listed = false
	case f.form == formWord && f.depth > 0:
		f.bracketed(w, p)
		return
	case f.indent > w.m.margin+1 && p.indent >= f.indent:
		p.role = roleMore
		f.level(p)
	case f.form != formWord && f.expects():
		f.hold(w, p)
		return
	default:
		f.on = false
	}
	f.settle(p)
	w.give(c, p, ls)
}

// heading ends a note. A heading such as "NOTES" begins a list of bare ones,
// and stands for nothing once they have left the text.
func (f *footnotes) heading(w *wrapped, p *para) {
	f.resolve(w, roleBody)
	f.on = false
	if isNotesHeading(p.text) && f.wait > 0 {
		f.listed, f.label = true, "0"
	}
	if h := w.head; h != nil && w.blank <= 2 {
		w.head = nil
		h.append(p, jointLine)
		p = h
	} else if w.memo && !w.started && p.text == w.title || bareHeading(p.text) && !w.memo {
		w.flushHead(nil)
		w.head = p
		return
	}
	w.finish(p)
}

// bareHeading reports whether a heading is a number alone, or a word with one:
// "IV.", "CHAPTER IV".
func bareHeading(s string) bool {
	s = strings.Trim(withoutSigns(s), " ._=:-—[]")
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		if strings.IndexByte(s[:i], ' ') >= 0 && !strings.HasPrefix(strings.ToUpper(s), "THE ") || headingWords[strings.ToLower(strings.TrimRight(s[:i], ".,:"))] == 0 {
			return false
		}
		return headNumber(s[i+1:]) || ordinal(s[i+1:])
	}
	return headNumber(s)
}

// isNotesHeading reports whether a heading heads a list of notes.
func isNotesHeading(s string) bool {
	switch titleKey(s) {
	case "notes", "footnotes", "endnotes", "notesandreferences", "anmerkungen", "fussnoten", "fußnoten", "notas", "note", "noten", "voetnoten", "noter", "fotnoter":
		return true
	}
	return false
}

// expects reports whether the next note of the list was already called, so
// that what stands before it belongs to the open one.
func (f *footnotes) expects() bool {
	return f.open[called{f.family, nextLabel(f.label)}] > 0
}

// bracketed takes a paragraph into a note whose bracket has not closed.
func (f *footnotes) bracketed(w *wrapped, p *para) {
	end, depth := closing(p.text, f.depth)
	if end < 0 && endsNote(p.text) && depth <= 2 {
		end = len(p.text) - 1
	}
	if end < 0 {
		f.depth = depth
		f.hold(w, p)
		return
	}
	var rest *para
	if strings.TrimSpace(p.text[end+1:]) != "" {
		rest = p.cleave(end + 1)
	}
	p.drop("]")
	f.held = append(f.held, p)
	f.resolve(w, roleMore)
	f.on = false
	if rest != nil {
		w.finish(rest)
	}
}

// What a note may reach over while its end is not in sight: enough for the
// longest of notes, and not so much that a forgotten bracket takes a chapter.
const (
	heldBytes = 24 << 10
	heldParas = 40
)

// hold keeps a paragraph until it is known whether it goes on with the note.
func (f *footnotes) hold(w *wrapped, p *para) {
	f.held = append(f.held, p)
	if f.size += len(p.text); f.size > heldBytes || len(f.held) > heldParas {
		f.resolve(w, roleBody)
		f.on = false
	}
}

// resolve emits the paragraphs held.
func (f *footnotes) resolve(w *wrapped, r role) {
	held := f.held
	f.held, f.size = nil, 0
	for _, p := range held {
		if p.role = r; r == roleMore {
			f.level(p)
		}
		f.settle(p)
		w.finish(p)
	}
}

// settle says where what is before a paragraph can be decided: after notes, when hardly a sign is left that waits for one.
func (f *footnotes) settle(p *para) {
	if p.role == roleBody && f.met > 0 && f.recent == 0 && f.wait <= maxWaiting && !f.countsOn(p) {
		p.opens = true
		f.met, f.wait = 0, 0
	}
}

// countsOn reports whether p begins with the label after that of the last note: it
// may be one that nothing calls.
func (f *footnotes) countsOn(p *para) bool {
	if p.text == "" {
		return false // a page that turns, or a picture
	}
	m := labelMark(p.text)
	return m.n > 0 && m.label == nextLabel(f.label)
}

// maxWaiting is how many signs may be without a note where the text before is
// decided: those are brackets that call nothing, or the odd note that was lost.
const maxWaiting = 3
