package markdown

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// read reads a text to its end.
func read(tb testing.TB, text string) *document.Document {
	tb.Helper()
	b := document.NewBuilder()
	in := source.FromBytes("test.md", []byte(text), source.DefaultLimits())
	if err := Read(context.Background(), in, b, Options{}); err != nil {
		tb.Fatal(err)
	}
	return b.Finish()
}

// prose is a book's worth of paragraphs with notes, as long as n bytes.
func prose(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		fmt.Fprintf(&b, "## Section %d\n\n", i)
		for range 4 {
			b.WriteString("I told *Dobrynin* that Brezhnev should be assured that the President is determined to continue the course we set in Moscow, that he is serious about arriving at a settlement, and that the points you outlined")
			fmt.Fprintf(&b, "[^%d] were [discussed](https://example.org/%d) at length with the [p. %d] Ambassador.\n\n", i, i, i)
		}
		fmt.Fprintf(&b, "[^%d]: See Document %d; the memorandum of conversation is *ibid*., Box %d.\n\n", i, i, i)
	}
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	text := prose(4 << 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		read(b, text)
	}
}

func BenchmarkNotes(b *testing.B) {
	var s strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&s, "a[^%d]\n\n[^%d]: note %d\n\n", i, i, i)
	}
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		read(b, s.String())
	}
}

func BenchmarkLinkDefinitions(b *testing.B) {
	var s strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&s, "[r%d]: /u\n", i)
	}
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		read(b, s.String())
	}
}

// BenchmarkScan is what must be done before the first words can be shown.
func BenchmarkScan(b *testing.B) {
	text := []byte(prose(5 << 20))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		scan(nil, text)
	}
}
