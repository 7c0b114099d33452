package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// A start is where the reader wants to open. It waits for the snapshot that has the place.
type start struct{ page, note string }

// begin takes the wishes of the command line.
func (m *Model) begin() {
	if at := m.opt.At; at != nil {
		m.restore(*at)
	}
	m.start = start{m.opt.Page, m.opt.Note}
	m.open()
}

// restore goes to a place that was left, if it is there.
func (m *Model) restore(at document.Loc) {
	if at.Note == document.Body && at.Block < len(m.doc.Blocks) {
		m.raise(at)
	}
}

// open goes where the reader wants to begin, as soon as that has been read.
func (m *Model) open() {
	switch s := m.start; {
	case s.page != "":
		m.openAt(m.doc.PageLabelled(s.page, m.cursor), m.goPage, m.noPage(s.page))
	case s.note != "":
		m.openAt(m.doc.NoteLabelled(s.note, m.cursor), func(n int) { m.openNote(n, -1) }, "there is no note "+s.note)
	}
}

func (m *Model) openAt(i int, visit func(int), missing string) {
	switch {
	case i >= 0:
		m.start = start{}
		visit(i)
	case m.doc.Complete:
		m.start = start{}
		m.complain(missing)
	}
}

// startSearch begins the search asked for on the command line.
func (m *Model) startSearch() tea.Cmd {
	if m.opt.Search == "" {
		return nil
	}
	m.find.origin = m.stop()
	m.sought = append(m.sought, clean(m.opt.Search))
	return m.find.seek(m, clean(m.opt.Search))
}
