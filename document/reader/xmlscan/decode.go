package xmlscan

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Decode returns an XML text as UTF-8 without a byte order mark, and the IANA
// name of the charset it was in, "" for UTF-8. The charset is the named one,
// or else that of the byte order mark or the XML declaration (XML 1.0, appendix F). A text that is neither declared
// nor valid as UTF-8 is taken for windows-1252, and so is one that says it is UTF-8 and holds more
// invalid bytes than characters beyond ASCII.
func Decode(b []byte, name string) (string, string, error) {
	enc, name := encodingOf(b, name)
	if enc == nil {
		return string(bytes.TrimPrefix(b, []byte("\ufeff"))), "", nil
	}
	out, err := enc.NewDecoder().Bytes(b)
	return strings.TrimPrefix(string(out), "\ufeff"), name, err
}

// encodingOf returns the encoding of a text, nil for UTF-8.
func encodingOf(b []byte, name string) (encoding.Encoding, string) {
	if name != "" {
		return lookup(name)
	}
	switch {
	case bytes.HasPrefix(b, []byte("\ufeff")):
		return nil, ""
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}) || bytes.HasPrefix(b, []byte{0, '<', 0}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}) || bytes.HasPrefix(b, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	}
	if enc, name := lookup(declared(b)); enc != nil && !strings.HasPrefix(name, "utf-16") {
		return enc, name
	}
	if utf8.Valid(b) || mostlyUTF8(b) {
		return nil, ""
	}
	return charmap.Windows1252, "windows-1252"
}

func lookup(label string) (encoding.Encoding, string) {
	enc, name := charset.Lookup(label)
	if name == "utf-8" || enc == encoding.Replacement {
		return nil, ""
	}
	return enc, name
}

// declared returns the encoding that the XML declaration names, "" where it names none.
func declared(b []byte) string {
	b = bytes.TrimLeft(b[:min(len(b), 1024)], " \t\r\n")
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return ""
	}
	decl, _, _ := bytes.Cut(b, []byte("?>"))
	_, after, ok := bytes.Cut(decl, []byte("encoding"))
	after = bytes.TrimLeft(after, " \t\r\n=")
	if !ok || len(after) < 2 {
		return ""
	}
	value, _, _ := bytes.Cut(after[1:], after[:1])
	return string(value)
}

// mostlyUTF8 reports whether more characters beyond ASCII are well formed
// than not in the first mebibyte.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for b = b[:min(len(b), 1<<20)]; len(b) > 0; {
		r, n := utf8.DecodeRune(b)
		switch {
		case n == 1 && r == utf8.RuneError:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > bad
}
