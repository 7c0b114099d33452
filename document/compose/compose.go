// Package compose turns the events of a structured format (a block begins,
// text, a reference, a note begins, a page turns) into a document. The
// readers of HTML, EPUB, TEI, Markdown and office formats share it, so that
// white space, styles that cross blocks, notes inside paragraphs and keys that
// are defined after they are used are treated in one place.
package compose

import (
	"bytes"
	"sort"
	"strings"

	"ibid/document"
	"ibid/document/source"
)

// A Writer composes a document into a Builder. Its methods may be called in
// any order: what a format leaves open is closed, and text outside any block
// opens a paragraph.
type Writer struct {
	// Depth is the level of the paragraphs that open by themselves.
	Depth uint8
	// Outline makes every heading a section.
	Outline bool
	// Volume says that the text holds several documents, so that what refers to the
	// one before or after leads somewhere.
	Volume bool

	documents int  // of a volume, that have begun
	opening   bool // a document begins with the next section, where that begins with the next text
	// Deleted lets text that was struck or replaced be read, in that style.
	Deleted bool

	b       *document.Builder
	lim     source.Limits
	series  map[string]string // of notes and pages
	frame   *frame
	outer   []*frame
	styles  []openStyle
	link    *openLink
	keys    map[string]target
	refs    []keyed
	links   []keyed
	unsafe  int
	parents []int              // open sections, innermost last
	waiting []document.Section // that begin with the next block of the body
}

// A frame is the place that text goes to: the body or a note.
type frame struct {
	note   int
	meta   document.Note
	open   bool
	ended  bool // what comes next stands in another block, but for references
	block  document.Block
	text   []byte
	space  bool // white space was met that has not been written
	joined bool // white space is dropped until text follows
	signed bool // a reference came after that white space
	pre    bool // white space is kept

	printed bool // the block's label is text
	marks   []document.Mark
	refs    []pendingRef
	links   []pendingLink
	pages   []pendingPage // waiting for the text that follows them
	keys    []pendingKey
	cuts    []document.Mark // of a block that held nothing else, for the next
	styles  []openStyle     // those open where a note began
	link    *openLink
}

type openStyle struct {
	style document.Style // 0 where those around it say the same
	held  document.Style // with those around it
	at    int
}

type openLink struct {
	link document.Link
	key  string
	at   int
}

type pendingRef struct {
	ref  document.Ref
	note int
	key  string
	mark int
}

type pendingLink struct {
	link document.Link
	key  string
	mark int
}

type pendingPage struct {
	page   document.Page
	keys   []string
	offset int // -1 until text follows
}

// A pendingKey names the place of the text that follows it.
type pendingKey struct {
	key    string
	offset int // -1 until text follows
}

// A keyed is a reference or link that wants what a key names.
type keyed struct {
	index int
	key   string
}

// A target is what a key names: a note, a page, or a place that is neither
// and has -1 for both.
type target struct {
	note, page int
	at         document.Loc
}

// New returns a Writer that composes into b.
func New(b *document.Builder, lim source.Limits) *Writer {
	return &Writer{b: b, lim: lim, frame: &frame{note: document.Body}, keys: make(map[string]target), series: make(map[string]string)}
}

// Builder returns what the writer composes into.
func (w *Writer) Builder() *document.Builder { return w.b }

// InNote reports whether text goes to a note.
func (w *Writer) InNote() bool { return w.frame.note != document.Body }

// InBlock reports whether a block is open.
func (w *Writer) InBlock() bool { return w.frame.open }

// Empty reports whether the open block holds nothing yet.
func (w *Writer) Empty() bool { return len(w.frame.text) == 0 && len(w.frame.refs) == 0 }

// OpenBlock closes the open block and begins another.
func (w *Writer) OpenBlock(kind document.Kind, level uint8) {
	w.CloseBlock()
	f := w.frame
	f.open, f.ended, f.joined, f.signed, f.printed = true, false, false, false, false
	f.block = document.Block{Kind: kind, Level: level}
	f.pre = kind == document.Code
	f.marks = append(f.marks, f.cuts...)
	f.cuts = nil
	for i := range w.styles {
		w.styles[i].at = 0
	}
	if w.link != nil {
		w.link.at = 0
	}
}

// SetKind changes what the open block is.
func (w *Writer) SetKind(kind document.Kind, level uint8) {
	w.ensure()
	w.frame.block.Kind, w.frame.block.Level = kind, level
}

