package tei

import (
	"strconv"
	"strings"

	"ibid/document"
	"ibid/document/internal/label"
)

// A listing is a list that is open.
type listing struct {
	inline   bool // its items run on in the paragraph around it
	ordered  bool
	bulleted bool
	count    int
	label    string // of the item to come
	labelled bool   // the item to come has begun with its label
	decided  bool   // terms says what the labels are
	terms    bool   // they are words that the items explain, and part of the text
	printed  int    // the last number that the text of an item began with, 0 for none
}

func startList(r *reader, e *element) {
	kind := r.s.Attr("type") + " " + r.s.Attr("rend")
	plain := r.exported || strings.Contains(kind, "simple") || strings.Contains(kind, "gloss") || strings.Contains(kind, "none")
	inline := strings.Contains(kind, "inline") && r.running()
	r.lists = append(r.lists, listing{
		inline:   inline,
		ordered:  strings.Contains(kind, "ordered") && !strings.Contains(kind, "unordered") || strings.Contains(kind, "number"),
		bulleted: !plain || strings.Contains(kind, "bullet") || strings.Contains(kind, "unordered"),
	})
	if inline {
		e.end = func(r *reader, _ *element) { r.lists = r.lists[:len(r.lists)-1] }
		return
	}
	r.kind, r.level = document.Paragraph, deeper(r.level)
	if r.running() && !r.cell && !r.w.Empty() {
		r.w.EndBlock()
	}
	e.end = func(r *reader, e *element) {
		if l := r.list(); l != nil && l.label != "" {
			r.text(l.label + " ")
		}
		r.lists = r.lists[:len(r.lists)-1]
		endBlock(r, e)
	}
}

// list returns the innermost list, nil outside all.
func (r *reader) list() *listing {
	if n := len(r.lists); n > 0 {
		return &r.lists[n-1]
	}
	return nil
}

// longestMarker is the longest label, in bytes, that is an item's marker. A
// longer one is a term that the item explains, and part of the text.
const longestMarker = 12

// startLabel reads the label before an item, or a label anywhere else.
func startLabel(r *reader, e *element) {
	l, p := r.list(), r.parent()
	if l == nil || p == nil || p.name != "list" {
		startRunning(r, e)
		return
	}
	if l.inline {
		r.text(" ")
		return
	}
	rest := r.src[min(r.s.EndOffset(), len(r.src)):]
	if !l.decided {
		l.decided, l.terms = true, r.haveTerms(rest)
	}
	if word, ok := r.shortLabel(rest); ok && !l.terms {
		if l.label != "" { // no item followed it
			r.open(document.Item)
			r.text(l.label)
		}
		l.label = word
		r.skip()
		return
	}
	if !r.cell {
		r.open(document.Item)
		l.labelled = true
	}
	r.style(e, document.Bold)
}

// shortLabel returns the label whose content begins the text, where it is one that may be a marker.
func (r *reader) shortLabel(text string) (string, bool) {
	n := strings.IndexByte(text, '<')
	if n < 0 || n > longestFirst || !strings.HasPrefix(text[n:], "</"+r.s.Name()+">") || strings.IndexByte(text[:n], '&') >= 0 {
		return "", false
	}
	word := strings.Join(strings.Fields(text[:n]), " ")
	return word, len(word) <= longestMarker
}

// haveTerms reports whether one of a list's next labels is too long for a marker, so that none of
// them is one: a list has one look.
func (r *reader) haveTerms(text string) bool {
	name := r.s.Name()
	if end := strings.Index(text[:min(len(text), longestFirst)], "</list>"); end >= 0 {
		text = text[:end]
	}
	text = text[:min(len(text), longestFirst)]
	for {
		if end := strings.Index(text, "</"+name+">"); end < 0 {
			return false
		}
		if _, ok := r.shortLabel(text); !ok {
			return true
		}
		_, rest, ok := strings.Cut(text, "<"+name)
		if !ok {
			return false
		}
		_, text, _ = strings.Cut(rest, ">")
	}
}

// startListHead heads the labels of a list, or its items: both are one line above it.
func startListHead(r *reader, e *element) {
	if !r.running() {
		r.open(document.Paragraph)
	}
	r.text(" ")
	r.style(e, document.Bold)
}

func startItem(r *reader, e *element) {
	e.end = endBlock
	l := r.list()
	switch {
	case r.cell, l != nil && l.inline && r.running():
		r.text(" ")
		e.end = nil
		return
	case l == nil:
		r.open(document.Item)
		return
	case l.labelled && r.running():
		l.labelled = false
		r.w.Text(" ")
		return
	}
	l.labelled = false
	r.open(document.Item)
	l.count++
	marker := l.label
	if n := r.s.Attr("n"); marker == "" && n != "" && len(n) <= longestMarker {
		marker = clone(n)
	}
	number, err := strconv.Atoi(marker)
	if marker == "" && !r.exported {
		if marker = r.printedMarker(l); marker != "" {
			l.count = l.printed
		}
	}
	switch {
	case l.ordered && err == nil: // the others are counted on from it
		l.count = number
		marker += "."
	case marker != "":
	case l.ordered:
		marker = strconv.Itoa(l.count) + "."
	case l.bulleted:
		marker = "•"
	}
	if l.label != "" || r.taken != "" {
		r.w.PrintLabel(marker)
	} else {
		r.w.SetLabel(marker)
	}
	l.label = ""
}

