package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxGrid is how many columns a grid may have.
const maxGrid = 256

// A gridMaker makes a table of a paragraph that is drawn as one, with crosses where its lines
// meet (pandoc, "Grid tables"). Cells that span several columns or rows are not known:
// such a drawing is kept as it stands.
type gridMaker struct{}

// Transform implements parser.ParagraphTransformer.
func (gridMaker) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := p.Lines(), reader.Source()
	if lines.Len() < 3 {
		return
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	edges := crosses(first.Value(source))
	if len(edges) < 2 || len(edges) > maxGrid+1 || len(crosses(last.Value(source))) == 0 {
		return
	}
	var made ast.Node = grid(lines, source, edges)
	if made == (*table)(nil) {
		drawn := &formula{}
		drawn.SetLines(lines)
		made = drawn
	}
	p.Parent().ReplaceChild(p.Parent(), p, made)
}

// crosses returns where, in characters, the crosses of a line between rows stand, nil for
// other lines.
func crosses(line []byte) []int {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != '+' || line[len(line)-1] != '+' || len(bytes.Trim(line, "+-=:")) > 0 {
		return nil
	}
	var at []int
	for i, c := range line {
		if c == '+' {
			at = append(at, i)
		}
	}
	return at
}

// grid returns the table that is drawn, nil where it is more than rows and columns.
func grid(lines *text.Segments, source []byte, edges []int) *table {
	t := &table{}
	t.SetPos(lines.At(0).Start)
	row, headed := newGridRow(lines.At(0).Start, len(edges)-1), false
	for i := 1; i < lines.Len(); i++ {
		s := lines.At(i)
		line := bytes.TrimSpace(s.Value(source))
		if at := crosses(line); at != nil {
			if len(at) != len(edges) {
				return nil
			}
			headed = headed || t.FirstChild() == nil && bytes.IndexByte(line, '=') >= 0
			t.AppendChild(t, row)
			row = newGridRow(s.Stop, len(edges)-1)
			continue
		}
		if !row.add(line, edges) {
			return nil
		}
	}
	if !headed { // a table's first row is its head, and this one's is empty
		t.InsertBefore(t, t.FirstChild(), newGridRow(t.Pos(), 0))
	}
	return t
}

func newGridRow(pos, columns int) *tableRow {
	row := &tableRow{}
	for range columns {
		c := &tableCell{}
		c.SetPos(pos)
		row.AppendChild(row, c)
	}
	return row
}

// add adds a line of text to the cells of a row. It reports false where the line has no bars
// where the columns end.
func (row *tableRow) add(line []byte, edges []int) bool {
	s := bytes.TrimSpace(line)
	at, from, edge := 0, 0, 0 // characters before s[i]; where the cell begins; the next of edges
	var c ast.Node            // the cell after that
	for i := 0; i < len(s) && edge < len(edges); at++ {
		_, n := utf8.DecodeRune(s[i:])
		if at == edges[edge] {
			if s[i] != '|' {
				return false
			}
			if edge == 0 {
				c = row.FirstChild()
			} else {
				words := c.(*tableCell)
				words.content = bytes.TrimSpace(append(append(words.content, ' '), bytes.TrimSpace(s[from:i])...))
				c = c.NextSibling()
			}
			from = i + 1
			edge++
		}
		i += n
	}
	return edge == len(edges) && from == len(s)
}
