package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/layout"
	"ibid/tui/theme"
)

// A hint is something on the screen that can be followed, and the letters that follow it.
type hint struct {
	x, y   int // its first cell
	keys   string
	follow func(m *Model) tea.Cmd
}

// hinting is the mode in which a hint stands on everything that can be followed. The
// hints are made from what is seen each time they are asked for, so that they stand
// right when the window or the document changes meanwhile.
type hinting struct{ begun string }

// openHints shows the hints.
func (m *Model) openHints() tea.Cmd {
	if len(m.hints()) == 0 {
		m.inform("nothing on the screen can be followed")
		return nil
	}
	m.enter(&hinting{})
	return nil
}

// endHints takes the hints away for the mouse, which needs none.
func (m *Model) endHints() {
	if _, ok := m.modes[len(m.modes)-1].(*hinting); ok {
		m.leave()
	}
}

func (h *hinting) context(*Model) keymap.Context { return keymap.InHints }

func (h *hinting) do(m *Model, c keymap.Command) tea.Cmd {
	switch c.Action {
	case keymap.Cancel:
		m.leave()
	case keymap.Suspend:
		return tea.Suspend
	}
	return nil
}

// typed takes a letter of a hint. One that no hint goes on with is not taken.
func (h *hinting) typed(m *Model, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil
	case k.Code == tea.KeyBackspace:
		h.begun = h.begun[:max(len(h.begun)-1, 0)]
		m.changed()
		return nil
	}
	keys := h.begun + strings.ToLower(k.Text)
	left := 0
	for _, x := range m.hints() {
		switch {
		case x.keys == keys:
			m.leave()
			return x.follow(m)
		case strings.HasPrefix(x.keys, keys):
			left++
		}
	}
	if left == 0 {
		m.inform("no hint goes on with " + clean(k.String()))
		return nil
	}
	h.begun = keys
	m.changed()
	return nil
}

func (h *hinting) draw(m *Model, c *canvas) bool {
	m.drawText(c)
	end := map[int]int{} // of the last hint drawn on a row
	for _, x := range m.hints() {
		if !strings.HasPrefix(x.keys, h.begun) {
			continue
		}
		// What stands side by side may be narrower than its letters.
		at := max(x.x, end[x.y])
		c.over(at, x.y, m.theme.SGR(theme.Hint, 0), x.keys)
		end[x.y] = at + len(x.keys)
	}
	return true
}

func (h *hinting) line(m *Model, c *canvas) bool {
	left := "Type the letters of what to follow"
	if h.begun != "" {
		left += ": " + h.begun
	}
	m.drawHints(c, left, keyed{keymap.Cancel, "closes"})
	return true
}

// hints returns the hints of what is seen: first of the text, then of the notes.
func (m *Model) hints() []hint {
	m.see()
	f := followable{m: m, seen: make(map[target]bool)}
	popup := m.popupRows()
	for y, l := range m.lines {
		if !popup.has(y) {
			f.row(l.row, document.Body, m.screen.body.x, y)
		}
	}
	notes := m.notesBox()
	for i, r := range m.notes {
		if r.slot < 0 || i >= notes.h {
			continue
		}
		s := m.slots[r.slot]
		if r.first {
			f.add(notes.x, notes.y+i, func(m *Model) tea.Cmd { return m.visit(s) })
		}
		f.row(r.line.row, s.note, notes.x+m.labelWidth(s.note), notes.y+i)
	}
	for i, keys := range hintKeys(len(f.all)) {
		f.all[i].keys = keys
	}
	return f.all
}

// A followable collects what can be followed.
type followable struct {
	m    *Model
	all  []hint
	seen map[target]bool // a link may go over several spans and rows
}

func (f *followable) add(x, y int, follow func(*Model) tea.Cmd) {
	if x < f.m.screen.width {
		f.all = append(f.all, hint{x: x, y: y, follow: follow})
	}
}

// row collects what can be followed on a row of the body or of a note, which begins at column x.
func (f *followable) row(r *layout.Row, note, x, y int) {
	if r == nil {
		return
	}
	x += r.Indent
	for i := range r.Spans {
		s := &r.Spans[i]
		if t := targetOf(s); t != noTarget && !f.seen[t] {
			f.seen[t] = true
			f.add(x, y, func(m *Model) tea.Cmd { return m.followTarget(note, t) })
		}
		x += s.Width
	}
}

// hintLetters are the letters of hints, those under the fingers first.
const hintLetters = "fjdkslaghrueiwoqptyvncmxbz"

// hintKeys returns n words, none of which another begins with: of one letter as many as
// can be, the others of two.
func hintKeys(n int) []string {
	const k = len(hintLetters)
	n = min(n, k*k)
	pairs := 0 // letters that begin words of two
	for k-pairs+pairs*k < n {
		pairs++
	}
	words := make([]string, 0, n)
	for i := range n {
		if i < k-pairs {
			words = append(words, hintLetters[i:i+1])
			continue
		}
		i -= k - pairs
		first := k - pairs + i/k
		words = append(words, hintLetters[first:first+1]+hintLetters[i%k:i%k+1])
	}
	return words
}