// SetLabel sets the label of the open block: an item's marker, a code block's language.
func (w *Writer) SetLabel(s string) {
	w.ensure()
	w.frame.block.Label = keep(s)
}

// PrintLabel is SetLabel for a label that is text of the source, and no sign that stands
// for a number or nothing: it is the text of the block if no other comes.
func (w *Writer) PrintLabel(s string) {
	w.SetLabel(s)
	w.frame.printed = true
}

// SetHead sets how many rows at the top of the open table are its head.
func (w *Writer) SetHead(rows int) {
	w.ensure()
	w.frame.block.Head = uint16(min(rows, 1<<16-1))
}

// SetSource says which bytes of the source the open block came from.
func (w *Writer) SetSource(s document.Span) {
	w.ensure()
	w.frame.block.Source = s
}

// Preformatted says whether white space in the open block is kept.
func (w *Writer) Preformatted(on bool) {
	w.ensure()
	w.frame.pre = on
}

func (w *Writer) ensure() {
	if !w.frame.open {
		w.OpenBlock(document.Paragraph, w.Depth)
	}
}

// EndBlock says that the open block's text is over. A reference that comes
// before any other text still stands at its end: formats put notes between
// paragraphs that belong to the one before.
func (w *Writer) EndBlock() { w.frame.ended = w.frame.open }

// Ended reports whether the open block's text is over.
func (w *Writer) Ended() bool { return w.frame.ended }

// Resume takes EndBlock back: verse lines and table rows add to one block.
func (w *Writer) Resume() { w.frame.ended = false }

// BlockKind returns what the open block is.
func (w *Writer) BlockKind() document.Kind { return w.frame.block.Kind }

// BlockLabel returns the label of the open block.
func (w *Writer) BlockLabel() string { return w.frame.block.Label }

// BlockTail returns the last n bytes or fewer of BlockText.
func (w *Writer) BlockTail(n int) string {
	t := w.frame.text
	return string(t[max(0, len(t)-n):])
}

// BlockSize returns how many bytes BlockText has.
func (w *Writer) BlockSize() int { return len(w.frame.text) }

// BlockFrom returns BlockText from an offset on.
func (w *Writer) BlockFrom(offset int) string {
	return string(w.frame.text[min(max(offset, 0), len(w.frame.text)):])
}

// BlockText returns the reading text of the open block so far.
func (w *Writer) BlockText() string { return string(w.frame.text) }

// keep returns a label or a target, safe and in one line, in memory of its own: what readers
// have is often a part of the whole source, which could not go before it.
func keep(s string) string { return strings.Clone(source.Clean(s)) }

// ownSeries is keep for the name of a series, of which there are few.
func (w *Writer) ownSeries(s string) string {
	own, ok := w.series[s]
	if !ok {
		own = strings.Clone(s)
		w.series[own] = own
	}
	return own
}

func (w *Writer) define(key string, t target) {
	if _, ok := w.keys[key]; !ok && key != "" {
		w.keys[key] = t
	}
}

// CloseBlock ends the open block. A block without text and references is
// dropped, unless it is a rule or a figure; page breaks in it pass to the next.
func (w *Writer) CloseBlock() {
	f := w.frame
	if !f.open {
		return
	}
	switch {
	case f.block.Kind == document.Table && len(f.refs) == 0 && len(bytes.Trim(f.text, "\t\n")) == 0:
		f.text = f.text[:0]
	case !f.pre:
		f.text = bytes.TrimRight(f.text, " \n")
	case len(bytes.TrimSpace(f.text)) == 0:
		f.text = f.text[:0]
	default: // an indented end tag leaves a line of spaces
		f.text = bytes.TrimRight(f.text, " \t\n")
	}
	if f.spacing() {
		f.text = f.text[:0]
	}
	if f.printed && len(f.text) == 0 && len(f.refs) == 0 {
		w.settle(0) // what waited for a word stands before these
		f.text = append(f.text, f.block.Label...)
		f.block.Label = ""
	}
	for _, o := range w.styles {
		w.markStyle(o)
	}
	if w.link != nil {
		w.markLink(w.link)
	}
	f.open, f.ended, f.space = false, false, false
	if len(f.text) == 0 && len(f.refs) == 0 && f.block.Kind != document.Rule && f.block.Kind != document.Figure {
		for _, m := range f.marks {
			if m.Kind == document.MarkCut {
				m.Offset, m.End = 0, 0
				f.cuts = append(f.cuts, m)
			}
		}
		f.marks, f.links = f.marks[:0], f.links[:0]
		f.await()
		return
	}
	w.settle(len(f.text))
	w.commit()
}

