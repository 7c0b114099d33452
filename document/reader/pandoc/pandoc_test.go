package pandoc

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"

	"ibid/document/internal/readertest"
)

func readText(text string) (*document.Document, error) {
	b := document.NewBuilder()
	err := Read(context.Background(), source.FromBytes("test.json", []byte(text), source.DefaultLimits()), b)
	return b.Finish(), err
}

func TestGolden(t *testing.T) {
	cases := "../../../testdata/pandoc/*.json"
	readCase := func(_ *testing.T, name string) (*document.Document, error) {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return readText(string(text))
	}
	readertest.Golden(t, cases, readCase)
	readertest.Marks(t, cases, readCase)
}

func TestIs(t *testing.T) {
	for _, tt := range []struct {
		head string
		want bool
	}{
		{`{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[]}`, true},
		{"\ufeff {\n \"pandoc-api-version\": [1, 22]", true},
		{`{"blocks":[],"pandoc-api-version":[1,22],"meta":{}}`, true},
		{`{"ibid": 1, "blocks": []}`, false},
		{`"pandoc-api-version"`, false},
		{"", false},
	} {
		if got := Is([]byte(tt.head), "") > 0; got != tt.want {
			t.Errorf("%q: %v", tt.head, got)
		}
	}
}

// document wraps blocks as pandoc does.
func wrap(blocks string) string {
	return `{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[` + blocks + `]}`
}

func TestForms(t *testing.T) {
	para := func(inlines string) string { return wrap(`{"t":"Para","c":[` + inlines + `]}`) }
	for _, tt := range []struct{ name, text, want string }{
		{"members in another order", `{"blocks":[{"c":[{"c":"a","t":"Str"}],"t":"Para"}],"meta":{},"pandoc-api-version":[1,22]}`, "a"},
		{"white space", "{ \"pandoc-api-version\" : [ 1 , 23 ] ,\n\"blocks\" : [ { \"t\" : \"Para\" , \"c\" : [ { \"t\" : \"Str\" , \"c\" : \"a\" } , { \"t\" : \"Space\" } ] } ] }", "a"},
		{"escapes", para(`{"t":"Str","c":"\u201ca\\\"\ud83d\ude00\u001b[31m"}`), `“a\"😀␛[31m`},
		{"a note without blocks", para(`{"t":"Str","c":"a"},{"t":"Note","c":[]}`), "a"},
		{"unknown nodes", para(`{"t":"Str","c":"a"},{"t":"Blink","c":["x"]},{"t":"Str"},{"t":"Str","c":"b"}`), "ab"},
		{"wrong shapes", para(`{"t":"Link","c":[]},{"t":"Quoted","c":{}},{"t":"Span","c":"x"},{"t":"Image"},{"t":"Code","c":[1]},{"t":"Str","c":"b"}`), "“”b"},
		{"cut short", `{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"a"}]},{"t":"Para","c":[{"t":"S`, "a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := readText(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Blocks) != 1 || d.Blocks[0].Text != tt.want {
				t.Errorf("blocks %+v, want %q", d.Blocks, tt.want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, text := range []string{`{"pandoc-api-version":[1,23],"blocks":nonsense}`, `{"pandoc-api-version" 1}`} {
		if _, err := readText(text); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}

func TestDeep(t *testing.T) {
	const n = 100_000
	quotes := strings.Repeat(`{"t":"BlockQuote","c":[`, n) + `{"t":"Para","c":[{"t":"Str","c":"bottom"}]}` + strings.Repeat(`]}`, n)
	notes := `{"t":"Para","c":[` + strings.Repeat(`{"t":"Note","c":[{"t":"Para","c":[`, n) + `{"t":"Str","c":"bottom"}` + strings.Repeat(`]}]}`, n) + `]}`
	for _, text := range []string{quotes, notes} {
		d, err := readText(wrap(text))
		if err != nil {
			t.Fatal(err)
		}
		all := fmt.Sprint(d.Blocks, d.Notes)
		if strings.Count(all, "bottom") != 1 {
			t.Errorf("the text at the bottom is lost: %.300s", all)
		}
	}
}

func TestConvert(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed")
	}
	convert := func(format, text string) (*document.Document, error) {
		b := document.NewBuilder()
		err := Convert(t.Context(), source.FromBytes("x", []byte(text), source.DefaultLimits()), b, format)
		return b.Finish(), err
	}
	for _, tt := range []struct{ format, text string }{
		{"org", "Text[fn:1].\n\n[fn:1] Note.\n"},
		{"rst", "Text [1]_.\n\n.. [1] Note.\n"},
		{"latex", `Text\footnote{Note.}.`},
		{"docbook", `<article><para>Text<footnote><para>Note.</para></footnote>.</para></article>`},
		{"mediawiki", "Text<ref>Note.</ref>."},
	} {
		d, err := convert(tt.format, tt.text)
		if err != nil {
			t.Fatalf("%s: %v", tt.format, err)
		}
		if len(d.Refs) != 1 || len(d.Notes) != 1 || d.Notes[0].Blocks[0].Text != "Note." {
			t.Errorf("%s: references %+v, notes %+v", tt.format, d.Refs, d.Notes)
		}
	}
	if d, err := convert("latex", `\input{/etc/passwd} a \include{/etc/hosts}`); err == nil && strings.Contains(fmt.Sprint(d.Blocks), "root:") {
		t.Error("pandoc read another file")
	}
	if _, err := convert("html", "x"); err == nil {
		t.Error("a format that this program reads itself went to pandoc")
	}
}

func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("../../../testdata/pandoc/*.json")
	for _, n := range names {
		if b, err := os.ReadFile(n); err == nil {
			f.Add(b)
		}
	}
	f.Add([]byte(wrap(`{"t":"Table","c":[["",[],[]],[null,[]],[],[["",[],[]],[]],[[["",[],[]],0,[],[[["",[],[]],[[["",[],[]],{},2,3,[{"t":"Plain","c":[{"t":"Note","c":[]}]}]]]]]]],[["",[],[]],[]]]}`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) == 0 {
			return
		}
		d, err := readText(string(text))
		if err != nil {
			return
		}
		if err := readertest.Sound(d); err != nil {
			t.Fatal(err)
		}
		var whole struct{ Blocks []json.RawMessage }
		if json.Unmarshal(text, &whole) == nil {
			for _, b := range whole.Blocks {
				linear(t, string(b))
			}
		}
	})
}

// linear fails where reading a block many times over takes more than its share of work.
func linear(t *testing.T, block string) {
	t.Helper()
	readertest.Linear(t, block+",", func(text string) {
		if _, err := readText(wrap(strings.TrimSuffix(text, ","))); err != nil {
			t.Error(err)
		}
	})
}

// TestLinear reads each block of testdata many times over.
func TestLinear(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/pandoc/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var whole struct{ Blocks []json.RawMessage }
		if err := json.Unmarshal(text, &whole); err != nil || len(whole.Blocks) == 0 {
			t.Fatalf("%s: %d blocks, %v", name, len(whole.Blocks), err)
		}
		for _, b := range whole.Blocks {
			linear(t, string(b))
		}
	}
}

func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile("../../../testdata/pandoc/constructs.json")
	if err != nil {
		b.Fatal(err)
	}
	i, j := bytes.Index(text, []byte(`"blocks":[`))+len(`"blocks":[`), bytes.LastIndex(text, []byte("]"))
	blocks := strings.TrimSuffix(strings.Repeat(string(text[i:j])+",", 400), ",")
	whole := wrap(blocks)
	b.SetBytes(int64(len(whole)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readText(whole); err != nil {
			b.Fatal(err)
		}
	}
}
