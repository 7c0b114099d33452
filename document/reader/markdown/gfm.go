package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The extensions of GitHub's Markdown are made here rather than taken from goldmark,
// whose package for them compiles what none of ours need each time a program starts,
// and fills up the rows of tables.

var (
	kindStruck = ast.NewNodeKind("IbidStruck")
	kindTask   = ast.NewNodeKind("IbidTask")
)

// A struck text stands between tildes (GFM 0.29, section 6.5).
type struck struct{ ast.BaseInline }

// Kind implements ast.Node.
func (n *struck) Kind() ast.NodeKind { return kindStruck }

// Dump implements ast.Node.
func (n *struck) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// struckParser parses runs of one or two tildes. It is the processor of its delimiters too.
type struckParser struct{}

// mostTildes is how long a run may be that strikes text.
const mostTildes = 2

// Trigger implements parser.InlineParser.
func (struckParser) Trigger() []byte { return []byte("~") }

// Parse implements parser.InlineParser.
func (p struckParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, p)
	if d == nil || d.OriginalLength > mostTildes || before == '~' {
		return nil
	}
	d.Segment = seg.WithStop(seg.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// IsDelimiter implements parser.DelimiterProcessor.
func (struckParser) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (struckParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.OriginalLength == closer.OriginalLength
}

// OnMatch implements parser.DelimiterProcessor.
func (struckParser) OnMatch(int) ast.Node { return &struck{} }

// A task is the box that an item of a list begins with (GFM 0.29, section 5.3).
type task struct {
	ast.BaseInline
	done bool
}

// Kind implements ast.Node.
func (n *task) Kind() ast.NodeKind { return kindTask }

// Dump implements ast.Node.
func (n *task) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// taskParser parses boxes.
type taskParser struct{}

// Trigger implements parser.InlineParser.
func (taskParser) Trigger() []byte { return []byte("[") }

// Parse implements parser.InlineParser.
func (taskParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	item, ok := parent.Parent().(*ast.ListItem)
	if !ok || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	const box = len("[x]")
	line, _ := block.PeekLine()
	if len(line) < box || line[2] != ']' || bytes.IndexByte([]byte(" \t\n\rxX"), line[1]) < 0 {
		return nil
	}
	space := len(line[box:]) - len(bytes.TrimLeft(line[box:], " \t\r\n"))
	block.Advance(box + space)
	return &task{done: line[1] == 'x' || line[1] == 'X'}
}
