package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// Pages that were made by hand or by a word processor often have notes that
// nothing links: a number raised above the line, and at the end paragraphs
// that begin with the same numbers. A raised number alone is as likely an
// exponent or the mark of an ordinal, so it is the two sequences together that
// speak: the paragraphs count on from one another, and most of them are
// called, in that order, by a number before them.

// unlinked is a raised number in no link: a sign, or the label before a note.
type unlinked struct {
	node   int32
	number int
}

// raisedNumber returns the number that an element raises, 0 for all others.
func (p *page) raisedNumber(n int32) int {
	x := &p.nodes[n]
	if x.tag != atom.Sup || x.end-n > 6 {
		return 0
	}
	for c := n; c < x.end; c++ {
		if p.nodes[c].tag == atom.A {
			return 0
		}
	}
	if p.ancestor(n, func(a int32) bool { return p.nodes[a].tag == atom.A }) >= 0 {
		return 0
	}
	number, err := strconv.Atoi(bare(p.textOf(n, x.end, 8)))
	if err != nil || number < 1 || number > 999 {
		return 0
	}
	return number
}

// pairUnlinked joins raised numbers to the paragraphs that begin with them.
func (p *page) pairUnlinked() {
	if len(p.raisedNumbers) == 0 {
		return
	}
	var calls, entries []unlinked
	for _, n := range p.raisedNumbers {
		u := unlinked{n, p.raisedNumber(n)}
		if blk := p.block(n); p.blank(blk, n) && !p.alone(n) {
			entries = append(entries, unlinked{blk, u.number})
		} else {
			calls = append(calls, u)
		}
	}
	if len(entries) == 0 && len(calls) > 0 {
		if entries = p.listedNotes(calls[0].node); len(entries) == 0 && p.bracketed(calls[0].node) {
			entries = p.bracketedNotes(calls[0].node)
		}
	}
	for len(entries) > 0 {
		run := 1
		for run < len(entries) && entries[run].number == entries[run-1].number+1 {
			run++
		}
		before := 0
		for before < len(calls) && calls[before].node < entries[0].node {
			before++
		}
		p.join(calls[:before], entries[:run])
		calls, entries = calls[before:], entries[run:]
	}
}

// listedNotes returns the items of a numbered list that stands under a heading
// which says that it is one of notes.
func (p *page) listedNotes(from int32) []unlinked {
	under := false
	for i := from; i < int32(len(p.nodes)); i++ {
		x := &p.nodes[i]
		switch {
		case headingLevel(x.tag) > 0:
			under = notesHeading(p.textOf(i, x.end, 2*signBytes))
			i = x.end - 1
		case x.tag == atom.Ol && under:
			var out []unlinked
			p.children(i, func(c int32) bool {
				if p.nodes[c].tag == atom.Li {
					out = append(out, unlinked{c, p.itemNumber(i, c)})
				}
				return true
			})
			return out
		}
	}
	return nil
}

// bracketed reports whether the text of an element stands in brackets.
func (p *page) bracketed(n int32) bool {
	return strings.HasPrefix(trim(p.textOf(n, p.nodes[n].end, 8)), "[")
}

// bracketedNotes returns the paragraphs that begin with numbers in brackets which count on, as
// notes do in opinions of courts: "[1] The first note."
func (p *page) bracketedNotes(from int32) []unlinked {
	var out []unlinked
	for i := from; i < int32(len(p.nodes)); i++ {
		if p.nodes[i].tag != atom.P {
			continue
		}
		label, ok := strings.CutPrefix(trim(p.textOf(i, p.nodes[i].end, 8)), "[")
		label, _, closed := strings.Cut(label, "]")
		if number, err := strconv.Atoi(label); ok && closed && err == nil && number == len(out)+1 {
			out = append(out, unlinked{i, number})
		}
	}
	return out
}

// notesHeading reports whether a heading is that of a list of notes.
func notesHeading(s string) bool {
	switch strings.ToLower(bare(trim(s))) {
	case "notes", "note", "footnotes", "footnote", "endnotes", "end notes", "references", "notes and references", "anmerkungen", "fußnoten", "notas", "notes de bas de page":
		return true
	}
	return false
}

// join makes references of the raised numbers that a run of notes answers,
// where most notes have one. Numbers are called in order, each once.
func (p *page) join(calls, notes []unlinked) {
	type pair struct {
		call unlinked
		note int32
	}
	var pairs []pair
	for _, n := range notes {
		for i, c := range calls {
			if c.number == n.number && !p.exponent(c) {
				pairs = append(pairs, pair{c, n.node})
				calls = calls[i+1:]
				break
			}
		}
	}
	if 3*len(pairs) < 2*len(notes) || notes[0].number != 1 && len(pairs) < 2 {
		return
	}
	for _, x := range pairs {
		r := &ref{
			sign: x.call.node, node: x.call.node, file: p.file, order: p.order, label: strconv.Itoa(x.call.number),
			key: key(p.file, "\x00note"+strconv.Itoa(int(x.note))), reason: "raised number that a later paragraph begins with", confidence: 0.8,
		}
		p.refs[r.sign] = r
		p.nodes[r.sign].flags |= flagRef
		p.claims[x.note] = append(p.claims[x.note], r)
	}
}

// exponent reports whether a raised number is more likely a power than a sign:
// it follows a figure, or it is a square or cube of a unit or a variable.
func (p *page) exponent(c unlinked) bool {
	if c.node == 0 || p.nodes[c.node-1].elem {
		return false
	}
	s := p.nodes[c.node-1].text
	word := len(s)
	for word > 0 && isWordByte(s[word-1]) {
		word--
	}
	if s = s[word:]; s == "" {
		return false
	}
	last := s[len(s)-1]
	return last >= '0' && last <= '9' || len(s) <= 2 && (c.number == 2 || c.number == 3)
}
