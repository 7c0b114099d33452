package reader

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/source"
)

// A part is a document of a volume that is being added to it, snapshot by snapshot.
type part struct {
	file     file
	begun    bool
	section  int // the one that stands for the document
	blocks   int // where its blocks begin in the volume
	notes    int
	refs     int
	pages    int
	sections []int // of the volume, for each of the document's
	links    []int // the same for links
	done     document.Document
}

// merge adds to the volume what a snapshot of the document holds that earlier
// ones did not, and publishes when there is enough of it.
func (v *volume) merge(d *document.Document) {
	p := v.part
	if !p.begun {
		if len(d.Blocks) == 0 {
			return
		}
		v.begin(p, d)
	}
	for range d.Links[len(p.links):] {
		p.links = append(p.links, len(v.b.Draft().Links)+len(p.links)-len(p.done.Links))
	}
	for _, b := range d.Blocks[len(p.done.Blocks):] {
		v.b.AddBlock(p.block(b))
	}
	for _, n := range d.Notes[len(p.done.Notes):] {
		n.Source, n.Label = document.Span{}, strings.Clone(n.Label)
		n.Blocks = slices.Clone(n.Blocks)
		for i := range n.Blocks {
			n.Blocks[i] = p.block(n.Blocks[i])
		}
		v.b.AddNote(n)
	}
	v.addRefs(p, d)
	v.addSections(p, d)
	v.addLinks(p, d)
	for _, x := range d.Problems[len(p.done.Problems):] {
		x.At = p.loc(x.At)
		v.b.AddProblem(x)
	}
	for _, f := range d.Furniture[len(p.done.Furniture):] {
		v.b.AddFurniture(document.Furniture{Text: strings.Clone(f.Text)})
	}
	p.done = document.Document{Blocks: d.Blocks, Notes: d.Notes, Refs: d.Refs, Pages: d.Pages, Sections: d.Sections, Links: d.Links, Problems: d.Problems, Furniture: d.Furniture}
	if n := len(v.b.Draft().Blocks); v.shown == 0 || n > v.shown+v.shown/2 {
		v.resolve(false) // all that wait, so no more often than is shown
		v.shown = n
		v.b.Publish()
	}
}

// begin opens the section of a document, whose title is known by its first words.
func (v *volume) begin(p *part, d *document.Document) {
	draft := v.b.Draft()
	*p = part{file: p.file, begun: true, section: len(draft.Sections), blocks: len(draft.Blocks), notes: len(draft.Notes), refs: len(draft.Refs), pages: len(draft.Pages)}
	title := strings.Clone(titleOf(d, p.file))
	number := apparatus.DocumentNumber(title)
	v.b.AddSection(document.Section{Title: title, Level: 1, Block: p.blocks, Parent: -1, Document: true, Number: number})
	v.number(number, p.section, p.file)
	v.byFile[p.file.links] = p.section
	v.name(d.Meta.Identifiers, p)
	if draft.Meta.Language == "" {
		v.b.Meta().Language = d.Meta.Language
	}
}

// number files a document under its number, "" for none.
func (v *volume) number(number string, section int, f file) {
	v.home[section] = f.links
	if number != "" {
		v.byNum[number] = append(v.byNum[number], candidate{stem(f.links), section})
	}
}

// name files a document under the names that say which memo or report of a
// series it is: those it has itself, and its file's, "rfc0822.txt".
func (v *volume) name(identifiers []string, p *part) {
	base := path.Base(p.file.links)
	for _, id := range append(slices.Clone(identifiers), strings.TrimSuffix(base, path.Ext(base))) {
		if memo := apparatus.Memo(id); memo != "" {
			if _, twice := v.byMemo[memo]; !twice {
				v.byMemo[memo] = p.section
			}
		}
	}
}

// stem returns a file's name without the number that tells it from the others
// of its book: "frus1969-76v09_d" of "frus1969-76v09_d56.txt".
func stem(name string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	end := len(name)
	for end > 0 && (name[end-1] < '0' || name[end-1] > '9') {
		end--
	}
	start := end
	for start > 0 && name[start-1] >= '0' && name[start-1] <= '9' {
		start--
	}
	if start == end {
		return name
	}
	return name[:start]
}

