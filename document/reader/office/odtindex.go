package office

import "strings"

// An odtIndex is the index that the walk is in: a table of contents, of figures, of tables, an
// alphabetical index, a bibliography (OpenDocument 1.3, part 3, section 8.1). Its paragraphs are
// entries.
type odtIndex struct {
	levels map[string]uint8 // of entries, by the style that its templates give them
	body   bool             // the walk is among the entries
	title  bool             // or in the title, which stands there
}

// indexElement follows the elements of an index.
func (w *odtWalk) indexElement(local string, begins bool) {
	switch {
	case local == "index-body":
		w.index.body = begins
	case local == "index-title":
		w.index.title = begins
	case !begins:
	case strings.HasSuffix(local, "-source"):
		w.index.levels = make(map[string]uint8)
	case strings.HasSuffix(local, "-entry-template") && w.index.levels != nil:
		w.index.levels[w.s.Attr("style-name")] = uint8(min(max(number(w.s.Attr("outline-level"), 1), 1), maxLevels))
	}
}

// entryLevel returns the level of the entry that has a style, 0 where the walk is in no index. Entries
// are items, or else each would stand alone as a paragraph does.
func (w *odtWalk) entryLevel(style string) uint8 {
	if !w.index.body || w.index.title {
		return 0
	}
	for range 2 { // the style of the template, or one of a single place that is based on it
		if level := w.index.levels[style]; level > 0 {
			return level
		}
		style = w.d.text[style].parent
	}
	return 1
}
