package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	kindDefinitions     = ast.NewNodeKind("IbidDefinitions")
	kindDefinitionTerm  = ast.NewNodeKind("IbidDefinitionTerm")
	kindDefinitionWords = ast.NewNodeKind("IbidDefinitionWords")
)

// Definitions are terms, each with what defines it (PHP Markdown Extra; pandoc,
// "Definition lists"): lines of a paragraph are terms where the next line begins
// with a colon or a tilde.
type definitions struct {
	ast.BaseBlock
	indent int            // columns of what belongs to the definition that is open
	terms  *ast.Paragraph // whose lines are the terms of the definition that begins
}

// Kind implements ast.Node.
func (n *definitions) Kind() ast.NodeKind { return kindDefinitions }

// Dump implements ast.Node.
func (n *definitions) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A definitionTerm is one line.
type definitionTerm struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (n *definitionTerm) Kind() ast.NodeKind { return kindDefinitionTerm }

// Dump implements ast.Node.
func (n *definitionTerm) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// DefinitionWords are what defines a term.
type definitionWords struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (n *definitionWords) Kind() ast.NodeKind { return kindDefinitionWords }

// Dump implements ast.Node.
func (n *definitionWords) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// definitionParser parses definitions. A colon or tilde opens the list and then, in
// that, what defines the term.
type definitionParser struct{}

// Trigger implements parser.BlockParser.
func (definitionParser) Trigger() []byte { return []byte(":~") }

// deepIndent is how far after the mark text is code that is indented.
const deepIndent = 8

// Open implements parser.BlockParser.
func (definitionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	mark := pc.BlockOffset()
	if mark < 0 || line[mark] != ':' && line[mark] != '~' || pc.BlockIndent() > 2 {
		return nil, parser.NoChildren
	}
	if list, ok := parent.(*definitions); ok {
		list.takeTerms(reader.Source())
		at, padding := util.IndentPosition(line[mark+1:], mark+1, list.indent-mark-1)
		reader.AdvanceAndSetPadding(mark+at+1, padding)
		return &definitionWords{}, parser.HasChildren
	}
	space, _ := util.IndentWidth(line[mark+1:], mark+1)
	switch {
	case space == 0:
		return nil, parser.NoChildren
	case space >= deepIndent:
		space = 5
	}
	indent := mark + 1 + space
	switch last := parent.LastChild().(type) {
	case *definitions: // the term has another definition
		last.indent = indent
		return last, parser.HasChildren
	case *ast.Paragraph:
		if list, ok := last.PreviousSibling().(*definitions); ok {
			list.indent, list.terms = indent, last
			return list, parser.HasChildren
		}
		return &definitions{indent: indent, terms: last}, parser.HasChildren | parser.RequireParagraph
	}
	return nil, parser.NoChildren
}

// takeTerms makes terms of the lines of the paragraph before.
func (n *definitions) takeTerms(source []byte) {
	p := n.terms
	if p == nil {
		return
	}
	n.terms = nil
	for i := range p.Lines().Len() {
		s := p.Lines().At(i)
		t := &definitionTerm{}
		t.SetPos(s.Start)
		t.Lines().Append(s.TrimRightSpace(source))
		n.AppendChild(n, t)
	}
	p.Parent().RemoveChild(p.Parent(), p)
}

// Continue implements parser.BlockParser.
func (definitionParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	list, ok := node.(*definitions)
	if !ok {
		return parser.Continue | parser.HasChildren // until the list ends
	}
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w < list.indent {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(util.IndentPosition(line, reader.LineOffset(), list.indent))
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (definitionParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (definitionParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (definitionParser) CanAcceptIndentedLine() bool { return false }
