package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// An index is what must be known of the whole document before any part of it
// is read: which labels are defined, and where links lead.
type index struct {
	notes  map[string]bool   // labels of definitions, as printed
	folded map[string]string // labels without regard to case and composition, where that is another, to those printed first
	links  map[string]parser.Reference
	works  map[string]bool // keys of a bibliography's entries
	cites  bool            // works are cited by their keys
	// pages says which habits of marking pages the document has.
	pages habits
}

// maxLabel is the longest label there may be, in bytes (CommonMark 0.31, section 4.7).
const maxLabel = 999

// scan looks for definitions of notes and links, line by line. What it finds
// in code does no harm: it is only asked about labels that the text uses. The front
// matter may name a bibliography.
func scan(front, text []byte) *index {
	x := &index{notes: map[string]bool{}, folded: map[string]string{}, links: map[string]parser.Reference{}, works: map[string]bool{}}
	for i := 0; i < len(text); {
		k := bytes.Index(text[i:], []byte("]:"))
		if k < 0 {
			break
		}
		x.defined(lineAround(text, i+k))
		i += k + 2
	}
	for i := 0; i < len(text); {
		k := bytes.Index(text[i:], []byte("#ref-"))
		if k < 0 {
			break
		}
		i += k + len("#ref-")
		if n := bytes.IndexAny(text[i:min(len(text), i+maxLabel)], " \t\n\"'}>)"); n > 0 {
			x.works[string(text[i:i+n])] = true
		}
	}
	x.pages = scanPages(text)
	x.cites = len(x.works) > 0 || bytes.Contains(front, []byte("\nbibliography:")) || bytes.Contains(front, []byte("\nreferences:")) ||
		bytes.Contains(text, []byte("[@")) || bytes.Contains(text, []byte("[-@"))
	return x
}

// lineAround returns the line that holds byte i, without what containers put
// before its text. The definition of an abbreviation, *[HTML]: words, is left as it stands.
func lineAround(text []byte, i int) []byte {
	line := text[bytes.LastIndexByte(text[:i], '\n')+1:]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	rest := bytes.TrimLeft(line, " \t>-*+.)0123456789")
	if n := len(line) - len(rest); n > 0 && line[n-1] == '*' {
		return line
	}
	return rest
}

func (x *index) defined(line []byte) {
	if label := definition(line); label != nil {
		s := string(label)
		x.notes[s] = true
		if f := fold(s); f != s && x.folded[f] == "" {
			x.folded[f] = s
		}
		return
	}
	if len(line) == 0 || line[0] != '[' {
		return
	}
	k := bytes.Index(line, []byte("]:"))
	if k < 2 || k > maxLabel || bytes.IndexByte(line[1:k], '[') >= 0 {
		return
	}
	if dest := destination(line[k+2:]); dest != nil {
		if key := util.ToLinkReference(line[1:k]); x.links[key] == nil {
			x.links[key] = parser.NewReference(line[1:k], dest, nil)
		}
	}
}

// destination returns where the definition of a link leads.
func destination(s []byte) []byte {
	s = bytes.TrimSpace(s)
	if len(s) > 0 && s[0] == '<' {
		if n := bytes.IndexByte(s, '>'); n > 0 {
			return s[1:n]
		}
		return nil
	}
	if n := bytes.IndexAny(s, " \t"); n >= 0 {
		s = s[:n]
	}
	if len(s) == 0 {
		return nil
	}
	return s
}

// definition returns the label of the note that a line begins to define, or nil.
func definition(line []byte) []byte {
	if len(line) < 5 || line[0] != '[' || line[1] != '^' {
		return nil
	}
	k := bytes.IndexByte(line[:min(len(line), maxLabel)], ']')
	if k < 3 || k+1 >= len(line) || line[k+1] != ':' {
		return nil
	}
	label := line[2:k]
	if bytes.IndexByte(label, '[') >= 0 || util.IsSpace(label[0]) {
		return nil
	}
	return label
}

// fold makes labels alike that differ in case or in how accents are composed.
func fold(s string) string { return norm.NFC.String(strings.ToLower(s)) }

// label returns the label under which the note that a reference names is
// defined, and whether it is.
func (x *index) label(s string) (string, bool) {
	if x.notes[s] {
		return s, true
	}
	f := fold(s)
	if x.notes[f] {
		return f, true
	}
	printed, ok := x.folded[f]
	return printed, ok
}

// A parseContext lets every piece see the links of the whole document.
type parseContext struct {
	parser.Context
	index *index
	more  *linksMet
}

func newContext(x *index, more *linksMet) *parseContext {
	return &parseContext{Context: parser.NewContext(), index: x, more: more}
}

func (c *parseContext) Reference(label string) (parser.Reference, bool) {
	r, ok := c.index.links[label]
	if !ok {
		r, ok = c.more.links[label]
	}
	return r, ok
}

func (c *parseContext) AddReference(r parser.Reference) {
	if _, ok := c.index.links[util.ToLinkReference(r.Label())]; !ok && c.more.add(r) {
		c.more.last = append(c.more.last, r)
	}
}

// A linksMet holds the links that were met when pieces were parsed and that the
// index, which looks at lines alone, does not have. The index is read by two
// goroutines; each has links of its own.
type linksMet struct {
	links map[string]parser.Reference
	last  []parser.Reference // those of the last piece
}

// add adds a definition, unless there is one with its label.
func (d *linksMet) add(r parser.Reference) bool {
	key := util.ToLinkReference(r.Label())
	if _, ok := d.links[key]; ok {
		return false
	}
	if d.links == nil {
		d.links = make(map[string]parser.Reference)
	}
	d.links[key] = r
	return true
}
