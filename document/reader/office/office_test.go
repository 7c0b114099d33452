package office

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/truth"
	"ibid/document/source"

	"ibid/document/internal/readertest"
)

type readFunc func(context.Context, *source.Input, *document.Builder, Options) error

func parse(name string, raw []byte, read readFunc) (*document.Document, error) {
	b := document.NewBuilder()
	b.Source().Name, b.Source().Format = name, "office"
	if err := read(context.Background(), source.FromBytes(name, raw, source.DefaultLimits()), b, Options{Comments: true}); err != nil {
		return nil, err
	}
	apparatus.Check(b)
	return b.Finish(), nil
}

func TestGolden(t *testing.T) {
	for format, read := range map[string]readFunc{"docx": ReadDOCX, "odt": ReadODT} {
		t.Run(format, func(t *testing.T) {
			cases := "../../../testdata/" + format + "/*"
			readCase := func(t *testing.T, dir string) (*document.Document, error) {
				d, err := parse(filepath.Base(dir)+"."+format, readertest.Packed(t, dir), read)
				if err == nil {
					d.Source.Bytes = 0 // how well it is packed is not the matter
				}
				return d, err
			}
			readertest.Golden(t, cases, readCase)
			readertest.Marks(t, cases, readCase)
		})
	}
}

// TestCorpus holds the figures that real documents reach.
func TestCorpus(t *testing.T) {
	for _, c := range []struct {
		folder, pattern string
		opt             truth.Options
		read            readFunc
	}{
		{"docx_odt/docx", "*.docx", truth.Options{NoPages: true, NoLabels: true}, ReadDOCX},
		{"docx_odt/odt", "*.odt", truth.Options{NoPages: true}, ReadODT},
	} {
		t.Run(filepath.Base(c.folder), func(t *testing.T) {
			s := truth.Run(t, c.folder, c.pattern, c.opt, func(name string) (*document.Document, error) {
				in, err := source.Open(name, source.DefaultLimits())
				if err != nil {
					return nil, err
				}
				defer in.Close()
				b := document.NewBuilder()
				if err := c.read(context.Background(), in, b, Options{}); err != nil {
					return nil, err
				}
				return b.Finish(), nil
			})
			t.Logf("\n%s", s)
			if s.Refs.F1() < 0.99 || s.Linked.F1() < 0.985 || s.Notes.F1() < 0.985 {
				t.Errorf("below the figures these readers must reach; missed %q, wrong %q", s.Missed, s.Wrong)
			}
		})
	}
}

func TestFormat(t *testing.T) {
	for _, tt := range []struct {
		n    int
		as   string
		want string
	}{
		{4, "decimal", "4"}, {4, "lowerRoman", "iv"}, {1999, "upperRoman", "MCMXCIX"}, {0, "lowerRoman", "0"},
		{27, "lowerLetter", "aa"}, {54, "upperLetter", "BBB"}, {28, "lowerLetter columns", "ab"}, {703, "upperLetter columns", "AAA"},
		{6, "chicago", "††"}, {41, "chicago", "41"}, {9, "decimalZero", "09"}, {10, "decimalZero", "10"},
		{12, "ordinal", "12th"}, {22, "ordinal", "22nd"}, {113, "ordinal", "113th"}, {1, "ordinalText", "First"}, {20, "ordinalText", "Twentieth"},
		{342, "ordinalText", "Three hundred forty-second"}, {15, "cardinalText", "Fifteen"}, {1900, "cardinalText", "One thousand nine hundred"},
		{255, "hex", "FF"}, {5, "numberInDash", "- 5 -"}, {3, "decimalEnclosedCircle", "③"}, {21, "decimalEnclosedCircle", "21"}, {20, "decimalEnclosedFullstop", "⒛"},
		{7, "unknown", "7"}, {7, "none", ""}, {0, "none", ""},
		{15, "hebrew1", "טו"}, {116, "hebrew1", "קטז"}, {342, "hebrew1", "שמב"}, {23, "hebrew2", "אא"},
		{4, "arabicAbjad", "د"}, {4, "arabicAlpha", "ث"}, {29, "arabicAbjad", "أأ"}, {30, "russianLower", "аа"}, {12, "hindiNumbers", "१२"}, {2, "thaiLetters", "ข"},
		{10, "japaneseCounting", "十"}, {111, "japaneseCounting", "百十一"}, {105, "chineseCounting", "一百〇五"}, {12, "chineseCountingThousand", "十二"}, {2012, "chineseCountingThousand", "二千○一十二"},
		{10, "chineseLegalSimplified", "壹拾"}, {25, "koreanCounting", "이십오"}, {20, "taiwaneseDigital", "二○"}, {3, "ideographTraditional", "丙"}, {11, "ideographTraditional", "11"},
		{61, "ideographZodiacTraditional", "甲子"}, {47, "iroha", "ｽ"}, {48, "irohaFullWidth", "ン"}, {46, "aiueo", "ﾝ"}, {15, "ganada", "가가"}, {10, "decimalFullWidth", "１０"},
	} {
		if got := format(tt.n, tt.as); got != tt.want {
			t.Errorf("format(%d, %q) = %q, want %q", tt.n, tt.as, got, tt.want)
		}
	}
}

