package office

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// symbolFont is what the font Symbol shows for the codes of a byte (Unicode's
// mapping table for Adobe's Symbol encoding, with the asterisk that notes are marked with).
var symbolFont = sync.OnceValue(func() map[rune]rune {
	font := make(map[rune]rune)
	for from, signs := range map[rune]string{
		0x20: " !∀#∃%&∋()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
		0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
		0xF1: "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
	} {
		for _, c := range signs {
			font[from] = c
			from++
		}
	}
	return font
})

// wingdings are the signs of the fonts Wingdings that stand in running text;
// the others are ornaments.
var wingdings = sync.OnceValue(func() map[rune]rune {
	return map[rune]rune{
		0x4A: '☺', 0x4C: '☹', 0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒', 0x76: '❖', 0x9E: '·', 0x9F: '•',
		0xA7: '▪', 0xA8: '□', 0xD8: '➢', 0xDF: '←', 0xE0: '→', 0xE1: '↑', 0xE2: '↓', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
	}
})

// symbol returns the character that w:sym (ECMA-376, 17.3.3.30) names by font
// and hexadecimal code. Codes of symbol fonts are bytes moved up to U+F000. One that
// is not known is U+FFFD, so that a reader sees that there is something.
func symbol(font, hex string) string {
	n, err := strconv.ParseUint(hex, 16, 16)
	if err != nil || n < ' ' {
		return ""
	}
	r := rune(n)
	if r < 0xF000 || r > 0xF0FF {
		return string(r)
	}
	signs := symbolFont
	if strings.HasPrefix(font, "Wingdings") {
		signs = wingdings
	}
	if c, ok := signs()[r-0xF000]; ok {
		return string(c)
	}
	return string(utf8.RuneError)
}
