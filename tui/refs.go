package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/layout"
)

// refs yields the references whose signs stand on a row.
func (l line) refs(yield func(ref int) bool) {
	if l.row == nil {
		return
	}
	for i := range l.row.Spans {
		if s := &l.row.Spans[i]; s.Kind == layout.RefSign && s.Index >= 0 && !yield(int(s.Index)) {
			return
		}
	}
}

// nextRef goes n references on, or back. In a note it goes along what can be followed
// there first, and then to the note of the next reference.
func (m *Model) nextRef(n int) tea.Cmd {
	if m.panel.focus && m.nextTarget(sign(n)) {
		return nil
	}
	refs := m.doc.BodyRefs()
	i := m.refIndex(refs, n)
	if i < 0 || i >= len(refs) {
		said := m.noMore(len(refs), n, "reference")
		if len(refs) == 0 && len(m.hints()) > 0 {
			said = m.advise(said, keymap.Hints, "shows what can be followed")
		}
		m.inform(said)
		return nil
	}
	ref := int(refs[i])
	in := m.panel.focus && m.doc.Called(ref) != document.NoNote
	if in || !m.seen(m.doc.Refs[ref].At) {
		m.remember()
	}
	m.unfocus()
	m.goRef(ref)
	if in {
		m.focus(m.doc.Called(ref), ref)
	}
	return nil
}

// refIndex returns where in refs the nth reference from the eye stands, out of bounds where there is none.
func (m *Model) refIndex(refs []int32, n int) int {
	if m.ref >= 0 {
		if i, ok := slices.BinarySearch(refs, int32(m.ref)); ok {
			return i + n
		}
	}
	at := m.cursor
	if !m.seen(at) {
		at = m.topLoc()
	}
	i, _ := slices.BinarySearchFunc(refs, at, func(r int32, at document.Loc) int {
		if m.doc.Refs[r].At.Before(at) {
			return -1
		}
		return 1
	})
	if n < 0 {
		return i + n
	}
	return i + n - 1
}

// noMore says that there is none before or after, or none at all.
func (m *Model) noMore(all, n int, what string) string {
	switch {
	case all == 0 && !m.doc.Complete:
		return "no " + what + " in what has been read so far"
	case all == 0:
		return "there is no " + what + " in this document"
	case n < 0:
		return "this is the first " + what
	case !m.doc.Complete:
		return "this is the last " + what + " read so far"
	}
	return "this is the last " + what
}

// goRef makes a reference active and brings it onto the screen. One that stands in
// a note is active there.
func (m *Model) goRef(ref int) {
	at := m.doc.Refs[ref].At
	if at.Note != document.Body {
		m.focus(at.Note, -1)
		m.panel.at = target{document.MarkRef, ref}
		m.uncover(at)
		return
	}
	m.bring(m.heldSpot(held{ref: ref, at: at}))
	m.look(at)
	m.ref = ref
}

// focus puts the keyboard into a note, which was reached by a reference or by none (-1).
func (m *Model) focus(note, from int) {
	m.panel.reset()
	m.panel.focus, m.panel.note, m.panel.from = true, note, from
	m.changed()
}

// openNote goes to a note. Where its first caller in the body is not on the screen, it is brought there.
func (m *Model) openNote(note, from int) {
	if from < 0 {
		if callers := m.doc.Callers(note); len(callers) > 0 {
			from = int(callers[0])
		}
	}
	called := from >= 0 && m.doc.Refs[from].At.Note == document.Body
	if called {
		m.unfocus()
		m.goRef(from)
	}
	m.focus(note, from)
	if called {
		// The note may have taken the rows that its reference stood on.
		m.bring(m.heldSpot(held{ref: from, at: m.doc.Refs[from].At}))
	}
}

