package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/tui/layout"
)

// wheelRows is how far a notch of the wheel goes.
const wheelRows = 3

// wheel scrolls what is under the mouse.
func (m *Model) wheel(e tea.Mouse) tea.Cmd {
	rows := 0
	switch e.Button {
	case tea.MouseWheelUp:
		rows = -wheelRows
	case tea.MouseWheelDown:
		rows = wheelRows
	}
	m.endHints()
	switch x := m.modes[len(m.modes)-1].(type) {
	case *list:
		x.move(m, rows)
		return nil
	case *help:
		x.scroll(m, rows)
		m.dirty = true
		return nil
	case *prompt:
		return nil
	}
	if rows == 0 || m.body.empty() {
		return nil
	}
	m.freshen()
	if s := m.slotAt(e.X, e.Y); s >= 0 && m.wheelNote(s, rows) {
		return nil
	}
	s, _ := m.body.step(m.topSpot(), rows)
	m.show(s)
	m.settle()
	return nil
}

// notesBox returns the cells of the notes, also of one that pops up.
func (m *Model) notesBox() box {
	p := m.screen.panel
	if m.screen.dock == dockPopup {
		r := m.popupRows()
		p = box{x: p.x + 1, y: r.y + 1, w: p.w - 2, h: r.h - 2}
	}
	return p
}

// slotAt returns the slot of the panel at a cell of the window, or -1.
func (m *Model) slotAt(x, y int) int {
	m.see()
	p := m.notesBox()
	if !p.has(x, y) || y-p.y >= len(m.notes) {
		return -1
	}
	return m.notes[y-p.y].slot
}

// wheelNote scrolls a note that is longer than its slot. It returns false where all of it is seen.
func (m *Model) wheelNote(slot, rows int) bool {
	s := &m.slots[slot]
	if !m.scrolls(s) {
		return false
	}
	if m.panel.note != s.note {
		if m.panel.focus {
			return false
		}
		m.panel.reset()
		m.panel.note = s.note
	}
	return m.scrollSlot(s, rows)
}

// click opens the note of a reference, or follows a link; in a note it goes to the reference.
// Beside a note that pops up it closes that.
func (m *Model) click(e tea.Mouse) tea.Cmd {
	m.freshen()
	m.endHints()
	if l, ok := m.modes[len(m.modes)-1].(*list); ok && e.Button == tea.MouseLeft {
		return l.click(m, e.Y)
	}
	if len(m.modes) > 1 {
		return nil
	}
	switch e.Button {
	case tea.MouseBackward:
		return m.back(1)
	case tea.MouseForward:
		return m.forward(1)
	case tea.MouseLeft:
	default:
		return nil
	}
	if slot := m.slotAt(e.X, e.Y); slot >= 0 {
		return m.clickNote(slot, e)
	}
	text := m.screen.body
	text.w = m.screen.wide
	if !text.has(e.X, e.Y) || e.Y >= len(m.lines) || m.popupRows().has(e.Y) {
		return nil
	}
	span := spanAt(m.lines[e.Y].row, e.X-m.screen.body.x)
	if m.screen.dock == dockPopup && m.panel.focus && (span == nil || targetOf(span) == noTarget) {
		m.unfocus()
		return nil
	}
	return m.clickSpan(document.Body, span)
}

// clickSpan follows a span of the body or of a note. A click beside what can be followed does nothing.
func (m *Model) clickSpan(note int, s *layout.Span) tea.Cmd {
	if s == nil || targetOf(s) == noTarget {
		return nil
	}
	return m.followTarget(note, targetOf(s))
}

func (m *Model) clickNote(slot int, e tea.Mouse) tea.Cmd {
	s := m.slots[slot]
	notes := m.notesBox()
	y, x := e.Y-notes.y, e.X-notes.x-m.labelWidth(s.note)
	if span := spanAt(m.notes[y].line.row, x); span != nil && targetOf(span) != noTarget {
		return m.clickSpan(s.note, span)
	}
	if fold := m.notes[y]; fold.more > 0 {
		if m.panel.focus && m.panel.note == s.note {
			rows := m.noteShare(false)
			if fold.above {
				rows = -rows
			}
			m.scrollNote(rows)
			return nil
		}
		m.remember()
		m.focus(s.note, s.ref)
		return nil
	}
	ref := s.ref
	if m.panel.focus && m.panel.note == s.note && m.panel.from >= 0 {
		ref = m.panel.from
	}
	if ref < 0 {
		return nil
	}
	if m.doc.Refs[ref].At.Note == document.Body {
		m.unfocus()
	}
	m.goRef(ref)
	return nil
}

// spanAt returns the span at a column of a row, or nil.
func spanAt(r *layout.Row, x int) *layout.Span {
	if r == nil {
		return nil
	}
	at := r.Indent
	for i := range r.Spans {
		s := &r.Spans[i]
		if x >= at && x < at+s.Width {
			return s
		}
		at += s.Width
	}
	return nil
}

// click lights the entry of a row, and goes to the one that is lit.
func (l *list) click(m *Model, y int) tea.Cmd {
	row := l.top + y - 1
	if y < 1 || row >= l.rows(m) {
		return nil
	}
	if row == l.cur {
		return l.chosen(m)
	}
	l.move(m, row-l.cur)
	return nil
}
