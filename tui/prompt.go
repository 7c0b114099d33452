package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/keymap"
	"ibid/tui/theme"
)

// maxOlder bounds the lines that a prompt remembers.
const maxOlder = 200

// A prompt is the mode in which a line is typed at the foot of the screen.
type prompt struct {
	sign   string // before the line: "/", ":"
	edit   editor
	past   *[]string // the lines typed before, oldest first; nil where there is move
	at     int       // of past that is shown; len(past) for the line being typed
	draft  string
	typing func(m *Model, line string) tea.Cmd // after each change
	accept func(m *Model, line string) tea.Cmd
	move   func(m *Model, n int) // moves what is chosen from, in the stead of past
	cancel func(m *Model) tea.Cmd
	again  func(m *Model) tea.Cmd                 // accepts an empty line; nil where that is to cancel
	note   func(m *Model) (text string, bad bool) // shown at the right
}

// openPrompt puts a prompt in front.
func (m *Model) openPrompt(p *prompt) {
	if p.past != nil {
		p.at = len(*p.past)
	}
	m.enter(p)
}

func (p *prompt) context(*Model) keymap.Context { return keymap.InPrompt }

func (p *prompt) do(m *Model, c keymap.Command) tea.Cmd {
	switch c.Action {
	case keymap.Accept:
		return p.accepted(m)
	case keymap.Cancel:
		m.leave()
		return p.cancel(m)
	case keymap.Older:
		return p.turn(m, -1)
	case keymap.Newer:
		return p.turn(m, 1)
	case keymap.Suspend:
		return tea.Suspend
	}
	return nil
}

func (p *prompt) accepted(m *Model) tea.Cmd {
	m.leave()
	line := p.edit.text()
	switch {
	case p.move != nil:
		return p.accept(m, line)
	case line == "" && p.again != nil:
		return tea.Batch(p.cancel(m), p.again(m))
	case line == "":
		return p.cancel(m)
	}
	past := *p.past
	if len(past) == 0 || past[len(past)-1] != line {
		past = append(past, line)
		*p.past = past[max(0, len(past)-maxOlder):]
	}
	return p.accept(m, line)
}

// turn goes along the lines typed before, or along what is chosen from.
func (p *prompt) turn(m *Model, n int) tea.Cmd {
	if p.move != nil {
		p.move(m, n)
		return nil
	}
	return p.recall(m, n)
}

// recall shows a line typed before.
func (p *prompt) recall(m *Model, n int) tea.Cmd {
	past := *p.past
	if p.at == len(past) {
		p.draft = p.edit.text()
	}
	p.at = min(max(p.at+n, 0), len(past))
	if p.at == len(past) {
		p.edit.set(p.draft)
	} else {
		p.edit.set(past[p.at])
	}
	return p.typing(m, p.edit.text())
}

func (p *prompt) typed(m *Model, msg tea.Msg) tea.Cmd {
	before := p.edit.text()
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "backspace" && before == "" {
		m.leave()
		return p.cancel(m)
	}
	p.edit.take(msg)
	if p.edit.text() == before {
		return nil
	}
	return p.typing(m, p.edit.text())
}

func (p *prompt) draw(*Model, *canvas) bool { return false }

// openSearch begins a search as it is typed.
func (m *Model) openSearch() tea.Cmd {
	before, origin := m.find, m.stop()
	m.find.origin = origin
	m.openPrompt(&prompt{
		sign: "/", past: &m.sought,
		typing: func(m *Model, line string) tea.Cmd {
			m.find.origin = origin
			return m.find.seek(m, line)
		},
		accept: func(m *Model, line string) tea.Cmd { return m.searched(origin) },
		cancel: func(m *Model) tea.Cmd { return m.unsearch(origin, before) },
		again:  func(m *Model) tea.Cmd { return m.nextHit(1) },
		note: func(m *Model) (string, bool) {
			return m.find.state(m), m.find.none || m.find.bad != ""
		},
	})
	return nil
}

// searched ends the prompt of a search: the way back leads to where it was begun.
func (m *Model) searched(origin stop) tea.Cmd {
	if m.find.bad != "" {
		m.complain(m.find.bad)
		m.find.clear()
		m.put(origin)
		return nil
	}
	if m.find.none && m.doc.Complete {
		m.notFound()
		m.put(origin)
		return nil
	}
	now := m.stop()
	m.put(origin)
	m.remember()
	m.put(now)
	return nil
}

// unsearch gives a search up and returns to where it was begun, and to the search before.
func (m *Model) unsearch(origin stop, before finder) tea.Cmd {
	if m.find.gen == before.gen { // nothing was typed
		m.find.origin = before.origin
		m.put(origin)
		return nil
	}
	m.find.clear()
	now := m.find
	m.find = before
	m.find.gen, m.find.order, m.find.ordered = now.gen, now.order, now.ordered
	again := m.find.extend(m)
	if origin.search == before.gen {
		origin.search = m.find.gen
	}
	m.put(origin)
	return again
}

// openLine opens the command line.
func (m *Model) openLine() tea.Cmd { return m.openLineWith("") }

func (m *Model) openLineWith(s string) tea.Cmd {
	p := &prompt{
		sign: ":", past: &m.commands,
		typing: func(*Model, string) tea.Cmd { return nil },
		cancel: func(*Model) tea.Cmd { return nil },
		accept: func(m *Model, line string) tea.Cmd {
			c, ok := keymap.ParseLine(line)
			if !ok {
				m.complain(m.advise("there is no command "+line, keymap.Help, "shows what there is"))
				return nil
			}
			return reading{}.do(m, c)
		},
		note: func(*Model) (string, bool) { return "", false },
	}
	p.edit.set(s)
	m.openPrompt(p)
	return nil
}

// line draws the line that is typed, the end of it where it is too long.
func (p *prompt) line(m *Model, c *canvas) bool {
	note, bad := p.note(m)
	class := theme.StatusKey
	if bad {
		class = theme.Error
	}
	from := p.scrolled(m)
	c.text(m.theme.SGR(theme.Prompt, 0), p.sign)
	c.text(m.theme.SGR(theme.Prompt, 0), p.edit.text()[from:])
	if w := m.method.Width(note); note != "" && c.x+w+3 <= c.width {
		c.to("", c.width-w-1)
		c.text(m.theme.SGR(class, 0), note)
	}
	return true
}

// scrolled returns how many bytes of the line are left of the window, so that the cursor is in it.
func (p *prompt) scrolled(m *Model) int {
	text, at, from := p.edit.text(), p.edit.at(), 0
	for from < at && m.method.Width(text[from:at])+len(p.sign) >= m.screen.width {
		from += firstOf(text[from:])
	}
	return min(from, at)
}

// column returns where the cursor is.
func (p *prompt) column(m *Model) int {
	x := len(p.sign) + m.method.Width(p.edit.text()[p.scrolled(m):p.edit.at()])
	return min(x, m.screen.width-1)
}
