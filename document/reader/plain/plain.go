// Package plain reads plain text, in which the apparatus is hardest to see:
// reference signs are digits glued to words, page breaks stand inside
// sentences, and the notes are a list at the end.
package plain

import (
	"context"
	"io"
	"strings"

	"ibid/document"
	"ibid/document/source"
)

// Options say how a text is to be read. The zero value detects everything.
type Options struct {
	Dialect string // habit of the apparatus, "" to detect it
	Charset string // IANA name, "" to detect it
}

// Read reads in to its end.
func Read(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	r, charset, err := in.Text(opt.Charset)
	if err != nil {
		return err
	}
	b.Source().Encoding = charset
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	for _, p := range strings.Split(string(text), "\n\n") {
		if p = source.Safe(strings.Join(strings.Fields(p), " ")); p != "" {
			b.AddBlock(document.Block{Kind: document.Paragraph, Text: p})
		}
	}
	return ctx.Err()
}
