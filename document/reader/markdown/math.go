package markdown

import (
	"bytes"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Formulas in TeX stand between dollars (pandoc, "Math"; GitHub, "Writing mathematical
// expressions") or are an environment of LaTeX. No markup is looked for in them: a
// backslash escapes nothing, and an underscore is an index.

var kindFormula = ast.NewNodeKind("IbidFormula")

// A formula is one that is set on lines of its own.
type formula struct {
	ast.BaseBlock
	language string
	end      []byte // what closes it
	done     bool   // that was met
}

// Kind implements ast.Node.
func (n *formula) Kind() ast.NodeKind { return kindFormula }

// Dump implements ast.Node.
func (n *formula) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// IsRaw implements ast.Node.
func (n *formula) IsRaw() bool { return true }

// The most bytes that the end of a formula is looked for in: of one in a line of text, and
// of one on lines of its own.
const (
	maxInlineFormula = 1 << 10
	maxFormula       = 8 << 10
)

// formulaParser parses formulas on lines of their own, of which the end is in sight.
type formulaParser struct{}

// Trigger implements parser.BlockParser.
func (formulaParser) Trigger() []byte { return []byte(`$\`) }

// Open implements parser.BlockParser.
func (formulaParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || seg.Padding > 0 {
		return nil, parser.NoChildren
	}
	n := &formula{language: "math", end: []byte("$$")}
	skip := len("$$")
	if environment := environmentOf(line[pos:]); environment != nil {
		n.language, n.end, skip = "latex", append([]byte(`\end`), environment...), 0
	} else if !bytes.HasPrefix(line[pos:], n.end) {
		return nil, parser.NoChildren
	}
	from := seg.Start + pos + skip
	if !closes(reader.Source()[from:], n.end) {
		return nil, parser.NoChildren
	}
	n.add(text.NewSegment(from, seg.Stop), reader.Source())
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// environmentOf returns the name, with its braces, of the environment of LaTeX that begins
// with a line, nil for none.
func environmentOf(line []byte) []byte {
	name, ok := bytes.CutPrefix(line, []byte(`\begin`))
	if !ok || len(name) < 2 || name[0] != '{' {
		return nil
	}
	end := bytes.IndexByte(name, '}')
	if end < 2 || bytes.ContainsFunc(name[1:end], func(c rune) bool { return c != '*' && !unicode.IsLetter(c) }) {
		return nil
	}
	return name[:end+1]
}

// closes reports whether a formula that goes on with s is closed, before a blank line and at
// the end of a line.
func closes(s, end []byte) bool {
	s = s[:min(len(s), maxFormula)]
	k := bytes.Index(s, end)
	if k < 0 {
		return false
	}
	for i := 0; i < k; {
		line := lineAt(s, i)
		if i > 0 && util.IsBlank(line) {
			return false
		}
		i += len(line)
	}
	rest := lineAt(s, k+len(end))
	return util.IsBlank(rest) || len(bytes.Trim(rest, " \t\r\n.,;")) == 0
}

// add adds a line, and what closes the formula if that is LaTeX's own.
func (n *formula) add(line text.Segment, source []byte) {
	if k := bytes.Index(line.Value(source), n.end); k >= 0 {
		n.done = true
		if line.Stop = line.Start + k; n.language == "latex" {
			line.Stop += len(n.end)
		}
		line = line.TrimRightSpace(source)
	}
	if n.Lines().Len() == 0 {
		line = line.TrimLeftSpace(source)
	}
	if !util.IsBlank(line.Value(source)) {
		n.Lines().Append(line)
	}
}

// Continue implements parser.BlockParser.
func (formulaParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*formula)
	line, seg := reader.PeekLine()
	if n.done || util.IsBlank(line) {
		return parser.Close
	}
	n.add(seg, reader.Source())
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (formulaParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (formulaParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (formulaParser) CanAcceptIndentedLine() bool { return false }

// dollarParser parses formulas in lines of text. Dollars are money too: the first of a pair has no
// space after it and no word before it, and the next dollar has no space before it and no digit after.
type dollarParser struct{}

// Trigger implements parser.InlineParser.
func (dollarParser) Trigger() []byte { return []byte("$") }

// Parse implements parser.InlineParser.
func (dollarParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, _ := block.PeekLine()
	sign := line[:1]
	if len(line) > 1 && line[1] == '$' {
		sign = line[:2]
	}
	if unicode.IsLetter(before) || unicode.IsDigit(before) || before == '$' || len(line) <= len(sign) || util.IsSpace(line[len(sign)]) && len(sign) == 1 {
		return nil
	}
	at, pos := block.Position()
	block.Advance(len(sign))
	var tex []byte
	for len(tex) <= maxInlineFormula {
		line, _ := block.PeekLine()
		if line == nil {
			break
		}
		k, ok := closing(line, sign, tex)
		if ok {
			tex = append(tex, line[:k]...)
			block.Advance(k + len(sign))
			return &inline{what: formulaText, content: bytes.TrimSuffix(bytes.TrimPrefix(tex, []byte("`")), []byte("`"))}
		}
		if k >= 0 {
			break
		}
		tex = append(tex, line...)
		block.AdvanceLine()
	}
	block.SetPosition(at, pos)
	return nil
}

// closing returns where the next dollar of a line stands, -1 where there is none, and whether it
// closes the formula that sign opened and that holds tex before the line.
func closing(line, sign, tex []byte) (int, bool) {
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
		case !bytes.HasPrefix(line[i:], sign):
		case len(sign) == 2:
			return i, len(tex)+i > 0
		default:
			spaced := i == 0 || util.IsSpace(line[i-1])
			return i, !spaced && (i+1 == len(line) || line[i+1] < '0' || line[i+1] > '9')
		}
	}
	return -1, false
}
