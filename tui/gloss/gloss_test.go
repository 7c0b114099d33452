package gloss

import (
	"strings"
	"testing"
	"unicode/utf8"

	xansi "github.com/charmbracelet/x/ansi"

	"ibid/document"
	"ibid/tui/layout"
	"ibid/tui/theme"
)

func load(t testing.TB, name string, dark bool) *Renderer {
	t.Helper()
	th, err := theme.Load(name, dark)
	if err != nil {
		t.Fatal(err)
	}
	return New(th)
}

const program = "package main\n\nfunc main() {\n\tprintln(\"``` ’x’ 世界\") // a comment\n}"

func TestCode(t *testing.T) {
	want := strings.Split(strings.ReplaceAll(program, "\t", "    "), "\n")
	for _, name := range theme.Names() {
		th := load(t, name, true)
		lines := th.Code("go", program, layout.Config{Width: 80, Method: layout.GraphemeWidth})
		if len(lines) != len(want) {
			t.Errorf("%s: %d lines, want %d", name, len(lines), len(want))
			continue
		}
		for i, l := range lines {
			if got := xansi.Strip(l); got != want[i] {
				t.Errorf("%s: line %d is %q, want %q", name, i, got, want[i])
			}
		}
		if name == "dark" && !strings.Contains(lines[2], "\x1b[38;2;0;170;255mfunc") {
			t.Errorf("the keyword is not highlighted: %q", lines[2])
		}
	}
	th := load(t, "dark", true)
	for _, x := range []struct{ lang, text string }{{"", "x"}, {"no such language", "x := 1"}, {"go", strings.Repeat("x\n", maxGloss)}, {"go\n```\n# x", "y"}} {
		if got := th.Code(x.lang, x.text, layout.Config{Width: 20}); got != nil && x.lang != "no such language" {
			t.Errorf("%.20q: %q, want none", x.lang, got)
		}
	}
}

// Highlighted lines must be cut where layout cuts the plain ones.
func TestCodeCutsAsLayoutDoes(t *testing.T) {
	th := load(t, "dark", true)
	b := &document.Block{Kind: document.Code, Label: "go", Text: program}
	for _, ascii := range []bool{false, true} {
		for width := 1; width < 50; width++ {
			for shift := 0; shift < 50; shift++ {
				cfg := layout.Config{Width: width, Shift: shift, Method: layout.GraphemeWidth, ASCII: ascii}
				lines := th.Code("go", program, cfg)
				for i, r := range layout.Block(&document.Document{}, b, cfg) {
					var plain strings.Builder
					for _, s := range r.Spans {
						plain.WriteString(s.Text)
					}
					got, want := strings.TrimRight(xansi.Strip(lines[i]), " "), strings.TrimRight(plain.String(), " ")
					if got != want {
						t.Fatalf("width %d shift %d line %d: %q, layout has %q", width, shift, i, got, want)
					}
				}
			}
		}
	}
}

func checkLine(t *testing.T, l string, width int) {
	t.Helper()
	if w := xansi.StringWidth(l); w > width {
		t.Fatalf("%q takes %d cells of %d", l, w, width)
	}
	checkSafe(t, l)
	if strings.Contains(l, "\n") {
		t.Fatalf("%q holds a newline", l)
	}
}

// checkSafe reports anything in s but text, newlines and SGR.
func checkSafe(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("%q is no UTF-8", s)
	}
	for i := 0; i < len(s); {
		if s[i] == 0x1b {
			j := strings.IndexByte(s[i:], 'm')
			if j < 0 || !isSGR(s[i:i+j+1]) {
				t.Fatalf("%q holds an escape sequence other than SGR at %d", s, i)
			}
			i += j + 1
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e {
			t.Fatalf("%q holds the control character %U", s, r)
		}
		i += n
	}
}

func TestFilter(t *testing.T) {
	for _, x := range []struct{ in, want string }{
		{"plain\ntext", "plain\ntext"},
		{"\x1b[1;38;5;2mx\x1b[m\x1b[0m", "\x1b[1;38;5;2mx\x1b[m\x1b[0m"},
		{"\x1b[4:3mx", "\x1b[4:3mx"},
		{"\x1b]8;;https://x.y\x07link\x1b]8;;\x07", "link"},
		{"\x1b]8;;https://x.y\x1b\\link", "link"},
		{"\x1b]52;c;AAAA", "52;c;AAAA"},
		{"\x1bP+q544e\x1b\\x", "x"},
		{"\x1b[2Jx\x1b[Hy", "xy"},
		{"\x1b[?1mx\x1b[>4mx", "xx"},
		{"\x1b[1", "1"},
		{"\x1b", ""},
		{"\x1bcx", "x"},
		{"a\rb\tc\x00d\x7f", "abcd"},
		{"a\u0090b\u009b31mc\u0085", "ab31mc"},
		{"a\xffb\u202ec", "abc"},
		{"\x1b\x1b[31mx", "\x1b[31mx"},
	} {
		if got := filter(x.in); got != x.want {
			t.Errorf("%q: %q, want %q", x.in, got, x.want)
		}
	}
}

func FuzzFilter(f *testing.F) {
	f.Add("a\x1b[31mb\x1b]8;;x\x07c\u009b2J")
	f.Add("\x1bP\x1b\\\x1b[?25l\x1b[38:2::1:2:3m")
	f.Fuzz(func(t *testing.T, s string) {
		once := filter(s)
		checkSafe(t, once)
		if twice := filter(once); twice != once {
			t.Fatalf("filtered again, %q becomes %q", once, twice)
		}
		for _, l := range tidy(once) {
			checkSafe(t, l)
			if i := strings.LastIndexByte(l, 0x1b); i >= 0 && !strings.HasPrefix(l[i:], theme.Reset) {
				t.Fatalf("%q ends in a style", l)
			}
		}
		kept := strings.Split(xansi.Strip(once), "\n")
		for i, l := range tidy(once) {
			if got, want := strings.TrimRight(xansi.Strip(l), " "), strings.TrimRight(kept[i], " "); got != want {
				t.Fatalf("line %d reads %q, want %q", i, got, want)
			}
		}
	})
}

func FuzzCode(f *testing.F) {
	f.Add("go", program, 20, 3)
	f.Add("md", "```\n~~~\n# x\n", 5, 0)
	f.Add("c++", "\tint x;\t// y\n\n\n", 80, 1)
	th := load(f, "dark", true)
	f.Fuzz(func(t *testing.T, lang, text string, width, shift int) {
		text = filter(text)
		if !utf8.ValidString(lang) || width > 1000 || width < 1 || shift > 1000 || strings.Contains(text, "\x1b") {
			t.Skip()
		}
		cfg := layout.Config{Width: width, Shift: shift, Method: layout.GraphemeWidth}
		for _, l := range th.Code(lang, text, cfg) {
			checkLine(t, l, width)
		}
	})
}
