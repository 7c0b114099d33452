package pandoc

import (
	"bytes"
	"io"

	"golang.org/x/text/transform"
)

// noteMarks are what begins each note in formats whose notes pandoc does not know wherever
// they stand. What follows one is no letter and no hyphen: "<footnoteref" and "<fn-group" are
// other elements.
var noteMarks = map[string]string{
	"docbook": "<footnote",
	"jats":    "<fn",
	"rtf":     `{\footnote`,
}

// notes counts the marks of notes in what is written to it.
type notes struct {
	mark string
	n    int
	tail []byte // the end of what was written, in which a mark may begin
}

func (c *notes) Write(p []byte) (int, error) {
	if c.mark == "" {
		return len(p), nil
	}
	c.tail = append(c.tail, p...)
	rest := c.tail
	for {
		i := bytes.Index(rest, []byte(c.mark)) + len(c.mark)
		if i < len(c.mark) || i == len(rest) {
			break
		}
		if next := rest[i]; next != '-' && (next|0x20 < 'a' || next|0x20 > 'z') {
			c.n++
		}
		rest = rest[i:]
	}
	c.tail = append(c.tail[:0], rest[max(0, len(rest)-len(c.mark)):]...)
	return len(p), nil
}

// plainNotes makes each "{\*\footnote" of RTF, as LibreOffice and pandoc write them, the
// "{\footnote" of Word. The sign \* lets a reader pass over a destination that it does not
// know (Rich Text Format 1.9.1, "Destination Control Words"), and pandoc does so though it
// knows this one.
func plainNotes(r io.Reader) io.Reader { return transform.NewReader(r, starless{}) }

// starless is the transformer of plainNotes.
type starless struct{ transform.NopResetter }

var starred = []byte(`{\*\footnote`)

func (starless) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for {
		rest := src[nSrc:]
		i := bytes.Index(rest, starred)
		found := i >= 0
		switch {
		case found:
		case atEOF:
			i = len(rest)
		default:
			i = max(0, len(rest)-len(starred)+1)
		}
		n := copy(dst[nDst:], rest[:i])
		nDst, nSrc = nDst+n, nSrc+n
		switch {
		case n < i:
			return nDst, nSrc, transform.ErrShortDst
		case !found && nSrc < len(src):
			return nDst, nSrc, transform.ErrShortSrc
		case !found:
			return nDst, nSrc, nil
		case len(dst)-nDst < len(`{\`):
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], `{\`)
		nSrc += len(`{\*\`)
	}
}
