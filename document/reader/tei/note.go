package tei

import (
	"strconv"
	"strings"
	"unicode"

	"ibid/document"
	"ibid/document/reader/xmlscan"
)

// placeKey is the key of a note without an id. No id holds a space.
func placeKey(offset int) string { return "note at " + strconv.Itoa(offset) }

func clone(s string) string { return strings.Clone(strings.TrimSpace(s)) }

// startNote begins a note. It is called where it stands, unless it stands
// among blocks and something else in the text says where it is called from.
func startNote(r *reader, e *element) {
	id := r.s.Attr("id")
	if r.survey.later[r.s.EndOffset()] {
		r.skip() // read with the part before it
		return
	}
	if r.full() {
		r.text(" ")
		return
	}
	label := clone(r.s.Attr("n"))
	n := document.Note{Label: label, Series: series(r.s), Source: r.span(r.s.Offset(), r.s.EndOffset())}
	called := r.survey.called[r.s.Offset()] || r.amongNotes()
	index := r.enterNote(n, r.noteKey(id))
	e.end = func(r *reader, e *element) {
		r.setting = setting{}
		r.joinParts(id)
		r.leaveNote()
		r.setting = e.saved
		if !called {
			r.callNote(document.Ref{Label: bare(label), Reason: "a note element stands here", Confidence: 1}, index)
		}
	}
}

// full reports whether the document holds as many notes as it may. Those past
// the limit are read as part of the text around them.
func (r *reader) full() bool {
	full := len(r.w.Builder().Draft().Notes) >= r.lim.Notes
	r.noted = r.noted || full
	return full
}

// amongNotes reports whether a note stands in a list of notes, where nothing
// is called from.
func (r *reader) amongNotes() bool {
	switch r.s.Parent() {
	case "noteGrp": // in a paragraph it is one note in several languages or parts
		return !r.running()
	case "listAnnotation", "standOff", "spanGrp":
		return true
	}
	p := r.parent()
	return p != nil && elements[p.name] != nil && strings.HasPrefix(p.name, "div") && strings.Contains(strings.ToLower(p.attr), "notes")
}

// noteKey returns the key of the note that begins. Some editions write in
// "target" what should be the note's own id.
func (r *reader) noteKey(id string) string {
	if id == "" {
		if t := r.s.Attr("target"); t != "" && t == fragment(t) && r.survey.wanted[t] && r.survey.at[t] == nil && !apart(r.s.Parent()) {
			return strings.Clone(t)
		}
	}
	return noteKey(r.s)
}

// joinParts reads the parts of a note that are encoded after it. They hold no
// note that is in parts itself, so this goes one level deep.
func (r *reader) joinParts(id string) {
	for _, part := range r.survey.chains[id] {
		r.w.Text(" ")
		r.within(part.start, part.end)
	}
}

func (r *reader) enterNote(n document.Note, key string) int {
	r.outer = append(r.outer, r.place)
	r.place = place{}
	return r.w.BeginNote(n, key)
}

func (r *reader) leaveNote() {
	r.flushCalls()
	r.w.EndNote()
	r.place = r.outer[len(r.outer)-1]
	r.outer = r.outer[:len(r.outer)-1]
}

// call adds a reference after the last word, or, where no block is open, to
// the next one. key names its note, "" where that is not there.
func (r *reader) call(ref document.Ref, key string) {
	r.pend(pendingCall{ref, document.NoNote, key})
}

// callNote is call for a note that is known.
func (r *reader) callNote(ref document.Ref, note int) { r.pend(pendingCall{ref, note, ""}) }

func (r *reader) pend(c pendingCall) {
	switch {
	case !r.w.InBlock():
		r.waiting = append(r.waiting, c)
	case c.key != "":
		r.w.Ref(c.ref, c.key)
	default:
		r.w.RefTo(c.ref, c.note)
	}
}

// flushCalls gives the references after which no block came one of their own.
func (r *reader) flushCalls() {
	if len(r.waiting) > 0 {
		r.open(document.Paragraph)
	}
}

// bare returns a label without its brackets.
func bare(label string) string { return strings.Trim(label, "[](){} \t\n") }

// noteTypes are the values of note/@type that name a series of their own.
var noteTypes = map[string]string{
	"source": "source", "summary": "summary", "gloss": "gloss",
	"editorial": "editor", "editor": "editor", "ed": "editor",
	"variant": "variant", "variants": "variant", "var": "variant", "apparatus": "variant", "crit": "variant", "textcrit": "variant", "textual": "variant",
	"comment": "commentary", "commentary": "commentary",
}

// series tells notes of different origin apart: by type, by who answers for
// them, by place (TEI P5, 3.9.1). A type that is an edition's own word names a
// series where the place does not.
func series(s *xmlscan.Scanner) string {
	kind := strings.ToLower(s.Attr("type"))
	if t, ok := noteTypes[kind]; ok {
		return t
	}
	switch strings.TrimPrefix(strings.ToLower(s.Attr("resp")), "#") {
	case "editor", "ed":
		return "editor"
	case "translator", "trans":
		return "translator"
	}
	place := strings.ToLower(s.Attr("place"))
	switch {
	case strings.HasPrefix(place, "end"):
		return "endnote"
	case strings.Contains(place, "marg"), place == "left", place == "right", place == "inner", place == "outer":
		return "margin"
	case strings.HasPrefix(place, "inline"):
		return "inline"
	case strings.HasPrefix(place, "inter"), place == "above": // the line
		return "interlinear"
	case strings.HasPrefix(kind, "end"):
		return "endnote"
	case strings.HasPrefix(kind, "marg"):
		return "margin"
	case kind != "" && !strings.Contains(kind, "note") && !strings.HasPrefix(kind, "foot") && word(kind):
		return strings.Clone(kind)
	}
	return "footnote"
}

// longestType is the longest type, in bytes, that names a series.
const longestType = 24

// word reports whether a type is a word, and no number or list of things.
func word(kind string) bool {
	return len(kind) <= longestType && !strings.ContainsFunc(kind, func(c rune) bool { return !unicode.IsLetter(c) })
}
