package tui

import tea "charm.land/bubbletea/v2"

// measureStep is how many columns the measure is changed by at once.
const measureStep = 4

// remeasure changes the measure by steps.
func (m *Model) remeasure(n int) tea.Cmd {
	return m.setMeasure(min(m.measure, m.screen.body.w) + n*measureStep)
}

// resetMeasure sets the measure back to what it was at first.
func (m *Model) resetMeasure() tea.Cmd { return m.setMeasure(m.opt.Measure) }

func (m *Model) setMeasure(columns int) tea.Cmd {
	m.hold()
	m.measure = min(max(columns, minMeasure), maxMeasure)
	m.divide()
	m.inform(counted(m.screen.body.w, "column", "columns") + " of text")
	return nil
}

// togglePanel takes the panel away, and puts it back.
func (m *Model) togglePanel() tea.Cmd {
	m.hold()
	m.hidden = !m.hidden
	m.divide()
	if m.hidden {
		m.inform("notes open over the text")
	}
	return nil
}

// movePanel takes the next position that looks different in this window.
func (m *Model) movePanel() tea.Cmd {
	m.hold()
	m.hidden = false
	before := m.screen.dock
	for range dockOff {
		m.dock = (m.dock + 1) % dockOff
		m.divide()
		if m.screen.dock != before {
			break
		}
	}
	m.inform("notes " + dockNames[m.screen.dock])
	return nil
}

// toggleMouse leaves the mouse to the terminal, and takes it back.
func (m *Model) toggleMouse() tea.Cmd {
	m.mouse = !m.mouse
	if m.mouse {
		m.inform("mouse on")
	} else {
		m.inform("mouse off: the terminal selects text")
	}
	return nil
}
