package tui

import (
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// nextLink puts the cursor on the next link of the focused note, or the one before. It
// returns false where there is none in that direction.
func (m *Model) nextLink(dir int) bool {
	links := m.noteLinks()
	i := slices.Index(links, m.panel.link)
	switch {
	case i < 0 && dir > 0:
		i = 0
	case i < 0:
		return false
	default:
		i += dir
	}
	switch {
	case i < 0:
		m.panel.link = -1
	case i >= len(links):
		return false
	default:
		m.panel.link = links[i]
		m.uncover(m.doc.Links[links[i]].At)
	}
	m.asked = ""
	m.changed()
	return true
}

// noteLinks returns the links of the focused note in order of place.
func (m *Model) noteLinks() []int {
	var links []int
	for b := range m.doc.Notes[m.panel.note].Blocks {
		for _, mark := range m.doc.Notes[m.panel.note].Blocks[b].Marks {
			if mark.Kind == document.MarkLink && mark.Index >= 0 {
				links = append(links, int(mark.Index))
			}
		}
	}
	return links
}

// uncover scrolls the focused note so that a place in it is not under the fold.
func (m *Model) uncover(l document.Loc) {
	row := m.noteTop(l)
	m.changed()
	m.see()
	for _, s := range m.slots {
		if s.note == m.panel.note && s.full > s.h && (row < s.top || row >= s.top+s.h-1) {
			m.panel.top = max(row-s.h/2, 0)
			m.changed()
		}
	}
}

// followLink goes where a link leads. One that leads out is shown first and opened the second time.
func (m *Model) followLink(link int) tea.Cmd {
	l := &m.doc.Links[link]
	switch {
	case l.Kind == document.LinkURL:
		return m.browse(l.Target)
	case l.To < 0:
		m.inform(missing(l))
		return nil
	}
	m.remember()
	if l.Kind == document.LinkNote && l.To < len(m.doc.Notes) {
		m.openNote(l.To, -1)
		return nil
	}
	m.goTo(l.Dest)
	return nil
}

// missing says what an unresolved link wants.
func missing(l *document.Link) string {
	switch l.Kind {
	case document.LinkNote:
		return "there is no note " + l.Target
	case document.LinkPage:
		return "there is no page " + l.Target
	case document.LinkDocument:
		return "document " + l.Target + " is not among what is open; give its file or folder to ibid too"
	}
	return "this leads to nothing here: " + l.Target
}

// goTo goes to any place.
func (m *Model) goTo(l document.Loc) {
	if l.Note != document.Body {
		m.openNote(l.Note, -1)
		m.panel.top = m.noteTop(l)
		return
	}
	m.unfocus()
	m.raise(l)
}

// browse shows the whole of a URL, and opens it when it is asked for again.
func (m *Model) browse(target string) tea.Cmd {
	u, err := url.Parse(target)
	switch {
	case err != nil:
		m.complain("this is no URL: " + target)
		return nil
	case !opens[strings.ToLower(u.Scheme)]:
		m.complain("only http, https and mailto are opened: " + target)
		return nil
	case m.opt.Browse == nil:
		m.inform(target)
		return nil
	case m.asked != target:
		m.asked = target
		m.inform("Enter opens " + target)
		return nil
	}
	m.asked = ""
	m.inform("opening " + target)
	open := m.opt.Browse
	return func() tea.Msg { return toldMsg{err: open(target)} }
}

// opens are the schemes of what may be opened outside.
var opens = map[string]bool{"http": true, "https": true, "mailto": true}
