package theme

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync/atomic"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"

	"ibid/document"
)

// A Theme is a compiled style. Its methods may be called by any goroutine.
type Theme struct {
	config ansi.StyleConfig
	looks  [classes]look
	manner [manners]ansi.StylePrimitive
	tables [classes]atomic.Pointer[table]
	gloss  glosser
}

// A table holds the sequences of one class, for every set of manners.
type table [1 << manners]string

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

// maxStyle is the largest style file that is read, in bytes.
const maxStyle = 1 << 20

// Names are the styles that come with the program.
func Names() []string {
	return []string{"auto", "dark", "light", "dracula", "tokyo-night", "pink", "ascii", "notty"}
}

// Load compiles a style: "" or "auto" takes "dark" or "light" as dark says and
// leaves body text in the terminal's own colour, which can be read even where the guess is
// wrong; other names are those of [Names]; anything else is the path of a
// JSON file in Glamour's format. Errors name the style or file.
func Load(name string, dark bool) (*Theme, error) {
	config, err := find(name, dark)
	if err != nil {
		return nil, err
	}
	t := &Theme{config: config}
	if err := t.compile(); err != nil {
		return nil, fmt.Errorf("style %q: %w", name, err)
	}
	return t, nil
}

func find(name string, dark bool) (ansi.StyleConfig, error) {
	switch name {
	case "", "auto":
		c := styles.LightStyleConfig
		if dark {
			c = styles.DarkStyleConfig
		}
		c.Document.Color = nil
		return c, nil
	}
	if c, ok := styles.DefaultStyles[name]; ok {
		return *c, nil
	}
	return read(name)
}

// read reads a style from a file.
func read(path string) (c ansi.StyleConfig, err error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) && !strings.ContainsAny(path, `/\.`) {
		return c, fmt.Errorf("style %q is not known: want one of %s, or a JSON file", path, strings.Join(Names(), ", "))
	}
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return c, fmt.Errorf("style %q: %w", path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxStyle+1))
	switch {
	case err != nil:
		return c, fmt.Errorf("style %q: %w", path, errors.Unwrap(err))
	case len(data) > maxStyle:
		return c, fmt.Errorf("style %q is larger than a style can be (%d bytes)", path, maxStyle)
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("style %q: %w", path, err)
	}
	return c, nil
}

// compile works out the looks of the classes. The sequences follow when a
// class is asked for: most screens have a handful.
func (t *Theme) compile() error {
	for class := range classes {
		var l look
		var err error
		for _, p := range primitives(&t.config, class) {
			if l, err = l.over(p); err != nil {
				return err
			}
		}
		t.looks[class] = l
	}
	c := &t.config
	t.manner = [manners]ansi.StylePrimitive{
		italic:     {Italic: &yes, Color: c.Emph.Color},
		strong:     {Bold: &yes, Color: c.Strong.Color},
		mono:       {Color: c.Code.Color, BackgroundColor: c.Code.BackgroundColor},
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

// SGR returns the escape sequence that begins text of a class and style, ""
// for none. [Reset] ends it. It allocates nothing but the first time that a class is asked for.
func (t *Theme) SGR(class Class, style document.Style) string {
	if class >= classes {
		class = Body
	}
	tab := t.tables[class].Load()
	if tab == nil {
		tab = t.fill(class)
	}
	return tab[mannersOf(style)]
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

// fill makes the table of a class. Two goroutines may do it at once: they
// make the same one.
func (t *Theme) fill(class Class) *table {
	tab := new(table)
	own := slices.Contains([]Class{CodeText, RefActive, NoteActive, Match, MatchCurrent, Status}, class)
	for set := range tab {
		l := t.looks[class]
		for m, p := range t.manner {
			if set&(1<<m) == 0 {
				continue
			}
			if own {
				p.Color, p.BackgroundColor = nil, nil
			}
			l, _ = l.over(p) // compile has seen that every colour is one
		}
		tab[set] = l.sequence()
	}
	t.tables[class].Store(tab)
	return tab
}
