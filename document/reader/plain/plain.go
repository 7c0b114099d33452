// Package plain reads plain text, in which the apparatus is hardest to see:
// reference signs are digits glued to words, page breaks stand inside
// sentences, and the notes are a list at the end.
//
// The text goes through five steps. Chunks of the source are decoded and made
// safe; a layout turns their lines into paragraphs; each paragraph is searched
// for signs, each with the evidence that it is one; the signs of a document or
// of a part of it are weighed together with its notes by package apparatus;
// and what was decided is written as blocks, from which signs and page marks
// are taken out and kept as marks.
package plain

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/language"
	"ibid/document/source"
)

// Options say how a text is to be read. The zero value detects everything.
type Options struct {
	Dialect string // habit of the apparatus, "" to detect it
	Charset string // IANA name, "" to detect it
	Explain bool   // keep what was decided for each candidate, and why
	Whole   bool   // wait for the end of a stream before it is read
}

// A reader is a text that is being read.
type reader struct {
	in      *source.Input
	opt     Options
	w       writer
	lay     layout
	wrapped *wrapped // lay, where it is this
	habit   habit
	guests  habit // of these, the forms that count only where a list of another form answers them
	scope   scope
	pairing pairing
	late    [families][]late
	found   []found
	tail    tail
	peeked  bool
	ahead   foresight
	decoded bool // the text was not UTF-8: offsets into the source are not bytes of the file
	reasons map[why]string
	state   noteState
	shown   int64 // bytes of text that were published
	read    int64 // bytes of text that were written
	size    int64
	inSight map[called]*waiting
	held    held
	mem     *memory // of the paragraphs of all chunks
	runs    []element
	// labels counts the labels that figures and signs would call, since the last
	// list of notes.
	labels map[labelKey]sightings
	steps  steps // of those labels
	strong steps // of those of strong signs
	bare   bool  // the beginning of the text shows neither lists of notes nor pages
	paged  bool  // a page mark was met
	// numbered is set where the paragraphs are numbered in brackets.
	numbered bool

	reserved int64 // bytes of text by which room was made for the rest
	titled   bool  // the document's title was met
	filed    bool  // the line above its title was met
	// numbers of the last numbered paragraph and of the last document's title
	lastNumber, lastDocument int
	lastParen                string // label of the last note of a number in parentheses
	counted                  bool   // the last numbered paragraph counts on from the one before it
	parents                  []int  // open sections, innermost last
	documents                int    // of a volume
	limited                  bool   // more notes came than are kept apart
}

