package layout

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/tui/layout/hyphen"
)

var update = flag.Bool("update", false, "write the golden files anew")

// show draws rows as text, bars at either edge of the width.
func show(rows []Row, width int) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteByte('|')
		b.WriteString(strings.Repeat(" ", r.Indent))
		for _, s := range r.Spans {
			b.WriteString(s.Text)
		}
		b.WriteString(strings.Repeat(" ", max(0, width-r.Width)))
		b.WriteString("|\n")
	}
	return b.String()
}

func mark(kind document.MarkKind, at int, index int32) document.Mark {
	return document.Mark{Kind: kind, Offset: uint32(at), End: uint32(at), Index: index}
}

// marked makes a block of text in which ^1 is a reference (the number an index
// of references), ⁞ a page break and {…} struck text.
func marked(kind document.Kind, level uint8, label, text string) document.Block {
	b := document.Block{Kind: kind, Level: level, Label: label}
	var out strings.Builder
	struck := 0
	for i := 0; i < len(text); i++ {
		switch rest := text[i:]; {
		case rest[0] == '^':
			b.Marks = append(b.Marks, mark(document.MarkRef, out.Len(), int32(rest[1]-'0')))
			i++
		case strings.HasPrefix(rest, "⁞"):
			b.Marks = append(b.Marks, mark(document.MarkPage, out.Len(), 0))
			i += len("⁞") - 1
		case rest[0] == '{':
			struck = out.Len()
		case rest[0] == '}':
			b.Marks = append(b.Marks, document.Mark{Kind: document.MarkStyle, Style: document.Deleted, Offset: uint32(struck), End: uint32(out.Len()), Index: -1})
		default:
			out.WriteByte(rest[0])
		}
	}
	b.Text = out.String()
	slices.SortStableFunc(b.Marks, func(a, b document.Mark) int { return int(a.Offset) - int(b.Offset) })
	return b
}

var labels = &document.Document{
	Meta: document.Meta{Language: "en-US"},
	Refs: []document.Ref{{Label: "1"}, {Label: "12"}, {Label: "a"}, {Label: "*"}, {Label: "RFC2119"}, {Label: ""}},
}

