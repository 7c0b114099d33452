package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// unicodeOf tells the Unicode encodings that show themselves: by a byte order
// mark, or, for UTF-16 without one, by where its white space stands. A nil
// encoding is UTF-8; ok is false where head is none of these.
func unicodeOf(head []byte) (enc encoding.Encoding, name string, ok bool) {
	if enc, name, ok = marked(head); ok {
		return enc, name, true
	}
	if bytes.IndexByte(head, 0) < 0 {
		return nil, "", false
	}
	little, big := looksUTF16(head, binary.LittleEndian), looksUTF16(head, binary.BigEndian)
	if little && big {
		// Text of ASCII with many noughts reads in the wrong order as ideographs
		// with their spaces (U+3000).
		little = spacesUTF16(head, binary.LittleEndian) >= spacesUTF16(head, binary.BigEndian)
	}
	switch {
	case little:
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), "utf-16le", true
	case big:
		return xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), "utf-16be", true
	}
	return nil, "", false
}

// spacesUTF16 counts the units of b that are a space or end a line.
func spacesUTF16(b []byte, order binary.ByteOrder) int {
	n := 0
	for i := 0; i+1 < len(b); i += 2 {
		if u := order.Uint16(b[i:]); u == ' ' || u == '\n' || u == '\r' {
			n++
		}
	}
	return n
}

// marked tells an encoding by its byte order mark.
func marked(head []byte) (enc encoding.Encoding, name string, ok bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\ufeff")):
		return nil, "", true
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32le", true
	case bytes.HasPrefix(head, []byte{0, 0, 0xFE, 0xFF}):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32be", true
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), "utf-16be", true
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM), "utf-16le", true
	}
	return nil, "", false
}

// utf32Named returns the encodings that the Encoding Standard leaves out.
func utf32Named(charset string) (encoding.Encoding, string) {
	switch strings.ToLower(charset) {
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32le"
	case "utf-32be", "utf-32":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32be"
	}
	return nil, ""
}

// looksUTF16 reports whether b reads as UTF-16 text of the given byte order.
//
// The evidence is that of any text: there is white space, nearly every unit is
// a character that Unicode has assigned, controls and broken surrogate pairs
// are next to absent, and the characters come from few blocks of 256, for a
// text keeps to its script. Read in the wrong order, the space becomes U+2000
// and letters scatter. Ideographs spread over many blocks; for them white
// space and assignment must do. A text of a few characters can be misjudged.
func looksUTF16(b []byte, order binary.ByteOrder) bool {
	units := len(b) / 2
	if units < 2 {
		return false
	}
	var space, bad, han int
	var blocks [256]int
	for i := 0; i < units; i++ {
		u := order.Uint16(b[2*i:])
		r := rune(u)
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == 0x3000:
			space++
		case utf16.IsSurrogate(r):
			if i+1 == units {
				break
			}
			if utf16.DecodeRune(r, rune(order.Uint16(b[2*i+2:]))) == utf8.RuneError {
				bad++
			}
			i++
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0xE000 && r < 0xF900 || r >= 0xFFFE || !unicode.IsGraphic(r):
			bad++
		case r >= 0x3400 && r < 0xA000:
			han++
		}
		blocks[u>>8]++
	}
	most := 0
	for _, n := range blocks {
		most = max(most, n)
	}
	return bad <= units/50 && space > 0 && space < units && (most >= units/4 || han >= units/4)
}

// validUTF8 reports whether b is UTF-8, but for a character cut off at its end. Where b ends as
// the text does, such a one is of another charset, unless other characters tell of UTF-8.
func validUTF8(b []byte, ends bool) bool {
	w := whole(b)
	return utf8.Valid(w) && !(ends && len(w) < len(b) && ascii(w))
}

// whole returns b without a character cut off at its end.
func whole(b []byte) []byte {
	for i := 0; i < utf8.UTFMax && i < len(b); i++ {
		if at := len(b) - 1 - i; utf8.RuneStart(b[at]) {
			if !utf8.FullRune(b[at:]) {
				return b[:at]
			}
			break
		}
	}
	return b
}

// mostlyUTF8 reports whether b holds so many well-formed characters beside
// invalid bytes that it is UTF-8 which was damaged or mixed. Text of another
// charset forms a UTF-8 sequence now and then by chance, never four times as
// often as it fails to.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		b = b[n:]
	}
	return good >= 4*bad && good > 0
}
