package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"ibid/document"
	"ibid/tui/layout"
	"ibid/tui/theme"
)

// View returns the screen. It is drawn when something has changed, and is the
// same string otherwise, which the renderer passes over at no cost.
func (m *Model) View() tea.View {
	if m.dirty {
		m.dirty = false
		m.draw()
	}
	v := tea.View{Content: m.frame, AltScreen: true}
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.slow {
		v.ProgressBar = m.progressBar()
	}
	if p, ok := m.modes[len(m.modes)-1].(*prompt); ok {
		v.Cursor = tea.NewCursor(p.column(m), m.screen.height-1)
	}
	return v
}

// progressBar returns the terminal's, another one where the progress is another.
func (m *Model) progressBar() *tea.ProgressBar {
	bar := tea.ProgressBar{State: tea.ProgressBarDefault, Value: m.read()}
	if bar.Value < 0 {
		bar = tea.ProgressBar{State: tea.ProgressBarIndeterminate}
	}
	if m.bar == nil || *m.bar != bar {
		m.bar = &bar
	}
	return m.bar
}

// draw draws the frame: what the modes show, the innermost first, and their status line.
func (m *Model) draw() {
	c := &m.canvas
	c.reset(m.screen.width, m.method)
	for i := len(m.modes) - 1; i >= 0 && !m.modes[i].draw(m, c); i-- {
	}
	if m.screen.status > 0 || len(m.modes) > 1 && m.prompting() {
		m.drawLine(c)
	} else if n := len(c.buf); n > 0 && c.buf[n-1] == '\n' {
		c.buf = c.buf[:n-1]
	}
	if string(c.buf) != m.frame {
		m.frame = string(c.buf)
	}
}

// prompting reports whether a line is being typed.
func (m *Model) prompting() bool {
	_, ok := m.modes[len(m.modes)-1].(*prompt)
	return ok
}

// drawLine draws the last row. In a window of one row a prompt takes the row of the text.
func (m *Model) drawLine(c *canvas) {
	if m.screen.status == 0 {
		c.keep(0)
	}
	if !m.prompting() && m.drawSaid(c) {
		c.end()
		return
	}
	for i := len(m.modes) - 1; i >= 0 && !m.modes[i].line(m, c); i-- {
	}
	c.end()
}

// drawText draws the body with its gutter, and the notes where they are.
func (m *Model) drawText(c *canvas) {
	m.see()
	popup := m.popupRows()
	matched := -1
	lit := m.litSpot()
	b := brush{note: document.Body, ref: m.ref, link: -1, page: m.litPage()}
	for y := range m.screen.height - m.screen.status {
		switch {
		case popup.has(y):
			m.drawPopup(c, y-popup.y, popup.h)
		case y < m.screen.body.h:
			l := line{}
			if y < len(m.lines) {
				l = m.lines[y]
			}
			if l.row != nil && l.block != matched {
				matched = l.block
				b.block, b.class = l.block, theme.Of(&m.doc.Blocks[l.block])
				b.spans = m.find.in(m.doc, document.Body, l.block)
			}
			m.drawBodyRow(c, &b, l, l.row != nil && lit == spot{l.block, l.n})
			if m.screen.dock == dockBeside {
				m.drawNoteRow(c, y)
			}
		case y == m.screen.body.h:
			m.drawRule(c)
		default:
			m.drawNoteRow(c, y-m.screen.panel.y)
		}
		c.newline()
	}
}

// litPage returns the page that was jumped to, whose label and mark are lit, or -1.
func (m *Model) litPage() int {
	if !m.lit || m.panel.focus {
		return -1
	}
	return m.pageFrom(m.cursor)
}

// drawBodyRow draws a row of the body between its edges. One that is lit bears it on its
// edge, and on its words where the window has no room for edges.
func (m *Model) drawBodyRow(c *canvas, b *brush, l line, lit bool) {
	m.drawGutter(c, b, l, lit)
	if l.row == nil {
		return
	}
	of := *b
	if lit && m.screen.edge == 0 {
		of.class = theme.RefActive
	}
	m.paint(c, &of, m.doc.Blocks[l.block].Kind, l.row)
	if m.screen.dock == dockBeside && m.doc.Blocks[l.block].Kind != document.Table && m.linkEnds(l.row, m.leadsOn) {
		m.drawLinkSign(c)
	}
}

