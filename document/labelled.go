package document

import "strings"

// PageLabelled returns the index of the page that bears a label, or -1. Of
// several, the main numbering goes before other series, and then the next page
// after a place of the body before those it has passed. Case counts only where it
// tells two pages apart.
func (d *Document) PageLabelled(label string, after Loc) int {
	best, rank := -1, 0
	for i := range d.Pages {
		p := &d.Pages[i]
		if !strings.EqualFold(p.Label, label) {
			continue
		}
		r := 1
		if after.Before(p.At) {
			r++
		}
		if p.Series == "" {
			r += 2
		}
		if p.Label == label {
			r += 4
		}
		if r > rank {
			best, rank = i, r
		}
	}
	return best
}

// NoteLabelled returns the index of the note that bears a label, or -1. Of several,
// that of the section around a place of the body goes first, then the next one
// called after it. Where none bears the label, it may be what is [Document.Shown] of one.
func (d *Document) NoteLabelled(label string, after Loc) int {
	here := d.SectionAt(after.Block)
	first, next, shown := -1, -1, -1
	for i := range d.Notes {
		if !strings.EqualFold(d.Notes[i].Label, label) {
			if s, _ := d.Shown(i); shown < 0 && strings.EqualFold(s, label) {
				shown = i
			}
			continue
		}
		if first < 0 {
			first = i
		}
		at := d.LocOfNote(i)
		if at.Note == Body && d.SectionAt(at.Block) == here {
			return i
		}
		if next < 0 && after.Before(at) {
			next = i
		}
	}
	for _, i := range []int{next, first} {
		if i >= 0 {
			return i
		}
	}
	return shown
}

// CalledFrom returns the place of the body from which l is reached: l itself
// or, for a place in a note, the first call of the note, or of a note that leads
// to it by the fewest calls. It returns false where the body does not lead there.
func (d *Document) CalledFrom(l Loc) (Loc, bool) {
	if l.Note == Body {
		return l, true
	}
	seen := map[int]bool{l.Note: true}
	for next := []int{l.Note}; len(next) > 0; next = next[1:] {
		if at := d.LocOfNote(next[0]); at.Note == Body {
			return at, true
		}
		for _, r := range d.Callers(next[0]) {
			if n := d.Refs[r].At.Note; !seen[n] {
				seen[n] = true
				next = append(next, n)
			}
		}
	}
	return l, false
}
