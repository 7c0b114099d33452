package export

import (
	"bufio"
	"cmp"
	"io"
	"strconv"

	"ibid/document"
)

// A TextStream writes a document as plain text while it is read. A reference
// may be written before its note is known, so it shows the label that is printed in
// the text; notes whose labels are the same are not told apart as [Text] does.
type TextStream struct{ t textWriter }

// NewTextStream returns a stream that writes to w.
func NewTextStream(w io.Writer, opt TextOptions) *TextStream {
	return &TextStream{textWriter{out: bufio.NewWriterSize(w, pipeBytes), width: opt.Width, deleted: opt.Deleted, streams: true}}
}

// Add writes the blocks of a snapshot that are not written yet.
func (s *TextStream) Add(d *document.Document) error {
	s.t.d = d
	for ; s.t.next < len(d.Blocks); s.t.next++ {
		s.t.block(&d.Blocks[s.t.next], "", "")
	}
	return s.t.out.Flush()
}

// Finish writes what the last snapshot adds, and the notes.
func (s *TextStream) Finish(d *document.Document) error {
	if err := s.Add(d); err != nil {
		return err
	}
	s.t.notes = arrange(d)
	for n := range s.t.notes.labels {
		s.t.notes.labels[n] = printed(d, n)
	}
	for i := range s.t.notes.groups {
		s.t.group(i)
	}
	return s.t.out.Flush()
}

// label returns what stands for a reference.
func (t *textWriter) label(r int) string {
	if !t.streams {
		return t.notes.ref(t.d, r)
	}
	if l := t.d.Refs[r].Label; l != "" {
		return l
	}
	if n := t.d.Called(r); n != document.NoNote {
		return cmp.Or(t.d.Notes[n].Label, strconv.Itoa(n+1))
	}
	return "?"
}
