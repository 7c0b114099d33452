package plain

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/truth"
	"ibid/document/source"
)

// volume joins documents of the corpus to a volume of about size bytes.
func volume(tb testing.TB, folder, pattern string, size int) []byte {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(truth.Corpus(tb, folder), pattern))
	if err != nil || len(names) == 0 {
		tb.Skip("no documents to join")
	}
	var one strings.Builder
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			tb.Fatal(err)
		}
		one.WriteString(strings.TrimRight(string(b), "\n"))
		one.WriteString("\n\n")
		if one.Len() > size {
			break
		}
	}
	return []byte(strings.Repeat(one.String(), max(1, size/one.Len())))
}

func benchmarkRead(b *testing.B, text []byte) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		in := source.FromBytes("volume.txt", text, source.DefaultLimits())
		if err := Read(context.Background(), in, document.NewBuilder(), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVolume1MB(b *testing.B) { benchmarkRead(b, volume(b, "frus/pairs/dev", "*.txt", 1<<20)) }
func BenchmarkVolume16MB(b *testing.B) {
	benchmarkRead(b, volume(b, "frus/pairs/dev", "*.txt", 16<<20))
}
func BenchmarkVolume64MB(b *testing.B) {
	benchmarkRead(b, volume(b, "frus/pairs/dev", "*.txt", 64<<20))
}
func BenchmarkSlash16MB(b *testing.B) {
	benchmarkRead(b, volume(b, "frus/pairs/dialect_oldstategov_slash", "*.txt", 16<<20))
}
