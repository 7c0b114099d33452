package tui

import (
	"math"
	"sort"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/layout"
)

// shiftStep is how many columns wide tables and code are moved at once.
const shiftStep = 8

// see arranges what is seen, where that is stale: the rows of the body, then
// the notes they call.
func (m *Model) see() {
	if !m.stale {
		return
	}
	m.stale = false
	top := m.topSpot()
	m.split(top)
	m.lines = m.body.lines(m.lines[:0], top, m.screen.body.h)
	m.pack()
}

// topSpot returns the first row on the screen. A document does not end above
// the foot of the screen unless it is shorter; its place is kept all the same.
func (m *Model) topSpot() spot {
	if m.body.empty() {
		return spot{}
	}
	return m.withHeld(m.clamp(m.body.spot(m.top)))
}

// show makes s the first row of the screen.
func (m *Model) show(s spot) {
	if m.body.empty() {
		return
	}
	m.top, m.held = m.body.place(m.clamp(s)), held{}
	m.changed()
}

// scroll moves the text by rows. In a note that is longer than its slot it moves the note.
func (m *Model) scroll(rows int) tea.Cmd {
	if m.body.empty() || m.panel.focus && m.scrollNote(rows) {
		return nil
	}
	s, _ := m.body.step(m.topSpot(), rows)
	m.show(s)
	m.settle()
	return nil
}

// scrollNote moves a note that is folded or scrolled, and says where it ends. It returns
// false where all of it is seen.
func (m *Model) scrollNote(rows int) bool {
	s, before := m.focused(), m.panel
	if s == nil || !m.scrollSlot(s, rows) {
		return false
	}
	m.stays(before, rows > 0)
	return true
}

// endOfNote goes to the end of a note, or to its beginning, and says where one is there. It
// returns false where all of it is seen.
func (m *Model) endOfNote(end bool) bool {
	s, before := m.focused(), m.panel
	if s == nil || !m.scrolls(s) {
		return false
	}
	p := &m.panel
	p.base, p.top = 0, 0
	if blocks := m.doc.BlocksOf(p.note); end && len(blocks) > 0 {
		last := len(blocks) - 1
		p.top = m.noteTop(document.Loc{Note: p.note, Block: last, Offset: len(blocks[last].Text)})
	}
	m.changed()
	m.see() // which brings the last row to the foot
	m.stays(before, end)
	return true
}

// stays says that a note has nothing more where it was to be scrolled on or back.
func (m *Model) stays(before panel, on bool) {
	if m.panel != before {
		return
	}
	ends := "the note begins here"
	if on {
		ends = "the note ends here"
	}
	m.inform(m.advise(ends, keymap.Close, "closes it"))
}

// noteShare returns the share of a note that a screen or half of one is, in rows: what is read
// last is seen once more, beside the folds.
func (m *Model) noteShare(half bool) int {
	s := m.focused()
	switch {
	case s == nil:
		return 1
	case half:
		return max(s.h/2, 1)
	}
	return max(s.h-overlap-1, 1)
}

// settle lets the eye follow the text that was scrolled: it is at the top, unless
// a note is read or what is active is still on the screen.
func (m *Model) settle() {
	if m.panel.focus || (m.ref >= 0 || m.lit || m.find.current(m)) && m.seen(m.cursor) {
		return
	}
	m.ref, m.lit = -1, false
	m.cursor = m.topLoc()
}

// topLoc returns the first reading word on the screen.
func (m *Model) topLoc() document.Loc {
	m.see()
	for _, l := range m.lines {
		if l.row != nil {
			return document.Loc{Note: document.Body, Block: l.block, Offset: l.row.Start}
		}
	}
	return document.Loc{Note: document.Body, Block: m.top.block, Offset: m.top.offset}
}

// bottomLoc returns the end of the last row on the screen.
func (m *Model) bottomLoc() document.Loc {
	m.see()
	for i := len(m.lines) - 1; i >= 0; i-- {
		if l := m.lines[i]; l.row != nil {
			return document.Loc{Note: document.Body, Block: l.block, Offset: l.row.End}
		}
	}
	return m.topLoc()
}

// seen reports whether a place of the body is on the screen.
func (m *Model) seen(l document.Loc) bool {
	return !l.Before(m.topLoc()) && !m.bottomLoc().Before(l)
}

