package office

import (
	"strconv"
	"strings"
)

// beginPage lets a paragraph or table begin a page where its style says so (OpenDocument 1.3, part 3:
// fo:break-before, style:master-page-name, style:page-number). Such turns the program does not record:
// a soft page break is one that nobody made.
func (w *odtWalk) beginPage(style string) {
	if !w.d.pages || w.text > 1 || w.inTable() || len(w.outer) > 0 || w.nested > 0 {
		return
	}
	turns, at := unsaid, -1
	w.d.ancestry(style, func(x odtStyle) {
		if turns == unsaid {
			turns = x.newPage
		}
		if at < 0 {
			at = x.number
		}
	})
	if turns == on {
		w.due = true
		if at >= 0 {
			w.beginAt(at)
		}
	}
}

// show adds text of a paragraph.
func (w *odtWalk) show(s string) {
	if w.d.pages && len(w.outer) == 0 && w.nested == 0 && strings.TrimSpace(s) != "" {
		if w.turnsBefore() {
			w.turnPage()
		}
		w.shown(s)
	}
	w.w.Text(s)
}

// turnPage begins a page; its number is counted.
func (w *odtWalk) turnPage() {
	if len(w.outer) == 0 && w.turn() {
		w.w.InferredPage(strconv.Itoa(w.page))
	}
}
