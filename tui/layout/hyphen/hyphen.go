// Package hyphen finds where words may be divided, by the method of F. M.
// Liang, "Word Hy-phen-a-tion by Com-put-er" (Stanford, 1983).
//
// The patterns of a language are read from a dictionary in the form of the
// Hyphen library, which LibreOffice and the distributions of Linux install for
// some fifty languages. None come with this package: a word of a language
// without a dictionary is better left whole than divided by another's rules.
package hyphen

import (
	"unicode"
	"unicode/utf8"
)

// maxWord is the longest word that is looked at, in letters.
const maxWord = 64

// Patterns tell where the words of a language may be divided. They do not
// change once read.
type Patterns struct {
	// Capitals says that words which begin with a capital may be divided too.
	// In most languages they are names, which are better left whole.
	Capitals bool

	compounds, words    trie // compounds is empty where the language has no rules for them
	minBefore, minAfter int  // letters
}

// Points appends to dst the byte offsets at which word may be divided, in
// order. What is not all letters is not divided.
func (p *Patterns) Points(dst []int, word string) []int {
	var letters [maxWord]rune
	var offsets [maxWord]int
	n := 0
	for i, r := range word {
		if n == maxWord || r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return dst
		}
		letters[n], offsets[n] = unicode.ToLower(r), i
		n++
	}
	if n < p.minBefore+p.minAfter {
		return dst
	}
	var breaks [maxWord]bool // before each letter
	p.divide(&p.compounds, breaks[:n], letters[:n])
	from := 0 // of the part of a compound
	for to := 1; to <= n; to++ {
		if to == n || breaks[to] {
			p.divide(&p.words, breaks[from:to], letters[from:to])
			from = to
		}
	}
	for i, b := range breaks[:n] {
		if b {
			dst = append(dst, offsets[i])
		}
	}
	return dst
}

// divide marks the letters of a word, or of a part of a compound, before which
// it may be divided: those before which the highest value of all patterns that
// fit is odd.
func (p *Patterns) divide(t *trie, breaks []bool, letters []rune) {
	if len(t.nodes) == 0 {
		return
	}
	var bounded [maxWord + 2]rune // with a dot at either end
	n := copy(bounded[1:], letters)
	bounded[0], bounded[n+1] = '.', '.'
	var values [maxWord + 3]byte
	for i := range n + 2 {
		t.raise(values[i:], bounded[i:n+2])
	}
	for i := p.minBefore; i <= n-p.minAfter; i++ {
		breaks[i] = values[i+1]&1 == 1
	}
}

// A node is a place in a trie of patterns. Children are a list, as most nodes
// have one.
type node struct {
	letter         rune
	child, sibling int32 // indexes of nodes, 0 for none
	from, to       int32 // the values of the pattern that ends here
}

// A trie holds patterns by their letters.
type trie struct {
	nodes  []node // the first is the root
	values []byte // of a pattern: one before each letter and one at its end
}

// raise raises values to those of every pattern that letters begin with.
func (t *trie) raise(values []byte, letters []rune) {
	at := int32(0)
	for _, r := range letters {
		at = t.child(at, r)
		if at == 0 {
			return
		}
		for i, v := range t.values[t.nodes[at].from:t.nodes[at].to] {
			values[i] = max(values[i], v)
		}
	}
}

func (t *trie) child(at int32, r rune) int32 {
	for k := t.nodes[at].child; k != 0; k = t.nodes[k].sibling {
		if t.nodes[k].letter == r {
			return k
		}
	}
	return 0
}

// add adds a pattern such as "hy3ph": letters with values between them.
func (t *trie) add(letters []rune, values []byte) {
	if len(t.nodes) == 0 {
		t.nodes = append(t.nodes, node{})
	}
	at := int32(0)
	for _, r := range letters {
		next := t.child(at, r)
		if next == 0 {
			next = int32(len(t.nodes))
			t.nodes = append(t.nodes, node{letter: r, sibling: t.nodes[at].child})
			t.nodes[at].child = next
		}
		at = next
	}
	t.nodes[at].from = int32(len(t.values))
	t.values = append(t.values, values...)
	t.nodes[at].to = int32(len(t.values))
}