// of returns the document with a number that is meant in a file: the one of the same book, or
// else, once all are known, the only one there is, unless the number is between those of the
// book, from which it is missing then.
func (v *volume) of(number, from string, complete bool) (int, bool) {
	all, book := v.byNum[number], stem(from)
	for _, c := range all {
		if c.stem == book {
			return c.section, true
		}
	}
	if complete && len(all) == 1 && !v.reach(book).holds(number) {
		return all[0].section, true
	}
	return 0, false
}

// A reach is the lowest and the highest number of the documents of a book, 0 for none.
type reach struct{ low, high int }

func (r reach) holds(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && r.low > 0 && r.low <= n && n <= r.high
}

// reach returns that of a book, once all documents are known.
func (v *volume) reach(book string) reach {
	if v.reaches == nil {
		v.reaches = map[string]reach{}
		for s, all := range v.byNum {
			n, err := strconv.Atoi(s)
			if err != nil {
				continue
			}
			for _, c := range all {
				r := v.reaches[c.stem]
				if r.low == 0 || n < r.low {
					r.low = n
				}
				v.reaches[c.stem] = reach{r.low, max(r.high, n)}
			}
		}
	}
	return v.reaches[book]
}

// longestTitle is the most bytes that the first words of a document give it for a title.
const longestTitle = 120

// titleOf returns the title of a document: its first heading, where that stands
// near its beginning, what it says of itself, its first words, or its name.
func titleOf(d *document.Document, f file) string {
	for i, b := range d.Blocks {
		if b.Kind == document.Heading && b.Text != "" && i < 12 {
			return source.Clean(b.Text)
		}
	}
	if d.Meta.Title != "" {
		return d.Meta.Title
	}
	for _, b := range d.Blocks {
		if t := source.Clean(b.Text); t != "" {
			if len(t) > longestTitle {
				t = strings.ToValidUTF8(t[:longestTitle], "") + "…"
			}
			return t
		}
	}
	return source.Clean(filepath.Base(f.name))
}

// loc returns a place of the document as one of the volume.
func (p *part) loc(l document.Loc) document.Loc {
	if l.Note == document.Body {
		l.Block += p.blocks
	} else {
		l.Note += p.notes
	}
	return l
}

// block returns a block whose marks point into the volume. Its place in its own
// file would mean nothing there, and its text is copied, lest a few words keep
// all that was read with them in memory.
func (p *part) block(b document.Block) document.Block {
	b.Source = document.Span{}
	b.Text, b.Label = strings.Clone(b.Text), strings.Clone(b.Label)
	b.Marks = slices.Clone(b.Marks)
	for i := range b.Marks {
		m := &b.Marks[i]
		m.At, m.Cut = -1, strings.Clone(m.Cut)
		switch m.Kind {
		case document.MarkRef:
			m.Index += int32(p.refs)
		case document.MarkPage:
			m.Index += int32(p.pages)
		case document.MarkLink:
			m.Index = int32(p.links[m.Index])
		}
	}
	return b
}

func (v *volume) addRefs(p *part, d *document.Document) {
	for i, r := range d.Refs {
		note := d.Called(i)
		if i < len(p.done.Refs) {
			if note != document.NoNote && p.done.Called(i) == document.NoNote {
				v.b.SetRefNote(p.refs+i, p.notes+note)
			}
			continue
		}
		r.At, r.Label = p.loc(r.At), strings.Clone(r.Label)
		if note != document.NoNote {
			note += p.notes
		}
		v.b.AddRef(r, note)
	}
	for _, x := range d.Pages[len(p.done.Pages):] {
		x.At, x.Label = p.loc(x.At), strings.Clone(x.Label)
		v.b.AddPage(x)
	}
}

// addSections adds the outline of a document below its own section. One that
// repeats the document's title is that section.
func (v *volume) addSections(p *part, d *document.Document) {
	for i := len(p.sections); i < len(d.Sections); i++ {
		s := d.Sections[i]
		if i == 0 && s.Parent < 0 && s.Title == v.b.Draft().Sections[p.section].Title {
			p.sections = append(p.sections, p.section)
			continue
		}
		if s.Parent < 0 {
			s.Parent = p.section
		} else {
			s.Parent = p.sections[s.Parent]
		}
		s.Level = v.b.Draft().Sections[s.Parent].Level + 1
		s.Block, s.Title, s.Number = s.Block+p.blocks, strings.Clone(s.Title), strings.Clone(s.Number)
		k := v.b.AddSection(s)
		if s.Document {
			v.number(s.Number, k, p.file)
		}
		p.sections = append(p.sections, k)
	}
}

