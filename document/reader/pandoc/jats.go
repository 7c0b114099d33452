package pandoc

import (
	"cmp"
	"slices"
	"strings"

	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// callTypes are the types of cross reference that call a note (JATS 1.3, attribute
// ref-type of xref): of the text and of a table.
var callTypes = map[string]bool{"fn": true, "table-fn": true}

// An edit puts other text in the place of a part of a text.
type edit struct {
	from, to int // bytes
	text     string
}

// callNotes puts each note of a JATS article, which stands at the end of the article or
// below its table, in the place of the first reference that calls it. Pandoc's reader knows
// a note only there, and takes the others for paragraphs.
func callNotes(article string, lim source.Limits) string {
	found := make(map[string]edit) // notes, by their id
	var calls []edit               // text is what they refer to
	s := xmlscan.New(article, lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		from := s.Offset()
		if k != xmlscan.Start || article[from] != '<' { // what an entity stands for is no place
			continue
		}
		switch id, rid := s.Attr("id"), s.Attr("rid"); {
		case s.Local() == "fn" && id != "":
			s.Skip()
			found[id] = edit{from, s.EndOffset(), article[from:s.EndOffset()]}
		case s.Local() == "xref" && callTypes[s.Attr("ref-type")] && rid != "":
			s.Skip()
			calls = append(calls, edit{from, s.EndOffset(), rid})
		}
	}
	var edits []edit
	for _, call := range calls {
		var notes strings.Builder
		for id := range strings.FieldsSeq(call.text) {
			if note, ok := found[id]; ok {
				delete(found, id)
				notes.WriteString(note.text)
				edits = append(edits, edit{note.from, note.to, ""})
			}
		}
		if notes.Len() > 0 {
			edits = append(edits, edit{call.from, call.to, notes.String()})
		}
	}
	return edited(article, edits)
}

// edited returns a text after edits. One that overlaps an earlier one is left out.
func edited(text string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	done := 0
	for _, e := range edits {
		if e.from < done {
			continue
		}
		out.WriteString(text[done:e.from])
		out.WriteString(e.text)
		done = e.to
	}
	out.WriteString(text[done:])
	return out.String()
}
