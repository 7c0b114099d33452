package source

import (
	"archive/tar"
	"bytes"
	"strings"
	"testing"
)

// TestTar tells an archive of texts from a text that speaks of one.
func TestTar(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	text := strings.Repeat("The sea was calm. ", 1000)
	if err := w.WriteHeader(&tar.Header{Name: "sea.txt", Size: int64(len(text))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got := notText(b.Bytes()); got != "a TAR archive" || conversions[got] == "" {
		t.Errorf("%q, want a TAR archive, and what to do with it", got)
	}
	if got := notText([]byte(text[:tarMagicAt+1] + "ustar" + text)); got != "" {
		t.Errorf("a text is %q", got)
	}
}
