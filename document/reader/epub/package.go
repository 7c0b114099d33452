package epub

import (
	"strings"

	"ibid/document"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// A pack is what a package document says (EPUB 3.3, section 5).
type pack struct {
	name  string // of the package document, to which its references are relative
	meta  document.Meta
	items map[string]item // the manifest, by identifier
	spine []item          // the reading order
	gone  []string        // what the reading order names and the manifest does not
	ncx   string          // part with the outline of EPUB 2, "" for none
	nav   string          // part with the outline of EPUB 3, "" for none

	part     func(base, href string) string
	places   map[string]int  // where each part stands in the reading order, made when first asked for
	chapters map[string]item // those of the manifest by name, likewise
}

// An item is a part that the manifest names.
type item struct {
	name   string // in the archive, "" where the reference leaves it
	href   string // as written
	media  string
	linear bool

	fallback string // identifier of the item to be read where this one's kind is not, "" for none
}

// rootFileOf returns the package document that a container names (EPUB 3.3, section
// 4.2.6.3.1), and whether it names more: other renditions of the book.
func rootFileOf(src string, lim source.Limits) (name string, several bool) {
	s := xmlscan.New(src, lim)
	for {
		switch s.Next() {
		case xmlscan.Start:
			switch path := s.Attr("full-path"); {
			case s.Local() != "rootfile" || path == "" || path == name:
			case name == "":
				name = strings.Clone(path)
			default:
				several = true
			}
		case xmlscan.EOF:
			return name, several
		}
	}
}

// parsePackage reads a package document. part resolves references, as
// [reader.part] does.
func parsePackage(src, name string, lim source.Limits, part func(base, href string) string) *pack {
	p := &pack{name: name, items: make(map[string]item), part: part}
	var refs []item // href is the identifier of the item
	toc, field := "", ""
	var text strings.Builder
	s := xmlscan.New(src, lim)
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		switch kind {
		case xmlscan.Start:
			field = ""
			text.Reset()
			switch s.Local() {
			case "item":
				p.item(s)
			case "spine":
				toc = s.Attr("toc")
			case "itemref":
				refs = append(refs, item{href: s.Attr("idref"), linear: s.Attr("linear") != "no"})
			default:
				field = s.Local()
			}
		case xmlscan.Text:
			if field != "" && text.Len() < maxField {
				text.WriteString(s.Text())
			}
		case xmlscan.End:
			if field != "" {
				p.field(field, source.Clean(text.String()))
			}
			field = ""
		}
	}
	for _, ref := range refs {
		it, ok := p.items[ref.href]
		if !ok {
			p.gone = append(p.gone, ref.href)
			continue
		}
		it = p.readable(it)
		it.linear = ref.linear
		p.spine = append(p.spine, it)
	}
	if it, ok := p.items[toc]; ok {
		p.ncx = it.name
	}
	return p
}

// place returns where in the reading order a part stands; parts outside it
// come after all others.
func (p *pack) place(name string) int {
	if p.places == nil {
		p.places = make(map[string]int, len(p.spine))
		for i, it := range p.spine {
			if _, ok := p.places[it.name]; !ok {
				p.places[it.name] = i
			}
			if !it.linear {
				p.places[it.name] += len(p.spine)
			}
		}
	}
	if i, ok := p.places[name]; ok {
		return i
	}
	return 2 * len(p.spine)
}

// maxField bounds one field of the metadata, in bytes.
const maxField = 16 << 10

// item adds an item of the manifest.
func (p *pack) item(s *xmlscan.Scanner) {
	it := item{href: s.Attr("href"), media: s.Attr("media-type"), fallback: s.Attr("fallback")}
	if !strings.Contains(it.href, ":") {
		it.name = p.part(p.name, it.href)
	}
	if it.media == "application/x-dtbncx+xml" && p.ncx == "" {
		p.ncx = it.name
	}
	for _, property := range strings.Fields(s.Attr("properties")) {
		if property == "nav" {
			p.nav = it.name
		}
	}
	if id := s.Attr("id"); p.items[id].href == "" {
		p.items[id] = it
	}
}

// chapter reports whether an item is of a kind that can be composed: XHTML, and
// what is near enough to it, drawings, text.
func (it item) chapter() bool {
	return it.media == "" || strings.Contains(it.media, "html") || strings.Contains(it.media, "xml") || strings.HasPrefix(it.media, "text/")
}

// readable returns the item that is read in the place of one of the reading order: itself, or the
// first of the chain of its fallbacks that can be (EPUB 3.3, section 3.5.1).
func (p *pack) readable(it item) item {
	next := it
	for range maxFallbacks {
		if next.chapter() {
			return next
		}
		ok := false
		if next, ok = p.items[next.fallback]; !ok {
			break
		}
	}
	return it
}

// unlisted returns the chapter of a name that the manifest has and the reading order has not.
// Links must not lead to such chapters (EPUB 3.3, section 5.7.2), and do.
func (p *pack) unlisted(name string) (item, bool) {
	if p.chapters == nil {
		p.chapters = make(map[string]item, len(p.items))
		for _, it := range p.items {
			if it.name != "" && it.name != p.ncx && it.chapter() {
				p.chapters[it.name] = it
			}
		}
	}
	it, ok := p.chapters[name]
	return it, ok
}

// maxFallbacks bounds a chain of fallbacks, which may lead back to its beginning.
const maxFallbacks = 8

// field takes one field of the metadata (Dublin Core).
func (p *pack) field(name, value string) {
	if value == "" {
		return
	}
	m := &p.meta
	switch name {
	case "title":
		if m.Title == "" {
			m.Title = value
		}
	case "creator":
		m.Creators = append(m.Creators, value)
	case "language":
		if m.Language == "" {
			m.Language = value
		}
	case "identifier":
		m.Identifiers = append(m.Identifiers, value)
	case "date":
		if m.Date == "" {
			m.Date = value
		}
	case "publisher":
		if m.Publisher == "" {
			m.Publisher = value
		}
	}
}
