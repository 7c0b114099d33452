package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// escaped tells the seven-bit charsets, which announce themselves by escape
// sequences (RFC 1468, section 2).
func escaped(head []byte) (encoding.Encoding, string) {
	for _, esc := range []string{"\x1b$B", "\x1b$@", "\x1b(J"} {
		if bytes.Contains(head, []byte(esc)) {
			return japanese.ISO2022JP, "iso-2022-jp"
		}
	}
	return nil, ""
}

// legacy names the charset of a text that is not ASCII; nil is UTF-8.
//
// UTF-8 proves itself. Latin script is told next, by the letters of its
// languages and by where the few bytes beyond ASCII stand, then other scripts by
// how often their letters occur. What remains is read as Windows-1252, in which
// no byte is lost.
func legacy(b []byte) (encoding.Encoding, string) {
	if validUTF8(b) || mostlyUTF8(b) {
		return nil, ""
	}
	if enc, name := latinOf(b); enc != nil {
		return enc, name
	}
	western, central := latin(b)
	switch {
	case western:
		return charmap.Windows1252, "windows-1252"
	case central:
		return charmap.Windows1250, "windows-1250"
	}
	if enc, name := guessed(b); enc != nil {
		return enc, name
	}
	return charmap.Windows1252, "windows-1252"
}

// guessBytes is how much is looked at for other scripts than Latin: more does
// not change the answer.
const guessBytes = 16 << 10

// guessed tells the charsets of other scripts, from the first line on that is
// not ASCII. An answer counts only where the text can be decoded by it.
func guessed(b []byte) (encoding.Encoding, string) {
	i := bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
	i = bytes.LastIndexByte(b[:max(i, 0)], '\n') + 1
	sample := b[i:min(len(b), i+guessBytes)]
	script, worth := scriptOf(sample)
	pairs, n := pairsOf(sample)
	switch {
	case pairs != nil && (n >= somePairs || worth < scriptSure) && decodes(pairs.enc, sample):
		return pairs.enc, pairs.name
	case script != nil:
		return script.enc, script.name
	}
	return nil, ""
}

// decodes reports whether nearly all of b has a meaning in enc.
func decodes(enc encoding.Encoding, b []byte) bool {
	s, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return false
	}
	bad := bytes.Count(s, []byte("\ufffd"))
	return bad <= 1+utf8.RuneCount(s)/200
}

// What the bytes from 0x80 are, for telling Western text from Central
// European: letters of Windows-1252 that are frequent in the West, and those
// whose place Windows-1250 gives to Polish, Czech, Slovak and Hungarian
// letters though in Windows-1252 they are signs, or letters that hardly occur.
const (
	westLetters    = "\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf8\xf9\xfa\xfb\xfc\xdf\xc0\xc1\xc4\xc5\xc6\xc7\xc8\xc9\xca\xd1\xd3\xd6\xd8\xda\xdc\x9c\x8c\xf0\xfe\xde\xfd\xff"
	westSigns      = "\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa1\xa2\xa3\xa5\xa7\xa8\xa9\xaa\xab\xac\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xd7\xf7\x86\x87"
	centralLetters = "\xb3\xb9\xbf\x9c\x9f\xea\xe6\xf1\xf3\x9a\x9e\xe8\xf8\xec\xf9\xef\xf2\x9d\xbe\xb6\xb1\xf5\xfb\xe5\xa3\x8c\xaf\x8a\x8e\xc8\xd8\xa5"
	onlyCentral    = "\xb3\xb9\xbf\x9f\x9d\xbe\xb6\xb1\xa3\xaf\xa5"
)

// latin reports whether b is Western text of Windows-1252 or its part
// ISO-8859-1, or Central European text of Windows-1250.
//
// The evidence: most letters are ASCII, and those that are not stand by
// themselves between ASCII letters, one or two together; signs stand at the
// edges of words. In Central European text bytes that are signs in the West
// stand inside words (Polish), or the accented letters are mostly those that
// the West uses least, such as 0xEC and 0xF8 for ě and ř. Text with no more
// than one or two accents can be taken for Western wrongly.
func latin(b []byte) (western, central bool) {
	var low, high, run, long, inside, west, east int
	for i, c := range b {
		if c < utf8.RuneSelf {
			if letter(c) {
				low++
			}
			run = 0
			continue
		}
		high++
		if run++; run == 3 {
			long++
		}
		before, after := i > 0 && letter(b[i-1]), i+1 < len(b) && letter(b[i+1])
		switch {
		case strings.IndexByte(onlyCentral, c) >= 0 && before && after:
			inside++
		case strings.IndexByte(westSigns, c) >= 0 && !(before && after && c >= 0xA1):
			west++
		case strings.IndexByte(westLetters, c) >= 0 && (before || after || run > 1):
			west++
		case c == 0x92 || c == 0xB7 || c == 0xAD: // apostrophe, middle dot, soft hyphen
			west++
		}
		if strings.IndexByte(centralLetters, c) >= 0 && (before || after) {
			east++
		}
	}
	if high == 0 || low < 3*high && low < 40 || long > high/20 {
		return false, false
	}
	if inside > high/20 && east > high/2 || rareWest(b) > high/4 && east > high/2 {
		return false, true
	}
	return west >= high-high/10 && low > 2*high, false
}

// rareWest counts letters that Western languages use least and Czech and
// Slovak most.
func rareWest(b []byte) int {
	n := 0
	for _, c := range []byte("\xec\xf8\x9a\x9e\xf9\x9d\x8a\x8e") {
		n += bytes.Count(b, []byte{c})
	}
	return n - 2*bytes.Count(b, []byte{0xe0}) - 2*bytes.Count(b, []byte{0xe5}) // Italian has à and Danish å beside ù and ø
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
