//go:build unix

package source

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe ends when its writer does.
func TestPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Skip(err)
	}
	w, err := os.OpenFile(name, os.O_RDWR, 0) // which does not wait for a reader
	if err != nil {
		t.Fatal(err)
	}
	in, err := Open(name, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	w.WriteString("words\n")
	if head, err := in.Head(6); string(head) != "words\n" || err != nil {
		t.Errorf("%q, %v", head, err)
	}
	w.Close()
	if n, err := in.Whole(); n != 6 || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
}