// follow is Enter: from a reference to its note, along a link, or from a note back.
func (m *Model) follow() tea.Cmd {
	if m.agreed != "" {
		return m.browse(m.agreed)
	}
	if m.panel.focus {
		if m.panel.at != noTarget {
			return m.followTarget(m.panel.note, m.panel.at)
		}
		m.backToRef()
		return nil
	}
	ref := m.activeRef()
	if ref < 0 {
		m.inform(m.nothingToFollow())
		return nil
	}
	return m.openRef(ref)
}

// nothingToFollow says why Enter leads nowhere, and which key leads somewhere.
func (m *Model) nothingToFollow() string {
	switch {
	case len(m.hints()) > 0:
		return m.advise("no reference is on the screen", keymap.Hints, "shows what can be followed")
	case len(m.doc.BodyRefs()) == 0:
		return m.noMore(0, 1, "reference")
	}
	return m.advise("no reference is on the screen", keymap.NextRef, "goes to the next one")
}

// openRef goes from a reference to its note.
func (m *Model) openRef(ref int) tea.Cmd {
	note := m.doc.Called(ref)
	if note == document.NoNote {
		m.inform(m.noNoteOf(ref))
		return nil
	}
	m.remember()
	m.openNote(note, ref)
	if len(m.targets()) > 0 { // Enter, which follows all else, would lead back
		m.inform(m.does(keyed{keymap.NextRef, "goes to its links"}, keyed{keymap.Follow, "goes back"}))
	}
	return nil
}

// noNoteOf says that a reference calls no note, or none that has been read.
func (m *Model) noNoteOf(ref int) string {
	which := "this reference"
	if label := m.doc.Refs[ref].Label; label != "" {
		which = "reference " + label
	}
	if !m.doc.Complete {
		return "the note of " + which + " has not been read yet"
	}
	return "no note was found for " + which
}

// visit goes to a note that is seen, or from the one that is focused back.
func (m *Model) visit(s slot) tea.Cmd {
	if m.panel.focus && m.panel.note == s.note || s.ref < 0 {
		m.backToRef()
		return nil
	}
	return m.openRef(s.ref)
}

// activeRef returns the active reference, or the first on the screen where it has
// left it, or -1.
func (m *Model) activeRef() int {
	if m.ref >= 0 && m.seen(m.doc.Refs[m.ref].At) {
		return m.ref
	}
	m.see()
	for _, l := range m.lines {
		for ref := range l.refs {
			return ref
		}
	}
	return m.ref
}

// backToRef goes from a note to the reference it was reached by, else to the first that calls it.
func (m *Model) backToRef() {
	ref := m.panel.from
	if ref < 0 {
		callers := m.doc.Callers(m.panel.note)
		if len(callers) == 0 {
			m.inform("nothing in the document calls this note")
			return
		}
		ref = int(callers[0])
	}
	m.remember()
	m.unfocus()
	m.goRef(ref)
}

// noteTop returns how many rows of the focused note, from its base on, precede the row of
// a place in it.
func (m *Model) noteTop(l document.Loc) int {
	if m.rebase(l.Block) {
		m.panel.top = 0
	}
	f := m.flow(l.Note)
	if f.empty() {
		return 0
	}
	return f.rank(spot{l.Block, rowAt(f.rows(l.Block), l.Offset)})
}

// noNote says that there is no such note, and what shows which there are.
func (m *Model) noNote(label string) string {
	if len(m.doc.Notes) == 0 {
		return m.noMore(0, 0, "note")
	}
	return m.advise("there is no note "+label, keymap.NoteList, "lists all notes")
}

// gotoNote goes to a note by its label. Labels restart, so of several the one called
// in the section of the eye is meant, then the next one after it.
func (m *Model) gotoNote(label string) tea.Cmd {
	if label == "" {
		return m.openLineWith("n ")
	}
	note := m.doc.NoteLabelled(label, m.cursor)
	switch {
	case note >= 0:
		m.remember()
		m.openNote(note, -1)
	case m.doc.Complete:
		m.complain(m.noNote(label))
	default:
		m.await(awaited{note: label, jump: true}, "note "+label)
	}
	return nil
}
