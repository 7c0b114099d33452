package epub

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/truth"
	"ibid/document/source"

	"ibid/document/internal/readertest"
)

const testdata = "../../../testdata/epub"

// read reads a book, and checks that each snapshot only adds to the one before.
func read(tb testing.TB, name string, book []byte) (*document.Document, error) {
	tb.Helper()
	b := document.NewBuilder()
	*b.Source() = document.Source{Name: filepath.Base(name), Format: "epub"}
	var last *document.Document
	b.OnPublish = func(d *document.Document) {
		if last != nil {
			grows(tb, last, d)
		}
		last = d
	}
	if err := Read(tb.Context(), source.FromBytes(name, book, source.DefaultLimits()), b, Options{}); err != nil {
		return nil, err
	}
	apparatus.Check(b)
	return b.Finish(), nil
}

func grows(tb testing.TB, before, after *document.Document) {
	tb.Helper()
	for i, x := range before.Blocks {
		if y := after.Blocks[i]; x.Text != y.Text || len(x.Marks) != len(y.Marks) {
			tb.Errorf("block %d changed from %q to %q", i, x.Text, y.Text)
		}
	}
	for i, s := range before.Sections {
		if after.Sections[i] != s {
			tb.Errorf("section %d changed from %+v to %+v", i, s, after.Sections[i])
		}
	}
	for i, r := range before.Refs {
		if s := after.Refs[i]; s.At != r.At || r.Note >= 0 && r.Note != s.Note {
			tb.Errorf("reference %d changed from %+v to %+v", i, r, s)
		}
	}
}

func TestGolden(t *testing.T) {
	readertest.Golden(t, testdata+"/*", func(t *testing.T, dir string) (*document.Document, error) {
		return read(t, filepath.Base(dir)+".epub", readertest.Packed(t, dir))
	})
}

func TestRefuse(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(testdata+"/epub3")); err != nil {
		t.Fatal(err)
	}
	change := func(name, old, new string) func(t *testing.T) {
		return func(t *testing.T) {
			path := filepath.Join(dir, filepath.FromSlash(name))
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.WriteFile(path, text, 0o644) })
			changed := strings.ReplaceAll(string(text), old, new)
			if err := os.WriteFile(path, []byte(changed), 0o644); err != nil || changed == string(text) {
				t.Fatalf("%s was not changed: %v", name, err)
			}
		}
	}
	for _, tt := range []struct {
		name   string
		change func(t *testing.T)
		want   string
	}{
		{"protected", func(t *testing.T) {
			change("META-INF/encryption.xml", "http://www.idpf.org/2008/embedding", "http://www.w3.org/2001/04/xmlenc#aes256-cbc")(t)
			change("META-INF/encryption.xml", "OPS/font.otf", "OPS/chapter%201.xhtml")(t)
		}, "b.epub: is protected (DRM); read it in the program it was bought for"},
		{"package outside", change("META-INF/container.xml", "OPS/package.opf", "../../etc/passwd"), "b.epub: names a package document that is not in it (../../etc/passwd)"},
		{"no reading order", change("OPS/package.opf", "itemref", "other"), "b.epub: has a package document without a reading order"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.change(t)
			if _, err := read(t, "b.epub", readertest.Packed(t, dir)); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestCorpus(t *testing.T) {
	s := truth.Run(t, "epub", "*.epub", truth.Options{}, func(name string) (*document.Document, error) {
		book, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return read(t, name, book)
	})
	t.Log(s)
	// What counts as wrong here: margin notes and the pages of a page list, of which
	// the truth knows none. So recall is held, and precision as far as it goes.
	if s.Refs.Recall() < 0.99 || s.Linked.Recall() < 0.985 || s.Notes.Recall() < 0.985 || s.Pages.Recall() < 0.98 ||
		s.Refs.Precision() < 0.9 || s.Linked.Precision() < 0.9 || s.Notes.Precision() < 0.9 || s.Pages.Precision() < 0.45 {
		t.Errorf("%v\nmissed %q\nwrong %q", s, s.Missed, s.Wrong)
	}
}

func FuzzRead(f *testing.F) {
	dirs, _ := filepath.Glob(testdata + "/epub*")
	for _, dir := range dirs {
		if !strings.HasSuffix(dir, ".golden") {
			f.Add(readertest.Packed(f, dir))
		}
	}
	f.Fuzz(func(t *testing.T, book []byte) {
		if len(book) > 0 {
			read(t, "f.epub", book)
		}
	})
}
