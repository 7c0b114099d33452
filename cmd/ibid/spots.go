package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/source"
)

// around is how many bytes of text are quoted on either side of a place.
const around = 60

// spots tells where in its source a document's places are.
type spots struct {
	d     *document.Document
	lines *lines
}

// A placed is a place as people name it.
type placed struct {
	line           int
	page, in, text string
}

func newSpots(d *document.Document, in *source.Input) *spots {
	return &spots{d: d, lines: newLines(d, in)}
}

func (s *spots) at(l document.Loc) placed {
	p := placed{in: "body"}
	if l.Note != document.Body {
		p.in = fmt.Sprintf("note:%d", l.Note)
	} else if k := s.d.PageAt(l); k >= 0 {
		p.page = s.d.Pages[k].Label
	}
	blocks := s.d.BlocksOf(l.Note)
	if l.Block >= len(blocks) {
		return p
	}
	b := &blocks[l.Block]
	p.line = s.lines.of(sourceOf(b, l.Offset))
	p.text = quoted(s.d, b, l.Offset)
	return p
}

// quoted returns the words around a place in one line, with the reference that
// stands there.
func quoted(d *document.Document, b *document.Block, off int) string {
	off = min(off, len(b.Text))
	from, to := max(off-around, 0), min(off+around, len(b.Text))
	if from > 0 {
		from = wordFrom(b.Text, from, off)
	}
	if to < len(b.Text) {
		to = wordTo(b.Text, to, off)
	}
	s := b.Text[from:off]
	for _, m := range b.Marks {
		if m.Kind == document.MarkRef && int(m.Offset) == off {
			s += "[" + d.Refs[m.Index].Label + "]"
		}
	}
	s = strings.Join(strings.Fields(s+b.Text[off:to]), " ")
	if from > 0 {
		s = "…" + s
	}
	if to < len(b.Text) {
		s += "…"
	}
	return s
}

// wordFrom returns where the first word after i begins, or the first character
// where there is none before off.
func wordFrom(s string, i, off int) int {
	if k := strings.IndexAny(s[i:off], " \n\t"); k >= 0 {
		return i + k + 1
	}
	for !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// wordTo returns where the last word before i ends, or the last character where
// there is none after off.
func wordTo(s string, i, off int) int {
	if k := strings.LastIndexAny(s[off:i], " \n\t"); k >= 0 {
		return off + k
	}
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}
