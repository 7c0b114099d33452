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
	seen := make(map[called]int)
	var answered, signs, starts [families]int
	pages := 0
	var mem memory
	var x crossings
	for i := range ls {
		l := &ls[i]
		if l.blank() {
			continue
		}
		s := text[l.from:l.to]
		if i == 0 || ls[i-1].blank() {
			n, label, fam := noteMark(s)
			if n > 0 && seen[called{fam, label}] > 0 {
				seen[called{fam, label}]--
				answered[fam]++
			}
		}
		if n := symbolRun(s); n > 0 {
			starts[famSymbol]++
		}
		x.list(s, i == 0 || ls[i-1].blank() || l.feed)
		p := para{text: s, mem: &mem}
		p.scan(allForms | glued)
		x.call(&p)
		for k := range p.signs {
			g := &p.signs[k]
			switch {
			case g.page && s[g.from] == '{':
				pages++
			case g.page || g.from == 0 || isSpaced(s, g.from) && g.family != famBracket:
			default:
				seen[called{g.family, g.calls[0].Label}]++
				signs[g.family]++
			}
		}
	}
	h, dialect = brackets, "plain"
	if signs[famBracket]+signs[famBracketLetter]+signs[famBracketSign] > 0 {
		dialect = "brackets"
	}
	for _, f := range answerable {
		if f.family == famSymbol && starts[famSymbol] > 2*signs[famSymbol] {
			continue // the points of a list
		}
		if answered[f.family] >= f.least && answered[f.family]*3 >= signs[f.family] || f.alone > 0 && signs[f.family] >= f.alone {
			h |= f.form
			if signs[f.family] > signs[famBracket] {
				dialect = f.dialect
			}
		}
	}
	if pages > 2 {
		h |= braces
	}
	return h, x.forms(), dialect
}
