package html

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document"
	"ibid/document/apparatus"
)

// An Entry is one of a table of contents or of a list of pages.
type Entry struct {
	Title string
	Level int    // from 1
	Href  string // as written, "" for the heading of a group
	Key   string // of the place in the book, see [Key]
}

// File returns the file that an entry leads to.
func (e Entry) File() string {
	file, _, _ := strings.Cut(e.Key, "#")
	return file
}

// Key names a place in a book: a file and an identifier in it, "" for the
// file's beginning.
func Key(file, id string) string { return key(file, id) }

// Unescape decodes the percent signs of a reference.
func Unescape(s string) string { return unescape(s) }

// Navigation returns the entries of a navigation document's list of a type,
// such as toc or page-list (EPUB 3.3, section 7).
func (t *Tree) Navigation(kind string) []Entry {
	for i := range t.nodes {
		if n := int32(i); t.nodes[i].elem && t.nodes[i].tag != atom.Body && means(t.meaning(n), kind) {
			return t.entries(n)
		}
	}
	return nil
}

// entries lists the links, and the headings without one, of nested lists.
func (t *Tree) entries(nav int32) []Entry {
	var out []Entry
	level := 0
	var ends []int32
	end := t.nodes[nav].end
	for i := nav + 1; i < end; i++ {
		for len(ends) > 0 && ends[len(ends)-1] <= i {
			ends = ends[:len(ends)-1]
			level--
		}
		x := &t.nodes[i]
		switch x.tag {
		case atom.Ol, atom.Ul:
			ends = append(ends, x.end)
			level++
		case atom.A, atom.Span:
			if level == 0 || !x.elem {
				continue
			}
			title := strings.Join(strings.Fields(t.textOf(i, x.end, titleBytes)), " ")
			if title == "" {
				title = strings.Join(strings.Fields(t.attr(i, attrTitle)), " ")
			}
			out = append(out, Entry{Title: title, Level: level, Href: t.attr(i, attrHref)})
			i = x.end - 1
		}
	}
	return out
}

// titleBytes bounds the title of a section.
const titleBytes = 1 << 10

// begin begins the sections that the table of contents has at a place, with
// the next block of the body.
func (e *emitter) begin(k string) {
	all := e.b.contents()[k]
	for i, c := range all {
		s := document.Section{Title: c.Title, Level: c.Level}
		if k == e.p.document && i == len(all)-1 {
			s.Document, s.Number = true, apparatus.DocumentNumber(c.Title)
		}
		e.w.SectionNext(s)
	}
}

// contents maps places to the entries of the table of contents that lead there.
func (b *Book) contents() map[string][]Entry {
	if b.places == nil {
		b.places = make(map[string][]Entry, len(b.Contents))
		for _, c := range b.Contents {
			if c.Key != "" {
				b.places[c.Key] = append(b.places[c.Key], c)
			}
		}
	}
	return b.places
}

// missing lets the entries of the table of contents that lead to a place which a file does not
// have lead to the file, and takes note of the pages whose place it does not have.
func (b *Book) missing(p *page) {
	if b.lists == nil {
		b.listPlaces()
	}
	places := b.contents()
	for _, id := range b.lists[p.file] {
		k := key(p.file, id)
		if _, ok := p.ids[id]; ok {
			continue
		}
		if entries := places[k]; len(entries) > 0 {
			start := key(p.file, "")
			places[start] = append(places[start], entries...)
			delete(places, k)
		}
		if label, ok := b.Pages[k]; ok && !p.marks(pageLabel(label)) {
			b.unplaced = append(b.unplaced, label)
		}
	}
}

// listPlaces lists the places in files that the table of contents and the list of pages name, each
// once and the former in the order of the table.
func (b *Book) listPlaces() {
	b.lists = make(map[string][]string)
	listed := make(map[string]bool, len(b.Contents)+len(b.Pages))
	add := func(k string) {
		if file, id, _ := strings.Cut(k, "#"); id != "" && !listed[k] {
			listed[k] = true
			b.lists[file] = append(b.lists[file], id)
		}
	}
	for _, c := range b.Contents {
		add(c.Key)
	}
	for k := range b.Pages {
		add(k)
	}
}

// documentOf returns the place of the entry in the table of contents that a file is the document of: the
// innermost that has nothing but headings before it. A file that goes on with another has none.
func (b *Book) documentOf(p *page) string {
	at, key := int32(-1), ""
	for _, id := range append([]string{""}, b.lists[p.file]...) {
		k := Key(p.file, id)
		n := int32(0)
		if id != "" {
			n = p.ids[id]
		}
		if len(b.places[k]) > 0 && n >= at && p.onlyHeadings(n) {
			at, key = n, k
		}
	}
	return key
}

// onlyHeadings reports whether there are no words before a node but those of headings.
func (p *page) onlyHeadings(n int32) bool {
	if n > blankNodes {
		return false
	}
	for i := int32(0); i < n; i++ {
		x := &p.nodes[i]
		switch {
		case x.flags&flagSkip != 0:
			i = x.end - 1
		case strings.TrimSpace(x.text) != "" && headingLevel(p.nodes[p.block(i)].tag) == 0:
			return false
		}
	}
	return true
}

// Composed reports whether a file was composed.
func (b *Book) Composed(file string) bool {
	p := b.pages[file]
	return p != nil && p.emitted
}

// Unplaced returns how many of Pages have no place in what was composed, and the first of them.
func (b *Book) Unplaced() (n int, first string) {
	labels := slices.Clone(b.unplaced)
	for k, label := range b.Pages {
		if file, _, _ := strings.Cut(k, "#"); !b.Composed(file) {
			labels = append(labels, label)
		}
	}
	if len(labels) == 0 {
		return 0, ""
	}
	return len(labels), slices.MinFunc(labels, func(x, y string) int {
		m, _ := strconv.Atoi(pageLabel(x))
		n, _ := strconv.Atoi(pageLabel(y))
		return cmp.Or(cmp.Compare(m, n), cmp.Compare(x, y))
	})
}

// lead takes note that what is composed leads to a file.
func (b *Book) lead(file string) {
	if b.linked == nil {
		b.linked = make(map[string]bool)
	}
	if !b.linked[file] {
		b.linked[file] = true
		b.Linked = append(b.Linked, file)
	}
}

// Called lists the files, in order, that hold notes which are called and that
// were not composed.
func (b *Book) Called() []string {
	var files []*page
	for _, p := range b.pages {
		if p != nil && !p.emitted && len(p.claims) > 0 {
			files = append(files, p)
		}
	}
	sortPages(files)
	names := make([]string, len(files))
	for i, p := range files {
		names[i] = p.file
	}
	return names
}
