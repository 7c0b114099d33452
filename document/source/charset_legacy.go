package source

import (
	"bytes"
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

// legacy names the charset of a text that is not ASCII by its first bytes; nil is UTF-8. The text
// may end with them.
//
// UTF-8 proves itself. Latin script is told next, by the letters of its
// languages and by where the few bytes beyond ASCII stand, then other scripts by
// how often their letters occur. What remains is read as Windows-1252, in which
// no byte is lost.
func legacy(b []byte, ends bool) (encoding.Encoding, string) {
	if validUTF8(b, ends) || mostlyUTF8(b) {
		return nil, ""
	}
	if enc, name := latinOf(b); enc != nil {
		return enc, name
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

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
