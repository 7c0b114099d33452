package export

import (
	"bufio"
	"io"
	"strings"

	"ibid/document"
)

// Notes writes a document's notes in the order in which they are called: each
// with the page and the sentence that call it.
func Notes(w io.Writer, d *document.Document, opt TextOptions) error {
	out := bufio.NewWriterSize(w, pipeBytes)
	t := textWriter{out: out, d: d, notes: arrange(d), width: opt.Width, deleted: opt.Deleted}
	for i := range t.notes.groups {
		if s := t.notes.title(d, i); s != "" {
			t.block(&document.Block{Kind: document.Heading, Text: s}, "", "")
		}
		for _, n := range t.notes.groups[i].notes {
			t.called(n)
		}
	}
	return out.Flush()
}

// called writes a note, and below it the sentences that call it.
func (t *textWriter) called(n int) {
	t.last = document.Paragraph // so that an empty line parts the notes
	t.note(n)
	callers := t.d.Callers(n)
	if len(callers) == 0 {
		t.lines("nothing calls this note", "    ", "    ")
	}
	for _, r := range callers {
		t.lines(t.caller(int(r)), "    ", "    ")
	}
}

// caller says where a reference stands, and quotes its sentence with the
// reference in it.
func (t *textWriter) caller(ref int) string {
	r := &t.d.Refs[ref]
	var s string
	if r.At.Note != document.Body {
		s = "in note " + t.notes.labels[r.At.Note] + ": "
	} else if p := t.d.PageAt(r.At); p >= 0 && t.d.Pages[p].Label != "" {
		s = "p. " + t.d.Pages[p].Label + ": "
	}
	b := &t.d.BlocksOf(r.At.Note)[r.At.Block]
	text := b.Text
	from, to := 0, len(text)
	if b.Kind != document.Heading {
		from, to = sentence(text, r.At.Offset)
	}
	at := min(max(r.At.Offset, from), to)
	label := r.Label
	if label == "" {
		label = t.notes.labels[t.d.Called(ref)]
	}
	quoted := text[from:at] + "[" + label + "]" + text[at:to]
	return s + "“" + strings.Join(strings.Fields(quoted), " ") + "”"
}
