package theme

import (
	"fmt"
	"strconv"
	"strings"
)

// Reset ends all styles.
const Reset = "\x1b[m"

// attributes of ECMA-48, 8.3.117, in the order in which they are written.
type attribute uint8

const (
	attrBold attribute = 1 << iota
	attrFaint
	attrItalic
	attrUnderline
	attrBlink
	attrReverse
	attrStrike
)

var codes = [...]struct {
	attribute
	code string
}{{attrBold, "1"}, {attrFaint, "2"}, {attrItalic, "3"}, {attrUnderline, "4"}, {attrBlink, "5"}, {attrReverse, "7"}, {attrStrike, "9"}}

// A look is how cells are drawn. Colours are SGR parameters, "" for the
// terminal's own.
type look struct {
	on     attribute
	fg, bg string
}

// over lays p over l: what p says holds, what it leaves open stays.
func (l look) over(p primitive) (look, error) {
	for _, a := range []struct {
		attribute
		set *bool
	}{
		{attrBold, p.Bold}, {attrFaint, p.Faint}, {attrItalic, p.Italic}, {attrUnderline, p.Underline},
		{attrBlink, p.Blink}, {attrReverse, p.Inverse}, {attrStrike, p.CrossedOut},
	} {
		if a.set == nil {
			continue
		}
		if l.on &^= a.attribute; *a.set {
			l.on |= a.attribute
		}
	}
	var err error
	if p.Color != nil {
		if l.fg, err = colour(*p.Color, false); err != nil {
			return l, err
		}
	}
	if p.BackgroundColor != nil {
		if l.bg, err = colour(*p.BackgroundColor, true); err != nil {
			return l, err
		}
	}
	return l, nil
}

// sequence returns the escape sequence that begins the look, "" for none.
func (l look) sequence() string {
	var p []string
	for _, c := range codes {
		if l.on&c.attribute != 0 {
			p = append(p, c.code)
		}
	}
	for _, c := range []string{l.fg, l.bg} {
		if c != "" {
			p = append(p, c)
		}
	}
	if len(p) == 0 {
		return ""
	}
	return "\x1b[" + strings.Join(p, ";") + "m"
}

// colour returns the SGR parameters of a colour as styles write it: a number of
// the 256 (the first 16 are the terminal's own), or #rgb or #rrggbb.
func colour(s string, background bool) (string, error) {
	base := 30
	if background {
		base = 40
	}
	if s == "" {
		return "", nil
	}
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil && len(hex) == 6 {
			return fmt.Sprintf("%d;2;%d;%d;%d", base+8, n>>16, n>>8&0xff, n&0xff), nil
		}
		return "", fmt.Errorf("%q is no colour: want #rrggbb", s)
	}
	n, err := strconv.ParseUint(s, 10, 8)
	switch {
	case err != nil:
		return "", fmt.Errorf("%q is no colour: want a number up to 255, or #rrggbb", s)
	case n < 8:
		return strconv.Itoa(base + int(n)), nil
	case n < 16:
		return strconv.Itoa(base + 60 + int(n) - 8), nil
	}
	return fmt.Sprintf("%d;5;%d", base+8, n), nil
}
