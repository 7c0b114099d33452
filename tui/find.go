package tui

import (
	"context"
	"strconv"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/search"
)

// A finder is a search: what is sought, where it was begun, what was found.
// The work is done in commands; what they bring is dropped when the search has changed meanwhile.
type finder struct {
	typed   string
	query   *search.Query
	pending func() *search.Results // makes the results, in a command
	results *search.Results        // nil until there is a first match, or none
	order   func() *search.Order   // of the snapshot that is searched
	ordered *document.Document     // that snapshot
	ctx     context.Context        // ends with the search
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
	hidden bool                     // the matches are not shown; the next one can still be asked for
	bad    string                   // why the query is none
	missed string                   // what the search before, which is over, found nowhere
	blocks map[[2]int][]search.Span // matches of the blocks seen, by note and block
}

// maxFound bounds how many blocks' matches are kept for drawing.
const maxFound = 512

// on reports whether matches are shown.
func (f *finder) on() bool { return f.query != nil && !f.hidden }

// current reports whether one stands on the current match.
func (f *finder) current(m *Model) bool {
	switch at := f.hit.At; {
	case !f.has || f.hidden:
		return false
	case at.Note != document.Body:
		return m.panel.focus && m.panel.note == at.Note
	default:
		return !m.panel.focus && m.cursor == at
	}
}

// conceal takes the matches off the screen. A search that is to lead somewhere yet ends, and so
// does one that has found nothing so far.
func (f *finder) conceal() {
	if f.wanted || f.busy || f.none {
		f.clear()
		return
	}
	f.hidden = true
}

// clear ends the search.
func (f *finder) clear() {
	if f.cancel != nil {
		f.cancel()
	}
	*f = finder{gen: f.gen + 1, order: f.order, ordered: f.ordered}
}

// A foundMsg is what a search found: the match that is next, or how many there are.
type foundMsg struct {
	gen     int
	results *search.Results // with the first message of a search

	next    bool // hit and ok say what was found
	hit     search.Hit
	ok      bool
	wrapped int // 1 where the search went on at the beginning, -1 where at the end

	counted bool // total and done say how many there are
	total   int
	done    bool
}

// seek searches for what is typed, from a stop on. It returns nil where nothing is sought.
func (f *finder) seek(m *Model, typed string) tea.Cmd {
	origin, earlier := f.origin, f.pending
	f.clear()
	f.origin, f.typed = origin, typed
	text, opt := search.Parse(typed)
	q, err := search.Compile(text, opt)
	m.changed()
	if err != nil {
		if err != search.ErrEmpty {
			f.bad = err.Error()
		}
		f.pending = earlier // what is typed next may narrow it all the same, as "[ab]" does that begins with "["
		m.put(origin)
		return nil
	}
	f.query, f.wanted = q, true
	return f.run(m, earlier)
}

// startOf returns where a search begun at a stop starts: the top of its screen.
func (m *Model) startOf(s stop) document.Loc {
	return document.Loc{Note: document.Body, Block: s.top.block, Offset: s.top.offset}
}

// run starts the search. What an earlier one found, which may be nil, need not be
// searched for again.
func (f *finder) run(m *Model, earlier func() *search.Results) tea.Cmd {
	f.ctx, f.cancel = context.WithCancel(m.ctx)
	f.busy = f.wanted
	ctx, gen, first := f.ctx, f.gen, f.wanted
	if f.ordered != m.doc {
		f.ordered, f.order = m.doc, orderOf(m.doc)
	}
	q, order, from := f.query, f.order, m.startOf(f.origin)
	results := sync.OnceValue(func() *search.Results {
		if earlier == nil {
			return search.NewResults(q, order(), from, nil)
		}
		return search.NewResults(q, order(), from, earlier())
	})
	f.pending = results
	scan := func() tea.Msg {
		if ctx.Err() == nil {
			results().Run(ctx)
		}
		return nil
	}
	return tea.Batch(scan, func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		r := results()
		msg := foundMsg{gen: gen, results: r, next: first, counted: true}
		var wrapped bool
		if msg.hit, wrapped, msg.ok = r.First(ctx); wrapped {
			msg.wrapped = 1
		}
		if ctx.Err() != nil {
			return nil
		}
		msg.total, msg.done = r.Total()
		return msg
	})
}

