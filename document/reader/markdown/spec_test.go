package markdown

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/truth"
)

// A specCase is a text with the HTML that another implementation makes of it.
type specCase struct{ name, text, html string }

var (
	specRef  = regexp.MustCompile(`<sup[^>]*>\s*<a|<a[^>]*data-footnote-ref`)
	specNote = regexp.MustCompile(`<li[^>]*\bid="(?:user-content-)?fn[^r"]`)
)

// differs names the cases in which we read something else on purpose.
var differs = map[string]string{
	"php-markdown__test__resources__php-markdown-extra.mdtest__Footnotes.text":     "a reference in the note it calls stays a reference",
	"micromark-extension-gfm-footnote__test__fixtures__footnotes-in-constructs.md": "a reference in the description of an image is kept",
	"micromark-extension-gfm-footnote__test__fixtures__inline-notes-pandoc.md":     "GitHub has no inline notes, pandoc has",
	"micromark-extension-gfm-footnote__test__fixtures__inline-notes.md":            "GitHub has no inline notes, pandoc has",
	"markdown-it They could have arbitrary markup:":                                "a space after ^[ is more often prose about the escape character",
	"mdit-py-plu They could have arbitrary markup:":                                "a space after ^[ is more often prose about the escape character",
	"mdit-py-plu Indented by 4 spaces, DISABLE-CODEBLOCKS":                         "an option turns indented code off",
	"mdit-py-plu refs with no definition, ALWAYS_MATCH-REFS":                       "an option makes notes of what nothing defines",
}

func specCases(t *testing.T) []specCase {
	dir := filepath.Join(truth.Corpus(t, "markdown"), "spec")
	var out []specCase
	for _, ext := range []string{".text", ".md"} {
		names, _ := filepath.Glob(filepath.Join(dir, "*"+ext))
		for _, n := range names {
			for _, h := range []string{".html", ".xhtml"} {
				if b, err := os.ReadFile(strings.TrimSuffix(n, ext) + h); err == nil {
					out = append(out, specCase{filepath.Base(n), load(t, n), string(b)})
				}
			}
		}
	}
	for _, c := range strings.Split(load(t, filepath.Join(dir, "goldmark__extension___test__footnote.txt")), "//= = = = = = = = = = = = = = = = = = = = = = = =//") {
		if p := strings.Split(c, "//- - - - - - - - -//\n"); len(p) == 3 {
			out = append(out, specCase{"goldmark " + strings.TrimSpace(p[0]), p[1], p[2]})
		}
	}
	for _, n := range []string{"markdown-it-footnote__test__fixtures__footnote.txt", "mdit-py-plugins__tests__fixtures__footnote.md"} {
		p := regexp.MustCompile(`(?m)^\.\n`).Split(load(t, filepath.Join(dir, n)), -1)
		for i := 0; i+2 < len(p); i += 3 {
			out = append(out, specCase{n[:11] + " " + strings.TrimSpace(p[i]), p[i+1], p[i+2]})
		}
	}
	return out
}

func load(t *testing.T, name string) string {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestSpec holds the footnotes that are read to those that the authors of
// other implementations expect.
func TestSpec(t *testing.T) {
	for _, c := range specCases(t) {
		t.Run(c.name, func(t *testing.T) {
			if why := differs[c.name]; why != "" {
				t.Skip(why)
			}
			d := read(t, c.text)
			refs, called := 0, map[int]bool{}
			for _, r := range d.Refs {
				if r.Note != document.NoNote {
					refs++
					called[r.Note] = true
				}
			}
			if want := len(specRef.FindAllString(c.html, -1)); refs != want {
				t.Errorf("%d references, want %d\n%s\n%s", refs, want, c.text, c.html)
			}
			if want := len(specNote.FindAllString(c.html, -1)); len(called) != want {
				t.Errorf("%d notes that are called, want %d", len(called), want)
			}
		})
	}
}
