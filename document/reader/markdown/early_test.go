package markdown

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/internal/readertest"
	"ibid/document/source"
)

// inParts reads a text with parts of these sizes. It returns the export and the first snapshot, and
// checks that each snapshot only adds to the one before.
func inParts(t *testing.T, in *source.Input, s sizes) (json string, first *document.Document) {
	t.Helper()
	b := document.NewBuilder()
	var last *document.Document
	b.OnPublish = func(d *document.Document) {
		if last == nil {
			first = d
		} else if err := readertest.Grows(last, d); err != nil {
			t.Errorf("snapshot %d: %v", d.Generation, err)
		}
		last = d
	}
	if err := newReading(in, b, s).read(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	d := b.Finish()
	if err := readertest.Sound(d); err != nil {
		t.Error(err)
	}
	var out bytes.Buffer
	if err := export.JSON(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.String(), first
}

// front returns how long a beginning must be to hold all front matter, and what may be some.
func front(text []byte) int {
	if text = bytes.TrimPrefix(text, []byte("\ufeff")); len(text) > 0 && strings.IndexByte("-+%", text[0]) >= 0 {
		return headBytes
	}
	return 0
}

// never is of a text that is read before anything is shown.
const never = 1 << 40

// TestEarly shows beginnings of many lengths before the rest of a text is read, and finds the same
// document as when it is read at once.
func TestEarly(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/markdown/*.md")
	if err != nil {
		t.Fatal(err)
	}
	cases := len(names)
	for _, pattern := range []string{"markdown/*/*.md", "frus/pairs/dialect_markdown/*.md"} {
		corpus, _ := filepath.Glob("../../../../shared/corpus/" + pattern)
		names = append(names, corpus...)
	}
	shown := 0
	for n, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for k, first := range []int{1, len(text) / 7, len(text) / 3, len(text) / 2, len(text) * 4 / 5} {
			if n >= cases && n%10 != k {
				continue // of many texts, one length of every second
			}
			in := source.FromBytes("test.md", text, source.DefaultLimits())
			want, _ := inParts(t, in, sizes{early: never, first: first})
			got, doc := inParts(t, in, sizes{head: max(first+2000*(k+1), front(text)), first: first, part: 1 + len(text)/(k+1), window: 1500 + 700*k})
			if !doc.Complete {
				shown++
			}
			if got != want {
				i := readertest.FirstDifference([]byte(got), []byte(want))
				t.Errorf("%s, the first piece of %d bytes: at byte %d\n%s\nwant\n%s", name, first, i, readertest.Around([]byte(got), i), readertest.Around([]byte(want), i))
			}
		}
	}
	if shown < 2*cases {
		t.Errorf("%d beginnings of %d texts were shown first", shown, len(names))
	}
}

// farText is a text whose first paragraph asks of the rest what there is to ask.
func farText(filler string) string {
	return "Seen[^1] by [one][far] and [two][]\u00a0[sic], [p. 1] {1} @doe, [@roe], twice[^B] and never[^c].\n\n" +
		"Another paragraph.\n\n" + strings.Repeat(filler+"\n\n", 400) +
		"[p. 2] {2} and [p. 3] {3} and [p. 4] {4}\n\n[far]: https://example.org/\n\n[far]: https://example.com/\n\n[two]: #two\n\n" +
		"[^1]: The note.\n\n[^b]: Another.\n\n[a](#ref-doe)\n"
}

// TestRest asks for what the rest of a text decides, in all that it may be in: lines with
// other ends, UTF-8 with a mark, a charset that ASCII leaves open, and lines too long for a window.
func TestRest(t *testing.T) {
	ascii := strings.ReplaceAll(farText("filler"), "\u00a0", " ") + "\n" + strings.Repeat(strings.Repeat("filler ", 100)+"\n\n", 100)
	for _, tt := range []struct {
		name, text string
		early      bool
		charset    string
	}{
		{"UTF-8", farText("füller"), true, ""},
		{"a mark", "\ufeff" + farText("filler"), true, ""},
		{"carriage returns", strings.ReplaceAll(farText("filler"), "\n", "\r"), true, ""},
		{"both", strings.ReplaceAll(farText("filler"), "\n", "\r\n"), true, ""},
		{"front matter", "---\ntitle: A\nbibliography: b\n---\n\n" + farText("filler"), true, ""},
		{"ASCII", ascii, true, ""},
		{"UTF-8 that begins in ASCII", ascii + strings.Repeat("f\u00fcr sich \u2014 und \u201eso\u201c\n\n", 20), true, ""},
		{"Latin that begins in ASCII", ascii + strings.Repeat("f\xfcr sich \x97 und so\n\n", 20), true, "windows-1252"},
		{"a long line", farText("filler") + strings.Repeat("long ", 1000), true, ""},
		{"an open fence", "```\n" + farText("filler"), false, ""},
		{"an open comment", "<!--\n" + farText("filler") + "-->\n", false, ""},
		{"a comment without an end", "<!--\n" + farText("filler"), false, ""},
		{"a list", "- an item\n\n" + strings.Repeat("  that goes on\n\n", 200), false, ""},
	} {
		in := source.FromBytes("test.md", []byte(tt.text), source.DefaultLimits())
		want, _ := inParts(t, in, sizes{early: never, first: 100})
		for _, s := range []sizes{{head: 1500, part: 1 << 10, window: 1200}, {head: 3000, part: 3000, window: 4000}, {head: headBytes, part: 1 << 20, window: 32 << 10}} {
			s.first = 100
			got, first := inParts(t, in, s)
			if early := !first.Complete && len(first.Blocks) <= 3; early != tt.early {
				t.Errorf("%s: the first snapshot has %d blocks, complete %v", tt.name, len(first.Blocks), first.Complete)
			}
			if got != want {
				i := readertest.FirstDifference([]byte(got), []byte(want))
				t.Errorf("%s, parts of %d bytes: at byte %d\n%s\nwant\n%s", tt.name, s.part, i, readertest.Around([]byte(got), i), readertest.Around([]byte(want), i))
			}
		}
		b := document.NewBuilder()
		if err := newReading(in, b, usual).read(t.Context(), ""); err != nil || b.Source().Encoding != tt.charset {
			t.Errorf("%s: the charset is %q, want %q; %v", tt.name, b.Source().Encoding, tt.charset, err)
		}
	}
}

// TestChanged says that a file was changed while it was read.
func TestChanged(t *testing.T) {
	readertest.Changed(t, "a.md", "%s\n\n", func(in *source.Input, b *document.Builder) error {
		return newReading(in, b, sizes{head: 1500, first: 100, part: 1000, window: 2000}).read(t.Context(), "")
	})
}

// TestEarlyEnds ends with who asked for the text.
func TestEarlyEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := document.NewBuilder()
	b.OnPublish = func(*document.Document) { cancel() }
	in := source.FromBytes("a.md", []byte(farText("filler")), source.DefaultLimits())
	if err := newReading(in, b, sizes{head: 1500, first: 100, part: 1000, window: 2000}).read(ctx, ""); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

// FuzzEarly looks for a text that is another where its beginning is shown first.
func FuzzEarly(f *testing.F) {
	f.Add([]byte(farText("filler")), uint16(2000), uint16(100), uint16(1000), uint16(200))
	f.Add([]byte("a[^1] [b]\n\n[b]: /c\n\n[^1]: d\r\r[b]: /e\r\n\xff"), uint16(20), uint16(1), uint16(7), uint16(0))
	f.Add([]byte("\ufeff---\ntitle: a\n---\n\n- {1} @b\n\n  [@c]\n\n<!-- [p. 1]\n\n-->\n\n{2}\n\n{3}\n"), uint16(50), uint16(3), uint16(1), uint16(9))
	f.Fuzz(func(t *testing.T, text []byte, head, first, part, window uint16) {
		in := source.FromBytes("test.md", text, source.DefaultLimits())
		if _, _, err := in.Text(""); err != nil {
			return
		}
		s := sizes{head: max(int(head), front(text)), first: 1 + int(first), part: 1 + int(part), window: overlook + int(window)}
		got, _ := inParts(t, in, s)
		s.early = never
		if want, _ := inParts(t, in, s); got != want {
			t.Errorf("shown first:\n%s\nat once:\n%s", got, want)
		}
	})
}
