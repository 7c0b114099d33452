package markdown

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ibid/document/internal/truth"
)

// gfmExample matches an example of GitHub's specification: a text, and the HTML that is made of it.
var gfmExample = regexp.MustCompile("(?s)`{32} example[^\n]*\n(.*?)\n\\.\n(.*?)\n?`{32}")

// examples returns the examples of the specifications of CommonMark and of GitHub's Markdown.
func examples(t *testing.T) []specCase {
	dir := filepath.Join(truth.Corpus(t, "hostile"), "public", "commonmark")
	var cases []struct{ Markdown, HTML string }
	if err := json.Unmarshal([]byte(load(t, filepath.Join(dir, "spec-0.31.2.json"))), &cases); err != nil {
		t.Fatal(err)
	}
	var out []specCase
	for _, c := range cases {
		out = append(out, specCase{"commonmark", c.Markdown, c.HTML})
	}
	for _, name := range []string{"gfm-extensions.txt", "gfm-regression.txt"} {
		for _, m := range gfmExample.FindAllStringSubmatch(load(t, filepath.Join(dir, name)), -1) {
			tab := strings.NewReplacer("→", "\t")
			out = append(out, specCase{name, tab.Replace(m[1]), tab.Replace(m[2])})
		}
	}
	return out
}

// kept names, by their first words, the examples in which more is left out on purpose.
var kept = map[string]string{
	"This is <xmp> not okay": "GitHub shows some tags as text, to keep them from pages",
	"[a]\n\n[a]: <te<st>":    "the parser takes it for the definition of a link, and the target keeps the words",
}

// TestKeep loses none of the words that the specifications' own HTML shows. What notes
// say is compared in [TestSpec], for their labels differ.
func TestKeep(t *testing.T) {
	cases := examples(t)
	if len(cases) < 600 {
		t.Fatalf("%d examples", len(cases))
	}
	for _, c := range cases {
		if strings.TrimSpace(c.text) == "" || strings.Contains(c.html, "footnote-ref") {
			continue
		}
		err := truth.Lost(read(t, c.text), c.html)
		why := ""
		for begins, reason := range kept {
			if strings.HasPrefix(c.text, begins) {
				why = reason
			}
		}
		if (err != nil) != (why != "") {
			t.Errorf("%s: %v, though %q\n%s\n%s", c.name, err, why, c.text, c.html)
		}
	}
}
