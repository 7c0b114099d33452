package tui

import (
	"context"
	"errors"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/search"
)

// A snapshotMsg brings the next snapshot of a reading, or tells its end.
type snapshotMsg struct {
	session int
	doc     *document.Document
	extent  extent
	order   func() *search.Order
	err     error
}

// wait returns the command that waits for the snapshot after the present one.
// What is derived from a snapshot is made there, off the path of the keys.
func (m *Model) wait() tea.Cmd {
	if m.doc.Complete {
		return nil
	}
	ctx, session, r, gen, e := m.ctx, m.session, m.reading, m.doc.Generation, m.extent
	return func() tea.Msg {
		d, err := r.Next(ctx, gen)
		if err != nil {
			return snapshotMsg{session: session, err: err}
		}
		d.BodyRefs()
		msg := snapshotMsg{session: session, doc: d, extent: e.grow(d), order: orderOf(d)}
		if d.Complete {
			msg.order() // a search does not wait for it
		}
		return msg
	}
}

// slowAfter is how long a document is read before the reader is shown how far it is.
const slowAfter = 300 * time.Millisecond

// A slowMsg says that a reading has lasted so long.
type slowMsg struct{ session int }

// slowly returns the command that tells so, nil where the document has been read.
func (m *Model) slowly() tea.Cmd {
	if m.slow = false; m.doc.Complete {
		return nil
	}
	session := m.session
	return tea.Tick(slowAfter, func(time.Time) tea.Msg { return slowMsg{session} })
}

// receive takes a snapshot. The place stays: a later snapshot only adds.
func (m *Model) receive(msg snapshotMsg) tea.Cmd {
	if msg.session != m.session {
		return nil
	}
	if msg.err != nil {
		if !errors.Is(msg.err, io.EOF) && !errors.Is(msg.err, context.Canceled) {
			m.complain("reading stopped: " + msg.err.Error())
		}
		m.slow = false
		return nil
	}
	if m.resigned(msg.doc) {
		m.memo = newMemo()
	}
	m.doc, m.extent = msg.doc, msg.extent
	m.slow = m.slow && !m.doc.Complete
	if msg.order != nil {
		m.find.ordered, m.find.order = msg.doc, msg.order
	}
	m.redivide()
	m.reanchor()
	m.arrive()
	return tea.Batch(m.wait(), m.find.extend(m), m.survey(), m.loadHyphens())
}

// quietAfter is how long after a document was read its text is surveyed: the keys that
// waited for its end come first.
const quietAfter = 50 * time.Millisecond

// survey returns the command that makes searches of the whole document fast, nil where it is
// not read yet.
func (m *Model) survey() tea.Cmd {
	if !m.doc.Complete || m.find.ordered != m.doc {
		return nil
	}
	ctx, order := m.ctx, m.find.order
	return func() tea.Msg {
		select {
		case <-time.After(quietAfter):
			order().Survey(ctx)
		case <-ctx.Done():
		}
		return nil
	}
}

// resigned reports whether a later snapshot has found the note of a reference that
// shows the note's label, so that rows laid out before show a sign it no longer has.
func (m *Model) resigned(d *document.Document) bool {
	for i := range min(len(m.doc.Refs), len(d.Refs)) {
		if m.doc.Called(i) != d.Called(i) {
			before, _ := m.doc.ShownRef(i)
			if after, _ := d.ShownRef(i); before != after {
				return true
			}
		}
	}
	return false
}
