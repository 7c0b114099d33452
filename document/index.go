package document

import (
	"slices"
	"sort"
)

// index holds what is derived from one snapshot, made when first asked for.
type index struct {
	refs  []int32 // Refs of the body, in order of place
	pages []int32 // Pages of the body, in order of place
	// callers are the Refs that call a note, note by note; those of note n begin
	// at first[n].
	callers, first []int32
}

func (d *Document) derived() *index {
	d.once.Do(func() {
		x := &d.index
		x.refs = make([]int32, 0, len(d.Refs))
		for i, r := range d.Refs {
			if r.At.Note == Body {
				x.refs = append(x.refs, int32(i))
			}
		}
		x.call(d)
		for i, p := range d.Pages {
			if p.At.Note == Body {
				x.pages = append(x.pages, int32(i))
			}
		}
	})
	return &d.index
}

// call fills in callers and first.
func (x *index) call(d *Document) {
	notes := len(d.Notes)
	x.first = make([]int32, notes+1)
	for _, n := range d.Calls {
		if n >= 0 {
			x.first[n+1]++
		}
	}
	for n := range notes {
		x.first[n+1] += x.first[n]
	}
	x.callers = make([]int32, x.first[notes])
	at := slices.Clone(x.first)
	for i, n := range d.Calls {
		if n >= 0 {
			x.callers[at[n]] = int32(i)
			at[n]++
		}
	}
}

// BlocksOf returns the blocks of the body or of a note.
func (d *Document) BlocksOf(note int) []Block {
	if note == Body {
		return d.Blocks
	}
	return d.Notes[note].Blocks
}

// Called returns the index of the note that a reference calls, or NoNote.
func (d *Document) Called(ref int) int {
	if ref < len(d.Calls) {
		return int(d.Calls[ref])
	}
	return NoNote
}

// Dest returns where a link leads.
func (d *Document) Dest(link int) Dest {
	if link < len(d.Dests) {
		return d.Dests[link]
	}
	return nowhere
}

// nowhere is the Dest of a link that was not resolved.
var nowhere = Dest{To: -1}

// Callers returns the indexes of the references that call a note, in order.
func (d *Document) Callers(note int) []int32 {
	x := d.derived()
	return x.callers[x.first[note]:x.first[note+1]]
}

// BodyRefs returns the indexes of the references in the body, in order of place.
func (d *Document) BodyRefs() []int32 { return d.derived().refs }

// BodyPages returns the indexes of the page breaks in the body, in order of place.
func (d *Document) BodyPages() []int32 { return d.derived().pages }

// PageAt returns the index of the page that l of the body stands on: the last of the main
// numbering to begin at or before it, or of another where none of that is near; -1 where the
// text before any page mark is asked for. The files of a volume need not be of one book, so that
// no page goes on into the next file.
func (d *Document) PageAt(l Loc) int {
	pages := d.BodyPages()
	i := sort.Search(len(pages), func(i int) bool { return l.Before(d.Pages[pages[i]].At) })
	first := d.fileOf(l.Block)
	if i == 0 || d.Pages[pages[i-1]].At.Block < first {
		return -1
	}
	for k := i - 1; k >= max(0, i-nearPages) && d.Pages[pages[k]].At.Block >= first; k-- {
		if d.Pages[pages[k]].Series == "" {
			return int(pages[k])
		}
	}
	return int(pages[i-1])
}

// nearPages bounds how many pages of other numberings begin on one of the main numbering.
const nearPages = 16

// fileOf returns the first block of the file that a block of a volume comes from, 0 where
// the document is no volume of files.
func (d *Document) fileOf(block int) int {
	if d.Source.Format != "volume" {
		return 0
	}
	first := 0
	for i := d.SectionAt(block); i >= 0; i = d.Sections[i].Parent {
		first = d.Sections[i].Block
	}
	return first
}

// SectionAt returns the index of the innermost section that holds a block of
// the body, or -1.
func (d *Document) SectionAt(block int) int {
	return sort.Search(len(d.Sections), func(i int) bool { return d.Sections[i].Block > block }) - 1
}

// LocOfNote returns where a note is called first, or, for a note that nothing
// in the body calls, its own beginning.
func (d *Document) LocOfNote(note int) Loc {
	for _, r := range d.Callers(note) {
		if d.Refs[r].At.Note == Body {
			return d.Refs[r].At
		}
	}
	return Loc{Note: note}
}
