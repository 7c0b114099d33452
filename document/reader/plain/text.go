package plain

import (
	"bytes"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"ibid/document/internal/room"
	"ibid/document/source"
)

// A chunk is a run of whole paragraphs of the source: decoded, made safe, its
// line ends "\n". Form feeds stay, for they end pages.
type chunk struct {
	text   string
	base   int64   // byte offset of text[0] in the source, decoded to UTF-8
	shifts []shift // where text and source part ways, in order
	hint   int     // the shift that was asked for last
	last   bool    // the text ends here
	idle   bool    // the source is silent: what has come is to be shown
	mem    *memory // what its paragraphs are kept in
	buf    []byte  // that it was read into
}

// A shift says that from text[at:] on the source is by bytes further on than
// the text is.
type shift struct {
	at int
	by int64
}

// at returns the source's byte offset of text[i]. For text that is not UTF-8
// in the source, offsets are those of its UTF-8 form.
func (c *chunk) at(i int) int64 {
	off := c.base + int64(i)
	if len(c.shifts) == 0 {
		return off
	}
	// A layout asks in order, so the answer is mostly where it was or next to it.
	k := c.hint
	if k+1 < len(c.shifts) && c.shifts[k+1].at <= i {
		k++
	}
	if c.shifts[k].at > i || k+1 < len(c.shifts) && c.shifts[k+1].at <= i {
		k = sort.Search(len(c.shifts), func(k int) bool { return c.shifts[k].at > i }) - 1
	}
	if k < 0 {
		return off
	}
	c.hint = k
	return off + c.shifts[k].by
}

// Sizes of chunks in bytes. The first is small so that there is soon
// something to see; a text that fits into wholeBytes is read in one piece,
// for then its notes are known before its first screen is shown.
const (
	wholeBytes = 256 << 10
	firstBytes = 112 << 10
	chunkBytes = 256 << 10
	spareBytes = 4 << 10
)

// chunks cuts a text at blank lines into chunks.
type chunks struct {
	r      io.Reader
	rest   []byte // read and not yet handed out
	base   int64  // source offset of rest[0]
	size   int    // of a chunk
	eof    bool
	unsafe int // characters that were replaced or dropped
	mem    memory
	bufs   buffers
	// idle reports whether the source has gone silent, so that what there is
	// should be shown; nil where it never does.
	idle func() bool
}

// newChunks reads r, whose first byte is at offset base of the source; size is
// the whole source's, -1 where it is not known.
func newChunks(r io.Reader, base, size int64) *chunks {
	c := &chunks{r: r, base: base, size: firstBytes}
	if size >= 0 && size <= wholeBytes {
		c.size = 2*int(size) + spareBytes // decoding may make it longer
	}
	c.bufs.long = size >= longText
	return c
}

// next returns the next chunk, or nil at the end of the text.
func (c *chunks) next() (*chunk, error) {
	silent := 0
	for !c.eof && len(c.rest) < c.size {
		if silent = c.silent(); silent > 0 {
			break
		}
		if err := c.fill(); err != nil {
			return nil, err
		}
	}
	if len(c.rest) == 0 {
		return nil, nil
	}
	n := len(c.rest)
	switch {
	case silent > 0:
		n = silent
	case !c.eof:
		n = breakAt(c.rest)
	}
	if c.size == firstBytes {
		c.size = chunkBytes
	}
	out := c.cut(n)
	out.idle = silent > 0
	return out, nil
}

// cut makes a chunk of the first n bytes that were read. The others move to a buffer of their own.
func (c *chunks) cut(n int) *chunk {
	out := &chunk{mem: &c.mem, base: c.base, last: c.eof && n == len(c.rest), buf: c.rest}
	c.unsafe += out.set(room.String(c.rest[:n]))
	c.base += int64(n)
	rest := c.rest[n:]
	if c.rest = nil; len(rest) > 0 {
		c.rest = append(c.bufs.take(max(c.size, len(rest))), rest...)
	}
	return out
}

// silent returns the length of the whole paragraphs that wait while the source
// is silent, 0 where none do or where it is not.
func (c *chunks) silent() int {
	if c.idle == nil {
		return 0
	}
	if i := bytes.LastIndex(c.rest, []byte("\n\n")); i >= 0 && c.idle() {
		return i + 2
	}
	return 0
}

