package tei

import (
	"strings"
	"unicode"

	"ibid/document"
)

// startRef begins a ref or ptr. One that points at a note calls it, where it
// looks like a call; all others are cross references.
func startRef(r *reader, e *element) {
	target := r.target()
	if target == "" {
		return
	}
	id := fragment(target)
	if !strings.HasPrefix(target, "#") && !r.survey.ids[id] {
		id = "" // the name of another text
	}
	empty := r.s.Local() == "ptr" || r.s.Local() == "xptr" || r.following() == "/"
	if note, ok := r.survey.loose[id]; ok && r.callsNote(note, empty) {
		r.hold(e)
		e.end = func(r *reader, e *element) {
			label := bare(e.held.String())
			if label == "" {
				label = bare(note.label)
			}
			r.call(document.Ref{Label: label, Reason: "points at a note that stands apart", Confidence: 1}, id)
		}
		return
	}
	kind, want := linkTo(target, id)
	r.w.PushLink(kind, want, id)
	e.end = func(r *reader, _ *element) {
		if empty {
			r.text(target)
		}
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

// callsNote reports whether a pointer to a note that stands apart calls it:
// its type says so, it is raised or empty, or it is no more than a label.
// "See note 5" is a cross reference.
func (r *reader) callsNote(note loose, empty bool) bool {
	kind := strings.ToLower(r.s.Attr("type"))
	if strings.Contains(kind, "note") || empty || strings.HasPrefix(r.s.Attr("rend"), "sup") {
		return true
	}
	text := r.src[min(r.s.EndOffset(), len(r.src)):]
	n := strings.IndexByte(text, '<')
	if n < 0 {
		return false
	}
	if n == 0 && strings.HasPrefix(text, "<hi") {
		return true
	}
	text = bare(text[:n])
	return text != "" && text == bare(note.label) || len(text) <= 4 && strings.IndexFunc(text, unicode.IsSpace) < 0
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
