package html

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// The elements of MathML that set their children above, below or over one
// another (MathML Core, sections 3.3 and 3.4). Package atom has no names for them; values so high are none of its own.
const (
	mathSup atom.Atom = 0xffffff00 + iota
	mathSub
	mathSubSup
	mathFrac
	mathSqrt
	mathRoot
	mathUnder
	mathOver
	mathUnderOver
	mathTable
	mathRow
	mathSpace
	mathFenced
)

var mathTags = map[string]atom.Atom{
	"msup": mathSup, "msub": mathSub, "msubsup": mathSubSup, "mfrac": mathFrac, "msqrt": mathSqrt, "mroot": mathRoot,
	"munder": mathUnder, "mover": mathOver, "munderover": mathUnderOver,
	"mtable": mathTable, "mtr": mathRow, "mlabeledtr": mathRow, "mspace": mathSpace, "mfenced": mathFenced,
}

// typedFormula returns the TeX of a formula that a program in the page is to set: a script of the type
// math/tex, as kramdown writes them for MathJax. In a page that was saved after it was set, what
// was made of it stands before it.
func (p *page) typedFormula(n int32) string {
	x := &p.nodes[n]
	if x.tag != atom.Script || x.nattr == 0 || !strings.HasPrefix(strings.ToLower(p.attr(n, attrType)), "math/tex") {
		return ""
	}
	if before := p.elementBefore(n); before >= 0 && p.hasClass(before, "MathJax", "MathJax_Display", "MathJax_SVG", "MathJax_SVG_Display", "MathJax_CHTML", "mjx-chtml", "MJXc-display") {
		return ""
	}
	var tex strings.Builder
	for c := n + 1; c < x.end; c++ {
		tex.WriteString(p.nodes[c].text)
	}
	return trim(tex.String())
}

// elementBefore returns the element right before n under the same parent, -1 where text or
// nothing is before it.
func (p *page) elementBefore(n int32) int32 {
	parent := p.nodes[n].parent
	for c := n - 1; c > parent; c-- {
		for p.nodes[c].parent != parent {
			c = p.nodes[c].parent
		}
		if p.nodes[c].elem {
			return c
		}
		if strings.TrimSpace(p.nodes[c].text) != "" {
			break
		}
	}
	return -1
}

// mathDepth bounds how deep a formula is followed; what is deeper is read as its characters.
const mathDepth = 64

// linear writes an element of a formula in one line, as it is typed: x^2, a_i,
// (a+b)/c, √(x+1). With first it is the first of its parent.
func (p *page) linear(n int32, depth int, first bool) string {
	x := &p.nodes[n]
	switch {
	case !x.elem && p.nodes[x.parent].tag != atom.Mtext && strings.TrimSpace(x.text) == "":
		return "" // white space counts within tokens alone (MathML Core, section 2.2.1)
	case !x.elem:
		return x.text
	case x.tag == mathSpace:
		return " "
	case x.flags&flagSkip != 0:
		return ""
	case depth == mathDepth:
		return p.wholeText(n)
	}
	apart := x.tag >= mathSup
	var parts []string
	leads := true
	p.children(n, func(c int32) bool {
		part, elem := p.linear(c, depth+1, leads), p.nodes[c].elem
		leads = leads && !elem
		if apart {
			part = strings.TrimSpace(part)
		}
		if elem || part != "" {
			parts = append(parts, part)
		}
		return true
	})
	switch {
	case x.tag == atom.Mo:
		return operator(strings.Join(parts, ""), first)
	case !apart:
		return strings.Join(parts, "")
	case x.tag >= mathTable:
		return p.tabular(n, parts)
	case x.tag == mathSqrt:
		return "√" + grouped(strings.Join(parts, ""))
	}
	return stacked(x.tag, parts)
}

// relations and sums are the operators that stand apart from what is around them, the latter
// where something is before them (MathML Core, appendix B).
const (
	relations = "=≠<>≤≥≪≫≈≅≃≡∼∝∈∉∋⊂⊃⊆⊇→←↔⇒⇐⇔↦≔⊢⊨"
	sums      = "+−±∓∪∩∧∨⊕⊗"
)

// operator returns an operator with the space that belongs around it, which the first of a
// group needs less of: it is a sign.
func operator(s string, first bool) string {
	sign := strings.TrimSpace(s)
	if utf8.RuneCountInString(sign) != 1 {
		return s
	}
	if strings.Contains(relations, sign) || !first && strings.Contains(sums, sign) {
		return " " + sign + " "
	}
	return s
}

