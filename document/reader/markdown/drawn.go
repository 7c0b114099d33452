package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A drawn table is one whose columns are where lines of dashes say (pandoc, "Simple tables"
// and "Multiline tables"). In a simple one each line is a row, and a blank line or the dashes end it; in
// one of several lines a row blank lines part the rows, and dashes end the table.
//
// What tells one from a heading or a rule is a line of at least two runs of dashes, one of them
// of three or more, that a line of words stands over or that the same line ends.
type drawn struct {
	columns []int // where, in cells of a terminal, the columns begin
	head    [][]byte
	rows    [][][]byte // the lines of each
	lines   int        // of the source
}

// longestDrawn is how many bytes of a table are looked at to find its end.
const longestDrawn = most

// A feed hands out lines one by one, without what containers put before them.
type feed struct {
	prefix []byte // of the first line
	rest   []byte
	taken  int
}

// next returns the next line without its newline; false at the end, and where the line
// does not belong to the same containers.
func (f *feed) next() ([]byte, bool) {
	if len(f.rest) == 0 || f.taken > longestDrawn {
		return nil, false
	}
	line := lineAt(f.rest, 0)
	f.rest = f.rest[len(line):]
	f.taken += len(line)
	line = bytes.TrimRight(line, " \t\r\n")
	for _, c := range f.prefix {
		switch {
		case len(line) == 0:
		case line[0] == c || line[0] == ' ' && c != '>':
			line = line[1:]
		default:
			return nil, false
		}
	}
	return line, true
}

// parse reads the table that begins with a line, and reports whether one does.
func (d *drawn) parse(first []byte, more *feed) bool {
	first = bytes.TrimRight(first, " \t\r\n")
	d.lines = 1
	runs := dashes(first)
	switch {
	case len(runs) == 1 && len(bytes.TrimSpace(first)) >= 3:
		return d.headed(more) && d.body(more, nil)
	case len(runs) > 1:
		d.columns = runs
		return d.body(more, bytes.TrimSpace(first))
	case len(runs) == 0 && len(first) > 0:
		d.head = [][]byte{first}
		under, ok := more.next()
		d.columns = dashes(under)
		d.lines++
		return ok && len(d.columns) > 1 && d.parts(first) && d.simple(more)
	}
	return false
}

// headed reads the lines of a head and the dashes under it.
func (d *drawn) headed(more *feed) bool {
	for {
		line, ok := more.next()
		if !ok || len(line) == 0 {
			return false
		}
		d.lines++
		if runs := dashes(line); len(runs) == 1 {
			return false
		} else if len(runs) > 1 {
			d.columns = runs
			return len(d.head) > 0
		}
		d.head = append(d.head, line)
	}
}

// simple reads the rows of a table that a blank line ends, or dashes.
func (d *drawn) simple(more *feed) bool {
	for {
		line, ok := more.next()
		if !ok || len(line) == 0 {
			return len(d.rows) > 0
		}
		d.lines++
		if len(dashes(line)) > 0 {
			return len(d.rows) > 0
		}
		d.rows = append(d.rows, [][]byte{line})
	}
}

// body reads the rows of a table that dashes end: the same as at its beginning where it has no
// head. Only blank lines part the rows where there are any.
func (d *drawn) body(more *feed, end []byte) bool {
	parted := len(d.head) > 0
	var lines [][]byte
	for {
		line, ok := more.next()
		if !ok {
			return false
		}
		d.lines++
		if runs := dashes(line); len(runs) > 0 {
			if end != nil && !bytes.Equal(bytes.TrimSpace(line), end) || end == nil && len(runs) > 1 {
				return false
			}
			break
		}
		lines = append(lines, line)
		parted = parted || len(line) == 0
	}
	var row [][]byte
	for _, line := range append(lines, nil) {
		if len(line) > 0 {
			row = append(row, line)
		}
		if len(row) > 0 && (!parted || len(line) == 0) {
			d.rows = append(d.rows, row)
			row = nil
		}
	}
	return len(d.rows) > 0
}

// dashes returns where the runs of dashes of a line begin, nil for a line of anything else.
func dashes(line []byte) []int {
	var at []int
	longest := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
		case '-':
			at = append(at, i)
			n := run(line[i:])
			longest = max(longest, n)
			i += n - 1
		default:
			return nil
		}
	}
	if longest < 3 || len(at) > maxGrid {
		return nil
	}
	return at
}

