package markdown

import (
	"bytes"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/internal/truth"
	"ibid/document/source"

	"ibid/document/internal/readertest"
)

func TestGolden(t *testing.T) {
	const cases = "../../../testdata/markdown/*.md"
	readCase := func(t *testing.T, name string) (*document.Document, error) {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return read(t, string(text)), nil
	}
	readertest.Golden(t, cases, readCase)
	readertest.Marks(t, cases, readCase)
}

func TestDangling(t *testing.T) {
	for _, tt := range []struct {
		text string
		refs int
	}{
		{"a[^1] dangling number", 1},
		{"a class [^a-z] of characters", 0},
		{"a class [^abc]+ of characters, and `[^x]`", 0},
		{"a[^x] b[^missing]\n\n[^x]: note", 2},
		{"[^0-9] and [^\"] and [^/]* in prose[^x]\n\n[^x]: note", 1},
		{"the keys ^[[A and ^[OP and ^[[?25h, then [a link](x)", 0},
		{"an escape ^[ alone and ] later ^[?]", 0},
		{"prose^[A note, [with](x) brackets.] goes on", 1},
		{"open ^[not closed", 0},
		{"[a `code [span\nover lines]` b] c[^x]\n\n[^x]: note", 1},
		{"an image![^x]\n\n[^x]: note", 1},
	} {
		if d := read(t, tt.text); len(d.Refs) != tt.refs {
			t.Errorf("%q: %d references, want %d", tt.text, len(d.Refs), tt.refs)
		}
	}
}

