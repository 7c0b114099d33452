package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"ibid/document"
)

// numbered reports whether the items of an ordered list are numbered
// paragraphs: each stands apart by blank lines, or is the only one, and holds
// paragraphs alone. Printed documents number their paragraphs so, and cite
// them by the number: it is part of the text. Where items follow one another
// without space, or hold lists of their own, the numbers are a list's.
func numbered(l *ast.List) bool {
	if !l.IsOrdered() || l.PreviousSibling() != nil && !l.HasBlankPreviousLines() {
		return false
	}
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil && !item.HasBlankPreviousLines() {
			return false
		}
		if !paragraphsAlone(item) {
			return false
		}
	}
	return true
}

func paragraphsAlone(item ast.Node) bool {
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.Paragraph, *ast.TextBlock, *footnote:
		default:
			return false
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

// bareItem writes an item that holds no words of its own by its number. A bullet alone says nothing.
func (r *renderer) bareItem(depth uint8) {
	if r.marked && strings.ContainsAny(r.label, "0123456789") {
		r.w.OpenBlock(document.Item, depth)
		r.w.PrintLabel(r.label)
		r.w.CloseBlock()
	}
	r.marked = false
}

// marker returns the sign of a list's item: "•", or its number. Numbers are
// as printed, unless the list repeats its first, or goes on to repeat one: that is how Markdown lets
// writers leave the counting to the reader.
func (r *renderer) marker(n *ast.ListItem) string {
	l, ok := n.Parent().(*ast.List)
	if !ok || !l.IsOrdered() {
		return "•"
	}
	in := &r.inside[len(r.inside)-1]
	printed := r.printed(n)
	number, _ := strconv.Atoi(printed)
	if p := n.PreviousSibling(); p == nil {
		if second, ok := n.NextSibling().(*ast.ListItem); ok {
			in.counts = r.printed(second) == printed
		}
	} else if in.counts || printed == in.printed {
		in.next++
		return strconv.Itoa(in.next-1) + string(l.Marker)
	}
	in.printed, in.next = printed, number+1
	return printed + string(l.Marker)
}

// printed returns the number of an item of an ordered list as it stands in the text, with its zeros.
func (r *renderer) printed(n *ast.ListItem) string {
	from := max(n.Pos(), 0)
	end := from
	for end < len(r.text) && '0' <= r.text[end] && r.text[end] <= '9' {
		end++
	}
	return string(r.text[min(from, end):end])
}
