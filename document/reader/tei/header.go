package tei

import (
	"cmp"
	"strconv"
	"strings"

	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// A header collects what a teiHeader says (TEI P5, chapter 2).
type header struct {
	path   []string // names of open elements, from the teiHeader's child on
	kinds  []string // their @type
	text   [][]byte
	when   []string          // their @when
	titles map[string]string // by @type
	found  map[string][]string
	lang   string // the language that most of the text is in
	usage  int    // per cent of the text that are in it, 0 where nothing says
	langs  int    // how many there are
	// The apparatus: the id of the witness that is described, and the sigla of all.
	witness string
	sigla   map[string]string

	rendition declaration
	declared  renditions
}

// startHeader reads a teiHeader to its end. The first one of a corpus counts.
func startHeader(r *reader, _ *element) {
	h := header{titles: map[string]string{}, found: map[string][]string{}, sigla: map[string]string{}}
	for depth := r.s.Depth(); ; {
		switch r.s.Next() {
		case xmlscan.Start:
			if len(h.path) < r.lim.Depth {
				h.path = append(h.path, r.s.Local())
				h.kinds = append(h.kinds, r.s.Attr("type"))
				h.when = append(h.when, r.s.Attr("when"))
				h.text = append(h.text, nil)
			}
			switch ident := r.s.Attr("ident"); r.s.Local() {
			case "language":
				h.language(cmp.Or(ident, r.s.Attr("id")), r.s.Attr("usage"))
			case "witness":
				h.witness = strings.Clone(r.s.Attr("id"))
				h.siglum(r.s.Attr("n"))
			case "quotation", "rendition", "tagUsage":
				h.looks(r)
			case "variantEncoding": // TEI P5, 12.2
				if m := r.s.Attr("method"); m == "location-referenced" || m == "double-end-point" {
					r.located = true
				}
			case "application": // TEI P5, 2.3.11
				// What ibid wrote has no lb but where a line of the text ends, and all labels in @n.
				r.exported = r.exported || ident == "ibid"
				r.survey.lineate = r.survey.lineate && !r.exported
			}
			continue
		case xmlscan.Text:
			if n := len(h.text); n > 0 {
				h.text[n-1] = append(h.text[n-1], r.s.Text()...)
			}
			continue
		case xmlscan.End:
			if r.s.Depth() > depth {
				if r.s.Depth()-depth <= r.lim.Depth {
					h.end()
				}
				continue
			}
		case xmlscan.Comment, xmlscan.PI:
			continue
		}
		break
	}
	r.skipped = true
	r.sigla, r.declared = h.sigla, h.declared
	if p := r.parent(); p != nil && p.name != "teiCorpus" && len(r.divs) == 1 && r.headed {
		r.divs[0].name = h.title()
	}
	if !r.headed {
		r.headed = true
		r.setMeta(&h)
	}
}

// looks takes what the header says of how the text looks.
func (h *header) looks(r *reader) {
	switch r.s.Local() {
	case "quotation":
		r.survey.declareMarks(r.s.Attr("marks"))
	case "rendition":
		h.rendition = declaration{strings.Clone(r.s.Attr("id")), r.s.Attr("scope"), strings.Clone(r.s.Attr("selector"))}
	case "tagUsage":
		h.declared.usage(strings.Clone(r.s.Attr("gi")), r.s.Attr("render"))
	}
}

// language takes a language that the header names, where more of the text is in it than in
// those before (TEI P5, 2.4.2: @usage is per cent).
func (h *header) language(name, usage string) {
	n, _ := strconv.Atoi(usage)
	if h.langs++; h.lang == "" || n > h.usage {
		h.lang, h.usage = strings.Clone(name), n
	}
}

// siglum takes the sign for the witness that is described.
func (h *header) siglum(s string) {
	if s != "" && h.witness != "" {
		h.sigla[h.witness] = source.Clean(strings.Clone(s))
	}
}

// maxField is how many bytes of an element of the header are read. All are passed on from
// element to element, as often as they are deep.
const maxField = 1 << 10

// end files the text of the element that ends, and passes it on to the one around it.
func (h *header) end() {
	n := len(h.path) - 1
	if n < 0 {
		return
	}
	text := source.Clean(strings.ToValidUTF8(string(h.text[n][:min(len(h.text[n]), maxField)]), ""))
	name, parent := h.path[n], ""
	if text == "" && name == "date" {
		text = source.Clean(strings.Clone(h.when[n]))
	}
	if n > 0 {
		parent = h.path[n-1]
	}
	if n > 0 && len(h.text[n-1]) < maxField {
		h.text[n-1] = append(append(h.text[n-1], ' '), text...)
	}
	switch {
	case text == "":
	case name == "rendition":
		h.declared.declare(h.rendition, text)
	case h.kinds[n] == "siglum":
		h.siglum(text)
	case name == "title" && parent == "titleStmt":
		if kind := h.kinds[n]; h.titles[kind] == "" {
			h.titles[kind] = text
			h.found["title"] = append(h.found["title"], text)
		}
	case (name == "author" || name == "editor" || name == "principal") && parent == "titleStmt":
		h.found[name] = append(h.found[name], text)
	case name == "idno" && parent == "publicationStmt" && h.kinds[n] != "":
		h.found["idno"] = append(h.found["idno"], h.kinds[n]+":"+text)
	case (name == "publisher" || name == "date" || name == "idno" || name == "distributor") && parent == "publicationStmt":
		h.found[name] = append(h.found[name], text)
	case name == "edition" || name == "date" && h.within("sourceDesc"):
		h.found["source "+name] = append(h.found["source "+name], text)
	}
	h.path, h.kinds, h.when, h.text = h.path[:n], h.kinds[:n], h.when[:n], h.text[:n]
}

func (h *header) within(name string) bool {
	for _, p := range h.path {
		if p == name {
			return true
		}
	}
	return false
}

func (h *header) first(names ...string) string {
	for _, name := range names {
		if len(h.found[name]) > 0 {
			return h.found[name][0]
		}
	}
	return ""
}

// startText learns the language of the text, where the header does not say
// it, or names several. A text of a corpus is a document of a volume, which its own header names.
func startText(r *reader, e *element) {
	if strings.HasPrefix(r.s.Parent(), "teiCorpus") {
		r.divide(e, division{letter: true, number: clone(r.s.Attr("n"))})
	}
	m := r.w.Builder().Meta()
	if lang := r.s.Attr("lang"); lang != "" && (m.Language == "" || r.mixed && r.s.Local() == "text") {
		m.Language, r.mixed = source.Clean(strings.Clone(lang)), false
	}
}

func (h *header) title() string {
	for _, kind := range []string{"complete", "full", "main", "short", ""} {
		title, sub := h.titles[kind], h.titles["sub"]
		switch {
		case title == "":
		case sub != "" && (kind == "main" || kind == ""):
			return title + ": " + sub
		default:
			return title
		}
	}
	return h.first("title")
}

func (r *reader) setMeta(h *header) {
	m := r.w.Builder().Meta()
	m.Title = h.title()
	m.Creators = h.found["author"]
	if len(m.Creators) == 0 {
		m.Creators = append(h.found["editor"], h.found["principal"]...)
	}
	m.Date = h.first("source date", "date")
	m.Publisher = h.first("publisher", "distributor")
	m.Edition = h.first("source edition")
	m.Identifiers = h.found["idno"]
	if h.lang != "" {
		m.Language = source.Clean(h.lang)
	}
	r.mixed = h.langs > 1
}
