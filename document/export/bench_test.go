package export_test

import (
	"io"
	"testing"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/internal/made"
)

// BenchmarkExport writes a document of 4 MB of reading text.
func BenchmarkExport(b *testing.B) {
	d := made.Document(b, 4<<20)
	for _, x := range []struct {
		name  string
		write func(io.Writer, *document.Document) error
	}{
		{"json", export.JSON},
		{"text", func(w io.Writer, d *document.Document) error { return export.Text(w, d, export.TextOptions{Width: 80}) }},
		{"markdown", export.Markdown}, {"html", export.HTML}, {"tei", export.TEI},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.SetBytes(4 << 20)
			b.ReportAllocs()
			for b.Loop() {
				if err := x.write(io.Discard, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
