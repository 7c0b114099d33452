package screen

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// A wish is what a view wants of the terminal beside its content: the sequence that grants
// it and the one that takes it back. The zero wish wants nothing.
type wish struct{ grant, revoke string }

// The kinds of wishes.
const (
	pasteWish = iota
	mouseWish
	titleWish
	progressWish
	cursorWish
	wishCount
)

// wishesOf returns what a view wants, made from few allocations: it is asked of every view.
func wishesOf(v *tea.View) (w [wishCount]wish) {
	if !v.DisableBracketedPasteMode {
		w[pasteWish] = wish{ansi.SetModeBracketedPaste, ansi.ResetModeBracketedPaste}
	}
	switch v.MouseMode {
	case tea.MouseModeCellMotion:
		w[mouseWish] = wish{cellMotion, noMouse}
	case tea.MouseModeAllMotion:
		w[mouseWish] = wish{allMotion, noMouse}
	}
	if v.WindowTitle != "" {
		w[titleWish] = wish{ansi.SetWindowTitle(printable(v.WindowTitle)), ansi.SetWindowTitle("")}
	}
	if v.ProgressBar != nil {
		w[progressWish] = wish{progress(v.ProgressBar), ansi.ResetProgressBar}
	}
	if c := v.Cursor; c != nil && (c.Shape != tea.CursorBlock || !c.Blink) {
		// The cursor as it is, which the user may have set, stands for a blinking block.
		style := int(c.Shape)*2 + 1
		if !c.Blink {
			style++
		}
		w[cursorWish] = wish{ansi.SetCursorStyle(style), ansi.SetCursorStyle(0)}
	}
	return w
}

const (
	cellMotion = ansi.ResetModeMouseAnyEvent + ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	allMotion  = ansi.ResetModeMouseButtonEvent + ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr
	noMouse    = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr
)

// printable returns a text without the control characters that would end the sequence it stands in.
func printable(s string) string {
	b := make([]rune, 0, len(s))
	for _, r := range s {
		if r >= ' ' && (r < 0x7f || r >= 0xA0) {
			b = append(b, r)
		}
	}
	return string(b)
}

// progress returns the sequence of ConEmu and Windows Terminal (OSC 9;4) for a progress bar.
func progress(b *tea.ProgressBar) string {
	switch b.State {
	case tea.ProgressBarDefault:
		return ansi.SetProgressBar(b.Value)
	case tea.ProgressBarError:
		return ansi.SetErrorProgressBar(b.Value)
	case tea.ProgressBarIndeterminate:
		return ansi.SetIndeterminateProgressBar
	case tea.ProgressBarWarning:
		return ansi.SetWarningProgressBar(b.Value)
	}
	return ""
}

// declare grants and revokes what a view wants otherwise than the one before.
func (p *Painter) declare(v *tea.View) {
	wishes := wishesOf(v)
	for i, w := range wishes {
		switch was := p.wishes[i]; {
		case w == was:
		case w.grant != "":
			p.send(w.grant)
		default:
			p.send(was.revoke)
		}
	}
	p.wishes = wishes
}

// A cursor is where the terminal's is, if it is seen.
type cursor struct {
	seen bool
	x, y int
}

// hide hides the cursor, so that it is not seen running over the screen.
func (p *Painter) hide() {
	if p.cursor.seen && !p.synchronized {
		p.cursor.seen = false
		p.send(ansi.ResetModeTextCursorEnable)
	}
}

// place puts the cursor where a view wants it.
func (p *Painter) place(c *tea.Cursor, painted bool) {
	if c == nil {
		if p.cursor.seen {
			p.cursor.seen = false
			p.send(ansi.ResetModeTextCursorEnable)
		}
		return
	}
	if now := (cursor{p.cursor.seen, c.X, c.Y}); painted || now != p.cursor || !now.seen {
		p.send(ansi.CursorPosition(c.X+1, c.Y+1))
		p.cursor, p.y = now, -1
	}
	if !p.cursor.seen {
		p.cursor.seen = true
		p.send(ansi.SetModeTextCursorEnable)
	}
}
