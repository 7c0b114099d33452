package pandoc

import (
	"strconv"
	"strings"

	"ibid/document"
	"ibid/document/internal/label"
)

var styles = map[string]document.Style{
	"Emph": document.Italic, "Strong": document.Bold, "Underline": document.Underline, "Strikeout": document.Strike,
	"Superscript": document.Superscript, "Subscript": document.Subscript, "SmallCaps": document.SmallCaps,
}

func (r *reader) inline(v value) {
	c := v.content()
	tag := v.tag()
	if s, ok := styles[tag]; ok {
		r.style(s, c.list)
		return
	}
	switch tag {
	case "Str":
		r.word(c.text)
	case "Space", "SoftBreak":
		r.w.Text(" ")
	case "LineBreak":
		if r.cells > 0 {
			r.w.Text(" ")
		} else {
			r.w.Break()
		}
	case "Quoted":
		open, end := "“", "”"
		if c.at(0).tag() == "SingleQuote" {
			open, end = "‘", "’"
		}
		r.w.Text(open)
		r.push(step{do: write, s: end})
		r.each(inline, c.at(1).list)
	case "Cite":
		r.cite(c)
	case "Code":
		r.w.PushStyle(document.Monospace)
		r.w.Text(c.at(1).text)
		r.w.PopStyle()
	case "Math":
		r.math(c)
	case "RawInline":
		r.raw(c)
	case "Link":
		if dest := c.at(2).at(0).text; len(r.printed) > 0 && dest == "#"+haddockNotes {
			r.each(inline, c.at(1).list)
			return
		}
		r.link(c.at(2).at(0).text, c.at(1).list)
	case "Image":
		r.link(c.at(2).at(0).text, c.at(1).list)
	case "Note":
		r.beginNote(c.list)
	case "Span":
		r.span(c)
	}
}

func (r *reader) style(s document.Style, list []value) {
	r.w.PushStyle(s)
	r.push(step{do: endStyle})
	r.each(inline, list)
}

// math writes an equation, one that is displayed in lines of its own.
func (r *reader) math(c value) {
	apart := c.at(0).tag() == "DisplayMath" && r.cells == 0
	if apart && !r.w.Empty() {
		r.w.Break()
	}
	r.w.Text(c.at(1).text)
	if apart {
		r.w.Break()
	}
}

// raw keeps what was written for one output format alone; a break of the line
// or page is understood.
func (r *reader) raw(c value) {
	switch s := strings.TrimSpace(c.at(1).text); {
	case breaks(s):
		r.w.Page("", "")
	case strings.EqualFold(s, "<br>") || strings.EqualFold(s, "<br/>") || strings.EqualFold(s, "<br />"):
		r.w.Break()
	default:
		r.w.Cut(s)
	}
}

func (r *reader) span(c value) {
	attr := c.at(0)
	if r.pageOf(attr, plain(c.at(1))) {
		return
	}
	r.anchor(attr)
	switch {
	case has(attr, "smallcaps", "small-caps"):
		r.style(document.SmallCaps, c.at(1).list)
	case has(attr, "underline", "ul"):
		r.style(document.Underline, c.at(1).list)
	case has(attr, "insertion"):
		r.style(document.Inserted, c.at(1).list)
	case has(attr, "deletion"):
		r.style(document.Deleted, c.at(1).list)
	case has(attr, "unclear"):
		r.style(document.Unclear, c.at(1).list)
	default:
		r.each(inline, c.at(1).list)
	}
}

// link writes a cross reference. Links do not nest.
func (r *reader) link(dest string, list []value) {
	r.links++
	r.push(step{do: endLink})
	if r.links == 1 {
		kind, target, key := document.LinkURL, dest, ""
		switch {
		case strings.HasPrefix(dest, "#"):
			kind, target, key = document.LinkSection, dest[1:], dest
		case !strings.Contains(dest, ":"):
			kind = document.LinkDocument
		}
		r.w.PushLink(kind, target, key)
	}
	r.each(inline, list)
}

// cite writes a citation, a link to its work.
func (r *reader) cite(c value) {
	id := c.at(0).at(0).member("citationId").text
	if id == "" || r.links > 0 {
		r.each(inline, c.at(1).list)
		return
	}
	key := ""
	if r.works[id] {
		key = "#ref-" + id
	}
	r.links++
	r.push(step{do: endLink})
	r.w.PushLink(document.LinkDocument, id, key)
	r.each(inline, c.at(1).list)
}

// beginNote begins a note. Pandoc keeps no labels; what it writes from its tree
// numbers the notes in their order.
func (r *reader) beginNote(list []value) {
	if len(r.outer) >= r.lim.Depth || r.notes >= r.lim.Notes {
		r.w.Text("[")
		r.push(step{do: write, s: "]"})
		r.each(block, list)
		return
	}
	r.notes++
	label := strconv.Itoa(r.notes)
	r.outer = append(r.outer, place{r.level, r.quotes, r.item, r.cells, r.spaced, r.links, r.table})
	r.level, r.quotes, r.item, r.cells, r.links = 0, nil, false, 0, 0
	n := r.w.BeginNote(document.Note{Label: label, Series: "footnote"}, "")
	r.push(step{do: endNote, n: n, s: label})
	r.each(block, list)
}

func (r *reader) endNote(n int) {
	r.w.EndNote()
	p := r.outer[len(r.outer)-1]
	r.outer = r.outer[:len(r.outer)-1]
	r.level, r.quotes, r.item, r.links = p.level, p.quotes, p.item, p.links
	r.cells, r.spaced, r.table = p.cells, p.spaced, p.table
	r.w.RefTo(document.Ref{Label: r.w.Builder().Draft().Notes[n].Label, Reason: "a note stands here", Confidence: 1}, n)
}

// numbering returns the labels of an ordered list's items.
func numbering(attr value) func(int) string {
	start, err := strconv.Atoi(attr.at(0).text)
	if err != nil {
		start = 1
	}
	style, delim := attr.at(1).tag(), attr.at(2).tag()
	return func(i int) string {
		n := start + i
		s := strconv.Itoa(n)
		switch style {
		case "LowerAlpha":
			s = label.Letters(n)
		case "UpperAlpha":
			s = strings.ToUpper(label.Letters(n))
		case "LowerRoman":
			s = label.Roman(n)
		case "UpperRoman":
			s = strings.ToUpper(label.Roman(n))
		}
		switch delim {
		case "OneParen":
			return s + ")"
		case "TwoParens":
			return "(" + s + ")"
		}
		return s + "."
	}
}
