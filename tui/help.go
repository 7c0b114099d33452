package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/keymap"
)

// helpMeasure is the widest that the help page is rendered.
const helpMeasure = 84

// A help is the mode that shows the help page.
type help struct {
	lines []string // with their styles
	width int      // that the lines were rendered for
	dark  bool
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

// render renders the page for the width of the window.
func (h *help) render(m *Model) {
	width := min(m.screen.width, helpMeasure)
	if h.lines != nil && h.width == width && h.dark == m.dark {
		return
	}
	h.width, h.dark = width, m.dark
	h.lines = m.painter().Help(m.keys.Markdown(), width)
	h.clamp(m)
}

func (h *help) draw(m *Model, c *canvas) bool {
	h.render(m)
	indent := (m.screen.width - h.width) / 2
	for y := range h.height(m) {
		if i := h.top + y; i < len(h.lines) {
			c.to("", indent)
			c.styled(h.lines[i], h.width)
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
	m.drawHints(c, left, "j k move   Esc closes")
	return true
}
