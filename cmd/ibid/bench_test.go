package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
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
	return names
}

// epubOf returns a book whose chapters are the same document again and again.
func epubOf(b *testing.B, d *document.Document, chapters int) []byte {
	var chapter, out bytes.Buffer
	if err := export.HTML(&chapter, d); err != nil {
		b.Fatal(err)
	}
	var items, spine strings.Builder
	z := zip.NewWriter(&out)
	add := func(name string, content []byte) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	add("mimetype", []byte("application/epub+zip"))
	add("META-INF/container.xml", []byte(`<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>`))
	for i := range chapters {
		add(fmt.Sprintf("%d.xhtml", i), chapter.Bytes())
		fmt.Fprintf(&items, `<item id="c%d" href="%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
	}
	add("a.opf", []byte(`<package><manifest>`+items.String()+`</manifest><spine>`+spine.String()+`</spine></package>`))
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}
