package office

import (
	"strings"
	"unicode"

	"ibid/document/reader/archive"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// An odtObject is a document that frames show and that is kept in a part of its own: a formula or
// the words of a chart (OpenDocument 1.3, part 3, section 10.4.6).
type odtObject struct {
	text    string
	formula bool
}

// object shows the object that a frame names. However many frames show it, it is read once.
func (w *odtWalk) object(href string) {
	w.framed.object = true
	name, ok := archive.Join("content.xml", href+"/content.xml")
	if !ok || href == "" || w.d.part == nil {
		return
	}
	o, known := w.objects[name]
	if !known {
		if src, err := w.d.part(name); err == nil {
			o = readObject(xmlscan.New(src, w.d.lim))
		}
		if w.objects == nil {
			w.objects = make(map[string]odtObject)
		}
		w.objects[name] = o
	}
	switch {
	case o.formula:
		w.formula(o.text)
	case o.text != "":
		w.framed.described = true
		w.describe(o.text)
	}
}

// readObject reads the part of an object up to the end of its outermost element.
func readObject(s *xmlscan.Scanner) odtObject {
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k != xmlscan.Start {
			continue
		}
		if s.Local() == "math" {
			return odtObject{text: source.Clean(linear(s, 0)), formula: true}
		}
		return odtObject{text: chartText(s)}
	}
	return odtObject{}
}

// formula shows a formula.
func (w *odtWalk) formula(text string) {
	if text != "" && w.text > 0 {
		w.framed.described = true
		w.w.Text(text)
	}
}

// longestChart is how many bytes of the words of a chart are read.
const longestChart = 16 << 10

// chartText returns the words of a chart: its titles, and what its table names.
func chartText(s *xmlscan.Scanner) string {
	var all []string
	size := 0
	for k := s.Next(); k != xmlscan.EOF && size < longestChart; k = s.Next() {
		switch {
		case k == xmlscan.Start && s.Local() == "table-cell" && s.Attr("value-type") == "float":
			s.Skip()
		case k == xmlscan.Start && s.Local() == "p":
			if t := textOf(s); t != "" {
				all = append(all, t)
				size += len(t)
			}
		}
	}
	return strings.Join(all, "; ")
}

// formulaDepth bounds how deep a formula is followed; what is deeper is read as its characters.
const formulaDepth = 64

// linear writes the element of MathML that begins in one line, as it is typed: x^2, a_i, (a+b)/c, √(x+1).
func linear(s *xmlscan.Scanner, depth int) string {
	name, at := s.Local(), s.Depth()
	if depth == formulaDepth {
		return textOf(s)
	}
	var parts []string
	for k := s.Next(); k != xmlscan.EOF && (k != xmlscan.End || s.Depth() > at); k = s.Next() {
		switch {
		case k == xmlscan.Start && strings.HasPrefix(s.Local(), "annotation"): // the same in another notation
			s.Skip()
		case k == xmlscan.Start:
			parts = append(parts, linear(s, depth+1))
		case k == xmlscan.Text:
			if t := strings.TrimSpace(s.Text()); t != "" {
				parts = append(parts, t)
			}
		}
	}
	return typed(name, parts)
}

// typed sets the parts of an element of MathML in one line (MathML Core, sections 3.3 to 3.5).
func typed(name string, parts []string) string {
	all := strings.Join(parts, "")
	switch {
	case name == "msqrt":
		return "√" + grouped(all)
	case name == "mtable":
		return strings.Join(parts, "; ")
	case name == "mtr":
		return strings.Join(parts, " ")
	case len(parts) < 2:
		return all
	}
	a, b := parts[0], parts[1]
	after := ""
	if c := []rune(a); len(c) == 1 && unicode.Is(unicode.Sm, c[0]) {
		after = " " // what a sum or an integral is of
	}
	switch name {
	case "mfrac":
		return grouped(a) + "/" + grouped(b)
	case "mroot":
		return grouped(b) + "√" + grouped(a)
	case "msup":
		return grouped(a) + "^" + grouped(b)
	case "msub", "munder":
		return grouped(a) + "_" + grouped(b) + after
	case "mover":
		if c := []rune(b); len(c) == 1 && unicode.Is(unicode.M, c[0]) {
			return a + b
		}
		if accent := accents[b]; accent != "" {
			return a + accent
		}
		return grouped(a) + "^" + grouped(b)
	case "msubsup", "munderover":
		if len(parts) > 2 {
			return grouped(a) + "_" + grouped(b) + "^" + grouped(parts[2]) + after
		}
	}
	return all
}

// accents are the characters that are set above others, by the signs that stand for them (MathML Core, appendix B).
var accents = map[string]string{
	"^": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0305", "‾": "\u0305", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300",
}

// grouped puts what is more than a name or a number into brackets.
func grouped(s string) string {
	simple := !strings.ContainsFunc(s, func(c rune) bool { return !unicode.In(c, unicode.L, unicode.Nd, unicode.M) && c != '.' })
	if simple || len([]rune(s)) == 1 || isGroup(s) {
		return s
	}
	return "(" + s + ")"
}

// isGroup reports whether s stands in brackets already.
func isGroup(s string) bool {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i > 0 && i == len(s)-1
		}
	}
	return false
}

// readForms keeps what the controls of forms show, by their ids (section 13). They stand before the text.
func (w *odtWalk) readForms() {
	depth, id := w.s.Depth(), ""
	for k := w.s.Next(); k != xmlscan.EOF && (k != xmlscan.End || w.s.Depth() > depth); k = w.s.Next() {
		if k != xmlscan.Start {
			continue
		}
		if own := w.s.Attr("id"); own != "" {
			id = own
		}
		value := w.s.Attr("current-value")
		switch local := w.s.Local(); {
		case local == "option" && (w.s.Attr("current-selected") == "true"):
			value = w.s.Attr("label")
		case local == "checkbox" || local == "radio":
			value = "☐ "
			if w.s.Attr("current-state") == "checked" || w.s.Attr("current-selected") == "true" {
				value = "☒ "
			}
			value += w.s.Attr("label")
		case value == "" && local != "option" && local != "form":
			value = w.s.Attr("value")
			if value == "" {
				value = w.s.Attr("label")
			}
		}
		if value != "" && id != "" {
			w.controls[id] = value
		}
	}
}

// control shows what a control of a form holds.
func (w *odtWalk) control() {
	value := w.controls[w.s.Attr("control")]
	switch {
	case value == "":
		w.d.unshown.controls++
	case w.text > 0:
		w.w.Text(value)
	default:
		w.describe(value)
	}
}
