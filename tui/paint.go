package tui

import (
	"ibid/document"
	"ibid/document/search"
	"ibid/tui/layout"
	"ibid/tui/theme"
)

// A brush is how a row of a flow is painted.
type brush struct {
	note, block int
	class       theme.Class   // of plain text
	ref         int           // the reference that is lit, or -1
	link        int           // the link that is lit, or -1
	page        int           // the page whose mark is lit, or -1
	spans       []search.Span // the matches in the block
}

// paint paints a row of a block.
func (m *Model) paint(c *canvas, b *brush, kind document.Kind, r *layout.Row) {
	c.to("", c.x+r.Indent)
	for i := range r.Spans {
		s := &r.Spans[i]
		switch s.Kind {
		case layout.Text:
			m.paintText(c, b, s)
		case layout.RefSign:
			class := theme.RefText
			if int(s.Index) == b.ref {
				class = theme.RefActive
			} else if m.numbered(int(s.Index)) {
				class = theme.Dim
			}
			c.put(m.theme.SGR(class, 0), s.Text, s.Width)
		case layout.PageMark:
			class := theme.PageMarkText
			if s.Index >= 0 && int(s.Index) == b.page {
				class = theme.RefActive
			}
			c.put(m.theme.SGR(class, 0), s.Text, s.Width)
		case layout.Hyphen:
			c.put(m.theme.SGR(b.class, s.Style), s.Text, s.Width)
		case layout.Marker:
			c.put(m.theme.SGR(theme.ItemMarker, 0), s.Text, s.Width)
		case layout.Fill:
			class := theme.Border
			if kind == document.Table {
				class = theme.TableBorder
			}
			c.put(m.theme.SGR(class, 0), s.Text, s.Width)
		}
	}
}

// numbered reports whether a running number stands for a reference.
func (m *Model) numbered(ref int) bool {
	if ref < 0 || ref >= len(m.doc.Refs) {
		return false
	}
	_, numbered := m.doc.ShownRef(ref)
	return numbered
}

// paintText paints a span of reading text, with the matches in it.
func (m *Model) paintText(c *canvas, b *brush, s *layout.Span) {
	class := b.class
	if s.Index >= 0 {
		class = theme.LinkText
		if int(s.Index) == b.link {
			class = theme.RefActive
		}
	}
	sgr := m.theme.SGR(class, s.Style)
	if len(b.spans) == 0 {
		c.put(sgr, s.Text, s.Width)
		return
	}
	at := s.Start
	for _, hit := range b.spans {
		if hit.End <= at {
			continue
		}
		if hit.Start >= s.End {
			break
		}
		lit := m.theme.SGR(m.matchClass(b, hit), s.Style)
		if len(s.Text) != s.End-s.Start {
			c.put(lit, s.Text, s.Width)
			return
		}
		from, to := max(hit.Start, at), min(hit.End, s.End)
		m.part(c, sgr, s, at, from)
		m.part(c, lit, s, from, to)
		at = to
	}
	if at == s.Start {
		c.put(sgr, s.Text, s.Width)
		return
	}
	m.part(c, sgr, s, at, s.End)
}

func (m *Model) matchClass(b *brush, hit search.Span) theme.Class {
	at := document.Loc{Note: b.note, Block: b.block, Offset: hit.Start}
	if m.find.has && m.find.hit.At == at {
		return theme.MatchCurrent
	}
	return theme.Match
}

// part paints the bytes from to to of a block that a span shows.
func (m *Model) part(c *canvas, sgr string, s *layout.Span, from, to int) {
	if from < to {
		c.text(sgr, s.Text[from-s.Start:to-s.Start])
	}
}
