package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	kindFootnote = ast.NewNodeKind("IbidFootnote")
	kindDiv      = ast.NewNodeKind("IbidDiv")
	kindVerse    = ast.NewNodeKind("IbidVerse")
)

// A footnote is the definition of a note, wherever it stands.
type footnote struct {
	ast.BaseBlock
	key    string
	label  string // as printed
	series string
}

func (n *footnote) override(a attributes) {
	if l, ok := a.values["label"]; ok {
		n.label = l
	}
	if s := a.values["series"]; s != "" {
		n.series = s
	}
}

// Kind implements ast.Node.
func (n *footnote) Kind() ast.NodeKind { return kindFootnote }

// Dump implements ast.Node.
func (n *footnote) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// footnoteParser parses definitions: "[^x]:" and what follows it, further
// lines being indented by four columns.
type footnoteParser struct{}

// Trigger implements parser.BlockParser.
func (footnoteParser) Trigger() []byte { return []byte("[") }

// Open implements parser.BlockParser.
func (footnoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	label := definition(line[pos:])
	if label == nil {
		return nil, parser.NoChildren
	}
	n := &footnote{key: string(label), label: printed(string(label)), series: "footnote"}
	pos += len("[^]:") + len(label)
	if k := len(line[pos:]) - len(bytes.TrimLeft(line[pos:], " ")); k > 0 {
		attrs, length := ownComment(line[pos+k:])
		n.override(attrs)
		if length > 0 {
			pos += k + length
		}
	}
	if util.IsBlank(line[pos:]) {
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	reader.AdvanceAndSetPadding(pos-seg.Padding, 0)
	return n, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (footnoteParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (footnoteParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (footnoteParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (footnoteParser) CanAcceptIndentedLine() bool { return false }

// A div is a line of colons that opens or closes one of pandoc's fenced divs.
type div struct {
	ast.BaseBlock
	attrs attributes
	close bool
}

// Kind implements ast.Node.
func (n *div) Kind() ast.NodeKind { return kindDiv }

// Dump implements ast.Node.
func (n *div) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// divParser parses the fences of divs, each by itself: divs may hold any
// blocks, and hide none where one of their fences is missing.
type divParser struct{}

// Trigger implements parser.BlockParser.
func (divParser) Trigger() []byte { return []byte(":") }

// Open implements parser.BlockParser.
func (divParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	s := bytes.TrimSpace(line[pos:])
	n := run(s)
	if n < 3 {
		return nil, parser.NoChildren
	}
	d := &div{}
	switch s = bytes.TrimSpace(bytes.TrimRight(s[n:], ":")); {
	case len(s) == 0:
		d.close = true
	case s[0] == '{':
		var k int
		if d.attrs, k = parseAttributes(s); k == 0 {
			return nil, parser.NoChildren
		}
	case bytes.IndexByte(s, ' ') < 0:
		d.attrs.classes = []string{string(s)}
	default: // a title follows the kind of the div, as Docusaurus and VuePress have it
		word, title, _ := bytes.Cut(s, []byte(" "))
		if bytes.ContainsFunc(word, func(c rune) bool { return !letter(c) && c != '-' }) {
			return nil, parser.NoChildren
		}
		d.attrs.classes = []string{string(word)}
		d.attrs.set("title", string(bytes.TrimSpace(title)))
	}
	reader.AdvanceToEOL()
	return d, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (divParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser.
func (divParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (divParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (divParser) CanAcceptIndentedLine() bool { return false }

// A verse is one of pandoc's line blocks: lines that begin with "| ".
type verse struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (n *verse) Kind() ast.NodeKind { return kindVerse }

// Dump implements ast.Node.
func (n *verse) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// verseParser parses line blocks. A line with another bar is a table's.
type verseParser struct{}

// Trigger implements parser.BlockParser.
func (verseParser) Trigger() []byte { return []byte("|") }

// Open implements parser.BlockParser.
func (p verseParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	n := &verse{}
	if !n.add(reader, pos) {
		return nil, parser.NoChildren
	}
	return n, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (p verseParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	_, pos := util.IndentWidth(line, reader.LineOffset())
	if util.IsBlank(line) || pos >= len(line) || !node.(*verse).add(reader, pos) {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

func (n *verse) add(reader text.Reader, pos int) bool {
	line, seg := reader.PeekLine()
	s := line[pos:]
	if len(s) < 2 || s[0] != '|' || s[1] != ' ' && s[1] != '\n' && s[1] != '\r' || unescaped(s[1:], '|') {
		return false
	}
	skip := 2
	if s[1] != ' ' {
		skip = 1
	}
	n.Lines().Append(text.NewSegment(max(min(seg.Start+pos+skip-seg.Padding, seg.Stop-1), seg.Start), seg.Stop))
	reader.AdvanceToEOL()
	return true
}

// unescaped reports whether c stands in s without a backslash before it.
func unescaped(s []byte, c byte) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case c:
			return true
		}
	}
	return false
}

// Close implements parser.BlockParser.
func (verseParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (verseParser) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (verseParser) CanAcceptIndentedLine() bool { return false }
