package xmlscan

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"ibid/document/source"
)

// Read returns a whole input as Decode does, in the named charset where name is not "". It
// keeps no copy of the bytes.
func Read(in *source.Input, name string) (string, string, error) {
	var enc encoding.Encoding
	asked := name != ""
	if asked {
		var err error
		if enc, name, err = in.Charset(name); err != nil {
			return "", "", err
		}
	}
	all, err := source.ReadText(in.NewReader(), in.Size())
	if err != nil {
		return "", "", in.Failed(err)
	}
	if !asked {
		enc, name = encodingOf(all)
	}
	src, err := decode(all, enc)
	if err != nil {
		err = &source.Error{Name: in.Name, What: "cannot be decoded as " + name, Hint: "name its charset", Err: err}
	}
	return src, name, err
}

// Decode returns an XML text as UTF-8 without a byte order mark, and the IANA
// name of the charset it was in, "" for UTF-8. The charset is
// that of the byte order mark or the XML declaration (XML 1.0, appendix F). A text that is neither declared
// nor valid as UTF-8 is taken for windows-1252, and so is one that says it is UTF-8 and holds more
// invalid bytes than characters beyond ASCII.
func Decode(b []byte) (string, string, error) {
	s := string(b)
	enc, name := encodingOf(s)
	s, err := decode(s, enc)
	return s, name, err
}

func decode(s string, enc encoding.Encoding) (string, error) {
	if enc == nil {
		return strings.TrimPrefix(s, bom), nil
	}
	out, err := enc.NewDecoder().String(s)
	return strings.TrimPrefix(out, bom), err
}

const bom = "\ufeff" // a byte order mark, as UTF-8

// encodingOf returns the encoding of a text, nil for UTF-8.
func encodingOf(s string) (encoding.Encoding, string) {
	switch {
	case strings.HasPrefix(s, bom):
		return nil, ""
	case strings.HasPrefix(s, "\xfe\xff") || strings.HasPrefix(s, "\x00<\x00"):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	case strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "<\x00"):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	}
	if enc, name := lookup(declared(s)); enc != nil && !strings.HasPrefix(name, "utf-16") {
		return enc, name
	}
	if utf8.ValidString(s) || mostlyUTF8(s) {
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
func declared(s string) string {
	s = strings.TrimLeft(s[:min(len(s), 1024)], " \t\r\n")
	if !strings.HasPrefix(s, "<?xml") {
		return ""
	}
	decl, _, _ := strings.Cut(s, "?>")
	_, after, ok := strings.Cut(decl, "encoding")
	after = strings.TrimLeft(after, " \t\r\n=")
	if !ok || len(after) < 2 {
		return ""
	}
	value, _, _ := strings.Cut(after[1:], after[:1])
	return value
}

// mostlyUTF8 reports whether more characters beyond ASCII are well formed
// than not in the first mebibyte.
func mostlyUTF8(s string) bool {
	good, bad := 0, 0
	for s = s[:min(len(s), 1<<20)]; len(s) > 0; {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case n == 1 && r == utf8.RuneError:
			bad++
		case n > 1:
			good++
		}
		s = s[n:]
	}
	return good > bad
}
