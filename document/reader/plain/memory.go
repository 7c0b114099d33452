package plain

import "ibid/document/apparatus"

// A memory holds what a text is read with: paragraphs, their joins and cuts,
// the signs in them and the readings of those. All of it goes when its scope
// is written, so many share an allocation.
type memory struct {
	paras slab[para]
	joins slab[join]
	cuts  slab[cut]
	signs slab[sign]
	calls slab[reading]
	spare []*para // that were written
	// gaps and runs serve one paragraph after the other.
	gaps, runs []gap
	stars      *apparatus.StarPages // that mark pages, nil where none do
}

// para returns a new paragraph.
func (m *memory) para() *para {
	var p *para
	if n := len(m.spare); n > 0 {
		p, m.spare = m.spare[n-1], m.spare[:n-1]
	} else {
		p = &m.paras.take(1)[0]
	}
	p.mem = m
	return p
}

// mostSpare is how many paragraphs that were written serve again.
const mostSpare = 4 << 10

// free takes back a paragraph that was written, to which nothing refers.
func (m *memory) free(p *para) {
	if *p = (para{}); len(m.spare) < mostSpare {
		m.spare = append(m.spare, p)
	}
}

// reset takes back the signs of all paragraphs, none of which is used any more.
func (m *memory) reset() {
	m.signs.reset()
	m.calls.reset()
}

// memory returns what more of p is kept in.
func (p *para) memory() *memory {
	if p.mem == nil {
		p.mem = new(memory)
	}
	return p.mem
}

// call returns a list of one reading.
func (m *memory) call(c reading) []reading {
	calls := m.calls.take(1)
	calls[0] = c
	return calls
}

// A slab hands out slices from few allocations. An allocation stays in memory
// as long as anything that was handed out from it.
type slab[T any] struct {
	free []T
	size int   // elements of the last allocation
	used [][]T // allocations that reset has taken back, or will
	next int   // of used, the first that was taken back
}

// leastSlab and mostSlab are how many elements are allocated together, at first
// and in a long text; mostUsed is how many allocations serve again.
const (
	leastSlab = 16
	mostSlab  = 128
	mostUsed  = 64
)

// room makes sure that n elements are free.
func (s *slab[T]) room(n int) {
	if len(s.free) >= n {
		return
	}
	if s.next < len(s.used) && len(s.used[s.next]) >= n {
		s.free = s.used[s.next]
		s.next++
		return
	}
	s.size = min(max(2*s.size, leastSlab), mostSlab)
	s.free = make([]T, max(n, s.size))
	if s.next == len(s.used) && s.next < mostUsed {
		s.used = append(s.used, s.free)
		s.next++
	}
}

// reset takes back all elements, none of which is used any more.
func (s *slab[T]) reset() {
	s.free, s.next = nil, 0
}

// take returns a slice of n zero elements.
func (s *slab[T]) take(n int) []T {
	s.room(n)
	out := s.free[:n:n]
	s.free = s.free[n:]
	clear(out)
	return out
}

// keep returns a copy of x, nil where x is empty.
func (s *slab[T]) keep(x []T) []T {
	if len(x) == 0 {
		return nil
	}
	out := s.take(len(x))
	copy(out, x)
	return out
}

// open returns an empty slice with room for n elements, to append to and to
// close before the next is opened or taken.
func (s *slab[T]) open(n int) []T {
	s.room(n)
	return s.free[:0:n]
}

// close returns x, which was opened, and hands out no element of it again.
func (s *slab[T]) close(x []T) []T {
	if len(x) > 0 && len(s.free) > 0 && &x[0] == &s.free[0] {
		s.free = s.free[len(x):]
	}
	return x[:len(x):len(x)]
}