// drawGutter draws the label of the page that begins on a row, and the edge of the body.
func (m *Model) drawGutter(c *canvas, b *brush, l line, lit bool) {
	c.to("", m.screen.indent)
	if m.screen.edge == 0 {
		return
	}
	if p := m.pageOn(l); p >= 0 && m.extent.pages > 0 {
		class := theme.Gutter
		switch {
		case p == b.page:
			class = theme.NoteActive
		case m.doc.Pages[p].Inferred:
			class = theme.GutterInferred
		}
		label := shorten(m.doc.Pages[p].Label, m.screen.gutter-1, m.method, m.plain)
		c.to("", m.screen.indent+m.screen.gutter-1-m.method.Width(label))
		c.text(m.theme.SGR(class, 0), label)
	}
	c.to("", m.screen.indent+m.screen.gutter)
	m.edge(c, lit)
}

// edge draws the edge before a row, lit or not.
func (m *Model) edge(c *canvas, lit bool) {
	if lit {
		c.put(m.theme.SGR(theme.RefText, 0), glyph(m.plain, "▌", "#"), 1)
		return
	}
	c.put(m.theme.SGR(theme.Border, 0), glyph(m.plain, "▏", "|"), 1)
}

// pageOn returns the page that begins on a row, or -1: of several the last of the main numbering,
// or of another.
func (m *Model) pageOn(l line) int {
	if l.row == nil {
		return -1
	}
	page := -1
	for i := range l.row.Spans {
		s := &l.row.Spans[i]
		if s.Kind != layout.PageMark || s.Index < 0 {
			continue
		}
		if page < 0 || m.doc.Pages[s.Index].Series == "" || m.doc.Pages[page].Series != "" {
			page = int(s.Index)
		}
	}
	// An inferred page has no mark in the text.
	if page < 0 && l.block == 0 && l.row.Start == 0 {
		if p := m.doc.PageAt(document.Loc{Note: document.Body}); p >= 0 {
			return p
		}
	}
	return page
}

// linkEnds reports whether a link that counts ends on a row.
func (m *Model) linkEnds(r *layout.Row, counts func(link int) bool) bool {
	for i := range r.Spans {
		s := &r.Spans[i]
		if s.Kind == layout.Text && s.Index >= 0 && int(s.Index) < len(m.doc.Links) && m.doc.Links[s.Index].End == s.End && counts(int(s.Index)) {
			return true
		}
	}
	return false
}

// anyLink counts every link.
func anyLink(int) bool { return true }

// leadsOn reports whether a link leads into another document that is open. Pages of the web are
// full of links into documents that are not; those are told by their colour alone.
func (m *Model) leadsOn(link int) bool {
	return m.doc.Links[link].Kind == document.LinkDocument && m.doc.Dest(link).To >= 0
}

// drawLinkSign draws the sign of a link after the row on which it ends. Tables have
// none: it would stand far from the link, after the last cell.
func (m *Model) drawLinkSign(c *canvas) {
	c.put("", " ", 1)
	c.put(m.theme.SGR(theme.LinkText, 0), glyph(m.plain, "→", ">"), 1)
}

// drawNoteRow draws a row of the panel.
func (m *Model) drawNoteRow(c *canvas, y int) {
	var r panelRow
	if r.slot = -1; y < len(m.notes) {
		r = m.notes[y]
	}
	if m.screen.edge > 0 {
		c.to("", m.screen.panel.x-1)
		m.drawEdge(c, r.slot)
	}
	if r.slot >= 0 {
		m.drawNote(c, r, m.screen.panel.x)
	}
}

// drawEdge draws the edge before a note, which is lit where the keyboard is in it.
func (m *Model) drawEdge(c *canvas, slot int) {
	m.edge(c, slot >= 0 && m.panel.focus && m.slots[slot].note == m.panel.note)
}

