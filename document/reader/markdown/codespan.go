package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// codeParser parses spans of code. Goldmark's looks for the end of each up to the end of the block
// and makes a node of every line on the way. A run of backticks that nothing ends has no
// later one of its length to end it, so that none of these is looked for again.
type codeParser struct{ parser.InlineParser }

// unendedKey finds the runs of the block that is being parsed in its context.
var unendedKey = parser.NewContextKey()

// unended are the lengths of the runs of backticks that nothing ends in the rest of a block.
type unended struct {
	block   ast.Node
	lengths map[int]bool
}

// Parse implements parser.InlineParser.
func (p codeParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	n := run(line)
	known, _ := pc.Get(unendedKey).(*unended)
	if known != nil && known.block == parent && known.lengths[n] {
		block.Advance(n)
		return ast.NewTextSegment(seg.WithStop(seg.Start + n))
	}
	node := p.InlineParser.Parse(parent, block, pc)
	if _, ok := node.(*ast.CodeSpan); !ok {
		if known == nil || known.block != parent {
			known = &unended{block: parent, lengths: map[int]bool{}}
			pc.Set(unendedKey, known)
		}
		known.lengths[n] = true
	}
	return node
}
