package office

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// openNote begins a text:note where it stands.
func (w *odtWalk) openNote() {
	series := w.s.Attr("note-class")
	if series == "" {
		series = "footnote"
	}
	w.push(document.Ref{Reason: "text:note stands here", Confidence: 1}, "note:"+w.s.Attr("id"), series, "")
}

func (w *odtWalk) openComment() {
	w.comments++
	label := "c" + strconv.Itoa(w.comments)
	w.push(document.Ref{Label: label, Reason: "office:annotation stands here", Confidence: 1}, "comment:"+strconv.Itoa(w.comments), "comment", label)
}

// commenting reports whether the walk is inside a comment, whose author and
// date are elements of the same names as the fields for them.
func (w *odtWalk) commenting() bool {
	return len(w.outer) > 0 && strings.HasPrefix(w.outer[len(w.outer)-1].key, "comment:")
}

// signComment gives the open comment the initials of its author for a label.
func (w *odtWalk) signComment(author string) {
	if !w.commenting() {
		return
	}
	label := initials(author) + strconv.Itoa(w.comments)
	w.outer[len(w.outer)-1].ref.Label = label
	w.w.SetNoteLabel(label)
}

// initials returns those of a name.
func initials(name string) string {
	all := ""
	for _, s := range strings.Fields(name) {
		c, _ := utf8.DecodeRuneInString(s)
		all += string(unicode.ToUpper(c))
	}
	return all
}

func (w *odtWalk) push(ref document.Ref, key, series, label string) {
	if len(w.outer) >= maxNested {
		w.d.deep = true
		w.s.Skip()
		return
	}
	w.odtPlace.ref, w.odtPlace.key = ref, key
	w.odtPlace.depth = w.s.Depth()
	w.outer = append(w.outer, w.odtPlace)
	w.odtPlace = odtPlace{flow: flow{w: w.w, lim: w.lim}}
	w.outer[len(w.outer)-1].note = w.w.BeginNote(document.Note{Label: label, Series: series}, key)
}

// cite gives the open note its label.
func (w *odtWalk) cite(label string) {
	if n := len(w.outer); n > 0 {
		w.outer[n-1].ref.Label = label
		w.w.SetNoteLabel(label)
	}
}

// endNote goes back to where the note was called and leaves its reference there.
func (w *odtWalk) endNote() {
	n := len(w.outer)
	if n == 0 || w.outer[n-1].depth != w.s.Depth() {
		return
	}
	w.w.EndNote()
	w.odtPlace = w.outer[n-1]
	w.outer = w.outer[:n-1]
	w.w.RefTo(w.odtPlace.ref, w.odtPlace.note)
}
