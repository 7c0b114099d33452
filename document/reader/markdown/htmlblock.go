package markdown

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"ibid/document"
)

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
	if name, _, _, ok := parseTag(raw[:bytes.IndexByte(raw, '>')+1]); ok && wordless[name] {
		r.bareItem(r.depth())
	}
	b := htmlBlock{r: r, raw: raw}
	for b.at < len(raw) {
		b.at += b.next(raw[b.at:])
	}
	r.cell = false
	r.closeStyles()
	if r.w.InBlock() && r.w.Empty() && r.w.BlockKind() == document.Item {
		r.marked = true // its words come in Markdown
	}
	r.w.CloseBlock()
}

// wordless are the tags that an item of a list may begin with and whose words are not the item's.
var wordless = map[string]bool{
	"ul": true, "ol": true, "dl": true, "table": true, "pre": true, "hr": true, "blockquote": true, "img": true, "picture": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
}

// An htmlBlock is a block of HTML that is being written.
type htmlBlock struct {
	r      *renderer
	hidden string // the tag whose content does not show
	raw    []byte // the whole block
	at     int    // what was written of it
	table  *htmlTable
	ends   map[string]int // offsets of end tags, by name, see [htmlBlock.end]
}

// end returns how many bytes of the block there are from an offset to the next end tag of a name, -1 where none
// comes. Each stretch is looked through once.
func (b *htmlBlock) end(name string, from int) int {
	at, known := b.ends[name]
	if !known || at >= 0 && at < from {
		if at = bytes.Index(b.raw[from:], []byte("</"+name)); at >= 0 {
			at += from
		}
		if b.ends == nil {
			b.ends = map[string]int{}
		}
		b.ends[name] = at
	}
	return max(at-from, -1)
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
		b.tag(name, closing, attrs, raw[n:])
	}
	return n
}

func (b *htmlBlock) text(s string) {
	s = html.UnescapeString(strings.ReplaceAll(s, "\r", ""))
	blank := strings.TrimSpace(s) == ""
	if b.table != nil && !b.table.inCell {
		if blank {
			return
		}
		b.table.stray(b.r)
	}
	if b.r.capture == nil && !b.r.w.InBlock() {
		if blank {
			return
		}
		kind := b.r.kind()
		b.r.w.OpenBlock(kind, b.r.depth())
		if kind == document.Item {
			b.r.w.SetLabel(b.r.label)
		}
		b.r.marked = false
	}
	b.r.write(s)
}

// tag writes what a tag does; rest is what follows it.
func (b *htmlBlock) tag(name string, closing bool, attrs attributes, rest []byte) {
	if b.hidden != "" {
		if closing && name == b.hidden {
			b.hidden = ""
		}
		return
	}
	w, depth := b.r.w, b.r.depth()
	if b.table != nil && b.inTable(name, closing, attrs) {
		return
	}
	switch name {
	case "script", "style", "template", "title":
		// One that is left open would hide what follows it.
		if !closing && b.end(name, b.at) >= 0 {
			b.hidden = name
		}
	case "p", "div", "section", "article", "center", "address", "details", "summary", "figure", "figcaption",
		"dd", "header", "footer", "aside", "main", "nav", "tr", "td", "th":
		b.block(closing, attrs)
	case "blockquote", "ul", "menu", "dl", "ol", "li", "dt":
		b.block(closing, attrs)
		b.wrap(name, closing, attrs)
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
	case "table":
		b.block(closing, attrs)
		from := len(b.raw) - len(rest)
		if n := b.end(name, from); !closing && n >= 0 && tabular(rest[:n]) {
			b.table = &htmlTable{}
		}
	case "img":
		b.image(attrs, rest)
	default:
		b.r.tag(name, closing, attrs)
	}
}

