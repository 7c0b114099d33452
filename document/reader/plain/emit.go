package plain

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/label"
	"ibid/document/internal/room"
)

// label keeps a label: as a part of kept, if it is one, for a sign holds its label.
func (w *writer) label(kept, s string) string {
	if short, ok := label.Shared(s); ok {
		return short
	}
	if i := strings.Index(kept, s); i >= 0 {
		return kept[i : i+len(s)]
	}
	return w.texts.Keep(s)
}

// A verdict says what was decided for a sign of a paragraph.
type verdict struct {
	reading    int // of sign.calls, -1: no reference
	note, then int // index of the document's notes, or NoNote
	sure       float32
	reason     string
}

// An out is a piece that leaves the reading text.
type out struct {
	from, to int // bytes of para.text; equal for what the layout had taken out
	kind     document.MarkKind
	cut      string
	off      int64 // of cut in the source
	sign     int   // index of para.signs, -1 for cuts
	second   bool  // the second of two signs that touch
}

// outs gathers what leaves p's text, in order.
func (p *para) outs(verdicts []verdict, os []out) []out {
	if p.lead != "" {
		os = append(os, out{kind: document.MarkCut, cut: p.lead, off: p.leadAt, sign: -1})
	}
	for _, c := range p.cuts {
		os = append(os, out{from: c.at, to: c.at, kind: document.MarkCut, cut: c.text, off: c.off, sign: -1})
	}
	for i := range p.signs {
		switch s := &p.signs[i]; {
		case s.page:
			os = append(os, p.piece(s.from, s.to, document.MarkPage, i))
		case verdicts[i].reading >= 0:
			c := s.calls[verdicts[i].reading]
			mid := c.To - len(c.Then)
			os = append(os, p.piece(c.From, mid, document.MarkRef, i))
			if c.Then != "" {
				o := p.piece(mid, c.To, document.MarkRef, i)
				o.second = true
				os = append(os, o)
			}
		}
	}
	slices.SortStableFunc(os, func(a, b out) int { return cmp.Compare(a.from, b.from) })
	return os
}

func (p *para) piece(from, to int, kind document.MarkKind, sign int) out {
	return out{from: from, to: to, kind: kind, cut: p.text[from:to], off: p.source(from), sign: sign}
}

// A writer writes paragraphs into the document as blocks.
type writer struct {
	b       *document.Builder
	texts   room.Texts      // of blocks, so that the chunks they were read from can go
	marking []document.Mark // of the block that is written
	marks   slab[document.Mark]
	blocks  slab[document.Block] // of notes
	scratch []byte
	outs    []out
	moves   []move
	limit   int                                   // bytes of a block's text
	explain *explainer                            // nil where nothing is to be explained
	volume  bool                                  // several documents were met
	open    func(ref int32, fam family, at int64) // told of references without a note
	// pages are page marks that stood alone, waiting for the block that follows.
	pages []document.Mark
}

// lateWeight is the weight of a reference that was decided before its note was read.
const lateWeight = 6

// A move says that para.text[from:] is written from to on.
type move struct{ from, to int }

// block writes the reading text of p as a block of the body or of a note.
func (w *writer) block(p *para, verdicts []verdict, at document.Loc) document.Block {
	b := document.Block{Kind: p.kind, Level: p.level, Source: p.span}
	if p.kind == document.Item {
		b.Label = w.texts.Keep(p.label)
	}
	w.outs, w.moves = p.outs(verdicts, w.outs[:0]), append(w.moves[:0], move{})
	b.Marks = append(w.marking[:0], w.pages...)
	if len(w.outs)+len(p.styles)+len(w.pages) == 0 {
		b.Text = w.texts.Keep(p.text)
		w.links(&b, at)
	} else {
		w.pages = w.pages[:0]
		w.cut(&b, p)
		w.finish(&b, p, verdicts, at)
	}
	w.marking, b.Marks = b.Marks, w.marks.keep(b.Marks)
	if w.explain != nil {
		w.candidates(p, verdicts, at, &b)
	}
	return b
}

