package office

import (
	"strconv"
	"strings"

	"ibid/document"
	"ibid/document/reader/xmlscan"
)

// hyperlink begins a w:hyperlink, to a bookmark, to a relationship, or to a place
// at what that names (section 17.16.22).
func (w *docxWalk) hyperlink() {
	rels := w.rels
	if rels == nil {
		rels = w.d.links
	}
	w.pushTarget(rels[w.s.Attr("id")], w.s.Attr("anchor"))
}

// pushTarget begins a link to an address, a place in the document, or a place at
// an address, where there is one.
func (w *docxWalk) pushTarget(address, place string) {
	switch {
	case address != "" && place != "":
		w.w.PushLink(linkKind(address), address+"#"+place, "")
	case address != "":
		w.w.PushLink(linkKind(address), address, "")
	case place != "":
		w.w.PushLink(document.LinkSection, place, "bookmark:"+place)
	}
}

// fieldChar follows a complex field through its parts (section 17.16.18).
func (w *docxWalk) fieldChar(part string) {
	n := len(w.fields) - 1
	switch {
	case part == "begin" && len(w.fields) < w.lim.Depth:
		w.fields = append(w.fields, new(field))
	case n < 0:
	case part == "separate":
		f := w.fields[n]
		f.shown = true
		w.w.Cut(f.inner.String())
		f.linked = w.openLink(f.instruction.String())
	case part == "end":
		f := w.fields[n]
		w.fields = w.fields[:n]
		if f.linked {
			w.w.PopLink()
			return
		}
		if w.instructing() == nil {
			w.put(f.stands())
		}
		w.show(f)
	}
}

// instructing returns the outermost field whose instruction text would be part
// of, nil outside all: what an inner field puts there is not shown.
func (w *docxWalk) instructing() *field {
	for _, f := range w.fields {
		if !f.shown {
			return f
		}
	}
	return nil
}

// settleFields takes what stands in a paragraph for text, whatever fields are
// open at its end: an instruction ends where it began, and one that does not is
// damage that must not hide the rest of the document.
func (w *docxWalk) settleFields() {
	for _, f := range w.fields {
		w.show(f)
	}
}

// show ends the instruction of a field that no result replaces: what text stands
// in it is shown.
func (w *docxWalk) show(f *field) {
	if f.shown {
		return
	}
	f.shown = true
	w.put(f.inner.String())
}

func (w *docxWalk) instruction() {
	depth := w.s.Depth()
	for {
		switch k := w.s.Next(); {
		case k == xmlscan.Text && len(w.fields) > 0:
			f := w.fields[len(w.fields)-1]
			if f.instruction.Len() < w.lim.Attribute {
				f.instruction.WriteString(w.s.Text())
			}
		case k == xmlscan.EOF, k == xmlscan.End && w.s.Depth() <= depth:
			return
		}
	}
}

// openLink begins the link that a field's instruction makes of its result,
// and reports whether it makes one (section 17.16.5).
func (w *docxWalk) openLink(instruction string) bool {
	args := arguments(instruction)
	if len(args) < 2 {
		return false
	}
	name := args[1]
	switch strings.ToUpper(args[0]) {
	case "HYPERLINK":
		w.pushHyperlink(args[1:])
	case "REF":
		w.w.PushLink(document.LinkSection, name, "bookmark:"+name)
	case "PAGEREF":
		w.w.PushLink(document.LinkPage, name, "bookmark:"+name)
	case "NOTEREF":
		w.w.PushLink(document.LinkNote, name, "noteref:"+name)
	default:
		return false
	}
	return true
}

// pushHyperlink begins the link of a HYPERLINK field, to an address, a place in
// the document after the switch \l, or a place at an address (section 17.16.5.25).
func (w *docxWalk) pushHyperlink(args []string) {
	address, place := "", ""
	for i := 0; i < len(args); i++ {
		switch a := args[i]; {
		case !strings.HasPrefix(a, `\`):
			if address == "" {
				address = a
			}
		case a == `\l` && i+1 < len(args):
			i++
			place = args[i]
		case (a == `\o` || a == `\t`) && i+1 < len(args):
			i++ // what is shown beside the link, and where it opens
		}
	}
	w.pushTarget(address, place)
}

// arguments splits an instruction at spaces outside quotation marks.
func arguments(s string) []string {
	var args []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if s[0] == '"' {
			arg, rest, _ := strings.Cut(s[1:], `"`)
			args, s = append(args, arg), rest
			continue
		}
		i := strings.IndexAny(s, " \t\n")
		if i < 0 {
			i = len(s)
		}
		args, s = append(args, s[:i]), s[i:]
	}
	return args
}

// formField reads what a field of a form may show, and what it does (section 17.16.17).
func (w *docxWalk) formField(local string) {
	n := len(w.fields) - 1
	if n < 0 || w.fields[n].shown {
		return
	}
	f := w.fields[n]
	switch local {
	case "listEntry":
		if len(f.choices) < w.lim.Columns {
			f.choices = append(f.choices, w.s.Attr("val"))
		}
	case "result":
		f.chosen = number(w.s.Attr("val"), 0)
	case "checkBox":
		f.form = "☐"
	case "default", "checked":
		if f.form == "" { // of another kind of field
			f.chosen = number(w.s.Attr("val"), f.chosen)
			return
		}
		if f.form = "☐"; toggled(w.s) {
			f.form = "☒"
		}
	}
}

// stands returns what a field shows that Word makes no result for, but draws from its instruction.
func (f *field) stands() string {
	if f.form != "" {
		return f.form
	}
	if f.chosen >= 0 && f.chosen < len(f.choices) {
		return f.choices[f.chosen]
	}
	args := arguments(f.instruction.String())
	if f.shown || len(args) < 2 {
		return ""
	}
	switch strings.ToUpper(args[0]) {
	case "QUOTE":
		return args[1]
	case "MACROBUTTON":
		return strings.Join(args[2:], " ")
	case "EQ":
		return strings.Join(args[1:], " ")
	case "SYMBOL":
		return fieldSymbol(args)
	}
	return ""
}

// fieldSymbol returns the character of a SYMBOL field (section 17.16.5.63): its code, in a font after the switch \f.
func fieldSymbol(args []string) string {
	code, err := strconv.ParseUint(args[1], 0, 16)
	if err != nil {
		return ""
	}
	font := ""
	for i, a := range args[:len(args)-1] {
		if a == `\f` {
			font = args[i+1]
		}
	}
	if font == "Symbol" || strings.HasPrefix(font, "Wingdings") {
		code |= 0xF000 // w:sym has the codes of these fonts there
	}
	return symbol(font, strconv.FormatUint(code, 16))
}
