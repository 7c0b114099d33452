package tui

import (
	"ibid/document"
	"ibid/tui/layout"
)

// A held is what has to stay on the screen when the window is divided anew: the
// active reference, the current match or the row that is lit, which the first word of the screen does
// not bring with it where rows become shorter or fewer. The first row of the
// screen is only shown elsewhere for it and not given up, so that the division
// as it was brings the screen as it was, until something else moves the text.
type held struct {
	on  bool
	ref int // the reference, or -1 for a match or a row
	at  document.Loc
}

// hold holds what is active, if it is on the screen. It is called before the
// window is divided anew.
func (m *Model) hold() {
	m.holdNote()
	if m.held.on || m.body.doc == nil || m.body.empty() {
		return
	}
	h := held{true, m.ref, m.cursor}
	switch {
	case m.ref >= 0 && m.doc.Refs[m.ref].At.Note == document.Body:
		h.at = m.doc.Refs[m.ref].At
	case !m.lit && !m.find.current(m):
		return
	}
	m.see()
	s := m.heldSpot(h)
	if top := m.topSpot(); !s.before(top) && !m.after(s, top) {
		m.held = h
	}
}

// heldSpot returns the row of what is held.
func (m *Model) heldSpot(h held) spot {
	if h.ref >= 0 {
		// A sign at the end of a row has the offset at which the next one begins.
		if row := layout.Find(m.body.rows(h.at.Block), layout.RefSign, h.ref); row >= 0 {
			return spot{h.at.Block, row}
		}
	}
	return m.body.spot(place{block: h.at.Block, offset: h.at.Offset})
}

// after reports whether a row lies below the screen that begins at top.
func (m *Model) after(s, top spot) bool {
	last, _ := m.body.step(top, m.bodyRows(top)-1)
	return last.before(s)
}

// withHeld returns the first row of a screen on which what is held is seen: top
// where that will do, else a row a third of the screen above it.
func (m *Model) withHeld(top spot) spot {
	if !m.held.on {
		return top
	}
	s := m.heldSpot(m.held)
	if !s.before(top) && !m.after(s, top) {
		return top
	}
	third, _ := m.body.step(s, -(m.screen.height-m.screen.status)/3)
	if third = m.clamp(third); m.after(s, third) {
		// The notes below the text leave it little room.
		return m.clamp(s)
	}
	return third
}

// release makes the first row of the screen the one that is shown.
func (m *Model) release() {
	if !m.held.on {
		return
	}
	m.top = m.body.place(m.topSpot())
	m.held = held{}
}

// A heldNote is the row that the focused note was scrolled to, as a place that
// survives a change of width.
type heldNote struct {
	note int
	at   place
	top  int // rows scrolled away, as long as nothing else scrolled the note
	fold int // rows that the fold above the place takes
}

// holdNote holds the place of the focused note, unless it has not moved since it was held.
func (m *Model) holdNote() {
	p := &m.panel
	if !p.focus || m.heldNote.note == p.note && m.heldNote.top == p.top {
		return
	}
	if f := m.flow(p.note); !f.empty() {
		fold := 0
		if s := m.focused(); s != nil && m.foldsAbove(s) {
			fold = 1
		}
		s, _ := f.step(f.first(), p.top+fold)
		m.heldNote = heldNote{p.note, f.place(s), p.top, fold}
	}
}

// keepNote scrolls the focused note to the place that is held, and shows the current
// match in it.
func (m *Model) keepNote() {
	h := &m.heldNote
	if !m.panel.focus || h.note != m.panel.note || h.top != m.panel.top {
		return
	}
	m.panel.top = max(m.noteTop(document.Loc{Note: h.note, Block: h.at.block, Offset: h.at.offset})+h.at.delta-h.fold, 0)
	if at := m.find.hit.At; m.find.current(m) && at.Note == h.note {
		m.uncover(at)
	}
	m.see() // a note of fewer rows is not scrolled so far
	h.top = m.panel.top
}
