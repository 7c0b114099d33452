package plain

// crossings count in a text the labels that a form of signs called and that
// something of another form begins with further on.
type crossings struct {
	seen  map[called]bool
	last  [entryForms]string
	count [families]int
	signs int // printers' signs in the text, and lines that begin with one
	stars int
}

// call notes the signs of a line.
func (x *crossings) call(p *para) {
	for i := range p.signs {
		g := &p.signs[i]
		if g.page || g.note != nil || len(g.calls) == 0 || g.from == 0 {
			continue
		}
		if c := g.calls[0]; callsWell(p, g.family, c) {
			if x.seen == nil {
				x.seen = make(map[called]bool)
			}
			x.seen[called{g.family, c.Label}] = true
			if g.family == famSymbol {
				x.signs++
			}
		}
	}
}

// list notes the label that a line begins with, if the line begins a
// paragraph or its label goes on from the last.
func (x *crossings) list(line string, first bool) {
	m := entryAt(line)
	if m.form == entryNone {
		return
	}
	if m.form == entrySigns {
		x.stars++
	}
	goesOn := m.label == nextOf(x.last[m.form])
	x.last[m.form] = ""
	if !first && !goesOn {
		return
	}
	x.last[m.form] = m.label
	for _, f := range joined {
		if k := (called{f, m.label}); x.seen[k] {
			delete(x.seen, k)
			x.count[f]++
		}
	}
}

// forms returns the forms of signs that lists of another form may answer: two
// labels at least, or the one there is.
func (x *crossings) forms() habit {
	var h habit
	for _, f := range joined {
		if f == famSymbol && x.stars > 2*x.signs {
			continue // the points of a list
		}
		left := 0
		for k := range x.seen {
			if k.family == f {
				left++
			}
		}
		if n := x.count[f]; n >= 2 || n == 1 && left == 0 {
			h |= formOf[f]
		}
	}
	return h
}

// formOf gives the form of the signs of a family.
var formOf = [families]habit{
	famList: glued, famBracket: brackets, famBracketLetter: brackets, famBracketSign: brackets, famSlash: slashes,
	famParen: parentheses, famSuper: superscript, famSuperLetter: superscript, famSymbol: symbols,
}
