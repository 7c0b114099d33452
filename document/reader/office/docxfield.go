package office

import (
	"strings"

	"ibid/document"
	"ibid/document/reader/xmlscan"
)

// hyperlink begins a w:hyperlink, to a bookmark or to a relationship.
func (w *docxWalk) hyperlink() {
	if name := w.s.Attr("anchor"); name != "" {
		w.w.PushLink(document.LinkSection, name, "bookmark:"+name)
		return
	}
	rels := w.rels
	if rels == nil {
		rels = w.d.links
	}
	if url := rels[w.s.Attr("id")]; url != "" {
		w.w.PushLink(document.LinkURL, url, "")
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
		f.linked = w.openLink(f.instruction.String())
	case part == "end":
		if w.fields[n].linked {
			w.w.PopLink()
		}
		w.fields = w.fields[:n]
	}
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
		for i, a := range args[:len(args)-1] {
			if a == `\l` {
				w.w.PushLink(document.LinkSection, args[i+1], "bookmark:"+args[i+1])
				return true
			}
		}
		w.w.PushLink(document.LinkURL, name, "")
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
