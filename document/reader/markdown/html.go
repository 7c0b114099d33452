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
		if r.cell { // a row of a table is one line
			r.write(" ")
			return
		}
		r.w.Break()
		r.lineStart = true
		return
	case "a":
		if href := attrs.values["href"]; href != "" {
			r.openLink(href)
		}
		return
	case "img":
		r.picture(html.UnescapeString(attrs.values["alt"]), attrs.values["src"])
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
