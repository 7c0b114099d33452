package layout

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/reader"
	"ibid/document/source"
)

// corpus holds documents of every format, beside the repository.
var corpus = filepath.Join("..", "..", "..", "shared", "corpus")

// eachOf is how many files of the corpus there are to one that is laid out
// here, and maxFile the size in bytes past which one is passed over.
const (
	eachOf  = 60
	maxFile = 300 << 10
)

// The blocks that readers make of real documents keep the rules too.
func TestCorpus(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skipf("no corpus at %s", corpus)
	}
	seen, read := 0, 0
	err := filepath.WalkDir(corpus, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Contains(path, "hostile") {
			return err
		}
		if i, err := e.Info(); err != nil || i.Size() > maxFile {
			return err
		}
		if seen++; seen%eachOf == 0 && layOutFile(t, path) {
			read++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read == 0 {
		t.Errorf("none of %d files could be read", seen)
	}
}

// layOutFile checks every block of a file at some widths, and reports whether
// it is a document.
func layOutFile(t *testing.T, path string) bool {
	in, err := source.Open(path, source.DefaultLimits())
	if err != nil {
		return false
	}
	defer in.Close()
	r, err := reader.Read(context.Background(), in, reader.Options{})
	if err != nil {
		return false
	}
	d, err := r.Wait(context.Background())
	if err != nil {
		return false
	}
	blocks := slices.Clone(d.Blocks)
	for _, n := range d.Notes {
		blocks = append(blocks, n.Blocks...)
	}
	for i := range blocks {
		layOutBlock(t, path, d, &blocks[i])
	}
	return true
}

func layOutBlock(t *testing.T, path string, d *document.Document, b *document.Block) {
	for _, cfg := range []Config{
		{Width: 72, Method: GraphemeWidth},
		{Width: 34, Justify: true, Hyphens: syllables},
		{Width: 11, Method: GraphemeWidth, ASCII: true, Deleted: true},
	} {
		rows := Block(d, b, cfg)
		defer func() {
			if t.Failed() {
				t.Logf("%s: %v %.200q %+v", path, b.Kind, b.Text, cfg)
			}
		}()
		check(t, d, b, cfg, rows)
		checkSigns(t, b, cfg, rows)
	}
}
