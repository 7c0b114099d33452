package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/keymap"
)

// An awaited place is where the reader wants to go as soon as it has been read.
type awaited struct {
	page, note string
	back       *Bookmark // where the session before ended
	end        bool      // of the document
	share      int       // of the document, in hundredths
	hit        bool      // the next match after those that were read
	jump       bool      // there is a place to come back to
	say        string    // what the reader is told meanwhile
}

// begin takes the wishes of the command line.
func (m *Model) begin() {
	m.awaited = awaited{page: m.opt.Page, note: m.opt.Note}
	if m.opt.Page == "" && m.opt.Note == "" && m.opt.Search == "" {
		m.awaited.back = m.opt.At
	}
	switch m.arrive(); {
	case m.awaited.page != "":
		m.await(m.awaited, "page "+m.opt.Page)
	case m.awaited.note != "":
		m.await(m.awaited, "note "+m.opt.Note)
	case m.awaited.back != nil:
		m.await(m.awaited, "where you stopped")
	}
}

// await says what is waited for. The next key gives it up; Esc does nothing else.
func (m *Model) await(a awaited, what string) {
	m.inform(m.advise(what+" has not been read yet and is waited for", keymap.Close, "stays here"))
	a.say = m.say.text
	m.awaited = a
}

// unwait gives up what is waited for. It returns false where no place was.
func (m *Model) unwait() bool {
	waited := m.awaited != awaited{}
	m.awaited, m.find.wanted, m.anchor = awaited{}, false, ""
	return waited
}

// arrive goes to the place that is waited for, if it has been read.
func (m *Model) arrive() {
	switch a := m.awaited; {
	case a.page != "":
		m.arriveAt(m.doc.PageLabelled(a.page, m.cursor), m.goPage, func() string { return m.noPage(a.page) })
	case a.note != "":
		m.arriveAt(m.doc.NoteLabelled(a.note, m.cursor), func(n int) { m.openNote(n, -1) }, func() string { return m.noNote(a.note) })
	case a.back != nil:
		m.comeBack(a.back)
	case a.share > 0 && m.doc.Complete:
		m.arriveAt(0, func(int) { m.goShare(a.share) }, nil)
	case a.end && m.doc.Complete:
		m.arriveAt(0, func(int) { m.last() }, nil)
	}
}

// arriveAt visits element i that was waited for, -1 where it is not known, which at
// the end of the document is told.
func (m *Model) arriveAt(i int, visit func(int), missing func() string) {
	jump := m.awaited.jump
	switch {
	case i >= 0:
		m.arrived()
		if jump {
			m.remember()
		}
		visit(i)
	case m.doc.Complete:
		m.awaited = awaited{}
		m.complain(missing())
	}
}

// arrived ends the wait, and what was said of it.
func (m *Model) arrived() {
	if m.say.text == m.awaited.say {
		m.freshen()
	}
	m.awaited = awaited{}
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
