package apparatus

import (
	"math"
	"slices"
)

// beamWidth and beamDepth bound the partial pairings that are kept at each
// sign: so many, and none that is this much worse than the best. The cost of
// [Pairer.Pair] is linear in the number of signs.
const (
	beamWidth = 64
	beamDepth = 12.0
)

// A state is a partial pairing: what was decided for the signs so far.
type state struct {
	score float32
	note  int32 // last note in order that was called, -1 before the first
	label int32 // last label as a number, noNumber where it was none
	node  int32 // index of Pairer.nodes, -1 at the beginning
	// called has a bit for each of the last notes, that of note in bit 0: set where it was called.
	called uint32
	// hole is the label that was left out just before the last one, noNumber for
	// none: the two may have changed places.
	hole int32
	// steps counts the labels in a row that were in step with the list.
	steps uint16
}

// A node is a decision of a state; nodes form lists from the last decision to the first.
type node struct {
	prev       int32
	sign       int32
	note, then int32
	local      float32
	reading    int16
	fit        Fit
}

// push adds a state that follows from s by the decision n.
func (p *Pairer) push(s, t state, n node) {
	t.score = s.score + n.local
	for j := range p.next {
		o := &p.next[j]
		if o.note == t.note && o.label == t.label {
			if o.score < t.score {
				n.prev = s.node
				t.node = p.decide(n)
				*o = t
			}
			return
		}
	}
	n.prev = s.node
	t.node = p.decide(n)
	p.next = append(p.next, t)
}

// decide keeps a decision of this step and returns what stands for it in
// state.node until keep has made a node of it.
func (p *Pairer) decide(n node) int32 {
	p.fresh = append(p.fresh, n)
	return undecided - int32(len(p.fresh)-1)
}

// undecided is the state.node of the first decision of a step; those of the
// others count down from it.
const undecided = -2

// keep makes nodes of the decisions that led to the states of the beam.
func (p *Pairer) keep() {
	for i := range p.beam {
		if s := &p.beam[i]; s.node <= undecided {
			p.nodes = append(p.nodes, p.fresh[undecided-s.node])
			s.node = int32(len(p.nodes) - 1)
		}
	}
	p.fresh = p.fresh[:0]
}

// prune keeps the best states. States that have called fewer notes are
// compared as if the notes they passed by were still to be called, for that
// is what they are: only what cannot catch up is dropped.
func (p *Pairer) prune() {
	best := float32(math.Inf(-1))
	for _, s := range p.next {
		best = max(best, s.score)
	}
	kept := p.next[:0]
	for _, s := range p.next {
		if s.score >= best-beamDepth {
			kept = append(kept, s)
		}
	}
	if len(kept) > beamWidth {
		slices.SortFunc(kept, func(a, b state) int {
			switch {
			case a.score > b.score:
				return -1
			case a.score < b.score:
				return 1
			}
			return 0
		})
		kept = kept[:beamWidth]
	}
	p.beam, p.next = kept, p.beam
}

// minNodes is the least number of nodes worth compacting.
const minNodes = 1 << 15

// compact drops the nodes that no state of the beam goes back to. What is left
// is one list with a few short branches, so memory grows with the references,
// not with the partial pairings.
func (p *Pairer) compact() {
	moved := make([]int32, len(p.nodes))
	for _, s := range p.beam {
		for at := s.node; at >= 0 && moved[at] == 0; at = p.nodes[at].prev {
			moved[at] = 1
		}
	}
	// A node comes after its prev, so one pass moves both.
	kept := int32(0)
	for i := range p.nodes {
		if moved[i] == 0 {
			continue
		}
		n := p.nodes[i]
		if n.prev >= 0 {
			n.prev = moved[n.prev] - 1
		}
		p.nodes[kept] = n
		kept++
		moved[i] = kept
	}
	p.nodes = p.nodes[:kept]
	for i := range p.beam {
		if at := p.beam[i].node; at >= 0 {
			p.beam[i].node = moved[at] - 1
		}
	}
	p.full = max(minNodes, 2*len(p.nodes))
}
