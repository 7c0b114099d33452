package office

import (
	"strings"

	"ibid/document"
	"ibid/document/reader/xmlscan"
)

// reference adds the reference that stands here, and its note where this is
// the first to call it.
func (w *docxWalk) reference(series string) {
	id := noteID{series, w.s.Attr("id")}
	note := w.d.find(id)
	if w.striking() || w.run.hidden {
		if note != nil {
			note.gone = true
		}
		return
	}
	ref := document.Ref{Reason: "w:" + series + "Reference names the note", Confidence: 1}
	custom := ""
	switch mark := w.s.Attr("customMarkFollows"); {
	case mark != "" && mark != "0" && mark != "false":
		custom = w.customMark()
		if ref.Label = strings.Trim(custom, "()[]{} "); ref.Label == "" {
			ref.Label = custom
		}
	case note != nil && note.opened:
		ref.Label = note.label
	case series == "comment":
		ref.Label = w.commentLabel(note)
	case w.deleted > 0: // shown on request, and not counted
	default:
		ref.Label = w.nextLabel(series)
	}
	if note != nil && !note.opened && w.nested < maxNested {
		w.note(id, note, ref.Label, custom)
	}
	if note == nil {
		w.w.RefTo(ref, document.NoNote)
		return
	}
	w.w.Ref(ref, id.key())
}

// customMark reads the rest of the run, which is the mark (section 17.11.7).
func (w *docxWalk) customMark() string {
	var b strings.Builder
	for {
		switch k := w.s.Next(); {
		case k == xmlscan.EOF:
			return b.String()
		case k == xmlscan.Text:
			b.WriteString(w.s.Text())
		case k == xmlscan.End && w.s.Local() == "r":
			w.endRun()
			return strings.TrimSpace(b.String())
		}
	}
}

// nextLabel counts a reference of a series in the format that holds here.
func (w *docxWalk) nextLabel(series string) string {
	n := w.numbering(series)
	k, ok := w.numbers[series]
	w.paged = w.paged || ok && n.restart == "eachPage" && (!w.d.pages || w.lost)
	if !ok {
		k = n.start
	}
	w.numbers[series] = k + 1
	return format(k, n.as)
}

func (w *docxWalk) commentLabel(note *docxNote) string {
	w.numbers["comment"]++
	label := format(w.numbers["comment"], "decimal")
	if note != nil {
		return note.label + label
	}
	return label
}

func (w *docxWalk) numbering(series string) noteNumbering {
	if w.section < len(w.d.section) {
		if n, ok := w.d.section[w.section].notes[series]; ok {
			return n
		}
	}
	return w.d.kinds[series]
}

// note reads a note where its first reference stands. Bookmarks around the
// reference name the note, for fields that refer to it (NOTEREF).
//
// A custom mark, as printed, stands in the note as text before its words, where Word has
// an element for the marks it counts itself; it is not part of the words.
func (w *docxWalk) note(id noteID, note *docxNote, label, custom string) {
	note.opened, note.label = true, label
	w.w.BeginNote(document.Note{Label: label, Series: id.series}, id.key())
	for _, name := range w.open {
		w.w.Anchor("noteref:" + name)
	}
	place := w.place
	w.place = place.inside(w.w, w.lim, note.rels)
	w.mark = custom
	w.readAll(note.xml)
	w.w.EndNote()
	w.place = place
}

// numberOfNote treats the number that Word draws at the head of a note (section 17.11.6). A bracket
// that was typed before it belongs to it.
func (w *docxWalk) numberOfNote() {
	if w.nested == 0 || w.run.hidden {
		return
	}
	w.signed = true
	if t := w.w.BlockText(); t == "(" || t == "[" {
		w.w.Withdraw()
	}
}

// afterNumber takes what was typed to set the number of a note off, "1)", "1.", "1-", from the text
// after it. It stands at once behind the number, and before a space: what stands elsewhere is text.
func (w *docxWalk) afterNumber(s string) string {
	w.signed = false
	words := strings.TrimLeft(s, ")].:-–")
	sign := s[:len(s)-len(words)]
	if sign == "" || words != "" && words[0] != ' ' && words[0] != '\t' && !strings.HasPrefix(words, "\u00a0") {
		return s
	}
	w.w.Cut(sign)
	return words
}

// rest reads the notes that nothing called.
func (w *docxWalk) rest() {
	w.section = len(w.d.section)
	for _, p := range w.d.parts {
		for w.d.nextNote(p) {
		}
		for _, id := range p.order {
			if n := w.d.notes[id]; !n.opened && !n.gone {
				label := ""
				if id.series == "comment" {
					label = n.label
				}
				w.note(id, n, label, "")
			}
		}
	}
}
