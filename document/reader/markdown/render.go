package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

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
	examples  int             // number of the last
	counted   int             // items of the list that the writer does not count
	capture   *capture
	run       strings.Builder // text that goes on in the next node
	limited   bool
	wraps     wrapping
	pictured  bool // a picture is the last thing that was written
	pictures  int  // without a description
}

// A surrounding is a list, quotation or note around the place.
type surrounding struct {
	kind     surroundingKind
	next     int    // number of the list's next item
	counts   bool   // the list's numbers are to be counted
	printed  string // the last of them that was not
	numbered bool   // its items are numbered paragraphs
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
	if r.pictures > 0 {
		r.w.Builder().Report(document.Shortened, fmt.Sprintf("pictures without a description are not shown: %d", r.pictures))
	}
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
	case *ast.Heading, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.ThematicBreak, *table, *formula:
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
		r.code(n, codeLanguage(n, r.text))
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
	case *formula:
		r.code(n, n.language)
		return false
	case *alert:
		r.openBlock(n, document.Quote)
		r.push("*", document.Bold)
		if n.Lines().Len() == 0 {
			r.write(n.word)
		}
	case *definitions:
		r.inside = append(r.inside, surrounding{kind: inList})
	case *lettered:
		r.lettered(n)
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
	case *lettered:
		r.bareItem(r.depth())
		r.inside = r.inside[:len(r.inside)-1]
	case *ast.Blockquote, *ast.List, *definitions:
		r.inside = r.inside[:len(r.inside)-1]
		r.marked = false
	case *ast.Heading, *ast.Paragraph, *ast.TextBlock, *definitionTerm, *verse, *alert:
		r.closeStyles()
		r.verse = false
	case *ast.Emphasis, *struck:
		r.pop("*")
	case *ast.CodeSpan:
		r.pop("`")
	case *ast.Link:
		r.closeLink()
	case *ast.Image:
		r.closeLink()
		r.pictured = n.FirstChild() != nil
	case *footnote:
		r.inside = r.inside[:len(r.inside)-1]
		if r.cur.open && last(n) {
			r.held++
			return
		}
		r.w.EndNote()
	}
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
	if len(r.inside) >= r.wraps.base {
		n += len(r.wraps.open)
	}
	return uint8(min(n, 255))
}

// kind tells what a paragraph at the place is.
func (r *renderer) kind() document.Kind {
	if r.marked {
		return document.Item
	}
	around := r.inside
	if w := r.wrapped().open; len(w) > 0 && len(around) == r.wraps.base {
		around = w
	}
	if n := len(around); n > 0 && around[n-1].kind == inQuote {
		return document.Quote
	}
	return document.Paragraph
}

// openBlock opens the block of a node.
func (r *renderer) openBlock(n ast.Node, kind document.Kind) {
	if r.joins {
		r.joins = false
		if kind != document.Heading && r.w.InBlock() {
			if r.broken || kind == document.Verse {
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
