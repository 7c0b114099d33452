package export

import (
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
)

var update = flag.Bool("update", false, "write the golden files")

// apparatusDocument has in it what is hard to export: labels that are repeated,
// unlike their notes' or none at all, styles that cross, marks in verse and tables.
func apparatusDocument() *document.Document {
	b := document.NewBuilder()
	b.Meta().Title, b.Meta().Creators, b.Meta().Language = `The "title"`, []string{"A. <Writer>"}, "en"
	notes := []struct{ label, series, text string }{{"1", "footnote", "First."}, {"1", "footnote", "Again first, * and [x](y)."}, {"", "endnote", "Without a label."}, {"a b", "margin", "Odd label."}}
	for _, n := range notes {
		b.AddNote(document.Note{Label: n.label, Series: n.series, Blocks: []document.Block{{Text: n.text}}})
	}
	add := func(x document.Block, marks ...document.Mark) {
		at := len(b.Draft().Blocks)
		for i := range marks {
			m := &marks[i]
			loc := document.Loc{Note: document.Body, Block: at, Offset: int(m.Offset)}
			switch m.Kind {
			case document.MarkRef:
				n := int(m.Index)
				label := m.Cut
				m.Index, m.Cut = int32(b.AddRef(document.Ref{Label: label, At: loc}, n)), ""
			case document.MarkPage:
				m.Index, m.Cut = int32(b.AddPage(document.Page{Label: m.Cut, At: loc})), ""
			}
		}
		x.Marks = marks
		b.AddBlock(x)
	}
	ref := func(off int, label string, note int) document.Mark {
		return document.Mark{Kind: document.MarkRef, Offset: uint32(off), End: uint32(off), Index: int32(note), Cut: label}
	}
	page := func(off int, label string) document.Mark {
		return document.Mark{Kind: document.MarkPage, Offset: uint32(off), End: uint32(off), Cut: label}
	}
	style := func(from, to int, s document.Style) document.Mark {
		return document.Mark{Kind: document.MarkStyle, Offset: uint32(from), End: uint32(to), Style: s, Index: -1}
	}
	add(document.Block{Kind: document.Heading, Level: 2, Text: "1. A # heading\nof two lines"}, ref(14, "1", 0))
	add(document.Block{Text: "Italic bold both, 2 * 3 < 4 & _x_."}, style(0, 11, document.Italic), style(7, 16, document.Bold), page(12, "277"), ref(17, "48", 1), ref(34, "", 2))
	add(document.Block{Text: "1. is no list"}, ref(13, "9", document.NoNote), ref(13, "*", 3))
	add(document.Block{Kind: document.Item, Level: 1, Label: "1.", Text: "one"})
	add(document.Block{Kind: document.Item, Level: 2, Label: "(a)", Text: "inner"})
	add(document.Block{Kind: document.Item, Level: 1, Label: "2.", Text: "two"})
	add(document.Block{Kind: document.Quote, Level: 1, Text: "> quoted"})
	add(document.Block{Kind: document.Verse, Text: "A line\n\u00a0\u00a0another"}, page(7, "xii"))
	add(document.Block{Kind: document.Table, Head: 1, Text: "a\tb|c\nd"}, ref(7, "1", 0))
	add(document.Block{Kind: document.Code, Label: "go", Text: "a := `b`\n\n\tc"}, page(0, "278"))
	add(document.Block{Kind: document.Figure, Label: "a (1).png", Text: "Caption"})
	add(document.Block{Kind: document.Rule})
	return b.Finish()
}

func TestMarkup(t *testing.T) {
	d := apparatusDocument()
	for name, write := range map[string]func(io.Writer, *document.Document) error{"md": Markdown, "html": HTML, "xml": TEI} {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			if err := write(&got, d); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("../../testdata/export", "apparatus."+name)
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}

// TestRefAtLineStart writes no space between a reference that begins a line and
// the words after it, for readers of markup find none there.
func TestRefAtLineStart(t *testing.T) {
	d := &document.Document{
		Blocks: []document.Block{{Kind: document.Paragraph, Text: "one\n two", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 4, End: 4}}}},
		Notes:  []document.Note{{Label: "1", Blocks: []document.Block{{Text: "A note."}}}},
		Refs:   []document.Ref{{Label: "1", At: document.Loc{Note: document.Body, Offset: 4}}},
		Calls:  []int32{0},
	}
	for name, write := range map[string]func(io.Writer, *document.Document) error{"</sup>two": HTML, "</ref>two": TEI, "[^1]two": Markdown} {
		var b strings.Builder
		if err := write(&b, d); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), name) {
			t.Errorf("no %s in\n%s", name, b.String())
		}
	}
}

