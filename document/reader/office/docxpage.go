package office

import (
	"strings"

	"ibid/document"
)

// A recorded is what Word records of pages beside their turns.
type recorded struct {
	column int  // of the page, from 0
	begun  bool // text of the section came
}

// sectionProps returns what holds in the section that the walk is in.
func (w *docxWalk) sectionProps(section int) sectionProps {
	if section >= 0 && section < len(w.d.section) {
		return w.d.section[section]
	}
	return sectionProps{pageStart: -1, columns: 1}
}

// enterSection starts the counts anew that a section starts anew.
func (w *docxWalk) enterSection() {
	for series := range w.d.kinds {
		if w.numbering(series).restart == "eachSect" {
			delete(w.numbers, series)
		}
	}
	if !w.d.pages {
		return
	}
	p := w.sectionProps(w.section)
	w.begun, w.column = false, 0
	if p.pageStart >= 0 {
		w.beginAt(p.pageStart)
	}
	switch {
	case w.section == 0:
		w.turnPage()
	case p.kind == "evenPage" && w.page%2 == 0, p.kind == "oddPage" && w.page%2 == 1:
		w.page++ // a page is left empty
		w.due = true
	case p.kind != "continuous" && p.kind != "nextColumn":
		w.due = true
	}
}

// recordedBreak treats what Word recorded as the turn of a page. It records columns like that: where
// a section of several begins and ends on a page, and where the text goes on in the next.
func (w *docxWalk) recordedBreak() {
	if w.nested > 0 || w.w.InNote() {
		return
	}
	p, before := w.sectionProps(w.section), w.sectionProps(w.section-1)
	switch {
	case w.due:
	case !w.begun && w.section > 0 && p.kind == "continuous" && p.columns != before.columns:
		return
	case p.columns > 1:
		if w.column++; w.column%p.columns != 0 {
			return
		}
	}
	w.turnPage()
}

// showing counts characters of the body that are about to be added.
func (w *docxWalk) showing(s string) {
	if !w.d.pages || w.nested > 0 || w.w.InNote() || strings.TrimSpace(s) == "" {
		return
	}
	w.begun = true
	if w.turnsBefore() {
		w.turnPage()
	}
	w.shown(s)
}

// turnPage begins a page. Its number was not in the text, so it counts as inferred.
func (w *docxWalk) turnPage() {
	if !w.turn() {
		return
	}
	w.w.InferredPage(format(w.page, w.sectionProps(w.section).pageAs))
	for series := range w.d.kinds {
		if w.numbering(series).restart == "eachPage" {
			delete(w.numbers, series)
		}
	}
}

// reportPages says where the pages of the document are not known.
func (w *docxWalk) reportPages() {
	if w.hole {
		w.d.b.Report(document.Shortened, pagesMissing)
	}
	if w.paged {
		w.d.b.Report(document.Shortened, "notes are numbered by the page and the file does not say where pages turn: they are counted through")
	}
}
