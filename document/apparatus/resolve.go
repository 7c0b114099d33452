package apparatus

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ibid/document"
)

// ResolveLinks leads the cross references of a document that has been read to
// its end to what they name, where that is in the document: footnotes of the
// same document of a volume or another of it, documents and sections by their
// number, pages by their label.
func ResolveLinks(b *document.Builder) { ResolveLinksAmong(b, nil) }

// ResolveLinksAmong is ResolveLinks for a volume in which documents of several books may have one
// number: meant returns the section of the document that a number means in another, home.
func ResolveLinksAmong(b *document.Builder, meant func(number string, home int) (section int, ok bool)) {
	d := b.Draft()
	if len(d.Links) == 0 {
		return
	}
	r := resolver{d: d, b: b, meant: meant}
	r.want()
	r.index()
	for i := range d.Links {
		if l := d.Links[i]; d.Dest(i).To < 0 && l.Kind != document.LinkURL {
			r.resolve(i, l)
		}
	}
}

// A resolver knows what the parts of a volume hold.
type resolver struct {
	d        *document.Document
	b        *document.Builder
	meant    func(number string, home int) (section int, ok bool) // nil where a number means one document
	wanted   struct{ notes, pages, documents labelSet }           // by the links; of a long document's labels only these are indexed
	starts   []int                                                // first blocks of the documents of the volume
	sections []int                                                // their sections
	excerpt  bool                                                 // the document is one of a volume that is not here
	numbers  map[string]int                                       // index of starts by number, -1 where two have it
	part     []int32                                              // the document each note belongs to
	notes    map[string][]int32                                   // the notes by label, in the order of their documents and their own
	restarts map[string][]int32                                   // the notes at which the numbers of a series begin again
	calls    []int32                                              // the references of the body that have notes, in order of place
	pages    map[string][]int32
	headings map[numberIn]int // the sections by document and number, -1 where two have it
}

// anyPart stands for all documents of a volume together.
const anyPart = -2

// A numberIn is the number of a section within a document of a volume.
type numberIn struct {
	part   int32
	number string
}

func (r *resolver) want() {
	for _, l := range r.d.Links {
		switch label, in, _ := strings.Cut(l.Target, inDocument); l.Kind {
		case document.LinkNote:
			r.wanted.notes.add(label)
			r.wanted.documents.add(in)
		case document.LinkDocument:
			r.wanted.documents.add(label)
		case document.LinkPage:
			r.wanted.pages.add(label)
		}
	}
}

func (r *resolver) index() {
	r.numbers = make(map[string]int)
	for i, s := range r.d.Sections {
		if !s.Document {
			continue
		}
		if r.wanted.documents.has(s.Number) {
			if _, twice := r.numbers[s.Number]; twice {
				r.numbers[s.Number] = -1
			} else {
				r.numbers[s.Number] = len(r.starts)
			}
		}
		r.starts, r.sections = append(r.starts, s.Block), append(r.sections, i)
	}
	r.pages = make(map[string][]int32)
	for i, p := range r.d.Pages {
		if p.Series != "" || !r.wanted.pages.has(p.Label) {
			continue
		}
		r.pages[p.Label] = append(r.pages[p.Label], int32(i))
	}
	r.indexSections()
	r.indexNotes()
	r.excerpt = len(r.starts) == 0 && r.numberedWhole() && !r.selfContained()
}

// numberedWhole reports whether one heading, with a number, stands above all
// others: such a text was taken out of a row of them,
// and what is before it is not in it. A chapter kept as a file of its own looks the same.
func (r *resolver) numberedWhole() bool {
	top := 0
	for _, s := range r.d.Sections {
		if s.Parent < 0 {
			top++
		}
	}
	if top != 1 {
		return false
	}
	_, err := strconv.Atoi(SectionNumber(strings.TrimPrefix(r.d.Sections[0].Title, "No. ")))
	return err == nil
}

// enoughRelative is how many references to notes above and below speak for a whole text,
// where all find such a note in it. One or two do so by chance: of those in documents that
// were taken out of a volume of Foreign Relations, every fourth.
const enoughRelative = 3

// selfContained reports whether the notes that "supra" and "infra" name are in the text
// itself, as they are in a chapter kept as a file of its own.
func (r *resolver) selfContained() bool {
	n := 0
	for _, l := range r.d.Links {
		if l.Kind != document.LinkNote || !Relative(l.Target) {
			continue
		}
		label, in, _ := strings.Cut(l.Target, inDocument)
		all := r.notesIn(-1, label)
		at := r.noteAt(l.At)
		if len(all) == 0 || in == supra && all[0] >= at || in == infra && all[len(all)-1] <= at {
			return false
		}
		n++
	}
	return n >= enoughRelative
}

