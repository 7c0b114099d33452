package layout

import (
	"unicode"
	"unicode/utf8"
)

// A class says how a cluster behaves at the end of a row. The names in brackets
// are the classes of UAX #14 that it stands for.
type class uint8

const (
	letter      class = iota // [AL, HL, Hangul, SA…] no break on either side by itself
	digit                    // [NU]
	space                    // [SP] and the breaking spaces of [BA]
	newline                  // [LF]
	hyphenMinus              // [HY, BA] break after
	dash                     // [B2, BA] en and em dashes: break after
	slash                    // [SY] break after, within long words
	opening                  // [OP] and opening quotes: no break after
	closing                  // [CL, CP, EX, IS] and closing quotes: no break before
	glue                     // [GL, WJ] no break on either side
	quote                    // ["QU] straight quotes, which may open or close: no break on either side
	ideo                     // [ID, EB, JL] break on both sides
	nonstart                 // [NS, CJ, full-width CL] no break before, break after
	control                  // C0: drawn as a substitute
)

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for i := range t {
		switch c := byte(i); {
		case c < ' ' || c == 0x7f:
			t[i] = control
		case c >= '0' && c <= '9':
			t[i] = digit
		}
	}
	for c, k := range map[byte]class{
		' ': space, '\t': space, '\n': newline, '-': hyphenMinus, '/': slash,
		'(': opening, '[': opening, '{': opening,
		')': closing, ']': closing, '}': closing, '!': closing, '?': closing, ',': closing, '.': closing, ':': closing, ';': closing,
		'"': quote, '\'': quote,
	} {
		t[c] = k
	}
	return t
}()

// wordByte marks the letters and digits of ASCII, through which a run can go
// without asking for breaks.
var wordByte = func() (t [256]bool) {
	for i := range utf8.RuneSelf {
		t[i] = asciiClass[i] == letter || asciiClass[i] == digit
	}
	return t
}()

// classOf returns the class of a cluster by its first character.
func classOf(c string) class {
	r, n := utf8.DecodeRuneInString(c)
	k := classOfRune(r)
	if k == space && n < len(c) {
		return letter // a space that carries a mark is no space
	}
	return k
}

func classOfRune(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return asciiClass[r]
	case r < 0x2000:
		return latinClass(r)
	case r < 0x2070:
		return punctuationClass(r)
	case r < 0x2E80:
		return letter
	case r < 0x3100:
		return cjkPunctuationClass(r)
	}
	return eastClass(r)
}

func latinClass(r rune) class {
	switch r {
	case 0xA0, 0x34F, 0xF0C:
		return glue
	case '«', '¿', '¡':
		return opening
	case '»':
		return closing
	case 0x1680:
		return space
	case 0x0589, 0x060C, 0x061B, 0x061F, 0x06D4, 0x0964, 0x0965:
		return closing
	case 0x058A, 0x05BE, 0x0F0B:
		return hyphenMinus
	}
	if r >= 0x0660 && unicode.Is(unicode.Nd, r) {
		return digit
	}
	return letter
}

func punctuationClass(r rune) class {
	switch {
	case r == 0x2007 || r == 0x2011 || r == 0x202F || r == 0x2060:
		return glue
	case r <= 0x200A || r == 0x205F:
		return space
	case r == 0x2010 || r == 0x2027:
		return hyphenMinus
	case r >= 0x2012 && r <= 0x2015:
		return dash
	case r == '‘' || r == '“' || r == '‚' || r == '„' || r == '‛' || r == '‟' || r == '‹' || r == 0x2045:
		return opening
	case r == '’' || r == '”' || r == '›' || r == '…' || r == '‥' || r == '‰' || r == '‱' || r == '′' || r == '″' || r == '‴',
		r == '‼' || r == '‽' || r == 0x2046 || r >= 0x2047 && r <= 0x2049:
		return closing
	}
	return letter
}

