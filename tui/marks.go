package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// A mark is a place that was marked: all of it in the reading in which that was
// done, in a later one where the eye was.
type mark struct {
	session int
	stop    stop
	at      document.Loc
}

// setMark marks the place under a key.
func (m *Model) setMark(key string) tea.Cmd {
	if m.marks == nil {
		m.marks = make(map[string]mark)
	}
	at := m.here()
	if m.panel.focus {
		at = document.Loc{Note: m.panel.note}
	}
	m.marks[key] = mark{m.session, m.stop(), at}
	m.inform("marked " + clean(key))
	return nil
}

// gotoMark goes to the place that was marked under a key.
func (m *Model) gotoMark(key string) tea.Cmd {
	to, ok := m.marks[key]
	switch {
	case !ok:
		m.complain("there is no mark " + clean(key))
		return nil
	case !m.holds(to.at):
		m.complain("what was marked " + clean(key) + " is not there any more")
		return nil
	}
	m.remember()
	if to.session == m.session {
		m.put(to.stop)
	} else {
		m.goTo(to.at)
	}
	return nil
}

// holds reports whether a place that was taken from another reading of the
// source is one of this one too.
func (m *Model) holds(at document.Loc) bool {
	if at.Note >= len(m.doc.Notes) {
		return false
	}
	blocks := m.doc.BlocksOf(at.Note)
	return at.Block < len(blocks) && at.Offset <= len(blocks[at.Block].Text)
}

// lastPlace goes to the place before the last jump, and by the same key back.
func (m *Model) lastPlace() tea.Cmd {
	last := m.lastStop()
	if last < 0 {
		m.inform("this is where you began")
		return nil
	}
	s := m.jumps.behind[last]
	m.jumps.behind[last] = m.stop()
	m.put(s)
	return nil
}
