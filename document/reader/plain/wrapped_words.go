package plain

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A vocabulary is the set of words a text has used so far, for deciding how a
// word that was hyphenated at a line's end is written. It is a Bloom filter of
// two probes, both in one machine word: it forgets no word, and takes fewer
// than one in a hundred for known that are not while a text has less than some
// 200,000 different words.
type vocabulary struct{ bits []uint64 }

// vocabularyBits is the binary logarithm of how many machine words there are.
const vocabularyBits = 16

// add takes in the words of s. A word is a run of letters, with single hyphens
// within it: "well-known" is one word. What is broken by a line's end is left
// out, for it is no evidence of how it is written.
func (v *vocabulary) add(s string) {
	if v.bits == nil {
		v.bits = make([]uint64, 1<<vocabularyBits)
	}
	for i := 0; i < len(s); {
		if !wordByte[s[i]] {
			i++
			continue
		}
		at, h := i, wordHash(0)
		for i < len(s) && (wordByte[s[i]] || s[i] == '-' && i+1 < len(s) && wordByte[s[i+1]]) {
			h = h.with(s[i])
			i++
		}
		broken := hyphenAt(s[at:i]) > 0 || i < len(s) && s[i] == '-' && (i+1 == len(s) || strings.IndexByte("\n[{", s[i+1]) >= 0) || afterHyphen(s, at)
		if !broken {
			word, probes := h.probes()
			v.bits[word] |= probes
		}
	}
}

// afterHyphen reports whether s[at:] begins a line after one that ends in a hyphen, or
// goes on so after the mark of a page.
func afterHyphen(s string, at int) bool {
	for at > 0 && s[at-1] == ' ' {
		at--
	}
	if at < 2 {
		return false
	}
	switch s[at-1] {
	case '\n':
		return hyphenAt(s[:at-1]) > 0
	case ']', '}':
		i := strings.LastIndexAny(s[max(0, at-pageBytes):at], "[{")
		return i >= 0 && strings.HasSuffix(strings.TrimRight(s[:max(0, at-pageBytes)+i], " \n"), "-")
	}
	return false
}

// pageBytes is how many bytes the mark of a page takes up at most.
const pageBytes = 16

// A wordHash tells words apart, in whatever case: each letter is put beside the
// one before it, and only the whole is mixed.
type wordHash uint64

func (h wordHash) with(c byte) wordHash {
	return wordHash(bits.RotateLeft64(uint64(h), 7)) ^ wordHash(c|0x20)
}

// probes returns the machine word of a vocabulary that a word belongs to and
// the bits that stand for it there.
func (h wordHash) probes() (word, probes uint64) {
	const golden = 0x9e3779b97f4a7c15 // 2^64 divided by the golden ratio
	x := uint64(h) * golden
	return x >> (64 - vocabularyBits), 1<<(x>>32%64) | 1<<(x>>38%64)
}

// wordByte holds the ASCII letters and all bytes of other characters.
var wordByte = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z'
	}
	return
}()

// has reports whether the text has used a word, in whatever case.
func (v *vocabulary) has(parts ...string) bool {
	if v.bits == nil {
		return false
	}
	h := wordHash(0)
	for _, p := range parts {
		for i := 0; i < len(p); i++ {
			h = h.with(p[i])
		}
	}
	word, probes := h.probes()
	return v.bits[word]&probes == probes
}

// A joint is what stands between two lines of a paragraph.
type joint uint8

const (
	jointSpace joint = iota // a space
	jointNone               // nothing: the line ends in a dash or a hyphen that stays
	jointWord               // nothing, and the hyphen goes: one word was broken
	jointLine               // a line end that stays
)

// joint decides how two lines are joined.
//
// A hyphen at a line's end stays where the text writes the word with one
// elsewhere, and goes where it writes it without. Where it writes neither, it
// stays if the second half has a capital, if either half has another hyphen
// or a figure, or if both halves are words of the text ("long-haired");
// otherwise the word was broken by whoever set the lines. "two- and
// three-handed" keeps hyphen and space.
func (v *vocabulary) joint(before, after string) joint {
	n := hyphenAt(before)
	if n == 0 {
		if strings.HasSuffix(before, "—") {
			return jointNone
		}
		return jointSpace
	}
	if strings.HasSuffix(before, "--") {
		if len(before) == 2 || before[len(before)-3] == ' ' || before[len(before)-3] == '-' {
			return jointSpace
		}
		return jointNone
	}
	stem := before[:len(before)-n]
	left, right := lastPart(stem), firstPart(after)
	switch {
	case left == "" && (stem == "" || stem[len(stem)-1] == ' '):
		return jointSpace
	case left == "":
		return jointNone
	case suspended[right]:
		return jointSpace
	case right == "":
		return jointNone
	case v.has(left, "-", right):
		return jointNone
	case v.has(left, right):
		return jointWord
	case compound(strings.ToLower(left), strings.ToLower(right)):
		return jointNone
	}
	r, _ := utf8.DecodeRuneInString(right)
	if unicode.IsUpper(r) || inCompound(stem, left) || v.has(left) && v.has(right) {
		return jointNone
	}
	if len(after) > len(right) && (after[len(right)] == '-' || after[len(right)] >= '0' && after[len(right)] <= '9') {
		return jointNone
	}
	return jointWord
}

