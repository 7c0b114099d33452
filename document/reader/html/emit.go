package html

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// Emit composes a file of the book. Notes it holds go out of the body, and so do
// those that signs in files of the book not emitted yet are known to call.
func (b *Book) Emit(w *compose.Writer, file string) {
	p := b.page(file)
	if p == nil || p.emitted {
		return
	}
	b.decide(p)
	for _, l := range p.links {
		if l.file != p.file && (isLabel(l.text) || leadsBack(l.text)) {
			b.decide(b.page(l.file))
		}
	}
	b.bound(p)
	p.emitted = true
	e := &emitter{b: b, p: p, w: w}
	if !b.All && b.from == 0 {
		p.main = p.findMain()
	}
	e.hidden, e.outside = p.main != 0, p.main != 0
	w.CloseBlock()
	if b.from == 0 {
		w.Anchor(key(file, ""))
	}
	b.missing(p)
	if b.Documents {
		if p.document = b.documentOf(p); len(b.Contents) == 0 {
			w.BeginDocument()
		}
	}
	e.begin(key(file, ""))
	if label := pageLabel(b.Pages[key(file, "")]); label != "" && !p.marks(label) {
		w.Page(label, "")
	}
	e.run()
	w.CloseBlock()
	e.keep(string(e.beside))
	if p.overworked() {
		b.limit("the stylesheets of a page have too many rules for what is in it: what they say of its end was left out")
	}
	p.release()
}

// release lets go of what is needed no more once a file is composed.
func (p *page) release() {
	p.Tree = &Tree{nodes: p.nodes[:1]}
	p.claims, p.breaks, p.notes, p.links, p.typed, p.items = nil, nil, nil, nil, nil, nil
	p.ids = nil
}

// An emitter walks a tree and composes what it meets. The walk has no
// recursion: what must happen at an element's end waits on a stack.
type emitter struct {
	b *Book
	p *page
	w *compose.Writer

	stack []pending
	setting
	next    int            // index of the page's next note
	margin  []document.Ref // signs of margin notes that wait for the paragraph beside them
	margins []string       // and the keys of those notes
	beside  []byte         // text outside the main part
	broke   bool           // a line break was the last thing written
	boxed   bool           // because a box ended there
	figure  int32          // the figure whose caption is known
	caption string
}

// setting is what an element sets for what is in it.
type setting struct {
	kind    document.Kind
	level   uint8
	item    string // marker of the list item whose first block has not begun
	first   bool   // that block has not begun
	cell    bool   // in a cell of a table: nothing begins a block
	pre     bool
	hidden  bool
	outside bool // hidden because it stands outside the main part
	drawn   bool // in a drawing, whose words stand apart from one another
	table   *table
	lang    string // language of a code block
}

// pending is what is done where an element, or the part of a tree that a note
// is, ends.
type pending struct {
	end     int32
	act     action
	setting setting
}

type action uint8

const (
	actNone    action = iota
	actRestore        // the setting
	actLine           // the setting, and the line is over
	actBox            // the line is over
	actBlock          // the setting, and the block is over
	actStyle
	actLink
	actNote
	actItem
	actTable
	actQuote
	actRuby
)

func (e *emitter) run() {
	nodes := e.p.nodes
	from := max(1, e.b.from)
	e.resume(from)
	for i := from; i < int32(len(nodes)); {
		e.leave(i)
		i = e.enter(i)
	}
	e.leave(int32(len(nodes)) + 1)
}

func (e *emitter) push(end int32, act action) {
	e.stack = append(e.stack, pending{end, act, e.setting})
}

// leave does what waits for the end of elements that end at or before node i.
func (e *emitter) leave(i int32) {
	for len(e.stack) > 0 && e.stack[len(e.stack)-1].end <= i {
		x := e.stack[len(e.stack)-1]
		e.stack = e.stack[:len(e.stack)-1]
		switch x.act {
		case actRestore:
			e.restore(x.setting)
		case actLine:
			e.line()
			e.restore(x.setting)
		case actBox:
			e.line()
			e.boxed = e.broke
		case actBlock:
			e.endBlock()
			e.restore(x.setting)
		case actStyle:
			e.w.PopStyle()
		case actLink:
			e.w.PopLink()
		case actNote:
			e.w.CloseBlock()
			e.w.EndNote()
			e.setting = x.setting
		case actItem:
			e.endBlock()
			e.setting = x.setting
			e.first = false
		case actTable:
			e.endTable()
			e.setting = x.setting
		case actQuote:
			e.text("”")
		case actRuby:
			e.text(")")
		}
	}
}