// fill reads more of the text into rest.
func (c *chunks) fill() error {
	if cap(c.rest) < c.size {
		c.rest = append(c.bufs.take(c.size), c.rest...)
	}
	n, err := c.r.Read(c.rest[len(c.rest):c.size])
	c.rest = c.rest[:len(c.rest)+n]
	if err == io.EOF {
		c.eof = true
		return nil
	}
	return err
}

// breakAt returns where to cut b: after its last blank line, else after its last
// line, else after its last whole character.
func breakAt(b []byte) int {
	if i := lastBlank(b); i >= len(b)/2 {
		return i
	}
	for _, sep := range []byte("\n\r") {
		if i := bytes.LastIndexByte(b, sep); i >= len(b)/2 {
			return i + 1
		}
	}
	n := len(b)
	for i := 0; i < utf8.UTFMax && n > 1 && !utf8.RuneStart(b[n-1]); i++ {
		n--
	}
	if n > 1 && b[n-1] >= utf8.RuneSelf {
		n--
	}
	if n > 1 && b[n-1] == '\r' {
		n--
	}
	return n
}

// lastBlank returns where the last blank line in the second half of b ends,
// or 0.
func lastBlank(b []byte) int {
	for i := len(b); i > len(b)/2; {
		if i = bytes.LastIndexByte(b[:i], '\n'); i < 1 {
			return 0
		}
		if b[i-1] == '\n' || b[i-1] == '\r' && i > 1 && b[i-2] == '\n' {
			return i + 1
		}
	}
	return 0
}

// set makes s the chunk's text and returns how many characters of it were
// unsafe. Clean text with "\n" line ends costs one pass and no memory.
func (c *chunk) set(s string) int {
	if source.SafeLen(s) == len(s) {
		c.text = s
		return 0
	}
	return c.rewrite(s)
}

// rewrite makes s safe, with "\n" at the ends of lines, and keeps count of what moves.
func (c *chunk) rewrite(s string) int {
	var b strings.Builder
	b.Grow(len(s) + 64)
	c.shifts = make([]shift, 0, strings.Count(s, "\r"))
	unsafe, off := 0, 0
	for {
		n := source.SafeLen(s[off:]) // a line, where it ends in "\r\n"
		b.WriteString(s[off : off+n])
		if off += n; off == len(s) {
			break
		}
		switch s[off] {
		case '\f':
			b.WriteByte('\f')
			off++
		case '\r':
			b.WriteByte('\n')
			if off++; off < len(s) && s[off] == '\n' {
				off++
			}
		default:
			end := off + lineBreak(s[off:])
			unsafe += c.line(&b, s, off, end)
			off = end
		}
		c.shift(b.Len(), off)
	}
	c.text = b.String()
	return unsafe
}

// lineBreak returns the index of the first line end or form feed in s, or its length.
func lineBreak(s string) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= '\r' && (c == '\n' || c == '\r' || c == '\f') {
			return i
		}
	}
	return len(s)
}

// line adds s[off:end], which holds no line end.
func (c *chunk) line(b *strings.Builder, s string, off, end int) int {
	safe, n := source.SafeCount(s[off:end])
	if len(safe) == end-off {
		b.WriteString(safe)
		return n
	}
	n = 0
	for off < end {
		k := strings.IndexByte(s[off:end], ' ') + 1
		if k == 0 {
			k = end - off
		}
		word, hurt := source.SafeCount(s[off : off+k])
		if len(word) != k {
			c.letters(b.Len(), off, s[off:off+k], word)
		}
		b.WriteString(word)
		n += hurt
		off += k
		c.shift(b.Len(), off)
	}
	return n
}

// letters notes where text and source part ways within a word, of which safe
// is what was made of it, if that can be told letter by letter.
func (c *chunk) letters(at, off int, word, safe string) {
	from := len(c.shifts)
	for i, n := 0, 0; i < len(word); i += n {
		_, n = utf8.DecodeRuneInString(word[i:])
		one := source.Safe(word[i : i+n])
		if !strings.HasPrefix(safe, one) {
			c.shifts = c.shifts[:from]
			return
		}
		safe = safe[len(one):]
		at += len(one)
		c.shift(at, off+i+n)
	}
}

// shift notes that the text from at on comes from offset off of the chunk's source.
func (c *chunk) shift(at, off int) {
	by := int64(off - at)
	if k := len(c.shifts); k == 0 && by != 0 || k > 0 && c.shifts[k-1].by != by {
		c.shifts = append(c.shifts, shift{at, by})
	}
}
