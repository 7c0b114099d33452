package tui

import (
	"context"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/search"
	"ibid/keymap"
	"ibid/tui/layout"
	"ibid/tui/theme"
)

// A hitList is the matches of a search as the entries of a list, each with the
// words around it, the note it is in, and its page. The matches stand below one another.
type hitList struct {
	typed string
	doc   *document.Document // whose places the matches are
	hits  []search.Hit
	total int
}

// maxListed bounds how many matches are listed, the first of all.
const maxListed = 250_000

// around is how many bytes before and after a match the filter of the list looks at.
const around = 80

// openHitList opens the list of matches at the current one.
func (m *Model) openHitList() tea.Cmd {
	f := &m.find
	if f.results == nil {
		m.nothingFound()
		return nil
	}
	hits := f.results.Hits(maxListed)
	if len(hits) == 0 {
		m.inform(f.state(m))
		return nil
	}
	f.hidden = false
	l := &list{entries: &hitList{f.typed, f.results.Order().Document(), hits, f.total}, what: keymap.InList}
	i := 0
	if f.has {
		i, _ = f.results.Rank(f.hit.At)
	}
	m.enter(l)
	l.light(m, min(max(i, 0), len(hits)-1))
	return nil
}

func (h *hitList) title() string {
	s := counted(h.total, "match", "matches") + " of " + clean(h.typed)
	if len(h.hits) < h.total {
		s += ", the first " + counted(len(h.hits), "is listed", "are listed")
	}
	return s
}

func (h *hitList) len(*Model) int { return len(h.hits) }

func (h *hitList) matches(_ *Model, typed string) func(context.Context) []int32 {
	return func(ctx context.Context) []int32 {
		return filter(ctx, typed, len(h.hits), func(i int) string {
			hit := h.hits[i]
			text := h.text(hit)
			return text[runeStart(text, max(hit.At.Offset-around, 0)):runeStart(text, min(hit.End+around, len(text)))]
		})
	}
}

// text returns the text that a match is in.
func (h *hitList) text(hit search.Hit) string {
	return h.doc.BlocksOf(hit.At.Note)[hit.At.Block].Text
}

func (h *hitList) drawEntry(m *Model, c *canvas, i int, lit bool) {
	hit := h.hits[i]
	text := h.text(hit)
	body, match := theme.Body, theme.Match
	if lit {
		body, match = theme.NoteActive, theme.MatchCurrent
	}
	note, page := h.where(hit)
	end := max(c.width-m.method.Width(page)-2, 0)
	c.text(m.theme.SGR(theme.NoteLabel, 0), shorten(note, listLabels-1, m.method, m.plain))
	left := 1 + listLabels
	column := left + max(end-left, 0)/3
	before := ending(text[:hit.At.Offset], column-left, m.method)
	c.to("", column-m.method.Width(before))
	for _, run := range []struct {
		class theme.Class
		text  string
	}{{body, before}, {match, text[hit.At.Offset:hit.End]}, {body, text[hit.End:]}} {
		c.text(m.theme.SGR(run.class, 0), beginning(run.text, end-c.x, m.method))
	}
	c.to("", c.width-m.method.Width(page)-1)
	c.text(m.theme.SGR(theme.Gutter, 0), page)
}

// where returns the label of the note that a match is in, and its page.
func (h *hitList) where(hit search.Hit) (note, page string) {
	at := hit.At
	if at.Note != document.Body {
		note, _ = h.doc.Shown(at.Note)
		if at = h.doc.LocOfNote(at.Note); at.Note != document.Body {
			return note, ""
		}
	}
	if p := h.doc.PageAt(at); p >= 0 {
		page = h.doc.Pages[p].Label
	}
	return note, page
}

func (h *hitList) choose(m *Model, i int) tea.Cmd {
	m.find.hit, m.find.has = h.hits[i], true
	m.goHit(h.hits[i])
	return nil
}

func (h *hitList) fold(_ *Model, i int, _ bool) int { return i }

// bytesPerCell is how long a character that shows is for its cells at most, but for stacks of marks.
const bytesPerCell = 8

// beginning returns the beginning of text, as one line, that fits into width cells.
func beginning(text string, width int, method layout.Method) string {
	if width <= 0 {
		return ""
	}
	return cut(clean(text[:runeStart(text, min(bytesPerCell*width, len(text)))]), width, method)
}

// ending returns the end of text, as one line, that fits into width cells.
func ending(text string, width int, method layout.Method) string {
	if width <= 0 {
		return ""
	}
	text = clean(text[runeStart(text, max(len(text)-bytesPerCell*width, 0)):])
	for method.Width(text) > width {
		n, _ := method.Cluster(text)
		text = text[n:]
	}
	return text
}

// runeStart returns where the character that byte i of s is of begins.
func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
