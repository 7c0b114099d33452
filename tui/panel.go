package tui

import (
	"math"
	"slices"

	"ibid/document"
)

// leastRows is how far a note is folded: two rows of text and one that counts the rest.
const leastRows = 3

// uncounted are the rows above what is seen where they are not counted.
const uncounted = math.MaxInt32

// manyRows is how many rows of a note are counted beyond those scrolled away.
const manyRows = 400

// A panel is the state of the notes' view.
type panel struct {
	focus bool   // the keyboard is in a note
	note  int    // the note that is focused, or that was scrolled last; -1
	from  int    // the reference it was reached by, or -1
	base  int    // the block of the note from which its rows are counted
	top   int    // rows of the note, from base on, that are scrolled away
	at    target // the link or reference in the note that the cursor is on
}

func (p *panel) reset() { *p = panel{note: -1, from: -1, at: noTarget} }

// A slot is a note as it is packed into the panel.
type slot struct {
	note int
	ref  int // the reference on the screen that calls it, -1 where none does
	want int // the row of the panel that is as high as its reference
	full int // rows of the note, from where and as far as they are counted
	keep int // rows below which it is not folded
	from int // the highest row it may begin on
	y, h int // where it stands: rows of the panel
	top  int // rows of the note, from where they are counted, that are scrolled away
}

// pack gives each slot its place among so many rows: at the height of its
// reference where there is room, none over another, folded where they crowd.
// The slot kept is shown whatever happens. It returns the slots that are shown,
// and how many there was no room for.
func pack(slots []slot, rows, kept int) ([]slot, int) {
	gap := 1
	for {
		need := 0
		for i := range slots {
			need += slots[i].keep
			if i > 0 && slots[i-1].folds() {
				need += gap
			}
		}
		if need <= rows || len(slots) == 0 {
			break
		}
		if gap > 0 {
			gap = 0
			continue
		}
		if !shrink(slots, kept) {
			slots, kept = drop(slots, kept)
			rest, out := pack(slots, rows, kept)
			return rest, out + 1
		}
	}
	settle(slots, rows, gap)
	return slots, 0
}

// folds reports whether a slot that does not grow is folded. Only then it has to stand off the
// next: better a row of text than a free one.
func (s *slot) folds() bool { return s.keep < s.full }

// shrink folds all but the kept slot to a row each. It returns false where that was done.
func shrink(slots []slot, kept int) bool {
	done := false
	for i := range slots {
		if i != kept && slots[i].keep > 1 {
			slots[i].keep, done = 1, true
		}
	}
	return done
}

// drop takes a slot away at the end that is farther from the kept one.
func drop(slots []slot, kept int) ([]slot, int) {
	last := len(slots) - 1
	if kept > last-kept {
		return slots[1:], kept - 1
	}
	return slots[:last], kept
}

// settle moves the slots down until none overlap, then up until all fit, and
// lets them grow into the free rows.
func settle(slots []slot, rows, gap int) {
	y := 0
	for i := range slots {
		s := &slots[i]
		s.y = max(s.want, y)
		if y = s.y + s.keep; s.folds() {
			y += gap
		}
	}
	end := rows
	for i := len(slots) - 1; i >= 0; i-- {
		s := &slots[i]
		if i+1 < len(slots) && s.folds() {
			end -= gap
		}
		s.y = max(min(s.y, end-s.keep), 0)
		end = s.y
	}
	grow(slots, rows, gap)
}

// grow lets the slots that are folded grow in turn, row by row, into the rows below
// them. Those that follow give way downwards as long as there is free room.
func grow(slots []slot, rows, gap int) {
	for i := range slots {
		s := &slots[i]
		s.from, s.h = s.y, s.keep
	}
	for grown := true; grown; {
		grown = false
		for i := range slots {
			s := &slots[i]
			if s.h >= s.full {
				continue
			}
			s.h++
			if stack(slots, gap, 0) <= rows {
				grown = true
			} else {
				s.h--
			}
		}
	}
	if stack(slots, gap, gap) > rows {
		stack(slots, gap, 0)
	}
}

// stack places the slots, none higher than where it was, and returns the row after
// the last. A fold stands off the next note; a note that is whole needs no room to do
// so, but has it where it pushes the next one down and there is some.
func stack(slots []slot, gap, push int) int {
	y := 0
	for i := range slots {
		s := &slots[i]
		if i > 0 && slots[i-1].h < slots[i-1].full {
			y += gap
		} else if i > 0 && s.want < y && s.from <= y {
			y += push
		}
		s.y = max(s.from, y)
		y = s.y + s.h
	}
	return y
}

// A panelRow is a row of the panel as it is seen.
type panelRow struct {
	slot  int  // of the slots, -1 for a free row
	line  line // of the note
	first bool // the row that bears the label
	more  int  // on the row of a fold: rows that are not shown
	above bool // those are above it
}

// Columns of a note's label, with the space after it.
const (
	labelMin = 3
	labelMax = 12
)