// drawNote draws a row of a note from column x on.
func (m *Model) drawNote(c *canvas, r panelRow, x int) {
	s := &m.slots[r.slot]
	active := m.panel.focus && s.note == m.panel.note || !m.panel.focus && m.ref >= 0 && m.doc.Called(m.ref) == s.note
	labels := m.labelWidth(s.note)
	c.to("", x)
	if r.first {
		label, numbered := m.doc.Shown(s.note)
		class := theme.NoteLabel
		switch {
		case active:
			class = theme.NoteActive
		case numbered:
			class = theme.Dim
		}
		label = shorten(label, labels-1, m.method, m.plain)
		c.text(m.theme.SGR(class, 0), label)
	}
	c.to("", x+labels)
	switch {
	case r.more > 0:
		c.text(m.theme.SGR(theme.Dim, 0), ellipsis(m.plain)+" "+folded(r.more, r.above))
	case r.line.row != nil:
		b := brush{note: s.note, block: r.line.block, class: theme.NoteText, ref: -1, link: -1, page: -1}
		if active {
			b.link, b.ref = m.panel.at.link(), m.panel.at.ref()
		}
		b.spans = m.find.in(m.doc, s.note, r.line.block)
		kind := m.doc.Notes[s.note].Blocks[r.line.block].Kind
		m.paint(c, &b, kind, r.line.row)
		if kind != document.Table && m.linkEnds(r.line.row, anyLink) {
			m.drawLinkSign(c)
		}
	}
}

// folded says how many lines a fold hides.
func folded(lines int, above bool) string {
	switch {
	case lines == uncounted:
		return "many lines above"
	case above:
		return counted(lines, "line", "lines") + " above"
	case lines >= manyRows/2:
		return "+many lines"
	}
	return "+" + strconv.Itoa(lines) + " lines"
}

// drawRule draws the line between the body and the notes below it.
func (m *Model) drawRule(c *canvas) {
	sgr := m.theme.SGR(theme.Border, 0)
	c.to("", m.screen.body.x-m.screen.edge)
	end := m.screen.body.x + m.screen.body.w
	unseen := ""
	if m.unseen > 0 {
		unseen = " " + counted(m.unseen, "more note", "more notes") + " "
	}
	c.repeat(sgr, glyph(m.plain, "─", "-"), end-m.method.Width(unseen)-2)
	c.text(m.theme.SGR(theme.Dim, 0), unseen)
	c.repeat(sgr, glyph(m.plain, "─", "-"), end)
}

// rows are rows of the screen.
type rows struct{ y, h int }

func (r rows) has(y int) bool { return y >= r.y && y < r.y+r.h }

// popupRows returns the rows that a note covers which pops up: below the row of its reference, or above.
func (m *Model) popupRows() rows {
	if m.screen.dock != dockPopup || !m.panel.focus || len(m.slots) == 0 {
		return rows{}
	}
	all := m.screen.height - m.screen.status
	h := min(m.slots[0].h+2, all)
	at := m.rowOf(m.ref)
	switch {
	case at < 0:
		return rows{all - h, h}
	case at+1+h <= all:
		return rows{at + 1, h}
	case h <= at:
		return rows{at - h, h}
	}
	return rows{all - h, h}
}

// rowOf returns the row of the screen that bears the sign of a reference, or -1.
func (m *Model) rowOf(ref int) int {
	for y, l := range m.lines {
		for r := range l.refs {
			if r == ref {
				return y
			}
		}
	}
	return -1
}

// drawPopup draws row y of a note that pops up, h rows high.
func (m *Model) drawPopup(c *canvas, y, h int) {
	sgr := m.theme.SGR(theme.Border, 0)
	end := m.screen.panel.x + m.screen.panel.w
	border := lipgloss.RoundedBorder()
	if m.plain {
		border = lipgloss.ASCIIBorder()
	}
	c.to("", m.screen.panel.x-m.screen.edge)
	switch y {
	case 0:
		c.put(sgr, border.TopLeft, 1)
		c.repeat(sgr, border.Top, end-1)
		c.put(sgr, border.TopRight, 1)
	case h - 1:
		c.put(sgr, border.BottomLeft, 1)
		c.repeat(sgr, border.Bottom, end-1)
		c.put(sgr, border.BottomRight, 1)
	default:
		c.put(sgr, border.Left, 1)
		if r := m.notes[min(y-1, len(m.notes)-1)]; r.slot >= 0 {
			m.drawNote(c, r, m.screen.panel.x+1)
		}
		c.to("", end-1)
		c.put(sgr, border.Right, 1)
	}
}
