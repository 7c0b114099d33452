package markdown

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"

	"ibid/document"
)

// A capture collects the text of a tag that marks a page, up to its end.
type capture struct {
	tag   string
	attrs attributes
	text  strings.Builder
}

// endCapture writes the page that a tag marked.
func (r *renderer) endCapture() {
	if c := r.capture; c != nil {
		r.capture = nil
		r.pageBreak(c.attrs, c.text.String())
	}
}

// tagStyles are the styles of HTML's inline tags.
var tagStyles = map[string]document.Style{
	"b": document.Bold, "strong": document.Bold,
	"i": document.Italic, "em": document.Italic, "cite": document.Italic, "dfn": document.Italic, "var": document.Italic,
	"u": document.Underline, "s": document.Strike, "strike": document.Strike, "del": document.Deleted, "ins": document.Inserted,
	"sup": document.Superscript, "sub": document.Subscript,
	"code": document.Monospace, "kbd": document.Monospace, "samp": document.Monospace, "tt": document.Monospace,
}

// rawHTML writes a tag that stands in a text. Tags that mean nothing to a
// reader are dropped, their text is kept.
func (r *renderer) rawHTML(n *ast.RawHTML) {
	var raw []byte
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		raw = append(raw, s.Value(r.text)...)
	}
	if bytes.HasPrefix(raw, []byte("<![CDATA[")) {
		r.write(string(bytes.TrimSuffix(raw[len("<![CDATA["):], []byte("]]>"))))
		return
	}
	if name, closing, attrs, ok := parseTag(raw); ok {
		r.tag(name, closing, attrs)
	}
}

// parseTag parses a tag of HTML; comments, declarations and the like are none.
func parseTag(raw []byte) (name string, closing bool, attrs attributes, ok bool) {
	s := bytes.TrimSuffix(bytes.TrimPrefix(raw, []byte("<")), []byte(">"))
	s = bytes.TrimSuffix(s, []byte("/"))
	if closing = bytes.HasPrefix(s, []byte("/")); closing {
		s = s[1:]
	}
	n := bytes.IndexAny(s, " \t\r\n")
	if n < 0 {
		n = len(s)
	}
	if n == 0 || !letter(rune(s[0])) {
		return "", false, attrs, false
	}
	name = strings.ToLower(string(s[:n]))
	for s = bytes.TrimSpace(s[n:]); len(s) > 0; s = bytes.TrimSpace(s) {
		n := bytes.IndexAny(s, " \t\r\n=")
		if n < 0 {
			n = len(s)
		}
		key := strings.ToLower(string(s[:n]))
		s = bytes.TrimSpace(s[n:])
		if len(s) == 0 || s[0] != '=' {
			continue
		}
		s = bytes.TrimSpace(s[1:])
		v, k := attributeValue(s, " \t\r\n")
		attrs.set(key, v)
		s = s[k:]
	}
	return name, closing, attrs, true
}

// tag writes what an inline tag does to the text around it.
func (r *renderer) tag(name string, closing bool, attrs attributes) {
	if closing {
		r.endTag(name)
		return
	}
	if breaksPage(attrs) {
		r.endCapture()
		r.capture = &capture{tag: name, attrs: attrs}
		return
	}
	if attrs.id != "" {
		r.w.Anchor("#" + attrs.id)
	}
	if name == "a" && attrs.values["name"] != "" {
		r.w.Anchor("#" + attrs.values["name"])
	}
	switch name {
	case "br":
		r.w.Break()
		r.lineStart = true
		return
	case "a":
		if href := attrs.values["href"]; href != "" {
			r.openLink(href)
		}
		return
	case "img":
		r.openLink(attrs.values["src"])
		r.write(attrs.values["alt"])
		r.closeLink()
		return
	}
	if attrs.is("label") && name == "span" && r.w.Empty() {
		r.capture = &capture{tag: name, attrs: attrs}
		return
	}
	style := tagStyles[name] | classStyle(attrs)
	if style != 0 {
		r.push("<"+name, style)
	}
}

func (r *renderer) endTag(name string) {
	if c := r.capture; c != nil {
		if c.tag != name {
			return
		}
		if c.attrs.is("label") {
			r.capture = nil
			r.w.SetLabel(c.text.String())
			return
		}
		r.endCapture()
		return
	}
	if name == "a" {
		r.closeLink()
		return
	}
	r.pop("<" + name)
}

// breaksPage reports whether a tag marks the beginning of a printed page: by
// its role (DPUB-ARIA 1.1), its EPUB type, or a class in common use.
func breaksPage(a attributes) bool {
	return a.values["role"] == "doc-pagebreak" || strings.Contains(a.values["epub:type"], "pagebreak") || a.is(pageClasses...)
}