func (v *volume) addLinks(p *part, d *document.Document) {
	for i, l := range d.Links {
		dest := d.Dest(i)
		resolved := dest.To >= 0 && !relative(l)
		if i < len(p.done.Links) {
			if resolved && p.done.Dest(i).To < 0 {
				v.b.SetLinkTarget(p.links[i], l.Kind, p.to(l.Kind, dest.To), p.loc(dest.At))
			}
			continue
		}
		l.At, l.Target = p.loc(l.At), strings.Clone(l.Target)
		k := v.b.AddLink(l)
		if resolved {
			v.b.SetLinkTarget(k, l.Kind, p.to(l.Kind, dest.To), p.loc(dest.At))
		} else if l.Kind == document.LinkDocument {
			w := wanting{link: k, from: p.file.links}
			name, place, _ := strings.Cut(l.Target, "#")
			if w.file = v.fileOf(name, w.from); w.file != "" {
				w.name = place
			}
			v.waiting = append(v.waiting, w)
		}
	}
}

// relative reports whether a link leads elsewhere in a volume than in its own
// document: to a note of the document before or after.
func relative(l document.Link) bool {
	return l.Kind == document.LinkNote && apparatus.Relative(l.Target)
}

// to returns what a link of a kind leads to in the volume that leads to to in the document.
func (p *part) to(kind document.LinkKind, to int) int {
	switch kind {
	case document.LinkNote:
		return to + p.notes
	case document.LinkPage:
		return to + p.pages
	case document.LinkSection, document.LinkDocument:
		return p.sections[to]
	}
	return to
}

// resolve joins links to the documents they want, where those were met. complete
// is set once all documents were.
func (v *volume) resolve(complete bool) {
	links := v.b.Draft().Links
	left := v.waiting[:0]
	for _, w := range v.waiting {
		k, ok := v.wanted(links[w.link].Target, w.from, complete)
		to := document.Loc{Note: document.Body}
		if ok {
			to.Block = v.b.Draft().Sections[k].Block
		} else {
			k, to, ok = v.linked(w, complete)
		}
		switch {
		case !ok:
			left = append(left, w)
			continue
		case to.Note != document.Body:
			v.b.SetLinkTarget(w.link, document.LinkNote, to.Note, to)
		default:
			v.b.SetLinkTarget(w.link, document.LinkDocument, k, to)
		}
		links = v.b.Draft().Links
	}
	v.waiting = left
}

// wanted returns the section of the document that a link in a file wants by its number or
// its name in a series.
func (v *volume) wanted(target, from string, complete bool) (int, bool) {
	if k, ok := v.of(target, from, complete); ok {
		return k, true
	}
	memo, section := apparatus.InMemo(target)
	if memo == "" {
		return 0, false
	}
	k, ok := v.byMemo[memo]
	if ok && section != "" && !complete {
		return 0, false // its sections may be to come
	}
	return v.numbered(k, section), ok
}

// numbered returns the section of a document that has a number, or the document
// itself where it has none.
func (v *volume) numbered(doc int, number string) int {
	all := v.b.Draft().Sections
	for i := doc + 1; number != "" && i < len(all) && all[i].Level > all[doc].Level; i++ {
		if apparatus.SectionNumber(all[i].Title) == number {
			return i
		}
	}
	return doc
}

// missing reports the documents that links want and that the volume shows to be
// missing: their numbers lie between others of the same book, or their files would lie among
// the files of a folder. What lies outside is not missed.
func (v *volume) missing() {
	report := func(link int, format string, args ...any) {
		v.b.AddProblem(document.Problem{Kind: document.LinkWithoutTarget, At: v.b.Draft().Links[link].At, Message: source.Clean(fmt.Sprintf(format, args...))})
	}
	for _, w := range v.waiting {
		switch l := v.b.Draft().Links[w.link]; {
		case v.b.Draft().Dest(w.link).To >= 0:
		case v.reach(stem(w.from)).holds(l.Target):
			report(w.link, "document %s is not in this volume", l.Target)
		case v.lacks(w, l.Target):
			report(w.link, "%s is not in this volume", l.Target)
		}
	}
	for _, s := range v.astray {
		report(s.link, "nothing in %s is called %s", s.file, s.name)
	}
}
