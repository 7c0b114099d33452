package tui

import (
	"os/exec"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/keymap"
)

// An openedMsg brings a reading of the same source, made anew.
type openedMsg struct {
	reading Reading
	doc     *document.Document
	extent  extent
	err     error
}

// reload reads the source again. What is seen stays until the new reading has something to show.
func (m *Model) reload() tea.Cmd {
	if m.opt.Reopen == nil {
		m.inform("what came from a pipe cannot be read again")
		return nil
	}
	m.inform("reading the file again" + ellipsis(m.plain))
	ctx, open := m.ctx, m.opt.Reopen
	return func() tea.Msg {
		r, err := open(ctx)
		if err != nil {
			return openedMsg{err: err}
		}
		d := r.Document()
		if d == nil {
			if d, err = r.Next(ctx, 0); err != nil {
				return openedMsg{err: err}
			}
		}
		d.BodyRefs()
		return openedMsg{reading: r, doc: d, extent: extent{}.grow(d)}
	}
}

// reopened puts a new reading in the place of the old one. The place is kept
// by the text of its block, and those of the jumps are.
func (m *Model) reopened(msg openedMsg) tea.Cmd {
	if msg.err != nil {
		m.complain(msg.err.Error())
		return nil
	}
	m.keepJumps()
	m.session++
	if !m.body.empty() && m.anchor == "" {
		m.anchor = m.doc.Blocks[min(m.top.block, len(m.doc.Blocks)-1)].Text
	}
	m.reading, m.doc, m.extent = msg.reading, msg.doc, msg.extent
	m.memo = newMemo()
	m.ref, m.lit, m.held, m.heldNote = -1, false, held{}, heldNote{}
	m.modes = m.modes[:1]
	m.unfocus()
	m.find.pending, m.find.results, m.find.blocks, m.find.has = nil, nil, nil, false
	m.divide()
	m.reanchor()
	m.inform("read again")
	return tea.Batch(m.wait(), m.slowly(), m.find.extend(m), m.loadHyphens())
}

// anchorReach is how many blocks away from where it was a block is looked for
// after the source was read again.
const anchorReach = 10_000

// reanchor finds the block at the top of the screen again in a new reading,
// in which blocks may have come or gone before it. It waits for a snapshot that has it.
func (m *Model) reanchor() {
	if m.anchor == "" {
		return
	}
	i := nearest(len(m.doc.Blocks), m.top.block, func(i int) bool { return m.doc.Blocks[i].Text == m.anchor })
	if i >= 0 && i != m.top.block {
		m.top.block, m.cursor = i, document.Loc{Note: document.Body, Block: i, Offset: m.top.offset}
		m.changed()
	}
	if i >= 0 || m.doc.Complete {
		m.anchor = ""
	}
}

// nearest returns the index up to n, within anchorReach of i, that is the nearest to i
// of those wanted, -1 where there is none.
func nearest(n, i int, wanted func(i int) bool) int {
	for away := range anchorReach {
		for _, k := range [...]int{i + away, i - away} {
			if k >= 0 && k < n && wanted(k) {
				return k
			}
		}
	}
	return -1
}

// An editMsg brings the command of the editor, an editedMsg says that it has given the terminal back.
type (
	editMsg struct {
		cmd *exec.Cmd
		err error
	}
	editedMsg toldMsg
)

// edit opens the source in an editor at the place of the eye.
func (m *Model) edit() tea.Cmd {
	if m.opt.Edit == nil {
		m.inform("there is no file to edit")
		return nil
	}
	at, command := m.here(), m.opt.Edit
	if m.panel.focus {
		at = document.Loc{Note: m.panel.note}
	}
	return func() tea.Msg {
		cmd, err := command(at)
		return editMsg{cmd, err}
	}
}

// runEditor gives the editor the terminal.
func (m *Model) runEditor(msg editMsg) tea.Cmd {
	if msg.err != nil {
		m.complain(msg.err.Error())
		return nil
	}
	// Files, not what Bubble Tea was given, which would reach the editor through pipes.
	if c := msg.cmd; m.opt.Input != nil && m.opt.Output != nil {
		c.Stdin, c.Stdout, c.Stderr = m.opt.Input, m.opt.Output, m.opt.Output
	}
	m.outside.Store(true)
	again := m.does(keyed{keymap.Reload, "reads the file again"})
	return tea.ExecProcess(msg.cmd, func(err error) tea.Msg { return editedMsg{text: again, err: err} })
}