// spacing reports whether the block is there for the white space above or below it: it holds
// nothing but no-break spaces, as paragraphs do by which authors set others apart.
func (f *frame) spacing() bool {
	const nbsp = "\u00a0"
	return bytes.HasPrefix(f.text, []byte(nbsp)) && f.block.Kind != document.Table && len(bytes.Trim(f.text, " \n"+nbsp)) == 0
}

// await lets page breaks and anchors wait for text again: that which they stood in
// was dropped. Those that have a place are the first, see [Writer.settle].
func (f *frame) await() {
	for i := 0; i < len(f.pages) && f.pages[i].offset >= 0; i++ {
		f.pages[i].offset = -1
	}
	for i := 0; i < len(f.keys) && f.keys[i].offset >= 0; i++ {
		f.keys[i].offset = -1
	}
}

// commit gives the open block its index and all that stands in it its place.
// White space that was taken off the block's end takes places back with it.
func (w *Writer) commit() {
	f := w.frame
	text := string(f.text)
	w.crossRefs(text)
	place := func(offset int) document.Loc {
		return document.Loc{Note: f.note, Block: w.blocks(), Offset: min(offset, len(f.text))}
	}
	for _, k := range f.keys {
		w.define(k.key, target{note: document.NoNote, page: -1, at: place(k.offset)})
	}
	marks := f.marks
	for _, r := range f.refs {
		r.ref.At = place(r.ref.At.Offset)
		i := w.b.AddRef(r.ref, r.note)
		marks[r.mark].Index = int32(i)
		if r.key != "" {
			w.refs = append(w.refs, keyed{i, r.key})
		}
	}
	for _, l := range f.links {
		l.link.At, l.link.End = place(l.link.At.Offset), min(l.link.End, len(f.text))
		i := w.b.AddLink(l.link)
		marks[l.mark].Index = int32(i)
		if l.key != "" {
			w.links = append(w.links, keyed{i, l.key})
		}
	}
	for _, p := range f.pages {
		p.page.At = place(p.offset)
		i := w.b.AddPage(p.page)
		for _, k := range p.keys {
			w.define(k, target{note: document.NoNote, page: i, at: p.page.At})
		}
		marks = append(marks, document.Mark{Kind: document.MarkPage, Offset: uint32(p.offset), End: uint32(p.offset), Index: int32(i), At: -1})
	}
	f.block.Text = text
	f.block.Marks = settled(marks, len(f.text))
	block := w.blocks()
	w.add(f.block)
	if f.note == document.Body {
		w.beginSections(block)
	}
	if f.block.Kind == document.Heading && w.Outline && f.note == document.Body {
		title := f.block.Label + " " + f.block.Text
		w.waiting = append(w.waiting, document.Section{Title: strings.TrimSpace(strings.ReplaceAll(title, "\n", " ")), Level: int(f.block.Level)})
		w.beginSections(block)
	}
	if f.note == document.Body && f.block.Kind != document.Figure && f.block.Kind != document.Rule {
		w.opening = false
	}
	f.text, f.marks, f.refs, f.links, f.pages, f.keys = f.text[:0], nil, nil, nil, nil, nil
}

// settled returns a copy of marks, in order and within text of n bytes.
func settled(marks []document.Mark, n int) []document.Mark {
	if len(marks) == 0 {
		return nil
	}
	out := make([]document.Mark, len(marks))
	copy(out, marks)
	for i := range out {
		out[i].Offset = min(out[i].Offset, uint32(n))
		out[i].End = min(out[i].End, uint32(n))
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Offset < out[j].Offset })
	return out
}

// blocks returns how many blocks the place that text goes to has.
func (w *Writer) blocks() int {
	if w.frame.note == document.Body {
		return len(w.b.Draft().Blocks)
	}
	return len(w.frame.meta.Blocks)
}

func (w *Writer) add(x document.Block) {
	if w.frame.note == document.Body {
		w.b.AddBlock(x)
		return
	}
	w.frame.meta.Blocks = append(w.frame.meta.Blocks, x)
}
