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
	"context"

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
	r, charset, err := in.Text(opt.Charset)
	if err != nil {
		return err
	}
	text, err := source.ReadAll(r, in.Size())
	if err != nil {
		return in.Failed(err)
	}
	b.Source().Encoding = charset
	if c, ok := r.(interface{ Charset() string }); ok {
		b.Source().Encoding = c.Charset()
	}
	return compile(ctx, normal(text), b, in.Limits)
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

func compile(ctx context.Context, text []byte, b *document.Builder, lim source.Limits) error {
	w := compose.New(b, lim)
	w.Outline = true
	start := frontMatter(text, b)
	x := scan(text[:start], text[start:])
	r := newRenderer(w, lim, x)
	due, reserved := firstSnapshot, false
	for p := range newParsing(text, start, lim, x).all(ctx, len(text)) {
		r.piece(p)
		if !reserved && p.end >= reserveBytes {
			reserved = true
			b.Reserve(1.05 * float64(len(text)) / float64(p.end))
		}
		if p.end >= due && !r.open() {
			due = 2 * p.end
			w.Publish()
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	r.finish()
	return ctx.Err()
}
