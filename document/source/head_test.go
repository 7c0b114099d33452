package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHead returns the beginning of a file in any order of lengths, each as it is in the file,
// and no more of it than there is.
func TestHead(t *testing.T) {
	text := strings.Repeat("0123456789abcdef", mostHead/16) + "the end"
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := Open(name, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, in := range []*Input{file, FromBytes("a.txt", []byte(text), DefaultLimits()), FromStream("a.txt", strings.NewReader(text), DefaultLimits())} {
		for _, n := range []int{0, 10, 8 << 10, 3, mostHead, 100, mostHead + 3, 2 * mostHead} {
			head, err := in.Head(n)
			if want := text[:min(n, len(text))]; err != nil || string(head) != want {
				t.Errorf("the first %d bytes are %d, %v", n, len(head), err)
			}
			_ = append(head, "and more"...) // which is of the file no longer
		}
	}
}

// TestHeadOfShortened returns what there is where a file has become shorter.
func TestHeadOfShortened(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, make([]byte, 100), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := Open(name, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := os.Truncate(name, 10); err != nil {
		t.Fatal(err)
	}
	if head, err := in.Head(50); len(head) != 10 || err != nil {
		t.Errorf("%d bytes, %v", len(head), err)
	}
}
