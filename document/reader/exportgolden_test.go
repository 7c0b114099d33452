package reader_test

import (
	"bytes"
	"io"
	"os"
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
			got, golden := written(t, x.write, d), filepath.Join(dir, x.file)
			if *readertest.Update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				i := firstDifference(got, want)
				t.Errorf("differs from %s at byte %d:\n%q\n%q", golden, i, around(got, i), around(want, i))
			}
		})
	}
}