// parts reports whether no column begins within a word of a line.
func (d *drawn) parts(line []byte) bool {
	at, before := 0, ' '
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		for _, c := range d.columns[1:] {
			if c == at && before != ' ' && r != ' ' {
				return false
			}
		}
		at += max(displaywidth.Rune(r), 0)
		before = r
		i += n
	}
	return true
}

// row makes a row of lines: each cell has what stands in its column in each of them.
func (d *drawn) row(lines [][]byte, pos int) *tableRow {
	row := newGridRow(pos, len(d.columns))
	for _, line := range lines {
		from, c := 0, row.FirstChild()
		for i := range d.columns {
			to := len(line)
			if i+1 < len(d.columns) {
				to = max(from, column(line, d.columns[i+1]))
			}
			words := c.(*tableCell)
			if s := bytes.TrimSpace(line[from:to]); len(s) > 0 {
				words.content = bytes.TrimSpace(append(append(words.content, ' '), s...))
			}
			from, c = to, c.NextSibling()
		}
	}
	return row
}

// column returns where in a line what stands at cell at begins: before a word that reaches over it.
func column(line []byte, at int) int {
	cells, word := 0, 0
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		if r == ' ' {
			word = i + 1
		}
		if cells >= at {
			return word
		}
		cells += max(displaywidth.Rune(r), 0)
		i += n
	}
	return len(line)
}

// A ruledParser makes tables of what begins with dashes. Goldmark asks the parsers that name
// a character before those that do not, and a rule begins with a dash too.
type ruledParser struct{ drawnParser }

// Trigger implements parser.BlockParser.
func (ruledParser) Trigger() []byte { return []byte("-") }

// A drawnParser makes tables of what is drawn.
type drawnParser struct{}

// Trigger implements parser.BlockParser.
func (drawnParser) Trigger() []byte { return nil }

// Open implements parser.BlockParser.
func (drawnParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	source := reader.Source()
	if segment.Padding > 0 || !mayDraw(line, source[min(segment.Stop, len(source)):]) {
		return nil, parser.NoChildren
	}
	begin := 1 + bytes.LastIndexByte(source[:segment.Start], '\n')
	var d drawn
	if !d.parse(line, &feed{prefix: source[begin:segment.Start], rest: source[segment.Stop:]}) {
		return nil, parser.NoChildren
	}
	t := &table{left: d.lines - 1}
	t.SetPos(segment.Start)
	t.AppendChild(t, d.row(d.head, segment.Start))
	for _, lines := range d.rows {
		t.AppendChild(t, d.row(lines, segment.Start))
	}
	reader.AdvanceToEOL()
	return t, parser.NoChildren
}

// mayDraw reports whether a line, or the one after it, may be one of dashes. It says quickly that
// nearly none is.
func mayDraw(line, rest []byte) bool {
	dash := func(s []byte) bool {
		s = bytes.TrimLeft(s[:min(len(s), longestIndent)], " >")
		return len(s) > 0 && s[0] == '-'
	}
	return (dash(line) || dash(rest)) && bytes.IndexByte(line, '\t') < 0
}

// longestIndent is how far dashes may stand from the beginning of a line, in bytes.
const longestIndent = 100

// Continue implements parser.BlockParser.
func (drawnParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	t := node.(*table)
	if t.left == 0 {
		return parser.Close
	}
	t.left--
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (drawnParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (drawnParser) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (drawnParser) CanAcceptIndentedLine() bool { return true }