// printedMarker returns the number or letter, "a." or "(1)", that the text of the item which
// begins has as printed, and leaves it out of the text. In a list whose numbers nothing tags, an
// item's words begin with them. Evidence is the order: a letter may be an initial, "C. Burke
// Elbrick", unless it is the one after that of the item before, or the first and the next item
// has the second.
func (r *reader) printedMarker(l *listing) string {
	rest := r.src[min(r.s.EndOffset(), len(r.src)):]
	marker, ok := enumerator(rest)
	number := 0
	switch {
	case !ok:
	case enumerates(marker, l.printed+1) && (l.printed > 0 || sureFirst(marker, rest)):
		number = l.printed + 1
	default:
		number, _ = strconv.Atoi(strings.Trim(marker, "()."))
	}
	l.printed = number
	if number == 0 {
		return ""
	}
	r.taken = marker
	return marker
}

// sureFirst reports whether the first marker of a list is one: it is a figure, or the next
// item has the second.
func sureFirst(marker, rest string) bool {
	if marker = strings.Trim(marker, "()."); marker == "1" {
		return true
	}
	_, next, ok := strings.Cut(rest[:min(len(rest), longestFirst)], "<item")
	if !ok {
		return false
	}
	_, next, _ = strings.Cut(next, ">")
	second, ok := enumerator(next)
	return ok && enumerates(second, 2)
}

// longestFirst is how many bytes after the first item's beginning the second is looked for in.
const longestFirst = 4 << 10

// enumerator returns the number or letter with a full stop or bracket that words begin with.
func enumerator(text string) (string, bool) {
	text = strings.TrimPrefix(strings.TrimLeft(text, " \t\r\n"), "<p>")
	text = strings.TrimLeft(text, " \t\r\n")
	n := strings.IndexAny(text[:min(len(text), longestMarker)], " \t\r\n\u00a0<&")
	if n < 2 || text[n] == '<' || text[n] == '&' {
		return "", false
	}
	word := strings.TrimPrefix(text[:n], "(")
	core := strings.TrimRight(word, ".)")
	figures := strings.Trim(core, "0123456789") == ""
	if len(word)-len(core) != 1 || core == "" || figures && len(core) > 3 {
		return "", false
	}
	return text[:n], true
}

// enumerates reports whether a marker is the number n in figures, letters or Roman numerals.
func enumerates(marker string, n int) bool {
	marker = strings.ToLower(strings.Trim(marker, "()."))
	return marker == strconv.Itoa(n) || marker == label.Letters(n) || marker == label.Roman(n)
}

// longestSpan is the most rows that a cell may claim.
const longestSpan = 10_000

// A tabling is a table that is open.
type tabling struct {
	rows, cells int
	column      int
	head        int   // rows of the head so far
	body        bool  // a row that is not of the head was met
	inner       bool  // the table stands in a cell of another
	covered     []int // for each column the last row that a cell of it reaches
}

func startTable(r *reader, e *element) {
	r.tables = append(r.tables, tabling{inner: r.cell})
	if r.running() && !r.cell {
		r.w.EndBlock()
	}
	e.end = func(r *reader, e *element) {
		t := r.tables[len(r.tables)-1]
		r.tables = r.tables[:len(r.tables)-1]
		if !t.inner && t.rows > 0 && r.running() {
			r.w.SetHead(t.head)
			endBlock(r, e)
		}
	}
}

// table returns the innermost table that is a block, nil outside all.
func (r *reader) table() *tabling {
	if n := len(r.tables); n > 0 && !r.tables[n-1].inner {
		return &r.tables[n-1]
	}
	return nil
}

func startRow(r *reader, e *element) {
	t := r.table()
	if t == nil {
		return
	}
	if t.column = 0; t.rows == 0 {
		r.open(document.Table)
	} else {
		r.w.Row()
	}
	t.rows++
	if r.s.Attr("role") == "label" && !t.body {
		t.head++
	} else {
		t.body = true
	}
}

// skip leaves the columns empty that cells of earlier rows reach into.
func (t *tabling) skip(r *reader) {
	for t.column < len(t.covered) && t.covered[t.column] >= t.rows && t.column+1 < r.lim.Columns {
		if t.column > 0 {
			r.w.Cell()
		}
		t.column++
	}
}

// cover notes how many columns and rows the cell that begins takes.
func (t *tabling) cover(columns, rows int, most int) {
	for i := t.column; rows > 1 && i < min(t.column+columns, most); i++ {
		for len(t.covered) <= i {
			t.covered = append(t.covered, 0)
		}
		t.covered[i] = t.rows + rows - 1
	}
}

// startCell begins a cell; one that spans columns or rows leaves those that it
// covers empty, so that the others stand in their own.
func startCell(r *reader, e *element) {
	t := r.table()
	if t == nil || t.rows == 0 {
		r.w.Text(" ")
		return
	}
	r.cell = true
	if t.column >= r.lim.Columns || t.cells >= r.lim.Cells {
		r.crowded = true
		r.w.Text(" ")
		return
	}
	t.skip(r)
	if t.column > 0 {
		r.w.Cell()
	}
	n, _ := strconv.Atoi(r.s.Attr("cols"))
	rows, _ := strconv.Atoi(r.s.Attr("rows"))
	t.cover(max(n, 1), min(rows, longestSpan), r.lim.Columns)
	t.column++
	t.cells++
	if n > 1 && t.column+n <= r.lim.Columns {
		t.column += n - 1
		e.end = func(r *reader, _ *element) {
			for range n - 1 {
				r.w.Cell()
			}
		}
	}
}
