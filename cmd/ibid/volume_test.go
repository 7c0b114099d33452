package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVolume(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"d10.md":  "# 10. A letter\n\nSee Document 9.[^1]\n\n[^1]: See Document 52.\n",
		"d9.md":   "# 9. A reply\n\nText.[^1]\n\n[^1]: First.\n",
		"d52.txt": "52. Memorandum\n\nNothing more.\n",
		".hidden": "not of it",
		"x.bin":   "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := ibid(t, nil, dir)
	if got.status != 0 || got.err != "" {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	at := -1
	for _, words := range []string{"9. A reply", "10. A letter", "52. Memorandum", "Notes: 9. A reply", "[1] First.", "Notes: 10. A letter", "[1] See Document 52."} {
		i := strings.Index(got.out, words)
		if i <= at {
			t.Errorf("%q does not come after what should be before it:\n%s", words, got.out)
		}
		at = i
	}
	if strings.Contains(got.out, "not of it") {
		t.Error("a hidden file is read")
	}
	some := ibid(t, nil, filepath.Join(dir, "d52.txt"), filepath.Join(dir, "d9.md"))
	if some.status != 0 || !strings.HasPrefix(some.out, "52. Memorandum") || !strings.Contains(some.out, "9. A reply") {
		t.Errorf("two files: status %d\n%s%s", some.status, some.out, some.err)
	}
}

// TestVolumeNamesWhatItPassesOver tells of a file that cannot be read among others
// that can.
func TestVolumeNamesWhatItPassesOver(t *testing.T) {
	text, binary := file(t, "a.txt", "Some text.\n"), file(t, "b.txt", "\x7fELF\x02\x01\x01"+strings.Repeat("\x00", 20))
	for _, args := range [][]string{{text, binary}, {"export", "--to", "text", text, binary}, {text, binary, "--search", "text"}} {
		got := ibid(t, nil, args...)
		if got.status != 2 || !strings.HasPrefix(got.out, "Some text.\n") || strings.Count(got.err, "\n") != 1 || !strings.Contains(got.err, binary+": is not text") {
			t.Errorf("%v: status %d\n%s%s", args, got.status, got.out, got.err)
		}
	}
}
