package plain

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// fewEach is how many texts of a habit are read: what is kept of one is kept of all.
const fewEach = 2

// TestBuffersServeAgain reads long texts of every habit whose chunks serve again, and
// writes over these as soon as they may: what is kept of a text is no part of them.
func TestBuffersServeAgain(t *testing.T) {
	texts, again := 0, 0
	for _, folder := range goldenFolders {
		names, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", folder, "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names[:min(len(names), fewEach)] {
			one, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if wrappedText(string(one), "") {
				continue
			}
			one = append(bytes.TrimRight(one, "\n"), "\n\n"...)
			text := bytes.Repeat(one, 3*chunkBytes/len(one))
			first, n := readOver(t, name, text, 'a')
			second, _ := readOver(t, name, text, 0xff)
			if texts++; n > 0 {
				again++
			}
			if !reflect.DeepEqual(first, second) {
				t.Errorf("%s: the document keeps a part of a chunk that served again", name)
			}
		}
	}
	// In some the notes that answer the signs never come.
	if 2*again < texts {
		t.Errorf("in %d of %d texts buffers serve again", again, texts)
	}
}

// readOver reads text and fills every buffer that serves again with a byte. It returns the
// document and how many there were.
func readOver(t *testing.T, name string, text []byte, fill byte) (*document.Document, int) {
	t.Helper()
	n, was := 0, given
	defer func() { given = was }()
	given = func(b []byte) {
		n++
		for i := range b {
			b[i] = fill
		}
	}
	b := document.NewBuilder()
	if err := Read(context.Background(), source.FromBytes(name, text, source.DefaultLimits()), b, Options{Explain: true}); err != nil {
		t.Fatal(err)
	}
	return b.Finish(), n
}
