package tui

import (
	tea "charm.land/bubbletea/v2"

	"ibid/keymap"
)

// A mode is what the keyboard speaks to: the text, a prompt, a list, the help page.
// Modes lie one over the other; the text is always the lowest.
type mode interface {
	// context says what keys mean in the mode.
	context(m *Model) keymap.Context
	// do carries out an action.
	do(m *Model, c keymap.Command) tea.Cmd
	// typed takes a key that is no action, or pasted text.
	typed(m *Model, msg tea.Msg) tea.Cmd
	// draw draws all rows above the status line and returns true, or leaves
	// them to the mode below.
	draw(m *Model, c *canvas) bool
	// line draws the status line and returns true, or leaves it to the mode below.
	line(m *Model, c *canvas) bool
}

// A verb carries out an action on the text.
type verb func(m *Model, c keymap.Command) tea.Cmd

// reading is the mode in which the text is read.
type reading struct{}

func (reading) context(m *Model) keymap.Context {
	if m.panel.focus {
		return keymap.InNote
	}
	return keymap.InText
}

func (reading) do(m *Model, c keymap.Command) tea.Cmd {
	m.start, m.find.wanted, m.anchor, m.toEnd = start{}, false, "", false
	v := verbs[c.Action]
	if v == nil {
		m.inform("there is no " + string(c.Action) + " here")
		return nil
	}
	m.nowAction = c.Action
	cmd := v(m, c)
	m.lastAction, m.nowAction = c.Action, keymap.None
	return cmd
}

func (reading) typed(*Model, tea.Msg) tea.Cmd { return nil }

func (reading) draw(m *Model, c *canvas) bool {
	m.drawText(c)
	return true
}

func (reading) line(m *Model, c *canvas) bool {
	m.drawStatus(c)
	return true
}

// verbs are what the actions do to the text.
var verbs map[keymap.Action]verb

