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

// dingbats are the signs of the fonts Wingdings that stand in running text, by the font's name: for
// a code the signs from that on. The others are ornaments.
var dingbats = sync.OnceValue(func() map[string]map[rune]rune {
	fonts := make(map[string]map[rune]rune)
	for name, ranges := range map[string]map[rune]string{
		"Wingdings": {
			0x21: "✏✂✁", 0x28: "☎✆✉", 0x3F: "✍", 0x41: "✌", 0x45: "☜☞☝☟", 0x4A: "☺", 0x4C: "☹", 0x4E: "☠", 0x51: "✈☼", 0x54: "❄", 0x58: "✠✡☪☯", 0x5D: "☸♈♉♊♋♌♍♎♏♐♑♒♓",
			0x6C: "●❍■□", 0x71: "❑❒", 0x76: "❖", 0x7A: "⌘", 0x7D: "❝❞", 0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x9E: "·•", 0xA1: "○", 0xA7: "▪□", 0xAA: "✦★✶✴✹✵", 0xB5: "✪✰",
			0xD8: "➢", 0xDF: "←→↑↓↖↗↙↘", 0xE8: "➔", 0xEF: "⇦⇨⇧⇩", 0xFB: "✗✓☒☑",
		},
		"Wingdings 2": {0x4F: "✗✓☒☑", 0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x97: "●", 0xA3: "☐"},
		"Wingdings 3": {0x70: "▲▼△▽◀▶◁▷"},
	} {
		fonts[name] = make(map[rune]rune)
		for from, signs := range ranges {
			for _, c := range signs {
				fonts[name][from] = c
				from++
			}
		}
	}
	return fonts
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
	signs := symbolFont()
	if strings.HasPrefix(font, "Wingdings") {
		signs = dingbats()[font]
	}
	if c, ok := signs[r-0xF000]; ok {
		return string(c)
	}
	return string(utf8.RuneError)
}

// symbols writes what a run of text in a symbol font shows: its codes stand in the private use area,
// which no terminal shows. Of a font that is not known they stay.
func symbols(font, s string) string {
	if font != "Symbol" && dingbats()[font] == nil {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0xF000 || r > 0xF0FF {
			return r
		}
		c, _ := utf8.DecodeRuneInString(symbol(font, strconv.FormatInt(int64(r), 16)))
		return c
	}, s)
}
