package epub

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/truth"
	"ibid/document/source"

	"ibid/document/internal/readertest"
)

const testdata = "../../../testdata/epub"

// read reads a book, and checks that each snapshot only adds to the one before and that the
// last is sound.
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
	d := b.Finish()
	if err := readertest.Sound(d); err != nil {
		tb.Errorf("%s: %v", name, err)
	}
	return d, nil
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
		if s, n := after.Refs[i], before.Called(i); s.At != r.At || n >= 0 && n != after.Called(i) {
			tb.Errorf("reference %d changed from %+v to %+v", i, r, s)
		}
	}
}

func TestGolden(t *testing.T) {
	read := func(t *testing.T, dir string) (*document.Document, error) {
		return read(t, filepath.Base(dir)+".epub", readertest.Packed(t, dir))
	}
	readertest.Golden(t, testdata+"/*", read)
	readertest.Marks(t, testdata+"/*", read)
}

// folder copies the case epub3 and returns what packs it, a function that changes one
// of its parts and one that adds a part.
func folder(t *testing.T) (pack func() []byte, change func(name, old, new string), add func(name, text string)) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(testdata+"/epub3")); err != nil {
		t.Fatal(err)
	}
	add = func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	change = func(name, old, new string) {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.ReplaceAll(string(text), old, new)
		if changed == string(text) {
			t.Fatalf("%s was not changed", name)
		}
		add(name, changed)
	}
	return func() []byte { return readertest.Packed(t, dir) }, change, add
}