// labelWidth returns the columns before the text of a note, which hangs from its label.
func (m *Model) labelWidth(note int) int {
	label, _ := m.doc.Shown(note)
	if len(label) < labelMin-1 {
		return labelMin
	}
	return min(m.method.Width(label)+2, labelMax, max(m.screen.panel.w/3, labelMin))
}

// noteWidth returns the columns of a note's text. Two are kept for the sign of a link.
func (m *Model) noteWidth(note int) int {
	w := m.screen.panel.w - m.labelWidth(note) - bodyGap
	if m.screen.dock == dockPopup {
		w -= 2
	}
	return max(w, 1)
}

// pack chooses the notes to be shown and packs them.
func (m *Model) pack() {
	m.slots, m.notes = m.slots[:0], m.notes[:0]
	rows := m.screen.panel.h
	if m.screen.dock == dockPopup {
		m.packPopup(rows)
		return
	}
	m.called()
	kept := -1
	for i := range m.slots {
		s := &m.slots[i]
		if m.screen.dock == dockBelow {
			s.want = 0
		}
		s.full = m.noteRows(s.note)
		s.keep = min(s.full, leastRows, rows)
		if s.note == m.panel.note {
			s.top = m.panel.top
			if m.panel.focus {
				kept, s.keep = i, min(s.full, rows)
			}
		} else if kept < 0 && s.ref == m.ref && m.ref >= 0 {
			kept = i
		}
	}
	m.slots, m.unseen = pack(m.slots, rows, kept)
	m.panelRows(rows)
}

// called collects the notes that the rows on the screen call, in order, and the one that is focused.
func (m *Model) called() {
	for y, l := range m.lines {
		for ref := range l.refs {
			m.call(m.doc.Called(ref), ref, y)
		}
	}
	if m.panel.focus && !m.shown(m.panel.note) {
		m.slots = slices.Insert(m.slots, 0, slot{note: m.panel.note, ref: -1})
	}
}

func (m *Model) call(note, ref, y int) {
	if note == document.NoNote || note >= len(m.doc.Notes) || m.shown(note) {
		return
	}
	m.slots = append(m.slots, slot{note: note, ref: ref, want: y})
}

func (m *Model) shown(note int) bool {
	for i := range m.slots {
		if m.slots[i].note == note {
			return true
		}
	}
	return false
}

// noteRows returns the rows of a note, counted as far as can be scrolled to next.
func (m *Model) noteRows(note int) int {
	limit := manyRows
	if note == m.panel.note {
		limit += m.panel.top
	}
	f := m.flow(note)
	return max(f.height(limit), 1)
}

// packPopup makes the one slot of a note that is focused, as high as it is.
func (m *Model) packPopup(rows int) {
	if !m.panel.focus {
		return
	}
	s := slot{note: m.panel.note, ref: m.ref, full: m.noteRows(m.panel.note), top: m.panel.top}
	if at := m.rowOf(m.ref); at >= 0 {
		// Above its reference or below it, so that both are seen.
		rows = min(rows, max(at, m.screen.body.h-1-at))
	}
	s.h = max(min(s.full, rows-2), 1)
	m.slots = append(m.slots, s)
	m.panelRows(s.h)
}

// panelRows fills in what each row of the panel shows.
func (m *Model) panelRows(rows int) {
	for range rows {
		m.notes = append(m.notes, panelRow{slot: -1})
	}
	for i := range m.slots {
		m.slotRows(i)
	}
}

func (m *Model) slotRows(i int) {
	s := &m.slots[i]
	f := m.flow(s.note)
	s.top = min(s.top, max(s.full-s.h, 0))
	if s.note == m.panel.note {
		m.panel.top = s.top
	}
	for y := s.y; y < min(s.y+s.h, len(m.notes)); y++ {
		m.notes[y].slot = i
		m.notes[y].first = y == s.y
	}
	if f.empty() || s.y >= len(m.notes) {
		return
	}
	at, _ := f.step(f.first(), s.top)
	room := m.notes[s.y:min(s.y+s.h, len(m.notes))]
	var few [32]line
	for y, l := range f.lines(few[:0], at, len(room)) {
		room[y].line = l
	}
	if rest := s.full - s.top - s.h; rest > 0 && len(room) > 1 {
		last := &room[len(room)-1]
		last.more, last.line = rest+1, line{}
	}
	if m.foldsAbove(s) {
		first := &room[0]
		first.more, first.above, first.line = s.top+1, true, line{}
		if m.panel.base > 0 {
			first.more = uncounted
		}
	}
}

// foldsAbove reports whether the first row of a slot says that the note does not begin
// there, in the stead of a row of its text.
func (m *Model) foldsAbove(s *slot) bool {
	return (s.top > 0 || s.note == m.panel.note && m.panel.base > 0) && s.h >= leastRows
}

// focused returns the slot of the note that is read, nil where there is no room for any.
func (m *Model) focused() *slot {
	m.see()
	for i := range m.slots {
		if m.slots[i].note == m.panel.note {
			return &m.slots[i]
		}
	}
	return nil
}
