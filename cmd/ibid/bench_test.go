package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/reader"
	"ibid/document/source"
	"ibid/tui"
)

// BenchmarkRun is what the program does between its start and its end for a
// small document, without the time the system and package inits take.
func BenchmarkRun(b *testing.B) {
	for b.Loop() {
		c := &console{in: nil, out: io.Discard, err: os.Stderr, getenv: os.Getenv}
		if code := run(b.Context(), []string{seed}, c); code != 0 {
			b.Fatal(code)
		}
	}
}

// BenchmarkOpen opens documents up to the first frame, which is made and not written.
func BenchmarkOpen(b *testing.B) {
	for _, name := range documents(b) {
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				firstFrame(b, name)
			}
		})
	}
}

// firstFrame makes the first frame of a document and gives up reading it.
func firstFrame(b *testing.B, name string) {
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	in, err := source.Open(name, source.DefaultLimits())
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	r, err := reader.Read(ctx, in, reader.Options{Comments: true, Await: make(chan struct{})})
	if err != nil {
		b.Fatal(err)
	}
	if v := tui.New(ctx, tui.Options{Reading: r}, 120, 40).View(); !strings.Contains(v.Content, "outlined") {
		b.Fatalf("the first frame of %s is\n%s", name, v.Content)
	}
	cancel()
	r.Wait(context.Background())
}

// BenchmarkDump writes documents as text.
func BenchmarkDump(b *testing.B) {
	for _, name := range documents(b) {
		b.Run(filepath.Base(name), func(b *testing.B) {
			info, err := os.Stat(name)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(info.Size())
			for b.Loop() {
				c := &console{out: io.Discard, err: os.Stderr, getenv: os.Getenv}
				if code := run(b.Context(), []string{name}, c); code != 0 {
					b.Fatal(code)
				}
			}
		})
	}
}

// documents makes a long document in each format, and short ones as text.
func documents(b *testing.B) []string {
	dir := b.TempDir()
	var names []string
	write := func(name string, content []byte) {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, content, 0o600); err != nil {
			b.Fatal(err)
		}
		names = append(names, name)
	}
	text, err := os.ReadFile(seed)
	if err != nil {
		b.Fatal(err)
	}
	for _, size := range []int{5 << 10, 600 << 10, 5 << 20} {
		write(fmt.Sprintf("%dk.txt", size>>10), bytes.Repeat(text, size/len(text)+1))
	}
	whole := func(text []byte) *document.Document {
		r, err := reader.Read(b.Context(), source.FromBytes("a.txt", text, source.DefaultLimits()), reader.Options{})
		if err != nil {
			b.Fatal(err)
		}
		d, err := r.Wait(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		return d
	}
	long := whole(bytes.Repeat(text, 5<<20/len(text)))
	for _, f := range []struct {
		ext   string
		write func(io.Writer, *document.Document) error
	}{{"html", export.HTML}, {"md", export.Markdown}, {"xml", export.TEI}} {
		var out bytes.Buffer
		if err := f.write(&out, long); err != nil {
			b.Fatal(err)
		}
		write("5120k."+f.ext, out.Bytes())
	}
	write("5120k.epub", epubOf(b, whole(text), 5<<20/len(text)))
	write("5120k.docx", docxOf(b, long))
	write("5120k.odt", odtOf(b, long))
	return names
}

// epubOf returns a book whose chapters are the same document again and again.
func epubOf(b *testing.B, d *document.Document, chapters int) []byte {
	var chapter bytes.Buffer
	if err := export.HTML(&chapter, d); err != nil {
		b.Fatal(err)
	}
	var items, spine strings.Builder
	files := [][2]string{
		{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>`},
	}
	for i := range chapters {
		files = append(files, [2]string{fmt.Sprintf("%d.xhtml", i), chapter.String()})
		fmt.Fprintf(&items, `<item id="c%d" href="%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
	}
	return zipOf(b, append(files, [2]string{"a.opf", `<package><manifest>` + items.String() + `</manifest><spine>` + spine.String() + `</spine></package>`}))
}

// docxOf returns a document as Word writes one, with its notes.
func docxOf(b *testing.B, d *document.Document) []byte {
	const ns = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`
	para := func(text string) string { return `<w:p><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>` }
	text, notes := paragraphs(d, para, func(i int, _ string) string {
		return fmt.Sprintf(`</w:t></w:r><w:r><w:footnoteReference w:id="%d"/></w:r><w:r><w:t xml:space="preserve">`, i+1)
	}, func(i int, text string) string {
		return fmt.Sprintf(`<w:footnote w:id="%d">%s</w:footnote>`, i+1, para(text))
	})
	return zipOf(b, [][2]string{
		{"word/document.xml", `<w:document` + ns + `<w:body>` + text + `</w:body></w:document>`},
		{"word/footnotes.xml", `<w:footnotes` + ns + notes + `</w:footnotes>`},
	})
}

// odtOf returns a document as LibreOffice writes one, with its notes.
func odtOf(b *testing.B, d *document.Document) []byte {
	para := func(text string) string { return `<text:p>` + text + `</text:p>` }
	text, _ := paragraphs(d, para, func(i int, text string) string {
		return fmt.Sprintf(`<text:note text:id="n%d" text:note-class="footnote"><text:note-citation>%d</text:note-citation><text:note-body>%s</text:note-body></text:note>`, i, i+1, para(text))
	}, func(int, string) string { return "" })
	return zipOf(b, [][2]string{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>` + text + `</office:text></office:body></office:document-content>`},
	})
}

// paragraphs returns the body of a document in markup, a reference with the text of its note in
// its place, and the notes.
func paragraphs(d *document.Document, para func(string) string, ref, note func(i int, text string) string) (body, notes string) {
	var b, n strings.Builder
	for _, x := range d.Blocks {
		var text strings.Builder
		at := 0
		for _, m := range x.Marks {
			if i := d.Called(max(int(m.Index), 0)); m.Kind == document.MarkRef && i != document.NoNote {
				said := html.EscapeString(d.Notes[i].Blocks[0].Text)
				text.WriteString(html.EscapeString(x.Text[at:m.Offset]) + ref(i, said))
				n.WriteString(note(i, said))
				at = int(m.Offset)
			}
		}
		b.WriteString(para(text.String() + html.EscapeString(x.Text[at:])))
	}
	return b.String(), n.String()
}

// zipOf returns an archive of files, each a name and what it holds.
func zipOf(b *testing.B, files [][2]string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = io.WriteString(w, f[1])
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}
