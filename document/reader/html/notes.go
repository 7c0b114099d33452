package html

import (
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html/atom"
)

// A note is a range of nodes, whole siblings, that leaves the body.
type note struct {
	from, to int32
	label    string
	series   string
	keys     []string // what references call it by
	inline   bool     // it stands where it is called
	numbered bool     // it is an item of a numbered list
	refs     []*ref
}

// taggedNote reports whether the author says that an element is a note. A div in the
// margin may be none: see [page.glosses].
func (p *page) taggedNote(n int32) bool {
	if means(p.meaning(n), "footnote", "endnote", "rearnote") {
		return true
	}
	class := p.attr(n, attrClass)
	if class == "" && p.attr(n, attrStyle) == "" {
		return false
	}
	for _, c := range []string{"sidenote", "marginnote", "ltx_note"} {
		if hasToken(class, c) && p.nodes[n].tag != atom.Label {
			return !p.aside(n)
		}
	}
	if hasToken(class, "footnote") && p.nodes[n].tag != atom.A && p.nodes[n].tag != atom.Sup {
		lead := trim(p.textOf(n, p.nodes[n].end, signBytes))
		lead = strings.TrimPrefix(strings.TrimPrefix(lead, "["), "Footnote ")
		end := strings.IndexAny(lead, " \u00a0\n.:])")
		return end > 0 && isLabel(lead[:end])
	}
	style := p.attr(n, attrStyle)
	return strings.Contains(style, "mso-element:footnote") && !strings.Contains(style, "footnote-list") ||
		strings.Contains(style, "mso-element:endnote") && !strings.Contains(style, "endnote-list")
}

// aside reports whether an element is a div that is set in the margin between paragraphs.
func (p *page) aside(n int32) bool {
	return p.nodes[n].tag == atom.Div && p.hasClass(n, "sidenote", "marginnote") && !p.hasClass(n, "ltx_note")
}

// openingBytes is how long the number of a chapter before its title is at most.
const openingBytes = 80

// glosses returns those of the divs in the margin that are notes to the paragraphs after
// them. Editions set glosses so, and others the title of a chapter: a div that alone in
// its chapter, up to the next heading, stands in the margin and has nothing before it but the
// chapter's number is such a title, and is read where it stands.
func (p *page) glosses() []int32 {
	var out, chapter []int32
	before, opens := 0, false
	end := func() {
		if len(chapter) > 1 || len(chapter) == 1 && !opens {
			out = append(out, chapter...)
		}
		chapter, before = nil, 0
	}
	left := p.asides
	for i := int32(0); i < int32(len(p.nodes)); i++ {
		x := &p.nodes[i]
		switch {
		case len(left) > 0 && i == left[0]:
			if len(chapter) == 0 {
				opens = before <= openingBytes
			}
			chapter = append(chapter, i)
			i = x.end - 1
		case headingLevel(x.tag) > 0:
			end()
			i = x.end - 1
		case x.flags&flagSkip != 0:
			i = x.end - 1
		default:
			before += len(trim(x.text))
		}
		for len(left) > 0 && left[0] <= i {
			left = left[1:]
		}
	}
	end()
	return out
}

// addListed takes the items of lists of notes for notes, those that nothing
// calls too, where any of them is called.
func (p *page) addListed() {
	if !slices.ContainsFunc(p.items, func(li int32) bool { return len(p.claims[li]) > 0 }) {
		return
	}
	p.typed = append(p.typed, p.items...)
	slices.Sort(p.typed)
	p.typed = slices.Compact(p.typed)
}

// noteList reports whether a list is tagged or named as one of notes, or all that
// is around it, up to a list's item, is.
func (p *page) noteList(list int32) bool {
	for n := list; n > 0 && p.nodes[n].tag != atom.Li; n = p.nodes[n].parent {
		if p.hasClass(n, "mw-references", "references", "mw-subreference-list", "footnotes") || means(p.meaning(n), "footnotes", "endnotes", "rearnotes") {
			return true
		}
	}
	return false
}