// reveal brings a place of the body onto the screen, a third of it from the
// top, unless it is there already, and puts the eye on it.
func (m *Model) reveal(l document.Loc) {
	at := place{block: l.Block, offset: l.Offset}
	if m.fits() != m.fit && !m.within(m.body.spot(at)) {
		m.divide() // all of the screen changes, so it need not be laid out twice
	}
	m.bring(m.body.spot(at))
	m.look(l)
}

// bring brings a row of the body onto the screen, a third of it from the top, unless it is there already.
func (m *Model) bring(s spot) {
	if m.within(s) {
		return
	}
	third, _ := m.body.step(s, -m.screen.body.h/3)
	if m.show(third); !m.within(s) {
		m.show(s) // the notes that are called there leave the text too few rows
	}
}

// within reports whether a row of the body is on the screen.
func (m *Model) within(s spot) bool {
	m.see()
	if len(m.lines) == 0 {
		return false
	}
	first, last := m.lines[0], m.lines[len(m.lines)-1]
	return !s.before(spot{first.block, first.n}) && !(spot{last.block, last.n}).before(s)
}

// raise brings a place of the body to the top of the screen. The first place
// stands there as it does when a document is opened.
func (m *Model) raise(l document.Loc) {
	if l == (document.Loc{Note: document.Body}) {
		m.show(m.body.first())
	} else {
		m.show(m.spotOf(l))
	}
	m.look(l)
}

// spotOf returns the row of a place of the body: where a page begins there, the one that bears
// its mark, which may end a row.
func (m *Model) spotOf(l document.Loc) spot {
	if p := m.pageFrom(l); p >= 0 && l.Block < len(m.doc.Blocks) {
		if row := layout.Find(m.body.rows(l.Block), layout.PageMark, p); row >= 0 {
			return spot{l.Block, row}
		}
	}
	return m.body.spot(place{block: l.Block, offset: l.Offset})
}

// pageFrom returns the page that begins exactly at a place of the body, or -1.
func (m *Model) pageFrom(l document.Loc) int {
	pages := m.doc.BodyPages()
	i := sort.Search(len(pages), func(i int) bool { return !m.doc.Pages[pages[i]].At.Before(l) })
	if i < len(pages) && m.doc.Pages[pages[i]].At == l {
		return int(pages[i])
	}
	return -1
}

// land jumps to a place of the body that nothing need set apart, and lights its row: at the end
// of a document it does not come to the top of the screen.
func (m *Model) land(l document.Loc) {
	m.raise(l)
	m.lit = true
}

// litSpot returns the row that is lit, which is none of the body where nothing is.
func (m *Model) litSpot() spot {
	if !m.lit || m.panel.focus || m.body.empty() {
		return spot{block: -1}
	}
	return m.spotOf(m.cursor)
}

// look puts the eye on a place of the body that is on the screen.
func (m *Model) look(l document.Loc) {
	m.release()
	m.ref, m.lit = -1, false
	m.cursor = l
	m.changed()
}

// maxTurns bounds how many screens one command goes on.
const maxTurns = 1000

// overlap is how many rows of a screen are seen again on the next one.
const overlap = 2

// scrollHalf moves the text by halves of a screen.
func (m *Model) scrollHalf(n int) tea.Cmd {
	m.see()
	if m.panel.focus && m.scrollNote(n*m.noteShare(true)) {
		return nil
	}
	return m.scroll(n * max(m.screen.body.h/2, 1))
}

// turn goes n screens on, or back.
func (m *Model) turn(n int) tea.Cmd {
	m.see()
	n = min(max(n, -maxTurns), maxTurns)
	if m.body.empty() || m.panel.focus && m.scrollNote(n*m.noteShare(false)) {
		return nil
	}
	s := m.topSpot()
	for ; n > 0; n-- {
		s, _ = m.body.step(s, max(m.bodyRows(s)-overlap, 1))
	}
	for ; n < 0; n++ {
		s = m.screenUp(s)
	}
	m.show(s)
	m.settle()
	return nil
}

