package document

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestKey is how many characters a label of a Markdown note may have to be
// shown as it is.
const longestKey = 3

// Shown returns what stands for the label of a note on a screen, and whether it
// is a running number that the source does not print.
//
// That is the note's label or, where it has none, the label of the reference
// that calls it first. Where neither is printed it is the note's number among
// all notes, from 1: signs that are all alike tell no note from another. In
// Markdown a word of more than three characters is replaced by that number too:
// it is a key for those who write, and no Markdown processor prints it.
func (d *Document) Shown(note int) (label string, numbered bool) {
	label = d.Notes[note].Label
	if label == "" {
		if callers := d.Callers(note); len(callers) > 0 {
			label = d.Refs[callers[0]].Label
		}
	}
	if label == "" || d.key(label) {
		return strconv.Itoa(note + 1), true
	}
	return label, false
}

// PictureName returns what names the picture of a figure that has no words: the name of its file, by the
// figure's label, without folders and what an address asks of a server. It is "" for a picture that is in the label itself.
func PictureName(label string) string {
	if strings.HasPrefix(label, "data:") {
		return ""
	}
	if strings.Contains(label, "://") {
		label, _, _ = strings.Cut(label, "?")
	}
	label = strings.TrimRight(label, "/")
	return label[1+strings.LastIndexByte(label, '/'):]
}

// ShownRef returns what stands for the label of a reference on a screen, and
// whether it is a running number: the reference's own label, else what is shown
// of its note. It is "" for a reference that has neither.
func (d *Document) ShownRef(ref int) (label string, numbered bool) {
	r := &d.Refs[ref]
	note := d.Called(ref)
	if note == NoNote || r.Label != "" && !d.key(r.Label) {
		return r.Label, false
	}
	return d.Shown(note)
}

// key reports whether a label is a word by which a Markdown note is found.
func (d *Document) key(label string) bool {
	if d.Source.Format != "markdown" || utf8.RuneCountInString(label) <= longestKey {
		return false
	}
	for _, r := range label {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}
