package plain

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"ibid/document"
	"ibid/document/source"
)

// readBytes reads a text that is in memory.
func readBytes(tb testing.TB, name string, b []byte) *document.Document {
	tb.Helper()
	d, err := readInput(source.FromBytes(name, b, source.DefaultLimits()))
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return d
}

func readInput(in *source.Input) (*document.Document, error) {
	b := document.NewBuilder()
	if err := Read(context.Background(), in, b, Options{}); err != nil {
		return nil, err
	}
	return b.Finish(), nil
}

// A fragment is text of the source as the document keeps it.
type fragment struct {
	at   int64
	text string
}

// fragments returns everything a document keeps of its source: the runs of
// text between marks, what was cut out at the marks, and the furniture.
func fragments(d *document.Document) []fragment {
	var fs []fragment
	add := func(at int64, s string) {
		if s != "" {
			fs = append(fs, fragment{at, s})
		}
	}
	block := func(b *document.Block) {
		at, from := b.Source.Start, 0
		for _, m := range b.Marks {
			if m.Kind == document.MarkStyle || m.Kind == document.MarkLink || m.At < 0 {
				continue
			}
			add(at, b.Text[from:m.Offset])
			add(m.At, m.Cut)
			// A page mark that stood alone is in the block after it.
			at, from = max(m.At+int64(len(m.Cut)), b.Source.Start), int(m.Offset)
		}
		add(at, b.Text[from:])
	}
	for i := range d.Blocks {
		block(&d.Blocks[i])
	}
	for i := range d.Notes {
		for k := range d.Notes[i].Blocks {
			block(&d.Notes[i].Blocks[k])
		}
	}
	for _, f := range d.Furniture {
		add(f.Source.Start, f.Text)
	}
	slices.SortStableFunc(fs, func(a, b fragment) int { return cmp.Compare(a.at, b.at) })
	return fs
}

// reassembled puts a document together again, without white space.
func reassembled(d *document.Document) string {
	var b strings.Builder
	for _, f := range fragments(d) {
		squeeze(&b, f.text)
	}
	return b.String()
}

func squeeze(b *strings.Builder, s string) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			b.WriteRune(r)
		}
	}
}

// sourceText is the source decoded and made safe, without white space.
func sourceText(tb testing.TB, in *source.Input) string {
	tb.Helper()
	r, _, err := in.Text("")
	if err != nil {
		tb.Skip(err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	s := strings.NewReplacer("\r", "\n", "\f", "\n").Replace(string(raw))
	var b strings.Builder
	squeeze(&b, source.Safe(s))
	return b.String()
}

// sameText fails the test where two texts part ways, and shows the place.
func sameText(tb testing.TB, name, got, want string) {
	tb.Helper()
	if got == want {
		return
	}
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	tb.Errorf("%s: text is lost, added or out of order at byte %d of %d:\n got %q\nwant %q", name, i, len(want),
		got[from:min(len(got), i+60)], want[from:min(len(want), i+60)])
}

// checkOffsets holds every mark, reference and page to its block.
func checkOffsets(tb testing.TB, name string, d *document.Document) {
	tb.Helper()
	for i, r := range d.Refs {
		if r.At.Block >= len(d.BlocksOf(r.At.Note)) || r.At.Offset > len(d.BlocksOf(r.At.Note)[r.At.Block].Text) || d.Called(i) >= len(d.Notes) {
			tb.Errorf("%s: reference %+v is nowhere", name, r)
		}
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		last := uint32(0)
		for _, m := range b.Marks {
			if m.Offset < last || m.End < m.Offset || int(m.End) > len(b.Text) {
				tb.Errorf("%s: block %d, mark %+v in text of %d bytes", name, i, m, len(b.Text))
			}
			last = m.Offset
		}
	}
}

// TestFirstPagesEarly holds the reading of a long book to showing its first
// pages while the notes at its end are still to be read, and to changing
// nothing that was shown.
func TestFirstPagesEarly(t *testing.T) {
	text := bookText(4<<20, true)
	b := document.NewBuilder()
	var shots []*document.Document
	b.OnPublish = func(d *document.Document) { shots = append(shots, d) }
	if err := Read(context.Background(), source.FromBytes("book.txt", []byte(text), source.DefaultLimits()), b, Options{}); err != nil {
		t.Fatal(err)
	}
	last := b.Finish()
	if len(shots) < 2 || len(shots[0].Blocks) == 0 || len(shots[0].Blocks) == len(last.Blocks) {
		t.Fatalf("%d snapshots", len(shots))
	}
	for i := range shots[0].Blocks {
		if shots[0].Blocks[i].Text != last.Blocks[i].Text {
			t.Fatalf("block %d changed", i)
		}
	}
	for i, r := range last.Refs {
		if n := last.Called(i); n < 0 || last.Notes[n].Label != r.Label {
			t.Fatalf("reference %+v has the wrong note", r)
		}
	}
}

// TestLateCharset reads a book whose only letters beyond ASCII stand far in.
func TestLateCharset(t *testing.T) {
	text := bookText(300<<10, false) + "\n"
	text = strings.Replace(text, "\n*** END", "\nThe caf\xe9 of the Biblioth\xe8que, by Fran\xe7ois, was closed in the \xe9t\xe9 of that year.\n\n*** END", 1)
	d := readBytes(t, "book.txt", []byte(text))
	if d.Source.Encoding != "windows-1252" || !strings.Contains(d.Blocks[len(d.Blocks)-1].Text, "café of the Bibliothèque") {
		t.Errorf("read in %q: %q", d.Source.Encoding, d.Blocks[len(d.Blocks)-1].Text)
	}
}