func TestArguments(t *testing.T) {
	got := arguments(` HYPERLINK "https://example.org/a b" \l "part 2" \h`)
	want := []string{"HYPERLINK", "https://example.org/a b", `\l`, "part 2", `\h`}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("arguments: %q, want %q", got, want)
	}
}

func TestProtected(t *testing.T) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, text := range map[string]string{"META-INF/manifest.xml": `<manifest:encryption-data/>`, "content.xml": "noise"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := parse("secret.odt", buf.Bytes(), ReadODT); err == nil || !strings.Contains(err.Error(), "secret.odt: is protected by a password") {
		t.Errorf("error %v", err)
	}
}

func TestSymbol(t *testing.T) {
	for _, tt := range []struct{ font, char, want string }{
		{"Symbol", "F061", "α"},
		{"Symbol", "F02A", "*"},
		{"Symbol", "f0b7", "•"},
		{"Wingdings", "F0FC", "✓"},
		{"Wingdings", "F024", "\ufffd"},
		{"Wingdings", "F081", "①"},
		{"Wingdings", "F0E4", "↗"},
		{"Wingdings 2", "F052", "☑"},
		{"Wingdings 2", "F07E", "❿"},
		{"Wingdings 9", "F052", "\ufffd"},
		{"Times", "2022", "•"},
		{"Symbol", "x", ""},
		{"Symbol", "7", ""},
	} {
		if got := symbol(tt.font, tt.char); got != tt.want {
			t.Errorf("%s in %s is %q, want %q", tt.char, tt.font, got, tt.want)
		}
	}
}

func BenchmarkDOCX(b *testing.B) {
	dir := b.TempDir()
	para := `<w:p><w:r><w:t>The sea was calm on day %d, and nobody on board said a word of the storm</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> that had passed, %d</w:t></w:r></w:p>`
	if err := os.MkdirAll(filepath.Join(dir, "word"), 0o700); err != nil {
		b.Fatal(err)
	}
	var body strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&body, para, i*i, i*i*i)
	}
	text := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`
	if err := os.WriteFile(filepath.Join(dir, "word", "document.xml"), []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	raw := readertest.Packed(b, dir)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := parse("bench.docx", raw, ReadDOCX); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAll shows what tracked changes took away.
func TestAll(t *testing.T) {
	for dir, read := range map[string]readFunc{"docx/revision": ReadDOCX, "odt/changes": ReadODT} {
		raw := readertest.Packed(t, filepath.Join("..", "..", "..", "testdata", filepath.FromSlash(dir)))
		for _, all := range []bool{false, true} {
			b := document.NewBuilder()
			if err := read(t.Context(), source.FromBytes(dir, raw, source.DefaultLimits()), b, Options{All: all}); err != nil {
				t.Fatal(err)
			}
			shown, cut := "", ""
			for _, x := range b.Finish().Blocks {
				for _, m := range x.Marks {
					switch {
					case m.Style&document.Deleted == 0:
					case m.Kind == document.MarkStyle:
						shown += x.Text[m.Offset:m.End]
					case m.Kind == document.MarkCut:
						cut += m.Cut
					}
				}
			}
			if all && (shown != "five" || cut != "") || !all && (shown != "" || cut != "five") {
				t.Errorf("%s, all %v: shown %q, cut %q", dir, all, shown, cut)
			}
		}
	}
}
