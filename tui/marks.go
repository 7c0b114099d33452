package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// setMark marks the place under a key.
func (m *Model) setMark(key string) tea.Cmd {
	if m.marks == nil {
		m.marks = make(map[string]document.Loc)
	}
	m.marks[key] = m.here()
	m.inform("marked " + clean(key))
	return nil
}

// gotoMark goes to the place that was marked under a key.
func (m *Model) gotoMark(key string) tea.Cmd {
	at, ok := m.marks[key]
	switch {
	case !ok:
		m.complain("there is no mark " + clean(key))
		return nil
	case !m.holds(at):
		m.complain("what was marked " + clean(key) + " is not there any more")
		return nil
	}
	m.remember()
	m.goTo(at)
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
