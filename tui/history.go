package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/search"
	"ibid/keymap"
)

// maxJumps bounds the history; the oldest jumps are forgotten.
const maxJumps = 10_000

// A stop is all that has to be put back to be where one was.
type stop struct {
	top    place
	cursor document.Loc
	ref    int
	lit    bool
	panel  panel
	hit    search.Hit // the current match
	search int        // the search it is of, which may have been given up meanwhile

	session int    // the reading it is of
	text    string // of the block at the top, where that is another reading than the present one
}

// A history is the jumps made: the stops behind and those gone back from.
type history struct{ behind, ahead []stop }

func (m *Model) stop() stop {
	m.release()
	s := stop{top: m.top, cursor: m.cursor, ref: m.ref, lit: m.lit, panel: m.panel, search: -1, session: m.session}
	if m.find.current(m) {
		s.hit, s.search = m.find.hit, m.find.gen
	}
	return s
}

// remember keeps the present stop before a jump. A run of the same step (Tab after Tab, a
// match after a match) is one jump: what matters is where it was begun.
func (m *Model) remember() {
	m.jumps.ahead = nil
	if steps[m.lastAction] && m.lastAction == m.nowAction {
		return
	}
	if n := len(m.jumps.behind); n > 0 && m.jumps.behind[n-1] == m.stop() {
		return
	}
	if len(m.jumps.behind) == maxJumps {
		m.jumps.behind = slices.Delete(m.jumps.behind, 0, maxJumps/10)
	}
	m.jumps.behind = append(m.jumps.behind, m.stop())
}

// steps are the actions of which a run is one jump.
var steps = map[keymap.Action]bool{
	keymap.NextRef: true, keymap.PrevRef: true, keymap.NextPage: true, keymap.PrevPage: true,
	keymap.NextSection: true, keymap.PrevSection: true, keymap.NextDocument: true, keymap.PrevDocument: true,
	keymap.NextHit: true, keymap.PrevHit: true,
}

// keepJumps makes the jumps outlive the reading that is given up: what will be found
// again is the text at the top of each.
func (m *Model) keepJumps() {
	for _, stops := range [][]stop{m.jumps.behind, m.jumps.ahead} {
		for i := range stops {
			if s := &stops[i]; s.session == m.session {
				s.text = strings.Clone(m.textOf(document.Body, s.top.block)) // not to keep all of it
			}
		}
	}
}

// renew finds a stop of an earlier reading in the present one, in which blocks may have
// come or gone. Where its text is there no more it is the block that stands in its place.
func (m *Model) renew(s stop) stop {
	block := nearest(len(m.doc.Blocks), s.top.block, func(i int) bool { return m.doc.Blocks[i].Text == s.text })
	if block < 0 {
		block = max(min(s.top.block, len(m.doc.Blocks)-1), 0)
	}
	top := place{block, s.top.offset, s.top.delta}
	n := stop{top: top, ref: -1, search: -1, session: m.session}
	n.cursor = document.Loc{Note: document.Body, Block: block, Offset: top.offset}
	n.panel.reset()
	return n
}

// put goes to a stop.
func (m *Model) put(s stop) {
	if s.session != m.session {
		s = m.renew(s)
	}
	m.top, m.cursor, m.ref, m.lit, m.panel = s.top, s.cursor, s.ref, s.lit, s.panel
	m.held = held{}
	if m.find.has = s.search == m.find.gen; m.find.has {
		m.find.hit = s.hit
	}
	m.changed()
}

// lastStop returns the index of the last stop that one is not at, and forgets those
// after it: a jump that led nowhere is none. It is -1 where there is no such stop.
func (m *Model) lastStop() int {
	last := len(m.jumps.behind) - 1
	for here := m.stop(); last >= 0 && m.jumps.behind[last] == here; last-- {
	}
	m.jumps.behind = m.jumps.behind[:last+1]
	return last
}

func (m *Model) back(n int) tea.Cmd {
	for range n {
		last := m.lastStop()
		if last < 0 {
			m.inform("this is where you began")
			break
		}
		m.jumps.ahead = append(m.jumps.ahead, m.stop())
		m.put(m.jumps.behind[last])
		m.jumps.behind = m.jumps.behind[:last]
	}
	return nil
}

func (m *Model) forward(n int) tea.Cmd {
	for range n {
		last := len(m.jumps.ahead) - 1
		if last < 0 {
			m.inform("this is as far as you went")
			break
		}
		m.jumps.behind = append(m.jumps.behind, m.stop())
		m.put(m.jumps.ahead[last])
		m.jumps.ahead = m.jumps.ahead[:last]
	}
	return nil
}
