package plain

import (
	"slices"
	"sort"
	"strings"
)

// A list is joined with signs that may call its notes. Which may, depends on the form
// of the sign: figures glued to a word are more often part of it than "[1]" is.

// A caller is a sign that may call a note of a list: its label and place.
type caller struct {
	label  string
	at     int64
	para   int
	strong bool // it says by itself that it calls a note
	doubt  bool // its form has another use, so that it says little for a list
	taken  bool
}

// A series is the callers of one family, in order.
type series struct {
	calls []caller
	open  map[string][]int // the calls of each label that are not taken, in order
}

func newSeries(calls []caller) series {
	c := series{calls: calls}
	if len(calls) > 0 {
		c.open = make(map[string][]int)
	}
	for k := range calls {
		c.open[calls[k].label] = append(c.open[calls[k].label], k)
	}
	return c
}

// strike takes call k from those that are open.
func (c *series) strike(k int) {
	call := &c.calls[k]
	call.taken = true
	open := c.open[call.label]
	if i, ok := slices.BinarySearch(open, k); ok {
		c.open[call.label] = slices.Delete(open, i, i+1)
	}
}

// callers returns the signs of a family, in order. A scope that has a list of
// its own for figures that are glued to words has no other.
func callers(s *scope, f family) []caller {
	if f == famList && s.list {
		return nil
	}
	var out []caller
	for i, p := range s.body {
		for k := range p.signs {
			g := &p.signs[k]
			if g.page || g.family != f || g.note != nil || g.cites {
				continue
			}
			c, strong := g.calls[0], callsWell(p, f, g.calls[0])
			if strong || f == famList && c.Weight >= fairWeight && !belongs(p.text, c.From) && !released(p.text, c.From) {
				out = append(out, caller{label: c.Label, at: p.source(g.from), para: i, strong: strong, doubt: doubted(p, f, c)})
			}
		}
	}
	return out
}

// gluedWeight is the least weight of figures glued to a word that a list of
// another form answers.
const gluedWeight = 3

// callsWell reports whether a sign may be one of those that a list answers.
func callsWell(p *para, f family, c reading) bool {
	switch f {
	case famList:
		return c.Weight >= gluedWeight && c.Then == "" && !belongs(p.text, c.From) && !released(p.text, c.From)
	case famParen:
		// "(1) at the teeth, (2) at the feet" counts what follows.
		return c.From > 0 && (c.Weight >= -1 || c.Weight >= -2 && closesPhrase(p.text[c.To:]))
	case famSymbol:
		return c.From > 0 && c.Weight >= -2
	}
	return c.From > 0 && c.Weight >= -1
}

// doubted reports whether a sign may be the index of an array or the section of a manual.
func doubted(p *para, f family, c reading) bool {
	if f == famParen {
		return command(p.text[:c.From])
	}
	return (f == famBracket || f == famBracketLetter || f == famBracketSign) && c.Weight <= indexWeight
}

// command reports whether s ends in a word of small letters: a number in parentheses that
// touches it may be the section of the manual that the command is in, "find(1)".
func command(s string) bool {
	name := word(s, len(s))
	return name != "" && lowerOnly(name)
}

// closesPhrase reports whether a sign before s stands at the end of a phrase.
func closesPhrase(s string) bool {
	return s == "" || strings.IndexByte(".,;:)\n", s[0]) >= 0
}

// answered strikes the calls that notes of their own form answer: each the
// nearest before it.
func (c *series) answered(notes []noteParas, f family) {
	for i := range notes {
		n := &notes[i]
		if n.family != f {
			continue
		}
		open := c.open[n.label]
		if k := c.before(open, n.at); k > 0 {
			c.strike(open[k-1])
		}
	}
}

// before returns how many of the calls in open stand before a byte of the source.
func (c *series) before(open []int, at int64) int {
	return sort.Search(len(open), func(i int) bool { return c.calls[open[i]].at >= at })
}
