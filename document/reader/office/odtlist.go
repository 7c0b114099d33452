package office

import "strings"

// An odtList is an open text:list.
type odtList struct {
	style string
	start int // of the next item, -1 where the count goes on
}

func (w *odtWalk) openList() {
	style := w.s.Attr("style-name")
	if n := len(w.lists); style == "" && n > 0 {
		style = w.lists[n-1].style
	}
	if len(w.lists) == 0 && w.s.Attr("continue-numbering") != "true" && w.s.Attr("continue-list") == "" {
		delete(w.counters, style)
	}
	if len(w.lists) < w.lim.Depth {
		w.lists = append(w.lists, odtList{style: style, start: -1})
	}
}

// label counts a list item and returns its number or sign.
func (w *odtWalk) label() string {
	l := &w.lists[len(w.lists)-1]
	levels := w.d.lists[l.style]
	if levels == nil {
		return "•"
	}
	at := min(len(w.lists), maxLevels) - 1
	if x := levels[at]; x.bullet != "" || x.as == "" {
		if c := w.counters[l.style]; c != nil {
			c.forget(at + 1)
		}
		return bullet(x.bullet)
	}
	return w.number(l.style, levels, at, l.start)
}

// headingLabel counts a heading in the outline (text:outline-style, section
// 16.34) or in the list that it is an item of, and returns its number, "" where
// its level has none.
func (w *odtWalk) headingLabel(level int) string {
	style, start, at := outlineStyle, -1, level-1
	if n := len(w.lists); n > 0 && w.item {
		style, start, at = w.lists[n-1].style, w.lists[n-1].start, min(n, maxLevels)-1
	} else if w.s.Attr("restart-numbering") == "true" {
		start = number(w.s.Attr("start-value"), 1)
	}
	levels := w.d.lists[style]
	if levels == nil || levels[at].bullet != "" || levels[at].as == "" || levels[at].as == "none" {
		return ""
	}
	return w.number(style, levels, at, start)
}

// number counts an item of a level, from start where that is not -1, and returns
// its number as printed.
func (w *odtWalk) number(style string, levels *[maxLevels]odtLevel, at, start int) string {
	c := w.counters[style]
	if c == nil {
		c = new(counter)
		w.counters[style] = c
	}
	l := levels[at]
	if start >= 0 {
		c.used[at] = false
		l.start = start
	}
	c.next(at, l.start)
	c.forget(at + 1)
	var parts []string
	for i := max(0, at-l.show+1); i <= at; i++ {
		if s := format(c.at(i, levels[i].start), levels[i].as); s != "" {
			parts = append(parts, s)
		}
	}
	return l.prefix + strings.Join(parts, ".") + l.suffix
}
