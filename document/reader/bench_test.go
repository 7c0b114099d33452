package reader

import (
	"runtime"
	"testing"

	"ibid/document"
	"ibid/document/internal/made"
	"ibid/document/source"
)

// BenchmarkRead reads a document of 4 MB of reading text to its end, in each format; the
// bytes are those of text and markup, uncompressed.
func BenchmarkRead(b *testing.B) {
	for _, format := range made.Formats {
		b.Run(format, func(b *testing.B) {
			file, work := made.Text(b, format, 4<<20)
			b.SetBytes(int64(work))
			b.ReportAllocs()
			for b.Loop() {
				r, err := Read(b.Context(), source.FromBytes(made.Name(format), file, source.DefaultLimits()), Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := r.Wait(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkKept reads the same documents and says how many bytes of memory a
// document holds, once it is read, for each byte of its reading text.
func BenchmarkKept(b *testing.B) {
	for _, format := range made.Formats {
		b.Run(format, func(b *testing.B) {
			file, _ := made.Text(b, format, 4<<20)
			perByte := 0.0
			for b.Loop() {
				perByte = kept(b, format, file)
			}
			b.ReportMetric(perByte, "bytes/doc-byte")
		})
	}
}

// kept returns how many bytes of memory a document holds for each byte of its reading text.
func kept(tb testing.TB, format string, file []byte) float64 {
	before := inUse()
	r, err := Read(tb.Context(), source.FromBytes(made.Name(format), file, source.DefaultLimits()), Options{})
	if err != nil {
		tb.Fatal(err)
	}
	d, err := r.Wait(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	after := inUse()
	runtime.KeepAlive(r)
	return float64(after-before) / float64(readingBytes(d))
}

// mostKept is how many bytes a byte of reading text may take: with the markup of the source,
// of which a label may be a part, it would be one more.
const mostKept = 2

// TestKept holds documents to letting go of the source that they were read from. Plain text
// has no labels apart from its text, of which a long run may stand half empty.
func TestKept(t *testing.T) {
	for _, format := range made.Formats {
		file, _ := made.Text(t, format, 1<<20)
		if n := kept(t, format, file); n > mostKept && format != "plain" {
			t.Errorf("%s: %.2f bytes are kept for a byte of text", format, n)
		}
	}
}

// inUse returns the bytes of the heap that something refers to.
func inUse() int64 {
	runtime.GC()
	runtime.GC() // what pools hold goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func readingBytes(d *document.Document) int {
	n := 0
	for i := document.Body; i < len(d.Notes); i++ {
		for _, x := range d.BlocksOf(i) {
			n += len(x.Text)
		}
	}
	return n
}

// Documents that are made for benchmarks must be what they are taken for.
func TestMade(t *testing.T) {
	for _, format := range made.Formats {
		file, _ := made.Text(t, format, 64<<10)
		r, err := Read(t.Context(), source.FromBytes(made.Name(format), file, source.DefaultLimits()), Options{})
		if err != nil {
			t.Errorf("%s: %v", format, err)
			continue
		}
		d, err := r.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		joined := 0
		for _, n := range d.Calls {
			if n >= 0 {
				joined++
			}
		}
		if d.Source.Format != format || len(d.Notes) < 20 || joined < len(d.Notes)*9/10 {
			t.Errorf("%s: read as %s, %d notes, %d references with a note", format, d.Source.Format, len(d.Notes), joined)
		}
	}
}
