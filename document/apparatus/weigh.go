package apparatus

import "math"

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

// take adds the states in which reading c of sign i calls note k.
func (p *Pairer) take(s state, i int32, r int16, c Call, num, k int32) {
	fit, gain := p.fit(s, c.Label, num, k)
	swapped := fit == FitOrder && num != noNumber && num == s.hole && k == s.note+1
	if swapped {
		fit, gain = FitStep, rewardStep
	}
	local := c.Weight + gain
	if fit == FitOrder {
		local -= costBreak * float32(s.steps)
	}
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

// back returns the notes called, the cost and the fit of a call of note k,
// which is not after the last one called. That one is among those called, however near.
func (p *Pairer) back(s state, c Call, k int32, gain float32, fit Fit) (uint32, float32, Fit) {
	d := s.note - k
	if d < 32 && s.called>>d&1 == 0 && !p.loose && c.Label == p.notes[k].Label {
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
