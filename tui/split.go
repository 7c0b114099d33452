package tui

import (
	"slices"

	"ibid/document"
)

// Notes below the text stand at the foot of the screen, as on a printed page:
// they take as many rows as the text above calls for, up to a share of the
// screen, and none where it calls for nothing.

// belowShare is the most of a screen that notes below the text take, as a
// fraction; a note that is read takes up to focusShare.
const (
	belowShare = 3
	focusShare = 2
	belowMax   = 12
	foldedRows = 2 // a row of text and one that counts the rest
)

// bodyRows returns how many rows the body has when s is the first of them.
func (m *Model) bodyRows(s spot) int {
	all := m.screen.height - m.screen.status
	if m.screen.dock != dockBelow {
		return all
	}
	limit := min(max(all/belowShare, 3), belowMax)
	need := 0
	m.calling = m.calling[:0]
	if m.panel.focus {
		limit = max(limit, all/focusShare)
		need = m.callHeight(m.panel.note, limit)
	}
	m.ahead = m.body.lines(m.ahead[:0], s, all)
	rows := all
	if need > 0 {
		rows = all - 1 - min(need, limit)
	}
	// The fewer rows the body has the fewer notes it calls, so the first row
	// that calls for more than is left below it ends the body. The first note is
	// folded rather than that nothing stands below.
	for y, l := range m.ahead {
		before := need
		for ref := range l.refs {
			need += m.callHeight(m.doc.Called(ref), limit)
		}
		if need > 0 && y+1+1+min(need, limit) > all {
			if before == 0 && y+1+1+foldedRows <= all {
				return y + 1
			}
			return max(min(rows, y), 1)
		}
		if need > 0 {
			rows = all - 1 - min(need, limit)
		}
	}
	return max(rows, 1)
}

// callHeight returns the rows of a note that has not been counted yet, no more than limit.
func (m *Model) callHeight(note, limit int) int {
	if note == document.NoNote || note >= len(m.doc.Notes) || slices.Contains(m.calling, note) {
		return 0
	}
	m.calling = append(m.calling, note)
	f := m.flow(note)
	return max(f.height(limit), 1)
}

// split gives the body and the notes below it their rows.
func (m *Model) split(top spot) {
	all := m.screen.height - m.screen.status
	m.screen.body.h = m.bodyRows(top)
	if m.screen.dock == dockBelow {
		m.screen.panel.y = m.screen.body.h + 1
		m.screen.panel.h = max(all-m.screen.panel.y, 0)
	}
}

// clamp returns the first row of the screen that s can be: s, or the row before it
// with which the document ends at the foot of the screen.
func (m *Model) clamp(s spot) spot {
	rows := m.bodyRows(s)
	if _, n := m.body.step(s, rows-1); n == rows-1 {
		return s
	}
	all := m.screen.height - m.screen.status
	end, _ := m.body.step(m.body.last(), 1-all)
	for {
		rows := m.bodyRows(end)
		_, left := m.body.step(end, all)
		if left+1 <= rows || !end.before(s) {
			return end
		}
		end, _ = m.body.step(end, left+1-rows)
	}
}

// screenUp returns the first row of the screen before the one that begins at s, which
// shows the top rows of that one again at its foot.
func (m *Model) screenUp(s spot) spot {
	n := max(m.bodyRows(s)-overlap, 1)
	for {
		up, _ := m.body.step(s, -n)
		rows := m.bodyRows(up)
		if n == 1 || rows >= n+overlap {
			return up
		}
		n = max(min(rows-overlap, n-1), 1)
	}
}
