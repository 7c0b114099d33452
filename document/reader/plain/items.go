package plain

import (
	"strings"

	"ibid/document"
	"ibid/document/internal/label"
)

// A lettered is the beginning of a paragraph that may be an item of a list whose
// items have letters or roman numbers: "a) ", "(b) ", "iv. ".
type lettered struct {
	n    int    // bytes of the marker, with the space after it
	form string // the marker with its label as "x"
	text string // the label
}

// letteredMark reads the marker at the start of s, as [listMarker] does, and what it counts
// with; n is 0 where there is none.
func letteredMark(s string) lettered {
	if s == "" {
		return lettered{}
	}
	n := listMarker(s)
	if n < 2 || n > len(s) || kindOfMarker(s) != 'a' {
		return lettered{}
	}
	mark := strings.TrimRight(s[:n], " ")
	text := strings.Trim(mark, "().")
	return lettered{n, strings.Replace(mark, text, "x", 1), text}
}

// first reports whether the label begins a list.
func (m lettered) first() bool {
	return m.text == "a" || m.text == "A" || m.text == "i" || m.text == "I"
}

// follows reports whether m is the next item after last, by letters or by roman numbers.
func (m lettered) follows(last lettered) bool {
	if m.n == 0 || m.form != last.form {
		return false
	}
	if len(m.text) == 1 && len(last.text) == 1 && m.text[0] == last.text[0]+1 {
		return true
	}
	if !label.IsLowRoman(strings.ToLower(m.text)) {
		return false
	}
	for k := range longestRoman {
		r, next := label.Roman(k+1), label.Roman(k+2)
		if last.text == r && m.text == next || last.text == strings.ToUpper(r) && m.text == strings.ToUpper(next) {
			return true
		}
	}
	return false
}

// longestRoman is how many items with roman numbers a list has at most.
const longestRoman = 40

// A letteredList is a list that goes on.
type letteredList struct {
	last  lettered
	begun *para // its first item, until a second shows that it is one
}

// items makes items of the paragraphs that letters or roman numbers count. One
// alone is none: "A. Smith" begins with a name. The next item stands right below,
// or below the items of a list within this one. Paragraphs of prose that
// begin with letters by chance, in order and side by side, would mislead it.
func items(body []*para) {
	var open []letteredList
	for _, p := range body {
		if p.onlyPages() {
			continue
		}
		m := lettered{}
		if p.kind == document.Paragraph && p.lead == "" && p.indent < codeIndent {
			m = letteredMark(p.text)
		}
		k := len(open) - 1
		for k >= 0 && !m.follows(open[k].last) {
			k--
		}
		switch {
		case k >= 0:
			open = open[:k+1]
			if l := &open[k]; l.begun != nil {
				l.begun.item(l.last, k+1)
				l.begun = nil
			}
			p.item(m, k+1)
			open[k].last = m
		case m.first():
			open = append(open, letteredList{m, p})
		case m.n > 0 || p.kind != document.Item:
			open = open[:0]
		}
	}
}

// codeIndent is how far, in columns, what is no text may be set in.
const codeIndent = 16

// item makes p an item of a list at a depth, which the marker m leads. Where a sign
// stands in the marker it stays what it is.
func (p *para) item(m lettered, depth int) {
	if len(p.signs) > 0 && p.signs[0].from < m.n {
		return
	}
	p.kind, p.level, p.label = document.Item, uint8(min(depth, 200)), strings.TrimRight(p.text[:m.n], " ")
	p.lead, p.leadAt = p.label, p.source(0)
	p.behind(m.n)
	for i := range p.signs {
		g := &p.signs[i]
		g.from, g.to = g.from-m.n, g.to-m.n
		for k := range g.calls {
			g.calls[k].From, g.calls[k].To = g.calls[k].From-m.n, g.calls[k].To-m.n
		}
	}
}
