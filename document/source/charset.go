package source

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// headBytes is how much of a text the detection of its charset looks at.
const headBytes = 64 << 10

// Text reads the input as UTF-8 text, from the charset of the given IANA name
// or, where that is empty, from the one its bytes show. It returns the name of
// the charset, "" for UTF-8. A byte order mark is not part of the text.
//
// Where the first bytes are ASCII and so fit almost every charset, the
// decision waits for the first byte that is not: the reader then has a method
// Charset() string, which says the name once that byte has been read.
//
// An input that is not text at all is refused with an [Error].
func (in *Input) Text(charset string) (io.Reader, string, error) {
	head, err := in.Head(headBytes)
	if err != nil {
		return nil, "", err
	}
	r := in.NewReader()
	if charset != "" {
		enc, name, err := in.Charset(charset)
		if err != nil {
			return nil, "", err
		}
		if name == "" || strings.HasPrefix(name, "utf-") {
			// The mark says more than the name (Encoding Standard, section 6).
			if e, n, ok := marked(head); ok {
				enc, name = e, n
			}
		}
		return decoded(r, head, enc, name)
	}
	enc, name, ok := unicodeOf(head)
	if ok {
		return decoded(r, head, enc, name)
	}
	if what := notText(head); what != "" {
		return nil, "", &Error{Name: in.Name, What: "is not text: it is " + what, Hint: cmp.Or(conversions[what], "name a text, or its charset with --encoding")}
	}
	if ascii(head) {
		if enc, name = escaped(head); enc != nil {
			return decoded(r, head, enc, name)
		}
		return &lateReader{src: r, size: in.sizeTo, end: in.Size}, "", nil
	}
	enc, name = legacy(head, int64(len(head)) == in.Size())
	return decoded(r, head, enc, name)
}

// Charset returns the encoding that a user asked for by an IANA name or an alias, nil for
// UTF-8, and its name, "" for UTF-8.
func (in *Input) Charset(charset string) (encoding.Encoding, string, error) {
	enc, name, err := lookup(charset)
	if err != nil {
		return nil, "", &Error{Name: in.Name, What: fmt.Sprintf("cannot be read as %q", charset), Hint: "name a charset such as utf-8, windows-1252 or iso-8859-2", Err: err}
	}
	return enc, name, nil
}

// lookup returns the encoding of an IANA name or one of the aliases of the
// WHATWG Encoding Standard; nil stands for UTF-8.
func lookup(charset string) (encoding.Encoding, string, error) {
	if enc, name := utf32Named(charset); enc != nil {
		return enc, name, nil
	}
	if enc, name := pagesNamed(charset); enc != nil {
		return enc, name, nil
	}
	enc, err := htmlindex.Get(charset)
	if err != nil {
		return nil, "", err
	}
	if enc == encoding.Replacement {
		return nil, "", errUndecoded
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		return nil, "", err
	}
	if name == "utf-8" {
		return nil, "", nil
	}
	return enc, name, nil
}

// errUndecoded is of the charsets for which the Encoding Standard has no decoder, such
// as iso-2022-kr: markup could be hidden in them (section 4.2).
var errUndecoded = errors.New("the charset is not safe to decode")

// decoded reads r through enc, without the byte order mark that head may begin with.
func decoded(r io.Reader, head []byte, enc encoding.Encoding, name string) (io.Reader, string, error) {
	if enc != nil {
		return transform.NewReader(r, enc.NewDecoder()), name, nil
	}
	var err error
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		_, err = io.CopyN(io.Discard, r, 3)
	}
	return r, "", err
}

// A lateReader reads a text whose charset its first bytes leave open, for they
// are ASCII. It passes ASCII on as it is; the first buffer that holds anything
// else decides how the rest is decoded.
type lateReader struct {
	src  io.Reader
	off  int64               // bytes that have been read
	size func(n int64) int64 // of the input or, while it goes on, of what there is of its first n bytes
	end  func() int64        // the size of the input, -1 while it goes on
	rest io.Reader
	name string
}

// Charset returns the name of the charset, "" while only ASCII has been read
// and for UTF-8.
func (l *lateReader) Charset() string { return l.name }

func (l *lateReader) Read(p []byte) (int, error) {
	if l.rest != nil {
		return l.rest.Read(p)
	}
	if len(p) == 0 {
		return 0, nil
	}
	n, err := l.src.Read(p)
	l.off += int64(n)
	if ascii(p[:n]) {
		return n, err
	}
	if err != nil && err != io.EOF {
		return n, err
	}
	l.decide(p[:n])
	return l.rest.Read(p)
}

// decide looks at what follows the first byte that is not ASCII, tells the
// charset by it and sets the reader of the rest. tail is what has been read
// and not passed on.
func (l *lateReader) decide(tail []byte) {
	more := min(l.size(l.off+headBytes)-l.off, headBytes)
	sample := make([]byte, len(tail)+int(max(more, 0)))
	n, err := io.ReadFull(l.src, sample[copy(sample, tail):])
	sample = sample[:len(tail)+n]
	src := io.Reader(bytes.NewReader(sample))
	switch err {
	case nil:
		src = io.MultiReader(src, l.src)
	case io.EOF, io.ErrUnexpectedEOF:
	default:
		src = io.MultiReader(src, failed{err})
	}
	enc, name := legacy(sample, l.off+int64(n) == l.end())
	l.rest, l.name = src, name
	if enc != nil {
		l.rest = transform.NewReader(src, enc.NewDecoder())
	}
}

// A failed reader returns the error that ended another.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// ascii reports whether b is ASCII.
func ascii(b []byte) bool {
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
