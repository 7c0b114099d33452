package hyphen

import (
	"strings"
	"testing"
)

func divide(word string) string {
	var parts []string
	from := 0
	for _, i := range Points(nil, word) {
		parts = append(parts, word[from:i])
		from = i
	}
	return strings.Join(append(parts, word[from:]), "-")
}

// The first three words are divided in The TeXbook, appendix H; the next four
// are exceptions to the patterns; the others are as dictionaries have them, but
// that TeX finds fewer places than they do.
func TestPoints(t *testing.T) {
	for _, want := range []string{
		"hy-phen-ation", "con-cate-na-tion", "su-per-cal-ifrag-ilis-tic-ex-pi-ali-do-cious", "as-so-ciate",
		"present", "project", "ta-ble", "Set-tle-ment", "pres-i-dent", "de-ter-mined", "am-bas-sador",
		"a", "the", "word", "don't", "naïve",
	} {
		if got := divide(strings.ReplaceAll(want, "-", "")); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if p := Points(nil, strings.Repeat("hyphenation", 10)); p != nil {
		t.Errorf("a word of 110 letters is divided at %v", p)
	}
}

func TestKnows(t *testing.T) {
	for lang, want := range map[string]bool{"en": true, "en-GB": true, "EN": true, "": false, "de": false, "enm": false} {
		if Knows(lang) != want {
			t.Errorf("%q: %v", lang, !want)
		}
	}
}

func FuzzPoints(f *testing.F) {
	f.Add("hyphenation")
	f.Add("Ünder")
	f.Fuzz(func(t *testing.T, word string) {
		last := minBefore - 1
		for _, i := range Points(nil, word) {
			if i <= last || i > len(word)-minAfter {
				t.Fatalf("%q is divided at %d", word, i)
			}
			last = i
		}
	})
}

func BenchmarkPoints(b *testing.B) {
	var buf [8]int
	for b.Loop() {
		Points(buf[:0], "concatenation")
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		parse(english)
	}
}
