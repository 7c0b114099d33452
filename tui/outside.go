package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/document"
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
	m.inform("reading the file again" + ellipsis(m.opt.ASCII))
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
// by block and byte where the block is still there; the jumps are forgotten.
func (m *Model) reopened(msg openedMsg) tea.Cmd {
	if msg.err != nil {
		m.complain(msg.err.Error())
		return nil
	}
	m.session++
	m.reading, m.doc, m.extent = msg.reading, msg.doc, msg.extent
	m.memo, m.glosses = newMemo(), nil
	m.jumps = history{}
	m.ref = -1
	m.modes = m.modes[:1]
	m.unfocus()
	m.find.order, m.find.blocks = nil, nil
	m.divide()
	m.inform("read again")
	return tea.Batch(m.wait(), m.find.extend(m))
}

// An editedMsg says that the editor has given the terminal back.
type editedMsg toldMsg

// edit opens the source in an editor at the place of the eye.
func (m *Model) edit() tea.Cmd {
	if m.opt.Edit == nil {
		m.inform("there is no file to edit")
		return nil
	}
	cmd, err := m.opt.Edit(m.here())
	if err != nil {
		m.complain(err.Error())
		return nil
	}
	m.outside.Store(true)
	return tea.ExecProcess(cmd, func(err error) tea.Msg { return editedMsg{text: "R reads the file again", err: err} })
}
