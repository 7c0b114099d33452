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

// The costs of what an edition seldom does, in the unit of Call.Weight. They
// are set from how often each happens in edited texts: about two notes in a
// hundred have lost their reference, one label in two hundred breaks its
// series, and hardly any reference has no note.
const (
	costUncalled   = 3.0 // a note that nothing calls
	costUncalledOn = 0.4 // each after the fourth in a row: a whole list has lost its text
	rewardLabel    = 3.0 // the same label as the list's
	rewardStep     = 3.0 // the label goes on as the list does
	rewardChance   = 0.0 // the list's label, but not in step with the last one
	costFirst      = 0.5 // the first label of a text that counts otherwise than its list …
	costFirstFar   = 2.0 // … and is neither 0, 1 nor 2
	costOrder      = 2.0 // a label that fits neither
	costBreak      = 0.2 // added for each of the labels, up to maxSteps, that were in step before
	costWeak       = 2.5 // the same for a sign that is weak by itself
	costPrinted    = 5.0 // the same, where the list has the printed labels
	costRepeat     = 6.0 // a second call of one note
	costAgain      = 1.0 // the same where that is usual
	costBack       = 4.0 // a call of a note that was passed by
	costNoNote     = 6.0 // a call without a note …
	costNoNoteStep = 2.5 // … whose label goes on from the last, where there is no list
	costEarly      = 4.0 // a note that stands before the sign that calls it
	costThen       = 3.5 // two signs touching
)

// maxSteps is how many labels in step make it as sure as it gets that the next
// is in step too.
const maxSteps = 25

// weakWeight is the weight under which a sign may not be paired by order alone.
const weakWeight = 1.5

const noNumber = math.MinInt32

// A Pairer pairs the signs of one part of a text after the other. It keeps its
// working memory from one to the next. The zero value is ready for use.
type Pairer struct {
	signs  []Sign
	notes  []Entry
	places []int32 // the notes in the order of their labels, unless counted
	nodes  []node
	beam   []state
	next   []state
	fresh  []node // the decisions that led to next
	loose  bool
	// counted is set where the labels are consecutive numbers, from first on.
	counted bool
	first   int32
	full    int // number of nodes at which those no state needs are dropped
}

