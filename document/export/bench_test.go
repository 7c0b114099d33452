package export_test

import (
	"io"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/internal/made"
	"ibid/document/source"
)

// BenchmarkExport writes a document of 4 MB of reading text.
func BenchmarkExport(b *testing.B) { benchmark(b, made.Document(b, 4<<20), 4<<20) }

// BenchmarkMarks writes one block that is as long as a block may be and in which
// every word has a style: the cost is of the marks, and no more than of each once.
func BenchmarkMarks(b *testing.B) {
	x := document.Block{Text: strings.Repeat("word ", source.DefaultLimits().Block/len("word "))}
	for i := 0; i < len(x.Text); i += len("word ") {
		x.Marks = append(x.Marks, document.Mark{Kind: document.MarkStyle, Style: document.Italic << (i % 3), Offset: uint32(i), End: uint32(i + len("word")), Index: -1, At: -1})
	}
	benchmark(b, &document.Document{Blocks: []document.Block{x}}, int64(len(x.Text)))
}

func benchmark(b *testing.B, d *document.Document, bytes int64) {
	for _, x := range []struct {
		name  string
		write func(io.Writer, *document.Document) error
	}{
		{"json", export.JSON},
		{"text", func(w io.Writer, d *document.Document) error { return export.Text(w, d, export.TextOptions{Width: 80}) }},
		{"markdown", export.Markdown}, {"html", export.HTML}, {"tei", export.TEI},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.SetBytes(bytes)
			b.ReportAllocs()
			for b.Loop() {
				if err := x.write(io.Discard, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