// cut makes the text of b, p's without what leaves it, of which it makes marks.
func (w *writer) cut(b *document.Block, p *para) {
	w.scratch = w.scratch[:0]
	done := 0
	for _, o := range w.outs {
		if o.from > done {
			w.scratch = append(w.scratch, p.text[done:o.from]...)
		}
		done = w.closeUp(p.text, max(done, o.to), o.kind, b.Marks)
		w.moves = append(w.moves, move{done, len(w.scratch)})
		b.Marks = append(b.Marks, document.Mark{Kind: o.kind, Offset: uint32(len(w.scratch)), Cut: w.texts.Keep(o.cut), At: o.off, Index: int32(o.sign)})
	}
	w.scratch = bytes.TrimRight(append(w.scratch, p.text[done:]...), " \n")
	b.Text = w.texts.KeepBytes(w.scratch)
}

// closeUp closes the gap that a sign leaves: of the white space before and
// after it one side is enough. It returns where the text goes on.
func (w *writer) closeUp(s string, at int, kind document.MarkKind, marks []document.Mark) int {
	n := len(w.scratch)
	space := n > 0 && w.scratch[n-1] == ' '
	next := at < len(s) && s[at] == ' '
	switch kind {
	case document.MarkPage:
		for at < len(s) && s[at] == ' ' {
			at++
		}
		if next && !space && n > 0 {
			w.scratch = append(w.scratch, ' ')
		}
	case document.MarkRef:
		for n == 0 && at < len(s) && s[at] == ' ' {
			at++
		}
		held := len(marks) > 0 && int(marks[len(marks)-1].Offset) == n
		if space && !held && (next || at == len(s) || strings.IndexByte(".,;:)]\n", s[at]) >= 0) {
			w.scratch = w.scratch[:n-1]
		}
	}
	return at
}

// moved returns where para.text[i] was written.
func (w *writer) moved(i, size int) uint32 {
	k := max(sort.Search(len(w.moves), func(k int) bool { return w.moves[k].from > i })-1, 0)
	to := w.moves[k].to + i - w.moves[k].from
	if k+1 < len(w.moves) {
		to = min(to, w.moves[k+1].to)
	}
	return uint32(min(max(to, 0), size))
}

// finish adds the references and pages of b to the document and b's styles to its marks.
func (w *writer) finish(b *document.Block, p *para, verdicts []verdict, at document.Loc) {
	cuts := b.Marks[len(b.Marks)-len(w.outs):]
	for i, o := range w.outs {
		m := &cuts[i]
		m.Offset = min(m.Offset, uint32(len(b.Text)))
		m.End = m.Offset
		at.Offset = int(m.Offset)
		switch o.kind {
		case document.MarkRef:
			ref, note := w.ref(p, o, verdicts[o.sign], at)
			ref.Label = w.label(m.Cut, ref.Label)
			m.Index = int32(w.b.AddRef(ref, note))
			if g := &p.signs[o.sign]; note == document.NoNote {
				w.open(m.Index, g.family, o.off)
			}
		case document.MarkPage:
			s := &p.signs[o.sign]
			m.Index = int32(w.b.AddPage(document.Page{Label: w.label(m.Cut, s.label), Series: s.series, At: at}))
		}
	}
	for _, s := range p.styles {
		b.Marks = append(b.Marks, document.Mark{Kind: document.MarkStyle, Style: s.style, Offset: w.moved(s.from, len(b.Text)), End: w.moved(s.to, len(b.Text)), Index: -1, At: -1})
	}
	if len(p.styles) > 0 {
		sortMarks(b)
	}
	w.links(b, at)
}

func sortMarks(b *document.Block) {
	slices.SortStableFunc(b.Marks, func(x, y document.Mark) int { return cmp.Compare(x.Offset, y.Offset) })
}

