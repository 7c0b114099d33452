package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

func prose(language string) *document.Document {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.OpenBlock(document.Paragraph, 0)
	w.Text(strings.Repeat("determinations ", 20))
	w.Finish()
	b.Meta().Language = language
	return b.Finish()
}

func TestHyphens(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "hyph_en.dic"), []byte("UTF-8\n1mi\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ language, shows, not string }{
		{"en", "deter-", "no hyphenation"},
		{"la", `no hyphenation dictionary for language "la"`, "deter-"},
		{"", "determinations", "no hyphenation"},
	} {
		got := open(t, prose(c.language), 120, 20, Options{Hyphenate: true, HyphenDirs: []string{dir}, Measure: 40}).screen()
		if !strings.Contains(got, c.shows) || strings.Contains(got, c.not) {
			t.Errorf("language %q: %q is not shown, or %q is\n%s", c.language, c.shows, c.not, got)
		}
	}
}
