package search

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"ibid/document"
	"ibid/document/internal/made"
)

const (
	asciiProse = "At the President's insistence, I told Dobrynin that Brezhnev should be assured that the President is determined to continue on the course that was set. "
	mixedProse = "À la demande du Président, j’ai dit à Dobrynine que Brejnev devait être assuré que le Président était déterminé à poursuivre. "
	kanaProse  = "日本国民は、正当に選挙された国会における代表者を通じて行動し、われらとわれらの子孫のために、諸国民との協和による成果を確保する。"
)

// size is the text that is searched: 50 MB.
const size = 50 << 20

// repeated is a document of so many bytes in paragraphs of some 600.
func repeated(s string) *document.Document {
	b := document.NewBuilder()
	text := strings.Repeat(s, 4)
	for n := size; n > 0; n -= len(text) {
		b.AddBlock(document.Block{Text: text})
	}
	b.AddBlock(document.Block{Text: "The end: " + made.LastWord + "."})
	return b.Finish()
}

type named struct {
	name string
	doc  *document.Document
}

// benchmarkDocuments are prose in ASCII, in English as it is printed, with notes, and in
// other alphabets.
func benchmarkDocuments(b *testing.B) []named {
	return []named{
		{"ascii", repeated(asciiProse)}, {"english", made.Document(b, size)},
		{"french", repeated(mixedProse)}, {"japanese", repeated(kanaProse)},
	}
}

// onAll lets a benchmark's searches run on all processors, with a thread to spare as on a screen.
func onAll(b *testing.B) {
	n := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(n + 1)
	b.Cleanup(func() { runtime.GOMAXPROCS(n) })
}

// BenchmarkSearch searches a document to the end.
func BenchmarkSearch(b *testing.B) {
	for _, x := range benchmarkDocuments(b) {
		text, d := x.name, x.doc
		o := NewOrder(d)
		o.Survey(b.Context())
		for _, query := range []struct{ name, typed string }{
			{"none", "qqnomatchqq"}, {"rare", made.LastWord}, {"dense", "e"}, {"phrase", "the president"}, {"word", "w:that"},
			{"folded", "déterminé"}, {"cased", "Dobrynin"}, {"ideographs", "国民"},
			{"regexp", "re:zyxo[mn]orphic"}, {"regexp-loose", "re:[pq]r.s.d.nt"},
		} {
			b.Run(text+"/"+query.name, func(b *testing.B) {
				onAll(b)
				b.SetBytes(size)
				b.ReportAllocs()
				for b.Loop() {
					NewResults(compile(b, query.typed), o, begin, nil).Run(b.Context())
				}
			})
		}
	}
}

// BenchmarkFirst finds the only match, at the end, as its word is typed: each letter begins a
// search that the next one narrows.
func BenchmarkFirst(b *testing.B) {
	for _, x := range benchmarkDocuments(b) {
		text, d := x.name, x.doc
		b.Run(text, func(b *testing.B) {
			onAll(b)
			b.ReportAllocs()
			for b.Loop() {
				o := NewOrder(d)
				var r *Results
				for n := range len(made.LastWord) {
					ctx, cancel := context.WithCancel(b.Context())
					r = NewResults(compile(b, made.LastWord[:n+1]), o, begin, r)
					go r.Run(ctx)
					if n == len(made.LastWord)-1 {
						if _, _, ok := r.First(ctx); !ok {
							b.Fatal("not found")
						}
					}
					cancel()
				}
			}
		})
	}
}

// BenchmarkGiveUp gives a search up in the midst of the text and waits until it has ended, as the
// next key does. The longest of all waits is told too.
func BenchmarkGiveUp(b *testing.B) {
	for _, x := range benchmarkDocuments(b) {
		o := NewOrder(x.doc)
		for _, query := range []struct{ name, typed string }{
			{"rare", "qqnomatchqq"}, {"folded", "déterminé"}, {"regexp", "re:[pq]r.s.d.nt"}, {"regexp-slow", "re:([a-z]{0,30} ){0,30}[qx]"},
		} {
			b.Run(x.name+"/"+query.name, func(b *testing.B) {
				onAll(b)
				q, longest := compile(b, query.typed), time.Duration(0)
				for b.Loop() {
					b.StopTimer()
					ctx, cancel := context.WithCancel(b.Context())
					done := make(chan struct{})
					r := NewResults(q, o, begin, nil)
					go func() { r.Run(ctx); close(done) }()
					time.Sleep(2 * time.Millisecond)
					b.StartTimer()
					start := time.Now()
					cancel()
					<-done
					longest = max(longest, time.Since(start))
				}
				b.ReportMetric(float64(longest.Microseconds()), "µs-longest")
			})
		}
	}
}

// BenchmarkNext goes from match to match of a search that is done.
func BenchmarkNext(b *testing.B) {
	o := NewOrder(made.Document(b, size))
	for _, typed := range []string{"e", "saigon"} {
		r := NewResults(compile(b, typed), o, begin, nil)
		r.Run(b.Context())
		b.Run(typed, func(b *testing.B) {
			onAll(b)
			b.ReportAllocs()
			at := begin
			for b.Loop() {
				h, ok := r.Next(b.Context(), at, false)
				if at = h.At; !ok {
					at = begin
				}
			}
		})
	}
}

// BenchmarkSurvey is what the first search after a survey saves.
func BenchmarkSurvey(b *testing.B) {
	for _, x := range benchmarkDocuments(b) {
		b.Run(x.name, func(b *testing.B) {
			o := NewOrder(x.doc)
			b.SetBytes(size)
			for b.Loop() {
				o.Survey(b.Context())
			}
		})
	}
}

// BenchmarkOrder is what a search has to know of a document before it begins.
func BenchmarkOrder(b *testing.B) {
	d := made.Document(b, size)
	d.BodyRefs()
	for b.Loop() {
		NewOrder(d)
	}
}
