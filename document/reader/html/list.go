package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document/internal/label"
)

// itemLabel returns the number that an ordered list gives an item, as its type
// says, without a full stop; "" in other lists.
func (t *Tree) itemLabel(li int32) string {
	list := t.nodes[li].parent
	if list < 0 || t.nodes[list].tag != atom.Ol {
		return ""
	}
	return numeral(t.itemNumber(list, li), t.attr(list, attrType))
}

// itemNumber returns the number of an item of an ordered list. All of a list's
// items are counted when the first of them is asked for.
func (t *Tree) itemNumber(list, li int32) int {
	if n, ok := t.numbers[li]; ok {
		return n
	}
	if t.numbers == nil {
		t.numbers = make(map[int32]int)
	}
	step, n := 1, 1
	if _, ok := t.lookup(list, attrReversed); ok {
		step, n = -1, 0
		t.children(list, func(c int32) bool {
			if t.nodes[c].tag == atom.Li {
				n++
			}
			return true
		})
	}
	if v, err := strconv.Atoi(t.attr(list, attrStart)); err == nil {
		n = v
	}
	t.children(list, func(c int32) bool {
		if t.nodes[c].tag != atom.Li {
			return true
		}
		if v, err := strconv.Atoi(t.attr(c, attrValue)); err == nil {
			n = v
		}
		t.numbers[c] = n
		n += step
		return true
	})
	return t.numbers[li]
}

// numeral writes n as the type of a list says: 1, a, A, i or I. Past 3999 browsers
// have figures only (CSS Counter Styles 3, section 6.1).
func numeral(n int, kind string) string {
	if n <= 0 || n > 3999 {
		return strconv.Itoa(n)
	}
	switch kind {
	case "a":
		return label.Letters(n)
	case "A":
		return strings.ToUpper(label.Letters(n))
	case "i":
		return label.Roman(n)
	case "I":
		return strings.ToUpper(label.Roman(n))
	}
	return strconv.Itoa(n)
}
