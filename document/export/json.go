package export

import (
	"encoding/json"
	"fmt"
	"io"

	"ibid/document"
)

// The types below are version 1 of the JSON export, a contract that other
// programs read: fields may be added, none renamed or left out.
type (
	jsonSource struct {
		Name     string `json:"name"`
		Format   string `json:"format"`
		Dialect  string `json:"dialect,omitempty"`
		Encoding string `json:"encoding,omitempty"`
		Bytes    int64  `json:"bytes"`
	}
	jsonMeta struct {
		Title       string   `json:"title,omitempty"`
		Creators    []string `json:"creators,omitempty"`
		Date        string   `json:"date,omitempty"`
		Language    string   `json:"language,omitempty"`
		Identifiers []string `json:"identifiers,omitempty"`
		Edition     string   `json:"edition,omitempty"`
		Publisher   string   `json:"publisher,omitempty"`
	}
	jsonBlock struct {
		Kind  string `json:"kind"`
		Level int    `json:"level,omitempty"`
		Label string `json:"label,omitempty"`
		Text  string `json:"text"`
	}
	jsonNote struct {
		Label  string      `json:"label"`
		Series string      `json:"series"`
		Blocks []jsonBlock `json:"blocks"`
	}
	jsonRef struct {
		Label      string  `json:"label"`
		Note       int     `json:"note"`
		In         string  `json:"in"`
		Block      int     `json:"block"`
		Offset     int     `json:"offset"`
		Reason     string  `json:"reason"`
		Confidence float32 `json:"confidence"`
	}
	jsonPage struct {
		Label    string `json:"label"`
		Series   string `json:"series"`
		In       string `json:"in"`
		Block    int    `json:"block"`
		Offset   int    `json:"offset"`
		Inferred bool   `json:"inferred"`
	}
	jsonSection struct {
		Title    string `json:"title"`
		Level    int    `json:"level"`
		Block    int    `json:"block"`
		Parent   int    `json:"parent"`
		Document bool   `json:"document,omitempty"`
		Number   string `json:"number,omitempty"`
	}
	jsonLink struct {
		Text   string `json:"text"`
		Kind   string `json:"kind"`
		Target string `json:"target"`
		In     string `json:"in"`
		Block  int    `json:"block"`
		Offset int    `json:"offset"`
		End    int    `json:"end"`
	}
	jsonProblem struct {
		Kind    string `json:"kind"`
		In      string `json:"in"`
		Block   int    `json:"block"`
		Offset  int    `json:"offset"`
		Message string `json:"message"`
	}
)

// JSON writes the model as version 1 of the JSON export: one object, its
// arrays with an element a line.
func JSON(w io.Writer, d *document.Document) error {
	j := jsonWriter{newOutput(w)}
	j.put(`{"ibid": 1`)
	j.field("source", jsonSource{d.Source.Name, d.Source.Format, d.Source.Dialect, d.Source.Encoding, d.Source.Bytes})
	j.field("meta", jsonMeta{d.Meta.Title, d.Meta.Creators, d.Meta.Date, d.Meta.Language, d.Meta.Identifiers, d.Meta.Edition, d.Meta.Publisher})
	array(j, "blocks", d.Blocks, func(_ int, b document.Block) any { return blockJSON(b) })
	array(j, "notes", d.Notes, func(_ int, n document.Note) any { return noteJSON(n) })
	array(j, "refs", d.Refs, func(i int, r document.Ref) any {
		return jsonRef{r.Label, d.Called(i), in(r.At), r.At.Block, r.At.Offset, r.Reason, r.Confidence}
	})
	array(j, "pages", d.Pages, func(_ int, p document.Page) any {
		return jsonPage{p.Label, p.Series, in(p.At), p.At.Block, p.At.Offset, p.Inferred}
	})
	array(j, "sections", d.Sections, func(_ int, s document.Section) any {
		return jsonSection{s.Title, s.Level, s.Block, s.Parent, s.Document, s.Number}
	})
	array(j, "links", d.Links, func(i int, l document.Link) any { return linkJSON(d, l, d.Dest(i).To) })
	array(j, "problems", d.Problems, func(_ int, p document.Problem) any {
		return jsonProblem{string(p.Kind), in(p.At), p.At.Block, p.At.Offset, p.Message}
	})
	j.put("}\n")
	return j.finish()
}

type jsonWriter struct{ *output }

func (j jsonWriter) value(v any) {
	b, err := json.Marshal(v)
	if j.err == nil {
		j.err = err
	}
	j.put(string(b))
}

func (j jsonWriter) field(name string, v any) {
	j.put(",\n \"", name, "\": ")
	j.value(v)
}

func array[T any](j jsonWriter, name string, xs []T, value func(int, T) any) {
	j.put(",\n \"", name, "\": [")
	for i, x := range xs {
		if i > 0 {
			j.put(",")
		}
		j.put("\n  ")
		j.value(value(i, x))
	}
	j.put("]")
}

func in(l document.Loc) string {
	if l.Note == document.Body {
		return "body"
	}
	return fmt.Sprintf("note:%d", l.Note)
}

func blockJSON(b document.Block) jsonBlock {
	return jsonBlock{b.Kind.String(), int(b.Level), b.Label, b.Text}
}

func noteJSON(n document.Note) jsonNote {
	out := jsonNote{Label: n.Label, Series: n.Series, Blocks: make([]jsonBlock, 0, len(n.Blocks))}
	for _, b := range n.Blocks {
		out.Blocks = append(out.Blocks, blockJSON(b))
	}
	return out
}

func linkJSON(d *document.Document, l document.Link, to int) jsonLink {
	target := l.Target
	if to >= 0 {
		switch l.Kind {
		case document.LinkNote:
			target = fmt.Sprintf("note:%d", to)
		case document.LinkSection, document.LinkDocument:
			target = fmt.Sprintf("section:%d", to)
		}
	}
	return jsonLink{linkText(d, l), l.Kind.String(), target, in(l.At), l.At.Block, l.At.Offset, l.End}
}
