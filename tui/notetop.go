package tui

// farBytes is how much of a note may lie between the block from which its rows are
// counted and what is seen of it: the way there is laid out. nearBytes is how
// much is kept before what is gone to, so that the panel is full.
const (
	farBytes  = 64 << 10
	nearBytes = 4 << 10
)

// rebase counts the rows of the focused note from a block near the one that is to be
// seen, where that is far from the present one. It reports whether it did.
func (m *Model) rebase(block int) bool {
	p := &m.panel
	blocks := m.doc.BlocksOf(p.note)
	n := 0
	for b := p.base; b < block && n <= farBytes; b++ {
		n += len(blocks[b].Text) + 1
	}
	if block >= p.base && n <= farBytes {
		return false
	}
	was := p.base
	p.base = block
	for n = 0; p.base > 0 && n < nearBytes; {
		p.base--
		n += len(blocks[p.base].Text) + 1
	}
	return p.base != was
}

// scrolls reports whether there is more of a note than its slot shows.
func (m *Model) scrolls(s *slot) bool {
	return s.full > s.h || s.note == m.panel.note && m.panel.base > 0
}

// scrollSlot scrolls the note of a slot, which is the panel's. It returns false where all
// of it is seen.
func (m *Model) scrollSlot(s *slot, rows int) bool {
	if !m.scrolls(s) {
		return false
	}
	p := &m.panel
	top := min(s.top+rows, max(s.full-s.h, 0))
	for top < 0 && p.base > 0 {
		p.base--
		f := m.flow(s.note)
		top += f.gap(p.base) + len(f.rows(p.base))
	}
	p.top = max(top, 0)
	f := m.flow(s.note)
	if at, _ := f.step(f.first(), p.top); m.rebase(at.block) {
		f = m.flow(s.note)
		p.top = f.rank(at)
	}
	m.changed()
	return true
}
