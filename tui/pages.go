package tui

import (
	"fmt"
	"sort"

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
	pages, here := m.doc.BodyPages(), m.here()
	begun := sort.Search(len(pages), func(i int) bool { return here.Before(m.doc.Pages[pages[i]].At) })
	i := begun - 1 + n
	if n < 0 && m.doc.PageAt(here) < 0 {
		i++ // the last to begin is of another file, and a page before
	}
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
		m.raiseInNote(at)
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

// noPage says that there is no such page, and which there are: in a volume those of the
// document that is read, for they begin anew in the others.
func (m *Model) noPage(label string) string {
	all := m.doc.BodyPages()
	if len(all) == 0 {
		return m.noMore(0, 0, "printed page")
	}
	these, pages := "the pages", all
	if m.extent.documents > 1 {
		these, pages = "those of this document", m.pagesHere(all)
	}
	if len(pages) == 0 {
		return fmt.Sprintf("there is no page %s, and none in this document", label)
	}
	first, last := m.doc.Pages[pages[0]], m.doc.Pages[pages[len(pages)-1]]
	if first.Label == last.Label {
		return fmt.Sprintf("there is no page %s, only page %s", label, first.Label)
	}
	return fmt.Sprintf("there is no page %s; %s go from %s to %s", label, these, first.Label, last.Label)
}

// pagesHere returns which of all pages the document of a volume has that is read, with the
// one that it begins on.
func (m *Model) pagesHere(all []int32) []int32 {
	i := m.documentAt(m.here().Block)
	if i < 0 {
		return nil
	}
	from := document.Loc{Note: document.Body, Block: m.doc.Sections[i].Block}
	end := len(m.doc.Blocks)
	for _, s := range m.doc.Sections[i+1:] {
		if s.Document {
			end = s.Block
			break
		}
	}
	begins := from
	if p := m.doc.PageAt(from); p >= 0 {
		begins = m.doc.Pages[p].At
	}
	first := sort.Search(len(all), func(k int) bool { return !m.doc.Pages[all[k]].At.Before(begins) })
	last := sort.Search(len(all), func(k int) bool { return m.doc.Pages[all[k]].At.Block >= end })
	return all[first:max(first, last)]
}

// documentAt returns the document of a volume, an index of Sections, that holds a block, or -1.
func (m *Model) documentAt(block int) int {
	i := m.doc.SectionAt(block)
	for i >= 0 && !m.doc.Sections[i].Document {
		i = m.doc.Sections[i].Parent
	}
	return i
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
