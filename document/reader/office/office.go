package office

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/reader/archive"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// Options say how an office document is to be read.
type Options struct {
	// Comments makes reviewers' comments notes of a series of their own.
	// Without it they are left out, as they are when the document is printed.
	Comments bool
	// All shows what tracked changes took away.
	All bool
}

// publishEvery is how many blocks of the body are read between two snapshots.
const publishEvery = 400

// maxNested is how deep notes in notes and text boxes in text boxes are
// followed; what is deeper is read at the end, or left out.
const maxNested = 8

// A file is an office document's archive, and what its parts cost.
type file struct {
	zip  *archive.Archive
	name string
	b    *document.Builder
	lim  source.Limits
}

// part returns an XML part of the archive as UTF-8, "" where it is not there.
// What is damaged is returned as far as it could be read, and reported; an
// error means that the whole document has to be refused.
func (f *file) part(name string) (string, error) {
	raw, err := f.zip.Read(name)
	switch {
	case errors.Is(err, archive.ErrMissing):
		return "", nil
	case errors.Is(err, archive.ErrDamaged):
		f.b.Report(document.Shortened, fmt.Sprintf("the part %s is damaged; what could be read of it is shown", source.Clean(name)))
	case err != nil:
		return "", err
	}
	text, _, err := xmlscan.Decode(raw)
	if err != nil {
		return "", fmt.Errorf("%s: %s: %w", source.Clean(f.name), source.Clean(name), err)
	}
	return text, nil
}

// counted returns a number and the word for what was counted.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what + " is"
	}
	first, rest, _ := strings.Cut(what, " ")
	return fmt.Sprintf("%d %ss %s are", n, first, rest)
}

// unshown counts what of a document is not shown.
type unshown struct {
	comments, pictures, charts, diagrams, objects, controls, struck int
}

// reportUnshown says how much is not shown.
func reportUnshown(b *document.Builder, u unshown) {
	report := func(n int, what, why string) {
		if n > 0 {
			b.Report(document.Shortened, counted(n, what)+" "+why)
		}
	}
	report(u.comments, "comment of a reviewer", "left out")
	report(u.struck, "deletion of a tracked change", "left out")
	report(u.pictures, "picture without a description", "not shown")
	report(u.charts, "chart without a description", "not shown")
	report(u.diagrams, "diagram without a description", "not shown")
	report(u.objects, "object of another program", "not shown")
	report(u.controls, "control of a form without a value", "not shown")
}

// descriptions are those of the pictures in a paragraph, each once.
type descriptions struct {
	all  []string
	seen map[string]bool
}

// add adds one that says something, and reports false for one that was there.
func (d *descriptions) add(s string) bool {
	if s == "" || d.seen[s] {
		return s == ""
	}
	if d.seen == nil {
		d.seen = make(map[string]bool)
	}
	d.seen[s] = true
	d.all = append(d.all, s)
	return true
}

// take returns all that were added, and forgets them.
func (d *descriptions) take() string {
	s := strings.Join(d.all, "; ")
	*d = descriptions{}
	return s
}

// keepFurniture keeps each paragraph of a running head or foot. Its text
// stands in elements of a name, or "" where it stands in any.
func keepFurniture(b *document.Builder, src string, lim source.Limits, paragraph, text string) {
	s := xmlscan.New(src, lim)
	var line strings.Builder
	in := text == ""
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		switch {
		case k == xmlscan.Start && s.Local() == "tab":
			line.WriteByte(' ')
		case k == xmlscan.Start && text != "":
			in = s.Local() == text
		case k == xmlscan.Text && in:
			line.WriteString(s.Text())
		case k == xmlscan.End && s.Local() == paragraph:
			if t := source.Clean(line.String()); t != "" {
				b.AddFurniture(document.Furniture{Text: t})
			}
			line.Reset()
		}
	}
}

// A flow is what both formats do with the events of a text: paragraphs and
// tables become blocks, and inside a table paragraphs become cells.
type flow struct {
	w      *compose.Writer
	lim    source.Limits
	tables int // open tables; only the outermost makes a block
	cells  int // cells of the outermost table so far
	column int // cells of its open row
	span   int // columns that the open cell takes beyond its own
	head   int // rows at the top of the table that are its head
	cell   bool
	row    bool
	turned bool // the open row is not the first and has no cell yet
	isHead bool // the open row is one of them
	past   bool // a row that is none was met
	blocks int  // blocks of the body since the last snapshot
	frames int  // open tables, outside all others, that only frame what is in them
}

// openTable begins a table. A table inside a cell becomes part of its text.
func (f *flow) openTable() {
	f.tables++
	if f.tables == 1 {
		f.w.OpenBlock(document.Table, 0)
		f.cells, f.span, f.head = 0, 0, 0
		f.cell, f.row, f.turned, f.isHead, f.past = false, false, false, false, false
	}
}

// openFrame begins a table of one cell, which is a frame around what is in it: that stands for itself.
func (f *flow) openFrame() { f.frames++ }

