package main

import (
	"bytes"
	"io"

	"ibid/document"
	"ibid/document/source"
)

// lined are the formats whose source has lines that mean something to a person.
var lined = map[string]bool{"plain": true, "markdown": true, "html": true, "tei": true}

// stride is how many bytes of the source lie between two counts of its lines.
const stride = 64 << 10

// lines tells on which line of the source a byte stands.
type lines struct {
	r      io.ReaderAt
	before []int // line ends before each stride
	buf    []byte
}

// newLines counts the lines of a document's source. It returns nil where they
// say nothing, or where the offsets that the document gives are not those of the bytes.
func newLines(d *document.Document, in *source.Input) *lines {
	if in == nil || !lined[d.Source.Format] || d.Source.Encoding != "" {
		return nil
	}
	l := &lines{r: in.ReaderAt(), buf: make([]byte, stride)}
	n, r := 0, in.NewReader()
	for {
		l.before = append(l.before, n)
		k, err := io.ReadFull(r, l.buf)
		n += bytes.Count(l.buf[:k], []byte("\n"))
		if err != nil {
			return l // what cannot be read has no lines
		}
	}
}

// of returns the line of a byte of the source, from 1, or 0 where it is not known.
func (l *lines) of(off int64) int {
	if l == nil || off < 0 || off/stride >= int64(len(l.before)) {
		return 0
	}
	k := off / stride
	n, _ := l.r.ReadAt(l.buf[:off%stride], k*stride)
	return 1 + l.before[k] + bytes.Count(l.buf[:n], []byte("\n"))
}

// sourceOf returns about where in the source a place of a block stands, -1 where
// that is not known. It is exact for a sign that was taken out of the text; other text
// is as many bytes after the sign before it, or after the beginning of the block,
// as in the source but for markup and white space.
func sourceOf(b *document.Block, off int) int64 {
	if b.Source == (document.Span{}) {
		return -1
	}
	at := b.Source.Start + int64(off)
	for _, m := range b.Marks {
		switch {
		case int(m.Offset) > off || m.Cut == "" || m.At < 0:
		case int(m.Offset) == off:
			return m.At
		default:
			at = m.At + int64(len(m.Cut)) + int64(off) - int64(m.Offset)
		}
	}
	return min(at, max(b.Source.End-1, b.Source.Start))
}
