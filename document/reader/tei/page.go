package tei

import (
	"strings"

	"ibid/document"
	"ibid/document/source"
)

// startPage is a page break, pb.
func startPage(r *reader, e *element) {
	r.turn(r.s.Attr("n"), r.pageSeries())
}

func (r *reader) turn(n, series string) {
	label, named := pageLabel(n)
	if named != "" {
		series = named
	}
	if p := r.parent(); p != nil && r.w.Ended() && (p.name == "lg" || p.name == "sp") && r.w.BlockKind() == document.Verse {
		r.w.Resume() // the stanza goes on over the page
	}
	r.w.PageKey(label, series, strings.Clone(r.s.Attr("id")))
}

// pageSeries names the numbering that a page break belongs to, "" for the main one.
func (r *reader) pageSeries() string {
	switch t := strings.ToLower(r.s.Attr("type")); t {
	case "facsimile", "typeset":
		return t
	}
	if r.survey.single {
		return ""
	}
	return clone(strings.TrimPrefix(r.s.Attr("ed"), "#"))
}

// pageLabel returns the label that @n gives a page, without the word "page"
// and brackets, and the series that it names, "facsimile" for "[Facsimile Page 2]".
func pageLabel(n string) (label, series string) {
	n = bare(strings.ReplaceAll(n, "\u00a0", " "))
	words := strings.Fields(n)
	if len(words) == 3 && strings.EqualFold(words[1], "page") {
		return strings.Clone(words[2]), strings.ToLower(words[0])
	}
	if len(words) == 2 {
		switch strings.ToLower(words[0]) {
		case "page", "p.", "pg.", "p":
			return strings.Clone(words[1]), ""
		}
	}
	return strings.Clone(n), ""
}

// startForme keeps running heads, catchwords and printed page numbers, which
// are no reading text.
func startForme(r *reader, e *element) {
	r.hold(e)
	at := r.s.Offset()
	e.end = func(r *reader, e *element) {
		if t := source.Clean(e.held.String()); t != "" {
			r.w.Builder().AddFurniture(document.Furniture{Text: t, Source: r.span(at, r.s.EndOffset())})
		}
	}
}

// startMilestone is a page of some other numbering, a line drawn between
// sections, or the beginning of a unit that citations use.
func startMilestone(r *reader, e *element) {
	unit, n := strings.ToLower(r.s.Attr("unit")), r.s.Attr("n")
	switch {
	case strings.Contains(unit, "page") || unit == "folio" || unit == "fol" || unit == "leaf" || unit == "sheet":
		if unit == "page" {
			unit = ""
		}
		r.turn(n, clone(unit))
	case n != "" && r.running():
		r.w.Cut(unit + " " + n)
	case ruled(r.s.Attr("rend")) && !r.cell:
		r.open(document.Rule)
		r.w.EndBlock()
	}
}

// ruled reports whether a milestone is shown as a line or a row of signs.
func ruled(rend string) bool {
	for _, s := range []string{"hr", "rule", "line", "star", "aster", "dinkus", "*"} {
		if strings.Contains(rend, s) {
			return true
		}
	}
	return false
}

// startColumn is a column or gathering that begins.
func startColumn(r *reader, _ *element) {
	what := "column "
	if r.s.Local() == "gb" {
		what = "gathering "
	}
	if n := r.s.Attr("n"); n != "" && r.running() {
		r.w.Cut(what + n)
	}
}