// wrap begins or ends a list, what is in one, or a quotation.
func (b *htmlBlock) wrap(name string, closing bool, attrs attributes) {
	r := b.r
	switch name {
	case "blockquote":
		r.wrap(inQuote, closing, 0)
	case "ol":
		start, err := strconv.Atoi(attrs.values["start"])
		if err != nil || start < 1 {
			start = 1
		}
		r.wrap(inList, closing, start)
	case "li", "dt":
		if closing {
			return
		}
		if r.label = ""; name == "li" {
			r.label = r.nextLabel()
		}
		r.w.OpenBlock(document.Item, max(r.depth(), 1))
		r.w.SetLabel(r.label)
	default:
		r.wrap(inList, closing, 0)
	}
}

// block ends the block before a tag of a block, and what its style was. An item of a list begins
// with the block that is first in it.
func (b *htmlBlock) block(closing bool, attrs attributes) {
	w := b.r.w
	first := !closing && w.InBlock() && w.Empty() && w.BlockKind() == document.Item
	b.r.closeStyles()
	if !first {
		w.CloseBlock()
	}
	if closing {
		return
	}
	if attrs.id != "" {
		w.Anchor("#" + attrs.id)
	}
	if breaksPage(attrs) {
		b.r.pageBreak(attrs, "")
	} else if style := strings.ReplaceAll(attrs.values["style"], " ", ""); strings.Contains(style, "page-break-before:always") || strings.Contains(style, "page-break-after:always") {
		w.Page("", "") // how authors who print from Markdown begin a page
	}
}

// image writes a picture: as a figure where it stands alone in its block and nothing is said of it, or
// it is in no line of text.
func (b *htmlBlock) image(attrs attributes, rest []byte) {
	r := b.r
	alt, src := html.UnescapeString(attrs.values["alt"]), attrs.values["src"]
	if r.capture != nil || b.table != nil || src == "" || r.w.InBlock() && !r.w.Empty() || r.links > 0 && alt != "" || !alone(rest) {
		r.picture(alt, src)
		return
	}
	r.w.OpenBlock(document.Figure, r.depth())
	r.w.SetLabel(src)
	r.w.Text(alt)
	r.w.EndBlock()
}

// longestTail is how many bytes after a picture are looked at.
const longestTail = 512

// alone reports whether nothing but tags and white space comes before the next block of HTML.
func alone(rest []byte) bool {
	for rest = rest[:min(len(rest), longestTail)]; ; {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		if len(rest) == 0 || rest[0] != '<' {
			return len(rest) == 0
		}
		n := bytes.IndexByte(rest, '>') + 1
		if n == 0 {
			return true
		}
		switch name, _, _, ok := parseTag(rest[:n]); {
		case !ok, name == "a", name == "br", name == "source", name == "picture", tagStyles[name] != 0:
		default:
			return name != "img"
		}
		rest = rest[n:]
	}
}

// A wrapping is the lists and quotations that tags have opened in a document's HTML, which
// Markdown may stand in.
type wrapping struct {
	open []surrounding
	base int // of renderer.inside where the first was opened
}

// wrap opens a list or quotation, or closes the innermost. A list is counted from a number, or not where that is 0.
func (r *renderer) wrap(kind surroundingKind, closing bool, start int) {
	w := r.wrapped()
	switch {
	case !closing && len(w.open) < maxWrapping:
		if len(w.open) == 0 {
			w.base = len(r.inside)
		}
		w.open = append(w.open, surrounding{kind: kind, next: start, counts: start > 0})
	case closing && len(w.open) > 0 && w.open[len(w.open)-1].kind == kind:
		w.open = w.open[:len(w.open)-1]
	}
}

// maxWrapping is how many lists and quotations are followed.
const maxWrapping = 64

// wrapped returns the lists and quotations of HTML around the place. Those whose end was not
// written end with what of Markdown they stand in.
func (r *renderer) wrapped() *wrapping {
	if len(r.inside) < r.wraps.base {
		r.wraps = wrapping{}
	}
	return &r.wraps
}

// nextLabel returns the marker of the next item of the innermost list of HTML.
func (r *renderer) nextLabel() string {
	w := r.wrapped()
	if n := len(w.open); n > 0 && w.open[n-1].counts {
		s := &w.open[n-1]
		s.next++
		return strconv.Itoa(s.next-1) + "."
	}
	return "•"
}