// Pair decides for every sign whether it calls a note, and which one. Signs
// and notes are in the order of the text. It is an alignment: the pairing of
// all signs with all notes whose evidence, summed, is highest, found by
// dynamic programming over a bounded beam.
func (p *Pairer) Pair(signs []Sign, notes []Entry) []Match {
	if len(notes) == 0 && !stands(signs) {
		return Rejected(signs)
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
func Rejected(signs []Sign) []Match {
	out := make([]Match, len(signs))
	for i, s := range signs {
		out[i] = Match{Reading: -1, Note: -1, Then: -1, Sure: notSure(s)}
	}
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

// take adds the states in which reading c of sign i calls note k.
func (p *Pairer) take(s state, i int32, r int16, c Call, num, k int32) {
	fit, gain := p.fit(s, c.Label, num, k)
	swapped := fit == FitOrder && num != noNumber && num == s.hole && k == s.note+1
	if swapped {
		fit, gain = FitStep, rewardStep
	}
	local := c.Weight + gain - p.doubt(s, c, fit, num)
	if p.notes[k].At < p.signs[i].At {
		local -= costEarly
	}
	t := state{note: max(k, s.note), label: num, called: s.called, hole: noNumber}
	switch {
	case swapped:
		t.label = num + 1
	case fit == FitLabel || fit == FitStep:
		t.steps = min(s.steps+1, maxSteps)
	case num == s.label+2 && k == s.note+1:
		t.hole = num - 1
	}
	if k > s.note {
		local -= uncalled(k - s.note - 1)
		t.called = s.called<<min(k-s.note, 32) | 1
	} else {
		var cost float32
		t.label, t.steps, t.hole = s.label, s.steps, s.hole
		t.called, cost, fit = p.back(s, c, k, gain, fit)
		local -= cost
	}
	n := node{sign: i, reading: r, note: k, then: -1, local: local, fit: fit}
	if c.Then != "" && !p.touching(s, c, k, &t, &n) {
		return
	}
	p.push(s, t, n)
	if fit == FitOrder && num != noNumber && num <= s.label && k == s.note+1 {
		// The label may be a misprint after which the series goes on.
		t.label = s.label
		p.push(s, t, n)
	}
}

// doubt is what a call by order alone costs.
func (p *Pairer) doubt(s state, c Call, fit Fit, num int32) float32 {
	if fit != FitOrder {
		return 0
	}
	cost := costBreak * float32(min(s.steps, maxSteps))
	if c.Weight < weakWeight && !(s.note < 0 && num >= 0 && num <= 2) {
		cost += costWeak
	}
	return cost
}

// back returns the notes called, the cost and the fit of a call of note k,
// which is not after the last one called.
func (p *Pairer) back(s state, c Call, k int32, gain float32, fit Fit) (uint32, float32, Fit) {
	d := s.note - k
	if d > 0 && d < 32 && s.called>>d&1 == 0 && !p.loose && c.Label == p.notes[k].Label {
		// A note that was passed by: two labels have changed places. A list that
		// was numbered anew is in the order of the text.
		return s.called | 1<<d, costBack - costUncalled, fit
	}
	if c.Again {
		return s.called, costAgain + gain, FitRepeat
	}
	return s.called, costRepeat + gain, FitRepeat
}

// touching adds to t and n the second of two signs that touch, which calls the
// note after k. It reports whether it can.
func (p *Pairer) touching(s state, c Call, k int32, t *state, n *node) bool {
	n.then = k + 1
	if k < s.note || int(n.then) >= len(p.notes) {
		return false
	}
	num := number(c.Then)
	_, gain := p.fit(state{note: k, label: t.label}, c.Then, num, n.then)
	n.local += gain + min(c.Weight, 0) - costThen
	t.note, t.label, t.called = n.then, num, t.called<<1|1
	return true
}

// fit returns how a label agrees with note k after state s, and what that is
// worth. A text whose labels are off from the list's by some number stays off
// by it, so a label is in step if it differs from the last one called as
// their notes do.
func (p *Pairer) fit(s state, label string, num, k int32) (Fit, float32) {
	same := label == p.notes[k].Label
	known := num != noNumber && s.label != noNumber && s.note >= 0
	step := known && num-s.label == k-s.note
	switch {
	case same && !p.loose, same && (step || !known):
		return FitLabel, rewardLabel
	case step && p.loose:
		return FitStep, rewardStep
	case same:
		return FitLabel, rewardChance
	case p.loose && num != noNumber && s.note < 0 && num <= 2:
		// Between a lost first and a lost last reference the last is likelier:
		// it stood at a signature.
		return FitOrder, -costFirst * float32(1+min(k, 1))
	case p.loose && num != noNumber && s.note < 0:
		return FitOrder, -costFirstFar
	case p.loose:
		return FitOrder, -costOrder
	}
	return FitOrder, -costPrinted
}

// uncalled is the cost of n notes in a row that nothing calls.
func uncalled(n int32) float32 {
	if n <= 4 {
		return costUncalled * float32(n)
	}
	return costUncalled*4 + costUncalledOn*float32(n-4)
}

// alone adds the state in which c is a reference without a note.
func (p *Pairer) alone(s state, i int32, r int16, c Call, num int32) {
	if c.Then != "" {
		return
	}
	cost := float32(costNoNote)
	follows := num != noNumber && s.label != noNumber && num == s.label+1
	if c.Alone || follows && (c.Form || len(p.notes) == 0) {
		cost = costNoNoteStep
	}
	p.push(s, state{note: s.note, label: num, called: s.called, steps: s.steps, hole: noNumber}, node{sign: i, reading: r, note: -1, then: -1, local: c.Weight - cost, fit: FitAlone})
}

// result reads the best pairing back.
func (p *Pairer) result() []Match {
	out := Rejected(p.signs)
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

// notSure is how sure it is that a sign calls nothing, before the list is asked.
func notSure(s Sign) float32 {
	most := float32(-8)
	for _, c := range s.Readings {
		most = max(most, c.Weight)
	}
	return sure(-most)
}

// sure turns log odds into a probability.
func sure(odds float32) float32 {
	return float32(math.Round(100/(1+math.Exp(-float64(odds)))) / 100)
}