// links adds the cross references of b's text to the document and to its marks.
func (w *writer) links(b *document.Block, at document.Loc) {
	if b.Kind == document.Code {
		return // its words are an example's, as in volumes
	}
	refs := apparatus.CrossRefs(b.Text)
	for _, c := range refs {
		if c.Elsewhere(w.b.Draft(), w.volume || w.b.Part) {
			continue
		}
		at.Offset = c.From
		l := w.b.AddLink(document.Link{Kind: c.Kind, Target: w.texts.Keep(c.Wanted()), At: at, End: c.End})
		b.Marks = append(b.Marks, document.Mark{Kind: document.MarkLink, Offset: uint32(c.From), End: uint32(c.End), Index: int32(l), At: -1})
	}
	if len(refs) > 0 {
		sortMarks(b)
	}
}

// ref makes the reference that o stands for, and says which note it calls. Its label is still p's.
func (w *writer) ref(p *para, o out, v verdict, at document.Loc) (r document.Ref, note int) {
	c := p.signs[o.sign].calls[v.reading]
	r = document.Ref{Label: c.Label, At: at, Reason: v.reason, Confidence: v.sure}
	if o.second {
		r.Label = c.Then
		return r, v.then
	}
	return r, v.note
}

// body writes p as a block of the body. A page mark that stands alone goes to
// the block that follows it.
func (w *writer) body(p *para, verdicts []verdict) {
	if p.onlyPages() {
		for i, g := range p.signs {
			w.pages = append(w.pages, document.Mark{Kind: document.MarkPage, Cut: w.texts.Keep(p.text[g.from:g.to]), At: p.source(g.from),
				Index: int32(w.b.AddPage(document.Page{Label: w.label("", p.signs[i].label), Series: g.series, At: document.Loc{Note: document.Body, Block: len(w.b.Draft().Blocks)}}))})
		}
		return
	}
	w.b.AddBlock(w.block(p, verdicts, document.Loc{Note: document.Body, Block: len(w.b.Draft().Blocks)}))
}

// inferPage adds a page that begins with the next block, which the source does not say.
func (w *writer) inferPage(label string) {
	page := w.b.AddPage(document.Page{Label: label, Inferred: true, At: document.Loc{Note: document.Body, Block: len(w.b.Draft().Blocks)}})
	w.pages = append(w.pages, document.Mark{Kind: document.MarkPage, Index: int32(page), At: -1})
}

// onlyPages reports whether p holds nothing but page marks.
func (p *para) onlyPages() bool {
	if len(p.signs) == 0 || p.lead != "" {
		return false
	}
	n := 0
	for i := range p.signs {
		if !p.signs[i].page || strings.Trim(p.text[n:p.signs[i].from], " \n") != "" {
			return false
		}
		n = p.signs[i].to
	}
	return strings.Trim(p.text[n:], " \n") == ""
}

// finishPages gives the page marks at the very end a block to stand in.
func (w *writer) finishPages() {
	if len(w.pages) > 0 {
		w.b.AddBlock(document.Block{Kind: document.Paragraph, Marks: w.pages})
		w.pages = nil
	}
}

// note fills in a note that was added before.
func (w *writer) note(n noteParas) {
	first := n.paras[0]
	series := first.series
	if series == "" {
		series = "footnote"
	}
	held := w.pages
	w.pages = nil
	out := document.Note{Series: series, Source: document.Span{Start: first.span.Start, End: n.paras[len(n.paras)-1].span.End}}
	out.Blocks = w.blocks.take(len(n.paras))[:0]
	for i, p := range n.paras {
		var verdicts []verdict // none on the signs of a list's note
		if n.verdicts != nil {
			verdicts = n.verdicts[i]
		}
		out.Blocks = append(out.Blocks, w.block(p, verdicts, document.Loc{Note: n.index, Block: i}))
	}
	w.pages = held
	lead := ""
	if marks := out.Blocks[0].Marks; len(marks) > 0 {
		lead = marks[0].Cut
	}
	out.Label = w.label(lead, first.label)
	if by := signedBy(out.Blocks[len(out.Blocks)-1].Text); by != "" && series == "footnote" {
		out.Series = by
	}
	w.b.SetNote(n.index, out)
}
