package office

import (
	"strings"

	"ibid/document/reader/xmlscan"
)

// A formula (ECMA-376, part 1, section 22.1) is set in one line, as it is typed: x^2, a_i, (a+b)/c,
// √(x+1). What its elements draw, signs of roots and sums, brackets, lines of fractions, becomes text.

// A mathPart is an element of a formula that is open and draws more than what it holds.
type mathPart struct {
	name            string
	depth           int
	begin, sep, end string
	parts           int  // of it so far: those that a separator stands between
	drawn           bool // its sign was
	bounded         bool // it has bounds, from which what follows must be told
}

// Signs that an element draws where its properties name none (sections 22.1.2.20, 28, 70).
const (
	mathIntegral   = "∫"
	mathCircumflex = "\u0302"
	mathOverline   = "\u0305"
)

// inMath reports whether the element at hand is of an equation. The text of a
// note is read without the declarations around it, so the usual prefix counts too.
func (w *docxWalk) inMath() bool {
	return strings.HasPrefix(w.s.Name(), "m:") || strings.Contains(w.s.Space(), "math")
}

// openMath begins an element of an equation.
func (w *docxWalk) openMath(local string) {
	around := w.mathPart()
	part := mathPart{name: local, depth: w.s.Depth()}
	switch local {
	case "e":
		w.openOperand(around)
		return
	case "mr":
		if around != nil && around.name == "m" {
			w.putSep(around, "; ")
		}
	case "sup", "sub", "lim":
		w.drawOperator(around)
		if mark, ok := w.content(); ok {
			if around != nil {
				around.bounded = true
			}
			if local == "sup" || local == "lim" && around != nil && around.name == "limUpp" {
				mark = "^" + mark
			} else {
				mark = "_" + mark
			}
			w.put(mark)
			part.end = closing(mark)
		}
	case "num", "den":
		mark, _ := w.content()
		if local == "den" {
			mark = "/" + mark
		}
		w.put(mark)
		part.end = closing(mark)
	case "d":
		part.begin, part.sep, part.end = "(", "|", ")"
	case "nary":
		part.begin = mathIntegral
	case "acc":
		part.end = mathCircumflex
	case "bar":
		part.end = mathOverline
	case "rad":
		part.begin, part.end = "√(", ")"
	case "fName":
		part.end = " "
	case "oMath", "m", "eqArr", "limLow", "limUpp":
	case "begChr", "sepChr", "endChr", "chr":
		w.mathSign(around, local)
		return
	default:
		return
	}
	w.maths = append(w.maths, part)
}

// mathPart returns the innermost open part, nil outside all.
func (w *docxWalk) mathPart() *mathPart {
	if n := len(w.maths); n > 0 {
		return &w.maths[n-1]
	}
	return nil
}

// openOperand begins an operand of the open part.
func (w *docxWalk) openOperand(around *mathPart) {
	if around == nil {
		return
	}
	switch around.name {
	case "d":
		if !around.drawn {
			around.drawn = true
			w.put(around.begin)
		}
		w.putSep(around, around.sep)
	case "rad":
		if !around.drawn {
			around.drawn = true
			w.put(around.begin)
		}
	case "nary":
		w.drawOperator(around)
		if around.bounded {
			w.put(" ")
		}
	case "mr":
		w.putSep(around, " ")
	case "eqArr":
		w.putSep(around, "; ")
	}
}

// drawOperator draws the sign of a sum or an integral before its bounds.
func (w *docxWalk) drawOperator(around *mathPart) {
	if around != nil && around.name == "nary" && !around.drawn {
		around.drawn = true
		w.put(around.begin)
	}
}

func (w *docxWalk) putSep(around *mathPart, sep string) {
	if around.parts > 0 {
		w.put(sep)
	}
	around.parts++
}

// mathSign takes a sign that the properties of the open part name; without a value it is none.
func (w *docxWalk) mathSign(around *mathPart, local string) {
	if around == nil {
		return
	}
	sign := w.s.Attr("val")
	switch {
	case local == "begChr" && around.name == "d":
		around.begin = sign
	case local == "sepChr" && around.name == "d":
		around.sep = sign
	case local == "endChr" && around.name == "d":
		around.end = sign
	case local == "chr" && around.name == "nary":
		around.begin = sign
	case local == "chr" && around.name == "acc":
		around.end = sign
	}
}

// mathPeek is how many bytes of an operand are looked at.
const mathPeek = 4 << 10

// content looks at the operand that begins: it returns the bracket that stands before one that is more
// than a number or a name, "" for others, and reports whether it holds anything. Deep in a formula all
// operands are taken for such: each that is looked at is read once more.
func (w *docxWalk) content() (bracket string, ok bool) {
	if len(w.maths) > formulaDepth {
		return "(", true
	}
	from := min(w.s.EndOffset(), len(w.src))
	if strings.HasSuffix(w.src[:from], "/>") {
		return "", false
	}
	inner, _, _ := strings.Cut(w.src[from:min(len(w.src), from+mathPeek)], "</"+w.s.Name()+">")
	all := ""
	s := xmlscan.New(inner, w.lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		switch {
		case k == xmlscan.Start && (s.Local() == "f" || s.Local() == "nary"):
			bracket = "("
		case k == xmlscan.Text:
			all += strings.TrimSpace(s.Text())
		}
	}
	if grouped(all) != all {
		bracket = "("
	}
	return bracket, all != ""
}

// closing returns what closes the bracket that a mark ends in.
func closing(mark string) string {
	if strings.HasSuffix(mark, "(") {
		return ")"
	}
	return ""
}

// endMath ends the parts that end with the element at hand.
func (w *docxWalk) endMath() {
	for n := len(w.maths); n > 0 && w.maths[n-1].depth >= w.s.Depth(); n-- {
		part := w.maths[n-1]
		w.maths = w.maths[:n-1]
		w.put(part.end)
	}
}
