package pandoc

import (
	"cmp"
	"html"
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

// known writes of a JATS article what pandoc's reader does not know as it does. Each note,
// which stands at the end of the article or below its table, is put in the place of the first
// reference that calls it: others it takes for paragraphs. And a work that is cited in words
// as they are printed, which it leaves out, becomes one that has these words for a title.
func known(article string, lim source.Limits) string {
	found := make(map[string]edit) // notes, by their id
	var calls []edit               // text is what they refer to
	var edits []edit
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
		case s.Local() == "mixed-citation" && s.Parent() == "ref":
			title := html.EscapeString(words(s))
			edits = append(edits, edit{from, s.EndOffset(), "<element-citation><article-title>" + title + "</article-title></element-citation>"})
		}
	}
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

// words passes over the element that s is at and returns the text in it.
func words(s *xmlscan.Scanner) string {
	var b strings.Builder
	for depth := s.Depth(); ; {
		switch s.Next() {
		case xmlscan.Text:
			b.WriteString(s.Text())
		case xmlscan.End:
			if s.Depth() > depth {
				continue
			}
			fallthrough
		case xmlscan.EOF:
			return strings.Join(strings.Fields(b.String()), " ")
		}
	}
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