// html writes a block of HTML: its text, with the blocks and styles its tags
// stand for.
func (r *renderer) html(n *ast.HTMLBlock) {
	var raw []byte
	lines := n.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		raw = append(raw, s.Value(r.text)...)
	}
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(r.text)...)
	}
	r.w.CloseBlock()
	b := htmlBlock{r: r, raw: raw}
	for len(raw) > 0 {
		raw = raw[b.next(raw):]
	}
	r.closeStyles()
	r.w.CloseBlock()
}

// An htmlBlock is a block of HTML that is being written.
type htmlBlock struct {
	r      *renderer
	hidden string // the tag whose content does not show
	raw    []byte // the whole block
	rows   int
	cells  int
}

// next writes what raw begins with, a tag or text, and returns its length.
func (b *htmlBlock) next(raw []byte) int {
	if raw[0] != '<' || len(raw) > 1 && !letter(rune(raw[1])) && raw[1] != '/' && raw[1] != '!' && raw[1] != '?' {
		n := bytes.IndexByte(raw[1:], '<') + 1
		if n == 0 {
			n = len(raw)
		}
		if b.hidden == "" {
			b.text(string(raw[:n]))
		}
		return n
	}
	if bytes.HasPrefix(raw, []byte("<!--")) {
		n := bytes.Index(raw, []byte("-->"))
		if n < 0 { // an unclosed comment hides nothing
			b.text(string(raw))
			return len(raw)
		}
		return n + 3
	}
	n := bytes.IndexByte(raw, '>') + 1
	if n == 0 {
		b.text(string(raw))
		return len(raw)
	}
	if name, closing, attrs, ok := parseTag(raw[:n]); ok {
		b.tag(name, closing, attrs)
	}
	return n
}

func (b *htmlBlock) text(s string) {
	s = html.UnescapeString(strings.ReplaceAll(s, "\r", ""))
	if b.r.capture == nil && !b.r.w.InBlock() && strings.TrimSpace(s) == "" {
		return
	}
	if b.r.capture == nil && !b.r.w.InBlock() {
		b.r.w.OpenBlock(b.r.kind(), b.r.depth())
		b.r.marked = false
	}
	b.r.write(s)
}

func (b *htmlBlock) tag(name string, closing bool, attrs attributes) {
	if b.hidden != "" {
		if closing && name == b.hidden {
			b.hidden = ""
		}
		return
	}
	w, depth := b.r.w, b.r.depth()
	switch name {
	case "script", "style", "template", "title":
		// One that is left open would hide what follows it.
		if !closing && bytes.Contains(b.raw, []byte("</"+name)) {
			b.hidden = name
		}
		return
	case "p", "div", "section", "article", "center", "address", "details", "summary", "figure", "figcaption",
		"blockquote", "ul", "ol", "dl", "dd", "dt", "header", "footer", "aside", "main", "nav":
		b.block(closing, attrs)
	case "li":
		b.block(closing, attrs)
		if !closing {
			w.OpenBlock(document.Item, depth+1)
			w.SetLabel("•")
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		b.block(closing, attrs)
		if !closing {
			w.OpenBlock(document.Heading, name[1]-'0')
		}
	case "hr":
		w.OpenBlock(document.Rule, depth)
		w.CloseBlock()
	case "pre":
		b.block(closing, attrs)
		if !closing {
			w.OpenBlock(document.Code, depth)
		}
	case "table", "tr", "td", "th":
		b.table(name, closing)
	default:
		b.r.tag(name, closing, attrs)
	}
}

// block ends the block before a tag of a block, and what its style was.
func (b *htmlBlock) block(closing bool, attrs attributes) {
	b.r.closeStyles()
	b.r.w.CloseBlock()
	if closing {
		return
	}
	if attrs.id != "" {
		b.r.w.Anchor("#" + attrs.id)
	}
	if breaksPage(attrs) {
		b.r.pageBreak(attrs, "")
	} else if style := strings.ReplaceAll(attrs.values["style"], " ", ""); strings.Contains(style, "page-break-before:always") || strings.Contains(style, "page-break-after:always") {
		b.r.w.Page("", "") // how authors who print from Markdown begin a page
	}
}

func (b *htmlBlock) table(name string, closing bool) {
	w := b.r.w
	switch {
	case name == "table" && !closing:
		w.OpenBlock(document.Table, b.r.depth())
		b.rows = 0
	case name == "table":
		w.CloseBlock()
	case name == "tr" && !closing:
		if b.cells = 0; b.rows > 0 {
			w.Row()
		}
		b.rows++
	case !closing && name != "tr":
		if b.cells++; b.cells > 1 && b.cells <= b.r.lim.Columns {
			w.Cell()
		}
	}
}
