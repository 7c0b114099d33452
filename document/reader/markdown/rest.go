package markdown

import (
	"bytes"
	"context"
	"io"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// A rest is the part of a text that an index does not know yet. It is looked through beside the
// reading of the beginning, in buffers that serve again: memory for a long text takes longer to
// get than the text to be read.
type rest struct {
	file
	sizes sizes
	start int // of the text after its front matter

	parts []atomic.Pointer[index] // of the text; nil where they were not looked through yet
	taken atomic.Int32            // how many parts were begun with, from the last one on
	whole func() []byte           // reads all of the text, for parts that cannot be understood by themselves
	buf   []byte

	beside sync.WaitGroup // of who looks through parts beside the reading
	broken any            // a panic of theirs
}

// A file is a text that is read in parts, as it stands in the input.
type file struct {
	*io.SectionReader
	// late is set where only the first byte that is no ASCII will tell the charset. Text that
	// is UTF-8 to its end is UTF-8, and in all other charsets that it may be in ASCII stands for itself.
	late bool
}

// overlook is how many bytes after a line may have to be seen to understand it, and more.
const overlook = maxLabel + maxMark

// newRest returns the rest of a text, which somebody begins to look through until ctx is done.
func newRest(ctx context.Context, f file, start int, s sizes) *rest {
	r := &rest{file: f, start: start, sizes: s}
	r.parts = make([]atomic.Pointer[index], (f.size()-start+s.part-1)/s.part)
	r.beside.Go(func() {
		defer func() { r.broken = recover() }()
		for buf := r.buffer(); ctx.Err() == nil && r.next(buf); {
		}
	})
	return r
}

func (r *rest) buffer() []byte { return make([]byte, min(r.sizes.window, r.size())) }

// wait waits for who looks through parts beside the reading.
func (r *rest) wait() {
	if r.beside.Wait(); r.broken != nil {
		panic(r.broken)
	}
}

// next looks through the last part that nobody has begun with, and returns false where there is
// none. The end comes first: there are the notes of most texts.
func (r *rest) next(buf []byte) bool {
	k := len(r.parts) - int(r.taken.Add(1))
	if k < 0 {
		return false
	}
	x := r.part(buf, k)
	r.parts[k].Store(x)
	return x != nil
}

// part returns the index of the lines that begin in a part, nil where it cannot be told by them.
func (r *rest) part(buf []byte, k int) *index {
	x := newIndex(nil)
	at, end := r.start+k*r.sizes.part, r.start+(k+1)*r.sizes.part
	if k > 0 {
		n := bytes.IndexByte(r.read(buf, at-1), '\n')
		if n < 0 {
			return nil
		}
		at += n
	}
	for at < min(end, r.size()) {
		text := r.read(buf, at)
		to := r.understood(text, at)
		if to == 0 {
			return nil
		}
		if last := end - 1 - at; last < to {
			if n := bytes.IndexByte(text[last:to], '\n'); n >= 0 {
				to = last + n + 1
			}
		}
		x.look(text, 0, to)
		at += to
	}
	return x
}

// size returns the length of the text in bytes.
func (f *file) size() int { return int(f.Size()) }

// understood returns how much of a part of the text, from an offset on, is whole lines after which
// there is enough to understand them by; 0 where there are none.
func (f *file) understood(part []byte, at int) int {
	to := len(part)
	if at+to < f.size() {
		to = bytes.LastIndexByte(part[:max(0, to-overlook)], '\n') + 1
	}
	if f.late && !utf8.Valid(part[:to]) {
		return 0
	}
	return to
}

// read fills a buffer with the text at an offset. It returns nil where that cannot be done.
func (f *file) read(buf []byte, at int) []byte {
	b := buf[:min(len(buf), f.size()-at)]
	if n, _ := f.ReadAt(b, int64(at)); n < len(b) {
		return nil
	}
	return f.lines(b, at)
}

// lines returns a part of the text that begins at an offset, its lines ended as normal does.
func (f *file) lines(part []byte, at int) []byte {
	if at+len(part) < f.size() {
		part = bytes.TrimSuffix(part, []byte("\r")) // a newline may follow
	}
	return normal(part)
}

// anywhere reports whether is holds of the index of any part of the text, or of the whole.
func (x *index) anywhere(is func(*index) bool) bool {
	for !is(x) {
		r := x.rest
		if r == nil {
			return false
		}
		for k := range r.parts {
			if part := r.parts[k].Load(); part != nil && is(part) {
				return true
			}
		}
		if r.buf == nil {
			r.buf = r.buffer()
		}
		if !r.next(r.buf) {
			x.settle()
		}
	}
	return true
}

// settle makes the index that of the whole text.
func (x *index) settle() {
	r := x.rest
	if r == nil {
		return
	}
	if r.buf == nil {
		r.buf = r.buffer()
	}
	for r.next(r.buf) {
	}
	r.wait()
	*x = *x.empty()
	for k := range r.parts {
		part := r.parts[k].Load()
		if part == nil {
			x.all(r.whole())
			return
		}
		x.add(part)
	}
	x.imply()
}

// add adds to an index that of the text that follows.
func (x *index) add(y *index) {
	x.labels = append(x.labels, y.labels[1:]...)
	x.links = joined(x.links, y.links)
	x.works = joined(x.works, y.works)
	x.headings, x.labelled = joined(x.headings, y.headings), joined(x.labelled, y.labelled)
	x.cited = x.cited || y.cited
	x.examples = append(x.examples, y.examples...)
	x.brackets.join(y.brackets)
	x.braces.join(y.braces)
}

// joined returns what two maps hold. What both have is that of the first.
func joined[V any](first, second map[string]V) map[string]V {
	if len(first) == 0 {
		return second
	}
	for k, v := range second {
		if _, ok := first[k]; !ok {
			first[k] = v
		}
	}
	return first
}