func init() {
	verbs = map[keymap.Action]verb{
		keymap.LineDown:      func(m *Model, c keymap.Command) tea.Cmd { return m.scroll(c.N()) },
		keymap.LineUp:        func(m *Model, c keymap.Command) tea.Cmd { return m.scroll(-c.N()) },
		keymap.ScreenDown:    func(m *Model, c keymap.Command) tea.Cmd { return m.turn(min(c.N(), maxTurns)) },
		keymap.ScreenUp:      func(m *Model, c keymap.Command) tea.Cmd { return m.turn(-min(c.N(), maxTurns)) },
		keymap.HalfDown:      func(m *Model, c keymap.Command) tea.Cmd { return m.scroll(c.N() * m.half()) },
		keymap.HalfUp:        func(m *Model, c keymap.Command) tea.Cmd { return m.scroll(-c.N() * m.half()) },
		keymap.Top:           func(m *Model, c keymap.Command) tea.Cmd { return m.beginning() },
		keymap.Bottom:        func(m *Model, c keymap.Command) tea.Cmd { return m.ending() },
		keymap.NextParagraph: func(m *Model, c keymap.Command) tea.Cmd { return m.paragraph(c.N()) },
		keymap.PrevParagraph: func(m *Model, c keymap.Command) tea.Cmd { return m.paragraph(-c.N()) },
		keymap.Percent:       func(m *Model, c keymap.Command) tea.Cmd { return m.percent(c.Count) },
		keymap.ScrollLeft:    func(m *Model, c keymap.Command) tea.Cmd { return m.sideways(-c.N()) },
		keymap.ScrollRight:   func(m *Model, c keymap.Command) tea.Cmd { return m.sideways(c.N()) },

		keymap.NextRef:  func(m *Model, c keymap.Command) tea.Cmd { return m.nextRef(c.N()) },
		keymap.PrevRef:  func(m *Model, c keymap.Command) tea.Cmd { return m.nextRef(-c.N()) },
		keymap.Follow:   func(m *Model, c keymap.Command) tea.Cmd { return m.follow() },
		keymap.Hints:    func(m *Model, c keymap.Command) tea.Cmd { return m.openHints() },
		keymap.Back:     func(m *Model, c keymap.Command) tea.Cmd { return m.back(c.N()) },
		keymap.Forward:  func(m *Model, c keymap.Command) tea.Cmd { return m.forward(c.N()) },
		keymap.GotoNote: func(m *Model, c keymap.Command) tea.Cmd { return m.gotoNote(c.Arg) },
		keymap.NoteList: func(m *Model, c keymap.Command) tea.Cmd { return m.openNoteList() },

		keymap.NextPage:     func(m *Model, c keymap.Command) tea.Cmd { return m.nextPage(c.N()) },
		keymap.PrevPage:     func(m *Model, c keymap.Command) tea.Cmd { return m.nextPage(-c.N()) },
		keymap.GotoPage:     func(m *Model, c keymap.Command) tea.Cmd { return m.gotoPage(c.Arg) },
		keymap.NextSection:  func(m *Model, c keymap.Command) tea.Cmd { return m.nextSection(c.N(), false) },
		keymap.PrevSection:  func(m *Model, c keymap.Command) tea.Cmd { return m.nextSection(-c.N(), false) },
		keymap.NextDocument: func(m *Model, c keymap.Command) tea.Cmd { return m.nextSection(c.N(), true) },
		keymap.PrevDocument: func(m *Model, c keymap.Command) tea.Cmd { return m.nextSection(-c.N(), true) },
		keymap.Outline:      func(m *Model, c keymap.Command) tea.Cmd { return m.openOutline() },

		keymap.Search:  func(m *Model, c keymap.Command) tea.Cmd { return m.openSearch() },
		keymap.NextHit: func(m *Model, c keymap.Command) tea.Cmd { return m.nextHit(c.N()) },
		keymap.PrevHit: func(m *Model, c keymap.Command) tea.Cmd { return m.nextHit(-c.N()) },
		keymap.HitList: func(m *Model, c keymap.Command) tea.Cmd { return m.openHitList() },

		keymap.SetMark:  func(m *Model, c keymap.Command) tea.Cmd { return m.setMark(c.Arg) },
		keymap.GotoMark: func(m *Model, c keymap.Command) tea.Cmd { return m.gotoMark(c.Arg) },
		keymap.LastMark: func(m *Model, c keymap.Command) tea.Cmd { return m.lastPlace() },

		keymap.Narrower:      func(m *Model, c keymap.Command) tea.Cmd { return m.remeasure(-measureStep * c.N()) },
		keymap.Wider:         func(m *Model, c keymap.Command) tea.Cmd { return m.remeasure(measureStep * c.N()) },
		keymap.ResetMeasure:  func(m *Model, c keymap.Command) tea.Cmd { return m.remeasure(0) },
		keymap.TogglePanel:   func(m *Model, c keymap.Command) tea.Cmd { return m.togglePanel() },
		keymap.PanelPosition: func(m *Model, c keymap.Command) tea.Cmd { return m.movePanel() },
		keymap.ToggleMouse:   func(m *Model, c keymap.Command) tea.Cmd { return m.toggleMouse() },

		keymap.Reload:  func(m *Model, c keymap.Command) tea.Cmd { return m.reload() },
		keymap.Edit:    func(m *Model, c keymap.Command) tea.Cmd { return m.edit() },
		keymap.Help:    func(m *Model, c keymap.Command) tea.Cmd { return m.openHelp() },
		keymap.Line:    func(m *Model, c keymap.Command) tea.Cmd { return m.openLine() },
		keymap.Close:   func(m *Model, c keymap.Command) tea.Cmd { return m.close() },
		keymap.Quit:    func(m *Model, c keymap.Command) tea.Cmd { return tea.Quit },
		keymap.Suspend: func(m *Model, c keymap.Command) tea.Cmd { return tea.Suspend },
	}
}