func samples() []document.Block {
	table := marked(document.Table, 0, "", "Year\tWho\tWhat was said\n1972\tKissinger^0\tNothing\n1973\tDobrynin\tAt the ⁞President’s insistence, I told Dobrynin that he should be assured^1")
	table.Head = 1
	return []document.Block{
		marked(document.Heading, 1, "", "56. Backchannel Message From the President’s Deputy Assistant for National Security Affairs (Haig) to the President’s Assistant for National Security Affairs (Kissinger) in Saigon^0"),
		marked(document.Heading, 2, "1.2", "A heading with its number"),
		marked(document.Paragraph, 0, "", "⁞Despite my call to Dobrynin^0^1 early this morning to warn him, Vorontsov^4 called me{ early} to ask for “a meeting”.^2 I told Dobrynin that ⁞Brezhnev should be assured,^3 and the points^5 were outlined, 89/WHS 2289 – October 16–23, 1972. . . . At the set⁞tlement. ⁞"),
		marked(document.Paragraph, 1, "", "A paragraph that continues an item of a list."),
		marked(document.Item, 1, "•", "An item with a bullet, and words enough to go on in a second row at any width that is tried."),
		marked(document.Item, 1, "9.", "An item with a number, and words enough to go on in a second row."),
		marked(document.Item, 2, "(xviii)", "An item with a long marker^0 inside another, and words enough for a second row."),
		marked(document.Quote, 1, "", "A quotation^0 whose bar stands before each of its rows, of which there are at least two."),
		marked(document.Verse, 0, "", "  Of Mans First Disobedience, and the Fruit\nOf that Forbidden Tree, whose mortal tast^0\n⁞Brought Death into the World"),
		marked(document.Code, 0, "go", "func main()\n\tprintln(\"a line that is longer than the row\") // 世界^0\n\n;"),
		table,
		marked(document.Table, 0, "", "a\tb\tc\n1\t\t3\n"),
		marked(document.Figure, 0, "map.png", "A map of Saigon^0 and the delta, drawn in 1972"),
		marked(document.Figure, 0, "map.png", ""),
		marked(document.Rule, 0, "", "* * *"),
		marked(document.Rule, 0, "", ""),
		marked(document.Paragraph, 0, "", "日本国民は、正当に選挙された国会における代表者を通じて行動し、われらとわれらの子孫のために。"),
		marked(document.Paragraph, 0, "", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung^0!"),
		marked(document.Item, 1, "", "A term, or an entry of a list of contents, which has no sign of its own and hangs out."),
		marked(document.Paragraph, 0, "", ""),
	}
}

// syllables divides words before each consonant that a vowel follows.
var syllables = func() *hyphen.Patterns {
	var b strings.Builder
	b.WriteString("UTF-8\nRIGHTHYPHENMIN 3\n")
	for _, c := range "bcdfghjklmnpqrstvwxz" {
		for _, v := range "aeiou" {
			fmt.Fprintf(&b, "1%c%c\n", c, v)
		}
	}
	p, err := hyphen.Parse(strings.NewReader(b.String()))
	if err != nil {
		panic(err)
	}
	return p
}()

// TestCrowdedBeginning lays out a long block that begins with many signs, by new
// layouters: what they have room for must not follow from its beginning alone.
func TestCrowdedBeginning(t *testing.T) {
	b := &document.Block{Text: strings.Repeat("word ", 50_000)}
	for range 5000 {
		b.Marks = append(b.Marks, document.Mark{Kind: document.MarkRef, Index: 0})
	}
	for _, width := range []int{1, 2, 72} {
		l := new(layouter)
		cfg := Config{Width: width}
		rows, _ := l.layout(labels, b, cfg)
		check(t, labels, b, cfg, rows)
		if room := cap(l.lines) + cap(l.pieces); room > 10*len(b.Text) {
			t.Errorf("width %d: there is room for %d lines and pieces", width, room)
		}
	}
}

func TestGolden(t *testing.T) {
	narrowOnly(t)
	var b strings.Builder
	for _, cfg := range []Config{
		{Width: 72, Method: GraphemeWidth},
		{Width: 34, Method: GraphemeWidth, Justify: true, Hyphens: syllables},
		{Width: 30, Method: GraphemeWidth, ASCII: true, Deleted: true, Shift: 5},
		{Width: 9},
	} {
		fmt.Fprintf(&b, "%d cells, method %d, shift %d, justified %t, ASCII %t, hyphens %t, deleted %t\n",
			cfg.Width, cfg.Method, cfg.Shift, cfg.Justify, cfg.ASCII, cfg.Hyphens != nil, cfg.Deleted)
		for _, s := range samples() {
			rows := Block(labels, &s, cfg)
			check(t, labels, &s, cfg, rows)
			b.WriteString(show(rows, cfg.Width))
		}
	}
	path := filepath.Join("testdata", "blocks.golden")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the rows differ from %s (-update writes it anew):\n%s", path, b.String())
	}
}

func TestSpans(t *testing.T) {
	narrowOnly(t)
	b := &document.Block{Text: "one two three", Marks: []document.Mark{
		{Kind: document.MarkStyle, Style: document.Italic, Offset: 2, End: 9},
		{Kind: document.MarkLink, Offset: 4, End: 7, Index: 5},
		{Kind: document.MarkStyle, Style: document.Bold, Offset: 6, End: 13},
		mark(document.MarkRef, 7, 1),
	}}
	want := []Span{
		{Text, "on", 2, 0, 2, 0, -1},
		{Text, "e ", 2, 2, 4, document.Italic, -1},
		{Text, "tw", 2, 4, 6, document.Italic, 5},
		{Text, "o", 1, 6, 7, document.Italic | document.Bold, 5},
		{RefSign, "¹²", 2, 7, 7, 0, 1},
		{Text, " t", 2, 7, 9, document.Italic | document.Bold, -1},
		{Text, "hree", 4, 9, 13, document.Bold, -1},
	}
	rows := Block(labels, b, Config{Width: 40})
	if len(rows) != 1 || !slices.Equal(rows[0].Spans, want) {
		t.Errorf("%+v\nwant one row of\n%+v", rows, want)
	}
}

