package layout

import (
	"strings"
	"unicode/utf8"
)

// superscripts are the characters that have a raised form which terminal fonts
// are likely to hold: Unicode's Superscripts, Phonetic Extensions and Spacing
// Modifier Letters blocks.
var superscripts = map[rune]rune{
	'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
	'+': '⁺', '=': '⁼', '(': '⁽', ')': '⁾',
	'a': 'ᵃ', 'b': 'ᵇ', 'c': 'ᶜ', 'd': 'ᵈ', 'e': 'ᵉ', 'f': 'ᶠ', 'g': 'ᵍ', 'h': 'ʰ', 'i': 'ⁱ', 'j': 'ʲ',
	'k': 'ᵏ', 'l': 'ˡ', 'm': 'ᵐ', 'n': 'ⁿ', 'o': 'ᵒ', 'p': 'ᵖ', 'r': 'ʳ', 's': 'ˢ', 't': 'ᵗ', 'u': 'ᵘ',
	'v': 'ᵛ', 'w': 'ʷ', 'x': 'ˣ', 'y': 'ʸ', 'z': 'ᶻ',
	'A': 'ᴬ', 'B': 'ᴮ', 'D': 'ᴰ', 'E': 'ᴱ', 'G': 'ᴳ', 'H': 'ᴴ', 'I': 'ᴵ', 'J': 'ᴶ', 'K': 'ᴷ', 'L': 'ᴸ',
	'M': 'ᴹ', 'N': 'ᴺ', 'O': 'ᴼ', 'P': 'ᴾ', 'R': 'ᴿ', 'T': 'ᵀ', 'U': 'ᵁ', 'V': 'ⱽ', 'W': 'ᵂ',
	'⁰': '⁰', '¹': '¹', '²': '²', '³': '³', '⁴': '⁴', '⁵': '⁵', '⁶': '⁶', '⁷': '⁷', '⁸': '⁸', '⁹': '⁹',
}

// symbols are the signs that printers use for notes besides numbers. They stand
// out by themselves.
const symbols = "*†‡§‖¶#"

// maxRaised is how many characters of a label with letters are raised:
// superscript letters are hard to read, and "RFC" is better as "[RFC]".
const maxRaised = 4

// unlabelled is shown for a reference that has neither a label nor a note.
const unlabelled = "*"

// Sign returns how the label of a reference is shown: raised where every
// character of it can be ("¹²", "ᵃ"), as it is where it is made of symbols
// ("†", "**"), else in brackets ("[12]"). With ascii only ASCII symbols are
// left without brackets.
func Sign(label string, ascii bool) string {
	switch {
	case label == "":
		return unlabelled
	case allOf(label, symbols) && (!ascii || isASCII(label)):
		return label
	case !ascii:
		if s, ok := raised(label); ok {
			return s
		}
	}
	return "[" + label + "]"
}

func allOf(s, set string) bool {
	for _, r := range s {
		if !strings.ContainsRune(set, r) {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func raised(label string) (string, bool) {
	var b strings.Builder
	b.Grow(3 * len(label))
	letters, n := false, 0
	for _, r := range label {
		up, ok := superscripts[r]
		if !ok {
			return "", false
		}
		letters = letters || r >= 'A'
		n++
		b.WriteRune(up)
	}
	if letters && n > maxRaised && !allOf(label, "ivxlc") {
		return "", false
	}
	return b.String(), true
}
