package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// A mark is a place that was marked: all of it in the reading in which that was
// done, in a later one where the text is that the eye was on.
type mark struct {
	session int
	stop    stop
	at      document.Loc
	text    string // of the block
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
	m.marks[key] = mark{m.session, m.stop(), at, m.textOf(at.Note, at.Block)}
	m.inform("marked " + clean(key))
	return nil
}

// textOf returns the reading text of a block, "" where there is none.
func (m *Model) textOf(note, block int) string {
	if note >= len(m.doc.Notes) {
		return ""
	}
	if blocks := m.doc.BlocksOf(note); block < len(blocks) {
		return blocks[block].Text
	}
	return ""
}

// gotoMark goes to the place that was marked under a key.
func (m *Model) gotoMark(key string) tea.Cmd {
	to, ok := m.marks[key]
	if !ok {
		m.complain("there is no mark " + clean(key))
		return nil
	}
	if to.session == m.session {
		m.remember()
		m.put(to.stop)
		return nil
	}
	at, ok := m.findAgain(to)
	if !ok {
		m.complain("what was marked " + clean(key) + " is not there any more")
		return nil
	}
	m.remember()
	m.goTo(at)
	return nil
}

// findAgain returns the place of a mark of another reading of the source, in which
// blocks and notes may have come or gone before it.
func (m *Model) findAgain(to mark) (document.Loc, bool) {
	at := to.at
	if at.Note == document.Body {
		at.Block = nearest(len(m.doc.Blocks), at.Block, func(i int) bool { return m.doc.Blocks[i].Text == to.text })
		return at, at.Block >= 0
	}
	at.Note = nearest(len(m.doc.Notes), at.Note, func(i int) bool { return m.textOf(i, at.Block) == to.text })
	return at, at.Note >= 0
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
