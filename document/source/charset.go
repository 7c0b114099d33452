package source

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// headBytes is how much of a text the detection of its charset looks at.
const headBytes = 64 << 10

// Text reads the input as UTF-8 text, from the charset of the given IANA name
// or, where that is empty, from the one its first bytes show. It returns the
// name of the charset, "" for UTF-8. A byte order mark is not part of the text.
func (in *Input) Text(charset string) (io.Reader, string, error) {
	head, err := in.Head(headBytes)
	if err != nil {
		return nil, "", err
	}
	enc, name := detect(head)
	if charset != "" {
		if enc, err = htmlindex.Get(charset); err != nil {
			return nil, "", &Error{Name: in.Name, What: fmt.Sprintf("cannot be read as %q", charset), Hint: "name a charset such as utf-8, windows-1252 or iso-8859-2", Err: err}
		}
		if name, _ = htmlindex.Name(enc); name == "utf-8" {
			enc, name = nil, ""
		}
	}
	r := in.NewReader()
	if enc == nil {
		if bytes.HasPrefix(head, []byte("\ufeff")) {
			_, err = io.CopyN(io.Discard, r, 3)
		}
		return r, "", err
	}
	return transform.NewReader(r, enc.NewDecoder()), name, nil
}

// detect names the charset of a text by its first bytes; nil is UTF-8.
func detect(head []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	case validUTF8(head):
		return nil, ""
	}
	return charmap.Windows1252, "windows-1252"
}

// validUTF8 reports whether b is UTF-8, but for a character cut off at its end.
func validUTF8(b []byte) bool {
	for i := 0; i < utf8.UTFMax && i < len(b); i++ {
		if utf8.RuneStart(b[len(b)-1-i]) {
			if !utf8.FullRune(b[len(b)-1-i:]) {
				b = b[:len(b)-1-i]
			}
			break
		}
	}
	return utf8.Valid(b)
}
