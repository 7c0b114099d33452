package plain

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"ibid/document"
	"ibid/document/apparatus"
)

// Why signs call nothing is said only where it is asked for: what was weighed and refused,
// and what has the look of a sign but was never weighed. Nothing here decides anything.

// An explainer knows what is needed to say why something was not looked at.
type explainer struct {
	dialect *string // of the text, once it is known
}

// candidates keeps what was weighed in p, which was written as b, and what was not
// though a reader might take it for a sign, each with the reason, in the order of the text.
func (w *writer) candidates(p *para, verdicts []verdict, at document.Loc, b *document.Block) {
	keep := func(from int, c document.Candidate) {
		c.At, c.Source = at, p.source(from)
		c.At.Offset = int(w.moved(from, len(b.Text)))
		w.b.AddCandidate(c)
	}
	first := len(w.b.Draft().Candidates)
	for i := range p.signs {
		g := &p.signs[i]
		if g.page || g.from == g.to && g.note == nil || i >= len(verdicts) {
			continue
		}
		v := verdicts[i]
		c := document.Candidate{Text: w.texts.Keep(p.text[g.from:g.to]), Taken: v.reading >= 0, Reason: v.reason, Confidence: max(v.sure, leastShown)}
		if !c.Taken {
			c.Reason = p.refusal(i, v.reason)
		}
		keep(g.from, c)
	}
	for _, l := range p.lookalikes() {
		reason := l.what
		switch link := linkOver(b, w.moved(l.from, len(b.Text))); {
		case link != "":
			reason = "part of the cross reference “" + link + "”"
		case l.likely:
			reason += "; " + w.explain.unlooked(p)
		}
		keep(l.from, document.Candidate{Text: w.texts.Keep(p.text[l.from:l.to]), Reason: w.texts.Keep(reason)})
	}
	slices.SortStableFunc(w.b.Draft().Candidates[first:], func(x, y document.Candidate) int { return cmp.Compare(x.Source, y.Source) })
}

// linkOver returns the words of the cross reference in b that stands over off, "" where none does.
func linkOver(b *document.Block, off uint32) string {
	k := sort.Search(len(b.Marks), func(k int) bool { return b.Marks[k].Offset > off })
	for n := 0; k > 0 && n < nearMarks; n++ {
		k--
		if m := &b.Marks[k]; m.Kind == document.MarkLink && off < m.End {
			return strings.ReplaceAll(b.Text[m.Offset:m.End], "\n", " ")
		}
	}
	return ""
}

// nearMarks is how many marks before a place may stand within the cross reference over it.
const nearMarks = 8

// unlooked says why what has the form of a sign was not weighed in p.
func (e *explainer) unlooked(p *para) string {
	switch {
	case p.kind == document.Code:
		return "no signs are looked for in lines that are kept as they are"
	case p.role == roleNote || p.role == roleMore:
		return "it stands in a note, and nothing there calls another"
	}
	return "the habit " + *e.dialect + " calls no notes so"
}

// refusal says why the i-th sign, which was weighed, is no reference: what it is by
// itself, and what the notes say.
func (p *para) refusal(i int, notes string) string {
	g, s := &p.signs[i], p.untilSign(i+1)
	if g.cites {
		return "a name in brackets; the references do not list it"
	}
	best := g.calls[0]
	for _, c := range g.calls {
		if c.Weight > best.Weight {
			best = c
		}
	}
	what := best.Why
	switch c := p.text[g.from]; {
	case c >= '0' && c <= '9' && best.Weight < fairWeight:
		what, _ = figuresAre(s, g.from, g.to)
	case symbolRun(s[g.from:]) > 0:
		what = signsAre(s, g.from).what
	case g.family == famParen && isSpaced(s, g.from) && g.to < len(s) && s[g.to] == ' ':
		what = countsNext
	}
	return what + "; " + cmp.Or(notes, "no note after it has its label and is called by nothing else")
}

// A tally is what became of the notes of a list.
type tally struct {
	places map[string][]int // the notes of each label
	called map[int]bool
}

func newTally(matches []apparatus.Match, entries []apparatus.Entry) *tally {
	t := &tally{make(map[string][]int), make(map[int]bool)}
	for i, e := range entries {
		t.places[e.Label] = append(t.places[e.Label], i)
	}
	for _, m := range matches {
		t.called[m.Note], t.called[m.Then] = true, true
	}
	return t
}

// against says what of the notes speaks against a sign that was refused; m is its
// verdict before that.
func (t *tally) against(g *sign, m apparatus.Match) string {
	switch {
	case len(t.places) == 0:
		return "no notes with labels of its form were found"
	case m.Reading >= 0 && m.Note >= 0:
		return "note " + g.calls[m.Reading].Label + " would fit, but a number is likelier here"
	}
	listed := ""
	for _, c := range g.calls {
		name := "note " + c.Label
		if c.From > g.from {
			name += ", for the last of its figures,"
		}
		for _, k := range t.places[c.Label] {
			if listed = cmp.Or(listed, name); !t.called[k] {
				return name + " is called by nothing, but the order of the signs around does not lead to it"
			}
		}
	}
	if listed != "" {
		return listed + " is called by another sign, which fits better"
	}
	return "the list has no note with such a label"
}

// leastShown is the confidence in a verdict that has next to none, for 0 says that there is none.
const leastShown = 0.01
