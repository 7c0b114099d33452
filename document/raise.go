package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// raised are the characters that have a raised form which fonts of terminals are
// likely to hold: Unicode's Superscripts, Phonetic Extensions and Spacing Modifier
// Letters blocks.
var raised = map[rune]rune{
	'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
	'+': '⁺', '-': '⁻', '−': '⁻', '=': '⁼', '(': '⁽', ')': '⁾',
	'a': 'ᵃ', 'b': 'ᵇ', 'c': 'ᶜ', 'd': 'ᵈ', 'e': 'ᵉ', 'f': 'ᶠ', 'g': 'ᵍ', 'h': 'ʰ', 'i': 'ⁱ', 'j': 'ʲ',
	'k': 'ᵏ', 'l': 'ˡ', 'm': 'ᵐ', 'n': 'ⁿ', 'o': 'ᵒ', 'p': 'ᵖ', 'r': 'ʳ', 's': 'ˢ', 't': 'ᵗ', 'u': 'ᵘ',
	'v': 'ᵛ', 'w': 'ʷ', 'x': 'ˣ', 'y': 'ʸ', 'z': 'ᶻ',
	'A': 'ᴬ', 'B': 'ᴮ', 'D': 'ᴰ', 'E': 'ᴱ', 'G': 'ᴳ', 'H': 'ᴴ', 'I': 'ᴵ', 'J': 'ᴶ', 'K': 'ᴷ', 'L': 'ᴸ',
	'M': 'ᴹ', 'N': 'ᴺ', 'O': 'ᴼ', 'P': 'ᴾ', 'R': 'ᴿ', 'T': 'ᵀ', 'U': 'ᵁ', 'V': 'ⱽ', 'W': 'ᵂ',
	'⁰': '⁰', '¹': '¹', '²': '²', '³': '³', '⁴': '⁴', '⁵': '⁵', '⁶': '⁶', '⁷': '⁷', '⁸': '⁸', '⁹': '⁹',
}

// lowered are those that have a lowered form, which for letters are few.
var lowered = map[rune]rune{
	'0': '₀', '1': '₁', '2': '₂', '3': '₃', '4': '₄', '5': '₅', '6': '₆', '7': '₇', '8': '₈', '9': '₉',
	'+': '₊', '-': '₋', '−': '₋', '=': '₌', '(': '₍', ')': '₎',
	'a': 'ₐ', 'e': 'ₑ', 'h': 'ₕ', 'i': 'ᵢ', 'j': 'ⱼ', 'k': 'ₖ', 'l': 'ₗ', 'm': 'ₘ', 'n': 'ₙ', 'o': 'ₒ',
	'p': 'ₚ', 'r': 'ᵣ', 's': 'ₛ', 't': 'ₜ', 'u': 'ᵤ', 'v': 'ᵥ', 'x': 'ₓ',
}

// maxShifted is the longest superscript or subscript in bytes that is shown as one. What
// is longer is no exponent or index but text.
const maxShifted = 32

// maxLetters is how many letters are raised: more of them are hard to read.
const maxLetters = 4

// Shifted returns the text of a superscript or subscript, which follows before, in
// characters that are raised or lowered by themselves: "10⁻⁷" as "10-7" is another
// number. It reports false where not all of them have such a form, and for words and
// ordinals ("19th"), which are read more easily as they are.
func (s Style) Shifted(before, text string) (string, bool) {
	if s&(Superscript|Subscript) == 0 || len(text) > maxShifted {
		return "", false
	}
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case letters > maxLetters, letters > 1 && letters == len(text) && unicode.IsDigit(last):
		return "", false
	case s&Superscript != 0:
		return Raised(text)
	}
	return Lowered(text)
}

// Raised returns s in raised characters of the same number, and whether each of
// its characters has such a form.
func Raised(s string) (string, bool) { return mapped(s, raised) }

// Lowered is [Raised] for lowered characters.
func Lowered(s string) (string, bool) { return mapped(s, lowered) }

func mapped(s string, forms map[rune]rune) (string, bool) {
	var b strings.Builder
	b.Grow(3 * len(s))
	for _, r := range s {
		form, ok := forms[r]
		if !ok {
			return "", false
		}
		b.WriteRune(form)
	}
	return b.String(), len(s) > 0
}
