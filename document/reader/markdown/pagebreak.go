package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"ibid/document"
)

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
	} else if title := n.attrs.values["title"]; title != "" {
		r.openBlock(n, r.kind())
		r.push("*", document.Bold)
		r.within([]byte(title))
		r.closeStyles()
		r.w.CloseBlock()
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

// pageClasses are classes that mark the beginning of a printed page in spans,
// divs and HTML.
var pageClasses = []string{"pagebreak", "page-break", "pagenum", "page-number", "pagenumber", "pageno", "newpage", "pb"}

// pageBreak writes the beginning of a page that a span, div or tag marks. What
// the mark holds is its label, or else text.
func (r *renderer) pageBreak(a attributes, content string) {
	label, series, used := pageOf(a, content)
	if v := a.values["data-series"]; v != "" {
		series = v
	}
	r.w.PageKey(label, series, anchor(a.id))
	if !used && content != "" {
		r.write(content)
	}
}

// pageOf tells the label of a page by what its mark holds, says or is called,
// and whether it was the first.
func pageOf(a attributes, content string) (label, series string, used bool) {
	if exact := a.values["data-label"]; exact != "" {
		return exact, "", content == ""
	}
	content = strings.TrimFunc(content, unlettered)
	if label, series, ok := page(content); ok {
		return label, series, true
	}
	if content != "" && len(content) <= 12 && strings.IndexByte(content, ' ') < 0 {
		return content, "", true
	}
	for _, s := range []string{a.values["aria-label"], a.values["title"], a.values["n"], a.values["label"]} {
		s = strings.TrimFunc(s, unlettered)
		if label, series, ok := page(s); ok {
			return label, series, false
		}
		if s != "" && len(s) <= maxMark {
			return s, "", false
		}
	}
	if label, ok := number(strings.TrimLeft(a.id, "pageP_-.")); ok {
		return label, "", false
	}
	return "", "", false
}

func unlettered(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }
