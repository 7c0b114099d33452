package html

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document/internal/label"
)

// itemLabel returns the number that an ordered list gives an item, as its style or its type
// says, without a full stop; "" in other lists.
func (p *page) itemLabel(li int32) string {
	list := p.nodes[li].parent
	if list < 0 || p.nodes[list].tag != atom.Ol {
		return ""
	}
	kind := p.attr(list, attrType)
	if c, ok := counters[p.counter(li)]; ok {
		kind = c
	}
	return numeral(p.itemNumber(list, li), kind)
}

// counters are the types of lists by the names of CSS (Counter Styles 3, section 6) for what
// they count in.
var counters = map[string]string{
	"decimal": "1", "decimal-leading-zero": "01", "lower-greek": "α",
	"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
	"hiragana": "あ", "hiragana-iroha": "い", "katakana": "ア", "katakana-iroha": "イ",
}

// unnumbered are the names of CSS for lists that have no numbers.
var unnumbered = []string{"none", "disc", "circle", "square"}

// counter returns what an item is said to count in by its style attribute, by the stylesheets
// or else by those of its list, "" where they are silent.
func (p *page) counter(li int32) string {
	for _, n := range []int32{li, p.nodes[li].parent} {
		if own := p.attr(n, attrStyle); own != "" {
			if c := listStyle.of(own); c != "" {
				return c
			}
		}
		if c := p.styled(n, listStyle); c != "" {
			return c
		}
	}
	return ""
}

// counterOf returns the counter that a value of list-style names, "" where it names none
// that is known.
func counterOf(value string) string {
	for word := range strings.FieldsSeq(value) {
		if _, ok := counters[word]; ok || slices.Contains(unnumbered, word) {
			return word
		}
	}
	return ""
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

// numeral writes n as the type of a list says: 1, a, A, i or I, or one of those that styles
// add. Past 3999 browsers have figures only (CSS Counter Styles 3, section 6.1).
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
	case "01":
		return fmt.Sprintf("%02d", n)
	}
	if signs, ok := alphabets[kind]; ok {
		return alphabetic(n, []rune(signs))
	}
	return strconv.Itoa(n)
}

// alphabets are the signs that other types count in (CSS Counter Styles 3, section 6.2 and
// those that CSS 2 had).
var alphabets = map[string]string{
	"α": "αβγδεζηθικλμνξοπρστυφχψω",
	"あ": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
	"い": "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
	"ア": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
	"イ": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
}

// alphabetic writes n, above 0, in the signs of an alphabet as sheets name their columns.
func alphabetic(n int, signs []rune) string {
	var out []rune
	for ; n > 0; n = (n - 1) / len(signs) {
		out = append(out, signs[(n-1)%len(signs)])
	}
	slices.Reverse(out)
	return string(out)
}
