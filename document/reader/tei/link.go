package tei

import (
	"cmp"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// startRef begins a ref or ptr. One that points at a note calls it, where it
// looks like a call; all others are cross references.
func startRef(r *reader, e *element) {
	all := strings.Fields(r.target()) // pointers, parted by spaces (TEI P5, 16.1)
	if len(all) == 0 {
		return
	}
	target, more := all[0], all[1:]
	id := fragment(target)
	if r.outward(target, id) {
		id = "" // the name of another text
	}
	empty := r.s.Local() == "ptr" || r.s.Local() == "xptr" || r.following() == "/"
	note, ok := r.survey.loose[id]
	if sure, text := callText(r.s, r.src); ok && (sure || text != "" && text == bare(note.label)) {
		n, printed := r.s.Lookup("n") // "" for a reference that prints nothing
		n = clone(n)
		r.hold(e)
		e.end = func(r *reader, e *element) {
			label := exactly(n, bare(e.held.String()))
			if label == "" && !printed {
				label = bare(note.label)
			}
			r.call(document.Ref{Label: label, Reason: "points at a note that stands apart", Confidence: 1}, id)
		}
		return
	}
	if id != "" && !r.survey.ids[id] && strings.EqualFold(r.s.Attr("type"), "noteref") {
		n := clone(r.s.Attr("n"))
		r.hold(e)
		e.end = func(r *reader, e *element) {
			r.call(document.Ref{Label: exactly(n, bare(e.held.String())), Reason: "a note reference whose note is not there", Confidence: 1}, "")
		}
		return
	}
	kind, want := linkTo(target, id)
	shown := strings.TrimPrefix(target, "#") // where the pointer has no text
	if label, ok := r.survey.pages[id]; ok && label != "" {
		kind, want = document.LinkPage, label
		shown = "p. " + label
	}
	if empty && kind == document.LinkSection {
		shown = cmp.Or(r.heading(id), shown)
	}
	if empty && wordEnds(r.w.BlockTail(utf8.UTFMax)) {
		r.text(" ")
	}
	r.w.PushLink(kind, want, id)
	e.end = func(r *reader, _ *element) {
		if empty {
			r.text(shown)
		}
		r.w.PopLink()
		if empty {
			r.point(more)
			r.partWord()
		}
	}
}

// longestTitle is how many words of a heading are shown for a pointer to it.
const longestTitle = 12

// heading returns the words of the heading of what has an id, without its notes, "" where it has none.
func (r *reader) heading(id string) string {
	at, ok := r.survey.heads[id]
	if title, known := r.titles[id]; known || !ok {
		return title
	}
	var b strings.Builder
	for s := r.s.Within(at.start, at.end); ; {
		switch s.Next() {
		case xmlscan.EOF:
			words := strings.Fields(source.Clean(b.String()))
			if len(words) > longestTitle {
				words = append(words[:longestTitle], "…")
			}
			if r.titles == nil {
				r.titles = map[string]string{}
			}
			r.titles[id] = strings.Join(words, " ")
			return r.titles[id]
		case xmlscan.Start:
			switch name := s.Local(); {
			case unread[name], name == "note":
				s.Skip()
			case name == "lb":
				b.WriteByte(' ')
			}
		case xmlscan.Text:
			b.WriteString(s.Text())
		}
	}
}

// wordEnds reports whether text ends with a letter or digit, to which what is shown of
// a pointer without text must not be glued.
func wordEnds(text string) bool {
	c, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// wordBegins reports whether text begins with a letter or digit.
func wordBegins(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// partWord sets what was shown of a pointer apart from a word that follows it.
func (r *reader) partWord() {
	if wordBegins(r.src[min(r.s.EndOffset(), len(r.src)):]) {
		r.text(" ")
	}
}

// outward reports whether a pointer leads to another text, though this one may have the name that
// it ends in. Editions name the file in pointers within it, too, as do those whose
// files have other names now; in a volume, whose files are there, the name counts.
func (r *reader) outward(target, id string) bool {
	file, _, _ := strings.Cut(target, "#")
	switch {
	case file == "":
		return false
	case !r.survey.ids[id]:
		return true
	}
	b := r.w.Builder()
	return b.Part && bareName(file) != bareName(b.Source().Name)
}

// bareName returns the name of a file without its folder and ending.
func bareName(name string) string {
	name = path.Base(filepath.ToSlash(name))
	return strings.TrimSuffix(name, path.Ext(name))
}

// point shows the further targets of a pointer that has no text.
func (r *reader) point(targets []string) {
	for _, t := range targets {
		id := fragment(t)
		if r.outward(t, id) {
			id = ""
		}
		kind, want := linkTo(t, id)
		r.text(" ")
		r.w.PushLink(kind, want, id)
		r.text(strings.TrimPrefix(t, "#"))
		r.w.PopLink()
	}
}

// target returns what a pointer points at. P4 splits it over attributes.
func (r *reader) target() string {
	for _, name := range []string{"target", "url", "href", "doc"} {
		if t := strings.TrimSpace(r.s.Attr(name)); t != "" {
			return clone(t)
		}
	}
	return ""
}

// callText tells by a ref or ptr whether it calls the note it points at: its
// type says so (what ibid writes tells a cross reference by it), it is raised or empty, or it is as short as a label. Of a
// longer one it returns the text: that may be the note's label, while "see note
// 5" is a cross reference.
func callText(s *xmlscan.Scanner, src string) (sure bool, text string) {
	kind := strings.ToLower(s.Attr("type"))
	if kind == "crossref" {
		return false, ""
	}
	if strings.Contains(kind, "note") || s.Local() == "ptr" || s.Local() == "xptr" || strings.HasPrefix(s.Attr("rend"), "sup") {
		return true, ""
	}
	text = src[min(s.EndOffset(), len(src)):]
	n := strings.IndexByte(text, '<')
	if n < 0 {
		return false, ""
	}
	if n == 0 && (strings.HasPrefix(text, "<hi") || strings.HasPrefix(text, "</")) {
		return true, ""
	}
	text = bare(text[:n])
	return text != "" && len(text) <= 4 && strings.IndexFunc(text, unicode.IsSpace) < 0, text
}

// linkTo returns what kind of thing a pointer wants, before it is known
// whether it is there, and its name.
func linkTo(target, id string) (document.LinkKind, string) {
	if id == "" {
		for _, scheme := range []string{"http://", "https://", "mailto:", "ftp://"} {
			if strings.HasPrefix(strings.ToLower(target), scheme) {
				return document.LinkURL, target
			}
		}
		return document.LinkDocument, target
	}
	if n, ok := strings.CutPrefix(id, "d"); ok && n != "" && leadingNumber(n) == n {
		return document.LinkDocument, n
	}
	if n, ok := strings.CutPrefix(id, "pg_"); ok {
		return document.LinkPage, n
	}
	return document.LinkSection, id
}

// exactly returns the n of a reference where it is its label with brackets that
// belong to it, as exports say, else the label.
func exactly(n, label string) string {
	if n != "" && bare(n) == label {
		return n
	}
	return label
}
