package markdown

import (
	"bytes"

	"ibid/document"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var (
	kindTable     = ast.NewNodeKind("IbidTable")
	kindTableRow  = ast.NewNodeKind("IbidTableRow")
	kindTableCell = ast.NewNodeKind("IbidTableCell")
)

// A table holds rows, the first of which is its head (GFM 0.29, section 4.10).
type table struct {
	ast.BaseBlock
	left int // lines of the source that are still to be passed over
}

// Kind implements ast.Node.
func (n *table) Kind() ast.NodeKind { return kindTable }

// Dump implements ast.Node.
func (n *table) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A tableRow holds the cells that the row has in the source.
type tableRow struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (n *tableRow) Kind() ast.NodeKind { return kindTableRow }

// Dump implements ast.Node.
func (n *tableRow) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A tableCell holds text: its lines or, where they are parts of those of the source, content.
type tableCell struct {
	ast.BaseBlock
	content []byte
}

func (n *tableCell) empty() bool { return n.FirstChild() == nil && len(n.content) == 0 }

// Kind implements ast.Node.
func (n *tableCell) Kind() ast.NodeKind { return kindTableCell }

// Dump implements ast.Node.
func (n *tableCell) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A tableMaker makes a table of the end of a paragraph that has a delimiter row
// under a line of as many cells.
type tableMaker struct{}

// Transform implements parser.ParagraphTransformer.
func (tableMaker) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := p.Lines(), reader.Source()
	under, columns := 1, 0
	for ; under < lines.Len(); under++ {
		line := lines.At(under)
		if columns = delimiters(line.Value(source)); columns > 0 {
			break
		}
	}
	if columns == 0 || len(cells(lines.At(under-1), source)) != columns {
		return
	}
	t := &table{}
	t.SetPos(lines.At(under - 1).Start)
	for i := under - 1; i < lines.Len(); i++ {
		if i != under {
			t.AppendChild(t, newRow(cells(lines.At(i), source)))
		}
	}
	parent := p.Parent()
	parent.InsertAfter(parent, p, t)
	if under == 1 {
		parent.RemoveChild(parent, p)
		return
	}
	lines.SetSliced(0, under-1)
	last := lines.At(under - 2)
	lines.Set(under-2, last.TrimRightSpace(source))
}

// newRow makes a row of the cells that it has. Those past the columns of the table are ignored by
// others (GFM 0.29, section 4.10); most come from a bar in code that nobody escaped, and are text.
func newRow(cells []text.Segment) *tableRow {
	row := &tableRow{}
	for _, s := range cells {
		c := &tableCell{}
		c.SetPos(s.Start)
		c.Lines().Append(s)
		row.AppendChild(row, c)
	}
	return row
}

// cells divides a line at the bars that no backslash escapes. A bar at its
// beginning or end is not between cells.
func cells(line text.Segment, source []byte) []text.Segment {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	s := line.Value(source)
	from := 0
	if len(s) > 0 && s[0] == '|' {
		from = 1
	}
	var out []text.Segment
	for i := from; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			out = append(out, cell(line.Start+from, line.Start+i, source))
			from = i + 1
		}
	}
	if from < len(s) {
		out = append(out, cell(line.Start+from, line.Stop, source))
	}
	return out
}

// cell returns the text of a cell without the white space around it.
func cell(from, to int, source []byte) text.Segment {
	s := text.NewSegment(from, to)
	s = s.TrimLeftSpace(source)
	return s.TrimRightSpace(source)
}

// delimiters returns how many columns a line has if it is a delimiter row, of
// dashes with a colon to the side or sides they are aligned to; else 0.
func delimiters(line []byte) int {
	line = bytes.TrimSpace(line)
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	n := 0
	for col := range bytes.SplitSeq(line, []byte("|")) {
		col = bytes.TrimSpace(col)
		col = bytes.TrimSuffix(bytes.TrimPrefix(col, []byte(":")), []byte(":"))
		if len(col) == 0 || run(col) != len(col) || col[0] != '-' {
			return 0
		}
		n++
	}
	return n
}

// table writes a table. Cells that are missing at the end of a row, or empty,
// are left out, and so is a head that is empty.
func (r *renderer) table(n *table) {
	row := n.FirstChild()
	rows := 0
	if r.joins && r.cur.head > 0 && r.w.InBlock() {
		r.joins = false
		row, rows = row.NextSibling(), 1
	} else {
		r.w.OpenBlock(document.Table, r.depth())
		r.w.SetSource(document.Span{Start: int64(r.at.source(max(0, n.Pos())))})
		if blankRow(row) {
			row = row.NextSibling()
		} else {
			r.w.SetHead(1)
		}
	}
	r.marked = false
	for ; row != nil; row = row.NextSibling() {
		if rows++; rows > 1 {
			r.w.Row()
		}
		waiting := 0
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			if cell := c.(*tableCell); !cell.empty() {
				for ; waiting > 0; waiting-- {
					r.w.Cell()
				}
				r.cell = true
				if cell.content != nil {
					r.within(cell.content)
				} else {
					r.walk(c)
				}
				r.cell = false
				r.closeStyles()
			}
			waiting++
		}
	}
}

func blankRow(row ast.Node) bool {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if !c.(*tableCell).empty() {
			return false
		}
	}
	return true
}
