package tei

import (
	"strings"
	"unicode"

	"ibid/document"
)

// A division is a div that is open.
type division struct {
	name   string   // "chapter 2", by its attributes
	titles []string // its headings
	block  int      // where the first of them stands
	listed bool     // it is in the outline
	letter bool     // it is a document of a volume
	number string
}

// startDivision begins a division of any depth and numbering style.
func startDivision(r *reader, e *element) {
	e.attr = r.s.Attr("type")
	kind, n := r.s.Attr("type"), clone(r.s.Attr("n"))
	if sub := r.s.Attr("subtype"); kind == "textpart" && sub != "" {
		kind = sub
	}
	d := division{letter: isDocument(kind), number: n}
	// A division that is numbered 0 is what stands before the first, and is not called so.
	if kind != "" && (n != "" && n != "0" || d.letter) && len(kind)+len(n) < 40 {
		d.name = strings.TrimSpace(clone(kind) + " " + n)
	}
	r.divide(e, d)
}

// isDocument reports whether divisions of a type are documents of a volume.
func isDocument(kind string) bool { return kind == "document" || kind == "letter" }

// divide opens a division, which the element's end closes.
func (r *reader) divide(e *element, d division) {
	r.section(false)
	if !r.cell {
		r.w.CloseBlock()
	}
	r.divs = append(r.divs, d)
	e.end = func(r *reader, _ *element) {
		r.section(true)
		if !r.cell {
			r.w.EndBlock()
		}
		r.divs = r.divs[:len(r.divs)-1]
	}
}

// division returns the innermost division, nil outside all.
func (r *reader) division() *division {
	if n := len(r.divs); n > 0 {
		return &r.divs[n-1]
	}
	return nil
}

// section puts the innermost division into the outline, once its headings are
// complete: at its first block that is none, or at its end.
func (r *reader) section(ended bool) {
	d := r.division()
	if d == nil || d.listed || len(r.outer) > 0 {
		return
	}
	title := joined(d.titles)
	if title == "" && (!ended || d.letter) {
		title = d.name
		d.block = r.w.NextBlock()
		if r.w.InBlock() && !r.w.Empty() {
			d.block++
		}
	}
	if title == "" {
		return
	}
	d.listed = true
	if all := r.w.Builder().Draft().Sections; len(all) > 0 {
		d.block = max(d.block, all[len(all)-1].Block) // a division in a heading came first
	}
	s := document.Section{Title: title, Level: len(r.divs), Block: d.block, Document: d.letter}
	if s.Document {
		if s.Number = d.number; s.Number == "" && !r.exported {
			s.Number = leadingNumber(title)
		}
	}
	r.w.Section(s)
}

// shortTitle is the longest heading, in bytes, that says too little alone:
// "Chapter 2", "Livre premier".
const shortTitle = 24

// joined makes one title of a division's headings: the first, and the next
// where the first is but a number or the like.
func joined(titles []string) string {
	if len(titles) == 0 {
		return ""
	}
	title := strings.TrimSpace(titles[0])
	if len(titles) == 1 || len(title) > shortTitle {
		return title
	}
	if title != "" && strings.IndexByte(".:—–-", title[len(title)-1]) < 0 {
		title += "."
	}
	return title + " " + titles[1]
}

// leadingNumber returns the digits that a heading begins with: "52" of "52. Memorandum".
func leadingNumber(title string) string {
	n := strings.IndexFunc(title, func(c rune) bool { return !unicode.IsDigit(c) })
	if n < 0 {
		n = len(title)
	}
	return strings.Clone(title[:n])
}