// Read reads in to its end.
func Read(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	if err := known(in, opt.Dialect); err != nil {
		return err
	}
	text, charset, err := in.Text(opt.Charset)
	if err != nil {
		return err
	}
	if opt.Whole {
		if _, err := in.Whole(); err != nil {
			return err
		}
	}
	b.Source().Encoding = charset
	r := newReader(in, b, opt)
	r.decoded = charset != ""
	ctx, cancel := context.WithCancel(ctx)
	defer r.letGo(cancel)
	cs := newChunks(text, bom(in, charset), in.Size())
	if in.Size() < 0 {
		cs.idle = func() bool { return in.Idle(patience) }
	}
	for c, err := range cs.all(ctx) {
		if err != nil {
			return in.Failed(err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r.chunk(ctx, c)
		r.pass(c, &cs.bufs)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	r.finish()
	// A text that began in ASCII says its charset once it has been read.
	if late, ok := text.(interface{ Charset() string }); ok && charset == "" {
		b.Source().Encoding = late.Charset()
	}
	if cs.unsafe > 0 {
		b.Report(document.UnsafeText, fmt.Sprintf("%d characters that a terminal could obey or that hide text were replaced or dropped", cs.unsafe))
	}
	return ctx.Err()
}

// bom returns the length of a byte order mark, which is not part of the text.
func bom(in *source.Input, charset string) int64 {
	if head, err := in.Head(3); err == nil && charset == "" && bytes.Equal(head, []byte("\ufeff")) {
		return 3
	}
	return 0
}

func newReader(in *source.Input, b *document.Builder, opt Options) *reader {
	r := &reader{in: in, opt: opt, size: in.Size(), reasons: make(map[why]string), inSight: make(map[called]*waiting), labels: make(map[labelKey]sightings)}
	r.w = writer{b: b, limit: in.Limits.Block, open: r.open}
	if opt.Explain {
		r.w.explain = &explainer{&b.Source().Dialect}
	}
	return r
}

// soonBytes and pendingBytes are how much text may wait for its notes before
// it is shown: little while there is nothing on the screen, and then so much
// that hardly a document is longer.
const (
	soonBytes    = 96 << 10
	pendingBytes = 4 << 20
)

// leastBytes is the least text that is paired by itself where notes stand in the text.
const leastBytes = 64 << 10

// listBytes is how much longer a list of notes may be, once it has begun: its
// notes are weighed together.
const listBytes = 64 << 20

// patience is how long a stream may be silent before what it has given is shown
// without waiting for the notes that may follow.
const patience = time.Second

// chunk reads a chunk.
func (r *reader) chunk(ctx context.Context, c *chunk) {
	if r.lay == nil {
		r.lay = newLines(c.text)
		if r.opt.Dialect != "plain" {
			c.mem.stars = starPages(c.text)
		}
		r.w.b.Source().Dialect = r.choose(c.text)
		r.layWrapped(c.text)
		r.sweep(ctx)
		r.guessLanguage(c.text)
		if r.opt.Explain {
			r.w.b.Source().Why = r.why(c.text)
		}
	}
	r.mem = c.mem
	r.lay.paragraphs(c, r.paragraph)
	if c.idle {
		r.flush(true)
	}
	if r.wrapped != nil {
		r.flushPrefix()
	}
	r.foresee(ctx)
	r.await(false)
	r.publish()
}

// pass lets go the chunks of which all was written. Paragraphs of wrapped text keep words
// of theirs beyond that.
func (r *reader) pass(c *chunk, to *buffers) {
	if r.wrapped == nil {
		r.held = r.held.pass(c, r.scope.begin(), to)
	}
}

// guessLanguage gives the document the language of its words where nothing says it.
func (r *reader) guessLanguage(text string) {
	m := r.w.b.Meta()
	if r.wrapped != nil {
		m = &r.wrapped.meta // from which the document is described at the end
	}
	if m.Language == "" {
		m.Language = language.Guess(text)
	}
	if r.wrapped != nil {
		r.wrapped.describe(r.w.b.Meta())
	}
}

// paragraph takes up a paragraph from the layout.
func (r *reader) paragraph(p *para) {
	if r.passed(p) {
		return
	}
	if p.role == roleFurniture {
		r.w.b.AddFurniture(document.Furniture{Text: r.w.texts.Keep(p.text), Source: p.span})
		return
	}
	for p != nil {
		rest := p.split(r.w.limit)
		if !p.settled {
			r.classify(p)
		}
		if r.wrapped == nil {
			r.opensDocument(p)
		}
		if p.role == roleBody {
			r.judgeList(p.opens || p.number != "")
		}
		if r.closes(p) {
			r.flush(false)
			r.titled, r.filed, r.lastNumber, r.counted = false, false, 0, false
		}
		r.add(p)
		p = rest
	}
	if limit := r.patience(); r.scope.size > limit && (!r.scope.list || r.scope.size > limit+listBytes) {
		r.flush(true)
	}
}

// closes reports whether p is the first paragraph of another scope.
func (r *reader) closes(p *para) bool {
	s := &r.scope
	switch {
	case p.role != roleBody:
		return false
	case p.opens || s.list:
		return len(s.body)+len(s.notes) > 0
	}
	// Where notes stand in the text, any of them may end a scope, unless signs
	// wait for a list that is still to come.
	return s.noted && !p.settled && s.size > leastBytes && r.habit&glued == 0 && !s.listCountsOn(p)
}

// add adds a paragraph to the scope.
func (r *reader) add(p *para) {
	s := &r.scope
	if s.empty() {
		s.from = p.span.Start
	}
	s.size += len(p.text)
	if p.role == roleNote && len(r.w.b.Draft().Notes)+len(s.notes) >= r.in.Limits.Notes {
		r.tooMany()
		p.role = roleBody
	}
	switch {
	case p.role == roleNote:
		if !p.scanned {
			p.scanPages()
		}
		if s.list && len(s.notes) >= heldNotes {
			r.judgeList(true)
		}
		r.writeNotes()
		r.pairAhead()
		s.notes = append(s.notes, newNote(p))
		s.list = s.list || p.family == famList && p.loose
		s.noted = true
		return
	case p.role == roleMore && len(s.notes) > 0:
		if !p.scanned {
			p.scanPages()
		}
		n := &s.notes[len(s.notes)-1]
		n.paras = append(n.paras, p)
		return
	}
	if !p.scanned {
		p.scan(r.habit)
	}
	r.sight(p)
	s.body = append(s.body, p)
	s.noted = false
}

// tooMany reports, once, that there are more notes than are kept apart; the
// others are shown as text.
func (r *reader) tooMany() {
	if !r.limited {
		r.limited = true
		r.w.b.Report(document.Shortened, fmt.Sprintf("more than %d notes; the others are shown as text", r.in.Limits.Notes))
	}
}

// sight counts the labels that the signs of p would call.
func (r *reader) sight(p *para) {
	for i := range p.signs {
		g := &p.signs[i]
		r.paged = r.paged || g.page
		if g.page || len(g.calls) == 0 || g.tags(p.text) {
			continue
		}
		if r.guests&formOf[g.family] != 0 && g.family != famList {
			continue
		}
		if g.family != famList {
			if g.calls[0].Weight >= leastWaiting && (g.family != famParen || callsWell(p, famParen, g.calls[0])) {
				r.waits(g)
			}
			continue
		}
		for _, c := range g.calls {
			if c.Weight < fairWeight || c.Why == afterCode || belongs(p.text, c.From) || !r.paged && released(p.text, c.From) {
				continue
			}
			for _, label := range [...]string{c.Label, c.Then} {
				if label != "" {
					r.sighted(label, c.Weight)
					r.steps.add(label)
					if c.Weight >= strongWeight {
						r.strong.add(label)
					}
				}
			}
		}
	}
}

func (r *reader) sighted(label string, weight float32) {
	k := keyOf(label)
	r.labels[k] = r.labels[k].add(weight, r.here())
}

// leastWaiting is the least weight of a sign for which a note may be meant: an asterisk at
// the start of a paragraph is the point of a list.
const leastWaiting = -2

// waits counts a sign that a note has still to answer.
func (r *reader) waits(g *sign) {
	w := r.inSight[called{g.family, g.calls[0].Label}]
	if w == nil {
		w = new(waiting)
		r.inSight[called{g.family, strings.Clone(g.calls[0].Label)}] = w // the label alone, not the text it stands in
	}
	w.signs, w.at = w.signs+1, r.here()
}

// A waiting is how many signs with one label no note has answered, and where the last of them is.
type waiting struct {
	signs int
	at    int64 // bytes of text before it
}

// here is how many bytes of text were read.
func (r *reader) here() int64 { return r.read + int64(r.scope.size) }

// A called is a label that was seen as a sign of a family.
type called struct {
	family family
	label  string
}

// flush decides the signs of the scope and writes it. It is forced where the
// scope's notes have not been met and the text can wait no longer.
func (r *reader) flush(forced bool) {
	r.judgeList(true)
	r.writeNotes()
	s := r.scope
	r.scope = scope{}
	r.answer(&s)
	r.runs = s.complete(r.runs)
	defer r.release(s.body, s.notes)
	if !forced {
		clear(r.labels)
		r.steps.clear()
		r.strong.clear()
	}
	for i := range s.notes {
		if s.notes[i].paras != nil {
			s.notes[i].index = r.addNote()
		}
	}
	if len(s.notes) > 0 {
		s.closePages()
	}
	verdicts := r.pair(&s, forced)
	r.pairNested(&s, verdicts)
	if r.wrapped == nil {
		r.headings(s.body)
	}
	items(s.body)
	r.join()
	r.firstPage(s.body)
	for i, p := range s.body {
		r.w.body(p, verdicts[i])
		if p.kind == document.Heading {
			r.section(p)
		}
	}
	for _, n := range s.notes {
		if n.paras != nil {
			r.w.note(n)
		}
	}
	r.read += int64(s.size)
	r.reserve()
}

// release lets go what a scope had, once it is written, and gives the memory of
// it to the next.
func (r *reader) release(body []*para, notes []noteParas) {
	for _, p := range body {
		p.memory().free(p)
	}
	for i := range notes {
		notes[i].free()
	}
	if r.wrapped == nil && r.mem != nil {
		r.mem.reset() // the paragraph that comes next has no signs yet
	}
	r.scope.body, r.scope.notes = emptied(body), emptied(notes)
}

// longScope is how many elements a scope may have whose memory serves the next.
const longScope = 8 << 10

// emptied returns s without its elements. A long one is let go.
func emptied[T any](s []T) []T {
	if cap(s) > longScope {
		return nil
	}
	clear(s)
	return s[:0]
}

// reserveBytes is how much of a text tells how many blocks and notes the rest will have,
// and reserveAgain how many times as much tells it better.
const (
	reserveBytes = 256 << 10
	reserveAgain = 16
)

// reserve makes room for the rest of the text with a little to spare. The list of notes at its
// end, where it has one, has no blocks and references like those before it.
func (r *reader) reserve() {
	if r.read < max(reserveBytes, reserveAgain*r.reserved) || r.size <= r.read {
		return
	}
	end := r.size
	if r.ahead.from > 0 {
		end = max(r.ahead.from, r.read)
	}
	r.reserved = r.read
	r.w.b.Reserve(1.05 * float64(end) / float64(r.read))
	r.w.texts.Expect(int(r.size - r.read))
}

// firstPage adds the page that a text begins on without saying so: the one
// before the first page mark, where text stands before that.
func (r *reader) firstPage(body []*para) {
	if len(r.w.b.Draft().Blocks) > 0 {
		return
	}
	for i, p := range body {
		for _, g := range p.signs {
			if !g.page || g.series != "" {
				continue
			}
			n, err := strconv.Atoi(g.label)
			if stands := i > 0 || strings.Trim(p.text[:g.from], " \n") != ""; stands && err == nil && n > 1 {
				r.w.inferPage(strconv.Itoa(n - 1))
			}
			return
		}
	}
}

// section adds the heading that was written last to the outline.
func (r *reader) section(p *para) {
	d := r.w.b.Draft()
	block := len(d.Blocks) - 1
	title := source.Clean(d.Blocks[block].Text)
	for len(r.parents) > 0 && d.Sections[r.parents[len(r.parents)-1]].Level >= int(p.level) {
		r.parents = r.parents[:len(r.parents)-1]
	}
	s := document.Section{Title: title, Level: int(p.level), Block: block, Parent: -1}
	if len(r.parents) > 0 {
		s.Parent = r.parents[len(r.parents)-1]
	}
	if r.wrapped == nil && p.level == 1 && (p.number != "" || number(p.text) != "") {
		s.Document, s.Number = true, r.w.label("", number(p.text))
		r.w.volume = r.w.volume || r.documents > 0
		r.documents++
	}
	if r.wrapped == nil && p.level == 1 && r.w.b.Meta().Title == "" {
		r.w.b.Meta().Title = title
	}
	r.parents = append(r.parents, r.w.b.AddSection(s))
}

// finish writes what is left.
func (r *reader) finish() {
	if r.wrapped != nil {
		r.wrapped.end()
	}
	r.flush(false)
	if r.wrapped != nil {
		r.wrapped.describe(r.w.b.Meta())
	}
	r.w.finishPages()
	apparatus.ResolveLinks(r.w.b)
}

// publish shows what was written, at first soon and then each time that a
// quarter has come to it, so that the snapshots of a long text are few.
func (r *reader) publish() {
	if r.ahead.fresh || r.read > r.shown+min(r.shown/4, 16<<20) {
		r.shown, r.ahead.fresh = r.read, false
		r.w.b.Publish()
	}
}