// TestTEIIsXML keeps out what Unicode has and XML has not (XML 1.0, section 2.2).
func TestTEIIsXML(t *testing.T) {
	d := &document.Document{
		Meta:   document.Meta{Title: "a\ufffeb"},
		Blocks: []document.Block{{Kind: document.Item, Level: 1, Label: "\uffff", Text: "c\uffffd"}},
	}
	var b strings.Builder
	if err := TEI(&b, d); err != nil {
		t.Fatal(err)
	}
	dec := xml.NewDecoder(strings.NewReader(b.String()))
	for {
		if _, err := dec.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, b.String())
		}
	}
	if !strings.Contains(b.String(), "c\ufffdd") {
		t.Errorf("the text is not in\n%s", b.String())
	}
}

// TestPageOfNothing keeps the page mark of a block without words, unless it was counted.
func TestPageOfNothing(t *testing.T) {
	for _, inferred := range []bool{false, true} {
		d := &document.Document{
			Blocks: []document.Block{{Text: "words"}, {Marks: []document.Mark{{Kind: document.MarkPage}}}, {Text: "more"}},
			Pages:  []document.Page{{Label: "8276", At: document.Loc{Note: document.Body, Block: 1}, Inferred: inferred}},
		}
		for name, write := range map[string]func(io.Writer, *document.Document) error{"html": HTML, "tei": TEI, "markdown": Markdown} {
			var b strings.Builder
			if err := write(&b, d); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), "8276") == inferred {
				t.Errorf("%s of a page that is counted, %v:\n%s", name, inferred, b.String())
			}
		}
	}
}

// TestBacklink leads back to the reference that comes first, which is not the one that was
// met first: notes may stand before the text that calls them.
func TestBacklink(t *testing.T) {
	d := &document.Document{
		Blocks: []document.Block{{Text: "words", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 5, End: 5, Index: 1}}}},
		Notes:  []document.Note{{Label: "1", Blocks: []document.Block{{Text: "One."}}}, {Label: "2", Blocks: []document.Block{{Text: "See 1", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 5, End: 5}}}}}},
		Refs:   []document.Ref{{Label: "1", At: document.Loc{Note: 1, Offset: 5}}, {Label: "1", At: document.Loc{Note: document.Body, Offset: 5}}},
		Calls:  []int32{0, 0},
	}
	var b strings.Builder
	if err := HTML(&b, d); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.Count(got, `href="#fnref1"`) != 1 || !strings.Contains(got, `id="fnref1"`) || strings.Index(got, `id="fnref1"`) > strings.Index(got, "<aside") {
		t.Errorf("the note does not lead back to the text:\n%s", got)
	}
}

// TestOrdinal tells the labels of items that Markdown can write (CommonMark 0.31, section 5.2).
func TestOrdinal(t *testing.T) {
	for label, want := range map[string]int{
		"1.": 1, "0)": 0, "12)": 12, "123456789.": 123456789, "1234567890.": -1, "01.": -1, "1": -1, ".": -1, "": -1, "a.": -1, "1:": -1, "1a.": -1,
	} {
		if got, sign := ordinal(label); got != want || got >= 0 && sign != label[len(label)-1] {
			t.Errorf("%q is %d%c, want %d", label, got, sign, want)
		}
	}
}

// TestMarkdownMarkers escapes what pandoc would take for the beginning of an item.
func TestMarkdownMarkers(t *testing.T) {
	for _, s := range []string{"a)", "iv.", "(12)", "(B)", "#.", "#)", "(@)", "(@a-b_1)"} {
		if !marker(s) {
			t.Errorf("%q is no marker", s)
		}
	}
	for _, s := range []string{"A.", "ab)", "(a", "a", ")", "(#", "(a.", "(@é!)", "1.", "12)", "e.g.", ""} {
		if marker(s) {
			t.Errorf("%q is a marker", s)
		}
	}
	b := build{document.NewBuilder()}
	b.body(b.block(document.Paragraph, 0, "", "a) one\nb) two\nand (@) three"))
	var out strings.Builder
	if err := Markdown(&out, b.Finish()); err != nil || out.String() != "a\\) one\\\nb\\) two\\\nand (@) three\n" {
		t.Errorf("%q (%v)", out.String(), err)
	}
}
