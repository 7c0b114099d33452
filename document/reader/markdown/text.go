package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"ibid/document"
	"ibid/document/internal/language"
)

// inline writes the beginning of an inline node and reports whether its
// children are to be written.
func (r *renderer) inline(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.String:
		r.write(string(n.Value))
	case *ast.CodeSpan:
		r.push("`", document.Monospace)
	case *ast.Emphasis:
		if n.Level > 1 {
			r.push("*", document.Bold)
		} else {
			r.push("*", document.Italic)
		}
	case *struck:
		r.push("*", r.struck(n))
	case *ast.Link:
		if _, ok := n.FirstChild().(*ast.Image); ok {
			r.partPicture()
		}
		r.openLink(string(unescape(n.Destination)))
	case *ast.Image:
		r.image(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.RawHTML:
		r.rawHTML(n)
		return false
	case *task:
		box := "☐"
		if n.done {
			box = "☑"
		}
		if r.label == "•" && r.w.BlockKind() == document.Item {
			r.w.SetLabel(box)
		} else { // its number stays
			r.w.Text(box + " ")
		}
	case *inline:
		r.ours(n)
	}
	return true
}

// textNode writes text: backslashes and entities resolved, addresses made links.
func (r *renderer) textNode(n *ast.Text) {
	raw := n.Segment.Value(r.text)
	if _, code := n.Parent().(*ast.CodeSpan); code || n.IsRaw() {
		s := strings.ReplaceAll(string(raw), "\n", " ")
		if r.cell {
			s = strings.ReplaceAll(s, `\|`, "|")
		}
		r.write(s)
		return
	}
	if p := n.PreviousSibling(); p != nil && len(raw) > 2 && raw[0] == '{' {
		raw = raw[attributesAfter(p, raw):]
	}
	if r.verse {
		raw = r.verseIndent(raw)
	}
	hard := n.HardLineBreak()
	if !hard && (n.SoftLineBreak() || r.lastOfPiece(n)) && breaksLine(raw) {
		hard, raw = true, raw[:len(raw)-1]
	}
	r.run.Write(unescape(raw))
	if next, ok := n.NextSibling().(*ast.Text); ok && !next.IsRaw() && !n.SoftLineBreak() && !n.HardLineBreak() {
		return // goldmark cuts text at signs that might have begun something
	}
	r.linkify(r.run.String())
	r.run.Reset()
	switch {
	case r.lastOfPiece(n):
		r.broken = hard || bytes.HasSuffix(r.cur.text, []byte("  \n"))
	case hard || n.SoftLineBreak() && r.verse:
		r.w.Break()
		r.lineStart = true
	case n.SoftLineBreak() && !r.unspaced(n):
		r.write(" ")
	}
}

// breaksLine reports whether text before the end of a line ends with a backslash
// that is not escaped: a hard line break (CommonMark 0.31, section 6.7). Goldmark
// finds those alone that no other backslash stands before.
func breaksLine(raw []byte) bool {
	return (len(raw)-len(bytes.TrimRight(raw, `\`)))%2 == 1
}

// lastOfPiece reports whether a paragraph that was cut goes on after a text.
func (r *renderer) lastOfPiece(n *ast.Text) bool {
	return r.cur.open && n.NextSibling() == nil && n.Segment.Stop >= len(bytes.TrimRight(r.text, " \n"))
}

// attributesAfter returns the length of the attributes at the start of s that are
// those of the node before it: pandoc has them after links, images and code, kramdown
// after whatever is set apart.
func attributesAfter(n ast.Node, s []byte) int {
	switch n.(type) {
	case *ast.Text:
		return 0
	case *ast.Link, *ast.Image, *ast.CodeSpan:
		if _, k := parseAttributes(s); k > 0 {
			return k
		}
	}
	return attributeList(s)
}

// verseIndent keeps the indentation of a verse line.
func (r *renderer) verseIndent(raw []byte) []byte {
	n := 0
	for n < len(raw) && raw[n] == ' ' {
		n++
	}
	at := r.lineStart
	r.lineStart = false
	if n == 0 || !at {
		return raw
	}
	return append(bytes.Repeat([]byte("\u00a0"), n), raw[n:]...)
}

// unspaced reports whether the line break after a text stands between
// characters of a script that is written without spaces.
func (r *renderer) unspaced(n *ast.Text) bool {
	next, ok := n.NextSibling().(*ast.Text)
	if !ok {
		return false
	}
	a, _ := utf8.DecodeLastRune(n.Segment.Value(r.text))
	b, _ := utf8.DecodeRune(next.Segment.Value(r.text))
	return language.Unspaced(a) && language.Unspaced(b)
}

// write writes text to the document, or to what collects it.
func (r *renderer) write(s string) {
	if r.capture != nil {
		r.capture.text.WriteString(s)
		return
	}
	if r.pictured && s != "" {
		if c, _ := utf8.DecodeRuneInString(s); unicode.IsLetter(c) || unicode.IsNumber(c) {
			r.w.Text(" ")
		}
		r.pictured = false
	}
	r.w.Text(s)
}

// push begins a style; sign is what pop ends it by.
func (r *renderer) push(sign string, s document.Style) {
	r.styles = append(r.styles, sign)
	r.w.PushStyle(s)
}

// pop ends the last style that sign began and those begun after it.
func (r *renderer) pop(sign string) {
	for i := len(r.styles) - 1; i >= 0; i-- {
		if r.styles[i] == sign {
			r.popTo(i)
			return
		}
	}
}

func (r *renderer) popTo(n int) {
	for len(r.styles) > n {
		r.styles = r.styles[:len(r.styles)-1]
		r.w.PopStyle()
	}
}

// closeStyles ends what the text of a block left open.
func (r *renderer) closeStyles() {
	if r.nested > 0 {
		return
	}
	r.popTo(0)
	r.endCapture()
	if r.links > 0 {
		r.links = 0
		r.w.PopLink()
	}
}

// struck tells whether tildes strike text or, as in pandoc's H~2~O, lower it:
// single ones around a word without spaces.
func (r *renderer) struck(n *struck) document.Style {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || n.FirstChild() != n.LastChild() {
		return document.Strike
	}
	i := t.Segment.Start
	if i < 2 || r.text[i-2] != '~' {
		if bytes.IndexByte(t.Segment.Value(r.text), ' ') < 0 && t.Segment.Len() < 16 {
			return document.Subscript
		}
	}
	return document.Strike
}
