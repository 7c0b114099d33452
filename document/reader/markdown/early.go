package markdown

import (
	"bytes"
	"context"
	"unicode/utf8"

	"ibid/document/source"
)

// Half of the time before the first words of a long text is shown would go for reading
// the rest of it. So its first piece is composed from the beginning alone, and it is the piece
// that it is in the whole text: it ends between two blocks, where nothing that
// follows can change it, and what else the rest decides is looked up there: whether notes are
// defined, where links lead, which habits there are. Answers that hold whatever comes next end
// the search, so that it seldom goes far; notes, which may be anywhere, are looked
// for near the end first. Where the beginning is not sure, the text is read before anything is shown.

// headBytes is how much of a text its beginning is told by.
const headBytes = maxFront + 8<<10

// early composes the first piece of a text and publishes it, if it is sure.
//
// What looks through the rest has ended when the function that is returned has been called.
func (r *reading) early(ctx context.Context) (done func()) {
	all, err := r.in.UTF8()
	if err != nil {
		return func() {}
	}
	head, err := r.in.Head(r.sizes.head)
	if err != nil {
		return func() {}
	}
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	text := file{SectionReader: all}
	_, text.late = r.src.(interface{ Charset() string })
	if bytes.IndexByte(head, '\r') >= 0 {
		head = text.lines(bytes.Clone(head), 0)
	}
	r.start = frontMatter(head, r.b)
	ctx, cancel := context.WithCancel(ctx)
	rest := newRest(ctx, text, r.start, r.sizes)
	rest.whole = func() []byte { return r.whole()[min(r.start, len(r.text)):] }
	r.first(head, rest)
	return func() {
		cancel()
		rest.wait()
	}
}

// first composes the first piece.
func (r *reading) first(head []byte, rest *rest) {
	x := newIndex(head[:r.start])
	x.look(head, r.start, max(r.start, rest.understood(head, 0)))
	x.rest = rest
	p := newParsing(head, r.start, r.in.Limits, x)
	p.pieces.first = r.sizes.first
	first, ok := p.pieces.next()
	if !ok || !p.pieces.sure() || rest.late && bytes.ContainsFunc(first.text, func(c rune) bool { return c >= utf8.RuneSelf }) {
		return
	}
	r.parsing = p
	r.renderer = newRenderer(r.w, r.in.Limits, x)
	r.renderer.piece(p.piece(first))
	switch {
	case r.failed != nil:
	case p.pieces.offset() >= r.due:
		r.publish(p.pieces.offset())
	case len(r.b.Draft().Blocks) > 0:
		r.w.PublishClosed()
	}
}

// resume goes on with the whole text after its first piece.
func (r *reading) resume(text []byte) error {
	p := r.parsing
	x, read := p.index, p.pieces.top()
	if !bytes.HasPrefix(text, read.text[:read.pos]) {
		return &source.Error{Name: r.in.Name, What: "was changed while it was read", Hint: "open it again"}
	}
	switch {
	case r.b.Source().Encoding != "":
		x.rest = nil
		x.all(text[r.start:])
	default:
		x.settle()
		x.gather()
	}
	p.pieces = &splitter{stack: []region{{text: text, pos: read.pos}}}
	return nil
}
