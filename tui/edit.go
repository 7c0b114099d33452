package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// clean returns s as one line that is safe to draw: what is not printable is
// a space. What comes from documents is safe before it comes here; this holds for what
// is typed, pasted or said by the system.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

// maxLine bounds what can be typed, in characters.
const maxLine = 4096

// An editor is a line that is being typed. The text input of Bubbles edits
// it; it is drawn here, so that it is measured as the renderer measures.
type editor struct {
	input textinput.Model
	made  bool
}

// set replaces the line and puts the cursor at its end.
func (e *editor) set(s string) {
	e.make()
	e.input.SetValue(s)
	e.input.CursorEnd()
}

func (e *editor) make() {
	if e.made {
		return
	}
	e.input, e.made = textinput.New(), true
	e.input.CharLimit = maxLine
	e.input.SetVirtualCursor(false)
	e.input.KeyMap.Paste.SetEnabled(false) // it would start a program to ask for the clipboard
	e.input.Focus()
}

// take lets a key or a paste change the line.
func (e *editor) take(msg tea.Msg) {
	e.make()
	e.input, _ = e.input.Update(msg)
}

// text returns the line, safe to draw.
func (e *editor) text() string { return clean(e.input.Value()) }

// at returns how many bytes of text are before the cursor.
func (e *editor) at() int {
	text, at := e.text(), 0
	for range e.input.Position() {
		_, n := utf8.DecodeRuneInString(text[at:])
		at += n
	}
	return at
}

// firstOf returns the bytes of the first character of a text.
func firstOf(s string) int {
	c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(len(c), 1)
}
