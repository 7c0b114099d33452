package tui

import (
	"context"
	"fmt"
	"sort"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/search"
)

// A finder is a search: what is sought, where it was begun, what was found.
// The work is done in commands; what they bring is dropped when the search has changed meanwhile.
type finder struct {
	typed   string
	query   *search.Query
	results *search.Results // nil until the order of the document is known
	order   *search.Order   // of the newest snapshot searched
	cancel  context.CancelFunc
	gen     int // counts the searches

	origin stop                     // where the search was begun
	hit    search.Hit               // the current match
	has    bool                     // there is a current match
	none   bool                     // there is no match at all, or none was found yet and all was searched
	total  int                      // matches known
	done   bool                     // all is searched
	busy   bool                     // a command looks for the next match
	wanted bool                     // the first match is to be gone to, whenever it is read
	bad    string                   // why the query is none
	blocks map[[2]int][]search.Span // matches of the blocks seen, by note and block
}

// maxFound bounds how many blocks' matches are kept for drawing.
const maxFound = 512

// on reports whether matches are shown.
func (f *finder) on() bool { return f.query != nil }

// current reports whether one stands on the current match.
func (f *finder) current(m *Model) bool {
	switch at := f.hit.At; {
	case !f.has:
		return false
	case at.Note != document.Body:
		return m.panel.focus && m.panel.note == at.Note
	default:
		return !m.panel.focus && m.cursor == at
	}
}

// clear ends the search.
func (f *finder) clear() {
	if f.cancel != nil {
		f.cancel()
	}
	*f = finder{gen: f.gen + 1, order: f.order}
}

// A foundMsg is what a search found: the match that is next, or how many there are.
type foundMsg struct {
	gen     int
	order   *search.Order
	results *search.Results // with the first message of a search

	next    bool // hit and ok say what was found
	hit     search.Hit
	ok      bool
	wrapped int // 1 where the search went on at the beginning, -1 where at the end

	total int
	done  bool
}

// seek searches for what is typed, from a stop on. It returns nil where nothing is sought.
func (f *finder) seek(m *Model, typed string) tea.Cmd {
	origin := f.origin
	f.clear()
	f.origin, f.typed = origin, typed
	text, opt := search.Parse(typed)
	q, err := search.Compile(text, opt)
	m.changed()
	if err != nil {
		if err != search.ErrEmpty {
			f.bad = err.Error()
		}
		m.put(origin)
		return nil
	}
	f.query, f.wanted = q, true
	return f.run(m, m.startOf(origin), true)
}

// startOf returns where a search begun at a stop starts: the top of its screen.
func (m *Model) startOf(s stop) document.Loc {
	return document.Loc{Note: document.Body, Block: s.top.block, Offset: s.top.offset}
}

// run starts the search: one command finds the first match from a place on, another counts all.
func (f *finder) run(m *Model, from document.Loc, first bool) tea.Cmd {
	ctx, cancel := context.WithCancel(m.ctx)
	f.cancel = cancel
	f.busy = first
	d, q, gen, o := m.doc, f.query, f.gen, f.order
	return func() tea.Msg {
		if o == nil || o.Document() != d {
			o = search.NewOrder(d)
		}
		msg := foundMsg{gen: gen, order: o, results: search.NewResults(q, o), next: first}
		if first {
			msg.hit, msg.ok, msg.wrapped = next(ctx, q, o, from, true)
		}
		if ctx.Err() != nil {
			return nil
		}
		return msg
	}
}

// next finds the first match after a place, going on at the beginning after the end.
func next(ctx context.Context, q *search.Query, o *search.Order, from document.Loc, at bool) (hit search.Hit, ok bool, wrapped int) {
	if hit, ok = q.Next(ctx, o, from, at); ok {
		return hit, true, 0
	}
	hit, ok = q.Next(ctx, o, document.Loc{Note: document.Body}, true)
	return hit, ok, 1
}

// prev finds the last match before a place, going on at the end before the beginning.
func prev(ctx context.Context, q *search.Query, o *search.Order, from document.Loc) (hit search.Hit, ok bool, wrapped int) {
	if hit, ok = q.Prev(ctx, o, from); ok {
		return hit, true, 0
	}
	hit, ok = q.Prev(ctx, o, end(o))
	return hit, ok, -1
}

// end returns a place that no match comes after: past the last block or in the last note that nothing calls.
func end(o *search.Order) document.Loc {
	d := o.Document()
	past := document.Loc{Note: document.Body, Block: len(d.Blocks)}
	for i := range d.Notes {
		n := &d.Notes[i]
		if last := len(n.Blocks) - 1; last >= 0 {
			if l := (document.Loc{Note: i, Block: last, Offset: len(n.Blocks[last].Text)}); o.Less(past, l) {
				past = l
			}
		}
	}
	return past
}

// count returns the commands that search the whole document and report what is known.
func (f *finder) count(m *Model) tea.Cmd {
	ctx, cancel := context.WithCancel(m.ctx)
	stop := f.cancel
	f.cancel = func() { stop(); cancel() }
	r := f.results
	return tea.Batch(
		func() tea.Msg { r.Run(ctx); return nil },
		f.watch(ctx, 0),
	)
}