// indexSections finds the sections whose titles begin with a number.
func (r *resolver) indexSections() {
	r.headings = make(map[numberIn]int)
	for i, s := range r.d.Sections {
		number := SectionNumber(s.Title)
		if number == "" {
			continue
		}
		parts := []int32{anyPart, int32(r.partOf(s.Block))}
		if s.Document {
			parts = parts[:1]
		}
		for _, part := range parts {
			k := numberIn{part, number}
			if _, twice := r.headings[k]; twice {
				r.headings[k] = -1
			} else {
				r.headings[k] = i
			}
		}
	}
}

// indexNotes finds the document each note belongs to by the first reference
// that calls it. A note that nothing calls goes with the note before it.
func (r *resolver) indexNotes() {
	r.part = make([]int32, len(r.d.Notes))
	for i := range r.part {
		r.part[i] = -2
	}
	r.calls = make([]int32, 0, len(r.d.Refs))
	for i, ref := range r.d.Refs {
		note := r.d.Called(i)
		if note == document.NoNote || ref.At.Note != document.Body {
			continue
		}
		r.calls = append(r.calls, int32(i))
		if r.part[note] == -2 {
			r.part[note] = int32(r.partOf(ref.At.Block))
		}
	}
	last := int32(-1)
	if len(r.starts) > 0 {
		last = 0
	}
	for i := range r.part {
		if r.part[i] == -2 {
			r.part[i] = last
		}
		last = r.part[i]
	}
	r.indexLabels()
	r.indexRestarts()
}

// indexLabels finds the notes with the labels that the links want.
func (r *resolver) indexLabels() {
	r.notes = make(map[string][]int32)
	for i, n := range r.d.Notes {
		if r.wanted.notes.has(n.Label) {
			r.notes[n.Label] = append(r.notes[n.Label], int32(i))
		}
	}
	for _, notes := range r.notes {
		slices.SortStableFunc(notes, func(a, b int32) int { return cmp.Compare(r.part[a], r.part[b]) })
	}
}

// notesIn returns the notes of a document that have a label, in order.
func (r *resolver) notesIn(part int32, label string) []int32 {
	notes := r.notes[label]
	return notes[r.firstIn(notes, part):r.firstIn(notes, part+1)]
}

// firstIn returns the index of the first of notes, of one label, that is of a document
// or of one after it.
func (r *resolver) firstIn(notes []int32, part int32) int {
	i, _ := slices.BinarySearchFunc(notes, part, func(n, part int32) int { return cmp.Compare(r.part[n], part) })
	return i
}

// indexRestarts finds the notes whose number is not higher than the one before
// in their series.
func (r *resolver) indexRestarts() {
	r.restarts = make(map[string][]int32)
	last := make(map[string]int)
	series, before := "", 0 // of the note before, which is not in last yet
	for i, n := range r.d.Notes {
		number, err := strconv.Atoi(n.Label)
		if err != nil {
			continue
		}
		if n.Series != series {
			last[series] = before
			series, before = n.Series, last[n.Series]
		}
		if before > 0 && number <= before {
			r.restarts[series] = append(r.restarts[series], int32(i))
		}
		before = number
	}
}

// nearest returns the one of several notes with the same label that a link
// means: the one of the same count, where the numbers begin again with chapters,
// else the last one before the link.
func (r *resolver) nearest(notes []int32, from document.Loc) int32 {
	if len(notes) == 1 {
		return notes[0]
	}
	at := r.noteAt(from)
	after, _ := slices.BinarySearch(notes, at+1)
	switch {
	case after == 0:
		return notes[0]
	case after < len(notes) && !r.sameCount(notes[after-1], at) && r.sameCount(notes[after], at):
		return notes[after]
	}
	return notes[after-1]
}

// noteAt returns the note that a place stands in, or the last one called before it.
func (r *resolver) noteAt(l document.Loc) int32 {
	if l.Note != document.Body {
		return int32(l.Note)
	}
	k, _ := slices.BinarySearchFunc(r.calls, l, func(ref int32, l document.Loc) int {
		if r.d.Refs[ref].At.Before(l) {
			return -1
		}
		return 1
	})
	if k == 0 {
		return 0
	}
	return r.d.Calls[r.calls[k-1]]
}

// sameCount reports whether the numbers of n's series do not begin again between n and at.
func (r *resolver) sameCount(n, at int32) bool {
	all := r.restarts[r.d.Notes[n].Series]
	i, _ := slices.BinarySearch(all, n+1)
	j, _ := slices.BinarySearch(all, at+1)
	return i == j
}

// partOf returns the document of the volume that a block belongs to, -1 before the first.
func (r *resolver) partOf(block int) int {
	after, _ := slices.BinarySearch(r.starts, block+1)
	return after - 1
}

// home returns the document that a link stands in.
func (r *resolver) home(l document.Link) int {
	if l.At.Note == document.Body {
		return r.partOf(l.At.Block)
	}
	return int(r.part[l.At.Note])
}

