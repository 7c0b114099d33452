// Package readertest is what the tests of the readers share: golden files,
// archives made of folders, and what holds for every document that is read.
package readertest

import (
	"archive/zip"
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/export"
)

// update is set where the golden files are to be written.
var update = flag.Bool("update", false, "write the golden files")

// Golden reads each case that a pattern names, a file or a folder, and compares
// what was read with the .golden beside it.
func Golden(t *testing.T, pattern string, read func(t *testing.T, name string) (*document.Document, error)) {
	t.Helper()
	each(t, pattern, func(t *testing.T, name string) {
		d, err := read(t, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := Sound(d); err != nil {
			t.Error(err)
		}
		var got bytes.Buffer
		if err := export.JSON(&got, d); err != nil {
			t.Fatal(err)
		}
		Compare(t, strings.TrimSuffix(name, filepath.Ext(name))+".golden", got.Bytes())
	})
}

// each runs a test for each case that a pattern names, of which there must be some.
func each(t *testing.T, pattern string, test func(t *testing.T, name string)) {
	t.Helper()
	names, err := filepath.Glob(filepath.FromSlash(pattern))
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, name := range names {
		if ext := filepath.Ext(name); ext == ".golden" || ext == ".marks" {
			continue
		}
		cases++
		t.Run(filepath.Base(name), func(t *testing.T) { test(t, name) })
	}
	if cases == 0 {
		t.Fatalf("no cases are called %s", pattern)
	}
}

// Compare compares what was got with a golden file, or writes that. It shows where they begin to
// differ.
func Compare(t *testing.T, golden string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		i := FirstDifference(got, want)
		t.Errorf("differs from %s at byte %d:\n got %s\nwant %s", golden, i, Around(got, i), Around(want, i))
	}
}

// FirstDifference returns the offset of the first byte in which two texts differ.
func FirstDifference(a, b []byte) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return i
}

// Around returns what stands around an offset of a text.
func Around(b []byte, i int) []byte { return b[max(0, min(i, len(b))-60):min(len(b), i+80)] }

// Packed makes an archive of a folder, as the programs that write such files
// would: the file mimetype, where there is one, comes first.
func Packed(tb testing.TB, dir string) []byte {
	tb.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if name == "mimetype" {
			names = append([]string{name}, names...)
		} else {
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			tb.Fatal(err)
		}
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
