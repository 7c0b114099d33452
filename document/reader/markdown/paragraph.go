package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"ibid/document"
)

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
	if lines := n.Lines(); lines.Len() == 1 {
		if s := lines.At(0); s.Start > 0 {
			from := bytes.LastIndexByte(r.text[:s.Start], '\n') + 1
			if key := headingKey(lineAt(r.text, from)); r.index.implied[key] {
				r.w.Anchor(headingAnchor(key))
			}
		}
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
	if r.marked && isItem(n.Parent()) && r.inside[len(r.inside)-1].numbered {
		r.numbered(n)
		return true
	}
	r.openBlock(n, r.kind())
	return true
}

func isItem(n ast.Node) bool {
	switch n.(type) {
	case *ast.ListItem, *lettered:
		return true
	}
	return false
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

// codeLanguage returns the language of a fenced block: the first word after the
// fence or, in pandoc's form, the first class among its attributes.
func codeLanguage(n *ast.FencedCodeBlock, text []byte) string {
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
		} else if _, _, ok := page(string(line[:min(end, maxMark+1)])); ok && x.bracketed() {
			return true
		}
	}
}
