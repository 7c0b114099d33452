package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
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

func (o *outline) matches(m *Model, typed string) func(context.Context) []int32 {
	d := m.doc
	return func(ctx context.Context) []int32 {
		return filter(ctx, typed, len(d.Sections), func(i int) string { return d.Sections[i].Title })
	}
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