// restore brings back the setting around an element. That a list item's first
// block has begun is not forgotten with it.
func (e *emitter) restore(c setting) {
	begun := !e.first
	e.setting = c
	if begun {
		e.first = false
	}
}

// enter composes node i and returns the node to go on with.
func (e *emitter) enter(i int32) int32 {
	x := &e.p.nodes[i]
	if e.next < len(e.p.notes) && e.p.notes[e.next].from == i {
		n := e.p.notes[e.next]
		e.next++
		e.beginNote(n)
		return i // again, as the first node of the note or of a note in it
	}
	if !x.elem {
		e.text(x.text)
		return x.end
	}
	if x.flags&flagRef != 0 && !e.hidden {
		e.anchors(i)
		e.ref(e.p.refs[i])
		return x.end
	}
	switch {
	case x.flags&flagBreak != 0:
		br := e.p.breaks[i]
		e.pageBreak(i, br)
		if br.text {
			return x.end
		}
	case x.nattr > 0:
		e.anchors(i)
	}
	if x.flags&(flagDrop|flagSkip) != 0 {
		if tex := e.p.typedFormula(i); tex != "" {
			e.text(tex)
			return x.end
		}
		if !e.hidden {
			e.b.unseen.count(e.p.Tree, i)
		}
		if control(x.tag) || x.flags&flagDrop != 0 && !e.saidElsewhere(i) {
			e.furniture(i)
		}
		return e.skip(i)
	}
	if !e.visible(i) {
		return e.hide(i)
	}
	if number, ok := e.p.lineNumber(i); ok {
		e.w.Cut(number)
		return e.skip(i)
	}
	return e.element(i, x.tag)
}

// skip passes over an element, but for the notes in it.
func (e *emitter) skip(i int32) int32 {
	end := e.p.nodes[i].end
	for e.next < len(e.p.notes) && e.p.notes[e.next].from < end {
		e.next++
	}
	return end
}

// saidElsewhere reports whether a sign that leads back says nothing of its own:
// it is an arrow or a word for one, or the label of the note.
func (e *emitter) saidElsewhere(i int32) bool {
	s := trim(e.p.textOf(i, e.p.nodes[i].end, signBytes))
	return leadsBack(s) || e.next > 0 && strings.EqualFold(bare(s), e.p.notes[e.next-1].label)
}

// visible reports whether an element is shown, and notes where the main part begins.
func (e *emitter) visible(i int32) bool {
	if e.p.hiddenElement(i) && !e.noteItself(i) && (!e.b.Deleted || e.p.repeats(i)) {
		return false
	}
	if e.b.All || e.w.InNote() {
		return true
	}
	if i == e.p.main && e.hidden {
		e.push(e.p.nodes[i].end, actRestore)
		e.hidden, e.outside = false, false
	}
	return !e.p.beside(i)
}

// hide passes over an element that is not shown and keeps its text as furniture.
// The notes in it are read all the same. Authors hide whole lists of notes that
// are to pop up: of what they hide, only the text around the notes is kept.
func (e *emitter) hide(i int32) int32 {
	end := e.p.nodes[i].end
	notes := e.next < len(e.p.notes) && e.p.notes[e.next].from < end
	around := notes && e.p.hiddenElement(i) && (!e.hidden || e.outside)
	if !around {
		e.furniture(i)
	}
	if !notes {
		return end
	}
	e.push(end, actRestore)
	e.hidden, e.outside = true, around
	return i + 1
}

// noteItself reports whether an element is the note that is being read: authors
// hide notes that are to pop up.
func (e *emitter) noteItself(i int32) bool {
	return e.next > 0 && e.w.InNote() && e.p.notes[e.next-1].from == i
}

// furnitureBytes is how much of a menu is kept.
const furnitureBytes = 256 << 10

// furniture keeps the text of an element that is left out, unless it is part of
// something that is kept already or says in another form what is read.
func (e *emitter) furniture(i int32) {
	if e.hidden && !e.outside || e.p.repeats(i) && !e.p.toggles(i) {
		return
	}
	s := e.p.wordsOf(i, furnitureBytes)
	if e.p.toggles(i) && !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return // a sign that is no number
	}
	if len(s) > furnitureBytes {
		e.b.limit("a part beside the text is larger than any should be: what follows in it was left out")
	}
	e.keep(s)
}

func (e *emitter) keep(s string) {
	if s = source.Clean(s); s != "" {
		e.w.Builder().AddFurniture(document.Furniture{Text: s})
	}
}