// seriesOf names the kind of a note by what the author says of it or of the
// section it stands in.
func (p *page) seriesOf(n int32) string {
	if s := p.attr(n, attrDataSeries); s != "" {
		return s
	}
	for up := n; up > 0; up = p.nodes[up].parent {
		m := p.meaning(up)
		switch {
		case means(m, "footnote", "footnotes") || p.hasClass(up, "ltx_role_footnote"):
			return "footnote"
		case means(m, "endnote", "endnotes", "rearnote", "rearnotes") || p.hasClass(up, "ltx_role_endnote", "sdendnote") || strings.Contains(p.attr(up, attrStyle), "mso-element:endnote"):
			return "endnote"
		case p.hasClass(up, "sidenote", "marginnote", "ltx_marginpar"):
			return "margin"
		}
	}
	return "footnote"
}

// bound finds how far each note of a file reaches, its label and what leads back from it.
func (b *Book) bound(p *page) {
	if p.bounded {
		return
	}
	p.bounded = true
	p.addListed()
	whole := p.typedNotes()
	var loose []int32
	for t, refs := range p.claims {
		n := holder(whole, t, p)
		if n == nil {
			n = p.labelled(whole, t)
		}
		if n != nil {
			n.claim(refs)
			continue
		}
		loose = append(loose, t)
	}
	sort.Slice(loose, func(i, j int) bool { return loose[i] < loose[j] })
	p.notes = whole
	p.notes = append(p.notes, p.looseNotes(loose)...)
	sort.SliceStable(p.notes, func(i, j int) bool {
		if p.notes[i].from != p.notes[j].from {
			return p.notes[i].from < p.notes[j].from
		}
		return p.notes[i].to > p.notes[j].to
	})
	for _, n := range p.notes {
		sort.Slice(n.refs, func(i, j int) bool {
			x, y := n.refs[i], n.refs[j]
			return x.order < y.order || x.order == y.order && x.node < y.node
		})
		n.series = p.seriesOf(n.from)
		b.trimNote(p, n)
		if _, exact := p.lookup(n.from, attrDataLabel); exact {
			continue
		}
		if group := labelWord(n.label); group != "" {
			n.series = group
		}
	}
}

// labelWord returns the word in a label such as "note 1" or "nb 2": wikis
// keep series apart by such words.
func labelWord(label string) string {
	word, number, ok := strings.Cut(strings.ReplaceAll(label, "\u00a0", " "), " ")
	if !ok || !isNumber(number, 4) {
		return ""
	}
	return strings.ToLower(word)
}

func (n *note) claim(refs []*ref) {
	for _, r := range refs {
		n.refs = append(n.refs, r)
		n.keys = append(n.keys, r.key)
	}
}

// typedNotes makes a note of each element that is tagged as one. An element
// that holds several tagged ones is a list of them.
func (p *page) typedNotes() []*note {
	var notes []*note
	for i, n := range p.typed {
		end := p.nodes[n].end
		several := i+2 < len(p.typed) && p.typed[i+2] < end && p.nodes[n].tag != atom.Li
		if i+1 < len(p.typed) && p.typed[i+1] < end && (several || p.blank(n, p.typed[i+1])) {
			continue
		}
		x := &note{from: n, to: end, inline: !p.is(n, flagBlock)}
		if id := p.attr(n, attrID); id != "" {
			x.keys = append(x.keys, key(p.file, id))
		}
		notes = append(notes, x)
	}
	return notes
}

// holder returns the tagged note that a place belongs to, nil where there is none.
func holder(notes []*note, t int32, p *page) *note {
	i := sort.Search(len(notes), func(i int) bool { return notes[i].from > t })
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if t < notes[j].to {
			return notes[j]
		}
	}
	if i < len(notes) && notes[i].from < p.nodes[t].end && p.blank(t, notes[i].from) {
		return notes[i]
	}
	return nil
}

// labelled returns the tagged note whose label, before it in the same box, a place
// is, and makes the box the note; nil where there is none.
func (p *page) labelled(notes []*note, t int32) *note {
	i := sort.Search(len(notes), func(i int) bool { return notes[i].from > t })
	box := p.block(t)
	end := p.nodes[box].end
	if i == len(notes) || box == 0 || notes[i].to > end || !p.blank(notes[i].to, end) || !p.blank(box, t) || len(p.textOf(t, notes[i].from, signBytes)) > 16 {
		return nil
	}
	notes[i].from, notes[i].to = box, end
	return notes[i]
}
