package compose

import (
	"ibid/document"
)

// BeginNote begins a note, from wherever the text stands; text goes to it
// until EndNote. It returns the note's index. A key that was used before keeps its first note.
func (w *Writer) BeginNote(n document.Note, key string) int {
	n.Label, n.Series = keep(n.Label), w.ownSeries(n.Series)
	i := w.b.AddNote(document.Note{})
	w.frame.styles, w.frame.link = w.styles, w.link
	w.outer = append(w.outer, w.frame)
	w.frame = &frame{note: i, meta: n}
	w.styles, w.link = nil, nil
	w.define(key, target{note: i, page: -1, at: document.Loc{Note: i}})
	return i
}

// SetNoteLabel sets the label of the open note, for formats that print it
// inside the note.
func (w *Writer) SetNoteLabel(s string) { w.frame.meta.Label = keep(s) }

// AlsoNote gives the note that is open a further key.
func (w *Writer) AlsoNote(key string) {
	if w.InNote() {
		w.define(key, target{note: w.frame.note, page: -1, at: document.Loc{Note: w.frame.note}})
	}
}

// EndNote ends the note that was begun last.
func (w *Writer) EndNote() {
	if len(w.outer) == 0 {
		return
	}
	w.CloseBlock()
	f := w.frame
	w.flush()
	w.b.SetNote(f.note, f.meta)
	w.frame = w.outer[len(w.outer)-1]
	w.outer = w.outer[:len(w.outer)-1]
	w.styles, w.link = w.frame.styles, w.frame.link
}
