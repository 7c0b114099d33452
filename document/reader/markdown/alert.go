package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindAlert = ast.NewNodeKind("IbidAlert")

// An alert is the first line of a quotation that says what kind of remark it is: [!NOTE]
// (GitHub, "Alerts"), perhaps with a title of its own after it (Obsidian, "Callouts").
type alert struct {
	ast.BaseBlock
	word string
}

// Kind implements ast.Node.
func (n *alert) Kind() ast.NodeKind { return kindAlert }

// Dump implements ast.Node.
func (n *alert) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// alertMaker takes alerts out of paragraphs.
type alertMaker struct{}

// Transform implements parser.ParagraphTransformer.
func (alertMaker) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if lines := p.Lines(); !ok || quote.FirstChild() != p || lines.Len() == 0 {
		return
	}
	lines, source := p.Lines(), reader.Source()
	first := lines.At(0)
	line := first.Value(source)
	word, rest, ok := bytes.Cut(bytes.TrimPrefix(line, []byte("[!")), []byte("]"))
	if !ok || !bytes.HasPrefix(line, []byte("[!")) || len(word) == 0 || len(word) > maxAlert || bytes.ContainsFunc(word, func(c rune) bool { return c >= 0x80 || !letter(c) }) {
		return
	}
	n := &alert{word: strings.ToUpper(string(word[:1])) + strings.ToLower(string(word[1:]))}
	if folded := bytes.TrimLeft(rest, "+-"); len(bytes.TrimSpace(folded)) > 0 {
		n.Lines().Append(cell(first.Stop-len(folded), first.Stop, source))
	}
	quote.InsertBefore(quote, p, n)
	if lines.Len() == 1 {
		quote.RemoveChild(quote, p)
		return
	}
	lines.SetSliced(1, lines.Len())
}

// maxAlert is the longest word of an alert, in bytes.
const maxAlert = 24
