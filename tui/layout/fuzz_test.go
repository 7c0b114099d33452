package layout

import (
	"encoding/binary"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"ibid/document"
)

// marksOf reads marks out of bytes, eight to a mark: any kind at any place, in
// order or not.
func marksOf(data []byte, n int) (marks []document.Mark) {
	for ; len(data) >= 8; data = data[8:] {
		at := binary.LittleEndian.Uint16(data[2:])
		length := binary.LittleEndian.Uint16(data[4:])
		if n > 0 {
			at %= uint16(min(n+2, 1<<15))
		}
		marks = append(marks, document.Mark{
			Kind: document.MarkKind(data[0] % 6), Style: document.Style(1) << (data[1] % 11),
			Offset: uint32(at), End: uint32(at) + uint32(length), Index: int32(int8(data[6])),
		})
	}
	return marks
}

func FuzzBlock(f *testing.F) {
	add := func(text string, kind document.Kind, width uint8, flags uint8, marks ...byte) {
		f.Add(text, uint8(kind), uint8(1), width, flags, uint8(0), marks)
	}
	add("I told Dobrynin that Brezhnev should be assured — at “once”.", document.Paragraph, 20, 7,
		0, 0, 15, 0, 0, 0, 0, 0, 1, 0, 21, 0, 0, 0, 0, 0, 3, 0, 7, 0, 8, 0, 0, 0)
	add("日本国民は、正当に「選挙」された👩‍👩‍👧 e\u0301\u0302 \u0301x", document.Item, 7, 1, 3, 9, 3, 0, 9, 0, 0, 0, 2, 0, 1, 0, 90, 0, 1, 0)
	add("a\tb\tlonger words here\n1\t2\t3\nx", document.Table, 12, 0, 0, 0, 3, 0, 0, 0, 1, 0, 1, 0, 4, 0, 0, 0, 0, 0)
	add("func\tmain() {\n\n\t世界\n}\n", document.Code, 5, 9, 0, 0, 1, 0, 0, 0, 2, 0)
	add("line one of verse\n  and its second, much longer line\n", document.Verse, 16, 4, 1, 0, 18, 0, 0, 0, 0, 0)
	add("a map", document.Figure, 30, 0, 0, 0, 5, 0, 0, 0, 0, 0)
	add("* * *", document.Rule, 10, 0)
	add("\xff\x00\u0085\u202e\u200d\u00ad \xf0\x9f", document.Quote, 3, 2, 3, 9, 1, 0, 3, 0, 0, 0)
	d := &document.Document{Meta: document.Meta{Language: "en"}, Refs: []document.Ref{{Label: "1"}, {Label: "12"}, {Label: ""}, {Label: "*"}, {Label: "世界\n\x1b[m"}, {Label: strings.Repeat("long", 100)}}}
	f.Fuzz(func(t *testing.T, text string, kind, level, width, flags, shift uint8, marks []byte) {
		if len(text) > 1<<12 || len(marks) > 1<<10 {
			t.Skip()
		}
		b := &document.Block{Kind: document.Kind(kind % 9), Level: level, Head: uint16(level % 3), Label: "12.", Text: text, Marks: marksOf(marks, len(text))}
		if flags&32 != 0 {
			b.Label = text
		}
		cfg := Config{Width: int(width)%200 + 1, Method: Method(flags & 1), Justify: flags&2 != 0, ASCII: flags&4 != 0, Deleted: flags&8 != 0}
		if flags&64 != 0 {
			cfg.Hyphens = syllables
		}
		if flags&16 != 0 {
			cfg.Shift = int(shift)
		}
		rows := Block(d, b, cfg)
		check(t, d, b, cfg, rows)
		if again := Block(d, b, cfg); !reflect.DeepEqual(rows, again) {
			t.Fatal("laid out again, the rows are others")
		}
	})
}

