package markdown

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"ibid/document"
	"ibid/document/internal/truth"
)

// A specCase is a text with the HTML that another implementation makes of it.
type specCase struct{ name, text, html string }

// specID matches the names that implementations give to notes.
var specID = regexp.MustCompile(`^(?:user-content-)?(?:[a-z]+-)*fn(?:[^r]|$)`)

// differs names the cases in which we read something else on purpose.
var differs = map[string]string{
	"php-markdown__test__resources__php-markdown-extra.mdtest__Footnotes.text":     "a reference in the note it calls stays a reference",
	"micromark-extension-gfm-footnote__test__fixtures__footnotes-in-constructs.md": "a reference in the description of an image is kept",
	"micromark-extension-gfm-footnote__test__fixtures__inline-notes-pandoc.md":     "GitHub has no inline notes, pandoc has",
	"micromark-extension-gfm-footnote__test__fixtures__inline-notes.md":            "GitHub has no inline notes, pandoc has",
	"markdown-it They could have arbitrary markup:":                                "a space after ^[ is more often prose about the escape character",
	"mdit-py-plu They could have arbitrary markup:":                                "a space after ^[ is more often prose about the escape character",
	"mdit-py-plu Indented by 4 spaces, DISABLE-CODEBLOCKS":                         "an option turns indented code off",
	"kramdown__test__testcases__block__16_toc__toc_with_footnotes.text":            "an option puts a table of contents in",
	"kramdown__test__testcases__span__04_footnote__backlink_text.text":             "an option puts an image where the note leads back",
	"kramdown__test__testcases__span__04_footnote__markers.text":                   "attributes in kramdown's form are text",
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
	for i, m := range gfmExample.FindAllStringSubmatch(load(t, filepath.Join(dir, "cmark-gfm__test__extensions.txt")), -1) {
		if strings.Contains(m[2], "footnote-ref") {
			out = append(out, specCase{fmt.Sprintf("cmark-gfm %d", i), strings.ReplaceAll(m[1], "→", "\t"), m[2]})
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

// A noted is where a note is called and how it begins, in letters and digits: what all
// implementations agree on, whatever their labels and markup.
type noted struct{ before, note string }

const (
	beforeLetters = 12
	noteLetters   = 24
)

// letters leaves the letters and digits of a text.
func letters(s string) []rune {
	var out []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

func firstLetters(s string) string { r := letters(s); return string(r[:min(len(r), noteLetters)]) }

func lastLetters(s string) string { r := letters(s); return string(r[max(0, len(r)-beforeLetters):]) }

// expected lists the references in what another implementation writes, with their notes.
func expected(t *testing.T, src string) []noted {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	notes := make(map[string]string)
	var calls [][2]string // what stands before a sign, and the name of the note that it calls
	var text strings.Builder
	attr := func(n *html.Node, key string) string {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
		return ""
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		href := attr(n, "href")
		switch {
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
			return
		case n.Data == "li" && specID.MatchString(attr(n, "id")):
			outer := text.String()
			text.Reset()
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
			notes["#"+attr(n, "id")] = text.String()
			text.Reset()
			text.WriteString(outer)
			return
		case n.Data == "a" && strings.Contains(attr(n, "class"), "back"), n.Data == "a" && strings.Contains(attr(n, "class"), "reverse"):
			return // it leads back
		case n.Data == "a" && specID.MatchString(strings.TrimPrefix(href, "#")):
			calls = append(calls, [2]string{text.String(), href})
			return
		case n.Data == "h2" && attr(n, "id") == "footnote-label":
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	var out []noted
	for _, c := range calls {
		if note, ok := notes[c[1]]; ok {
			out = append(out, noted{lastLetters(c[0]), firstLetters(note)})
		}
	}
	return out
}

// found lists the references of a document, with their notes.
func found(d *document.Document) []noted {
	var out []noted
	for i, r := range d.Refs {
		n := d.Called(i)
		if n == document.NoNote {
			continue
		}
		before := ""
		blocks := d.BlocksOf(r.At.Note)
		for _, b := range blocks[:r.At.Block] {
			before += b.Text
		}
		before += blocks[r.At.Block].Text[:r.At.Offset]
		note := ""
		for _, b := range d.Notes[n].Blocks {
			note += b.Text
		}
		out = append(out, noted{lastLetters(before), firstLetters(note)})
	}
	return out
}

// TestSpec holds the footnotes that are read to those that the authors of
// seven other implementations expect: where each is called, and how it begins.
func TestSpec(t *testing.T) {
	for _, c := range specCases(t) {
		t.Run(c.name, func(t *testing.T) {
			if why := differs[c.name]; why != "" {
				t.Skip(why)
			}
			order := func(x, y noted) int {
				return cmp.Or(strings.Compare(x.before, y.before), strings.Compare(x.note, y.note))
			}
			got, want := found(read(t, c.text)), expected(t, c.html)
			slices.SortFunc(got, order)
			slices.SortFunc(want, order)
			if !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q\n%s\n%s", got, want, c.text, c.html)
			}
		})
	}
}