func (r *resolver) resolve(i int, l document.Link) {
	switch l.Kind {
	case document.LinkNote:
		label, in, _ := strings.Cut(l.Target, inDocument)
		part, ok := r.noteIn(r.home(l), label, in)
		all := r.notesIn(part, label)
		if len(all) == 0 && in == "" && len(r.restarts) == 0 {
			all = r.notes[label] // one count goes through all documents
		}
		if ok && len(all) > 0 {
			// A note that names its own number means that of another document.
			if n := int(r.nearest(all, l.At)); n != l.At.Note {
				r.b.SetLinkTarget(i, document.LinkNote, n, document.Loc{Note: n})
			}
		}
	case document.LinkSection:
		k, ok := r.headings[numberIn{int32(r.home(l)), l.Target}]
		if !ok {
			k, ok = r.headings[numberIn{anyPart, l.Target}]
		}
		if ok && k >= 0 {
			r.b.SetLinkTarget(i, document.LinkSection, k, document.Loc{Note: document.Body, Block: r.d.Sections[k].Block})
		}
	case document.LinkDocument:
		k, ok := r.numbered(l.Target, r.home(l))
		switch l.Target {
		case supra:
			k, ok = r.home(l)-1, true
		case infra:
			k, ok = r.home(l)+1, len(r.starts) > 0
		}
		if ok && k >= 0 && k < len(r.starts) {
			r.b.SetLinkTarget(i, document.LinkDocument, r.sections[k], document.Loc{Note: document.Body, Block: r.starts[k]})
		}
	case document.LinkPage:
		if p, ok := r.page(l.Target, r.home(l)); ok {
			r.b.SetLinkTarget(i, document.LinkPage, p, r.d.Pages[p].At)
		}
	}
}

// numbered returns the document that a number means in the document home.
func (r *resolver) numbered(number string, home int) (int, bool) {
	if r.meant == nil || home < 0 || home >= len(r.sections) {
		k, ok := r.numbers[number]
		return k, ok && k >= 0
	}
	section, ok := r.meant(number, r.sections[home])
	if !ok {
		return 0, false
	}
	return slices.BinarySearch(r.sections, section)
}

// page returns the page with a label that a link in the document home means: one of that document,
// or else the first of the volume.
func (r *resolver) page(label string, home int) (int, bool) {
	all := r.pages[label]
	for _, p := range all {
		if at := r.d.Pages[p].At; at.Note == document.Body && r.partOf(at.Block) == home {
			return int(p), true
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	return int(all[0]), true
}

// noteIn returns the document that has the note a link at home wants: home, the
// one of a number, the nearest before (supra) or after (infra) that has such a
// note. Outside a volume, before and after are within the document itself, unless
// it is one taken out of a volume.
func (r *resolver) noteIn(home int, label, in string) (int32, bool) {
	switch {
	case in == "", len(r.starts) == 0 && !r.excerpt && (in == supra || in == infra):
		return int32(home), true
	case in != supra && in != infra:
		k, ok := r.numbered(in, home)
		return int32(k), ok
	}
	notes := r.notes[label]
	k := r.firstIn(notes, int32(home)) - 1
	if in == infra {
		k = r.firstIn(notes, int32(home)+1)
	}
	if k < 0 || k >= len(notes) {
		return 0, false
	}
	part := r.part[notes[k]]
	return part, part >= 0
}

// supra and infra stand for the document before and the one after, as the
// target of a link or the document that its note is in.
const (
	supra = "supra"
	infra = "infra"
)

// neighbour reports whether c leads to the document before or after its own.
func (c CrossRef) neighbour() bool {
	return c.Kind == document.LinkDocument && (c.Target == supra || c.Target == infra)
}

// Precedes reports whether c leads to the document before its own, which the first of a
// volume does not have.
func (c CrossRef) Precedes() bool { return c.Kind == document.LinkDocument && c.Target == supra }

// Elsewhere reports whether c, in a document of which d was read so far, leads to no
// place that could be here and is no link: the document before or after in what is no
// volume, a section that may be a statute's, a page in parentheses that may be of the book that
// is spoken of. What may be here is a link, found or not.
func (c CrossRef) Elsewhere(d *document.Document, volume bool) bool {
	return c.neighbour() && !volume || c.Kind == document.LinkSection && c.foreign(numbersSections(d)) ||
		c.alone && !reaches(d.Pages, c.Target)
}

// Relative reports whether the target of a link to a note depends on the
// documents around its own in a volume.
func Relative(target string) bool {
	return strings.HasSuffix(target, inDocument+supra) || strings.HasSuffix(target, inDocument+infra)
}

// inDocument parts the label of a footnote from the number of the document it
// is in, in the target of a link.
const inDocument = ", Document "

// Wanted returns what a cross reference wants, as the target of a link.
func (c CrossRef) Wanted() string {
	if c.Document != "" {
		return c.Target + inDocument + c.Document
	}
	return c.Target
}
