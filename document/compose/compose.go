// Package compose turns the events of a structured format (a block begins,
// text, a reference, a note begins, a page turns) into a document. The
// readers of HTML, EPUB, TEI, Markdown and office formats share it, so that
// white space, styles that cross blocks, notes inside paragraphs and keys that
// are defined after they are used are treated in one place.
package compose

import (
	"bytes"
	"cmp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/apparatus"
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
	// Deleted lets text that was struck or replaced be read, in that style.
	Deleted bool

	b       *document.Builder
	lim     source.Limits
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
	key    string
	open   bool
	ended  bool // what comes next stands in another block, but for references
	block  document.Block
	text   []byte
	space  bool // white space was met that has not been written
	joined bool // white space is dropped until text follows
	pre    bool // white space is kept
	marks  []document.Mark
	refs   []pendingRef
	links  []pendingLink
	pages  []pendingPage // waiting for the text that follows them
	keys   []pendingKey
	cuts   []document.Mark // of a block that held nothing else, for the next
	styles []openStyle     // those open where a note began
	link   *openLink
}

type openStyle struct {
	style document.Style
	at    int
}

type openLink struct {
	link document.Link
	key  string
	at   int
}

type pendingRef struct {
	ref  document.Ref
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
	key    string
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
	return &Writer{b: b, lim: lim, frame: &frame{note: document.Body}, keys: make(map[string]target)}
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
	f.open, f.ended, f.joined = true, false, false
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
	w.frame.block.Label = source.Clean(s)
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

// BlockTail returns the last n bytes or fewer of BlockText.
func (w *Writer) BlockTail(n int) string {
	t := w.frame.text
	return string(t[max(0, len(t)-n):])
}

// BlockText returns the reading text of the open block so far.
func (w *Writer) BlockText() string { return string(w.frame.text) }

// Text adds reading text. Runs of white space become one space, unless the
// block is preformatted; those at the ends of a block or line are dropped.
// No-break spaces stay.
func (w *Writer) Text(s string) {
	s, n := source.SafeCount(s)
	w.unsafe += n
	if (!w.frame.open || w.frame.ended) && strings.TrimLeft(s, " \t\n") == "" {
		return
	}
	if w.frame.ended {
		w.CloseBlock()
	}
	w.ensure()
	f := w.frame
	if f.pre {
		w.put(s)
		return
	}
	for i := 0; i < len(s); {
		if white(s[i]) {
			f.space = !f.joined
			i++
			continue
		}
		from := i
		for i < len(s) && !white(s[i]) {
			i++
		}
		w.put(s[from:i])
	}
}

func white(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// Join drops the white space between the last word and the next text: a word
// that a line or page of the source divides.
func (w *Writer) Join() {
	if w.frame.open {
		w.frame.space, w.frame.joined = false, true
	}
}

// TakeHyphen takes the hyphen that the text ends in away from a letter and
// keeps it as a cut. It reports whether there was one.
func (w *Writer) TakeHyphen() bool {
	f := w.frame
	if !f.open || f.ended || f.pre {
		return false
	}
	hyphen, n := utf8.DecodeLastRune(f.text)
	letter, _ := utf8.DecodeLastRune(f.text[:len(f.text)-n])
	if !strings.ContainsRune("-\u2010\u2011\u2e17¬", hyphen) || !unicode.IsLetter(letter) {
		return false
	}
	f.text = f.text[:len(f.text)-n]
	w.Cut(string(hyphen))
	return true
}

// Cut keeps text of the source that is left out of the reading text here.
func (w *Writer) Cut(s string) { w.cut(s, 0) }

// Struck adds words that were struck, or that others replace. They are kept as
// a cut in the style Deleted or, where the writer has them read, as text in it.
func (w *Writer) Struck(s string) {
	if !w.Deleted {
		w.cut(s, document.Deleted)
		return
	}
	w.PushStyle(document.Deleted)
	w.Text(s)
	w.PopStyle()
}

func (w *Writer) cut(s string, style document.Style) {
	if s = source.Clean(s); s == "" {
		return
	}
	w.ensure()
	f := w.frame
	f.marks = append(f.marks, document.Mark{Kind: document.MarkCut, Style: style, Offset: uint32(len(f.text)), End: uint32(len(f.text)), Index: -1, Cut: strings.Clone(s), At: -1})
}

// Break adds a hard line break.
func (w *Writer) Break() {
	if !w.frame.ended {
		w.control('\n')
	}
}

// Cell ends a cell of a table, Row a row of cells.
func (w *Writer) Cell() { w.control('\t') }

// Row ends a row of a table.
func (w *Writer) Row() { w.control('\n') }

// control appends c. Pages and anchors wait for the text after it.
func (w *Writer) control(c byte) {
	w.ensure()
	w.frame.space = false
	w.frame.text = append(w.frame.text, c)
}

// put appends text as it is, with the space that waits before it.
func (w *Writer) put(s string) {
	f := w.frame
	if f.space {
		f.space = false
		if n := len(f.text); n > 0 && f.text[n-1] != '\n' && f.text[n-1] != '\t' {
			f.text = append(f.text, ' ')
		}
	}
	w.settle(len(f.text))
	f.joined = false
	f.text = append(f.text, s...)
	if len(f.text) > w.lim.Block {
		w.split()
	}
}

// split ends a block that has grown past the limit and goes on in another.
func (w *Writer) split() {
	kind, level, pre := w.frame.block.Kind, w.frame.block.Level, w.frame.pre
	w.OpenBlock(kind, level)
	w.frame.pre = pre
}

// settle gives the pages and anchors that waited for text their place. They
// are the last ones: each settles with the first text after it.
func (w *Writer) settle(offset int) {
	pages, keys := w.frame.pages, w.frame.keys
	for i := len(pages) - 1; i >= 0 && pages[i].offset < 0; i-- {
		pages[i].offset = offset
	}
	for i := len(keys) - 1; i >= 0 && keys[i].offset < 0; i-- {
		keys[i].offset = offset
	}
}

// PushStyle begins a run of style, PopStyle ends the one begun last.
func (w *Writer) PushStyle(s document.Style) {
	w.styles = append(w.styles, openStyle{style: s, at: w.next()})
}

// PopStyle ends the run of style that was begun last.
func (w *Writer) PopStyle() {
	if len(w.styles) == 0 {
		return
	}
	o := w.styles[len(w.styles)-1]
	w.styles = w.styles[:len(w.styles)-1]
	w.markStyle(o)
}

func (w *Writer) markStyle(o openStyle) {
	f := w.frame
	if f.open && o.at < len(f.text) {
		if n := len(f.marks); n > 0 {
			// Word processors cut a run of one style into many.
			if m := &f.marks[n-1]; m.Kind == document.MarkStyle && m.Style == o.style && int(m.End) == o.at {
				m.End = uint32(len(f.text))
				return
			}
		}
		f.marks = append(f.marks, document.Mark{Kind: document.MarkStyle, Style: o.style, Offset: uint32(o.at), End: uint32(len(f.text)), Index: -1, At: -1})
	}
}

// next returns the offset at which the next word will stand.
func (w *Writer) next() int {
	f := w.frame
	if !f.open {
		return 0
	}
	n := len(f.text)
	if f.space && n > 0 && f.text[n-1] != '\n' && f.text[n-1] != '\t' {
		n++
	}
	return n
}

// PushLink begins a cross reference. key names what it leads to inside the
// document, "" where it leads out; target is what is shown of it.
func (w *Writer) PushLink(kind document.LinkKind, target, key string) {
	w.PopLink()
	w.link = &openLink{link: document.Link{Kind: kind, Target: source.Clean(target), To: -1}, key: key, at: w.next()}
}

// PopLink ends the cross reference.
func (w *Writer) PopLink() {
	if w.link != nil {
		w.markLink(w.link)
		w.link = nil
	}
}

func (w *Writer) markLink(l *openLink) {
	f := w.frame
	if !f.open || l.at >= len(f.text) {
		return
	}
	l.link.At.Offset, l.link.End = l.at, len(f.text)
	f.links = append(f.links, pendingLink{link: l.link, key: l.key, mark: len(f.marks)})
	f.marks = append(f.marks, document.Mark{Kind: document.MarkLink, Offset: uint32(l.at), End: uint32(len(f.text)), Index: -1, At: -1})
}

// Ref adds a reference after the last word. key names its note; where it is
// "", r.Note stands.
func (w *Writer) Ref(r document.Ref, key string) {
	w.ensure()
	f := w.frame
	r.Label = source.Clean(r.Label)
	r.At.Offset = len(f.text)
	if key != "" {
		r.Note = document.NoNote
	}
	f.refs = append(f.refs, pendingRef{ref: r, key: key, mark: len(f.marks)})
	f.marks = append(f.marks, document.Mark{Kind: document.MarkRef, Offset: uint32(len(f.text)), End: uint32(len(f.text)), Index: -1, At: -1})
}

// Page says that a printed page begins before the next word.
func (w *Writer) Page(label, series string) { w.PageKey(label, series, "") }

// PageKey is Page with a key for the page, "" for none.
func (w *Writer) PageKey(label, series, key string) {
	if w.frame.ended {
		w.CloseBlock()
	}
	w.frame.pages = append(w.frame.pages, pendingPage{page: document.Page{Label: source.Clean(label), Series: series}, key: key, offset: -1})
}

// InferredPage says that a page begins before the next word whose label the
// source does not print: it was counted.
func (w *Writer) InferredPage(label string) {
	w.Page(label, "")
	w.frame.pages[len(w.frame.pages)-1].page.Inferred = true
}

// Anchor gives the place of the next word a key.
func (w *Writer) Anchor(key string) {
	if key == "" {
		return
	}
	if w.frame.ended {
		w.CloseBlock()
	}
	w.frame.keys = append(w.frame.keys, pendingKey{key: key, offset: -1})
}

// BeginNote begins a note, from wherever the text stands; text goes to it
// until EndNote. It returns the note's index. A key that was used before keeps its first note.
func (w *Writer) BeginNote(n document.Note, key string) int {
	n.Label = source.Clean(n.Label)
	i := w.b.AddNote(document.Note{})
	w.frame.styles, w.frame.link = w.styles, w.link
	w.outer = append(w.outer, w.frame)
	w.frame = &frame{note: i, meta: n, key: key}
	w.styles, w.link = nil, nil
	w.define(key, target{note: i, page: -1, at: document.Loc{Note: i}})
	return i
}

// SetNoteLabel sets the label of the open note, for formats that print it
// inside the note.
func (w *Writer) SetNoteLabel(s string) { w.frame.meta.Label = source.Clean(s) }

// AlsoNote gives the note that is open a further key.
func (w *Writer) AlsoNote(key string) {
	if w.InNote() {
		w.define(key, target{note: w.frame.note, page: -1, at: document.Loc{Note: w.frame.note}})
	}
}

// EndNote ends the note that was begun last.
func (w *Writer) EndNote() {
	if len(w.outer) == 0 {
		return
	}
	w.CloseBlock()
	f := w.frame
	w.flush()
	w.b.SetNote(f.note, f.meta)
	w.frame = w.outer[len(w.outer)-1]
	w.outer = w.outer[:len(w.outer)-1]
	w.styles, w.link = w.frame.styles, w.frame.link
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
	if f.pre {
		f.text = bytes.TrimRight(f.text, "\n")
	} else {
		f.text = bytes.TrimRight(f.text, " \n")
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
		return
	}
	w.settle(len(f.text))
	w.commit()
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
		i := w.b.AddRef(r.ref)
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
		w.define(p.key, target{note: document.NoNote, page: i, at: p.page.At})
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
		w.Section(document.Section{Title: strings.TrimSpace(strings.ReplaceAll(title, "\n", " ")), Level: int(f.block.Level), Block: block})
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

// Section adds an entry to the outline and returns its index. The parent is
// the last section of a lower level; s.Block counts, s.Parent does not.
func (w *Writer) Section(s document.Section) int {
	all := w.b.Draft().Sections
	for len(w.parents) > 0 && all[w.parents[len(w.parents)-1]].Level >= s.Level {
		w.parents = w.parents[:len(w.parents)-1]
	}
	s.Parent = -1
	if n := len(w.parents); n > 0 {
		s.Parent = w.parents[n-1]
	}
	s.Title = source.Clean(s.Title)
	i := w.b.AddSection(s)
	w.parents = append(w.parents, i)
	return i
}

// SectionNext adds an entry to the outline that begins with the next block of
// the body, or the one that is open.
func (w *Writer) SectionNext(s document.Section) { w.waiting = append(w.waiting, s) }

// beginSections begins the sections that waited for a block.
func (w *Writer) beginSections(block int) {
	for _, s := range w.waiting {
		s.Block = block
		w.Section(s)
	}
	w.waiting = w.waiting[:0]
}

// NextBlock returns the index that the next block of the body will have.
func (w *Writer) NextBlock() int { return len(w.b.Draft().Blocks) }

// Publish makes a snapshot, where no note is open.
func (w *Writer) Publish() {
	if len(w.outer) == 0 {
		w.CloseBlock()
		w.resolve()
		w.b.Publish()
	}
}

// Finish closes what is open, joins references and links to what their keys
// name, and cross references in words to what these say. It does not publish.
func (w *Writer) Finish() {
	for len(w.outer) > 0 {
		w.EndNote()
	}
	w.CloseBlock()
	w.flush()
	if n := len(w.b.Draft().Blocks); n > 0 {
		w.beginSections(n - 1)
	}
	w.ensureSection()
	w.resolve()
	apparatus.ResolveLinks(w.b)
	for _, l := range w.links {
		if link := w.b.Draft().Links[l.index]; link.To < 0 {
			w.b.AddProblem(document.Problem{Kind: document.LinkWithoutTarget, At: link.At, Message: "nothing here is called " + link.Target})
		}
	}
	if w.unsafe > 0 {
		w.b.AddProblem(document.Problem{Kind: document.UnsafeText, At: document.Loc{Note: document.Body}, Message: "control or invisible characters were replaced or left out"})
	}
}

// flush keeps page breaks and cuts after which no text came, in an empty paragraph: the
// block before them may have been published. Anchors without text after them name the last block.
func (w *Writer) flush() {
	if n := w.blocks() - 1; n >= 0 && len(w.frame.pages) == 0 {
		for _, k := range w.frame.keys {
			w.define(k.key, target{note: document.NoNote, page: -1, at: document.Loc{Note: w.frame.note, Block: n}})
		}
		w.frame.keys = nil
	}
	if len(w.frame.pages) > 0 || len(w.frame.cuts) > 0 {
		w.OpenBlock(document.Paragraph, w.Depth)
		w.settle(0)
		w.commit()
		w.frame.open = false
	}
}

// resolve joins what it can, and keeps the rest for later.
func (w *Writer) resolve() {
	left := w.refs[:0]
	for _, r := range w.refs {
		if t, ok := w.keys[r.key]; ok && t.note != document.NoNote {
			w.b.SetRefNote(r.index, t.note)
		} else {
			left = append(left, r)
		}
	}
	w.refs = left
	waiting := w.links[:0]
	for _, l := range w.links {
		t, ok := w.keys[l.key]
		if !ok || t.section() && len(w.b.Draft().Sections) == 0 {
			waiting = append(waiting, l)
			continue
		}
		kind, to := w.index(t)
		w.b.SetLinkTarget(l.index, kind, to, t.at)
		if kind == document.LinkPage {
			if label := w.b.Draft().Pages[to].Label; label != "" {
				w.b.SetLinkLabel(l.index, label)
			}
		}
	}
	w.links = waiting
}

// ensureSection gives an outline to a document that has none and in which
// links lead to places: such a link leads to a section.
func (w *Writer) ensureSection() {
	d := w.b.Draft()
	if len(d.Sections) > 0 || len(d.Blocks) == 0 {
		return
	}
	for _, l := range w.links {
		if t, ok := w.keys[l.key]; ok && t.section() {
			w.Section(document.Section{Title: cmp.Or(d.Meta.Title, d.Source.Name, "Text"), Level: 1})
			return
		}
	}
}

// section reports whether t is a place of the body that is no page.
func (t target) section() bool {
	return t.note == document.NoNote && t.page < 0 && t.at.Note == document.Body
}

// index returns what a link to t leads to: a note, or what stands in one, a
// page, else the section that holds the place.
func (w *Writer) index(t target) (document.LinkKind, int) {
	switch {
	case t.note != document.NoNote:
		return document.LinkNote, t.note
	case t.page >= 0:
		return document.LinkPage, t.page
	case t.at.Note != document.Body:
		return document.LinkNote, t.at.Note
	}
	return document.LinkSection, max(0, w.b.Draft().SectionAt(t.at.Block))
}
