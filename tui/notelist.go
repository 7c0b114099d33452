package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/theme"
)

// listLabels is the columns of the labels in the list of notes.
const listLabels = 6

// A noteList is all notes as the entries of a list.
type noteList struct{}

// openNoteList opens the list of notes at the one that is active.
func (m *Model) openNoteList() tea.Cmd {
	if len(m.doc.Notes) == 0 {
		m.inform(m.noMore(0, 1, "note"))
		return nil
	}
	l := &list{entries: noteList{}, what: keymap.InList}
	m.enter(l)
	l.light(m, max(m.noteHere(), 0))
	return nil
}

func (noteList) title() string { return "Notes" }

func (noteList) len(m *Model) int { return len(m.doc.Notes) }

func (noteList) matches(m *Model, typed string) func(context.Context) []int32 {
	d := m.doc
	return func(ctx context.Context) []int32 {
		return filter(ctx, typed, len(d.Notes), func(i int) string { return noteText(d, i) })
	}
}

// noteText returns the text of a note; mostly it is one block's, and not copied.
func noteText(d *document.Document, i int) string {
	blocks := d.Notes[i].Blocks
	switch len(blocks) {
	case 0:
		return ""
	case 1:
		return blocks[0].Text
	}
	var b strings.Builder
	for i := range blocks {
		b.WriteString(blocks[i].Text)
		b.WriteByte('\n')
	}
	return b.String()
}

func (noteList) drawEntry(m *Model, c *canvas, i int, lit bool) {
	class := theme.NoteText
	if lit {
		class = theme.NoteActive
	}
	n := &m.doc.Notes[i]
	labels := listLabels
	label, numbered := m.doc.Shown(i)
	sign := theme.NoteLabel
	if numbered {
		sign = theme.Dim
	}
	c.text(m.theme.SGR(sign, 0), shorten(label, labels-1, m.method, m.plain))
	c.to("", 1+labels)
	where := noteWhere(m, i)
	left := max(m.method.Width(where), m.extent.page)
	number := documentOf(m, i)
	if number != "" {
		left += m.method.Width(number) + 2
	}
	var text string
	if len(n.Blocks) > 0 {
		text = n.Blocks[0].Text
	}
	text = beginning(text, c.width, m.method)
	c.text(m.theme.SGR(class, 0), shorten(text, max(c.width-c.x-left-3, 0), m.method, m.plain))
	if number != "" {
		c.to("", c.width-left-1)
		c.text(m.theme.SGR(theme.Dim, 0), number)
	}
	if where != "" {
		c.to("", c.width-m.method.Width(where)-1)
		c.text(m.theme.SGR(theme.Gutter, 0), where)
	}
}

// documentOf names the document of a volume that a note belongs to, "" where there
// are no others.
func documentOf(m *Model, i int) string {
	at := m.doc.LocOfNote(i)
	if m.extent.documents < 2 || at.Note != document.Body {
		return ""
	}
	for s := m.doc.SectionAt(at.Block); s >= 0; s = m.doc.Sections[s].Parent {
		if x := &m.doc.Sections[s]; x.Document && x.Number != "" {
			return "doc. " + shorten(x.Number, listLabels, m.method, m.plain)
		} else if x.Document {
			return shorten(x.Title, 2*listLabels, m.method, m.plain)
		}
	}
	return ""
}

// noteWhere says on which page a note is called, or that nothing calls it.
func noteWhere(m *Model, i int) string {
	if len(m.doc.Callers(i)) == 0 {
		return "not called"
	}
	at := m.doc.LocOfNote(i)
	if at.Note != document.Body {
		return ""
	}
	if p := m.doc.PageAt(at); p >= 0 {
		return m.doc.Pages[p].Label
	}
	return ""
}

func (noteList) choose(m *Model, i int) tea.Cmd {
	m.openNote(i, -1)
	return nil
}

func (noteList) fold(_ *Model, i int, _ bool) int { return i }
