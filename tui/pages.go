package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// here returns the place that "next" and "before" are counted from: where the
// eye is, or the top of the screen.
func (m *Model) here() document.Loc {
	if m.seen(m.cursor) {
		return m.cursor
	}
	return m.topLoc()
}

// nextPage goes n printed pages on, or back.
func (m *Model) nextPage(n int) tea.Cmd {
	pages := m.doc.BodyPages()
	i := -1
	if p := m.doc.PageAt(m.here()); p >= 0 {
		i, _ = slices.BinarySearch(pages, int32(p))
	}
	i += n
	if i < 0 || i >= len(pages) {
		m.inform(m.noMore(len(pages), n, "printed page"))
		return nil
	}
	m.remember()
	m.goPage(int(pages[i]))
	return nil
}

// goPage brings the row where a page begins to the top of the screen.
func (m *Model) goPage(page int) {
	m.unfocus()
	at := m.doc.Pages[page].At
	if at.Note != document.Body {
		m.openNote(at.Note, -1)
		m.panel.top = m.noteTop(at)
		return
	}
	m.land(at)
}

// gotoPage goes to a printed page by its label. Of several that bear it, the
// next after the eye is meant; the main numbering goes before the others.
func (m *Model) gotoPage(label string) tea.Cmd {
	if label == "" {
		return m.openLineWith("p ")
	}
	page := m.doc.PageLabelled(label, m.cursor)
	switch {
	case page >= 0:
		m.remember()
		m.goPage(page)
	case m.doc.Complete:
		m.complain(m.noPage(label))
	default:
		m.await(awaited{page: label, jump: true}, "page "+label)
	}
	return nil
}

func (m *Model) noPage(label string) string {
	pages := m.doc.BodyPages()
	if len(pages) == 0 {
		return m.noMore(0, 0, "printed page")
	}
	first, last := m.doc.Pages[pages[0]], m.doc.Pages[pages[len(pages)-1]]
	return fmt.Sprintf("there is no page %s; the pages go from %s to %s", label, first.Label, last.Label)
}

// nextSection goes n sections on, or back.
func (m *Model) nextSection(n int) tea.Cmd {
	return m.nextOf("section", n, func(*document.Section) bool { return true })
}

// nextDocument goes n documents of a volume on, or back.
func (m *Model) nextDocument(n int) tea.Cmd {
	if m.extent.documents == 0 {
		m.inform("this is one document, not a volume of them")
		return nil
	}
	return m.nextOf("document", n, func(s *document.Section) bool { return s.Document })
}

// nextOf goes to the nth of those sections that count, on or back.
func (m *Model) nextOf(what string, n int, counts func(*document.Section) bool) tea.Cmd {
	here := m.doc.SectionAt(m.here().Block)
	i, left := here, n
	if n < 0 && here >= 0 && m.doc.Sections[here].Block < m.here().Block {
		i++
	}
	for left != 0 {
		i += sign(n)
		if i < 0 || i >= len(m.doc.Sections) {
			m.inform(m.noMore(len(m.doc.Sections), n, what))
			return nil
		}
		if counts(&m.doc.Sections[i]) {
			left -= sign(n)
		}
	}
	m.remember()
	m.goSection(i)
	return nil
}

func (m *Model) goSection(i int) {
	m.unfocus()
	m.land(document.Loc{Note: document.Body, Block: m.doc.Sections[i].Block})
}
