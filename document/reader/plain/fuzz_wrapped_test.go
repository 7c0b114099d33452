package plain

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"ibid/document"
	"ibid/document/internal/readertest"
	"ibid/document/source"
)

// FuzzWrapped reads arbitrary text by the layout for wrapped text, in small
// chunks too, and puts it together again.
func FuzzWrapped(f *testing.F) {
	for _, folder := range goldenFolders {
		cases, _ := filepath.Glob(filepath.Join("../../../testdata", folder, "*.txt"))
		for _, name := range cases {
			if b, err := os.ReadFile(name); err == nil {
				f.Add(b, uint16(0))
				f.Add(b, uint16(400))
			}
		}
	}
	f.Add([]byte("a [Footnote: b [Footnote 1: c] d\n[Footnote 1: x\n\n[1] y\n\f\nw [Page 2]\n\f"), uint16(3))
	f.Add([]byte("[Page 41]\n\nOf the Hedges\n\nA hedge* is "), uint16(98))
	f.Fuzz(func(t *testing.T, b []byte, size uint16) {
		if len(b) > 64<<10 {
			t.Skip("long texts have their own test")
		}
		in := source.FromBytes("x", b, source.DefaultLimits())
		want := sourceText(t, in)
		d, err := readWrapped(in, int(size))
		if err != nil {
			t.Skip(err)
		}
		sameText(t, "text", reassembled(d), want)
		checkOffsets(t, "text", d)
		if size < leastChunk {
			size = 0
		}
		readertest.Linear(t, string(b), func(text string) { readWrapped(source.FromBytes("x", []byte(text), source.DefaultLimits()), int(size)) })
	})
}

// leastChunk is how small a chunk, in bytes, the work of reading is measured with. What is made for each
// chunk outweighs the text in smaller ones, of which no reading has any.
const leastChunk = 1 << 10

// readWrapped reads a text as wrapped whatever it looks like, in chunks of
// about size bytes where size is not 0.
func readWrapped(in *source.Input, size int) (*document.Document, error) {
	text, _, err := in.Text("")
	if err != nil {
		return nil, err
	}
	b := document.NewBuilder()
	r := newReader(in, b, Options{})
	cs := newChunks(text, bom(in, ""), in.Size())
	if size > 0 {
		cs.size = size + 16
	}
	for {
		c, err := cs.next()
		if err != nil || c == nil {
			r.finish()
			return b.Finish(), err
		}
		if r.lay == nil {
			w := newWrapped(c.text)
			r.habit, r.guests, _ = forms(c.text, w.ls)
			if r.guest(r.guests); w.memo {
				r.habit, r.guests = citations, 0
			}
			w.habit, w.notes.guests, r.lay, r.wrapped = r.habit, r.guests, w, w
		}
		r.chunk(context.Background(), c)
	}
}
