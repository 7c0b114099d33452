// Package markdown reads CommonMark and GitHub's Markdown with what scholars
// add to it: footnotes, definition lists, YAML front matter, fenced divs and
// bracketed spans, citations, line blocks, and marks for printed pages.
//
// Blocks and inlines are goldmark's; the footnotes are not, because goldmark
// drops notes nobody calls, keeps one of several definitions, knows no inline
// notes and takes quadratic time over many. Goldmark is quadratic in other
// ways too, so a document is cut where no block spans the cut, and each piece
// is held to limits before it is parsed.
package markdown

import (
	"bytes"
	"cmp"
	"context"
	"io"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// Options say how a text is to be read. The zero value detects everything.
type Options struct {
	Charset string // IANA name, "" to detect it
}

// Snapshots are published after these many bytes of source at first, and then
// each time as much again has been read.
const firstSnapshot = 16 << 10

// reserveBytes is how much of a long text tells how much of each thing the rest will hold.
const reserveBytes = 512 << 10

// Read reads in to its end, publishing snapshots on the way.
func Read(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	return newReading(in, b, usual).read(ctx, opt.Charset)
}

// A reading is a text that is being read.
type reading struct {
	in    *source.Input
	b     *document.Builder
	w     *compose.Writer
	sizes sizes

	src      io.Reader
	text     []byte // nil until it was read
	failed   error  // why it could not be
	start    int    // where the front matter ends, -1 where that is not known
	due      int    // where the next snapshot is made
	parsing  *parsing
	renderer *renderer
}

// Sizes of the parts that a text is read in, in bytes.
type sizes struct {
	early  int64 // the least text of which the first piece is shown before the rest is read
	head   int   // by which the first piece is told; all front matter is in it
	first  int   // of the first piece
	part   int   // that is looked through by itself for what is defined there
	window int   // of it that is read at once
}

var usual = sizes{early: 512 << 10, head: headBytes, first: target / 4, part: 512 << 10, window: 32 << 10}

func newReading(in *source.Input, b *document.Builder, s sizes) *reading {
	r := &reading{in: in, b: b, w: compose.New(b, in.Limits), sizes: s, start: -1, due: firstSnapshot}
	r.w.Outline = true
	return r
}

func (r *reading) read(ctx context.Context, charset string) error {
	src, charset, err := r.in.Text(charset)
	if err != nil {
		return err
	}
	r.src, r.b.Source().Encoding = src, charset
	if charset == "" && r.in.Size() >= r.sizes.early && r.in.Size() <= r.in.Limits.Input {
		defer r.early(ctx)()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	text := r.whole()
	if r.failed != nil {
		return r.failed
	}
	if r.parsing == nil {
		r.begin(text)
	} else if err := r.resume(text); err != nil {
		return err
	}
	return r.pieces(ctx)
}

// whole reads the whole text, once.
func (r *reading) whole() []byte {
	if r.text != nil || r.failed != nil {
		return r.text
	}
	text, err := source.ReadAll(r.src, r.in.Size())
	if err != nil {
		r.failed = r.in.Failed(err)
		return nil
	}
	r.text = normal(text)
	r.b.Source().Encoding = cmp.Or(r.b.Source().Encoding, r.late())
	return r.text
}

// late returns the name of a charset that was told by what came after ASCII.
func (r *reading) late() string {
	if c, ok := r.src.(interface{ Charset() string }); ok {
		return c.Charset()
	}
	return ""
}

// begin prepares to compose a text from its beginning.
func (r *reading) begin(text []byte) {
	if r.start < 0 {
		r.start = frontMatter(text, r.b)
	}
	x := scan(text[:r.start], text[r.start:])
	r.renderer = newRenderer(r.w, r.in.Limits, x)
	r.parsing = newParsing(text, r.start, r.in.Limits, x)
	r.parsing.pieces.first = r.sizes.first
}

// pieces composes the pieces that are still to come.
func (r *reading) pieces(ctx context.Context) error {
	reserved := false
	for p := range r.parsing.all(ctx, len(r.text)) {
		r.renderer.piece(p)
		if !reserved && p.end >= reserveBytes {
			reserved = true
			r.b.Reserve(1.05 * float64(len(r.text)) / float64(p.end))
		}
		if p.end >= r.due && !r.renderer.open() {
			r.publish(p.end)
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	r.renderer.finish()
	return ctx.Err()
}

// publish makes a snapshot of a text that was composed up to an offset.
func (r *reading) publish(end int) {
	r.due = 2 * end
	r.w.Publish()
}

// normal ends every line with a newline, without moving any byte: the carriage
// returns before newlines are dropped later, where text is written.
func normal(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	for i, c := range text {
		if c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			text[i] = '\n'
		}
	}
	return text
}
