package apparatus

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// A Sign is a place of the text that may call a note, with the ways in which
// it may be read. The text decides nothing alone: "19561" is a number, the
// year 1956 and note 1, or 195 and note 61, and [Pairer.Pair] weighs the readings
// of all signs together with the list of notes.
type Sign struct {
	Readings []Call
	// At orders signs and notes by place: any measure that grows with the
	// text, the same for [Entry].At.
	At int64
}

// A Call is one way to read a sign.
type Call struct {
	Label string // as printed, without brackets
	Then  string // the label of a second call that touches the first, "" for none
	// Weight is the evidence of the sign itself that this is a call, as log
	// odds: 0 is as likely as not, +4 is rarely wrong, -4 rarely right.
	Weight float32
	// Alone is set where the form of the sign says by itself that it calls a
	// note, so that it is one even where the note is missing: "[Footnote 12]",
	// a superscript figure.
	Alone bool
	// Form is set where the sign has a form of its own, such as brackets: it is
	// a call without a note where its label goes on from the last.
	Form bool
	// Again is set where one note is often called more than once: in a table.
	Again bool

	// What follows is the caller's own, and not looked at.
	From, To int    // the bytes of the text that the call takes up
	Why      string // the evidence, in words
}

// An Entry is a note of the list that the signs are paired with.
type Entry struct {
	Label string
	// At is the place of the note among the signs where the note stands in
	// the text (after its paragraph, at the chapter's end). Notes at the end of
	// everything are simply after every sign.
	At int64
	// Loose is set where the list was numbered anew, whatever the text prints
	// (or carries no labels): then only the order and the steps between labels count.
	Loose bool
}

// A Match is the verdict on a sign.
type Match struct {
	Reading int // index of the sign's Readings, or -1: it calls nothing
	Note    int // index of the notes, or -1 where none was found
	Then    int // likewise for the second call
	// Sure is how sure the verdict is, from 0 to 1, for Reading as for -1.
	Sure float32
	// Fit says how the label agreed.
	Fit Fit
}

// Fit is how a reference's label agrees with the list.
type Fit uint8

// The fits.
const (
	FitNone   Fit = iota // nothing to compare
	FitLabel             // the list has the same label
	FitStep              // the list counts differently, but goes on by the same step
	FitOrder             // only the order pairs them
	FitRepeat            // calls a note that was called before
	FitAlone             // no note was found
)

const noNumber = math.MinInt32

// A Pairer pairs the signs of one part of a text after the other. It keeps its
// working memory from one to the next. The zero value is ready for use.
type Pairer struct {
	signs   []Sign
	notes   []Entry
	places  []int32 // the notes in the order of their labels, unless counted
	nodes   []node
	beam    []state
	next    []state
	fresh   []node // the decisions that led to next
	matches []Match
	loose   bool
	// counted is set where the labels are consecutive numbers, from first on.
	counted bool
	first   int32
	full    int // number of nodes at which those no state needs are dropped
}

// Pair decides for every sign whether it calls a note, and which one. Signs
// and notes are in the order of the text. It is an alignment: the pairing of
// all signs with all notes whose evidence, summed, is highest, found by
// dynamic programming over a bounded beam. The verdicts hold until the next call.
func (p *Pairer) Pair(signs []Sign, notes []Entry) []Match {
	if len(notes) == 0 && !stands(signs) {
		return p.Rejected(signs)
	}
	p.begin(signs, notes)
	for i := range signs {
		p.step(int32(i))
		if len(p.nodes) > p.full {
			p.compact()
		}
	}
	return p.result()
}

// leastAlone is how many strong signs a text without notes must have before
// any is taken for a reference.
const leastAlone = 3

// stands reports whether signs may be references where there are no notes.
func stands(signs []Sign) bool {
	strong, steps, alone := 0, 0, false
	last := int32(0)
	for _, s := range signs {
		for _, c := range s.Readings {
			if !c.Alone && c.Weight < costNoNoteStep {
				continue
			}
			num := number(c.Label)
			if num == last+1 {
				steps++
			}
			strong++
			last, alone = num, alone || c.Alone
			break
		}
	}
	// The labels of a text count up. Indexes and the names of things do not.
	return (strong >= leastAlone || alone) && 2*steps >= strong
}

// Rejected is the verdict that no sign calls anything.
func (p *Pairer) Rejected(signs []Sign) []Match {
	out := slices.Grow(p.matches[:0], len(signs))
	for _, s := range signs {
		out = append(out, Match{Reading: -1, Note: -1, Then: -1, Sure: notSure(s)})
	}
	p.matches = out
	return out
}

