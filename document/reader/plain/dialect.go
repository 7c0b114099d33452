package plain

import (
	"slices"
	"strings"

	"ibid/document/source"
)

// dialects are the names of the habits, as --dialect takes them.
//
//	frus          figures glued to words (Saigon1), [Page 277], numbered notes at the end
//	slash         /1/ in the text, /1/… after the paragraph
//	brackets      [1] in the text, [1] … or [Footnote 1: …]; [Pg 277] or {277}
//	symbols       * † ‡ § ‖ ¶ in the text and before the notes
//	superscript   ¹ ² ᵃ in the text and before the notes
//	parentheses   (1) in the text and before the notes
//	gutenberg     a book of Project Gutenberg: brackets, with its header and footer
//	pdf           notes at the feet of pages that form feeds end, as in text taken out of a PDF
//	rfc           [RFC2119] and [1] cite the entries of the references
//	plain         no apparatus: nothing is taken for a reference
var dialects = []struct {
	name  string
	habit habit
}{
	{"frus", glued | spaced},
	{"slash", slashes},
	{"brackets", brackets | braces},
	{"symbols", symbols},
	{"superscript", superscript},
	{"parentheses", parentheses},
	{"gutenberg", brackets | braces},
	{"pdf", footSigns},
	{"rfc", citations},
	{"plain", 0},
}

// footSigns are the forms of signs that notes at the feet of pages may have.
const footSigns = glued | symbols | superscript | brackets

// Dialects returns the names of the habits of notes and pages.
func Dialects() []string {
	names := make([]string, len(dialects))
	for i, d := range dialects {
		names[i] = d.name
	}
	return names
}

// known returns an error where a dialect is asked for that there is not.
func known(in *source.Input, name string) error {
	if name == "" {
		return nil
	}
	names := Dialects()
	if slices.Contains(names, name) {
		return nil
	}
	return &source.Error{Name: in.Name, What: "no dialect is called " + name, Hint: "the dialects are " + strings.Join(names, ", ")}
}

// choose sets the forms of signs to look for, from the dialect asked for or
// from what the first chunk shows, and returns the dialect's name.
func (r *reader) choose(head string) string {
	for _, d := range dialects {
		if r.opt.Dialect == d.name {
			r.habit = d.habit
			return d.name
		}
	}
	if noProse(head) {
		return "plain"
	}
	e := look(head)
	r.bare = e.lists == 0 && e.pages == 0
	r.habit = e.habits()
	name := e.name(r.habit)
	guests := e.crossings.forms()
	if e.lists > 0 {
		guests &^= symbols // among figures a sign belongs to their series
	}
	r.guest(guests)
	if r.numbered = inNumbers(head); r.numbered {
		name = r.withoutBrackets(name)
	}
	return name
}

// noProse reports whether a text that begins with head is none that anybody writes
// notes to: a program in PostScript, or a list of copyrights for a machine (Debian's
// copyright-format 1.0), in which the terms of licences are numbered.
func noProse(head string) bool {
	first, _, _ := strings.Cut(head, "\n")
	return strings.HasPrefix(first, "%!") || strings.HasPrefix(first, "Format:") && strings.Contains(first, "/copyright-format/")
}

// withoutBrackets takes the numbers in brackets for those of paragraphs, and
// returns what the dialect is without them.
func (r *reader) withoutBrackets(name string) string {
	r.habit, r.guests = r.habit&^brackets, r.guests&^brackets
	if name == "brackets" {
		return "plain"
	}
	return name
}

// guest adds forms of signs that call notes only where a list of another form
// answers them.
func (r *reader) guest(h habit) {
	r.guests |= h &^ r.habit
	r.habit |= h
}

// evidence counts in a text what speaks for each habit: signs that follow a
// word or its punctuation, and paragraphs that begin as notes do.
type evidence struct {
	signs, notes [families]int
	lists, pages int
	braces       int
	footnotes    int
	crossings    crossings
	mem          memory
}

func look(head string) *evidence {
	e := new(evidence)
	for len(head) > 0 {
		end := lineEnd(head)
		e.line(head[:end])
		head = head[min(end+1, len(head)):]
	}
	return e
}

// line adds the evidence of one line.
func (e *evidence) line(line string) {
	body := strings.TrimLeft(line, " ")
	if body == "" {
		return
	}
	if n, _ := listLabel(body); n > 0 && len(body) < len(line) || strings.HasSuffix(body, "↩") {
		e.lists++
	}
	if _, _, f := noteMark(body); f != famNone {
		e.notes[f]++
	}
	if n, label, _ := footnoteMark(body); n > 0 {
		e.notes[bracketFamily(label)]++
		e.footnotes++
	}
	e.crossings.list(body, true)
	p := para{text: body, mem: &e.mem}
	p.scan(allForms)
	e.crossings.call(&p)
	for i := range p.signs {
		switch g := &p.signs[i]; {
		case g.page && body[g.from] == '{':
			e.braces++
		case g.page:
			e.pages++
		case g.from > 0 && g.calls[0].Weight >= -1:
			e.signs[g.family]++
		}
	}
}

// habits returns the forms of signs that the evidence speaks for: those whose
// notes were met, and those of which there are many and no other.
func (e *evidence) habits() habit {
	var h habit
	// "(1)" and "*" stand before the items of lists as well as before notes, so
	// one pair of them says little.
	pairs := func(f family) bool {
		least := 1
		if f == famParen || f == famSymbol {
			least = 2
		}
		// Where more lines begin with an asterisk than words end in one, they are
		// the points of a list.
		return e.signs[f] >= least && e.notes[f] >= least && (f != famSymbol || e.notes[f] <= 2*e.signs[f])
	}
	for f, form := range map[family]habit{
		famBracket: brackets, famBracketLetter: brackets, famBracketSign: brackets, famSlash: slashes,
		famParen: parentheses, famSuper: superscript, famSuperLetter: superscript, famSymbol: symbols,
	} {
		if pairs(f) {
			h |= form
		}
	}
	switch {
	case e.signs[famBracket] >= 3:
		h |= brackets
	case e.signs[famSlash] >= 3:
		h |= slashes
	case e.signs[famSuper]+e.signs[famSuperLetter] >= 3:
		h |= superscript
	}
	if e.braces > 0 && e.pages == 0 {
		h |= braces
	}
	if h&^braces == 0 || e.lists > 0 {
		h |= glued | spaced
	}
	return h
}

// name names the dialect of a set of forms: the first whose forms are all there.
func (e *evidence) name(h habit) string {
	if h&glued != 0 && e.lists == 0 && e.pages == 0 {
		return "plain"
	}
	for _, d := range dialects {
		if d.habit&^braces&h == d.habit&^braces {
			return d.name
		}
	}
	return "plain"
}