func TestPages(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"that [p. 277] Brezhnev", []string{"277"}},
		{"that [Page 277] Brezhnev [Facsimile Page 2] x", []string{"277", "2"}},
		{"[Pg xii]\n\ntext", []string{"xii"}},
		{"{276}\n\na {277} b {278}", []string{"276", "277", "278"}},
		{"the set {1} alone", nil},
		{"sets {3} {1} {2} {1} {9}", nil},
		{"see [p. 33, note] and [1 of 2] and [Laughter] and [one?]", nil},
		{"that [p. 277] Brezhnev, as @doe [p. 4] and -@roe [p. 5] say", []string{"277"}},
		{"[p. 80] [p. 3] [p. 200] [p. 12] [p. 99]", nil},
		{"[]{.pagebreak title=12r} x [13]{.page-number}", []string{"12r", "13"}},
		{"::: {.pagebreak aria-label=\"iv\"}\n:::\n\nx", []string{"iv"}},
		{"::: pagebreak\nxii\n:::\n\nx", []string{"xii"}},
		{"::: {.pagebreak #intro}\nNot the label of a page.\n:::\n\nx", []string{""}},
		{"a\n\n<div style=\"page-break-after: always\"></div>\n\nb", []string{""}},
		{"@a [p. 9], @b [p. 2], [p. 7] x [Page 8] y @c [p. 1] z [P. 9]", []string{"7", "8", "9"}},
		{"a\n\n\\newpage\n\nb", []string{""}},
		{`a <span role="doc-pagebreak" id="p5" aria-label="5"></span>b`, []string{"5"}},
		{`a <a class="pagenum" id="Page_9">[Pg 9]</a>b`, []string{"9"}},
	} {
		var got []string
		for _, p := range read(t, tt.text).Pages {
			got = append(got, p.Label)
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") || len(got) != len(tt.want) {
			t.Errorf("%q: pages %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestPieces reads a text that is cut in many ways and expects no trace of it.
func TestPieces(t *testing.T) {
	word := strings.Repeat("word ", 30_000)
	row := strings.Repeat("| a | b |\n", 20_000)
	for _, tt := range []struct {
		name, text    string
		blocks, notes int
	}{
		{"long line", "x[^1] " + word, 1, 0},
		{"long note", "x[^1]\n\n[^1]: " + word + "\n\n    more " + word + "\n\nafter", 2, 1},
		{"note of many paragraphs", "x[^1]\n\n[^1]: a\n" + strings.Repeat("\n    "+word[:500]+"\n", 300) + "\nafter", 2, 1},
		{"long table", "| h | i |\n|---|---|\n" + row + "\nafter", 2, 0},
		{"long item", "- " + word + "\n\n  " + word + "\n\nafter", 3, 0},
		{"long fence", "```\n" + strings.Repeat("a\n\nb\n", 30_000) + "```\n\nafter", 2, 0},
		{"long comment", "<!--\n" + strings.Repeat("a\n\nb\n", 30_000) + "-->\n\nafter", 1, 0},
		{"comment left open", "<!-- never closed\n\nafter", 2, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, tt.text)
			if len(d.Notes) != tt.notes {
				t.Errorf("%d notes, want %d", len(d.Notes), tt.notes)
			}
			if len(d.Blocks) != tt.blocks {
				t.Errorf("%d blocks, want %d", len(d.Blocks), tt.blocks)
				for _, b := range d.Blocks {
					t.Logf("%v %d %.40q", b.Kind, len(b.Text), b.Text)
				}
			}
		})
	}
}

// TestHardBreaks reads paragraphs, one so long that it is cut, of which each line ends by
// a mark.
func TestHardBreaks(t *testing.T) {
	const lines = 10_000
	for _, mark := range []string{`\`, "  ", `\\\`} {
		d := read(t, strings.Repeat("some words"+mark+"\n", lines)+"the end\n")
		if len(d.Blocks) != 1 {
			t.Fatalf("%q: %d blocks, want 1", mark, len(d.Blocks))
		}
		want := strings.Repeat("some words"+mark[:len(mark)/3]+"\n", lines) + "the end"
		if mark == "  " {
			want = strings.Repeat("some words\n", lines) + "the end"
		}
		if got := d.Blocks[0].Text; got != want {
			t.Errorf("%q: %.60q…, %d bytes, want %d", mark, got, len(got), len(want))
		}
	}
}

func TestCorpus(t *testing.T) {
	score := truth.Run(t, "frus/pairs/dialect_markdown", "*.md", truth.Options{NoHeads: true}, func(name string) (*document.Document, error) {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return read(t, string(text)), nil
	})
	t.Log(score)
	for name, row := range map[string]truth.Row{"refs": score.Refs, "linked": score.Linked, "notes": score.Notes, "pages": score.Pages} {
		if row.F1() < 0.998 {
			t.Errorf("%s: F1 %.4f, want 0.998\nmissed: %q\nwrong: %q", name, row.F1(), score.Missed, score.Wrong)
		}
	}
}

// TestLanguage reads what language a block of code is in.
func TestLanguage(t *testing.T) {
	for info, want := range map[string]string{"go": "go", "go linenos": "go", "{.go .numberLines}": "go", "{#id .go}": "go", "{ .go }": "go", "": "", "{#id}": ""} {
		d := read(t, "~~~ "+info+"\ncode\n~~~\n")
		if len(d.Blocks) != 1 || d.Blocks[0].Label != want || d.Blocks[0].Text != "code" {
			t.Errorf("%q: %+v, want %q", info, d.Blocks, want)
		}
	}
}

// TestAbbreviation takes what spells an abbreviation out for no definition of a link.
func TestAbbreviation(t *testing.T) {
	d := read(t, "The HTML [HTML] text.\n\n*[HTML]: Hyper Text\n")
	if len(d.Links) != 0 || len(d.Blocks) != 2 || d.Blocks[1].Text != "*[HTML]: Hyper Text" {
		t.Errorf("%+v, %+v", d.Blocks, d.Links)
	}
}

// TestStyles shows the styles of a text, each with the words it covers.
func TestStyles(t *testing.T) {
	d := read(t, "*i* **b *bi*** `c` [s]{.smallcaps} ~~x~~ H~2~O m^3^ <sup>u</sup> <ins>n</ins> <b>open")
	var got []string
	for _, m := range d.Blocks[0].Marks {
		if m.Kind == document.MarkStyle {
			got = append(got, fmt.Sprintf("%d %s", bits.TrailingZeros16(uint16(m.Style)), d.Blocks[0].Text[m.Offset:m.End]))
		}
	}
	want := []string{"0 i", "1 b bi", "0 bi", "3 c", "2 s", "5 x", "7 2", "6 3", "6 u", "8 n", "1 open"}
	if !slices.Equal(got, want) {
		t.Errorf("styles %q, want %q", got, want)
	}
}

// FuzzRead looks for panics, offsets outside the text, and references to
// notes that are not there.
func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("../../../testdata/markdown/*.md")
	for _, n := range names {
		if b, err := os.ReadFile(n); err == nil {
			f.Add(b)
		}
	}
	f.Add([]byte("- a\n  [^1]: b\n\n> ^[c [d]{.sc}\n\n|a|\n|-|\n|b[^1]|\n"))
	f.Add([]byte("000000) 00000000"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if bytes.IndexByte(text, 0) >= 0 || len(text) == 0 {
			return
		}
		b := document.NewBuilder()
		if err := Read(t.Context(), source.FromBytes("f.md", text, source.DefaultLimits()), b, Options{}); err != nil {
			return
		}
		d := b.Finish()
		valid(t, d)
		if plainly(string(text)) {
			count := readertest.Census{}
			count.Add(string(text))
			count.TakeAll(d)
			for _, p := range d.Pages {
				count.Take("page" + p.Label)
			}
			if err := count.Lost(); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
		readertest.Linear(t, string(text), func(text string) {
			Read(t.Context(), source.FromBytes("f.md", []byte(text), source.DefaultLimits()), document.NewBuilder(), Options{})
		})
	})
}

// plainly reports whether all letters and digits of a text are words or labels whatever the rest of it says:
// nothing in it can begin a tag, an entity, attributes, the target of a link or its definition, the
// language of a block of code, a command, an address, a head with metadata or a div.
func plainly(text string) bool {
	if !utf8.ValidString(text) || strings.ContainsAny(text, "<&{`~\\@") {
		return false
	}
	for _, takes := range []string{"](", "][", "]:", "*[", "![", "---", ":::", "%", "://", "www."} {
		if strings.Contains(text, takes) {
			return false
		}
	}
	return true
}

// valid fails where a document breaks the model's rules.
func valid(t *testing.T, d *document.Document) {
	t.Helper()
	at := func(what string, l document.Loc) {
		if l.Note >= len(d.Notes) || l.Block >= len(d.BlocksOf(l.Note)) || l.Offset > len(d.BlocksOf(l.Note)[l.Block].Text) {
			t.Fatalf("%s at %+v is outside of the text", what, l)
		}
	}
	for i, r := range d.Refs {
		at("a reference", r.At)
		if n := d.Called(i); n >= len(d.Notes) {
			t.Fatalf("a reference calls note %d of %d", n, len(d.Notes))
		}
	}
	for _, p := range d.Pages {
		at("a page", p.At)
	}
	for _, l := range d.Links {
		at("a link", l.At)
		if l.End < l.At.Offset || l.End > len(d.BlocksOf(l.At.Note)[l.At.Block].Text) {
			t.Fatalf("a link ends at %d", l.End)
		}
	}
	for _, b := range d.Blocks {
		for i, m := range b.Marks {
			if m.End < m.Offset || int(m.End) > len(b.Text) || i > 0 && m.Offset < b.Marks[i-1].Offset {
				t.Fatalf("mark %+v of %q", m, b.Text)
			}
		}
	}
}

// TestLongVerse keeps the lines of a verse that is too long for one piece.
func TestLongVerse(t *testing.T) {
	line := "So weak and languishing, as not to have even wishing left"
	lines := 3 * most / len(line)
	d := read(t, strings.Repeat("| "+line+"\n", lines))
	if len(d.Blocks) != 1 || d.Blocks[0].Kind != document.Verse || d.Blocks[0].Text != strings.TrimSuffix(strings.Repeat(line+"\n", lines), "\n") {
		t.Errorf("%d blocks, %d lines in the first, want one of %d", len(d.Blocks), 1+strings.Count(d.Blocks[0].Text, "\n"), lines)
	}
}
