package main

import (
	"bytes"
	"io"
	"sort"

	"ibid/document"
	"ibid/document/source"
)

// lined are the formats whose source has lines that mean something to a person.
var lined = map[string]bool{"plain": true, "markdown": true, "html": true, "tei": true}

// stride is how many bytes of the source lie between two counts of its lines.
const stride = 64 << 10

// lines tells on which line of the source a byte stands. A line ends with "\n", "\r\n" or "\r".
type lines struct {
	r      io.ReaderAt
	before []int // line ends before each stride
	buf    []byte

	// ends are the offsets behind the line ends of a text that was decoded: its bytes
	// cannot be read again from the middle.
	ends []int64
}

// newLines counts the lines of a document's source. It returns nil where they say nothing.
func newLines(d *document.Document, in *source.Input) *lines {
	if in == nil || !lined[d.Source.Format] {
		return nil
	}
	if d.Source.Encoding != "" {
		return decodedLines(d.Source.Encoding, in)
	}
	l := &lines{r: in.ReaderAt(), buf: make([]byte, stride+1)}
	n, r := 0, in.NewReader()
	for last := byte(0); ; last = l.buf[stride-1] {
		l.before = append(l.before, n)
		k, err := io.ReadFull(r, l.buf[:stride])
		n += lineEnds(l.buf[:k], last)
		if err != nil {
			return l // what cannot be read has no lines
		}
	}
}

// decodedLines counts the lines of a source in another encoding: the offsets of its
// document are those of its UTF-8 form.
func decodedLines(encoding string, in *source.Input) *lines {
	text, _, err := in.Text(encoding)
	if err != nil {
		return nil
	}
	l := new(lines)
	buf, at, last := make([]byte, stride), int64(0), byte(0)
	for {
		n, err := text.Read(buf)
		for i, c := range buf[:n] {
			switch {
			case c == '\n' && last == '\r':
				l.ends[len(l.ends)-1]++
			case c == '\n' || c == '\r':
				l.ends = append(l.ends, at+int64(i)+1)
			}
			last = c
		}
		at += int64(n)
		if err != nil {
			return l
		}
	}
}

// lineEnds counts the line ends in b, before which the byte last stands.
func lineEnds(b []byte, last byte) int {
	n := bytes.Count(b, []byte("\n")) + bytes.Count(b, []byte("\r")) - bytes.Count(b, []byte("\r\n"))
	if last == '\r' && len(b) > 0 && b[0] == '\n' {
		n--
	}
	return n
}

// of returns the line of a byte of the source, from 1, or 0 where it is not known.
func (l *lines) of(off int64) int {
	switch {
	case l == nil || off < 0:
		return 0
	case l.r == nil:
		return 1 + sort.Search(len(l.ends), func(i int) bool { return l.ends[i] > off })
	case off/stride >= int64(len(l.before)):
		return 0
	}
	k := off / stride
	from := max(k*stride-1, 0)
	n, _ := l.r.ReadAt(l.buf[:off-from], from)
	last, b := byte(0), l.buf[:n]
	if k > 0 && n > 0 {
		last, b = b[0], b[1:]
	}
	return 1 + l.before[k] + lineEnds(b, last)
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