func (p *Pairer) begin(signs []Sign, notes []Entry) {
	p.signs, p.notes = signs, notes
	p.loose, p.counted, p.first = false, true, 0
	for i, n := range notes {
		num := number(n.Label)
		if i == 0 {
			p.first = num
		}
		p.loose = p.loose || n.Loose
		p.counted = p.counted && num == p.first+int32(i) && num >= 0
	}
	p.places = p.places[:0]
	if !p.counted {
		for i := range notes {
			p.places = append(p.places, int32(i))
		}
		slices.SortStableFunc(p.places, func(a, b int32) int { return strings.Compare(notes[a].Label, notes[b].Label) })
	}
	p.beam = append(p.beam[:0], state{note: -1, label: noNumber, node: -1, hole: noNumber})
	p.nodes, p.full = p.nodes[:0], minNodes
}

// labelled returns the notes with a label, in order; none where the labels are counted.
func (p *Pairer) labelled(label string) []int32 {
	from, ok := slices.BinarySearchFunc(p.places, label, func(i int32, label string) int { return strings.Compare(p.notes[i].Label, label) })
	if !ok {
		return nil
	}
	n := sort.Search(len(p.places)-from, func(i int) bool { return p.notes[p.places[from+i]].Label != label })
	return p.places[from : from+n]
}

// number returns a label as a number, or noNumber. Letters count from a, so
// that "b" follows "a".
func number(label string) int32 {
	n, i := int32(0), 0
	for ; i < len(label) && label[i] >= '0' && label[i] <= '9' && n < 1<<24; i++ {
		n = 10*n + int32(label[i]-'0')
	}
	if i > 0 && i == len(label) && n < 1<<24 {
		return n
	}
	if len(label) == 1 && label[0] >= 'a' && label[0] <= 'z' {
		return -100 + int32(label[0]-'a')
	}
	return noNumber
}

// step extends every state of the beam by the verdicts on sign i.
func (p *Pairer) step(i int32) {
	p.next = append(p.next[:0], p.beam...)
	for r, c := range p.signs[i].Readings {
		num, labelled := number(c.Label), p.labelled(c.Label)
		for _, s := range p.beam {
			p.extend(s, i, int16(r), c, num, labelled)
		}
	}
	p.prune()
	p.keep()
}

// extend adds the states in which c calls each of the notes it may call.
// labelled are the notes with its label.
func (p *Pairer) extend(s state, i int32, r int16, c Call, num int32, labelled []int32) {
	var tried [8]int32
	n := 0
	weak := c.Weight < weakWeight
	try := func(k int32) {
		if k < 0 || int(k) >= len(p.notes) || n == len(tried) || slices.Contains(tried[:n], k) {
			return
		}
		tried[n] = k
		n++
		p.take(s, i, r, c, num, k)
	}
	if weak {
		// A weak sign is taken for its label only, so the notes that could
		// have it are enough.
		if num != noNumber && s.label != noNumber && num > s.label && s.note >= 0 {
			try(s.note + num - s.label)
		} else if s.note < 0 && num >= 0 && num <= 2 {
			try(0)
		}
	} else {
		for d := int32(1); d <= 3; d++ {
			try(s.note + d)
		}
	}
	after, before := p.nearest(labelled, num, s.note)
	try(after)
	if before >= 0 {
		try(before)
	} else if num == s.label {
		try(s.note)
	}
	if c.Weight > 0 {
		p.alone(s, i, r, c, num)
	}
}

// nearest returns the first note with a label after note k, and the last up to
// k, -1 where there is none. labelled are the notes that have it.
func (p *Pairer) nearest(labelled []int32, num, k int32) (after, before int32) {
	if p.counted {
		at := num - p.first
		switch {
		case num < p.first || int(at) >= len(p.notes):
			return -1, -1
		case at > k:
			return at, -1
		}
		return -1, at
	}
	after, before = -1, -1
	at, _ := slices.BinarySearch(labelled, k+1)
	if at < len(labelled) {
		after = labelled[at]
	}
	if at > 0 {
		before = labelled[at-1]
	}
	return after, before
}

// result reads the best pairing back.
func (p *Pairer) result() []Match {
	out := p.Rejected(p.signs)
	best, top := int32(-1), float32(math.Inf(-1))
	for _, s := range p.beam {
		if score := s.score - uncalled(int32(len(p.notes)-1)-s.note); score > top {
			best, top = s.node, score
		}
	}
	for at := best; at >= 0; at = p.nodes[at].prev {
		n := p.nodes[at]
		out[n.sign] = Match{
			Reading: int(n.reading), Note: int(n.note), Then: int(n.then),
			Sure: sure(n.local + 2), Fit: n.fit,
		}
	}
	return out
}
