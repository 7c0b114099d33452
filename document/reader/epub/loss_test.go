package epub

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/readertest"
	"ibid/document/internal/truth"
	"ibid/document/reader/archive"
	"ibid/document/source"
)

// spine returns the chapters of a book as they are read from its archive, none where
// one of them cannot be.
func spine(t *testing.T, name string, book []byte) []string {
	t.Helper()
	in := source.FromBytes(name, book, source.DefaultLimits())
	a, err := archive.Open(in)
	if err != nil {
		return nil
	}
	r := &reader{in: in, a: a, b: document.NewBuilder(), failed: make(map[string]bool)}
	if r.open(Options{}) != nil {
		return nil
	}
	var pages []string
	seen := make(map[string]bool)
	for _, s := range r.pack.spine {
		if seen[s.name] || !s.linear && s.name == r.pack.nav || strings.HasPrefix(s.media, "image/") {
			continue
		}
		seen[s.name] = true
		src, err := r.text(s.name)
		if err != nil {
			return nil
		}
		pages = append(pages, src)
	}
	return pages
}

// TestNothingLost compares what the chapters of a book show with what is read of them.
func TestNothingLost(t *testing.T) {
	books := make(map[string][]byte)
	dirs, _ := filepath.Glob(testdata + "/[eds][!a]*")
	for _, dir := range dirs {
		books[filepath.Base(dir)] = readertest.Packed(t, dir)
	}
	names, _ := filepath.Glob("../../../../shared/corpus/epub/*.epub")
	for _, name := range names {
		book, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		books[filepath.Base(name)] = book
	}
	compared := 0
	for name, book := range books {
		pages := spine(t, name, book)
		d, err := read(t, name, book)
		if err != nil || len(pages) == 0 {
			continue
		}
		compared++
		if err := truth.Lost(d, pages...); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	t.Logf("%d of %d books compared", compared, len(books))
	if compared < len(dirs) {
		t.Errorf("%d books were compared, want %d at least", compared, len(dirs))
	}
}

// FuzzChapter reads books of two chapters, and loses nothing of what they show.
func FuzzChapter(f *testing.F) {
	for _, name := range []string{"chapter 1", "chapter2", "endnotes"} {
		src, err := os.ReadFile(testdata + "/epub3/OPS/" + name + ".xhtml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src), `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p id="n1"><a href="a.xhtml#r1">1</a> A note.</p></body></html>`)
	}
	f.Add("xml4\xda\xdb version=\"1.0\"><head><title></titleC\xff>k\n", "<p>1</p>")
	f.Add("xml?>Qhtml>\x10head><title>Notes<?\x00\x00/d", "<p>1</p>")
	f.Add("<p>x<title>Notes<!-- d --></ e><b title='>f'>", "<p>1</p>")
	f.Add("?xml?><html><head><title>Notes</e></d>9</a></ht", "<p>1</p>")
	f.Fuzz(func(t *testing.T, one, two string) {
		pages := []string{"<?xml version='1.0'?>" + strings.ToValidUTF8(one, "?"), "<?xml version='1.0'?>" + strings.ToValidUTF8(two, "?")}
		d, err := read(t, "f.epub", bound(t, pages))
		if err != nil {
			return
		}
		if err := truth.Lost(d, pages...); err != nil {
			t.Error(err)
		}
		readertest.Linear(t, pages[0], func(text string) { read(t, "f.epub", bound(t, []string{text, pages[1]})) })
	})
}

// TestLinear holds the reading of a book to work that grows as its chapters do.
func TestLinear(t *testing.T) {
	for _, text := range []string{
		"<p>Words<a href='#n'>1</a> and <b>more</b>.</p>",
		"<p><a id='page_1'></a>Words.</p>",
		"<aside epub:type='footnote'><p>1. A note.</p></aside>",
		"<p><a href='b.xhtml#n1'>1</a></p>",
		"<hr/>", "<h2><p>x</p>", "<del>x</del> ", "<svg><text>x</text></svg>",
	} {
		readertest.Linear(t, text, func(text string) { read(t, "f.epub", bound(t, []string{text, "<p id='n1'>1. A note.</p>"})) })
	}
}

// bound makes a book of two chapters.
func bound(t *testing.T, pages []string) []byte {
	t.Helper()
	return packed(t, map[string]string{
		"META-INF/container.xml": `<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>`,
		"p.opf": `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>` +
			`<spine><itemref idref="a"/><itemref idref="b"/></spine></package>`,
		"a.xhtml": pages[0],
		"b.xhtml": pages[1],
	})
}

// packed makes an archive of parts.
func packed(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
