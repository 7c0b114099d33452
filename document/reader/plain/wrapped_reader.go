package plain

import (
	"strings"

	"ibid/document"
)

// heldBack is how much of a text whose signs are in brackets may wait for the
// notes at its end. What has no signs is shown at once, so the wait is for the
// pages further on; it is bounded because memory is.
const heldBack = 32 << 20

// sampleBytes is how much of a text is looked at to tell how it was set: some
// hundred pages.
const sampleBytes = 256 << 10

// layWrapped chooses the layout for wrapped text, where head shows that it is.
// Its signs are not glued to words.
func (r *reader) layWrapped(head string) {
	if i := strings.LastIndexByte(head[:min(len(head), sampleBytes)], '\n'); i >= 0 && len(head) > sampleBytes {
		head = head[:i+1]
	}
	if !wrappedText(head, r.opt.Dialect) {
		return
	}
	w := newWrapped(head)
	w.memo = w.memo && r.opt.Dialect == "" || r.opt.Dialect == "rfc"
	switch r.opt.Dialect {
	case "":
	case "pdf":
		w.feet = newFootReader()
		w.feet.on = true
	default:
		w.feet.on = false
	}
	if r.opt.Dialect == "" {
		dialect := &r.w.b.Source().Dialect
		before, name := r.habit&^(glued|spaced), *dialect
		var guests habit
		if r.habit, guests, *dialect = forms(head, w.ls); noProse(head) {
			r.habit, guests, *dialect = 0, 0, "plain"
		}
		if !w.m.isWrapped() && before != 0 && !noProse(head) {
			// A short text has no more than a sign or two of any form.
			r.habit, *dialect = r.habit|before, name
		}
		r.guests = 0
		r.guest(guests)
		if r.numbered {
			*dialect = r.withoutBrackets(*dialect)
		}
		switch {
		case w.memo:
			r.habit, r.guests, *dialect = citations, 0, "rfc"
		case w.book.is:
			*dialect = "gutenberg"
		case w.feet.on:
			r.habit, *dialect = r.habit|w.feet.forms, "pdf"
			r.guests &^= r.habit & w.feet.forms
		}
	}
	w.habit, w.notes.guests = r.habit, r.guests
	r.lay, r.wrapped = w, w
}

// patience is how many bytes of text may wait for their notes. A text that was
// read in one piece is read to its notes in no time.
func (r *reader) patience() int {
	if r.wrapped != nil {
		return heldBack
	}
	if r.read == 0 && (r.size < 0 || r.size > wholeBytes) {
		return soonBytes
	}
	return pendingBytes
}

// describe fills in what the text says of itself.
func (w *wrapped) describe(m *document.Meta) {
	if w.meta.Title == "" {
		w.meta.Title = w.title
	}
	*m = w.meta
}

// pairCitations joins citations with the entries of the references by name
// alone: they are cited in any order, as often as the text likes, before or
// after the list. A name that the list does not have is no citation, unless it
// is an RFC's number, which cannot be anything else. A note that stands within
// the line is called by its place.
func (r *reader) pairCitations(s *scope, verdicts [][]verdict) {
	entries, within := make(map[string]int), make(map[*para]int)
	for _, n := range s.notes {
		if n.paras == nil {
			continue // of a numbered list
		}
		p := n.paras[0]
		if p.family == famWithin {
			within[p] = n.index
		}
		if p.family == famCite {
			if _, ok := entries[citeKey(p.label)]; !ok {
				entries[citeKey(p.label)] = n.index
			}
		}
	}
	for i, p := range s.body {
		for k := range p.signs {
			g, v := &p.signs[k], &verdicts[i][k]
			if g.note != nil {
				*v = verdict{reading: 0, note: within[g.note], then: document.NoNote, sure: 0.99, reason: g.calls[0].Why}
			}
			if !g.cites {
				continue
			}
			key := citeKey(g.calls[0].Label)
			if note, ok := entries[key]; ok {
				*v = verdict{reading: 0, note: note, then: document.NoNote, sure: 0.99, reason: g.calls[0].Why}
			} else if len(entries) > 0 && numberedRFC(key) {
				*v = verdict{reading: 0, note: document.NoNote, then: document.NoNote, sure: 0.8, reason: "the number of an RFC in brackets; the references do not list it"}
			}
		}
	}
}

// numberedRFC reports whether a key is "RFC" and a number.
func numberedRFC(key string) bool {
	if len(key) < 4 || key[:3] != "RFC" {
		return false
	}
	for i := 3; i < len(key); i++ {
		if key[i] < '0' || key[i] > '9' {
			return false
		}
	}
	return true
}

// flushPrefix writes the paragraphs before the first sign, for which nothing
// has to be decided: a title page and a preface are on the screen while the
// notes at the end of the book are still to be read.
func (r *reader) flushPrefix() {
	s := r.scope
	n, size := 0, 0
	for n < len(s.body) && !s.body[n].calls() {
		size += len(s.body[n].text)
		n++
	}
	if n == 0 || len(s.notes) > 0 {
		return
	}
	r.scope = scope{body: s.body[:n], size: size}
	r.flush(false)
	r.scope = scope{body: s.body[n:], size: s.size - size, list: s.list}
}

// calls reports whether p has a sign that may call a note.
func (p *para) calls() bool {
	for i := range p.signs {
		if !p.signs[i].page {
			return true
		}
	}
	return false
}
