package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// short are words whose full stop ends no sentence, in small letters.
var short = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "gen": true, "col": true, "capt": true, "lt": true, "sgt": true, "adm": true,
	"prof": true, "rev": true, "hon": true, "gov": true, "sen": true, "rep": true, "amb": true, "no": true, "nos": true, "p": true, "pp": true,
	"vol": true, "vols": true, "ch": true, "sec": true, "fig": true, "cf": true, "ed": true, "eds": true, "viz": true, "ca": true, "e.g": true, "i.e": true, "vs": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
}

// sentence returns the bounds of the sentence of text that ends at or holds
// offset off. A sentence ends at a full stop, question or exclamation mark, with the
// quotes and brackets that close after it, before white space and a character that
// may begin another; not after an initial or a word that is commonly abbreviated.
// The evidence is that of English prose: an abbreviation that is not known before
// a capital parts a sentence in two.
func sentence(text string, off int) (start, end int) {
	end = len(text)
	for i := 0; i < len(text); {
		j := sentenceEnd(text, i)
		if j < 0 {
			break
		}
		if j >= off {
			return start, j
		}
		i = j
		start = i + len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
	}
	return start, end
}

// sentenceEnd returns where the first sentence that ends after i ends, -1
// where none does before the end of text.
func sentenceEnd(text string, i int) int {
	for {
		k := strings.IndexAny(text[i:], ".?!\n")
		if k < 0 {
			return -1
		}
		at := i + k
		i = at + 1
		if text[at] == '\n' {
			if at > 0 {
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
		if begins(text[i:]) && !(text[at] == '.' && abbreviated(text[:at])) {
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

// abbreviated reports whether the word at the end of before is written short.
func abbreviated(before string) bool {
	word := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsUpper(r) || short[strings.ToLower(word)]
}
