package tui

import (
	"strconv"

	"ibid/tui/theme"
)

// counted returns a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// A window narrower than titledWidth gives up the title first. Of a title that has
// fewer cells than leastTitle nothing is said.
const (
	titledWidth = 60
	leastTitle  = 8
)

// drawStatus draws the status line of the text: its title or a message at the left,
// where one is at the right. What has no room is left out, the least needed first.
func (m *Model) drawStatus(c *canvas) {
	parts := m.where()
	room := m.screen.width - 2
	left := m.title()
	need := min(m.method.Width(left), 16)
	if m.screen.width < titledWidth {
		need = 0
	}
	if m.say.text != "" {
		left, need = m.say.text, m.method.Width(m.say.text)
	}
	for len(parts) > 0 && m.width(parts)+need > room {
		parts = parts[:len(parts)-1]
	}
	if m.say.text == "" && room-m.width(parts) < leastTitle {
		left = ""
	}
	class := theme.Status
	if m.say.bad {
		class = theme.Error
	}
	m.drawFoot(c, class, left, parts)
}

// width returns the cells that the parts of a status line take.
func (m *Model) width(parts []part) int {
	n := 0
	for _, p := range parts {
		n += m.method.Width(p.text) + 3
	}
	return n
}

// drawFoot draws a status line.
func (m *Model) drawFoot(c *canvas, class theme.Class, left string, parts []part) {
	sgr := m.theme.SGR(theme.Status, 0)
	c.put(sgr, " ", 1)
	right := m.width(parts)
	c.text(m.theme.SGR(class, 0), shorten(left, max(c.width-2-right, 0), m.method, m.plain))
	c.to(sgr, c.width-1-right)
	for _, at := range [...]int{0, 1, 2, 3, 4, 5} {
		for _, p := range parts {
			if p.order == at {
				c.to(sgr, c.x+3)
				c.text(m.theme.SGR(p.class, 0), p.text)
			}
		}
	}
	c.to(sgr, c.width)
}

// A part is a piece of the status line. Parts stand by order, and are given up from the last on.
type part struct {
	order int
	class theme.Class
	text  string
}

// drawHints draws the status line of a mode that covers the text, with as many of its
// keys as there is room for, the last of them first. They are needed more than what is at the left.
func (m *Model) drawHints(c *canvas, left string, keys ...keyed) {
	if m.say.text != "" {
		m.drawStatus(c)
		return
	}
	parts := []part{{0, theme.StatusKey, m.does(keys...)}}
	if m.width(parts)+m.method.Width(left)+2 > m.screen.width {
		left = ""
	}
	for m.width(parts)+2 > m.screen.width && len(keys) > 0 {
		keys = keys[1:]
		parts[0].text = m.does(keys...)
	}
	if parts[0].text == "" {
		parts = nil
	}
	m.drawFoot(c, theme.Status, left, parts)
}
