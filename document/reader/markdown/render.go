package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// newParser returns goldmark with our own footnotes, spans and divs.
func newParser() parser.Parser {
	blocks := append(parser.DefaultBlockParsers(),
		util.Prioritized(footnoteParser{}, 50),
		util.Prioritized(divParser{}, 60),
		util.Prioritized(verseParser{}, 70),
		util.Prioritized(definitionParser{}, 101))
	paragraphs := append(parser.DefaultParagraphTransformers(),
		util.Prioritized(listTaker{}, 150),
		util.Prioritized(tableMaker{}, 200))
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(paragraphs...),
		parser.WithAttribute())
}

// newInlineParser returns a parser that knows paragraphs alone, for what
// stands in brackets.
func newInlineParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(inlineParsers()...))
}

func inlineParsers() []util.PrioritizedValue {
	return append(parser.DefaultInlineParsers(),
		util.Prioritized(taskParser{}, 0),
		util.Prioritized(inlineParser{}, 150),
		util.Prioritized(struckParser{}, 500))
}

// A renderer writes parsed pieces to a document.
type renderer struct {
	w       *compose.Writer
	lim     source.Limits
	index   *index
	more    linksMet
	inlines parser.Parser

	text   []byte // of the piece
	at     origin
	cur    piece
	inside []surrounding // lists, quotations and notes around the place
	base   int           // depth that the piece adds
	label  string        // marker of the item whose first block comes next
	marked bool          // label is to be used
	joins  bool          // the next paragraph or table goes on in the open block
	broken bool          // the line ends before it
	held   int           // notes that the piece before left open
	nested int           // inline notes and spans around the text
	styles []string      // what opened the styles that are open
	links  int           // links around the text
	verse  bool
	cell   bool // the text is that of a table's cell, where bars are escaped in code too
	// lineStart is set at the beginning of a line of verse.
	lineStart bool
	divs      []attributes
	slugs     map[string]int
	numbers   map[string]bool // labels of the notes that were defined
	capture   *capture
	run       strings.Builder // text that goes on in the next node
	limited   bool
}

// A surrounding is a list, quotation or note around the place.
type surrounding struct {
	kind     surroundingKind
	next     int  // number of the list's next item
	counts   bool // the list's numbers are to be counted
	numbered bool // its items are numbered paragraphs
}

type surroundingKind byte

const (
	inList surroundingKind = iota
	inQuote
	inFootnote
)

func newRenderer(w *compose.Writer, lim source.Limits, x *index) *renderer {
	return &renderer{w: w, lim: lim, index: x, inlines: newInlineParser(), slugs: map[string]int{}, numbers: map[string]bool{}}
}

// open reports whether a block goes on in the piece that comes next.
func (r *renderer) open() bool { return r.held > 0 || r.joins }

// piece writes one piece.
func (r *renderer) piece(p parsed) {
	r.cur, r.at, r.base, r.joins = p.piece, p.at, p.depth, p.joins
	if p.changed || p.tree == nil {
		r.limit()
		r.at = origin{buf: []int{0}, from: []int{p.at.source(0)}}
	}
	for _, link := range p.links {
		r.more.add(link)
	}
	r.text = p.safe
	if p.tree == nil {
		r.plain(p.safe)
	} else {
		r.walk(p.tree)
	}
	r.joins = p.open && !p.joinsNothing()
	if !p.open {
		r.release()
	}
}

// joinsNothing reports whether a piece that is cut inside a container ends
// between that container's blocks.
func (p piece) joinsNothing() bool { return bytes.HasSuffix(p.text, []byte("\n\n")) }

// release ends the notes that were held open.
func (r *renderer) release() {
	for ; r.held > 0; r.held-- {
		r.w.EndNote()
	}
}

func (r *renderer) finish() {
	r.release()
	r.w.Finish()
}

// limit says once that a limit changed what is shown.
func (r *renderer) limit() {
	if r.limited {
		return
	}
	r.limited = true
	r.w.Builder().AddProblem(document.Problem{Kind: document.Shortened, At: document.Loc{Note: document.Body, Block: r.w.NextBlock()},
		Message: "markup too deep or too wide to be followed is shown as it is written"})
}

