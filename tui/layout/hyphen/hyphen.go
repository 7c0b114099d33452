// Package hyphen finds where English words may be divided, by the method of F.
// M. Liang, "Word Hy-phen-a-tion by Com-put-er" (Stanford, 1983).
//
// The patterns are those of Plain TeX, by D. E. Knuth (en-us.tex, whose head
// states the terms); they are for American English. There are none for other
// languages yet: a word of another language is better left whole than divided
// by the rules of English.
package hyphen

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed en-us.tex
var english string

// The least number of letters before and after a hyphen, as in Plain TeX.
const (
	minBefore = 2
	minAfter  = 3
)

// maxWord is the longest word that is looked at, in letters.
const maxWord = 64

// A node is a place in the trie of patterns. Children are a list, as most nodes
// have one.
type node struct {
	letter         byte
	child, sibling int32  // indexes of nodes, 0 for none
	levels         string // of the pattern that ends here: one before each letter and one at its end
}

// A patterns is a set of patterns and the words that are exceptions to them.
type patterns struct {
	nodes      []node
	exceptions map[string][]int
}

var loaded = sync.OnceValue(func() *patterns { return parse(english) })

// Knows reports whether words of a language (BCP 47) can be divided.
func Knows(language string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	return primary == "en"
}

// Points appends to dst the byte offsets at which word, of ASCII letters, may
// be divided, in order.
func Points(dst []int, word string) []int {
	n := len(word)
	if n < minBefore+minAfter || n > maxWord {
		return dst
	}
	var buf [maxWord + 2]byte
	w := append(buf[:0], '.')
	for i := range n {
		c := word[i] | 0x20
		if c < 'a' || c > 'z' {
			return dst
		}
		w = append(w, c)
	}
	w = append(w, '.')
	p := loaded()
	if points, ok := p.exceptions[string(w[1:n+1])]; ok {
		return append(dst, points...)
	}
	var levels [maxWord + 3]byte
	for i := range w {
		p.raise(levels[i:], w[i:])
	}
	for i := minBefore; i <= n-minAfter; i++ {
		if levels[i+1]&1 == 1 { // levels count from the dot before the word
			dst = append(dst, i)
		}
	}
	return dst
}

// raise lifts levels to those of every pattern that w begins with.
func (p *patterns) raise(levels, w []byte) {
	at := int32(0)
	for _, c := range w {
		at = p.child(at, c)
		if at == 0 {
			return
		}
		for i, l := range []byte(p.nodes[at].levels) {
			levels[i] = max(levels[i], l-'0')
		}
	}
}

func (p *patterns) child(at int32, c byte) int32 {
	for k := p.nodes[at].child; k != 0; k = p.nodes[k].sibling {
		if p.nodes[k].letter == c {
			return k
		}
	}
	return 0
}

// parse reads patterns and exceptions as TeX has them.
func parse(tex string) *patterns {
	p := &patterns{nodes: make([]node, 1, 12_000), exceptions: map[string][]int{}}
	exceptions := false
	for line := range strings.Lines(tex) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "%")
		for word := range strings.FieldsSeq(line) {
			switch word {
			case `\patterns{`:
			case `\hyphenation{`:
				exceptions = true
			case "}":
			default:
				if exceptions {
					p.except(word)
				} else {
					p.add(word)
				}
			}
		}
	}
	return p
}

// add adds a pattern such as "hy3ph": letters with levels between them.
func (p *patterns) add(pattern string) {
	at, levels := int32(0), []byte{'0'}
	for _, c := range []byte(pattern) {
		if c >= '0' && c <= '9' {
			levels[len(levels)-1] = c
			continue
		}
		next := p.child(at, c)
		if next == 0 {
			next = int32(len(p.nodes))
			p.nodes = append(p.nodes, node{letter: c, sibling: p.nodes[at].child})
			p.nodes[at].child = next
		}
		at, levels = next, append(levels, '0')
	}
	p.nodes[at].levels = string(levels)
}

// except adds a word with hyphens where it may be divided.
func (p *patterns) except(word string) {
	points := []int{}
	n := 0
	for _, c := range []byte(word) {
		if c == '-' {
			points = append(points, n)
		} else {
			n++
		}
	}
	p.exceptions[strings.ReplaceAll(word, "-", "")] = points
}
