package tui

import (
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/layout"
)

// A target is what can be followed: a link, or a reference to a note.
type target struct {
	kind  document.MarkKind // document.MarkLink or document.MarkRef
	index int               // of Links or Refs, -1 for none
}

var noTarget = target{index: -1}

// link and ref return the index of a target of their kind, or -1.
func (t target) link() int { return t.of(document.MarkLink) }

func (t target) ref() int { return t.of(document.MarkRef) }

func (t target) of(kind document.MarkKind) int {
	if t.kind == kind {
		return t.index
	}
	return -1
}

// targetOf returns what a span leads to, or noTarget.
func targetOf(s *layout.Span) target {
	switch {
	case s.Index < 0:
	case s.Kind == layout.RefSign:
		return target{document.MarkRef, int(s.Index)}
	case s.Kind == layout.Text:
		return target{document.MarkLink, int(s.Index)}
	}
	return noTarget
}

// followTarget goes where a target of the body or of a note leads.
func (m *Model) followTarget(note int, t target) tea.Cmd {
	if note != document.Body {
		m.panel.note = note
	}
	if t.kind == document.MarkRef {
		return m.openRef(t.index)
	}
	return m.followLink(t.index)
}

// nextTarget puts the cursor on the next target of the focused note, or the one before. It
// returns false where there is none in that direction.
func (m *Model) nextTarget(dir int) bool {
	all := m.targets()
	i := slices.Index(all, m.panel.at)
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
		m.panel.at = noTarget
	case i >= len(all):
		return false
	default:
		m.panel.at = all[i]
		m.uncover(m.targetAt(all[i]))
	}
	m.changed()
	return true
}

// targets returns the targets of the focused note in order of place.
func (m *Model) targets() []target {
	var all []target
	for b := range m.doc.Notes[m.panel.note].Blocks {
		for _, mark := range m.doc.Notes[m.panel.note].Blocks[b].Marks {
			if mark.Index >= 0 && (mark.Kind == document.MarkLink || mark.Kind == document.MarkRef) {
				all = append(all, target{mark.Kind, int(mark.Index)})
			}
		}
	}
	return all
}

// targetAt returns where a target stands.
func (m *Model) targetAt(t target) document.Loc {
	if t.kind == document.MarkRef {
		return m.doc.Refs[t.index].At
	}
	return m.doc.Links[t.index].At
}

// uncover scrolls the focused note so that a place in it is not under the fold.
func (m *Model) uncover(l document.Loc) {
	row := m.noteTop(l)
	m.changed()
	if s := m.focused(); s != nil && s.full > s.h && (row < s.top || row == s.top && m.foldsAbove(s) || row >= s.top+s.h-1) {
		m.panel.top = max(row-(s.h-1)/2, 0)
		m.changed()
	}
}

// raiseInNote scrolls the focused note to a place in it.
func (m *Model) raiseInNote(l document.Loc) {
	m.panel.top = m.noteTop(l)
	m.changed()
	if s := m.focused(); s != nil && m.panel.top > 0 && m.foldsAbove(s) {
		m.panel.top--
		m.changed()
	}
}

// followLink goes where a link leads. One that leads out is shown first and opened the second time.
func (m *Model) followLink(link int) tea.Cmd {
	l, dest := &m.doc.Links[link], m.doc.Dest(link)
	switch {
	case l.Kind == document.LinkURL:
		return m.browse(l.Target)
	case dest.To < 0:
		m.inform(missing(l))
		return nil
	}
	m.remember()
	if l.Kind == document.LinkNote && dest.To < len(m.doc.Notes) {
		m.openNote(dest.To, -1)
		return nil
	}
	m.goTo(dest.At)
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
		m.raiseInNote(l)
		return
	}
	m.unfocus()
	m.land(l)
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
	case m.agreed == target:
		m.inform("opening " + target)
		open := m.opt.Browse
		return func() tea.Msg { return toldMsg{err: open(target)} }
	case m.opt.Browse == nil:
		m.inform(target)
		return nil
	}
	m.ask(target)
	return nil
}

// ask shows the whole of a URL. Where the window has no room for it, it cannot be opened.
func (m *Model) ask(target string) {
	ask := m.does(keyed{keymap.Follow, "opens " + target})
	m.inform(ask)
	if m.sayRows() == nil || m.say.text != ask {
		m.complain("the window is too small to show where this leads")
		return
	}
	m.asked = target
}

// opens are the schemes of what may be opened outside.
var opens = map[string]bool{"http": true, "https": true, "mailto": true}
