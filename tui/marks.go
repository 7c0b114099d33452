package tui

import tea "charm.land/bubbletea/v2"

// setMark marks the place under a key.
func (m *Model) setMark(key string) tea.Cmd {
	if m.marks == nil {
		m.marks = make(map[string]stop)
	}
	m.marks[key] = m.stop()
	m.inform("marked " + clean(key))
	return nil
}

// gotoMark goes to the place that was marked under a key.
func (m *Model) gotoMark(key string) tea.Cmd {
	s, ok := m.marks[key]
	if !ok {
		m.complain("there is no mark " + clean(key))
		return nil
	}
	m.remember()
	m.put(s)
	return nil
}

// lastPlace goes to the place before the last jump, and by the same key back.
func (m *Model) lastPlace() tea.Cmd {
	last := len(m.jumps.behind) - 1
	if last < 0 {
		m.inform("this is where you began")
		return nil
	}
	s := m.jumps.behind[last]
	m.jumps.behind[last] = m.stop()
	m.put(s)
	return nil
}