// suspended holds the words before which a hyphen hangs: "upper- and lower-case".
var suspended = map[string]bool{"and": true, "or": true, "to": true, "nor": true, "und": true, "oder": true, "bis": true, "et": true, "ou": true, "en": true, "of": true, "e": true, "y": true, "o": true}

// lastPart returns the letters at the end of s, firstPart those at its start.
func lastPart(s string) string {
	i := len(s)
	for i > 0 && wordByte[s[i-1]] {
		i--
	}
	return s[i:]
}

func firstPart(s string) string {
	i := 0
	for i < len(s) && wordByte[s[i]] {
		i++
	}
	return s[:i]
}

// unicodeHyphen is U+2010, with which programs such as groff break words in UTF-8.
const unicodeHyphen = "\u2010"

// hyphenAt returns the bytes of the hyphen at the end of s, 0 where there is none.
func hyphenAt(s string) int { return len(hyphenOf(s)) }

// hyphenOf returns the hyphen at the end of s, "" where there is none.
func hyphenOf(s string) string {
	switch {
	case s == "":
	case s[len(s)-1] == '-':
		return "-"
	case s[len(s)-1] == unicodeHyphen[2] && strings.HasSuffix(s, unicodeHyphen):
		return unicodeHyphen
	}
	return ""
}

// inCompound reports whether left, at the end of s, follows a hyphen, a figure or a
// sign that names are made with.
func inCompound(s, left string) bool {
	i := len(s) - len(left)
	return i > 0 && strings.IndexByte("-_./0123456789<@", s[i-1]) >= 0
}

// breaksWords reports whether a hyphen and the beginning of a page's mark break words of
// a text. Dashes break none.
func breaksWords(text, mark string) bool {
	for {
		i := strings.Index(text, mark)
		if i < 0 {
			return false
		}
		if i > 0 && wordByte[text[i-1]] {
			return true
		}
		text = text[i+len(mark):]
	}
}

// rejoin joins the words that the mark of a page breaks, "to-[Pg 3]gether", as if a
// line had ended there: the mark stands where the hyphen was, or after it where the
// word is written with one.
func (p *para) rejoin(v *vocabulary) {
	var gaps []gap
	s := p.text
	for i := range p.signs {
		g := &p.signs[i]
		if !g.page || g.from == g.to {
			continue
		}
		before, after := strings.TrimRight(s[:g.from], " "), strings.TrimLeft(s[g.to:], " ")
		if !strings.HasSuffix(before, "-") || !startsLower(after) {
			continue
		}
		from, to := len(before), len(s)-len(after)
		switch v.joint(before, after) {
		case jointWord:
			from--
		case jointNone:
		default:
			continue
		}
		for _, x := range [...]gap{{from, g.from}, {g.to, to}} {
			if x.from < x.to {
				gaps = append(gaps, x)
			}
		}
	}
	p.omit(gaps)
}

// omit is take for a paragraph whose signs were found; none of them is in a gap.
func (p *para) omit(gaps []gap) {
	if len(gaps) == 0 {
		return
	}
	p.take(gaps)
	moved := func(i int) int {
		n := 0
		for _, g := range gaps {
			if g.from >= i {
				break
			}
			n += min(g.to, i) - g.from
		}
		return i - n
	}
	for i := range p.signs {
		g := &p.signs[i]
		g.from, g.to = moved(g.from), moved(g.to)
		for k := range g.calls {
			g.calls[k].From, g.calls[k].To = moved(g.calls[k].From), moved(g.calls[k].To)
		}
	}
	for i := range p.styles {
		p.styles[i].from, p.styles[i].to = moved(p.styles[i].from), moved(p.styles[i].to)
	}
}
