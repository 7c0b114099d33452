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
type sightings struct {
	fair, strong uint8
	at           int64 // bytes of text before the last of them
}

func (s sightings) add(weight float32, at int64) sightings {
	s.at = at
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

// inName reports whether s ends within a file's name, an address, a checksum or
// the like, to which figures belong.
func inName(s string) bool {
	token := s[strings.LastIndexAny(s, " \t\n")+1:]
	return strings.ContainsAny(token, `/\@<>_=*~`) || fileName(token) || mingled(token)
}

// fileName reports whether token ends in the beginning of a suffix: "aclocal.m" of
// "aclocal.m4". A sentence that lost the space before it begins with a capital.
func fileName(token string) bool {
	i := strings.LastIndexByte(token, '.')
	return i > 2 && i+1 < len(token) && len(token)-i <= 4 && lowerOnly(token[i+1:]) && lowerByte(token[i-1]) && lowerByte(token[i-2])
}

func lowerByte(c byte) bool { return c >= 'a' && c <= 'z' }

func lowerOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if !lowerByte(s[i]) {
			return false
		}
	}
	return true
}

// mingled reports whether letters and figures take turns in token more than once,
// and it ends in a letter: a checksum, the name of a version.
func mingled(token string) bool {
	if token == "" || !letterByte(token[len(token)-1]) {
		return false
	}
	turns := 0
	for i := 1; i < len(token); i++ {
		if figure := token[i] >= '0' && token[i] <= '9'; figure && letterByte(token[i-1]) || letterByte(token[i]) && token[i-1] >= '0' && token[i-1] <= '9' {
			turns++
		}
	}
	return turns >= 3
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
// A list in the middle of the text must be called by strong signs that count up,
// and these must be many of those there are: a long text about programs has
// figures at the ends of words all over it, and some that count up by chance.
// Both together, the end and the pages, do, for an edition that shows its pages shows its notes. A text
// that marks its pages and ends in numbered points would mislead it. Figures that stand
// much further above a short list in the middle than a chapter is long say nothing.
func (r *reader) ofNotes(items []noteParas, ends bool) bool {
	fair, strong, n := 0, 0, len(items)
	for _, it := range items {
		if it.label == "" {
			fair, strong = fair+1, strong+1 // a list without labels has the links of a web page
			continue
		}
		at := r.labels[keyOf(it.label)]
		if few := n < fewItems; at.fair == 0 || few && !ends && !r.paged && r.here()-at.at > int64(n)*spacedBytes {
			continue
		}
		if fair++; at.strong > 0 && at.fair <= mostCalls {
			strong++
		}
	}
	if !r.paged && items[0].label != "" && !r.called(n, ends) {
		return false
	}
	if n < fewItems && !ends && !r.paged && (fair < n || 2*strong < n) {
		return false
	}
	switch {
	case 4*strong >= n, strong > 0 && 2*fair >= n, ends && r.paged:
		return true
	case !ends && !r.paged:
		return false
	}
	return 2*r.steps.longest >= n && r.steps.longest >= min(2, n) || n <= fewNotes && fair > 0 && 2*fair >= n
}

// called reports whether the figures of the text before a list of n items, which
// may end the text, are those of signs: not too many beside those that count up,
// and in the middle of the text half as many as the items.
func (r *reader) called(n int, ends bool) bool {
	if fair := r.steps.inStep + 1; n > 1 && fair >= n && r.steps.all <= n+2 {
		return true
	}
	steps := r.strong.inStep + 1
	if r.strong.all > manyFigures+3*steps || !ends && n < fewItems && r.strong.all > manyFigures+n {
		return false
	}
	return ends || steps >= min(2, n) && (2*steps >= n || steps >= heldNotes/2)
}

// manyFigures is how many strong signs a text may have beside those that count up.
const manyFigures = 3

// belongs reports whether the figures at s[i] are part of a name.
func belongs(s string, i int) bool { return inName(s[:i]) || numbers(s, i) }

// released reports whether the figures at s[i] end the number of a release, which follows
// the name of a thing: "Unicode 12.1". A word that numbers follow is no such name. Editions
// of records, which show their pages, end sentences so: "Telegram 12.1".
func released(s string, i int) bool {
	name, number := strings.TrimRight(s[:i], "0123456789."), 0
	if number = i - len(name); number < 2 || s[i-1] != '.' || name == "" || name[len(name)-1] != ' ' {
		return false
	}
	w := word(name, len(name)-1)
	return len(w) > 1 && w[0] >= 'A' && w[0] <= 'Z' && lowerByte(w[len(w)-1]) && !beforeNumber.has(w)
}

// stemBytes is how far from a number glued to a word another of the same word is
// looked for.
const stemBytes = 24

// numbers reports whether the figures at s[i] number things of one name: the word
// before them stands with other figures nearby, "libgcc1, libgcc2".
func numbers(s string, i int) bool {
	stem := word(s, i)
	if len(stem) < 2 {
		return false
	}
	near := s[max(0, i-stemBytes):min(len(s), i+stemBytes)]
	seen := 0
	for at := strings.Index(near, stem); at >= 0; at = strings.Index(near, stem) {
		if near = near[at+len(stem):]; near != "" && near[0] >= '0' && near[0] <= '9' {
			seen++
		}
	}
	return seen > 1
}

// fewNotes is how many notes a list may have for which signs of half of its
// labels do, however weak: so few seldom count up.
const fewNotes = 3

// steps follow how long the labels of signs count up, whatever stands between.
type steps struct {
	runs    map[int]int // by label, how many counted up to it
	longest int
	// all labels, the last of them, and how many in a row came one after the other
	all, last, inStep int
}

// mostLabel is the highest label that steps follow.
const mostLabel = 1 << 12

// add takes up the next label.
func (s *steps) add(label string) {
	k, err := strconv.Atoi(label)
	if s.all++; err != nil {
		return
	}
	if k == s.last+1 {
		s.inStep++
	}
	if s.last = k; k > mostLabel {
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
	s.longest, s.all, s.last, s.inStep = 0, 0, 0, 0
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