func TestRefuse(t *testing.T) {
	for _, tt := range []struct{ name, part, old, new, want string }{
		{"package outside", "META-INF/container.xml", "OPS/package.opf", "../../etc/passwd", "b.epub: names a package document that is not in it (../../etc/passwd)"},
		{"no reading order", "OPS/package.opf", "itemref", "other", "b.epub: has a package document without a reading order"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pack, change, _ := folder(t)
			change(tt.part, tt.old, tt.new)
			if _, err := read(t, "b.epub", pack()); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// TestContentsLinkedTo reads the navigation document, which is shown as the outline, after the
// chapters where one of these leads to it.
func TestContentsLinkedTo(t *testing.T) {
	for _, linked := range []bool{false, true} {
		pack, change, _ := folder(t)
		if linked {
			change("OPS/chapter2.xhtml", "</body>", `<p>See the <a href="nav.xhtml">contents</a>.</p></body>`)
		}
		d, err := read(t, "b.epub", pack())
		if err != nil {
			t.Fatal(err)
		}
		shown := slices.ContainsFunc(d.Blocks, func(b document.Block) bool { return b.Kind == document.Item })
		if shown != linked {
			t.Errorf("linked %v: shown %v", linked, shown)
		}
		for i, l := range d.Links {
			if l.Target == "nav.xhtml" && d.Dest(i).To < 0 {
				t.Error("the link leads nowhere")
			}
		}
	}
}

// TestProtected tells books whose text is encrypted, by the schemes that encrypt it, from
// books of which only fonts or pictures are: these open, and nothing is said of it.
func TestProtected(t *testing.T) {
	const aes, idpf, adobe = "http://www.w3.org/2001/04/xmlenc#aes256-cbc", "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"
	for _, tt := range []struct{ name, algorithm, encrypts, part, text, want string }{
		{"fonts", idpf, "OPS/font.otf", "META-INF/x", "", ""},
		{"fonts as Adobe obfuscates them", adobe, "OPS/font.otf", "META-INF/x", "", ""},
		{"a picture", aes, "OPS/cover.jpg", "META-INF/license.lcpl", "{}", ""},
		{"rights without encrypted text", idpf, "OPS/font.otf", "META-INF/rights.xml", `<rights xmlns="http://ns.adobe.com/adept"/>`, ""},
		{"Adobe", "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/chapter%201.xhtml", "META-INF/rights.xml", `<adept:rights xmlns:adept="http://ns.adobe.com/adept"/>`, "b.epub: is protected by Adobe ADEPT (DRM); read it in the program it was bought for"},
		{"Kobo", aes, "OPS/chapter2.xhtml", "META-INF/rights.xml", "<kdrm/>", "b.epub: is protected by Kobo (DRM); read it in the program it was bought for"},
		{"LCP", aes, "OPS/chapter2.xhtml", "META-INF/license.lcpl", "{}", "b.epub: is protected by Readium LCP (DRM); read it in a program that knows LCP, with its passphrase"},
		{"Apple", "http://itunes.apple.com/dataenc", "OPS/endnotes.xhtml", "META-INF/sinf.xml", "<fairplay/>", "b.epub: is protected by Apple FairPlay (DRM); read it in the program it was bought for"},
		{"unknown", aes, "OPS/chapter2.xhtml", "META-INF/rights.xml", "<rights/>", "b.epub: is protected by a scheme it does not name (DRM); read it in the program it was bought for"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pack, _, add := folder(t)
			add("META-INF/encryption.xml", `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="`+
				tt.algorithm+`"/><enc:CipherData><enc:CipherReference URI="`+tt.encrypts+`"/></enc:CipherData></enc:EncryptedData></encryption>`)
			add(tt.part, tt.text)
			d, err := read(t, "b.epub", pack())
			if tt.want != "" {
				if err == nil || err.Error() != tt.want {
					t.Errorf("got %v, want %s", err, tt.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range d.Problems {
				if p.Kind != document.LinkWithoutTarget && p.Kind != document.RefWithoutNote {
					t.Errorf("it is said: %s", p.Message)
				}
			}
		})
	}
}

// pageLists are the books of the corpus whose own page list names pages that its truth, which
// knows tagged pages alone, lacks: how many the list has, and how many of them the truth.
var pageLists = map[string]struct{ listed, known int }{
	"goreader_alice.epub":                      {168, 0},
	"idpf_indexing-for-eds-and-auths-3md.epub": {149, 138},
}

func TestCorpus(t *testing.T) {
	pages := make(map[string]int)
	s := truth.Run(t, "epub", "*.epub", truth.Options{}, func(name string) (*document.Document, error) {
		book, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		d, err := read(t, name, book)
		if err == nil {
			pages[filepath.Base(name)] = len(d.Pages)
		}
		return d, err
	})
	t.Log(s)
	for name, want := range pageLists {
		if got, ok := pages[name]; ok && got != want.listed {
			t.Errorf("%s has %d pages, want %d", name, got, want.listed)
		}
		s.Pages.Got -= want.listed - want.known
	}
	if s.Refs.F1() < 0.98 || s.Linked.F1() < 0.975 || s.Notes.F1() < 0.975 || s.Pages.F1() < 0.98 {
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

// TestEntriesWithoutPlace lists entries of the table of contents whose places a chapter does not have
// in the order of the table, each page without a place once.
func TestEntriesWithoutPlace(t *testing.T) {
	var toc, list, want strings.Builder
	for i := range 20 {
		fmt.Fprintf(&toc, `<li><a href="a.xhtml#n%d">Part %d</a></li>`, i, i)
		fmt.Fprintf(&list, `<li><a href="a.xhtml#n%d">%d</a></li>`, i, i+1)
		fmt.Fprintf(&want, "Part %d;", i)
	}
	book := packed(t, map[string]string{
		"META-INF/container.xml": `<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>`,
		"p.opf": `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>` +
			`<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`,
		"nav.xhtml": `<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>` + toc.String() +
			`</ol></nav><nav epub:type="page-list"><ol>` + list.String() + `</ol></nav></body></html>`,
		"a.xhtml": "<html><body><p>Words.</p></body></html>",
	})
	d, err := read(t, "f.epub", book)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, s := range d.Sections {
		got += s.Title + ";"
	}
	if got != want.String() {
		t.Errorf("sections %s, want %s", got, want.String())
	}
	said := false
	for _, p := range d.Problems {
		said = said || strings.HasPrefix(p.Message, "20 pages of the book's own list have no place")
	}
	if !said {
		t.Errorf("problems %v", d.Problems)
	}
}