// plain writes a piece as it is written, but for its paragraphs.
func (r *renderer) plain(src []byte) {
	for _, s := range bytes.Split(src, []byte("\n\n")) {
		if !r.joins {
			r.w.OpenBlock(document.Paragraph, uint8(r.base))
		}
		r.joins = false
		for i, line := range bytes.Split(s, []byte("\n")) {
			if i > 0 {
				r.w.Break()
			}
			r.w.Text(string(line))
		}
	}
}

// walk goes through a tree without recursion: its depth is the document's.
func (r *renderer) walk(root ast.Node) {
	for n := root.FirstChild(); n != nil; {
		if r.enter(n) && n.FirstChild() != nil {
			n = n.FirstChild()
			continue
		}
		r.leave(n)
		for n.NextSibling() == nil {
			n = n.Parent()
			if n == nil || n == root {
				return
			}
			r.leave(n)
		}
		n = n.NextSibling()
	}
}

// enter writes what stands at the beginning of a node and reports whether its
// children are to be written.
func (r *renderer) enter(n ast.Node) bool {
	if n.Type() == ast.TypeInline {
		return r.inline(n)
	}
	switch n.(type) {
	case *ast.Heading, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.ThematicBreak, *table:
		r.bareItem(r.depth())
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		return r.paragraph(n)
	case *ast.Blockquote:
		r.inside = append(r.inside, surrounding{kind: inQuote})
	case *ast.List:
		r.inside = append(r.inside, surrounding{kind: inList, numbered: numbered(n)})
	case *ast.ListItem:
		r.bareItem(r.depth() - 1) // of the list that this one's begins in
		r.label, r.marked = r.marker(n), true
	case *ast.CodeBlock:
		r.indented(n)
		return false
	case *ast.FencedCodeBlock:
		r.code(n, language(n, r.text))
		return false
	case *ast.HTMLBlock:
		r.html(n)
		return false
	case *ast.ThematicBreak:
		r.openBlock(n, document.Rule)
		r.w.CloseBlock()
	case *ast.LinkReferenceDefinition:
		return false
	case *footnote:
		r.note(n)
	case *div:
		r.div(n)
	case *verse:
		r.openBlock(n, document.Verse)
		r.verse, r.lineStart = true, true
	default:
		return r.enterExtension(n)
	}
	return true
}

func (r *renderer) enterExtension(n ast.Node) bool {
	switch n := n.(type) {
	case *table:
		r.table(n)
		return false
	case *definitions:
		r.inside = append(r.inside, surrounding{kind: inList})
	case *definitionTerm:
		r.label, r.marked = "", true
		r.openBlock(n, document.Item)
	}
	return true
}

// leave writes what stands at the end of a node.
func (r *renderer) leave(n ast.Node) {
	switch n := n.(type) {
	case *ast.ListItem:
		r.bareItem(r.depth())
	case *ast.Blockquote, *ast.List, *definitions:
		r.inside = r.inside[:len(r.inside)-1]
		r.marked = false
	case *ast.Heading, *ast.Paragraph, *ast.TextBlock, *definitionTerm, *verse:
		r.closeStyles()
		r.verse = false
	case *ast.Emphasis, *struck:
		r.pop("*")
	case *ast.CodeSpan:
		r.pop("`")
	case *ast.Link, *ast.Image:
		r.closeLink()
	case *footnote:
		r.inside = r.inside[:len(r.inside)-1]
		if r.cur.open && last(n) {
			r.held++
			return
		}
		r.w.EndNote()
	}
}

// bareItem writes an item that holds no words of its own by its number. A bullet alone says nothing.
func (r *renderer) bareItem(depth uint8) {
	if r.marked && strings.ContainsAny(r.label, "0123456789") {
		r.w.OpenBlock(document.Item, depth)
		r.w.PrintLabel(r.label)
		r.w.CloseBlock()
	}
	r.marked = false
}

// last reports whether nothing follows a node in its piece.
func last(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.NextSibling() != nil {
			return false
		}
	}
	return true
}

// depth returns the number of lists and quotations around the place, within
// the note it is in.
func (r *renderer) depth() uint8 {
	n := r.base
	for _, c := range r.inside {
		if c.kind == inFootnote {
			n = 0
		} else {
			n++
		}
	}
	return uint8(min(n, 255))
}

