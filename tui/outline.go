package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/search"
	"ibid/keymap"
	"ibid/tui/theme"
)

// An outline is the sections of a document as the entries of a list, a tree that folds.
type outline struct {
	l      *list
	folded map[int]bool
}

// openOutline opens the outline at the section that is read.
func (m *Model) openOutline() tea.Cmd {
	if len(m.doc.Sections) == 0 {
		m.inform(m.noMore(0, 1, "heading"))
		return nil
	}
	o := &outline{folded: make(map[int]bool)}
	o.l = &list{entries: o, what: keymap.InOutline}
	m.enter(o.l)
	o.l.light(m, max(m.doc.SectionAt(m.here().Block), 0))
	return nil
}

func (o *outline) title() string { return "Outline" }

func (o *outline) len(m *Model) int { return len(m.doc.Sections) }

func (o *outline) matches(m *Model, typed string) func() []int32 {
	d := m.doc
	return func() []int32 {
		return filter(typed, len(d.Sections), func(i int) string { return d.Sections[i].Title })
	}
}

// filter returns the indexes of the texts that hold what is typed, as a search would find it.
func filter(typed string, n int, text func(int) string) []int32 {
	shown := []int32{}
	q, err := search.Compile(search.Parse(typed))
	if err != nil {
		return shown
	}
	var spans []search.Span
	for i := range n {
		if spans = q.Block(text(i), spans[:0]); len(spans) > 0 {
			shown = append(shown, int32(i))
		}
	}
	return shown
}

func (o *outline) drawEntry(m *Model, c *canvas, i int, lit bool) {
	s := &m.doc.Sections[i]
	class := theme.Body
	if lit {
		class = theme.NoteActive
	}
	sgr := m.theme.SGR(class, 0)
	c.to(sgr, c.x+2*o.depth(m, i))
	sign := "  "
	if o.parent(m, i) {
		sign = glyph(m.plain, "▾ ", "- ")
		if o.folded[i] {
			sign = glyph(m.plain, "▸ ", "+ ")
		}
	}
	c.put(m.theme.SGR(theme.Dim, 0), sign, 2)
	page := o.page(m, s)
	c.text(sgr, shorten(s.Title, max(c.width-c.x-m.method.Width(page)-3, 0), m.method, m.plain))
	if page != "" {
		c.to("", c.width-m.method.Width(page)-1)
		c.text(m.theme.SGR(theme.Gutter, 0), page)
	}
}

// page returns the label of the page on which a section begins.
func (o *outline) page(m *Model, s *document.Section) string {
	p := m.doc.PageAt(document.Loc{Note: document.Body, Block: s.Block})
	if p < 0 {
		return ""
	}
	return m.doc.Pages[p].Label
}

// depth returns how deep a section lies. Sections nest as headings do, a few levels.
func (o *outline) depth(m *Model, i int) int {
	n := 0
	for p := m.doc.Sections[i].Parent; p >= 0 && n < 8; p = m.doc.Sections[p].Parent {
		n++
	}
	return n
}

// parent reports whether a section has sections within. They follow it.
func (o *outline) parent(m *Model, i int) bool {
	return i+1 < len(m.doc.Sections) && m.doc.Sections[i+1].Parent == i
}

func (o *outline) choose(m *Model, i int) tea.Cmd {
	m.goSection(i)
	return nil
}

// fold opens or closes a section. Closing one that is closed, or has nothing
// within, closes the one it lies in.
func (o *outline) fold(m *Model, i int, open bool) int {
	if !open && (o.folded[i] || !o.parent(m, i)) {
		if p := m.doc.Sections[i].Parent; p >= 0 {
			i = p
		}
	}
	if open {
		delete(o.folded, i)
	} else if o.parent(m, i) {
		o.folded[i] = true
	}
	o.l.shown = o.unfolded(m)
	return i
}

// unfolded returns the sections that no folded one hides, nil where none is hidden.
func (o *outline) unfolded(m *Model) []int32 {
	if len(o.folded) == 0 {
		return nil
	}
	hidden := make([]bool, len(m.doc.Sections))
	shown := []int32{}
	for i, s := range m.doc.Sections {
		if s.Parent >= 0 {
			hidden[i] = hidden[s.Parent] || o.folded[s.Parent]
		}
		if !hidden[i] {
			shown = append(shown, int32(i))
		}
	}
	return shown
}

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

func (noteList) matches(m *Model, typed string) func() []int32 {
	d := m.doc
	return func() []int32 {
		return filter(typed, len(d.Notes), func(i int) string { return noteText(d, i) })
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
	text = clean(cut(text, c.width, m.method))
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
