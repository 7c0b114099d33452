package headstart_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"testing"

	_ "ibid/cmd/ibid/internal/headstart"
)

// TestAsked finds mappings that huge pages were asked for, which nobody did but the package.
func TestAsked(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64" {
		t.Skip("huge pages are not asked for on", runtime.GOOS, runtime.GOARCH)
	}
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); errors.Is(err, fs.ErrNotExist) {
		t.Skip("this system has no transparent huge pages")
	}
	b, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte(" hg ")) {
		t.Error("huge pages were not asked for")
	}
}
