package theme

import (
	"fmt"
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Reset ends all styles.
const Reset = ansi.ResetStyle

// A look is how cells are drawn. A colour that is nil is the terminal's own.
type look struct {
	on     uint16 // bit n is the attribute whose SGR parameter is n (ECMA-48, 8.3.117)
	fg, bg color.Color
}

// over lays p over l: what p says holds, what it leaves open stays.
func (l look) over(p primitive) (look, error) {
	for _, a := range []struct {
		attr ansi.Attr
		set  *bool
	}{
		{ansi.AttrBold, p.Bold}, {ansi.AttrFaint, p.Faint}, {ansi.AttrItalic, p.Italic}, {ansi.AttrUnderline, p.Underline},
		{ansi.AttrBlink, p.Blink}, {ansi.AttrReverse, p.Inverse}, {ansi.AttrStrikethrough, p.CrossedOut},
	} {
		if a.set == nil {
			continue
		}
		if l.on &^= 1 << a.attr; *a.set {
			l.on |= 1 << a.attr
		}
	}
	var err error
	if p.Color != nil {
		if l.fg, err = colour(*p.Color); err != nil {
			return l, err
		}
	}
	if p.BackgroundColor != nil {
		if l.bg, err = colour(*p.BackgroundColor); err != nil {
			return l, err
		}
	}
	return l, nil
}

// sequence returns the escape sequence that begins the look, "" for none.
func (l look) sequence() string {
	var s ansi.Style
	for a := ansi.AttrBold; a <= ansi.AttrStrikethrough; a++ {
		if l.on&(1<<a) != 0 {
			s = append(s, ansi.NewStyle(a)...)
		}
	}
	if l.fg != nil {
		s = s.ForegroundColor(l.fg)
	}
	if l.bg != nil {
		s = s.BackgroundColor(l.bg)
	}
	if len(s) == 0 {
		return ""
	}
	return s.String()
}

// colour returns a colour as styles write it, which is as Lip Gloss reads it: a
// number of the 256 (the first 16 are the terminal's own), or #rgb or #rrggbb. It
// is nil where none is named.
func colour(s string) (color.Color, error) {
	if s == "" {
		return nil, nil
	}
	c := lipgloss.Color(s)
	if _, none := c.(lipgloss.NoColor); none {
		return nil, fmt.Errorf("%q is no colour: want a number up to 255, or #rrggbb", s)
	}
	return c, nil
}
