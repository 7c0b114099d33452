package tui

import (
	"strings"

	"ibid/keymap"
	"ibid/tui/theme"
)

// A message stands in the status line until the next key.
type message struct {
	text string
	bad  bool
}

// freshen takes the message away before a key or click is obeyed.
func (m *Model) freshen() {
	m.say, m.dirty = message{}, true
	m.agreed, m.asked = m.asked, ""
}

// complain puts an error into the status line, tell a message.
func (m *Model) complain(s string) { m.say, m.dirty = message{clean(s), true}, true }

func (m *Model) inform(s string) { m.say, m.dirty = message{clean(s), false}, true }

// A toldMsg is what a command of the outside world has to say.
type toldMsg struct {
	text string
	err  error
}

func (m *Model) tell(msg toldMsg) {
	switch {
	case msg.err != nil:
		m.complain(msg.err.Error())
	case msg.text != "":
		m.inform(msg.text)
	}
}

// maxSaid bounds the rows of a message that no question is asked by.
const maxSaid = 3

// sayRows returns the message in rows, nil where there is none or no room for all of it.
func (m *Model) sayRows() []string {
	if m.say.text == "" {
		return nil
	}
	return wrapped(m.say.text, max(m.screen.width-2, 1), max(m.screen.height-1, 1), m.method)
}

// drawSaid draws a message that is longer than a row over the last rows of the
// screen. It returns false where it is not.
func (m *Model) drawSaid(c *canvas) bool {
	rows := m.sayRows()
	if len(rows) < 2 || len(rows) > maxSaid && m.asked == "" {
		return false
	}
	class := theme.Status
	if m.say.bad {
		class = theme.Error
	}
	c.keep(m.screen.height - len(rows))
	for i, row := range rows {
		if i > 0 {
			c.newline()
		}
		c.put(m.theme.SGR(theme.Status, 0), " ", 1)
		c.text(m.theme.SGR(class, 0), row)
		c.to(m.theme.SGR(theme.Status, 0), c.width)
	}
	return true
}

// A keyed is what an action does, to be said with its key.
type keyed struct {
	action keymap.Action
	does   string
}

// does says what the keys of actions do: "Enter goes there   Esc closes". Actions
// without a key are left out.
func (m *Model) does(all ...keyed) string {
	var said []string
	for _, k := range all {
		if keys := m.keys.Keys(k.action); len(keys) > 0 {
			said = append(said, keys[0].String()+" "+k.does)
		}
	}
	return strings.Join(said, "   ")
}

// advise says what is wrong and, where it has a key, the action that would help.
func (m *Model) advise(wrong string, help keymap.Action, does string) string {
	if s := m.does(keyed{help, does}); s != "" {
		return wrong + "; " + s
	}
	return wrong
}
