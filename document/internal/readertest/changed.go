package readertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// Changed checks that read says so where a file is changed after its first snapshot was made, and the
// rest of it not read yet. The file has a name, for its format, and many paragraphs of one form, "%s" where
// words stand; its beginning is to make that snapshot.
func Changed(t *testing.T, name, paragraph string, read func(in *source.Input, b *document.Builder) error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write := func(words string) {
		text := strings.Repeat(strings.Replace(paragraph, "%s", words, 1), 200)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("some words")
	in, err := source.Open(path, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	b := document.NewBuilder()
	b.OnPublish = func(*document.Document) { write("more words") }
	err = read(in, b)
	if want := name + ": was changed while it was read; open it again"; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}
