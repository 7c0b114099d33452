package theme

import (
	"fmt"
	"slices"
	"sync/atomic"

	"ibid/document"
)

// A Theme is a compiled style. Its methods may be called by any goroutine.
type Theme struct {
	name   string
	file   []byte
	looks  [classes]look
	manner [manners]primitive
	made   [classes][1 << manners]atomic.Pointer[string] // sequences, by class and set of manners
}

// The manners are the ways in which words are set apart on a screen. Several
// styles of the model may look the same there.
const (
	italic = iota
	strong
	mono
	underlined
	struck
	unclear
	manners
)

// Load compiles a style: "" or "auto" takes "dark" or "light" as dark says and
// leaves body text in the terminal's own colour, which can be read even where
// the guess is wrong; other names are those of [Names]; anything else is the
// path of a JSON file in Glamour's format. Errors name the style or file.
func Load(name string, dark bool) (*Theme, error) {
	s, file, err := find(name, dark)
	if err != nil {
		return nil, err
	}
	t := &Theme{name: name, file: file}
	if name == "" || name == "auto" {
		if t.name = "light"; dark {
			t.name = "dark"
		}
	}
	if err := t.compile(&s); err != nil {
		return nil, fmt.Errorf("style %q: %w", name, err)
	}
	return t, nil
}

// Name returns the name of the built-in style, or the path of the file, and
// what the file holds.
func (t *Theme) Name() (name string, file []byte) { return t.name, t.file }

// compile works out the looks of the classes. The sequences follow when they are
// asked for: most screens have a handful.
func (t *Theme) compile(s *style) error {
	for class := range classes {
		var l look
		var err error
		for _, p := range primitives(s, class) {
			if l, err = l.over(p); err != nil {
				return err
			}
		}
		t.looks[class] = l
	}
	t.manner = [manners]primitive{
		italic:     {Italic: &yes, Color: s.Emph.Color},
		strong:     {Bold: &yes, Color: s.Strong.Color},
		mono:       s.Code,
		underlined: underline,
		struck:     {CrossedOut: &yes},
		unclear:    faint,
	}
	var l look
	for _, p := range t.manner {
		if _, err := l.over(p); err != nil {
			return err
		}
	}
	return nil
}

// SGR returns the escape sequence that begins text of a class and style, "" for
// none. [Reset] ends it. It allocates nothing but the first time that they are
// asked for.
func (t *Theme) SGR(class Class, style document.Style) string {
	if class >= classes {
		class = Body
	}
	made := &t.made[class][mannersOf(style)]
	s := made.Load()
	if s == nil {
		s = t.sequence(class, mannersOf(style))
		made.Store(s) // two goroutines may do so at once: they make the same one
	}
	return *s
}

// mannersOf returns the set of manners in which a style is shown.
func mannersOf(s document.Style) (m int) {
	if s == 0 {
		return 0
	}
	for _, x := range [...]struct {
		styles document.Style
		manner int
	}{
		{document.Italic, italic}, {document.Bold, strong}, {document.Monospace, mono},
		{document.Underline | document.Inserted, underlined},
		{document.Strike | document.Deleted, struck}, {document.Unclear, unclear},
	} {
		if s&x.styles != 0 {
			m |= 1 << x.manner
		}
	}
	return m
}

// setApart are the classes that keep their colours whatever the manner.
var setApart = []Class{CodeText, RefActive, NoteActive, Match, MatchCurrent, Hint, Status}

// sequence makes the sequence of a class in a set of manners.
func (t *Theme) sequence(class Class, set int) *string {
	l := t.looks[class]
	for m, p := range t.manner {
		if set&(1<<m) == 0 {
			continue
		}
		if slices.Contains(setApart, class) {
			p.Color, p.BackgroundColor = nil, nil
		}
		l, _ = l.over(p) // compile has seen that every colour is one
	}
	s := l.sequence()
	return &s
}
