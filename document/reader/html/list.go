package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
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

// numeral writes n as the type of a list says: 1, a, A, i or I.
func numeral(n int, kind string) string {
	if n <= 0 || n > 3999 {
		return strconv.Itoa(n)
	}
	switch kind {
	case "a":
		return letters(n, 'a')
	case "A":
		return letters(n, 'A')
	case "i":
		return strings.ToLower(roman(n))
	case "I":
		return roman(n)
	}
	return strconv.Itoa(n)
}

// letters counts a, b, … z, aa, ab, …
func letters(n int, first rune) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(first+rune((n-1)%26)) + s
	}
	return s
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}
