package html

import (
	"bytes"
	"io"
	"strings"

	"ibid/document/source"
)

// Sizes that the beginning of a page is composed by, in bytes.
type sizes struct {
	early  int64 // the least page of which the beginning is composed first
	head   int   // of that beginning
	window int   // that is looked through at once for places later in the page
}

var usual = sizes{early: earlyFrom, head: earlyBytes, window: 32 << 10}

// A scattered text is one that is read here and there, of a file before all of it is. Little
// memory is used for it, for new memory takes longer to get than the text to be read.
type scattered struct {
	text *io.SectionReader
	head string // its beginning
	buf  []byte
	at   int // where in the text what was read into buf begins
}

// scatteredFile returns the text of an input that is UTF-8.
func scatteredFile(in *source.Input, s sizes) (*scattered, error) {
	text, err := in.UTF8()
	if err != nil {
		return nil, err
	}
	head, err := in.Head(headBytes)
	if err != nil {
		return nil, err
	}
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	return newScattered(text, string(head[:min(s.head, len(head))]), s), nil
}

// newScattered returns a text of which the beginning is given.
func newScattered(text *io.SectionReader, head string, s sizes) *scattered {
	return &scattered{text: text, head: head[:min(s.head, len(head))], buf: make([]byte, 0, s.window), at: -1}
}

// size returns the length of the text in bytes.
func (s *scattered) size() int { return int(s.text.Size()) }

// read reads the text from an offset into the buffer. It returns nothing where that cannot be done.
func (s *scattered) read(at int) []byte {
	s.at, s.buf = at, s.buf[:min(cap(s.buf), s.size()-at)]
	if n, _ := s.text.ReadAt(s.buf, int64(at)); n < len(s.buf) {
		s.buf = s.buf[:0]
	}
	return s.buf
}

// hasMain reports whether a page says what its main part is, near its beginning.
func (s *scattered) hasMain() bool {
	if hasMain([]byte(s.head)) {
		return true
	}
	const most = len(`role="main"`)
	for at := max(0, len(s.head)-most); at < min(s.size(), mainWithin); at += cap(s.buf) - most {
		if hasMain(s.read(at)) {
			return true
		}
	}
	return false
}

func hasMain(src []byte) bool {
	return bytes.Contains(src, []byte("<main")) || bytes.Contains(src, []byte("<article")) || bytes.Contains(src, []byte(`role="main"`))
}

// block returns the beginning of the block that holds the place of a name, or of its tag where it
// stands in none; "" where the name is not found as names are mostly written. The place
// is in the beginning of the text or behind it.
func (s *scattered) block(id string, inHead bool) string {
	at := -1
	if !inHead {
		at = s.find(id)
	} else if i := named([]byte(s.head), id); i >= 0 {
		at = i
	}
	if at < 0 {
		return ""
	}
	const before = 2 << 10 // the name stands in a tag, and that near the beginning of its block
	from := max(0, at-before)
	src := make([]byte, min(s.size()-from, at-from+peekBytes))
	if n, _ := s.text.ReadAt(src, int64(from)); n < len(src) {
		return ""
	}
	near := string(src)
	tag := strings.LastIndexByte(near[:at-from], '<')
	if tag < 0 {
		return ""
	}
	begin := blockBefore(near, tag)
	return near[begin:min(begin+peekBytes, len(near))]
}

// find returns where behind the beginning an element says its name, -1 where none does. The places
// that a page's beginning leads to stand close together, most of them at the end of a chapter or
// of the page: so both ends are looked through in turn.
func (s *scattered) find(id string) int {
	step := cap(s.buf) - len(id) - len(`name=""`)
	if step <= 0 {
		return -1
	}
	in := func(at int) int {
		if at != s.at {
			s.read(at)
		}
		if i := named(s.buf, id); i >= 0 {
			return at + i
		}
		return -1
	}
	front, back := max(0, len(s.head)-cap(s.buf)+step), s.size()
	for _, at := range []int{s.at, s.at + step} { // where the one before was found, or soon after
		if at >= front && at < back {
			if i := in(at); i >= 0 {
				return i
			}
		}
	}
	for front < back {
		if i := in(front); i >= 0 {
			return i
		}
		front, back = front+step, max(0, back-step)
		if i := in(back); i >= 0 {
			return i
		}
	}
	return -1
}

// named returns where in a text an element says its name, as names are mostly written: the
// place of the sign between attribute and value, -1 where none does. That sign is rarer than
// any letter, so that little is looked at twice.
func named(text []byte, id string) int {
	for i := 0; ; i++ {
		k := bytes.IndexByte(text[i:], '=')
		if k < 0 {
			return -1
		}
		i += k
		rest := text[i+1:]
		if len(rest) < len(id)+2 || rest[0] != '"' && rest[0] != '\'' || rest[len(id)+1] != rest[0] || string(rest[1:len(id)+1]) != id {
			continue
		}
		if bytes.HasSuffix(text[:i], []byte("id")) || bytes.HasSuffix(text[:i], []byte("name")) {
			return i
		}
	}
}

// blockBefore returns the start of the block element that is open at a tag, if
// it begins not far before it, else the tag's.
func blockBefore(src string, tag int) int {
	const far = 400
	near := src[max(0, tag-far):max(0, tag)]
	best := -1
	for _, open := range []string{"<p", "<li", "<div", "<td", "<dd", "<aside", "<blockquote", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6"} {
		if i := strings.LastIndex(near, open); i > best && !strings.Contains(near[i:], "</"+open[1:]) {
			best = i
		}
	}
	if best < 0 {
		return tag
	}
	return max(0, tag-far) + best
}