// A spread line fills its row, and the spans of its widened spaces cover them,
// so that a match over several words is lit without holes.
func TestJustify(t *testing.T) {
	d, b := paragraph(prose)
	for width := 20; width < 100; width++ {
		rows := Block(d, b, Config{Width: width, Justify: true})
		full := 0
		for i, r := range rows {
			if r.Width == width {
				full++
			}
			at := r.Start
			for _, s := range r.Spans {
				if s.Kind == Text && s.Start != at {
					t.Fatalf("width %d row %d: a hole before byte %d", width, i, s.Start)
				}
				at = s.End
			}
		}
		if last := rows[len(rows)-1]; full < len(rows)/2 || len(last.Spans) > 2 {
			t.Errorf("width %d: %d of %d rows are full, the last has %d spans", width, full, len(rows), len(last.Spans))
		}
	}
}

func TestHyphenate(t *testing.T) {
	narrowOnly(t)
	b := &document.Block{Text: "I pointed out the problems associated with President Eisenhower’s well-considered determination."}
	cfg := Config{Width: 36, Hyphens: syllables}
	want := `|I pointed out the problems associa- |
|ted with President Eisenhower’s     |
|well-considered determination.      |
`
	rows := Block(labels, b, cfg)
	check(t, labels, b, cfg, rows)
	if got := show(rows, cfg.Width); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// Words of other scripts are divided by letters, not bytes, and nouns of
// German, whose names cannot be told from them, like any other word.
func TestHyphenateLanguages(t *testing.T) {
	narrowOnly(t)
	read := func(patterns string) *hyphen.Patterns {
		p, err := hyphen.Parse(strings.NewReader("UTF-8\n" + patterns))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	nouns := read("n1tren\n")
	nouns.Capitals = true
	for _, c := range []struct {
		text  string
		words *hyphen.Patterns
		want  string
	}{
		{"Переговоры о прекращении огня", read("к1ра\n"), "|Переговоры о прек-  |\n|ращении огня        |\n"},
		{"Regeln der Silbentrennung im Buch", nouns, "|Regeln der Silben-  |\n|trennung im Buch    |\n"},
		{"Regeln der Silbentrennung im Buch", read("n1tren\n"), "|Regeln der          |\n|Silbentrennung im   |\n|Buch                |\n"},
	} {
		b := &document.Block{Text: c.text}
		cfg := Config{Width: 20, Hyphens: c.words}
		rows := Block(labels, b, cfg)
		check(t, labels, b, cfg, rows)
		if got := show(rows, cfg.Width); got != c.want {
			t.Errorf("got\n%swant\n%s", got, c.want)
		}
	}
}

func TestShift(t *testing.T) {
	narrowOnly(t)
	b := &document.Block{Kind: document.Code, Text: "0123456789abcdef\nxy"}
	for _, x := range []struct {
		shift int
		want  string
	}{
		{0, "|0123456›|\n|xy      |\n"},
		{3, "|‹456789›|\n|‹       |\n"},
		{8, "|‹9abcdef|\n|‹       |\n"},
		{100, "|‹       |\n|‹       |\n"},
	} {
		cfg := Config{Width: 8, Shift: x.shift}
		if got := show(Block(labels, b, cfg), 8); got != x.want {
			t.Errorf("shifted by %d:\n%swant\n%s", x.shift, got, x.want)
		}
		if got := Overflow(labels, b, cfg); got != 8 {
			t.Errorf("shifted by %d: %d cells are too many, want 8", x.shift, got)
		}
	}
}

func TestRowAt(t *testing.T) {
	b := samples()[10] // the table
	cfg := Config{Width: 34, Method: GraphemeWidth}
	rows := Block(labels, &b, cfg)
	for _, word := range []string{"Year", "Dobrynin", "insistence", "assured"} {
		i := RowAt(rows, strings.Index(b.Text, word))
		if line := strings.Split(show(rows, 34), "\n")[i]; !strings.Contains(line, word) {
			t.Errorf("%q is said to be in %q", word, line)
		}
	}
	if i := Find(rows, RefSign, 1); i < 0 || !strings.Contains(show(rows[i:i+1], 34), "¹²") {
		t.Errorf("reference 1 is said to be in row %d", i)
	}
	if RowAt(nil, 3) != 0 || Find(nil, RefSign, 0) != -1 {
		t.Error("no rows")
	}
	if got, want := RowAt(rows, len(b.Text)+5), len(rows)-1; got > want {
		t.Errorf("past the end: %d of %d", got, want)
	}
}

func TestSign(t *testing.T) {
	for _, x := range []struct{ label, want, ascii string }{
		{"1", "¹", "[1]"}, {"12", "¹²", "[12]"}, {"a", "ᵃ", "[a]"}, {"1a", "¹ᵃ", "[1a]"}, {"xviii", "ˣᵛⁱⁱⁱ", "[xviii]"},
		{"*", "*", "*"}, {"**", "**", "**"}, {"†", "†", "[†]"}, {"‡", "‡", "[‡]"}, {"§", "§", "[§]"},
		{"q", "[q]", "[q]"}, {"RFC2119", "[RFC2119]", "[RFC2119]"}, {"note", "ⁿᵒᵗᵉ", "[note]"}, {"notes", "[notes]", "[notes]"},
		{"", "*", "*"}, {"¹", "¹", "[¹]"}, {"FN#61", "[FN#61]", "[FN#61]"}, {"A", "ᴬ", "[A]"}, {"C", "[C]", "[C]"},
	} {
		if got := Sign(x.label, false); got != x.want {
			t.Errorf("%q is shown as %q, want %q", x.label, got, x.want)
		}
		if got := Sign(x.label, true); got != x.ascii {
			t.Errorf("%q is shown as %q in ASCII, want %q", x.label, got, x.ascii)
		}
	}
}

// TestFirstColumnStays scrolls a table whose first column names the rows, and one in
// which it would take the room of the others.
func TestFirstColumnStays(t *testing.T) {
	narrowOnly(t)
	long := strings.Repeat("x", 14)
	for _, c := range []struct {
		text  string
		shift int
		want  string
	}{
		{"1972\t" + long + "\tSaigon\n73\ta\tb", 0, "|1972 │ xxxxxxxxxxxxx›|\n|73   │ a            ›|\n"},
		{"1972\t" + long + "\tSaigon\n73\ta\tb", 4, "|1972 │ ‹xxxxxxxxx │ ›|\n|73   │ ‹          │ ›|\n"},
		{"1972\t" + long + "\tSaigon\n73\ta\tb", 9, "|1972 │ ‹xxxx │ Saigon|\n|73   │ ‹     │ b     |\n"},
		{long + "\t1972\tSaigon", 4, "|‹xxxxxxxxx │ 1972 │ ›|\n"},
	} {
		b := &document.Block{Kind: document.Table, Text: c.text}
		if got := show(Block(labels, b, Config{Width: 21, Shift: c.shift}), 21); got != c.want {
			t.Errorf("shifted by %d:\n%swant\n%s", c.shift, got, c.want)
		}
	}
}

// TestCitationsStandApart sets signs after words, brackets and white space.
func TestCitationsStandApart(t *testing.T) {
	narrowOnly(t)
	for _, c := range []struct{ label, before, want string }{
		{"RFC2119", "as described in", "|as described in [RFC2119] and       |\n"},
		{"RFC2119", "as described (", "|as described ([RFC2119] and         |\n"},
		{"FN6", "as described", "|as described[FN6] and               |\n"},
		{"12", "as described", "|as described¹² and                  |\n"},
	} {
		d := &document.Document{Refs: []document.Ref{{Label: c.label}}}
		b := &document.Block{Text: c.before + " and", Marks: []document.Mark{{Kind: document.MarkRef, Offset: uint32(len(c.before)), End: uint32(len(c.before))}}}
		if got := show(Block(d, b, Config{Width: 36}), 36); got != c.want {
			t.Errorf("%q after %q:\n%swant\n%s", c.label, c.before, got, c.want)
		}
	}
}

// A text of signs alone is of no bytes, and by those the rows to come are guessed.
func TestManySignsWithoutText(t *testing.T) {
	d := &document.Document{Refs: []document.Ref{{Label: "1"}}}
	b := &document.Block{Kind: document.Paragraph}
	for range 40 {
		b.Marks = append(b.Marks, document.Mark{Kind: document.MarkRef})
	}
	rows, _ := new(layouter).layout(d, b, Config{Width: 1})
	if len(rows) != 40 {
		t.Errorf("%d rows of 40 signs", len(rows))
	}
}