// kind tells what a paragraph at the place is.
func (r *renderer) kind() document.Kind {
	if r.marked {
		return document.Item
	}
	if n := len(r.inside); n > 0 && r.inside[n-1].kind == inQuote {
		return document.Quote
	}
	return document.Paragraph
}

// openBlock opens the block of a node.
func (r *renderer) openBlock(n ast.Node, kind document.Kind) {
	if r.joins {
		r.joins = false
		if kind != document.Heading && r.w.InBlock() {
			if r.broken {
				r.w.Break()
			} else {
				r.w.Text(" ")
			}
			r.broken = false
			return
		}
	}
	r.w.OpenBlock(kind, r.depth())
	if kind == document.Item {
		r.w.SetLabel(r.label)
		r.marked = false
	}
	r.w.SetSource(r.span(n))
}

// span returns the bytes of the source that a node's lines are.
func (r *renderer) span(n ast.Node) document.Span {
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return document.Span{}
	}
	a, z := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	return document.Span{Start: int64(r.at.source(a)), End: int64(r.at.source(max(a, z-1)) + 1)}
}

func (r *renderer) heading(n *ast.Heading) {
	r.w.OpenBlock(document.Heading, uint8(n.Level))
	r.joins, r.marked = false, false
	r.w.SetSource(r.span(n))
	if id, ok := n.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			r.w.Anchor("#" + string(b))
		}
	}
	for _, s := range r.slug(n) {
		r.w.Anchor("#" + s)
	}
}

// paragraph opens a paragraph and reports whether its text is to be written.
func (r *renderer) paragraph(n ast.Node) bool {
	lines := n.Lines()
	if lines.Len() == 1 {
		s := lines.At(0)
		switch line := bytes.TrimSpace(s.Value(r.text)); string(line) {
		case `\newpage`, `\pagebreak`, `\clearpage`:
			r.w.CloseBlock() // the page begins with the next
			r.w.Page("", "")
			return false
		}
		if d, ok := n.PreviousSibling().(*div); ok && r.pageLabel(d) != "" {
			return false
		}
	}
	if c := n.FirstChild(); c != nil && c == n.LastChild() {
		if img, ok := c.(*ast.Image); ok {
			r.openBlock(n, document.Figure)
			r.w.SetLabel(string(unescape(img.Destination)))
			return true
		}
	}
	if _, first := n.Parent().(*ast.ListItem); r.marked && first && r.inside[len(r.inside)-1].numbered {
		r.numbered(n)
		return true
	}
	r.openBlock(n, r.kind())
	return true
}

// numbered reports whether the items of an ordered list are numbered
// paragraphs: each stands apart by blank lines, or is the only one, and holds
// paragraphs alone. Printed documents number their paragraphs so, and cite
// them by the number: it is part of the text. Where items follow one another
// without space, or hold lists of their own, the numbers are a list's.
func numbered(l *ast.List) bool {
	if !l.IsOrdered() {
		return false
	}
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil && !item.HasBlankPreviousLines() {
			return false
		}
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			switch c.(type) {
			case *ast.Paragraph, *ast.TextBlock, *footnote:
			default:
				return false
			}
		}
	}
	return true
}

func (r *renderer) numbered(n ast.Node) {
	r.marked = false
	in := r.inside
	r.inside = in[:len(in)-1]
	r.openBlock(n, r.kind())
	r.inside = in
	r.w.Text(r.label + " ")
}

// language returns the language of a fenced block: the first word after the
// fence or, in pandoc's form, the first class among its attributes.
func language(n *ast.FencedCodeBlock, text []byte) string {
	word := n.Language(text)
	if n.Info == nil || !bytes.HasPrefix(word, []byte("{")) {
		return string(word)
	}
	for _, f := range bytes.Fields(bytes.Trim(n.Info.Segment.Value(text), "{}")) {
		if class, ok := bytes.CutPrefix(f, []byte(".")); ok {
			return string(class)
		}
	}
	return ""
}

func (r *renderer) code(n ast.Node, language string) {
	if r.joins && r.w.InBlock() {
		r.w.Break()
		r.joins = false
	} else {
		r.w.OpenBlock(document.Code, r.depth())
		r.w.SetLabel(language)
		r.w.SetSource(r.span(n))
	}
	r.marked = false
	lines := n.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		r.w.Text(strings.ReplaceAll(string(s.Value(r.text)), "\r", ""))
	}
	r.w.CloseBlock()
}

