package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// short are words whose full stop ends no sentence, in small letters.
var short = words("mr mrs ms dr st gen col capt lt sgt adm prof rev hon gov sen rep amb cf ed eds viz ca e.g i.e vs " +
	"jan feb mar apr jun jul aug sept sep oct nov dec")

// counted are words whose full stop ends no sentence before a figure.
var counted = words("no nos p pp vol vols ch chap sec fig art doc n nn")

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// reach is how many bytes of a sentence are looked at before and after a place.
const reach = 4 << 10

// sentence returns the bounds of the sentence of text that holds offset off or
// ends before it. A sentence ends at a full stop, question or exclamation mark, with the
// quotes and brackets that close after it, before white space and a character that
// may begin another; not after an initial or a word that is commonly abbreviated.
// The evidence is that of English prose: an abbreviation that is not known before
// a capital parts a sentence in two.
func sentence(text string, off int) (start, end int) {
	base := 0
	if off > reach {
		base = off - reach + 1 + strings.IndexByte(text[off-reach:off], ' ')
		for base < off && !utf8.RuneStart(text[base]) {
			base++
		}
	}
	if rest := text[off:]; len(rest) > reach {
		text = text[:off+max(strings.LastIndexByte(rest[:reach], ' '), 0)]
	}
	start, end = within(text[base:], off-base)
	return base + start, base + end
}

// within is sentence for a text that is not long.
func within(text string, off int) (start, end int) {
	start = skipSpace(text, 0)
	for {
		end = sentenceEnd(text, start)
		if end < 0 {
			return start, len(text)
		}
		next := skipSpace(text, end)
		if off < next || off <= end || next == len(text) {
			return start, end
		}
		start = next
	}
}

func skipSpace(text string, i int) int {
	return len(text) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
}

// sentenceEnd returns where the first sentence that ends after from ends, -1
// where none does before the end of text.
func sentenceEnd(text string, from int) int {
	for i := from; ; {
		k := strings.IndexAny(text[i:], ".?!\n")
		if k < 0 {
			return -1
		}
		at := i + k
		i = at + 1
		if text[at] == '\n' {
			if at > from {
				return at
			}
			continue
		}
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !strings.ContainsRune(`.?!"')]»”’`, r) {
				break
			}
			i += n
		}
		if i == len(text) {
			return i
		}
		if begins(text[i:]) && !(text[at] == '.' && abbreviated(text[:at], text[i:])) {
			return i
		}
	}
}

// begins reports whether what follows a full stop may be another sentence.
func begins(rest string) bool {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if len(trimmed) == len(rest) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(trimmed)
	return !unicode.IsLower(r)
}

// abbreviated reports whether the word at the end of before is written short,
// and so its full stop, which rest follows, ends no sentence.
func abbreviated(before, rest string) bool {
	word := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	r, n := utf8.DecodeRuneInString(word)
	word = strings.ToLower(word)
	if counted[word] {
		next, _ := utf8.DecodeRuneInString(strings.TrimSpace(rest))
		return unicode.IsDigit(next)
	}
	return n == len(word) && unicode.IsUpper(r) || short[word]
}
