package markdown

import (
	"context"
	"iter"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ibid/document/internal/ahead"
	"ibid/document/source"
)

// A parsed is a piece that was parsed.
type parsed struct {
	piece
	safe    []byte             // what was parsed of it
	changed bool               // safe is not its text
	tree    ast.Node           // nil where safe is to be shown as it is
	links   []parser.Reference // that the index does not have
	end     int                // how far the document has been cut
}

// A parsing cuts a document into pieces and parses them.
type parsing struct {
	pieces *splitter
	lim    source.Limits
	index  *index
	blocks parser.Parser
	more   linksMet
}

func newParsing(doc []byte, start int, lim source.Limits, x *index) *parsing {
	return &parsing{pieces: newSplitter(doc, start), lim: lim, index: x, blocks: newParser()}
}

// each hands out one piece after the other.
func (p *parsing) each(yield func(parsed) bool) {
	for {
		next, ok := p.pieces.next()
		if !ok {
			return
		}
		if !yield(p.piece(next)) {
			return
		}
	}
}

// piece parses a piece.
func (p *parsing) piece(next piece) parsed {
	out := parsed{piece: next, end: p.pieces.offset()}
	var raw bool
	if out.safe, out.changed, raw = guard(next.text, p.lim); !raw {
		p.more.last = nil
		out.tree = p.blocks.Parse(text.NewReader(out.safe), parser.WithContext(newContext(p.index, &p.more)))
		out.links = p.more.last
	}
	return out
}

// aheadBytes is the length of a document from which on pieces are parsed ahead.
const aheadBytes = 256 << 10

// all returns the pieces of a document. Of a long one, one is parsed while the one before
// is written, which on two processors is a fifth of the time less.
func (p *parsing) all(ctx context.Context, size int) iter.Seq[parsed] {
	if size < aheadBytes {
		return p.each
	}
	return ahead.Of(ctx, p.each)
}
