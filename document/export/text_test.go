package export

import (
	"strings"
	"testing"
	"unicode/utf8"

	"ibid/document"
)

func mark(kind document.MarkKind, off, index int) document.Mark {
	return document.Mark{Kind: kind, Offset: uint32(off), End: uint32(off), Index: int32(index)}
}

func loc(block, off int) document.Loc {
	return document.Loc{Note: document.Body, Block: block, Offset: off}
}

// A build is a Builder with short names for what tests add.
type build struct{ *document.Builder }

func (b build) block(kind document.Kind, level uint8, label, text string) document.Block {
	return document.Block{Kind: kind, Level: level, Label: label, Text: text}
}

func (b build) body(x document.Block) int { return b.AddBlock(x) }

func (b build) note(label, series string, blocks ...document.Block) {
	b.AddNote(document.Note{Label: label, Series: series, Blocks: blocks})
}

func text(t *testing.T, d *document.Document, width int) string {
	t.Helper()
	var s strings.Builder
	if err := Text(&s, d, TextOptions{Width: width}); err != nil {
		t.Fatal(err)
	}
	return s.String()
}

// kinds is a document with a block of every kind.
func kinds() *document.Document {
	b := build{document.NewBuilder()}
	b.body(b.block(document.Heading, 1, "4.", "A heading"))
	p := b.block(document.Paragraph, 0, "", "Words that go on and turn a page, and words struck out.")
	p.Marks = []document.Mark{
		mark(document.MarkPage, 0, 0),
		mark(document.MarkRef, 5, 0),
		mark(document.MarkPage, 26, 1),
		{Kind: document.MarkStyle, Style: document.Deleted, Offset: 43, End: 54},
		mark(document.MarkPage, 55, 2),
	}
	b.body(p)
	b.AddPage(document.Page{Label: "1", At: loc(1, 0), Inferred: true})
	b.AddPage(document.Page{Label: "2", At: loc(1, 26), Series: "facsimile"})
	b.AddPage(document.Page{Label: "xii", At: loc(1, 55)})
	b.AddRef(document.Ref{Label: "*", At: loc(1, 5)}, 0)
	b.body(b.block(document.Item, 1, "1.", "One thing that is told at some length"))
	b.body(b.block(document.Item, 2, "", "another"))
	b.body(b.block(document.Quote, 1, "", "Quoted words in a row"))
	b.body(b.block(document.Verse, 0, "", "A line\n  and another"))
	b.body(b.block(document.Code, 0, "go", "if x {\n\ty()\n}"))
	table := b.block(document.Table, 0, "", "year\tpages\n1972\t世界 300")
	table.Head = 1
	b.body(table)
	b.body(b.block(document.Figure, 0, "map.png", "A map"))
	b.body(b.block(document.Rule, 0, "", ""))
	b.note("1", "footnote", b.block(document.Paragraph, 0, "", "The note's words, which are rather many"), b.block(document.Paragraph, 0, "", "its second paragraph"))
	return b.Finish()
}

