package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ibid/document"
)

// ours writes the nodes of our own parsers.
func (r *renderer) ours(n *inline) {
	switch n.what {
	case reference:
		ref := document.Ref{Label: n.label, Reason: "footnote reference [^" + n.key + "]", Confidence: 1}
		if !n.defined {
			ref.Reason, ref.Confidence = ref.Reason+" that nothing defines", 0.7
		}
		r.w.Ref(ref, "^"+n.key)
	case inlineNote:
		r.inlineNote(n)
	case pageMark:
		if r.capture != nil {
			r.write(n.label)
			return
		}
		r.w.Page(n.label, n.series)
	case citation:
		r.cite(string(n.content))
	case span:
		r.bracketed(n)
	case formulaText:
		r.write(string(n.content))
	case superscript:
		r.push("^", document.Superscript)
		r.write(string(unescape(n.content)))
		r.pop("^")
	}
}

// maxInline is how deep notes and spans in brackets are followed; deeper ones
// are shown as they are written.
const maxInline = 16

// within writes Markdown that stands in brackets: inlines alone.
func (r *renderer) within(content []byte) {
	outer, at := r.text, r.at
	r.nested++
	r.text, r.at = content, origin{buf: []int{0}, from: []int{0}}
	root := r.inlines.Parse(text.NewReader(content), parser.WithContext(newContext(r.index, &r.more)))
	for p := root.FirstChild(); p != nil; p = p.NextSibling() {
		r.walk(p)
	}
	r.nested--
	r.text, r.at = outer, at
}

// cite writes a citation as it is written, each of its keys a link: to the
// entry of the bibliography where the document has it. What names an example has its number.
func (r *renderer) cite(s string) {
	for {
		m := key().FindStringIndex(s)
		if m == nil {
			break
		}
		r.write(s[:m[0]])
		name, words := strings.Trim(s[m[0]+1:m[1]], "{}"), s[m[0]:m[1]]
		to := ""
		if r.index.work(name) {
			to = "#ref-" + name
		} else if number, ok := r.index.number("@" + name); ok {
			to, words = "@"+name, strconv.Itoa(number)
		}
		if r.links == 0 && r.capture == nil {
			r.w.PushLink(document.LinkDocument, name, to)
			r.write(words)
			r.w.PopLink()
		} else {
			r.write(words)
		}
		s = s[m[1]:]
	}
	r.write(s)
}

// bracketed writes a bracketed span.
func (r *renderer) bracketed(n *inline) {
	if n.attrs.is(pageClasses...) {
		r.pageBreak(n.attrs, string(bytes.TrimSpace(n.content)))
		return
	}
	if r.nested >= maxInline {
		r.limit()
		r.write(string(n.content))
		return
	}
	if n.attrs.id != "" {
		r.w.Anchor("#" + n.attrs.id)
	}
	style := classStyle(n.attrs)
	if style != 0 {
		r.push("[", style)
	}
	r.within(n.content)
	if style != 0 {
		r.pop("[")
	}
}

// classStyle tells the style that pandoc's classes stand for.
func classStyle(a attributes) document.Style {
	switch {
	case a.is("smallcaps", "small-caps", "sc"):
		return document.SmallCaps
	case a.is("underline", "ul"):
		return document.Underline
	case a.is("unclear"):
		return document.Unclear
	case a.is("supplied"):
		return document.Inserted
	}
	return 0
}
