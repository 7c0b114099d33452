package export

import (
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ibid/document"
)

// anchors gives names to the places that links lead to, in order of place, so
// that an export of an export has the same. They begin with a low line, which the names
// that Markdown's readers make of headings do not.
type anchors struct {
	notes map[int]string
	pages map[int]string
	// blocks names places by the block of the body they are in.
	blocks map[int]string
}

// newAnchors names what the links of a document lead to, but for those that the
// form at hand leaves out.
func newAnchors(d *document.Document, leave func(document.Link) bool) *anchors {
	a := &anchors{notes: map[int]string{}, pages: map[int]string{}, blocks: map[int]string{}}
	var notes, pages, blocks []int
	for i, l := range d.Links {
		dest := d.Dest(i)
		if dest.To < 0 || leave(l) {
			continue
		}
		switch {
		case l.Kind == document.LinkNote:
			notes = append(notes, dest.To)
		case l.Kind == document.LinkPage && !d.Pages[dest.To].Inferred:
			pages = append(pages, dest.To)
		case l.Kind == document.LinkSection || l.Kind == document.LinkDocument:
			if named(d, dest.At) {
				blocks = append(blocks, dest.At.Block)
			}
		}
	}
	a.name(a.notes, notes, "_note-")
	a.name(a.pages, pages, "_page-")
	a.name(a.blocks, blocks, "_section-")
	return a
}

// named reports whether a place can be given a name in every form: it is in a
// block of the body that begins with text.
func named(d *document.Document, l document.Loc) bool {
	if l.Note != document.Body || l.Block >= len(d.Blocks) {
		return false
	}
	b := &d.Blocks[l.Block]
	return b.Kind != document.Code && b.Kind != document.Rule && !empty(b)
}

func (a *anchors) name(names map[int]string, of []int, prefix string) {
	sort.Ints(of)
	for _, i := range of {
		if names[i] == "" {
			names[i] = prefix + strconv.Itoa(len(names)+1)
		}
	}
}

// target returns where a link leads in an exported document, "" where it
// leads nowhere that could be named there.
func (a *anchors) target(d *document.Document, link int) string {
	l, dest, name := d.Links[link], d.Dest(link), ""
	switch {
	case dest.To < 0:
		if outward(l) && linkText(d, l) != "@"+l.Target { // a citation's key leads to no file
			return l.Target
		}
		return ""
	case l.Kind == document.LinkNote:
		name = a.notes[dest.To]
	case l.Kind == document.LinkPage:
		name = a.pages[dest.To]
	case l.Kind == document.LinkSection || l.Kind == document.LinkDocument:
		if named(d, dest.At) {
			name = a.blocks[dest.At.Block]
		}
	}
	if name == "" {
		return ""
	}
	return "#" + name
}

// linkText returns the words of a link.
func linkText(d *document.Document, l document.Link) string {
	return d.BlocksOf(l.At.Note)[l.At.Block].Text[l.At.Offset:l.End]
}

// outward reports whether the target of a link that was not resolved is an
// address that may be opened or the name of a file, and no label that was
// looked for in vain. "Supra" and "infra" name documents by where they stand, and no file.
func outward(l document.Link) bool {
	if l.Target == "supra" || l.Target == "infra" {
		return false
	}
	if l.Kind != document.LinkURL && l.Kind != document.LinkDocument || strings.Trim(l.Target, "0123456789") == "" || strings.ContainsAny(l.Target, " \n\t") {
		return false
	}
	if scheme, _, ok := strings.Cut(l.Target, ":"); ok && !strings.ContainsAny(scheme, "/?#.") {
		switch strings.ToLower(scheme) {
		case "http", "https", "mailto":
			return true
		}
		return false
	}
	return !strings.HasPrefix(l.Target, "//") && l.Target[0] != '#'
}

// labels gives every note a label of its own, as Markdown needs: the printed
// one where it can stand in brackets and no other note has it.
type labels struct {
	notes []string
	used  map[string]bool
	next  map[string]int
}

func newLabels(d *document.Document) *labels {
	l := &labels{used: map[string]bool{}, next: map[string]int{}}
	for _, n := range d.Notes {
		l.notes = append(l.notes, l.unique(n.Label))
	}
	return l
}

// unique returns a label that was not used before for one that is printed.
func (l *labels) unique(label string) string {
	if !plainLabel(label) {
		label = ""
	}
	key := foldLabel(label)
	if label != "" && !l.used[key] {
		l.used[key] = true
		return label
	}
	for {
		l.next[key]++
		n := l.next[key]
		if label != "" {
			n++
		}
		s := label + "~" + strconv.Itoa(n)
		if !l.used[foldLabel(s)] {
			l.used[foldLabel(s)] = true
			return s
		}
	}
}

// foldLabel makes alike what Markdown's readers take for one label.
func foldLabel(s string) string { return norm.NFC.String(strings.ToLower(s)) }

// shownLabel returns the label that a reader shows for one that unique returned.
func shownLabel(s string) string {
	if i := strings.LastIndexByte(s, '~'); i >= 0 {
		return s[:i]
	}
	return s
}

// plainLabel reports whether a label can stand in Markdown's brackets as it is.
func plainLabel(s string) bool {
	return s != "" && len(s) <= 60 && !strings.ContainsAny(s, " \t\n[]~^\\`<>|&\"")
}
