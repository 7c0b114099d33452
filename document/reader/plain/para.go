package plain

import (
	"sort"
	"strings"
	"unicode/utf8"

	"ibid/document"
)

// role is what a paragraph is to the apparatus.
type role uint8

const (
	roleBody      role = iota
	roleNote           // begins a note
	roleMore           // goes on with the note before it
	roleFurniture      // a running head, a licence: kept, not shown
)

// A para is a paragraph of the source before its signs are decided: its text
// still holds reference signs and page marks.
type para struct {
	kind   document.Kind
	level  uint8
	role   role
	family family // of a note: the signs that may call it
	indent int    // columns before the text
	// opens is set where a document of a volume or a chapter with notes of its
	// own begins here: nothing before it is paired with anything after it.
	opens  bool
	number string // of the document that begins here
	label  string // an item's marker, or a note's label as printed
	series string // of a note
	hangs  bool   // the lines right under a note's first
	under  bool   // no blank line parts it from the paragraph before
	loose  bool   // of a note: its label does not stand in the text, the list was numbered anew
	// text is the words: white space collapsed, lines joined. Signs and page marks are in it.
	text string
	// joins say where text and source part ways. There is at least one.
	joins []join
	one   [1]join // joins, where there is only one
	// cuts are what the layout took out: a hyphen at a line's end, "_" of
	// _italic_, a note's label and brackets. In order of offset.
	cuts []cut
	// styles are runs of text set apart.
	styles []styled
	span   document.Span
	// lead is the source text of a marker that stood before the text, with its offset.
	lead   string
	leadAt int64
	signs  []sign
	// settled says that the layout decided the role; scanned, that it found the signs.
	settled, scanned bool
	mem              *memory // what more of it is kept in
}

// A join says that text[at:] comes from the source's byte off on, up to the
// next join.
type join struct {
	at  int
	off int64
}

// A cut is source text that is no reading text, at a byte of the paragraph's text.
type cut struct {
	at   int
	text string
	off  int64
	sign *sign // what stands here without a character of the text: a page that turns, a note set within the line
}

// styled is a run of text in a style.
type styled struct {
	style    document.Style
	from, to int
}

// source returns the source's byte offset of text[i].
func (p *para) source(i int) int64 {
	k := len(p.joins) - 1
	if k > 0 && p.joins[k].at > i {
		k = sort.Search(len(p.joins), func(k int) bool { return p.joins[k].at > i }) - 1
	}
	if k < 0 {
		return p.span.Start
	}
	return p.joins[k].off + int64(i-p.joins[k].at)
}

// A family is signs and notes of one form. Each family is paired by itself, so
// that two series that run side by side do not disturb each other.
type family uint8

const (
	famNone          family = iota
	famList                 // figures glued to words, a numbered list
	famBracket              // [1]
	famBracketLetter        // [A]
	famBracketSign          // [*]
	famSlash                // /1/
	famParen                // (1)
	famSuper                // ¹
	famSuperLetter          // ᵃ
	famSymbol               // *
	famWithin               // [Footnote: …] within the line
	famCite                 // [RFC2119], an entry of the references
	families
)

func bracketFamily(label string) family {
	if label == "" {
		return famBracketSign
	}
	switch c := label[0]; {
	case c >= '0' && c <= '9':
		return famBracket
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return famBracketLetter
	}
	return famBracketSign
}

// superFamily is the family of superscripts of figures or letters.
func superFamily(label string) family {
	if label != "" && letterByte(label[0]) {
		return famSuperLetter
	}
	return famSuper
}

// A sign is something in a paragraph's text that may be a reference, or is a page mark.
type sign struct {
	from, to int // bytes of para.text
	family   family
	page     bool
	label    string // of a page
	series   string // of a page
	calls    []reading
	cites    bool  // the label alone decides: entries are cited in any order and often
	note     *para // the note that stands in this very place
}

// split cuts p where its text is longer than limit bytes, at a space where
// there is one, and returns the rest, or nil.
func (p *para) split(limit int) *para {
	if len(p.text) <= limit {
		return nil
	}
	n := strings.LastIndexAny(p.text[:limit], " \n\t") + 1
	if n < limit/2 {
		for n = limit; n > limit-utf8.UTFMax && !utf8.RuneStart(p.text[n]); {
			n--
		}
	}
	rest := *p
	rest.lead, rest.cuts, rest.styles = "", nil, nil
	if rest.role == roleNote {
		rest.role = roleMore
	}
	rest.skip(n)
	rest.span.Start = rest.source(0)
	p.span.End = rest.span.Start
	for i, c := range p.cuts {
		if c.at > n {
			p.cuts, rest.cuts = p.cuts[:i:i], p.cuts[i:]
			break
		}
	}
	for i := range rest.cuts {
		rest.cuts[i].at -= n
	}
	p.text = p.text[:n]
	return &rest
}

// scanPages finds the page marks of a note.
func (p *para) scanPages() {
	p.scan(0)
}
