package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/search"
	"ibid/keymap"
)

// next finds the first match after a place, going on at the beginning after the end.
func next(ctx context.Context, r *search.Results, from document.Loc, at bool) (hit search.Hit, ok bool, wrapped int) {
	if hit, ok = r.Next(ctx, from, at); ok {
		return hit, true, 0
	}
	hit, ok = r.Next(ctx, document.Loc{Note: document.Body}, true)
	return hit, ok, 1
}

// prev finds the last match before a place, going on at the end before the beginning.
func prev(ctx context.Context, r *search.Results, from document.Loc) (hit search.Hit, ok bool, wrapped int) {
	if hit, ok = r.Prev(ctx, from); ok {
		return hit, true, 0
	}
	hit, ok = r.Prev(ctx, r.Order().End())
	return hit, ok, -1
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
	if msg.wrapped > 0 && f.has && !m.doc.Complete {
		m.await(awaited{hit: true}, "the next match")
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
	typed := m.find.typed
	m.find.clear()
	m.find.missed = typed
	m.nothingFound()
}

// nothingFound says why there is no match to go to where no search is on.
func (m *Model) nothingFound() {
	if typed := m.find.missed; typed != "" {
		m.complain("no match: " + typed)
		return
	}
	m.inform(m.advise("nothing is searched for", keymap.Search, "begins a search"))
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

// nextHit goes n matches on, or back.
func (m *Model) nextHit(n int) tea.Cmd {
	f := &m.find
	switch {
	case f.query == nil:
		m.nothingFound()
		return nil
	case f.none || f.busy || f.results == nil:
		return nil
	}
	if f.hidden {
		f.hidden = false
		m.changed()
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
	ctx, r, gen := f.ctx, f.results, f.gen
	return func() tea.Msg {
		msg := foundMsg{gen: gen, next: true}
		if n > 0 {
			msg.hit, msg.ok, msg.wrapped = next(ctx, r, from, !at)
		} else {
			msg.hit, msg.ok, msg.wrapped = prev(ctx, r, from)
		}
		return msg
	}
}

// known goes to the nth match from a place where all is searched.
func (f *finder) known(m *Model, from document.Loc, at bool, n int) bool {
	i, hit := f.results.Rank(from)
	if i < 0 || f.total == 0 {
		return false
	}
	if n > 0 && !(at && hit) {
		i--
	}
	i += n
	wrapped := 0
	if i < 0 || i >= f.total {
		wrapped = sign(n)
	}
	h, ok := f.results.Hit(((i % f.total) + f.total) % f.total)
	f.land(m, foundMsg{hit: h, ok: ok, wrapped: wrapped})
	return true
}