// cjkPunctuationClass is for U+2E80 to U+30FF: radicals, punctuation and kana.
// Which may not begin or end a line is as JIS X 4051 has it.
func cjkPunctuationClass(r rune) class {
	switch r {
	case 0x3000:
		return space
	case '〈', '《', '「', '『', '【', '〔', '〖', '〘', '〚', '〝':
		return opening
	case '、', '。', '〉', '》', '」', '』', '】', '〕', '〗', '〙', '〛', '〞', '〟',
		'々', '〻', '〜', '〽', '゠', '・', 'ー', 'ヽ', 'ヾ', 'ゝ', 'ゞ', '゛', '゜',
		'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ゎ', 'ゕ', 'ゖ',
		'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ', 'ヵ', 'ヶ':
		return nonstart
	}
	return ideo
}

func eastClass(r rune) class {
	switch {
	case r <= 0x312F || r >= 0x31A0 && r <= 0x31BF: // bopomofo
		return ideo
	case r >= 0x31F0 && r <= 0x31FF: // small kana
		return nonstart
	case r <= 0xA4CF && (r >= 0x3190 && r <= 0x319F || r >= 0x31C0): // ideographs, Yi
		return ideo
	case r >= 0xF900 && r <= 0xFAFF, r >= 0x1F000 && r <= 0x1FAFF, r >= 0x20000 && r <= 0x3FFFD:
		return ideo
	case r >= 0xFF00 && r <= 0xFFEF:
		return fullWidthClass(r)
	case unicode.Is(unicode.Nd, r):
		return digit
	}
	return letter
}

// fullWidthClass is for U+FF00 to U+FFEF, the full-width forms of ASCII and the
// half-width ones of kana.
func fullWidthClass(r rune) class {
	switch {
	case r == '（' || r == '［' || r == '｛' || r == '｟' || r == '｢':
		return opening
	case r == '！' || r == '）' || r == '，' || r == '．' || r == '：' || r == '；' || r == '？' || r == '］' || r == '｝' || r == '｠',
		r >= 0xFF61 && r <= 0xFF70 && r != 0xFF66 || r == 0xFF9E || r == 0xFF9F:
		return nonstart
	case r >= 0xFF71 && r <= 0xFF9D, r <= 0xFF5E:
		return ideo
	}
	return letter
}

// past is what a decision about a break looks back on: the class of the last
// cluster, the one before it, and the cells of the piece so far.
type past struct {
	prev, before class
	cells        int
}

// minSlash is how many cells must stand before a slash after which a row may
// break: "and/or" and addresses break, "km/h" does not.
const minSlash = 3

// breaks reports whether a row may end between the cluster before and one of
// class k.
func (c past) breaks(k class) bool {
	switch k {
	case closing, nonstart, glue, quote, slash:
		return false
	}
	switch c.prev {
	case opening, glue, quote:
		return false
	case hyphenMinus, dash:
		return k != hyphenMinus && k != dash && !c.wordStart() && !(k == digit && (c.before == digit || c.prev == hyphenMinus))
	case slash:
		return k == letter && c.cells > minSlash
	case ideo, nonstart:
		return true
	}
	return k == ideo
}

// wordStart reports whether the last cluster, a hyphen or dash, stands at the
// beginning of a word ("-n", "—Hola") and so belongs to what follows.
func (c past) wordStart() bool {
	return c.before == space || c.before == opening || c.before == quote || c.before == newline
}

// sticks reports whether the cluster of n bytes that s begins with, the first
// after white space, may still not begin a row: a bracket, question mark or
// colon set apart, as French does, closes what precedes it, and so does a dot
// or comma, as in ". . .", unless it begins a word (".5"). A dash between
// spaces ends a row rather than beginning one.
func sticks(s string, n int) bool {
	switch s[0] {
	case ')', ']', '}', '!', '?', ':', ';':
		return true
	case '.', ',':
		return n == len(s) || !wordByte[s[n]]
	}
	switch s[:n] {
	case "»", "…":
		return true
	case "-", "–", "—":
		return n < len(s) && s[n] == ' '
	}
	return false
}