// check reports what no layout may do, whatever the block.
func check(t testing.TB, d *document.Document, b *document.Block, cfg Config, rows []Row) {
	t.Helper()
	if len(rows) == 0 {
		t.Fatal("no rows")
	}
	at := 0
	for i, r := range rows {
		if r.Start != at || r.End < r.Start {
			t.Fatalf("row %d has bytes %d to %d, after one that ends at %d", i, r.Start, r.End, at)
		}
		at = r.End
		checkRow(t, i, r, cfg)
	}
	if at != len(b.Text) {
		t.Fatalf("the rows end at %d of %d", at, len(b.Text))
	}
	checkText(t, d, b, cfg, rows)
	for off := range len(b.Text) {
		i := RowAt(rows, off)
		if r := rows[i]; r.Start < r.End && (off < r.Start || off >= r.End) || r.Start == r.End && !shows(r, off) {
			t.Fatalf("byte %d is said to be in row %d, which has %d to %d", off, i, r.Start, r.End)
		}
	}
}

func checkRow(t testing.TB, i int, r Row, cfg Config) {
	t.Helper()
	w := r.Indent
	var text strings.Builder
	for _, s := range r.Spans {
		w += s.Width
		text.WriteString(s.Text)
		if got := cfg.Method.Width(s.Text); got != s.Width {
			t.Fatalf("row %d: span %q says it takes %d cells, but takes %d", i, s.Text, s.Width, got)
		}
		if s.Start > s.End || s.Kind != Text && s.Start != s.End {
			t.Fatalf("row %d: span %q has bytes %d to %d", i, s.Text, s.Start, s.End)
		}
	}
	if w != r.Width || w > cfg.Width {
		t.Fatalf("row %d: %q takes %d cells, says %d, of %d", i, text.String(), w, r.Width, cfg.Width)
	}
	if got := reference(cfg.Method, text.String()); got > w-r.Indent {
		t.Fatalf("row %d: the renderer measures %q as %d cells, not %d", i, text.String(), got, w-r.Indent)
	}
	if !utf8.ValidString(text.String()) {
		t.Fatalf("row %d: %q is no UTF-8", i, text.String())
	}
	for _, c := range text.String() {
		if unicode.IsControl(c) || c == 0x2028 || c == 0x2029 {
			t.Fatalf("row %d: %q holds %U", i, text.String(), c)
		}
	}
}

// reference measures as the renderer does.
func reference(m Method, s string) int {
	if m == GraphemeWidth {
		return ansi.StringWidth(s)
	}
	return ansi.StringWidthWc(s)
}

// checkText reports text that is shown twice or, where nothing is cut off, not
// at all.
func checkText(t testing.TB, d *document.Document, b *document.Block, cfg Config, rows []Row) {
	t.Helper()
	shown := make([]bool, len(b.Text))
	last := 0
	for i, r := range rows {
		for _, s := range r.Spans {
			if s.Kind != Text {
				continue
			}
			if s.Start < last && b.Kind != document.Table {
				t.Fatalf("row %d: bytes from %d stand after %d", i, s.Start, last)
			}
			last = s.End
			if len(s.Text) == s.End-s.Start && !strings.ContainsAny(s.Text, " ?\uFFFD") && s.Text != b.Text[s.Start:s.End] {
				t.Fatalf("row %d: span %q shows the bytes %q", i, s.Text, b.Text[s.Start:s.End])
			}
			for j := s.Start; j < s.End; j++ {
				if shown[j] {
					t.Fatalf("row %d: byte %d is shown again", i, j)
				}
				shown[j] = true
			}
		}
	}
	// Of what is wider than the rows some is out of sight; a rule is drawn.
	if cut := cfg.Shift > 0 || Overflow(d, b, cfg) > 0; b.Kind == document.Rule || cut && (b.Kind == document.Code || b.Kind == document.Table) {
		return
	}
	for i, r := range b.Text {
		if !shown[i] && r != '\n' && r != '\t' && !unicode.IsSpace(r) && !struck(b, cfg, i) {
			t.Fatalf("byte %d, %q, is not shown", i, r)
		}
	}
}

// struck reports whether a byte may be left out. A cluster goes as its first
// byte goes, so that up to a cluster around struck text may go with it.
func struck(b *document.Block, cfg Config, i int) bool {
	if cfg.Deleted {
		return false
	}
	for _, m := range b.Marks {
		if m.Kind == document.MarkStyle && m.Style&document.Deleted != 0 && int(m.Offset) < i+8 && i < int(m.End)+64 {
			return true
		}
	}
	return false
}