// beginning goes to the beginning of the text, or of a note that is longer than its slot.
func (m *Model) beginning() tea.Cmd {
	if m.panel.focus && m.endOfNote(false) {
		return nil
	}
	m.remember()
	m.unfocus()
	m.top, m.held = place{delta: -1}, held{}
	m.look(document.Loc{Note: document.Body})
	return nil
}

// ending goes to the end of the text, or of a note that is longer than its slot.
// Of a document that is being read it goes on to the end when that has come.
func (m *Model) ending() tea.Cmd {
	if m.body.empty() || m.panel.focus && m.endOfNote(true) {
		return nil
	}
	m.remember()
	m.unfocus()
	if !m.doc.Complete {
		m.await(awaited{end: true}, "the end")
	}
	m.last()
	return nil
}

// last shows the last screen.
func (m *Model) last() {
	if m.fits() != m.fit {
		m.divide() // with another division the last row would not stand at the foot
	}
	m.show(m.body.last())
	m.look(m.topLoc())
}

// paragraph goes to the beginning of the nth paragraph from the top.
func (m *Model) paragraph(n int) tea.Cmd {
	if m.body.empty() {
		return nil
	}
	s := m.topSpot()
	block := s.block + n
	// From within a paragraph its own beginning comes first, and from the free row above
	// one that one; the first is seen from its free row on.
	if n < 0 && s.row > 0 || n > 0 && s.row < 0 && s.block > 0 {
		block -= sign(n)
	}
	block = min(max(block, 0), len(m.doc.Blocks)-1)
	if block == 0 {
		m.show(m.body.first())
	} else {
		m.show(spot{block, 0})
	}
	m.settle()
	return nil
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// percent goes so many hundredths into the document.
func (m *Model) percent(n int) tea.Cmd {
	if n == 0 {
		m.inform(m.countFirst())
		return nil
	}
	n = min(n, 100)
	if !m.doc.Complete && m.length()*int64(n)/100 >= m.extent.total() {
		m.await(awaited{share: n, jump: true}, strconv.Itoa(n)+"% of the document")
		return nil
	}
	m.remember()
	m.goShare(n)
	return nil
}

// countFirst says how a share is typed: before the key, which may be another than %.
func (m *Model) countFirst() string {
	said := "type a number first"
	if keys := m.keys.Keys(keymap.Percent); len(keys) > 0 {
		said += ": 50" + keys[0].String() + " goes half way"
	}
	return said
}

// goShare goes n hundredths into the document, or into what its source lets expect.
func (m *Model) goShare(n int) {
	m.unfocus()
	block, offset := m.extent.at(m.length() * int64(n) / 100)
	m.land(document.Loc{Note: document.Body, Block: block, Offset: offset})
}

// boundless is the length of what is read from a source whose length is not known.
const boundless = math.MaxInt64 / 100

// length returns the length of the document as extents measure it. While it is being read
// it is what the length of the source lets expect, or boundless.
func (m *Model) length() int64 {
	total := m.extent.total()
	if m.doc.Complete {
		return total
	}
	var read int64
	if n := len(m.doc.Blocks); n > 0 {
		read = m.doc.Blocks[n-1].Source.End
	}
	if read <= 0 || m.doc.Source.Bytes <= 0 {
		return boundless
	}
	return int64(float64(total) * float64(m.doc.Source.Bytes) / float64(read))
}

// sideways moves tables and code that are wider than the measure.
func (m *Model) sideways(n int) tea.Cmd {
	m.see()
	most := 0
	for i, l := range m.lines {
		if i == 0 || l.block != m.lines[i-1].block {
			most = max(most, m.body.overflow(l.block))
		}
	}
	if most == 0 && n > 0 {
		m.inform("no table or code that is seen here is wider than the text")
		return nil
	}
	m.shift = min(max(m.shift+n*shiftStep, 0), max(most, 0))
	m.body = m.flow(document.Body)
	m.changed()
	return nil
}

// close closes the innermost thing that is open: the note, then the matches.
func (m *Model) close() tea.Cmd {
	switch {
	case m.panel.focus:
		m.unfocus()
	case m.find.on():
		m.find.conceal()
		m.changed()
	default:
		m.ref, m.lit = -1, false
		m.changed()
	}
	return nil
}

func (m *Model) unfocus() {
	m.panel.reset()
	m.changed()
}
