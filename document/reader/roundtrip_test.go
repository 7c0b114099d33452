package reader_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/internal/readertest"
	"ibid/document/internal/truth"
	"ibid/document/reader"
	"ibid/document/source"
)

// A form is one that documents are exported to and read from again.
type form struct {
	name, format, file string
	write              func(io.Writer, *document.Document) error
}

var exports = []form{
	{"markdown", "markdown", "x.md", export.Markdown},
	{"html", "html", "x.html", export.HTML},
	{"tei", "tei", "x.xml", export.TEI},
}

// TestRoundTrip exports documents and reads the exports again: references,
// notes and pages must be the same, and an export of what was read the same
// bytes.
func TestRoundTrip(t *testing.T) {
	for _, name := range samples(t) {
		d := open(t, name)
		if d == nil {
			continue
		}
		for _, x := range exports {
			t.Run(x.name+"/"+filepath.Base(name), func(t *testing.T) {
				first := written(t, x.write, d)
				again, err := readAs(x.format, x.file, first)
				if err != nil {
					t.Fatal(err)
				}
				want, got := apparatus(d, x.name), apparatus(again, x.name)
				if i := differs(want, got); i >= 0 {
					t.Errorf("%d of %d, %d: %s\nwant %s", i, len(got), len(want), at(got, i), at(want, i))
				}
				if err := givesBack(d, again, x); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// givesBack reports where an export of a document and one of what was read from that differ. Where what is read
// again may have links that the document has not, the words must be the same, and the second export must
// give itself back.
func givesBack(d, again *document.Document, x form) error {
	var first, second bytes.Buffer
	if err := cmp.Or(x.write(&first, d), x.write(&second, again)); err != nil {
		return err
	}
	if x.name != "tei" && volume(d) || joinsAddress(d) {
		if err := sameWords(d, again); err != nil {
			return err
		}
		third, err := readAs(x.format, x.file, second.Bytes())
		if err != nil {
			return err
		}
		if first.Reset(); x.write(&first, third) != nil {
			return err
		}
	}
	if a, b := first.Bytes(), second.Bytes(); !bytes.Equal(a, b) {
		i := readertest.FirstDifference(a, b)
		return fmt.Errorf("an export of the export differs at byte %d:\n%q\n%q", i, readertest.Around(a, i), readertest.Around(b, i))
	}
	return nil
}

// sameWords reports the first block of the body that has other words in one document than in another. White space
// at the end of a cell, or of a listing, is no word.
func sameWords(d, again *document.Document) error {
	for i := range max(len(d.Blocks), len(again.Blocks)) {
		if a, b := blockText(d, i), blockText(again, i); !bytes.Equal(a, b) {
			n := readertest.FirstDifference(a, b)
			return fmt.Errorf("block %d of %d and %d has other words: %q and %q", i, len(d.Blocks), len(again.Blocks), readertest.Around(a, n), readertest.Around(b, n))
		}
	}
	return nil
}

func blockText(d *document.Document, i int) []byte {
	if i >= len(d.Blocks) {
		return nil
	}
	return []byte(strings.Join(strings.Fields(d.Blocks[i].Text), " "))
}

// joinsAddress reports whether the words of a link that leads nowhere are part of what looks like an
// address. An export has the words alone, and who reads it takes the address for a link.
func joinsAddress(d *document.Document) bool {
	for i, l := range d.Links {
		if l.Kind == document.LinkURL || d.Dest(i).To >= 0 {
			continue
		}
		text := d.BlocksOf(l.At.Note)[l.At.Block].Text
		from, to := strings.LastIndexAny(text[:l.At.Offset], " \n")+1, len(text)
		if n := strings.IndexAny(text[l.End:], " \n"); n >= 0 {
			to = l.End + n
		}
		if word := text[from:to]; strings.Contains(word, "://") || strings.Contains(word, "www.") {
			return true
		}
	}
	return false
}

// volume reports whether a document holds several of one volume. Of exports TEI alone says
// which sections those are, so that "footnote 6, Document 42" and "Section 1", where they
// are not links in the first export, may be in the second.
func volume(d *document.Document) bool {
	n := 0
	for _, s := range d.Sections {
		if s.Document {
			n++
		}
	}
	return n > 1
}

// TestRoundTripVolume exports several files as one volume to TEI: its documents are there again,
// with their numbers, and what refers to one of them leads there.
func TestRoundTripVolume(t *testing.T) {
	for _, names := range [][]string{
		{"../../testdata/frus"}, {"../../testdata/tei/volume.xml", "../../testdata/tei/corpus.xml"}, {"../../testdata/markdown", "../../testdata/html"},
	} {
		d := readVolume(t, names...)
		first := written(t, export.TEI, d)
		again, err := readAs("tei", "x.xml", first)
		if err != nil {
			t.Fatal(err)
		}
		want, got := append(apparatus(d, "tei"), documents(d)...), append(apparatus(again, "tei"), documents(again)...)
		if i := differs(want, got); i >= 0 {
			t.Errorf("%s: %d of %d, %d: %s\nwant %s", names, i, len(got), len(want), at(got, i), at(want, i))
		}
		if second := written(t, export.TEI, again); !bytes.Equal(first, second) {
			i := readertest.FirstDifference(first, second)
			t.Errorf("%s: an export of the export differs at byte %d:\n%q\n%q", names, i, readertest.Around(first, i), readertest.Around(second, i))
		}
	}
}

// TestExportOfExport exports several files as one volume twice, the second time from the first export: whoever
// keeps an edition in such a file sees no change where there is none.
func TestExportOfExport(t *testing.T) {
	for _, to := range []struct {
		format, name string
		write        func(io.Writer, *document.Document) error
	}{{"markdown", "x.md", export.Markdown}, {"html", "x.html", export.HTML}} {
		for _, names := range [][]string{
			{"../../testdata/frus"}, {"../../testdata/volumes/kinds"}, {"../../testdata/volumes/linked"}, {"../../testdata/volumes/series"},
		} {
			first := written(t, to.write, readVolume(t, names...))
			again, err := readAs(to.format, to.name, first)
			if err != nil {
				t.Fatal(err)
			}
			if second := written(t, to.write, again); !bytes.Equal(first, second) {
				i := readertest.FirstDifference(first, second)
				t.Errorf("%s, %s: an export of the export differs at byte %d:\n%q\n%q", names, to.format, i, readertest.Around(first, i), readertest.Around(second, i))
			}
		}
	}
}

// documents describes the documents of a volume, each in a line, and where links lead to them.
func documents(d *document.Document) []string {
	var out []string
	for _, s := range d.Sections {
		if s.Document {
			out = append(out, fmt.Sprintf("document %q at %s", s.Number, before(d, document.Loc{Note: document.Body, Block: s.Block})))
		}
	}
	for i, l := range d.Links {
		if dest := d.Dest(i); dest.To >= 0 && (l.Kind == document.LinkDocument || l.Kind == document.LinkSection) {
			out = append(out, fmt.Sprintf("link at %s to %s", before(d, l.At), before(d, dest.At)))
		}
	}
	slices.Sort(out)
	return out
}

// samples returns the documents of testdata and, where the corpus is there, all of
// its documents up to largest.
func samples(t *testing.T) []string {
	var out []string
	for _, p := range []string{"frus/*.txt", "markdown/*.md", "html/*.html", "tei/*.xml", "rfc/*.txt", "gutenberg/*.txt"} {
		names, err := filepath.Glob(filepath.Join("../../testdata", p))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, names...)
	}
	if _, err := os.Stat("../../../shared/corpus"); err != nil || testing.Short() {
		return out
	}
	root := filepath.Dir(truth.Corpus(t, "seed"))
	for _, p := range []string{
		"seed/*.*", "frus/pairs/dev/*.txt", "frus/pairs/*_variant/*.txt", "frus/pairs/dialect_*/*.md", "frus/pairs/dialect_*/*.txt", "frus/real_exports/*",
		"frus/tei/*.xml", "gutenberg/*.txt", "gutenberg/*.htm*", "markdown/real/*.md", "markdown/spec/*", "epub/*.epub", "tei/*.xml",
		"docx_odt/docx/*.docx", "docx_odt/odt/*.odt", "html/*.*", "rfc/*.*",
	} {
		names, err := filepath.Glob(filepath.Join(root, p))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && info.Size() <= largest {
				out = append(out, name)
			}
		}
	}
	return out
}

// largest bounds the files that are exported and read again, in bytes.
const largest = 5 << 20

func open(t *testing.T, name string) *document.Document {
	t.Helper()
	in, err := source.Open(name, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	r, err := reader.Read(context.Background(), in, reader.Options{})
	if err != nil {
		t.Logf("%s: %v", name, err) // no reader, or refused
		return nil
	}
	d, err := r.Wait(context.Background())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return d
}

func readAs(format, name string, text []byte) (*document.Document, error) {
	r, err := reader.Read(context.Background(), source.FromBytes(name, text, source.DefaultLimits()), reader.Options{Format: format, All: true})
	if err != nil {
		return nil, err
	}
	return r.Wait(context.Background())
}

func written(t *testing.T, write func(io.Writer, *document.Document) error, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// apparatus describes the references, notes and pages of a document, each in a
// line, by what is printed and by the text before it.
func apparatus(d *document.Document, form string) []string {
	var out []string
	for i, n := range d.Notes {
		out = append(out, fmt.Sprintf("note %d %q %q", i, n.Label, letters(noteText(n), 60)))
	}
	for i, r := range d.Refs {
		out = append(out, fmt.Sprintf("ref %q to %d at %s", r.Label, d.Called(i), before(d, r.At)))
	}
	for _, p := range d.Pages {
		if !p.Inferred && (p.Label != "" || form != "html") {
			out = append(out, fmt.Sprintf("page %q at %s", p.Label, before(d, p.At)))
		}
	}
	slices.Sort(out)
	return out
}

func noteText(n document.Note) string {
	var b strings.Builder
	for _, x := range n.Blocks {
		b.WriteString(x.Text + " ")
	}
	return b.String()
}

// letters returns the first n letters and digits of s.
func letters(s string, n int) string {
	var out []rune
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			if out = append(out, c); len(out) == n {
				break
			}
		}
	}
	return string(out)
}

// before returns the last letters and digits before a place.
func before(d *document.Document, l document.Loc) string {
	blocks := d.BlocksOf(l.Note)
	own := headed(blocks[l.Block])
	text := []rune(own[:len(own)-len(blocks[l.Block].Text)+l.Offset])
	for k := l.Block - 1; k >= 0 && len(text) < 60; k-- {
		text = append([]rune(headed(blocks[k])+" "), text...)
	}
	slices.Reverse(text)
	s := []rune(letters(string(text), 20))
	slices.Reverse(s)
	return fmt.Sprintf("%d %q", l.Note, string(s))
}

// headed returns a block's text, a heading's with its number, which exports make part of it.
func headed(b document.Block) string {
	if b.Kind == document.Heading && b.Label != "" {
		return b.Label + " " + b.Text
	}
	return b.Text
}

func differs(a, b []string) int {
	for i := range max(len(a), len(b)) {
		if at(a, i) != at(b, i) {
			return i
		}
	}
	return -1
}

func at(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return "nothing"
}
