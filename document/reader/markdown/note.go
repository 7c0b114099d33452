package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"

	"ibid/document"
	"ibid/document/source"
)

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

func (r *renderer) inlineNote(n *inline) {
	if r.nested >= maxInline {
		r.limit()
		r.write("^[" + string(n.content) + "]")
		return
	}
	inside, joins, verse, marked, links, styles := r.inside, r.joins, r.verse, r.marked, r.links, r.styles
	r.inside, r.joins, r.verse, r.marked, r.links, r.styles = []surrounding{{kind: inFootnote}}, false, false, false, 0, nil
	i := r.w.BeginNote(document.Note{Series: "footnote"}, "")
	r.within(n.content)
	r.popTo(0)
	r.w.EndNote()
	r.inside, r.joins, r.verse, r.marked, r.links, r.styles = inside, joins, verse, marked, links, styles
	r.w.RefTo(document.Ref{Reason: "inline note ^[…]", Confidence: 1}, i)
}
