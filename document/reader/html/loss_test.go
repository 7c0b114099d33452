package html

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html/charset"

	"ibid/document/internal/truth"
)

func TestNothingLost(t *testing.T) {
	for _, pattern := range []string{
		testdata + "/*.html",
		"../../../../shared/corpus/html/*.htm*",
		"../../../../shared/corpus/gutenberg/*/*.htm",
		"../../../../shared/corpus/markdown/spec/*html",
	} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, all := range []bool{false, true} {
				d, err := read(t, name, src, Options{All: all})
				if err != nil {
					t.Fatal(err)
				}
				enc, _, _ := charset.DetermineEncoding(src, "")
				if validUTF8(src) {
					enc, _ = charset.Lookup("utf-8")
				}
				text, err := enc.NewDecoder().Bytes(src)
				if err != nil {
					t.Fatal(err)
				}
				if err := truth.Lost(d, string(text)); err != nil {
					t.Errorf("%s, all %v: %v", filepath.Base(name), all, err)
				}
			}
		}
	}
}
