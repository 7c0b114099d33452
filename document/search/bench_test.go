package search

import (
	"context"
	"strings"
	"testing"

	"ibid/document"
)

const (
	asciiProse = "At the President's insistence, I told Dobrynin that Brezhnev should be assured that the President is determined to continue on the course that was set. "
	typedProse = "At the President’s insistence, I told Dobrynin that “Brezhnev” should be assured – October 16–23 – that the President is determined to continue. "
	mixedProse = "À la demande du Président, j’ai dit à Dobrynine que Brejnev devait être assuré que le Président était déterminé à poursuivre. "
)

// prose is a document of about n bytes in paragraphs of some 600.
func manyBlocks(s string, n int) *document.Document {
	b := document.NewBuilder()
	text := strings.Repeat(s, 4)
	for ; n > 0; n -= len(text) {
		b.AddBlock(document.Block{Text: text})
	}
	b.AddBlock(document.Block{Text: "The end: Vorontsov."})
	return b.Finish()
}

// BenchmarkWhole searches 50 MB to the end.
func BenchmarkWhole(b *testing.B) {
	for _, text := range []struct{ name, s string }{{"ascii", asciiProse}, {"typographic", typedProse}, {"accents", mixedProse}} {
		o := NewOrder(manyBlocks(text.s, 50<<20))
		for _, query := range []string{"vorontsov", "Brezhnev should", "the president", "e", "w:that", "re:vor[oa]ntsov"} {
			b.Run(text.name+"/"+query, func(b *testing.B) {
				b.SetBytes(50 << 20)
				b.ReportAllocs()
				for b.Loop() {
					NewResults(compile(b, query), o, begin, nil).Run(b.Context())
				}
			})
		}
	}
}

// BenchmarkFirst finds the only match, at the end of 50 MB, from the beginning.
func BenchmarkFirst(b *testing.B) {
	for _, text := range []struct{ name, s string }{{"ascii", asciiProse}, {"typographic", typedProse}, {"accents", mixedProse}} {
		d := manyBlocks(text.s, 50<<20)
		b.Run(text.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := NewResults(compile(b, "vorontsov"), NewOrder(d), begin, nil)
				ctx, cancel := context.WithCancel(b.Context())
				go r.Run(ctx)
				if _, _, ok := r.First(ctx); !ok {
					b.Fatal("not found")
				}
				cancel()
			}
		})
	}
}
