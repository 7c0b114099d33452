package tui

import (
	"maps"
	"slices"

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
	if m.unwait() && c.Action == keymap.Close {
		return nil
	}
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

// typed says that a key means nothing. Readers know keys from other programs, those that copy
// most of all.
func (reading) typed(m *Model, msg tea.Msg) tea.Cmd {
	keys := m.unbound(msg)
	switch wrong := keys.String() + " does nothing here"; {
	case keys == nil:
	case m.mouse && slices.Contains([]string{"v", "V", "y", "Y"}, keys[0]):
		m.inform(m.advise(wrong, keymap.ToggleMouse, "lets the terminal select and copy"))
	default:
		m.inform(m.advise(wrong, keymap.Help, "shows all keys"))
	}
	return nil
}

// unbound returns the keys that a message ends and that mean nothing, nil where it is none.
// Esc, which gives up what was typed, is not meant to do more.
func (m *Model) unbound(msg tea.Msg) keymap.Sequence {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.Code != tea.KeyEscape {
		return m.feed.Unbound()
	}
	return nil
}

func (reading) draw(m *Model, c *canvas) bool {
	m.drawText(c)
	return true
}

func (reading) line(m *Model, c *canvas) bool {
	m.drawStatus(c)
	return true
}

// verbs are what the actions do to the text.
var verbs = make(map[keymap.Action]verb)

// The tables are joined here because verbs, by way of the modes they open, lead back to verbs.
func init() {
	for _, t := range []map[keymap.Action]verb{moving, following, searching, arranging} {
		maps.Copy(verbs, t)
	}
}

// times is the verb of a method that takes how often, or how far and which way.
func times(do func(*Model, int) tea.Cmd, sign int) verb {
	return func(m *Model, c keymap.Command) tea.Cmd { return do(m, sign*c.N()) }
}

// once is the verb of a method that takes nothing.
func once(do func(*Model) tea.Cmd) verb {
	return func(m *Model, _ keymap.Command) tea.Cmd { return do(m) }
}

// to is the verb of a method that takes a label, or the key of a mark.
func to(do func(*Model, string) tea.Cmd) verb {
	return func(m *Model, c keymap.Command) tea.Cmd { return do(m, c.Arg) }
}

// moving moves the text.
var moving = map[keymap.Action]verb{
	keymap.LineDown:      times((*Model).scroll, 1),
	keymap.LineUp:        times((*Model).scroll, -1),
	keymap.HalfDown:      times((*Model).scrollHalf, 1),
	keymap.HalfUp:        times((*Model).scrollHalf, -1),
	keymap.ScreenDown:    times((*Model).turn, 1),
	keymap.ScreenUp:      times((*Model).turn, -1),
	keymap.Top:           once((*Model).beginning),
	keymap.Bottom:        once((*Model).ending),
	keymap.NextParagraph: times((*Model).paragraph, 1),
	keymap.PrevParagraph: times((*Model).paragraph, -1),
	keymap.Percent:       func(m *Model, c keymap.Command) tea.Cmd { return m.percent(c.Count) },
	keymap.ScrollLeft:    times((*Model).sideways, -1),
	keymap.ScrollRight:   times((*Model).sideways, 1),
	keymap.NextPage:      times((*Model).nextPage, 1),
	keymap.PrevPage:      times((*Model).nextPage, -1),
	keymap.GotoPage:      to((*Model).gotoPage),
	keymap.NextSection:   times((*Model).nextSection, 1),
	keymap.PrevSection:   times((*Model).nextSection, -1),
	keymap.NextDocument:  times((*Model).nextDocument, 1),
	keymap.PrevDocument:  times((*Model).nextDocument, -1),
	keymap.Outline:       once((*Model).openOutline),
}

// following goes along references and links, and back.
var following = map[keymap.Action]verb{
	keymap.NextRef:  times((*Model).nextRef, 1),
	keymap.PrevRef:  times((*Model).nextRef, -1),
	keymap.Follow:   once((*Model).follow),
	keymap.Hints:    once((*Model).openHints),
	keymap.Back:     times((*Model).back, 1),
	keymap.Forward:  times((*Model).forward, 1),
	keymap.GotoNote: to((*Model).gotoNote),
	keymap.NoteList: once((*Model).openNoteList),
}

// searching finds words, and places that were marked.
var searching = map[keymap.Action]verb{
	keymap.Search:   once((*Model).openSearch),
	keymap.NextHit:  times((*Model).nextHit, 1),
	keymap.PrevHit:  times((*Model).nextHit, -1),
	keymap.HitList:  once((*Model).openHitList),
	keymap.SetMark:  to((*Model).setMark),
	keymap.GotoMark: to((*Model).gotoMark),
	keymap.LastMark: once((*Model).lastPlace),
}

// arranging arranges the screen, and speaks to what is outside it.
var arranging = map[keymap.Action]verb{
	keymap.Narrower:      times((*Model).remeasure, -1),
	keymap.Wider:         times((*Model).remeasure, 1),
	keymap.ResetMeasure:  once((*Model).resetMeasure),
	keymap.TogglePanel:   once((*Model).togglePanel),
	keymap.PanelPosition: once((*Model).movePanel),
	keymap.ToggleMouse:   once((*Model).toggleMouse),
	keymap.Reload:        once((*Model).reload),
	keymap.Edit:          once((*Model).edit),
	keymap.Help:          once((*Model).openHelp),
	keymap.Line:          once((*Model).openLine),
	keymap.Close:         once((*Model).close),
	keymap.Quit:          once(func(*Model) tea.Cmd { return tea.Quit }),
	keymap.Suspend:       once(func(*Model) tea.Cmd { return tea.Suspend }),
	keymap.Redraw:        once(func(*Model) tea.Cmd { return tea.ClearScreen }),
}