// orderOf returns a function that makes the order of a snapshot, once.
func orderOf(d *document.Document) func() *search.Order {
	return sync.OnceValue(func() *search.Order { return search.NewOrder(d) })
}

// countEvery is how often the number of matches is shown while it grows.
const countEvery = 60 * time.Millisecond

// watch returns the command that tells how many matches are known a moment later,
// or when all is searched.
func (f *finder) watch() tea.Cmd {
	ctx, r, gen := f.ctx, f.results, f.gen
	return func() tea.Msg {
		select {
		case <-r.Done():
		case <-time.After(countEvery):
		case <-ctx.Done():
			return nil
		}
		total, done := r.Total()
		return foundMsg{gen: gen, counted: true, total: total, done: done}
	}
}

// receive takes what a command found.
func (f *finder) receive(m *Model, msg foundMsg) tea.Cmd {
	if msg.gen != f.gen || f.query == nil {
		return nil
	}
	m.dirty = true
	if msg.results != nil {
		f.results = msg.results
		if m.awaited.hit {
			m.arrived()
			return tea.Batch(f.count(m, msg), m.nextHit(1))
		}
	}
	if msg.next {
		m.changed()
		f.busy = false
		f.land(m, msg)
	}
	return f.count(m, msg)
}

// count takes how many matches are known, and waits for more.
func (f *finder) count(m *Model, msg foundMsg) tea.Cmd {
	if !msg.counted {
		return nil
	}
	f.total, f.done = msg.total, msg.done
	if !f.done {
		return f.watch()
	}
	f.none = f.total == 0
	if f.none && m.doc.Complete && !m.prompting() {
		m.notFound()
	}
	return nil
}

// extend searches a snapshot that came after the one searched. The match stays,
// and so does a reader who went on without waiting for one; the count begins again.
func (f *finder) extend(m *Model) tea.Cmd {
	if f.query == nil {
		return nil
	}
	f.cancel()
	f.gen++
	f.done, f.none = false, false
	return f.run(m, f.pending)
}

// state says in the status line what was found.
func (f *finder) state(m *Model) string {
	switch {
	case f.bad != "":
		return f.bad
	case !f.on():
		return ""
	case f.none && !m.doc.Complete:
		return "no match so far"
	case f.none:
		return "no match"
	case f.results == nil || f.total == 0:
		return "searching…"
	}
	c := hitCount{known: tally{f.total, !f.done || !m.doc.Complete}}
	if f.current(m) {
		if i, ok := f.results.Rank(f.hit.At); ok {
			c.nth = i + 1
		}
	}
	return m.said.found.get(c, c.String)
}

// A hitCount is which match one is at, 0 for none, and how many are known.
type hitCount struct {
	nth   int
	known tally
}

// String says "3 of 12", or "12 found", with a plus where there may be more. A key waits
// for it, so it is put together without fmt.
func (c hitCount) String() string {
	b := make([]byte, 0, 64)
	if c.nth > 0 {
		b = strconv.AppendInt(b, int64(c.nth), 10)
		b = append(b, " of "...)
	}
	b = c.known.append(b)
	if c.nth == 0 {
		b = append(b, " found"...)
	}
	return string(b)
}

// in returns the matches in a block.
func (f *finder) in(d *document.Document, note, block int) []search.Span {
	if !f.on() {
		return nil
	}
	key := [2]int{note, block}
	spans, ok := f.blocks[key]
	if !ok {
		if spans, ok = f.look(d.BlocksOf(note)[block].Text, note, block); !ok {
			return nil
		}
		if len(f.blocks) >= maxFound || f.blocks == nil {
			f.blocks = make(map[[2]int][]search.Span)
		}
		f.blocks[key] = spans
	}
	return spans
}

// look returns the matches in a block, and false where they are not known yet: what
// takes long is left to the command that searches all.
func (f *finder) look(text string, note, block int) ([]search.Span, bool) {
	switch {
	case f.query.AtOnce(text):
		return f.query.Block(text, nil), true
	case f.results == nil:
		return nil, false
	}
	return f.results.In(note, block)
}