func (f *flow) closeTable() {
	if f.tables == 0 {
		f.frames = max(f.frames-1, 0)
		return
	}
	f.tables--
	if f.tables == 0 {
		if f.head > 0 && f.w.InBlock() {
			f.w.SetHead(f.head)
		}
		f.w.CloseBlock()
	}
}

// longestFrame is how far, in bytes, the second cell of a table is looked for. What has none up to
// there holds as much as a page does.
const longestFrame = 64 << 10

// isFrame reports whether the table that src begins with has a single cell. Tables in that do not count.
func (f *flow) isFrame(src string) bool {
	if f.tables > 0 || f.frames >= maxNested {
		return false
	}
	s := xmlscan.New(src[:min(len(src), longestFrame)], f.lim)
	s.Next()
	table, depth, cells := s.Local(), s.Depth(), 0
	for k := s.Next(); k != xmlscan.EOF && (k != xmlscan.End || s.Depth() > depth) && cells < 2; k = s.Next() {
		switch {
		case k != xmlscan.Start:
		case s.Local() == table:
			s.Skip()
		case s.Local() == "tc", strings.HasSuffix(s.Local(), "table-cell"):
			cells += max(1, number(s.Attr("number-columns-repeated"), 1))
		}
	}
	return cells < 2
}

// openRow and openCell write the separators between rows and cells, which
// stand before all but the first. A row without cells is none.
func (f *flow) openRow() {
	if f.tables == 1 {
		f.past = f.past || f.row && !f.isHead
		f.turned = f.row && f.cells > 0
		f.row, f.cell, f.isHead, f.column = true, false, false, 0
	}
}

// headRow says that the open row is repeated at the top of each page.
func (f *flow) headRow() {
	if f.tables == 1 && !f.past && !f.isHead {
		f.isHead = true
		f.head++
	}
}

func (f *flow) openCell() {
	if f.tables != 1 {
		return
	}
	if f.cells >= f.lim.Cells || f.column >= f.lim.Columns {
		f.w.Text(" ")
		return
	}
	if f.turned {
		f.turned = false
		f.w.Row()
	}
	if f.cell {
		f.w.Cell()
	}
	f.cell = true
	f.cells++
	f.column++
}

// spanColumns says how many columns the open cell takes.
func (f *flow) spanColumns(n int) {
	if f.tables == 1 {
		f.span = min(n, f.lim.Columns) - 1
	}
}

// closeCell lets empty cells follow one that takes several columns, so that
// those after it stand under their heads.
func (f *flow) closeCell() {
	if f.tables == 1 {
		for ; f.span > 0; f.span-- {
			f.openCell()
		}
	}
}

// inTable reports whether text goes to the cell of a table.
func (f *flow) inTable() bool { return f.tables > 0 }

// closeParagraph ends a paragraph, which in a cell is only a space.
func (f *flow) closeParagraph() {
	if f.inTable() {
		f.w.Text(" ")
		return
	}
	if f.w.BlockKind() == document.Code {
		f.w.EndBlock() // where a line is a paragraph, the next one goes on in it
	} else {
		f.w.CloseBlock()
	}
	if f.w.InNote() {
		return
	}
	if f.blocks++; f.blocks >= publishEvery {
		f.blocks = 0
		f.w.Publish()
	}
}

// lineBreak adds a hard line break, for which a cell has no room.
func (f *flow) lineBreak() {
	if f.inTable() {
		f.w.Text(" ")
		return
	}
	f.w.Break()
}

// What the detection of a format answers: the first bytes say so, the archive
// may be one and the name says so, or it cannot be.
const (
	certain = 95
	likely  = 70
)

var zipMagic = []byte("PK\x03\x04")

// IsDOCX says how surely a document that begins with head is a DOCX, from 0 to 100.
func IsDOCX(head []byte, name string) int {
	if !bytes.HasPrefix(head, zipMagic) {
		return 0
	}
	if bytes.Contains(head, []byte("word/document.xml")) {
		return certain
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".docm", ".dotx", ".dotm":
		return likely
	}
	if bytes.Contains(head, []byte("[Content_Types].xml")) {
		return likely - 1
	}
	return 0
}

// IsODT says how surely a document that begins with head is OpenDocument text,
// as an archive or as one XML file, from 0 to 100.
func IsODT(head []byte, name string) int {
	if isFlat(head) {
		return certain
	}
	if !bytes.HasPrefix(head, zipMagic) {
		return 0
	}
	if bytes.Contains(head[:min(len(head), 128)], []byte("application/vnd.oasis.opendocument.text")) {
		return certain
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".odt", ".ott":
		return likely
	}
	return 0
}

func isFlat(head []byte) bool {
	return !bytes.HasPrefix(head, zipMagic) && bytes.Contains(head, []byte("<office:document")) && bytes.Contains(head, []byte("urn:oasis:names:tc:opendocument"))
}

// linkKind tells what a reference that leads out of a document leads to: a document beside it,
// where no scheme says how to come by it (RFC 3986, section 4.2), or an address.
func linkKind(href string) document.LinkKind {
	if scheme, _, ok := strings.Cut(href, ":"); ok && !strings.ContainsAny(scheme, "/?#") || strings.HasPrefix(href, "//") {
		return document.LinkURL
	}
	return document.LinkDocument
}