func TestTextOfEveryKind(t *testing.T) {
	want := `4. A heading

Words[*] that go on and turn
[Facsimile Page 2] a page, and
words. [Page xii]

1. One thing that is told at
   some length
  another

    Quoted words in a row

  A line
    and another

    if x {
    	y()
    }

year  pages
----  --------
1972  世界 300

[Figure: A map]

* * *

[*] The note's words, which are
    rather many

    its second paragraph
`
	if got := text(t, kinds(), 32); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// chapters is a document whose notes begin again with its second chapter, with
// a note that a note calls and one that nothing calls.
func chapters() *document.Document {
	b := build{document.NewBuilder()}
	add := func(text string, refs ...document.Mark) {
		b.body(document.Block{Text: text, Marks: refs})
	}
	b.body(b.block(document.Heading, 1, "", "One"))
	add("Here. There.", mark(document.MarkRef, 5, 0), mark(document.MarkRef, 12, 1))
	b.body(b.block(document.Heading, 1, "", "Two"))
	add("Mr. Smith said so. Again, and again.", mark(document.MarkRef, 24, 2), mark(document.MarkRef, 36, 3))
	b.AddSection(document.Section{Title: "One", Level: 1, Block: 0, Parent: -1})
	b.AddSection(document.Section{Title: "Two", Level: 1, Block: 2, Parent: -1})
	b.note("1", "footnote", document.Block{Text: "first", Marks: []document.Mark{mark(document.MarkRef, 5, 4)}})
	b.note("a", "footnote", document.Block{Text: "of the first"})
	b.note("2", "footnote", document.Block{Text: "second"})
	b.note("1", "footnote", document.Block{Text: "third"})
	b.note("1", "footnote", document.Block{Text: "nobody calls"})
	b.AddPage(document.Page{Label: "7", At: loc(2, 0)})
	b.AddRef(document.Ref{Label: "1", At: loc(1, 5)}, 0)
	b.AddRef(document.Ref{Label: "2", At: loc(1, 12)}, 2)
	b.AddRef(document.Ref{Label: "1", At: loc(3, 24)}, 3)
	b.AddRef(document.Ref{Label: "9", At: loc(3, 36)}, document.NoNote)
	b.AddRef(document.Ref{Label: "a", At: document.Loc{Note: 0, Offset: 5}}, 1)
	return b.Finish()
}

func TestTextWhereNotesBeginAgain(t *testing.T) {
	want := `One

Here.[1] There.[2]

Two

Mr. Smith said so. Again[1], and again.[9]

Notes: One

[1] first[a]
[a] of the first
[2] second

Notes: Two

[1] third
[1.2] nobody calls
`
	if got := text(t, chapters(), 0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestSeries names the lists of notes by their series where there are several, and by their sections
// where labels begin again.
func TestSeries(t *testing.T) {
	b := document.NewBuilder()
	chapter := func(title string, refs ...int32) {
		b.AddSection(document.Section{Title: title, Level: 1, Block: len(b.Draft().Blocks), Parent: -1})
		b.AddBlock(document.Block{Kind: document.Heading, Level: 1, Text: title})
		x := document.Block{Text: "Text."}
		for _, r := range refs {
			x.Marks = append(x.Marks, document.Mark{Kind: document.MarkRef, Offset: 5, End: 5, Index: r})
		}
		b.AddBlock(x)
	}
	chapter("One", 0, 1)
	chapter("Two", 2, 3, 4, 5)
	for _, n := range []struct {
		series, label string
		block         int
	}{{"footnote", "1", 1}, {"", "a", 1}, {"footnote", "1", 3}, {"", "a", 3}, {"endnote", "i", 3}, {"endnote", "i", 3}} {
		i := b.AddNote(document.Note{Label: n.label, Series: n.series, Blocks: []document.Block{{Text: "Of " + n.label + "."}}})
		b.AddRef(document.Ref{Label: n.label, At: document.Loc{Note: document.Body, Block: n.block, Offset: 5}}, i)
	}
	want := `One

Text.[1][a]

Two

Text.[1][a][i][i.2]

Notes (footnote): One

[1] Of 1.

Notes: One

[a] Of a.

Notes (footnote): Two

[1] Of 1.

Notes: Two

[a] Of a.

Notes (endnote)

[i] Of i.
[i.2] Of i.
`
	if got := text(t, b.Finish(), 0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNotes(t *testing.T) {
	var s strings.Builder
	if err := Notes(&s, chapters(), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	want := `Notes: One

[1] first[a]
    “Here.[1]”

[a] of the first
    in note 1: “first[a]”

[2] second
    “There.[2]”

Notes: Two

[1] third
    p. 7: “Again[1], and again.”

[1.2] nobody calls
    nothing calls this note
`
	if s.String() != want {
		t.Errorf("got\n%s\nwant\n%s", s.String(), want)
	}
}

// TestNotesOfPagesWithoutLabel names no page where none is printed.
func TestNotesOfPagesWithoutLabel(t *testing.T) {
	b := build{document.NewBuilder()}
	p := b.block(document.Paragraph, 0, "", "Here.")
	p.Marks = []document.Mark{mark(document.MarkPage, 0, 0), mark(document.MarkRef, 5, 0)}
	b.body(p)
	b.AddPage(document.Page{At: loc(0, 0)})
	b.AddRef(document.Ref{Label: "1", At: loc(0, 5)}, 0)
	b.note("1", "footnote", b.block(document.Paragraph, 0, "", "First."))
	var s strings.Builder
	if err := Notes(&s, b.Finish(), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if want := "[1] First.\n    “Here.[1]”\n"; s.String() != want {
		t.Errorf("%q, want %q", s.String(), want)
	}
}

func TestSentence(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"One. Two^ goes on. Three.", "Two goes on."},
		{"One. Two goes on.^ Three.", "Two goes on."},
		{"Mr. Smith^ went. He came.", "Mr. Smith went."},
		{"At 8:00 p.m. he^ came. So.", "At 8:00 p.m. he came."},
		{"He said “No.” Then^ he left.", "Then he left."},
		{"J. R. Smith^. Next.", "J. R. Smith."},
		{"See No. 5^ and go.", "See No. 5 and go."},
		{"verse one^\nVerse two", "verse one"},
		{"one\ntwo\n\nthree^ four", "three four"},
		{"^", ""},
		{"No end^", "No end"},
		{"Why?! Because^.", "Because."},
		{"sought.I pointed^ out", "sought.I pointed out"},
	} {
		off := strings.IndexByte(tt.text, '^')
		text := tt.text[:off] + tt.text[off+1:]
		from, to := sentence(text, off)
		if got := text[from:to]; got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestLongSentence(t *testing.T) {
	text := strings.Repeat("word ", 10_000)
	from, to := sentence(text, 25_000)
	if got := text[from:to]; len(got) > 2*reach || !strings.HasPrefix(got, "word ") || from > 25_000-reach/2 || to < 25_000+reach/2 {
		t.Errorf("%d to %d: %.20q", from, to, got)
	}
}

func FuzzSentence(f *testing.F) {
	f.Add("one\n\ntwo. Mr. Three “No.” Four?", 12)
	f.Add(strings.Repeat("字", 3*reach), 3*reach)
	f.Add(strings.Repeat("x", 3*reach), reach+1)
	f.Fuzz(func(t *testing.T, text string, off int) {
		if off < 0 || off > len(text) {
			return
		}
		from, to := sentence(text, off)
		if from < 0 || from > to || to > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[from:to]+text[to:]) && utf8.RuneStart((text + "x")[off]) {
			t.Errorf("%q at %d: %d to %d", text, off, from, to)
		}
	})
}

// TestTextTitle writes the title of a document that does not show it.
func TestTextTitle(t *testing.T) {
	d := &document.Document{Meta: document.Meta{Title: "A Title"}, Blocks: []document.Block{{Text: "words"}}}
	if got := text(t, d, 40); got != "A Title\n\nwords\n" {
		t.Errorf("%q", got)
	}
	d.Blocks = append(d.Blocks, document.Block{Kind: document.Heading, Level: 1, Text: "Heading"})
	if got := text(t, d, 40); strings.Contains(got, "A Title") {
		t.Errorf("%q", got)
	}
}

// TestCaller quotes the sentence that calls a note with the sign that is printed there, and
// with that of its first call where none is.
func TestCaller(t *testing.T) {
	b := build{document.NewBuilder()}
	b.body(document.Block{Text: "One. Two calls. Three."})
	b.body(document.Block{Kind: document.Heading, Text: "A. Heading. Whole"})
	b.note("1", "footnote", document.Block{Text: "The note. See another."})
	b.note("2", "footnote", document.Block{Text: "Another."})
	b.AddRef(document.Ref{Label: "48", At: loc(0, 14)}, 0)
	b.AddRef(document.Ref{At: loc(1, 2)}, 0)
	b.AddRef(document.Ref{Label: "*", At: document.Loc{Note: 0, Offset: 21}}, 1)
	b.AddRef(document.Ref{Label: "50", At: loc(0, 21)}, 0)
	var s strings.Builder
	if err := Notes(&s, b.Finish(), TextOptions{Width: 60}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"“Two calls[48].”", "“A.[48] Heading. Whole”", "in note 48: “See another[*].”", "“Three[50].”"} {
		if !strings.Contains(s.String(), want) {
			t.Errorf("no %s in\n%s", want, s.String())
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		line         string
		width, taken int
		want         string
	}{
		{"one two three", 7, 0, "one two|three"},
		{"one two three", 0, 0, "one two three"},
		{"one two three", 3, 0, "one|two|three"},
		{"incomprehensible it is", 5, 0, "incomprehensible|it is"},
		{"世界 世界", 5, 0, "世界|世界"},
		{"", 5, 0, ""},
		{"a  b", 3, 0, "a|b"},
		{"one two three", 9, 3, "one|two three"},
		{"one two three", 13, 1, "one two|three"},
		{"one two", 5, 4, "one|two"},
		{"one two", 5, -2, "one two"},
	} {
		if got := strings.Join(wrap(tt.line, tt.width, tt.taken), "|"); got != tt.want {
			t.Errorf("%q at %d less %d: %q, want %q", tt.line, tt.width, tt.taken, got, tt.want)
		}
	}
}

// TestWidthOfNotes holds the first line of a note, which a long label begins, to
// the width too.
func TestWidthOfNotes(t *testing.T) {
	b := build{document.NewBuilder()}
	p := b.block(document.Paragraph, 0, "", "Text.")
	p.Marks = []document.Mark{mark(document.MarkRef, 5, 0)}
	b.body(p)
	b.AddRef(document.Ref{Label: "RFC2119", At: loc(0, 5)}, 0)
	b.note("RFC2119", "footnote", b.block(document.Paragraph, 0, "", "Key words for use in memos to say what they require"))
	got := text(t, b.Finish(), 24)
	want := "Text.[RFC2119]\n\n[RFC2119] Key words for\n    use in memos to say\n    what they require\n"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two  three", 5)
	f.Fuzz(func(t *testing.T, line string, width int) {
		if !utf8.ValidString(line) {
			return
		}
		ascii := strings.IndexFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) < 0
		rows := wrap(line, width, 0)
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' })
		var got []string
		for _, row := range rows {
			got = append(got, strings.FieldsFunc(row, func(r rune) bool { return r == ' ' })...)
			if ascii && width > 0 && len(row) > width && strings.Contains(strings.Trim(row, " "), " ") {
				t.Errorf("%q at %d: row %q is too wide", line, width, row)
			}
		}
		if strings.Join(got, " ") != strings.Join(words, " ") {
			t.Errorf("%q at %d: %q", line, width, rows)
		}
	})
}

// TestTextDeleted marks what was struck where it is asked for, with references in it.
func TestTextDeleted(t *testing.T) {
	b := build{document.NewBuilder()}
	p := b.block(document.Paragraph, 0, "", "An old and new words")
	struck := func(from, to uint32) document.Mark {
		return document.Mark{Kind: document.MarkStyle, Style: document.Deleted, Offset: from, End: to, Index: -1}
	}
	p.Marks = []document.Mark{struck(3, 6), mark(document.MarkPage, 11, 0), struck(15, 19), mark(document.MarkRef, 17, 0), struck(18, 20)}
	b.body(p)
	b.AddPage(document.Page{At: loc(0, 11)})
	b.AddRef(document.Ref{Label: "1", At: loc(0, 17)}, document.NoNote)
	d := b.Finish()
	for deleted, want := range map[bool]string{false: "An and new [1]\n", true: "An ⟦old⟧ and new ⟦wo[1]rds⟧\n"} {
		var s strings.Builder
		if err := Text(&s, d, TextOptions{Deleted: deleted}); err != nil {
			t.Fatal(err)
		}
		if s.String() != want {
			t.Errorf("deleted %v: %q, want %q", deleted, s.String(), want)
		}
	}
}

// TestTextNotesAfterList parts the notes from a list that the body ends in.
func TestTextNotesAfterList(t *testing.T) {
	b := build{document.NewBuilder()}
	b.body(b.block(document.Item, 1, "•", "the last"))
	b.note("1", "footnote", b.block(document.Paragraph, 0, "", "A note."))
	b.AddRef(document.Ref{Label: "1", At: loc(0, 8)}, 0)
	var out strings.Builder
	if err := Text(&out, b.Finish(), TextOptions{}); err != nil || out.String() != "• the last\n\n[1] A note.\n" {
		t.Errorf("%q (%v)", out.String(), err)
	}
}

// TestTextHangs sets what goes on in an item in as far as that item's text, and what explains
// a term by a step.
func TestTextHangs(t *testing.T) {
	b := build{document.NewBuilder()}
	b.body(b.block(document.Item, 1, "10.", "an item"))
	b.body(b.block(document.Paragraph, 1, "", "goes on"))
	b.body(b.block(document.Paragraph, 0, "", "a term"))
	b.body(b.block(document.Paragraph, 1, "", "is explained"))
	var out strings.Builder
	if err := Text(&out, b.Finish(), TextOptions{}); err != nil || out.String() != "10. an item\n\n    goes on\n\na term\n\n  is explained\n" {
		t.Errorf("%q (%v)", out.String(), err)
	}
}

// TestTextFigure names a picture that nothing is said of by its file.
func TestTextFigure(t *testing.T) {
	for _, tt := range []struct{ label, text, want string }{
		{"img/a.png", "A map", "[Figure: A map]"},
		{"img/a.png", "", "[Figure: a.png]"},
		{"data:image/png;base64,AAAA/x", "", "[Figure]"},
		{"", "", "[Figure]"},
	} {
		if got := figure(tt.label, tt.text); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestTextShifts writes superscripts and subscripts as such, but none that would be a note's
// sign to who reads the text again.
func TestTextShifts(t *testing.T) {
	for _, tt := range []struct {
		text     string
		from, to uint32
		style    document.Style
		want     string
	}{
		{"10-7 mol", 2, 4, document.Superscript, "10⁻⁷ mol\n"},
		{"H2O", 1, 2, document.Subscript, "H₂O\n"},
		{"5 km2 of", 4, 5, document.Superscript, "5 km² of\n"},
		{"a word2", 6, 7, document.Superscript, "a word2\n"},
		{"x7", 1, 2, document.Superscript, "x7\n"},
		{"of 235U", 3, 6, document.Superscript, "of ²³⁵U\n"},
		{"abc", 1, 3, document.Superscript, "aᵇᶜ\n"},
	} {
		d := &document.Document{Blocks: []document.Block{{Text: tt.text, Marks: []document.Mark{
			{Kind: document.MarkStyle, Style: tt.style, Offset: tt.from, End: tt.to, Index: -1},
		}}}}
		var b strings.Builder
		if err := Text(&b, d, TextOptions{}); err != nil || b.String() != tt.want {
			t.Errorf("%q, want %q (%v)", b.String(), tt.want, err)
		}
	}
	d := &document.Document{Refs: []document.Ref{{Label: "1"}}, Blocks: []document.Block{{Text: "1023", Marks: []document.Mark{
		{Kind: document.MarkStyle, Style: document.Superscript, Offset: 2, End: 4, Index: -1},
		{Kind: document.MarkRef, Offset: 3, End: 3},
	}}}}
	var b strings.Builder
	if err := Text(&b, d, TextOptions{}); err != nil || b.String() != "102[1]3\n" {
		t.Errorf("%q (%v)", b.String(), err)
	}
}
