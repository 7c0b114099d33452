package tui

import (
	"unicode"

	tea "charm.land/bubbletea/v2"

	"ibid/keymap"
)

// press takes a key.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	top := m.modes[len(m.modes)-1]
	key := k.String()
	if key == "ctrl+j" {
		key = "enter" // typed ahead, before the terminal was raw
	}
	c, pending := m.feed.Feed(top.context(m), key)
	m.freshen()
	switch {
	case pending:
		return nil
	case c.Action != keymap.None:
		return top.do(m, c)
	}
	if x, ok := afterEscape(k); ok && !(top.context(m) == keymap.InPrompt && k.Mod&tea.ModCtrl == 0 && unicode.IsLetter(k.Code)) {
		return tea.Batch(m.press(tea.KeyPressMsg{Code: tea.KeyEscape}), m.press(x))
	}
	return top.typed(m, k)
}

// afterEscape returns the key that was pressed right after Esc, where k is both
// in one: a terminal sends them as it sends a key with Alt. Where that means
// nothing it was not what the reader meant. In a prompt letters with Alt move by words.
func afterEscape(k tea.KeyPressMsg) (tea.KeyPressMsg, bool) {
	if k.Mod&^(tea.ModShift|tea.ModCtrl) != tea.ModAlt || !unicode.IsPrint(k.Code) || k.Code > unicode.MaxASCII {
		return tea.KeyPressMsg{}, false
	}
	code := k.Code
	if k.Mod&tea.ModCtrl != 0 {
		return tea.KeyPressMsg{Code: code, Mod: k.Mod &^ tea.ModAlt}, true
	}
	if k.Mod&tea.ModShift != 0 {
		code = unicode.ToUpper(code)
	}
	return tea.KeyPressMsg{Code: code, Text: string(code)}, true
}

func (m *Model) paste(s string) tea.Cmd {
	m.dirty = true
	return m.modes[len(m.modes)-1].typed(m, tea.PasteMsg{Content: clean(s)})
}
