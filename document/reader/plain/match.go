package plain

import "slices"

// Whether a list answers the signs before it is told by giving each of its items a
// sign with its label: nearly all must get one, and few signs may be passed by.

// fits reports whether labels of the form may answer signs of family f.
func (m entryMark) fits(f family) bool {
	figure := m.label[0] >= '0' && m.label[0] <= '9'
	switch f {
	case famBracketLetter, famSuperLetter:
		return letterByte(m.label[0])
	case famSymbol, famBracketSign:
		return !figure && !letterByte(m.label[0])
	}
	return figure
}

// A match is how well the items of a list and the calls before it agree.
type match struct {
	matched int // items that were given a call
	weak    int // of these, calls that say little by themselves
	passed  int // strong calls that were passed by between those given or right after
}

// match gives the items of l the calls with their labels, in order, each
// before its item. Of the calls of a series that was begun again it gives those
// nearest to l, or the first that are left, whichever passes by fewer.
func (l *roll) match(c *series) match {
	last := l.assign(c, true)
	first := l.assign(c, false)
	if last.matched > first.matched || last.matched == first.matched && last.passed < first.passed {
		return l.assign(c, true)
	}
	return first
}

// assign is match from the last of l back, or from the first on.
func (l *roll) assign(c *series, back bool) match {
	var m match
	n, step, i := len(l.items), 1, 0
	from, to := 0, len(c.calls)
	if back {
		step, i = -1, n-1
	}
	for range n {
		it := &l.items[i]
		it.call = -1
		if k := l.find(c, it, from, to, back); k >= 0 {
			it.call = k
			m.matched++
			if !c.calls[k].strong || c.calls[k].doubt {
				m.weak++
			}
			if from = k + 1; back {
				from, to = 0, k
			}
		}
		i += step
	}
	m.passed = l.passed(c.calls)
	return m
}

// find returns the first or last of the calls from up to to that the item may be for, or -1.
func (l *roll) find(c *series, it *item, from, to int, back bool) int {
	open := c.open[it.label]
	open = open[:c.before(open, it.at)]
	first, _ := slices.BinarySearch(open, from)
	last, _ := slices.BinarySearch(open, to)
	open = open[first:max(first, last)]
	for i := range open {
		k := open[i]
		if back {
			k = open[len(open)-1-i]
		}
		if !l.has(c.calls[k].para) {
			return k
		}
	}
	return -1
}

// has reports whether a paragraph is an item of l. What an item says of other
// notes calls none.
func (l *roll) has(para int) bool {
	_, ok := slices.BinarySearchFunc(l.items, para, func(it item, para int) int { return it.para - para })
	return ok
}

// passed counts the strong calls that stand between those given, and those
// right after the last whose labels go on.
func (l *roll) passed(calls []caller) int {
	first, last, n := -1, -1, 0
	for _, it := range l.items {
		if it.call >= 0 {
			if first < 0 {
				first = it.call
			}
			last = it.call
			n++
		}
	}
	if first < 0 {
		return 0
	}
	passed := -n
	for k := first; k <= last; k++ {
		if c := &calls[k]; c.strong && !c.taken && !l.has(c.para) {
			passed++
		}
	}
	for _, it := range l.items {
		if it.call >= 0 && !calls[it.call].strong {
			passed++
		}
	}
	end := l.items[len(l.items)-1]
	label := end.label
	for k := last + 1; k < len(calls) && calls[k].at < end.at; k++ {
		if label = nextOf(label); calls[k].taken || calls[k].label != label || l.has(calls[k].para) {
			break
		}
		passed++
	}
	return passed
}

// covers returns how many signs of family f the list l answers, 0 where it
// does not answer them. known says that another list of its form does.
func (l *roll) covers(c *series, f family, known bool) int {
	if len(c.calls) == 0 || !l.items[0].fits(f) {
		return 0
	}
	if few := len(l.items) < fewItems && l.items[0].label != "1"; few && (f == famParen || f == famList) {
		return 0 // "chown(2)" and a second point
	}
	m := l.match(c)
	if len(l.items) < fewItems && !l.ends {
		// Figures glued to words and numbers in parentheses are easily mistaken.
		if easily := f == famParen || f == famList; !easily && l.far(c.calls, chapterBytes) || easily && (l.far(c.calls, 0) || l.odd(c.calls) > manyFigures) {
			return 0
		}
	}
	lost := len(l.items) - m.matched
	if m.matched == 0 || lost*5 > m.matched || m.passed*4 > m.matched || m.weak*2 > m.matched {
		return 0
	}
	if m.matched == 1 && !l.alone(c.calls, f, known) {
		return 0
	}
	return m.matched
}

// fewItems is under how many items a list is short: the figures that a text has anyway
// may count up so far by chance.
const fewItems = 5

// far reports whether more text than a chapter of so few notes has lies between the calls
// that the items of l were given and the items, and more than least bytes.
func (l *roll) far(calls []caller, least int64) bool {
	most := max(int64(len(l.items))*spacedBytes, least)
	for i := range l.items {
		if it := &l.items[i]; it.call >= 0 && it.at-calls[it.call].at > most {
			return true
		}
	}
	return false
}

// odd counts the strong calls above l that neither it nor a list before it answers.
func (l *roll) odd(calls []caller) int {
	n := 0
	for k := range calls {
		if calls[k].at >= l.items[0].at {
			break
		}
		if calls[k].strong && !calls[k].taken {
			n++
		}
	}
	for i := range l.items {
		if k := l.items[i].call; k >= 0 && calls[k].strong {
			n--
		}
	}
	return n
}

// spacedBytes is how much text there is to a note at most, on the average of a chapter or
// document whose notes are called by signs that are easily mistaken.
const spacedBytes = 6 << 10

// chapterBytes is how long a chapter is at most, with its notes at the end.
const chapterBytes = 128 << 10

// alone reports whether a list of one item answers the one sign there is: it
// stands at the end, or right after the paragraph of the sign. A number at the
// start of a paragraph says little where no other list has its form.
func (l *roll) alone(calls []caller, f family, known bool) bool {
	it := l.items[0]
	if it.call < 0 {
		return false
	}
	c := calls[it.call]
	near := l.ends || c.para == it.para-1
	if !known && (f == famList || f == famParen) {
		return l.ends && it.label == "1" && c.strong
	}
	return near
}

// take strikes the calls that l answers.
func (l *roll) take(c *series) {
	l.match(c)
	for i := range l.items {
		if k := l.items[i].call; k >= 0 {
			c.strike(k)
			l.items[i].call = int(c.calls[k].at) // a place from here on
		}
	}
}
