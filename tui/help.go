package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/theme"
)

// helpMeasure is the widest that the help page is set, helpGap what parts the keys
// from what they do.
const (
	helpMeasure = 84
	helpGap     = 2
)

// A helpLine is a row of the help page: a title, or keys and what they do.
type helpLine struct{ title, keys, text string }

// A help is the mode that shows the help page.
type help struct {
	lines []helpLine
	width int // cells that the lines were set for
	keys  int // cells of the column of keys
	top   int
}

func (m *Model) openHelp() tea.Cmd {
	m.enter(&help{})
	return nil
}

func (h *help) context(*Model) keymap.Context { return keymap.InHelp }

func (h *help) typed(*Model, tea.Msg) tea.Cmd { return nil }

func (h *help) do(m *Model, c keymap.Command) tea.Cmd {
	rows := h.height(m)
	switch c.Action {
	case keymap.LineDown:
		h.top += c.N()
	case keymap.LineUp:
		h.top -= c.N()
	case keymap.ScreenDown:
		h.top += rows
	case keymap.ScreenUp:
		h.top -= rows
	case keymap.HalfDown:
		h.top += rows / 2
	case keymap.HalfUp:
		h.top -= rows / 2
	case keymap.Top:
		h.top = 0
	case keymap.Bottom:
		h.top = len(h.lines)
	case keymap.Close, keymap.Help:
		m.leave()
	default:
		return common(m, c)
	}
	h.clamp(m)
	return nil
}

func (h *help) clamp(m *Model) { h.top = max(min(h.top, len(h.lines)-h.height(m)), 0) }

func (h *help) height(m *Model) int { return m.screen.height - m.screen.status }

// render sets the page for the width of the window: the keys at the left, what
// they do beside them, both wrapped.
func (h *help) render(m *Model) {
	width := min(max(m.screen.width-2, 1), helpMeasure)
	if h.lines != nil && h.width == width {
		return
	}
	h.lines, h.width = h.lines[:0], width
	groups := m.keys.Groups()
	h.keys = 0
	for _, g := range groups {
		for _, e := range g.Entries {
			h.keys = max(h.keys, m.method.Width(strings.Join(e.Keys, " ")))
		}
	}
	h.keys = min(h.keys, max(width/3, 1))
	for _, g := range groups {
		h.lines = append(h.lines, helpLine{}, helpLine{title: g.Title})
		for _, e := range g.Entries {
			h.entry(m, e)
		}
	}
	h.clamp(m)
}

// entry sets an action. Keys are not broken: one that is wider than its column
// pushes what it does to the right.
func (h *help) entry(m *Model, e keymap.Entry) {
	text := wrapped(e.Help, max(h.width-h.keys-helpGap, 1), len(e.Help), m.method)
	var keys []string
	for i, k := range e.Keys {
		if last := len(keys) - 1; i > 0 && m.method.Width(keys[last]+" "+k) <= h.keys {
			keys[last] += " " + k
		} else {
			keys = append(keys, k)
		}
	}
	for i := range max(len(keys), len(text)) {
		var l helpLine
		if i < len(keys) {
			l.keys = keys[i]
		}
		if i < len(text) {
			l.text = text[i]
		}
		h.lines = append(h.lines, l)
	}
}

func (h *help) draw(m *Model, c *canvas) bool {
	h.render(m)
	indent := (m.screen.width - h.width) / 2
	for y := range h.height(m) {
		if i := h.top + y; i < len(h.lines) {
			l := &h.lines[i]
			c.to("", indent)
			c.text(m.theme.SGR(theme.Heading(3), 0), l.title)
			for i, k := range strings.Fields(l.keys) {
				if i > 0 {
					c.text("", " ")
				}
				c.text(m.theme.SGR(theme.Body, document.Monospace|document.Bold), k)
			}
			c.to("", max(indent+h.keys, c.x)+helpGap)
			c.text(m.theme.SGR(theme.Body, 0), l.text)
		}
		c.newline()
	}
	return true
}

func (h *help) line(m *Model, c *canvas) bool {
	left := "Keys"
	if len(h.lines) > h.height(m) {
		left = "Keys, " + counted(len(h.lines), "line", "lines")
	}
	m.drawHints(c, left, keyed{keymap.LineDown, "down"}, keyed{keymap.LineUp, "up"}, keyed{keymap.Close, "closes"})
	return true
}
