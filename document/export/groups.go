package export

import (
	"strconv"

	"ibid/document"
)

// A group is the notes that stand together at the end: those of one series, and
// where its labels begin again with a section, of that section.
type group struct {
	series  string
	section int   // index of Sections, -1 where the group is not of one
	notes   []int // indexes of Notes
	labels  map[string]int
}

// An arrangement is a document's notes as they stand at the end of a text.
type arrangement struct {
	groups []group
	labels []string // by index of Notes; no two are the same in a group
	series int      // how many there are
}

// arrange puts a document's notes in the order in which they are called. A
// label that stands twice in a section is told apart by a number: "*" and "*.2".
func arrange(d *document.Document) arrangement {
	a := arrangement{labels: make([]string, len(d.Notes))}
	open := make(map[string]int) // the group of a series that is being filled
	last := make(map[string]int) // block from which the note of a series before was called
	for _, n := range calling(d) {
		series, label := d.Notes[n].Series, printed(d, n)
		at := d.LocOfNote(n)
		k, ok := open[series]
		section := -1
		if ok && a.groups[k].labels[label] > 0 && at.Note == document.Body {
			section = opened(d, last[series], at.Block)
		}
		if !ok || section >= 0 {
			k = len(a.groups)
			open[series] = k
			a.groups = append(a.groups, group{series: series, section: section, labels: make(map[string]int)})
		}
		g := &a.groups[k]
		g.notes = append(g.notes, n)
		a.labels[n] = g.apart(label)
		if at.Note == document.Body {
			last[series] = at.Block
		}
	}
	a.series = len(open)
	return a
}

// apart returns a label that no note of the group has yet.
func (g *group) apart(label string) string {
	for {
		g.labels[label]++
		n := g.labels[label]
		if n == 1 {
			return label
		}
		label += "." + strconv.Itoa(n)
	}
}

// opened returns the outermost section that begins after block from and holds
// block to, -1 where none does.
func opened(d *document.Document, from, to int) int {
	k := d.SectionAt(to)
	if k < 0 || d.Sections[k].Block <= from {
		return -1
	}
	for p := d.Sections[k].Parent; p >= 0 && d.Sections[p].Block > from; p = d.Sections[k].Parent {
		k = p
	}
	return k
}

// title names group i by its series, where there are several, and by its
// section. It is empty where all notes stand in one group.
func (a *arrangement) title(d *document.Document, i int) string {
	if len(a.groups) == 1 {
		return ""
	}
	g := &a.groups[i]
	s := "Notes"
	if a.series > 1 && g.series != "" {
		s += " (" + g.series + ")"
	}
	section := g.section
	if section < 0 && len(a.groups) > a.series {
		section = a.beside(d, g)
	}
	if section >= 0 {
		s += ": " + d.Sections[section].Title
	}
	return s
}

// beside returns the section of the first group of a series: the one around
// its first note that stands at the level of the sections of the groups after it.
func (a *arrangement) beside(d *document.Document, g *group) int {
	at := d.LocOfNote(g.notes[0])
	if at.Note != document.Body {
		return -1
	}
	for _, o := range a.groups {
		if o.series != g.series || o.section < 0 {
			continue
		}
		for k := d.SectionAt(at.Block); k >= 0; k = d.Sections[k].Parent {
			if d.Sections[k].Level == d.Sections[o.section].Level {
				return k
			}
		}
	}
	return -1
}

// calling returns the notes in the order in which the body calls them first.
// A note that the body does not call follows the one before it in the source.
func calling(d *document.Document) []int {
	done := make([]bool, len(d.Notes))
	order := make([]int, 0, len(d.Notes))
	add := func(n int) {
		for n < len(d.Notes) && !done[n] {
			done[n] = true
			order = append(order, n)
			if n++; n < len(d.Notes) && d.LocOfNote(n).Note == document.Body {
				return
			}
		}
	}
	if len(d.Notes) > 0 && d.LocOfNote(0).Note != document.Body {
		add(0)
	}
	for _, r := range d.BodyRefs() {
		if n := d.Called(int(r)); n != document.NoNote {
			add(n)
		}
	}
	return order
}

// printed is the label under which a note is called first, its own where
// nothing calls it, or its number in the source.
func printed(d *document.Document, n int) string {
	for _, r := range d.Callers(n) {
		if l := d.Refs[r].Label; l != "" {
			return l
		}
	}
	if l := d.Notes[n].Label; l != "" {
		return l
	}
	return strconv.Itoa(n + 1)
}

// ref is what stands for a reference: the label of its note, so that the two
// are the same to the eye, or its own.
func (a *arrangement) ref(d *document.Document, r int) string {
	if n := d.Called(r); n != document.NoNote {
		return a.labels[n]
	}
	if l := d.Refs[r].Label; l != "" {
		return l
	}
	return "?"
}