// tabular joins the parts of a table of a formula, its rows by semicolons and the cells of
// a row by spaces, or of an element that is drawn in fences (MathML 3, section 3.3.8).
func (p *page) tabular(n int32, parts []string) string {
	if p.nodes[n].tag == mathFenced {
		return p.fence(n, attrOpen, "(") + strings.Join(parts, ", ") + p.fence(n, attrClose, ")")
	}
	sep := map[atom.Atom]string{mathTable: "; ", mathRow: " "}[p.nodes[n].tag]
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// fence returns a fence that an element names, or the usual one.
func (p *page) fence(n int32, key attrKey, usual string) string {
	if s, ok := p.lookup(n, key); ok {
		return s
	}
	return usual
}

// mathSigns are what stands before each part of an element in one line.
var mathSigns = map[atom.Atom][]string{
	mathSup: {"", "^"}, mathSub: {"", "_"}, mathSubSup: {"", "_", "^"}, mathFrac: {"", "/"},
	mathUnder: {"", "_"}, mathOver: {"", "^"}, mathUnderOver: {"", "_", "^"},
}

// stacked joins the parts of an element that sets them above or below one another.
func stacked(tag atom.Atom, parts []string) string {
	signs := mathSigns[tag]
	if tag == mathRoot && len(parts) == 2 {
		return "√[" + parts[1] + "]" + grouped(parts[0])
	}
	if len(parts) == 0 || len(parts) != len(signs) {
		return strings.Join(parts, " ")
	}
	s := grouped(parts[0])
	for i, part := range parts[1:] {
		if tag != mathFrac && !strings.ContainsFunc(part, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '∞' }) {
			s += part // an accent, a prime or a star
			continue
		}
		s += signs[i+1] + grouped(part)
	}
	if tag == mathUnder || tag == mathUnderOver {
		s += " " // what is summed stands apart from the bound above it
	}
	return s
}

// grouped puts parentheses around what is more than a number, a sign or a name; two letters are
// a product.
func grouped(s string) string {
	s = strings.TrimSpace(s)
	number := strings.Trim(s, "0123456789.") == ""
	name := !strings.ContainsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
	if n := utf8.RuneCountInString(s); number || n == 1 || name && n > 2 {
		return s
	}
	return "(" + s + ")"
}

// plainTeX takes off the group in which MediaWiki puts every formula to say how large it is to be
// set.
func plainTeX(s string) string {
	for _, style := range []string{`{\displaystyle `, `{\textstyle `} {
		if rest, ok := strings.CutPrefix(s, style); ok && strings.HasSuffix(rest, "}") {
			return strings.TrimSpace(strings.TrimSuffix(rest, "}"))
		}
	}
	return s
}

// formula writes a formula, on a line of its own where it is displayed (MathML Core, section
// 2.1.3). The rows of a table that is all of a formula, and that is displayed or all of its block, are
// lines: equations under one another.
func (e *emitter) formula(i int32) {
	displayed := e.p.attr(i, attrDisplay) == "block" && !e.hidden
	if displayed && !e.broke {
		e.br()
	}
	if rows := e.p.equations(i); rows != nil && !e.hidden && !e.cell && (displayed || e.p.fillsBlock(i)) {
		for _, row := range rows {
			e.line()
			e.text(row)
		}
	} else {
		e.text(e.p.formula(i))
	}
	if displayed {
		e.br()
	}
}

// equations returns the rows of a formula that is a table and nothing else, nil of others and of
// those that are read in another form.
func (p *page) equations(n int32) (rows []string) {
	if _, ok := p.instead(n); ok {
		return nil
	}
	for p.nodes[n].tag != mathTable {
		only, elements := int32(0), 0
		p.children(n, func(c int32) bool {
			if p.nodes[c].elem || strings.TrimSpace(p.nodes[c].text) != "" {
				only = c
				elements++
			}
			return elements < 2
		})
		if elements != 1 || !p.nodes[only].elem || p.nodes[only].tag >= mathSup && p.nodes[only].tag != mathTable {
			return nil
		}
		n = only
	}
	p.children(n, func(c int32) bool {
		if row := oneLine(p.linear(c, 0, true)); row != "" {
			rows = append(rows, row)
		}
		return true
	})
	return rows
}

// fillsBlock reports whether nothing else is in the block that an element stands in.
func (p *page) fillsBlock(n int32) bool {
	blk := p.block(n)
	return p.blank(blk, n) && p.blank(p.nodes[n].end, p.nodes[blk].end)
}

// formula returns a formula as text: what the author gives to be read in
// its place, its TeX, or what is in it as it is typed in one line.
func (p *page) formula(n int32) string {
	if s, ok := p.instead(n); ok {
		return s
	}
	return oneLine(p.linear(n, 0, true))
}

// instead returns what is read in the place of a formula: its alternative text or its TeX.
func (p *page) instead(n int32) (string, bool) {
	if s := trim(p.attr(n, attrAltText)); s != "" && !dummy(s) {
		return plainTeX(s), true
	}
	end := p.nodes[n].end
	for i := n + 1; i < end; i++ {
		if p.nodes[i].nattr > 0 && strings.Contains(p.attr(i, attrEncoding), "tex") {
			return plainTeX(trim(p.wholeText(i))), true
		}
	}
	return "", false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
