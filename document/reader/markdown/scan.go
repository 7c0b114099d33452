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
	labels []byte            // of definitions of notes, as printed, a newline before and after each, until they are gathered
	notes  map[string]bool   // those labels, nil before that
	folded map[string]string // labels without regard to case and composition, where that is another, to those printed first
	links  map[string]parser.Reference
	works  map[string]bool // keys of a bibliography's entries
	// The keys of headings, and of the labels of links that stand after their text, "[text][label]".
	headings, labelled map[string]bool
	// implied are the headings that links name, nil where the document does not link so.
	implied map[string]bool
	named   bool // the front matter names a bibliography
	cited   bool // a work is cited in brackets
	// examples are what stands in the brackets of the examples that there are, "@" or "@name", and
	// numbers their numbers by their names, nil until they are counted.
	examples []string
	numbers  map[string]int
	// The marks of pages that there are, in brackets and in braces.
	brackets, braces ascent
	// rest is what was not looked through yet, nil where there is nothing. What is asked
	// is answered without it where nothing that may be there could change the answer.
	rest *rest
}

// maxLabel is the longest label there may be, in bytes (CommonMark 0.31, section 4.7).
const maxLabel = 999

// newIndex returns an index that knows the front matter of a document and nothing else.
func newIndex(front []byte) *index {
	return &index{
		labels: []byte{'\n'}, links: map[string]parser.Reference{}, works: map[string]bool{},
		headings: map[string]bool{}, labelled: map[string]bool{},
		named: bytes.Contains(front, []byte("\nbibliography:")) || bytes.Contains(front, []byte("\nreferences:")),
	}
}

// scan looks for definitions of notes and links, line by line. What it finds
// in code does no harm: it is only asked about labels that the text uses. The front
// matter may name a bibliography.
func scan(front, text []byte) *index {
	x := newIndex(front)
	x.all(text)
	return x
}

// all makes the index that of a text, whatever else it knew but the front matter.
func (x *index) all(text []byte) {
	*x = *x.empty()
	x.look(text, 0, len(text))
	x.gather()
	x.imply()
}

// empty returns an index that knows the front matter.
func (x *index) empty() *index {
	y := newIndex(nil)
	y.named = x.named
	return y
}

// gather makes the labels of notes quick to find. In the parts of a text they are not, for
// maps take most of the time to make.
func (x *index) gather() {
	if x.notes != nil {
		return
	}
	x.notes, x.folded = make(map[string]bool), make(map[string]string)
	labels := string(x.labels)
	x.labels = nil
	for s := range strings.SplitSeq(labels, "\n") {
		if s == "" {
			continue
		}
		x.notes[s] = true
		if f := fold(s); f != s && x.folded[f] == "" {
			x.folded[f] = s
		}
	}
	x.count()
}

// look looks through the lines of a text from one offset to another.
func (x *index) look(text []byte, from, to int) {
	for i := from; i < to; {
		k := bytes.Index(text[i:to], []byte("]:"))
		if k < 0 {
			break
		}
		i += k
		x.defined(lineAround(text, i))
		i += len(lineAt(text, i))
	}
	for i := from; i < to; {
		k := bytes.Index(text[i:to], []byte("#ref-"))
		if k < 0 {
			break
		}
		i += k + len("#ref-")
		if n := bytes.IndexAny(text[i:min(len(text), i+maxLabel)], " \t\n\"'}>)"); n > 0 {
			x.works[string(text[i:i+n])] = true
		}
	}
	x.lookHeadings(text, from, to)
	x.lookPages(text, from, to)
	x.lookExamples(text, from, to)
	x.cited = x.cited || bytes.Contains(text[from:to], []byte("[@")) || bytes.Contains(text[from:to], []byte("[-@"))
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
		x.labels = append(append(x.labels, label...), '\n')
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
			x.links[key] = parser.NewReference(bytes.Clone(line[1:k]), bytes.Clone(dest), nil) // line may be in a buffer
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
	if x.notes == nil {
		if x.anywhere(func(x *index) bool { return x.lists(s) }) {
			return s, true
		}
		x.gather()
	}
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

// lists reports whether a label is among those of notes, which takes as long as there are many.
func (x *index) lists(label string) bool {
	return bytes.Contains(x.labels, []byte("\n"+label+"\n"))
}

// anyNote reports whether any note is defined.
func (x *index) anyNote() bool {
	return x.anywhere(func(x *index) bool { return len(x.labels) > 1 || len(x.notes) > 0 })
}

// link returns where links with a label lead: the first definition counts.
func (x *index) link(label string) (parser.Reference, bool) {
	if x.links[label] == nil {
		x.settle()
	}
	r, ok := x.links[label]
	if !ok && x.implied[label] {
		return parser.NewReference([]byte(label), []byte(headingAnchor(label)), nil), true
	}
	return r, ok
}

// work reports whether there is an entry for a key of a bibliography.
func (x *index) work(key string) bool {
	return x.anywhere(func(x *index) bool { return x.works[key] })
}

// cites reports whether works are cited by their keys.
func (x *index) cites() bool {
	return x.anywhere(func(x *index) bool { return x.named || x.cited || len(x.works) > 0 })
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
	r, ok := c.index.link(label)
	if !ok {
		r, ok = c.more.links[label]
	}
	return r, ok
}

func (c *parseContext) AddReference(r parser.Reference) {
	if _, ok := c.index.link(util.ToLinkReference(r.Label())); !ok && c.more.add(r) {
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
