package plain

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document/apparatus"
	"ibid/document/export"

	"ibid/document"
	"ibid/document/internal/readertest"
	"ibid/document/source"
)

// goldenFolders hold small documents, a folder a habit, and beside each what is
// read of it.
var goldenFolders = []string{"frus", "slash", "brackets", "symbols", "superscript", "parentheses", "gutenberg", "rfc", "wrapped", "mixed", "pdf", "opinions"}

func TestGolden(t *testing.T) {
	for _, folder := range goldenFolders {
		cases, err := filepath.Glob(filepath.Join("../../../testdata", folder, "*.txt"))
		if err != nil || len(cases) < 3 {
			t.Fatalf("%s has %d cases: %v", folder, len(cases), err)
		}
		for _, name := range cases {
			t.Run(folder+"/"+filepath.Base(name), func(t *testing.T) { golden(t, name) })
		}
	}
}

func golden(t *testing.T, name string) {
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d := readChecked(t, filepath.Base(name), raw)
	var got bytes.Buffer
	if err := export.JSON(&got, d); err != nil {
		t.Fatal(err)
	}
	readertest.Compare(t, strings.TrimSuffix(name, ".txt")+".golden", got.Bytes())
	sameText(t, name, reassembled(d), sourceText(t, source.FromBytes(name, raw, source.DefaultLimits())))
}

// readChecked reads a text and adds the problems of its apparatus.
func readChecked(tb testing.TB, name string, raw []byte) *document.Document {
	tb.Helper()
	b := document.NewBuilder()
	if err := Read(tb.Context(), source.FromBytes(name, raw, source.DefaultLimits()), b, Options{}); err != nil {
		tb.Fatal(err)
	}
	apparatus.Check(b)
	return b.Finish()
}
