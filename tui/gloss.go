package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ibid/document"
	"ibid/tui/gloss"
	"ibid/tui/layout"
	"ibid/tui/theme"
)

// maxGlossed bounds how many blocks of code are kept highlighted.
const maxGlossed = 256

// A glossed is a block of code with its syntax highlighted, row by row.
type glossed struct {
	rows   []string // nil where there is nothing to highlight, or not yet
	widths []int    // cells
}

// A glossedMsg brings the code that was highlighted, of a theme that may have been replaced.
type glossedMsg struct {
	theme *theme.Theme
	key   layoutKey
	code  glossed
}

// gloss returns the commands that highlight the code on the screen which has
// not been seen yet: the highlighter takes milliseconds, and the text is there meanwhile.
func (m *Model) gloss() tea.Cmd {
	if !m.stale {
		return nil
	}
	m.see()
	var cmds []tea.Cmd
	last := -1
	for _, l := range m.lines {
		if l.block == last {
			continue
		}
		last = l.block
		b := &m.doc.Blocks[l.block]
		if b.Kind != document.Code || b.Label == "" || marked(b) {
			continue
		}
		key := m.glossKey(l.block)
		if _, ok := m.glosses[key]; ok {
			continue
		}
		if m.glosses == nil || len(m.glosses) >= maxGlossed {
			m.glosses = make(map[layoutKey]glossed)
		}
		m.glosses[key] = glossed{}
		cmds = append(cmds, m.glossBlock(key, b))
	}
	return tea.Batch(cmds...)
}

// painter returns what draws with Glamour in the theme's colours.
func (m *Model) painter() *gloss.Renderer {
	if m.glosser == nil {
		m.glosser = gloss.New(m.theme)
	}
	return m.glosser
}

// glossKey returns what the highlighting of a block depends on.
func (m *Model) glossKey(block int) layoutKey {
	cfg := m.body.cfg
	cfg.Shift = min(cfg.Shift, m.body.overflow(block))
	return layoutKey{document.Body, block, cfg}
}

// marked reports whether a block has signs that highlighting would lose.
func marked(b *document.Block) bool {
	for _, x := range b.Marks {
		if x.Kind == document.MarkRef || x.Kind == document.MarkPage || x.Kind == document.MarkLink {
			return true
		}
	}
	return false
}

func (m *Model) glossBlock(key layoutKey, b *document.Block) tea.Cmd {
	t, r, rows := m.theme, m.painter(), m.body.rows(key.block)
	return func() tea.Msg {
		cfg := key.cfg
		if len(rows) > 0 {
			cfg.Width = max(cfg.Width-rows[0].Indent, 1)
		}
		code := glossed{rows: r.Code(b.Label, b.Text, cfg)}
		if len(code.rows) != len(rows) {
			return nil
		}
		width := ansi.StringWidthWc
		if cfg.Method == layout.GraphemeWidth {
			width = ansi.StringWidth
		}
		for _, row := range code.rows {
			code.widths = append(code.widths, width(row))
		}
		return glossedMsg{t, key, code}
	}
}

func (m *Model) glossedCode(msg glossedMsg) {
	if msg.theme == m.theme && m.glosses != nil {
		m.glosses[msg.key] = msg.code
		m.dirty = true
	}
}

// drawGlossed draws a row of highlighted code. It returns false where there is none, or a match is to be lit.
func (m *Model) drawGlossed(c *canvas, b *brush, l line) bool {
	if len(m.glosses) == 0 || len(b.spans) > 0 {
		return false
	}
	code := m.glosses[m.glossKey(l.block)]
	if l.n >= len(code.rows) || c.x+l.row.Indent+code.widths[l.n] > c.width {
		return false
	}
	c.to("", c.x+l.row.Indent)
	c.styled(code.rows[l.n], code.widths[l.n])
	return true
}
