package plain

import (
	"math"
	"strconv"
	"strings"

	"ibid/document"
)

// strongWeight is the least weight of a sign that speaks for a list of notes
// by itself: a figure after a word in small letters or after what closes a
// phrase. Such signs are rare where nothing calls a note.
const strongWeight = 2

// afterCode is the evidence of figures after letters that are as likely the
// name of a thing: "A1", "WW2", "MiG21".
const afterCode = "a number glued to letters that may be a code"

// fairWeight is the least weight of a sign that speaks for a list at the end.
const fairWeight = 1

// heldNotes is how many items of a list are kept before it is judged, if no
// other text comes first: of a list as long as a book that much is enough.
const heldNotes = 256

// Sightings count the signs of one label, and those of them that are strong, up to 255.
type sightings struct{ fair, strong uint8 }

func (s sightings) add(weight float32) sightings {
	s.fair += min(1, math.MaxUint8-s.fair)
	if weight >= strongWeight {
		s.strong += min(1, math.MaxUint8-s.strong)
	}
	return s
}

// A labelKey is a label, or its beginning, without the text that it stands in.
type labelKey [12]byte

func keyOf(label string) (k labelKey) {
	copy(k[:], label)
	return k
}

// mostCalls is how often a text calls a note, or the notes of one label that
// several of its lists have, at most. What is met more often is a word.
const mostCalls = 4

// inName reports whether s ends within a file's name, an address or the like,
// to which figures belong.
func inName(s string) bool {
	token := s[strings.LastIndexAny(s, " \t\n")+1:]
	return strings.ContainsAny(token, `/\@<>_=*`)
}

// judgeList decides whether the numbered list that the text before has come to
// holds notes. If it does not, its items are text like any other, and the scope
// goes on. A list that ends its document, or the text, is likelier to hold notes.
func (r *reader) judgeList(ends bool) {
	s := &r.scope
	if !s.list || s.sure {
		return
	}
	first := 0
	for first < len(s.notes) && !s.notes[first].loose {
		first++
	}
	items := s.notes[first:]
	if s.sure = r.opt.Dialect != "plain" && r.ofNotes(items, ends); s.sure {
		return
	}
	s.notes, s.list, s.noted = s.notes[:first:first], false, false
	for _, n := range items {
		for _, p := range n.items(r.w.limit) {
			r.add(p)
		}
	}
}

// ofNotes reports whether the items of a numbered list are notes, by how many
// of them signs call that are not likely figures of the text: a quarter by signs
// that are strong by themselves, or half by fair ones. At the end, and where
// pages are marked, signs whose labels count up for half as long as the list say
// as much, for one that was numbered anew need not have the labels of the text.
// Both together do, for an edition that shows its pages shows its notes. A text
// that marks its pages and ends in numbered points would mislead it.
func (r *reader) ofNotes(items []noteParas, ends bool) bool {
	fair, strong := 0, 0
	for _, n := range items {
		at := r.labels[keyOf(n.label)]
		if n.label == "" || at.fair > 0 {
			fair++ // a list without labels has the links of a web page
		}
		if n.label == "" || at.strong > 0 && at.fair <= mostCalls {
			strong++
		}
	}
	n := len(items)
	switch {
	case 4*strong >= n, strong > 0 && 2*fair >= n, ends && r.paged:
		return true
	case !ends && !r.paged:
		return false
	}
	return 2*r.steps.longest >= n && r.steps.longest >= min(2, n) || n <= fewNotes && fair > 0 && 2*fair >= n
}

// fewNotes is how many notes a list may have for which signs of half of its
// labels do, however weak: so few seldom count up.
const fewNotes = 3

// steps follow how long the labels of signs count up, whatever stands between.
type steps struct {
	runs    map[int]int // by label, how many counted up to it
	longest int
}

// mostLabel is the highest label that steps follow.
const mostLabel = 1 << 12

// add takes up the next label.
func (s *steps) add(label string) {
	k, err := strconv.Atoi(label)
	if err != nil || k > mostLabel {
		return
	}
	if s.runs == nil {
		s.runs = make(map[int]int)
	}
	s.runs[k] = max(s.runs[k], s.runs[k-1]+1)
	s.longest = max(s.longest, s.runs[k])
}

// clear begins anew.
func (s *steps) clear() {
	clear(s.runs)
	s.longest = 0
}

// items makes a note into the item of a list, and what else it has into
// paragraphs. Lines that hung under its first go with it, up to limit bytes.
func (n *noteParas) items(limit int) []*para {
	head := n.paras[0]
	head.kind, head.level, head.label, head.family = document.Item, 1, head.lead, famNone
	out := n.paras[:0]
	for i, p := range n.paras {
		p.role, p.signs = roleBody, nil
		if i > 0 && p.hangs && len(out) == 1 && len(head.text)+len(p.text) < limit {
			head.hang(p)
			continue
		}
		out = append(out, p)
	}
	return out
}

// hang adds the lines of q to p.
func (p *para) hang(q *para) {
	from := len(p.text) + 1
	p.text += "\n" + q.text
	for _, j := range q.joins {
		p.joins = append(p.joins, join{from + j.at, j.off})
	}
	for _, c := range q.cuts {
		c.at += from
		p.cuts = append(p.cuts, c)
	}
	p.span.End = q.span.End
}
