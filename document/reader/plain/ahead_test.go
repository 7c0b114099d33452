package plain

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// broken panics when it is read.
type broken struct{}

func (broken) Read([]byte) (int, error) { panic("broken") }

// TestReadAhead reads a text that is read ahead to its end, to an error, and to a panic,
// which must come where it can be recovered from.
func TestReadAhead(t *testing.T) {
	text := strings.Repeat("A line of some words.\n", 1<<20/22)
	cut := errors.New("cut")
	for _, tt := range []struct {
		name  string
		after io.Reader
		want  any
	}{
		{"end", strings.NewReader(""), nil},
		{"error", iotest.ErrReader(cut), cut},
		{"panic", broken{}, "broken"},
	} {
		n := 0
		got := func() (failed any) {
			defer func() {
				if p := recover(); p != nil {
					failed = p
				}
			}()
			for c, err := range newChunks(io.MultiReader(strings.NewReader(text), tt.after), 0, -1).all(t.Context()) {
				if err != nil {
					return err
				}
				n += len(c.text)
			}
			return nil
		}()
		if got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if n == 0 || tt.want == nil && n != len(text) {
			t.Errorf("%s: %d bytes of %d", tt.name, n, len(text))
		}
	}
}
