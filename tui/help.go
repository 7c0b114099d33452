package tui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

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
type helpLine struct {
	title, keys, text string
	entry             int // which title or action it is of, from 0
}

// A help is the mode that shows the help page.
type help struct {
	lines  []helpLine
	width  int // cells that the lines were set for
	keys   int // cells of the column of keys
	entry  int // the place: the title or action at the top, and the row of it
	row    int
	filter string // what the actions shown hold; "" for all
	shown  int    // actions
}

func (m *Model) openHelp() tea.Cmd {
	m.enter(&help{})
	return nil
}

func (h *help) context(*Model) keymap.Context { return keymap.InHelp }

func (h *help) typed(m *Model, msg tea.Msg) tea.Cmd {
	if keys := m.unbound(msg); keys != nil {
		m.inform(keys.String() + " does nothing here")
	}
	return nil
}

func (h *help) do(m *Model, c keymap.Command) tea.Cmd {
	if n := moved(c, h.height(m), len(h.lines)); n != 0 {
		h.scroll(m, n)
		return nil
	}
	switch c.Action {
	case keymap.Filter:
		return h.openFilter(m)
	case keymap.Close, keymap.Help:
		if h.filter == "" {
			m.leave()
		}
		h.narrow("")
	default:
		return common(m, c)
	}
	return nil
}

// scroll moves the page by rows.
func (h *help) scroll(m *Model, n int) {
	if to := h.clamp(m, h.top(m)+n); to < len(h.lines) {
		h.entry = h.lines[to].entry
		h.row = to - h.first()
	}
}

// top returns the first line on the screen. Where the window has room for the rest of the page the
// place is kept all the same.
func (h *help) top(m *Model) int {
	h.render(m)
	return h.clamp(m, h.first()+h.row)
}

// first returns the first line of the entry at the top.
func (h *help) first() int {
	return max(slices.IndexFunc(h.lines, func(l helpLine) bool { return l.entry == h.entry }), 0)
}

func (h *help) clamp(m *Model, top int) int { return max(min(top, len(h.lines)-h.height(m)), 0) }

func (h *help) height(m *Model) int { return m.screen.height - m.screen.status }

// openFilter opens the prompt that narrows the page as it is typed.
func (h *help) openFilter(m *Model) tea.Cmd {
	p := &prompt{
		sign:   "/",
		typing: func(_ *Model, typed string) tea.Cmd { h.narrow(typed); return nil },
		accept: func(*Model, string) tea.Cmd { return nil },
		move:   h.scroll,
		cancel: func(*Model) tea.Cmd { h.narrow(""); return nil },
		note: func(m *Model) (string, bool) {
			h.render(m)
			return counted(h.shown, "action", "actions"), h.shown == 0
		},
	}
	p.edit.set(h.filter)
	m.openPrompt(p)
	return nil
}

// narrow leaves the actions on the page whose keys, group or description hold what is typed.
func (h *help) narrow(typed string) {
	if h.filter != typed {
		h.filter, h.lines, h.entry, h.row = typed, nil, 0, 0
	}
}

// groups returns the parts of the page as they are narrowed.
func (h *help) groups(m *Model) []keymap.Group {
	all := m.keys.Groups()
	if h.filter == "" {
		return all
	}
	var left []keymap.Group
	for _, g := range all {
		kept := keymap.Group{Title: g.Title}
		for _, i := range filter(m.ctx, h.filter, len(g.Entries), func(i int) string {
			e := g.Entries[i]
			return strings.Join(e.Keys, " ") + "\n" + e.Help + "\n" + g.Title
		}) {
			kept.Entries = append(kept.Entries, g.Entries[i])
		}
		if len(kept.Entries) > 0 {
			left = append(left, kept)
		}
	}
	return left
}

// render sets the page for the width of the window: the keys at the left, what
// they do beside them, both wrapped.
func (h *help) render(m *Model) {
	width := min(max(m.screen.width-2, 1), helpMeasure)
	if h.lines != nil && h.width == width {
		return
	}
	h.lines, h.width, h.keys = make([]helpLine, 0, cap(h.lines)), width, 0
	for _, g := range m.keys.Groups() {
		for _, e := range g.Entries {
			h.keys = max(h.keys, m.method.Width(strings.Join(e.Keys, " ")))
		}
	}
	h.keys, h.shown = min(h.keys, max(width/3, 1)), 0
	n := 0
	for _, g := range h.groups(m) {
		h.lines = append(h.lines, helpLine{entry: n}, helpLine{title: g.Title, entry: n})
		h.shown += len(g.Entries)
		for _, e := range g.Entries {
			n++
			h.set(m, e, n)
		}
		n++
	}
}

// set sets an action, the nth entry. Keys are not broken: one that is wider than its column
// pushes what it does to the right.
func (h *help) set(m *Model, e keymap.Entry, n int) {
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
		l := helpLine{entry: n}
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
	top := h.top(m)
	indent := (m.screen.width - h.width) / 2
	for y := range h.height(m) {
		if i := top + y; i < len(h.lines) {
			l := &h.lines[i]
			c.to("", indent)
			c.text(m.theme.SGR(theme.Heading(3), 0), l.title)
			for i, k := range strings.Fields(l.keys) {
				if i > 0 {
					c.text("", " ")
				}
				c.text(m.theme.SGR(theme.Key, 0), k)
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
	if rows := h.height(m); h.filter != "" {
		left = "/" + h.filter
	} else if last := len(h.lines); last > rows {
		left += ", " + strconv.Itoa(min(h.top(m)+rows, last)*100/last) + "%"
	}
	keys := []keyed{{keymap.ScreenDown, "down"}, {keymap.ScreenUp, "up"}, {keymap.Filter, "narrows"}, {keymap.Close, "closes"}}
	if m.screen.width < titledWidth {
		keys = slices.Delete(keys, 1, 2) // how far one is tells more
	}
	m.drawHints(c, left, keys...)
	return true
}
