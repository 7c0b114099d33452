package plain

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document/internal/truth"
	"ibid/document/source"
)

const benchSentences = "The terror of the Roman arms added weight and dignity to the moderation of the emperors. " +
	"They preserved peace by a constant preparation for war; and while justice regulated their conduct, they announced to the nations on their confines, that they were as little disposed to endure, as to offer an injury. "

// bookText makes a book of about size bytes: chapters of paragraphs wrapped at
// 72 columns, one sign to a paragraph, its note after the paragraph or at the end.
func bookText(size int, end bool) string {
	var b, notes strings.Builder
	b.WriteString("The Project Gutenberg EBook of A Book\n\nTitle: A Book\n\nLanguage: English\n\n*** START OF THIS PROJECT GUTENBERG EBOOK A BOOK ***\n\n")
	for n := 1; b.Len()+notes.Len() < size; n++ {
		if n%40 == 1 {
			fmt.Fprintf(&b, "\n\nCHAPTER %d.\n\n\n", n/40+1)
		}
		wrapTo(&b, fmt.Sprintf("%s%s_In italics_ the sentence ends. [%d] %s", benchSentences, benchSentences, n, benchSentences))
		note := fmt.Sprintf("Dion, l. lxxi. Hist. August. in Marco. The Parthian victories gave birth to a crowd of historians, whose memory has been rescued, number %d.", n)
		if end {
			wrapTo(&notes, fmt.Sprintf("%d. %s", n, note))
		} else {
			wrapTo(&b, fmt.Sprintf("[Footnote %d: %s]", n, note))
		}
	}
	if end {
		b.WriteString("NOTES\n\n" + notes.String())
	}
	b.WriteString("\n*** END OF THIS PROJECT GUTENBERG EBOOK A BOOK ***\n")
	return b.String()
}

func wrapTo(b *strings.Builder, s string) {
	col := 0
	for _, w := range strings.Fields(s) {
		if col > 0 && col+1+len(w) > 72 {
			b.WriteByte('\n')
			col = 0
		} else if col > 0 {
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += len(w)
	}
	b.WriteString("\n\n")
}

func BenchmarkWrapped(b *testing.B) {
	for _, tt := range []struct {
		name string
		size int
		end  bool
	}{
		{"after-paragraph-1MB", 1 << 20, false}, {"after-paragraph-16MB", 16 << 20, false}, {"after-paragraph-64MB", 64 << 20, false},
		{"at-end-1MB", 1 << 20, true}, {"at-end-16MB", 16 << 20, true},
	} {
		text := []byte(bookText(tt.size, tt.end))
		for _, crlf := range []bool{false, true} {
			name := tt.name
			if crlf {
				name += "-crlf"
				text = []byte(strings.ReplaceAll(string(text), "\n", "\r\n"))
			}
			b.Run(name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					if _, err := readInput(source.FromBytes("book.txt", text, source.DefaultLimits())); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkMixed reads chapters each of whose lists begins again and has another
// form than the signs, so that every label stands many times.
func BenchmarkMixed(b *testing.B) {
	for _, chapters := range []int{300, 3000} {
		var text strings.Builder
		for c := range chapters {
			fmt.Fprintf(&text, "Chapter %d\n\n", c+1)
			for n := 1; n < 9; n++ {
				fmt.Fprintf(&text, "The words of this sentence are followed by a sign.[%d] %s\n\n", n, benchSentences)
			}
			for n := 1; n < 9; n++ {
				fmt.Fprintf(&text, "%d) The note says something about it.\n\n", n)
			}
		}
		b.Run(fmt.Sprintf("%dchapters", chapters), func(b *testing.B) { benchmarkRead(b, []byte(text.String())) })
	}
}

// BenchmarkBooks reads books as they are published, which have more kinds of
// lines than made ones.
func BenchmarkBooks(b *testing.B) {
	names, err := filepath.Glob(filepath.Join(truth.Corpus(b, "gutenberg"), "*", "*.txt"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := readInput(source.FromBytes(name, text, source.DefaultLimits())); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
