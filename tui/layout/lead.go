package layout

import (
	"strings"

	"ibid/document"
)

// A lead is what stands before the text of a block's rows: free cells and a
// marker.
type lead struct {
	indents
	mark  string // the marker, "" for none
	width int    // of mark, in cells
	at    int    // cells left free before mark
	every bool   // mark stands before every row, not only the first
}

// step returns the cells by which a level of lists or quotations is indented.
func (c Config) step() int {
	switch {
	case c.Width >= 60:
		return 4
	case c.Width >= 24:
		return 2
	case c.Width >= 12:
		return 1
	}
	return 0
}

// levels returns the indentation of n levels. Deep nesting is not followed past
// a third of the row: text must keep a measure that can be read.
func (c Config) levels(n int) int {
	return min(max(n, 0)*c.step(), c.Width/3)
}

// lead works out what stands before the rows of the block.
func (l *layouter) lead() lead {
	level := int(l.block.Level)
	switch l.block.Kind {
	case document.Heading:
		return l.headingLead()
	case document.Item:
		return l.itemLead(level)
	case document.Quote:
		return l.quoteLead(level)
	case document.Verse:
		in := l.cfg.levels(level)
		return lead{indents: indents{in, in, min(in+2*l.cfg.step(), l.cfg.Width/2)}}
	}
	in := l.cfg.levels(level)
	return lead{indents: indents{in, in, in}}
}

// headingLead sets the number of a heading before it, where the text does not
// hold it.
func (l *layouter) headingLead() lead {
	mark, w := l.cfg.Method.drawn(l.block.Label, l.cfg.Width/2, l.cfg.ASCII)
	if w == 0 || l.cfg.Width < 8 {
		return lead{}
	}
	on := min(w+1, l.cfg.Width/4)
	return lead{indents: indents{w + 1, on, on}, mark: mark, width: w}
}

// itemLead sets a marker so that it ends where the text of its level begins, as
// paragraphs that continue the item have the same level and begin there too. A
// longer marker pushes its own row's text to the right.
func (l *layouter) itemLead(level int) lead {
	text := l.cfg.levels(max(level, 1))
	mark := l.block.Label
	if mark == "" { // a term, or an entry of a list of contents: it hangs out by itself
		return lead{indents: indents{l.cfg.levels(max(level, 1) - 1), text, text}}
	}
	if mark == "•" && l.cfg.ASCII {
		mark = l.cfg.bullet()
	}
	mark, w := l.cfg.Method.drawn(mark, max(1, l.cfg.Width/2), l.cfg.ASCII)
	if w == 0 || l.cfg.Width < 4 {
		return lead{indents: indents{text, text, text}}
	}
	at := max(text-1-w, l.cfg.levels(level-1))
	first := max(text, at+w+1)
	if first-text <= 2 {
		text = first // a row of difference would look like a mistake
	}
	return lead{indents: indents{first, text, text}, mark: mark, width: w, at: at}
}

func (l *layouter) quoteLead(level int) lead {
	at := l.cfg.levels(max(level, 1)-1) + l.cfg.step()/2
	if l.cfg.Width < 12 {
		return lead{indents: indents{at, at, at}}
	}
	in := at + 2
	return lead{indents: indents{in, in, in}, mark: l.cfg.bar(), width: 1, at: at, every: true}
}

// pick returns the character that layout draws by itself, or the one for ASCII
// windows. That is also taken where characters of ambiguous width are wide:
// signs and borders are among them, and must take one cell.
func (c Config) pick(char, ascii string) string {
	if c.ASCII || wide {
		return ascii
	}
	return char
}

func (c Config) bullet() string { return c.pick("•", "*") }
func (c Config) bar() string    { return c.pick("│", "|") }
func (c Config) rule() string   { return c.pick("─", "-") }

// repeat returns n times the one-cell character s.
func repeat(s string, n int) string { return strings.Repeat(s, max(n, 0)) }
