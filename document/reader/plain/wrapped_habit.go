package plain

// allForms are the forms of signs that wrapped text may use.
const allForms = slashes | brackets | braces | symbols | superscript | parentheses

// answerable are the forms of signs that count where notes answer them: how
// many must, and how many signs say enough without notes.
var answerable = []struct {
	family       family
	form         habit
	dialect      string
	least, alone int
}{
	{famSlash, slashes, "slash", 2, 0},
	{famSymbol, symbols, "symbols", 2, 0},
	{famParen, parentheses, "parentheses", 3, 0},
	{famSuper, superscript, "superscript", 1, 3},
	{famSuperLetter, superscript, "superscript", 2, 0},
}

// forms tells which forms of signs a text uses. A form other than brackets
// counts where notes answer its signs: a paragraph begins with a label that
// stood after a word before. Single lines say nothing here, for a line of
// wrapped text may begin with anything; a row of stars is an ellipsis, and "(1)"
// counts the points of an argument.
func forms(text string, ls []textLine) (h, guests habit, dialect string) {
	t := formTally{seen: make(map[called]int)}
	for i := range ls {
		l := &ls[i]
		if l.blank() {
			continue
		}
		first := i == 0 || ls[i-1].blank()
		s := text[l.from:l.to]
		if first {
			t.note(s)
		}
		t.crossings.list(s, first || l.feed)
		t.call(s)
	}
	h, dialect = t.habits()
	return h, t.crossings.forms(), dialect
}

// A formTally counts, form by form, the signs of a text and what answers them.
type formTally struct {
	seen      map[called]int // signs that nothing has answered yet
	signs     [families]int
	answered  [families]int
	starts    int // lines that begin with a printers' sign
	pages     int // numbers in braces
	crossings crossings
	mem       memory
}

// note takes the first line of a paragraph for the answer to a sign, if it can be one.
func (t *formTally) note(line string) {
	n, label, fam := noteMark(line)
	if k := (called{fam, label}); n > 0 && t.seen[k] > 0 {
		t.seen[k]--
		t.answered[fam]++
	}
}

// call counts the signs of a line.
func (t *formTally) call(line string) {
	if symbolRun(line) > 0 {
		t.starts++
	}
	p := para{text: line, mem: &t.mem}
	p.scan(allForms | glued)
	t.crossings.call(&p)
	for k := range p.signs {
		g := &p.signs[k]
		switch {
		case g.page && line[g.from] == '{':
			t.pages++
		case g.page || g.from == 0 || isSpaced(line, g.from) && g.family != famBracket:
		default:
			t.seen[called{g.family, g.calls[0].Label}]++
			t.signs[g.family]++
		}
	}
}

// habits returns the forms that count, and the dialect that they make.
func (t *formTally) habits() (h habit, dialect string) {
	h, dialect = brackets, "plain"
	if t.signs[famBracket]+t.signs[famBracketLetter]+t.signs[famBracketSign] > 0 {
		dialect = "brackets"
	}
	for _, f := range answerable {
		signs, answered := t.signs[f.family], t.answered[f.family]
		if f.family == famSymbol && t.starts > 2*signs {
			continue // the points of a list
		}
		if answered >= f.least && answered*3 >= signs || f.alone > 0 && signs >= f.alone {
			h |= f.form
			if signs > t.signs[famBracket] {
				dialect = f.dialect
			}
		}
	}
	if t.pages > 2 {
		h |= braces
	}
	return h, dialect
}
