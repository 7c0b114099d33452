package hyphen

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func divide(p *Patterns, word string) string {
	var parts []string
	from := 0
	for _, i := range p.Points(nil, word) {
		parts = append(parts, word[from:i])
		from = i
	}
	return strings.Join(append(parts, word[from:]), "-")
}

func load(t testing.TB, language string) *Patterns {
	t.Helper()
	p, err := Load(language, []string{"testdata"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPoints(t *testing.T) {
	for _, c := range []struct{ language, words string }{
		// An odd value divides, unless a higher even one of a longer pattern forbids it.
		{"en-US", "na-tion na-tional mi-ni-mal tion don't naïve 1972"},
		{"en-US", strings.Repeat("nation", 11)}, // longer than maxWord
		// The dictionary wants three letters before and after.
		{"en-GB", "nation natio-nal mini-mal"},
		// A compound is divided first, and then its parts, which begin and end there.
		{"de", "Nacht-ar-beit Nach-tar"},
		// Where the spelling would change the word stays whole.
		{"de", "Zucker"},
		{"ru", "на-ция НА-ЦИЯ"},
	} {
		p := load(t, c.language)
		for want := range strings.FieldsSeq(c.words) {
			if got := divide(p, strings.ReplaceAll(want, "-", "")); got != want {
				t.Errorf("%s: %s, want %s", c.language, got, want)
			}
		}
	}
}

func TestLoad(t *testing.T) {
	if !load(t, "de-AT-1996").Capitals || load(t, "en-US").Capitals {
		t.Error("capitals are for German")
	}
	for _, language := range []string{"", "fr", "d", "de/..", "../de", "*", "i-klingon", "english"} {
		if _, err := Load(language, []string{"testdata"}); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%q: %v", language, err)
		}
	}
	for name, content := range map[string]string{
		"hyph_xa.dic": "", "hyph_xb.dic": "no-such-charset\n1na\n", "hyph_xc.dic": "UTF-8",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Load(strings.TrimSuffix(strings.TrimPrefix(name, "hyph_"), ".dic"), []string{"none", dir})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: %v", content, err)
		}
	}
}

// TestInstalled divides words by the dictionaries of this machine. The words of
// English are divided in The TeXbook, appendix H.
func TestInstalled(t *testing.T) {
	const dir = "/usr/share/hyphen"
	for language, words := range map[string]string{
		"en-US": "hy-phen-ation con-cate-na-tion",
		"de":    "Sil-ben-tren-nung",
		"fr":    "cé-sure",
	} {
		t.Run(language, func(t *testing.T) {
			p, err := Load(language, []string{dir})
			if errors.Is(err, os.ErrNotExist) {
				t.Skipf("%s has no dictionary for %s", dir, language)
			}
			if err != nil {
				t.Fatal(err)
			}
			for want := range strings.FieldsSeq(words) {
				if got := divide(p, strings.ReplaceAll(want, "-", "")); got != want {
					t.Errorf("%s, want %s", got, want)
				}
			}
		})
	}
}

func FuzzPoints(f *testing.F) {
	f.Add("1na\n1ti\n.o2\n", "nation")
	f.Add("NEXTLEVEL\n1ä\n", "Übung")
	f.Add("c1k/k=k\nLEFTHYPHENMIN 0\n", "Zucker")
	f.Fuzz(func(t *testing.T, patterns, word string) {
		p, err := Parse(strings.NewReader("UTF-8\n" + patterns))
		if err != nil {
			t.Skip()
		}
		last := 0
		for _, i := range p.Points(nil, word) {
			if i <= last || i >= len(word) || word[i]&0xC0 == 0x80 {
				t.Fatalf("%q is divided at %d after %d", word, i, last)
			}
			last = i
		}
	})
}

func BenchmarkPoints(b *testing.B) {
	p := load(b, "en-US")
	var buf [8]int
	for b.Loop() {
		p.Points(buf[:0], "international")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load("de", []string{"/usr/share/hyphen", "testdata"}); err != nil {
			b.Fatal(err)
		}
	}
}
