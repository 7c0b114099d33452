package theme

import (
	"errors"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ibid/document"
)

func load(t testing.TB, name string, dark bool) *Theme {
	t.Helper()
	th, err := Load(name, dark)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

var sgr = regexp.MustCompile(`^\x1b\[[0-9]+(;[0-9]+)*m$`)

func TestLoad(t *testing.T) {
	seen := map[string]bool{"": true}
	for _, name := range append(Names(), "") {
		for _, dark := range []bool{true, false} {
			th := load(t, name, dark)
			for class := range classes {
				for style := document.Style(0); style < 1<<11; style++ {
					s := th.SGR(class, style)
					if !seen[s] && !sgr.MatchString(s) {
						t.Fatalf("%s: class %d style %b: %q is no SGR sequence", name, class, style, s)
					}
					seen[s] = true
				}
			}
		}
	}
}

// Without colours the things a reader looks for must still be told apart.
func TestToldApartWithoutColours(t *testing.T) {
	th := load(t, "notty", true)
	for _, x := range [][2]Class{{RefText, Body}, {RefActive, RefText}, {NoteActive, NoteLabel}, {Match, Body}, {MatchCurrent, Match}, {GutterInferred, Gutter}, {Status, Body}, {StatusKey, Status}, {Title, Body}, {Error, Status}, {Error, StatusKey}} {
		if a, b := th.SGR(x[0], 0), th.SGR(x[1], 0); a == b {
			t.Errorf("classes %d and %d both begin with %q", x[0], x[1], a)
		}
	}
	for _, s := range []document.Style{document.Italic, document.Bold, document.Underline, document.Strike, document.Inserted, document.Deleted, document.Unclear} {
		if th.SGR(Body, s) == "" {
			t.Errorf("style %b shows nothing", s)
		}
	}
}

// TestHeading gives each of the six levels of headings a class, and those beyond the nearest.
func TestHeading(t *testing.T) {
	for level, want := range []Class{Heading1, Heading1, Heading2, Heading3, Heading4, Heading5, Heading6, Heading6} {
		if got := Of(&document.Block{Kind: document.Heading, Level: uint8(level)}); got != want {
			t.Errorf("a heading of level %d is of class %d, want %d", level, got, want)
		}
	}
}

func TestSGR(t *testing.T) {
	dark := load(t, "dark", true)
	for _, x := range []struct {
		class Class
		style document.Style
		want  string
	}{
		{Body, 0, "\x1b[38;5;252m"},
		{Body, document.Italic, "\x1b[3;38;5;252m"},
		{Body, document.Bold | document.Italic, "\x1b[1;3;38;5;252m"},
		{Body, document.SmallCaps, "\x1b[38;5;252m"},
		{Body, document.Monospace, "\x1b[38;5;203;48;5;236m"},
		{CodeText, document.Monospace, "\x1b[38;5;244m"},
		{Heading1, 0, "\x1b[1;38;5;39m"}, // the style's 228 is for a ground of 63
		{Heading6, 0, "\x1b[38;5;35m"},
		{RefText, 0, "\x1b[1;38;5;30m"},
		{RefActive, 0, "\x1b[1;7;38;5;30m"},
		{classes, 0, "\x1b[38;5;252m"},
	} {
		if got := dark.SGR(x.class, x.style); got != x.want {
			t.Errorf("class %d style %b: %q, want %q", x.class, x.style, got, x.want)
		}
	}
	if got := load(t, "auto", true).SGR(Body, 0); got != "" {
		t.Errorf("auto: body text begins with %q, want the terminal's own colour", got)
	}
	if got, want := load(t, "auto", true).SGR(Status, 0), "\x1b[38;5;252;48;5;236m"; got != want {
		t.Errorf("auto: the status line begins with %q, want %q", got, want)
	}
	if got := load(t, "dracula", true).SGR(Body, document.Italic); got != "\x1b[3;38;2;241;250;140m" {
		t.Errorf("dracula: emphasis begins with %q", got)
	}
}

func TestStyleFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	good := write("good.json", `{"document": {"color": "#123"}, "h2": {"color": "4", "bold": true}}`)
	th := load(t, good, true)
	if got, want := th.SGR(Heading2, 0), "\x1b[1;34m"; got != want {
		t.Errorf("heading: %q, want %q", got, want)
	}
	if got, want := th.SGR(Body, 0), "\x1b[38;2;17;34;51m"; got != want {
		t.Errorf("body: %q, want %q", got, want)
	}
	for _, x := range []struct{ name, says string }{
		{write("syntax.json", `{"document": `), "unexpected end"},
		{write("type.json", `{"document": {"color": 3}}`), "color"},
		{write("colour.json", `{"h1": {"color": "mauve"}}`), `"mauve" is no colour`},
		{write("hex.json", `{"strong": {"color": "#12345"}}`), `"#12345" is no colour`},
		{write("long.json", strings.Repeat(" ", maxStyle+1)), "larger"},
		{filepath.Join(dir, "none.json"), "no such file"},
		{dir, "directory"},
		{"solarized", "not known"},
	} {
		_, err := Load(x.name, true)
		if err == nil {
			t.Errorf("%s: no error", x.name)
		} else if !strings.Contains(err.Error(), x.says) || !strings.Contains(err.Error(), filepath.Base(x.name)) {
			t.Errorf("%s: error %q, want one that names the file and says %q", x.name, err, x.says)
		}
	}
	if _, err := Load(filepath.Join(dir, "none.json"), true); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file's error is not os.ErrNotExist: %v", err)
	}
}

func TestSGRDoesNotAllocate(t *testing.T) {
	th := load(t, "dark", true)
	th.SGR(Quote, 0)
	if n := testing.AllocsPerRun(100, func() { th.SGR(Quote, document.Italic|document.Bold) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		th, _ := Load("dark", true)
		th.SGR(Body, 0)
	}
}

func BenchmarkSGR(b *testing.B) {
	th := load(b, "dark", true)
	for b.Loop() {
		th.SGR(Body, document.Italic)
	}
}

// What is read stands out from the ground it is read on: black in dark terminals,
// white in light ones.
func TestContrast(t *testing.T) {
	for name, ground := range map[string]color.Color{"dark": color.Black, "light": color.White} {
		th := load(t, name, name == "dark")
		for class := range classes {
			if class == Border || class == TableBorder || class == PageMarkText {
				continue // a line to the eye is enough
			}
			if class == Key {
				continue // which is Glamour's, and bold
			}
			l := th.looks[class]
			fg, bg := l.fg, l.bg
			if bg == nil {
				bg = ground
			}
			if c := contrast(fg, bg); c < 2.5 {
				t.Errorf("%s: class %d has a contrast of %.1f", name, class, c)
			}
		}
	}
}

// contrast is the ratio of the luminances of two colours (WCAG 2.2, 1.4.3), without
// the gamma's linear foot.
func contrast(a, b color.Color) float64 {
	light := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		of := func(v uint32) float64 { return math.Pow(float64(v)/0xffff, 2.4) }
		return 0.2126*of(r) + 0.7152*of(g) + 0.0722*of(b) + 0.05
	}
	x, y := light(a), light(b)
	return max(x, y) / min(x, y)
}
