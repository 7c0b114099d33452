package tui

import (
	"errors"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
	"ibid/tui/layout/hyphen"
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
	load := func(language string) (*hyphen.Patterns, error) {
		if language != "en" {
			return nil, errors.New("no hyphenation dictionary for " + language)
		}
		return hyphen.Parse(strings.NewReader("UTF-8\n1mi\n"))
	}
	for _, c := range []struct{ language, shows, not string }{
		{"en", "deter-", "no hyphenation"},
		{"la", "no hyphenation dictionary for la", "deter-"},
		{"", "determinations", "no hyphenation"},
	} {
		got := open(t, prose(c.language), 80, 20, Options{Hyphens: load, Measure: 40}).screen()
		if !strings.Contains(got, c.shows) || strings.Contains(got, c.not) {
			t.Errorf("language %q: %q is not shown, or %q is\n%s", c.language, c.shows, c.not, got)
		}
	}
}