// anchors names the place of an element by its identifiers.
func (e *emitter) anchors(i int32) {
	x := &e.p.nodes[i]
	for _, a := range e.p.attrs[x.attr : x.attr+int32(x.nattr)] {
		if (a.key == attrID || a.key == attrName && x.tag == atom.A) && a.val != "" && e.p.ids[a.val] == i {
			k := key(e.p.file, a.val)
			e.w.Anchor(k)
			e.begin(k)
		}
	}
}

// pageBreak begins a page before the next word. What is named in the mark names the page.
func (e *emitter) pageBreak(i int32, br pageBreak) {
	end := i + 1
	if br.text {
		end = e.p.nodes[i].end
	}
	var keys []string
	for c := i; c < end; c++ {
		x := &e.p.nodes[c]
		for _, a := range e.p.attrs[x.attr : x.attr+int32(x.nattr)] {
			if a.val != "" && (a.key == attrID || a.key == attrName && x.tag == atom.A) && e.p.ids[a.val] == c {
				keys = append(keys, key(e.p.file, a.val))
			}
		}
	}
	e.w.PageKey(br.label, cmp.Or(br.series, e.p.attr(i, attrDataSeries)), keys...)
	for _, k := range slices.Compact(keys) {
		e.begin(k)
	}
}

// ref writes a reference after the last word.
func (e *emitter) ref(r *ref) {
	e.ensure()
	e.w.Ref(document.Ref{Label: r.label, Reason: r.reason, Confidence: r.confidence}, r.key)
	e.broke = false
}

// beginNote begins a note where its range of nodes begins. One that stands where it
// is called and that no sign calls is given a reference without a label.
func (e *emitter) beginNote(n *note) {
	k := ""
	if len(n.keys) > 0 {
		k = n.keys[0]
	}
	if len(n.refs) == 0 && (n.inline || n.series == "margin") && !e.hidden {
		if k == "" {
			k = key(e.p.file, "\x00"+strconv.Itoa(int(n.from)))
		}
		e.besideText(n, k)
	}
	e.push(n.to, actNote)
	e.setting = setting{}
	e.w.BeginNote(document.Note{Label: n.label, Series: n.series}, k)
	for _, k := range n.keys {
		e.w.AlsoNote(k)
	}
}

// besideText puts a reference beside the text that a margin note belongs to: where
// it stands or, between two blocks, at the beginning of the later one.
func (e *emitter) besideText(n *note, k string) {
	r := document.Ref{Label: n.label, Reason: "a note in the margin stands here", Confidence: 0.9}
	if n.series != "margin" {
		r.Reason = "a note stands here"
	}
	if e.w.InBlock() || n.inline {
		e.ensure()
		e.w.Ref(r, k)
		return
	}
	e.margin = append(e.margin, r)
	e.margins = append(e.margins, k)
}

// ensure opens the block that text goes to.
func (e *emitter) ensure() {
	if e.w.InBlock() || e.cell {
		return
	}
	kind := e.kind
	if e.first && kind != document.Heading && kind != document.Code {
		kind = document.Item
	}
	e.w.OpenBlock(kind, e.level)
	if kind == document.Item && e.item != "" {
		e.w.SetLabel(e.item)
	}
	if kind == document.Code && e.lang != "" {
		e.w.SetLabel(e.lang)
	}
	if e.pre {
		e.w.Preformatted(true)
	}
	e.first, e.broke = false, false
	if e.w.InNote() {
		return
	}
	for i, r := range e.margin {
		e.w.Ref(r, e.margins[i])
	}
	e.margin, e.margins = e.margin[:0], e.margins[:0]
}

// text writes text that is to be read.
func (e *emitter) text(s string) {
	if e.hidden {
		if e.outside && len(e.beside) < furnitureBytes {
			e.beside = append(append(e.beside, s...), ' ')
		}
		return
	}
	blank := strings.TrimLeft(s, " \t\n\r\f") == ""
	if blank && (!e.w.InBlock() && (!e.pre || strings.Trim(s, "\n") == "") || !e.pre && e.broke) {
		return
	}
	if e.table != nil && !e.cell {
		if blank {
			return
		}
		e.table.stray(e)
	}
	if e.pre && !e.w.InBlock() {
		s = strings.TrimLeft(s, "\n")
	}
	e.ensure()
	if strings.IndexByte(s, '\f') >= 0 {
		s = strings.ReplaceAll(s, "\f", " ")
	}
	e.w.Text(s)
	if !blank {
		e.broke, e.boxed = false, false
	}
}

// endBlock ends the open block or, in a cell, the line.
func (e *emitter) endBlock() {
	if e.cell {
		e.w.Text(" ")
		return
	}
	e.w.CloseBlock()
	e.broke = false
	e.b.publish(e.w)
}
