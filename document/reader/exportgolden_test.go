package reader_test

import (
	"io"
	"path/filepath"
	"testing"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/internal/readertest"
)

// TestExportGolden exports a document in which every construct stands, in each form, and
// compares what is written with the files beside it.
func TestExportGolden(t *testing.T) {
	const dir = "../../testdata/export/every"
	d := open(t, filepath.Join(dir, "source.md"))
	for _, x := range []struct {
		file  string
		write func(io.Writer, *document.Document) error
	}{
		{"markdown.md", export.Markdown}, {"html.html", export.HTML}, {"tei.xml", export.TEI}, {"json.json", export.JSON},
		{"text.txt", func(w io.Writer, d *document.Document) error { return export.Text(w, d, export.TextOptions{}) }},
	} {
		t.Run(x.file, func(t *testing.T) {
			readertest.Compare(t, filepath.Join(dir, x.file), written(t, x.write, d))
		})
	}
}
