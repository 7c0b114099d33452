package html

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"

	"ibid/document/internal/readertest"
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

// TestLongElements reads elements that hold more words than they do in any book, in many parts: none is
// cut where it is looked at for what it might be.
func TestLongElements(t *testing.T) {
	for name, element := range map[string]string{
		"struck":    "<p>a <del datetime='2001'>%s</del>",
		"formula":   "<p>a <math>%s</math>",
		"tex":       "<p>a <math><mi>x</mi><annotation encoding='TeX'>%s</annotation></math>",
		"deep":      "<p>a <math>" + strings.Repeat("<mrow>", 2*mathDepth) + "%s</math>",
		"reference": "<p>a <a role='doc-noteref' href='#n'>%s</a><aside role='doc-footnote' id='n'>note</aside>",
	} {
		d, err := read(t, "f.html", []byte("<!DOCTYPE html>"+fmt.Sprintf(element, strings.Repeat("<mi>word</mi> ", 20_000)+"<mi>last</mi>")), Options{})
		if err != nil {
			t.Fatal(err)
		}
		held := readertest.Census{}
		held.TakeAll(d)
		if got := -held['w']; got != 20_000 {
			t.Errorf("%s: %d words are held of 20000", name, got)
		}
	}
}

// TestFormulaText keeps the text in a formula that stands where only elements should.
func TestFormulaText(t *testing.T) {
	d, err := read(t, "f.html", []byte("<p>a <math><msup>b<mi>c</mi></msup><mfrac><mi>d</mi>e<mi>f</mi></mfrac></math>"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.Blocks[0].Text, "a b^cd e f"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
