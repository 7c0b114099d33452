package language

import "unicode"

// Unspaced reports whether a character is of a script that is written without spaces between
// words, or a sign that goes with it and is as wide. Hangul is not: Korean has spaces.
func Unspaced(c rune) bool {
	return c >= 0x2e80 && (unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xff60)
}