// indented writes what Markdown takes for code because it is indented. Texts
// that were converted carelessly indent lists and letterheads so; a reference
// to a note that there is shows that it is no code.
func (r *renderer) indented(n *ast.CodeBlock) {
	lines := n.Lines()
	if !r.apparatus(lines) {
		r.code(n, "")
		return
	}
	begun := false
	for i := range lines.Len() {
		s := lines.At(i)
		line := bytes.TrimSpace(s.Value(r.text))
		switch {
		case len(line) == 0:
			begun = false
			continue
		case begun:
			r.w.Break()
		default:
			r.openBlock(n, r.kind())
			begun = true
		}
		r.within(line)
	}
}

// apparatus reports whether indented text calls notes that are defined, marks
// a page or begins with a printer's bullet.
func (r *renderer) apparatus(lines *text.Segments) bool {
	for i := range lines.Len() {
		s := lines.At(i)
		line := s.Value(r.text)
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("•")) || r.index.marks(line) {
			return true
		}
	}
	return false
}

// marks reports whether a line calls a note that is defined or marks a page.
func (x *index) marks(line []byte) bool {
	for {
		k := bytes.IndexByte(line, '[')
		if k < 0 {
			return false
		}
		line = line[k+1:]
		end := bytes.IndexByte(line, ']')
		if end < 1 {
			continue
		}
		if line[0] == '^' {
			if _, ok := x.label(string(line[1:end])); ok {
				return true
			}
		} else if _, _, ok := page(string(line[:min(end, maxMark+1)])); ok && x.pages.bracket {
			return true
		}
	}
}

// note begins the note that a definition defines.
func (r *renderer) note(n *footnote) {
	key := n.key
	if r.numbers[key] {
		key = ""
		r.w.Builder().AddProblem(document.Problem{Kind: document.LabelRepeated, At: document.Loc{Note: len(r.w.Builder().Draft().Notes)},
			Message: fmt.Sprintf("note %q is defined more than once; references lead to the first", source.Clean(n.label))})
	} else {
		r.numbers[key] = true
		key = "^" + key
	}
	r.inside = append(r.inside, surrounding{kind: inFootnote})
	r.marked = false
	r.w.BeginNote(document.Note{Label: n.label, Series: n.series, Source: r.noteSpan(n)}, key)
}

func (r *renderer) noteSpan(n ast.Node) document.Span {
	if n.Pos() < 0 || n.Pos() >= len(r.text) {
		return document.Span{}
	}
	at := int64(r.at.source(n.Pos()))
	return document.Span{Start: at, End: at + 1}
}

// div follows the fences of divs. Only those that mark a page or have a name
// show; the others group what they hold.
func (r *renderer) div(n *div) {
	if n.close {
		if len(r.divs) > 0 {
			r.divs = r.divs[:len(r.divs)-1]
		}
		return
	}
	if len(r.divs) < maxDepth {
		r.divs = append(r.divs, n.attrs)
	}
	if n.attrs.id != "" {
		r.w.CloseBlock() // the place is that of the next block
		r.w.Anchor("#" + n.attrs.id)
	}
	if n.attrs.is(pageClasses...) {
		r.w.CloseBlock()
		r.pageBreak(n.attrs, r.pageLabel(n))
	}
}

// pageLabel returns the line that is all a div for the mark of a page holds, where that is the
// page's label, "" for others.
func (r *renderer) pageLabel(n *div) string {
	p, _ := n.NextSibling().(*ast.Paragraph)
	if n.close || p == nil || p.Lines().Len() != 1 || !n.attrs.is(pageClasses...) {
		return ""
	}
	if end, ok := p.NextSibling().(*div); !ok || !end.close {
		return ""
	}
	s := p.Lines().At(0)
	line := strings.TrimSpace(string(s.Value(r.text)))
	if _, _, used := pageOf(n.attrs, line); !used {
		return ""
	}
	return line
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
			if c.FirstChild() != nil {
				for ; waiting > 0; waiting-- {
					r.w.Cell()
				}
				r.cell = true
				r.walk(c)
				r.cell = false
				r.closeStyles()
			}
			waiting++
		}
	}
}

func blankRow(row ast.Node) bool {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if c.FirstChild() != nil {
			return false
		}
	}
	return true
}