func (f *finder) watch(ctx context.Context, known int) tea.Cmd {
	r, gen := f.results, f.gen
	return func() tea.Msg {
		r.Wait(ctx, known)
		if ctx.Err() != nil {
			return nil
		}
		_, total, done := r.Hits()
		return foundMsg{gen: gen, total: total, done: done}
	}
}

// receive takes what a command found.
func (f *finder) receive(m *Model, msg foundMsg) tea.Cmd {
	if msg.gen != f.gen || f.query == nil {
		return nil
	}
	m.changed()
	if msg.order != nil {
		f.order = msg.order
	}
	if msg.next {
		f.busy = false
		f.land(m, msg)
	}
	switch {
	case msg.results != nil:
		f.results = msg.results
		return f.count(m)
	case msg.next:
		return nil
	}
	f.total, f.done = msg.total, msg.done
	if !f.done {
		return f.watch(m.ctx, f.total)
	}
	f.none = f.total == 0
	if f.none && m.doc.Complete && !m.prompting() {
		m.notFound()
	}
	return nil
}

// land goes to the match that was found.
func (f *finder) land(m *Model, msg foundMsg) {
	if f.wanted {
		// A match of what is typed is sought from where the search began, not
		// from where the match of fewer letters was.
		m.put(f.origin)
	}
	if !msg.ok {
		f.none = true
		return
	}
	f.hit, f.has, f.wanted = msg.hit, true, false
	switch msg.wrapped {
	case 1:
		m.inform("past the end: on from the beginning")
	case -1:
		m.inform("past the beginning: on from the end")
	}
	m.goHit(msg.hit)
}

// notFound says that a search that was accepted found nothing, and ends it.
func (m *Model) notFound() {
	m.complain("no match: " + m.find.typed)
	m.find.clear()
}

// goHit brings a match onto the screen; one in a note opens the note.
func (m *Model) goHit(h search.Hit) {
	if h.At.Note != document.Body {
		m.openNote(h.At.Note, -1)
		m.uncover(h.At)
		return
	}
	m.unfocus()
	m.reveal(h.At)
}

// extend searches a snapshot that came after the one searched. The match stays,
// and so does a reader who went on without waiting for one; the count begins again.
func (f *finder) extend(m *Model) tea.Cmd {
	if f.query == nil {
		return nil
	}
	f.cancel()
	f.gen++
	f.results, f.done, f.none = nil, false, false
	if f.wanted {
		return f.run(m, m.startOf(f.origin), true)
	}
	return f.run(m, document.Loc{}, false)
}

// nextHit goes n matches on, or back.
func (m *Model) nextHit(n int) tea.Cmd {
	f := &m.find
	switch {
	case f.query == nil:
		m.inform("nothing is searched for; / begins a search")
		return nil
	case f.none || f.busy || f.order == nil:
		return nil
	}
	m.remember()
	from := f.hit.At
	at := f.current(m) && (from.Note != document.Body || m.seen(from))
	if !at {
		from = m.topLoc()
	}
	if f.done && f.known(m, from, at, n) {
		return nil
	}
	f.busy = true
	ctx, q, o, gen := m.ctx, f.query, f.order, f.gen
	return func() tea.Msg {
		msg := foundMsg{gen: gen, next: true}
		if n > 0 {
			msg.hit, msg.ok, msg.wrapped = next(ctx, q, o, from, !at)
		} else {
			msg.hit, msg.ok, msg.wrapped = prev(ctx, q, o, from)
		}
		return msg
	}
}

// known goes to the nth match from a place where all matches are kept.
func (f *finder) known(m *Model, from document.Loc, at bool, n int) bool {
	hits, total, _ := f.results.Hits()
	if len(hits) != total || total == 0 {
		return false
	}
	i := sort.Search(len(hits), func(i int) bool { return !f.order.Less(hits[i].At, from) })
	if n > 0 && !(at && i < len(hits) && hits[i].At == from) {
		i--
	}
	i += n
	wrapped := 0
	if i < 0 || i >= len(hits) {
		wrapped = sign(n)
	}
	i = ((i % len(hits)) + len(hits)) % len(hits)
	f.land(m, foundMsg{hit: hits[i], ok: true, wrapped: wrapped})
	return true
}

// state says in the status line what was found.
func (f *finder) state(m *Model) string {
	switch {
	case f.bad != "":
		return f.bad
	case f.query == nil:
		return ""
	case f.none && !m.doc.Complete:
		return "no match so far"
	case f.none:
		return "no match"
	case f.results == nil || f.total == 0:
		return "searching…"
	}
	more := ""
	if !f.done {
		more = "+"
	}
	if i, ok := f.results.Index(f.hit.At); ok && f.current(m) {
		return fmt.Sprintf("%d of %d%s", i+1, f.total, more)
	}
	return fmt.Sprintf("%d%s found", f.total, more)
}

// in returns the matches in a block.
func (f *finder) in(d *document.Document, note, block int) []search.Span {
	if f.query == nil {
		return nil
	}
	key := [2]int{note, block}
	spans, ok := f.blocks[key]
	if !ok {
		if len(f.blocks) >= maxFound || f.blocks == nil {
			f.blocks = make(map[[2]int][]search.Span)
		}
		spans = f.query.Block(d.BlocksOf(note)[block].Text, nil)
		f.blocks[key] = spans
	}
	return spans
}
