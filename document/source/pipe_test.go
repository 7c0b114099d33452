//go:build unix

package source

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe ends when its last writer does, not before the first has come.
func TestPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Skip(err)
	}
	in, err := Open(name, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for range 2 {
		w, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		w.WriteString("words\n")
	}
	if head, err := in.Head(6); string(head) != "words\n" || err != nil {
		t.Errorf("%q, %v", head, err)
	}
}
