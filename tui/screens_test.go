package tui

import (
	"flag"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

var update = flag.Bool("update", false, "write the golden screens")

// screensDir holds what a reader sees, as text.
const screensDir = "../testdata/screens"

// golden compares a screen with the one that is kept.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join(screensDir, name+".txt")
	if *update {
		if err := os.MkdirAll(screensDir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: the screen is\n%s\nwant\n%s", name, got, want)
	}
}

// sizes are those that the design draws: the panel beside the text, below it, over it.
var sizes = []struct{ w, h int }{{120, 40}, {80, 24}, {50, 20}}

func TestScreens(t *testing.T) {
	d := seed(t)
	for _, size := range sizes {
		for _, c := range []struct {
			name  string
			keys  []string
			ascii bool
		}{
			{name: "opening"},
			{"tab-tab", []string{"tab", "tab"}, false},
			{"enter", []string{"tab", "tab", "enter"}, false},
			{"backspace", []string{"tab", "tab", "enter", "backspace"}, false},
			{"search-dobrynin", []string{"/", `"told Dobrynin that Brezhnev`}, false},
			{"search-settlement", []string{"/", `"serious about arriving at a settlement`}, false},
			{"search-outlined", []string{"/", `"outlined and mentioned`, "enter"}, false},
			{"search-note", []string{"/", `"national archives`, "enter"}, false},
			{"search-none", []string{"/", `"Chou En-lai`}, false},
			{"page", []string{"]", "p"}, false},
			{"page-page", []string{"]", "p", "]", "p"}, false},
			{"outline", []string{"t"}, false},
			{"notes", []string{"L"}, false},
			{"help", []string{"?"}, false},
			{"hints", []string{"F"}, false},
			{"ending", []string{"G"}, false},
			{"ascii", []string{"tab", "tab", "enter"}, true},
			{"ascii-outline", []string{"t"}, true},
		} {
			s := open(t, d, size.w, size.h, Options{ASCII: c.ascii}).press(c.keys...)
			got := s.screen() + "\n"
			if lit := s.lit(); lit != "" && c.name != "help" {
				got += strings.Repeat("=", size.w) + "\n" + lit
			}
			golden(t, fmt.Sprintf("%s-%dx%d", c.name, size.w, size.h), got)
		}
	}
}

// TestGround follows the ground that the terminal tells: a model that guessed it wrong shows what one
// shows that guessed it right.
func TestGround(t *testing.T) {
	d := seed(t)
	frame := func(told ...color.Color) string {
		s := open(t, d, 120, 40, Options{}).press("tab")
		for _, c := range told {
			s.send(tea.BackgroundColorMsg{Color: c})
		}
		return s.m.View().Content
	}
	dark, light := frame(), frame(color.White)
	if dark == light {
		t.Error("a light ground is dressed like a dark one")
	}
	if frame(color.Black) != dark || frame(color.White, color.Black) != dark || frame(color.Black, color.White) != light {
		t.Error("the ground that was told last is not the one that is dressed for")
	}
}

func TestBackIsWhereOneWas(t *testing.T) {
	d := seed(t)
	for _, size := range sizes {
		s := open(t, d, size.w, size.h, Options{}).press("tab", "tab")
		want := s.screen() + s.lit()
		if got := s.press("enter"); got.screen()+got.lit() == want {
			t.Errorf("%v: Enter did nothing", size)
		}
		if got := s.press("backspace"); got.screen()+got.lit() != want {
			t.Errorf("%v: after Enter and Backspace the screen is\n%s\nwant\n%s", size, got.screen(), want)
		}
	}
}

// TestPlaceIsKept goes to and fro between widths, measures and positions of the panel.
func TestPlaceIsKept(t *testing.T) {
	d := seed(t)
	for _, keys := range [][]string{nil, {"tab", "tab"}, {"]", "p"}, {"j", "j", "j", "d"}, {"G"}, {"tab", "enter"}, {"1", "0", "j"}} {
		s := open(t, d, 120, 40, Options{}).press(keys...)
		want := s.screen()
		for _, way := range []struct {
			name string
			do   func()
		}{
			{"120→60→120 columns", func() { s.resize(60, 40).resize(120, 40) }},
			{"many widths", func() {
				for w := 119; w > 0; w -= 7 {
					s.resize(w, 1+w%40)
					s.screen()
				}
				s.resize(120, 40)
			}},
			{"measure", func() { s.press("-", "-", "-", "+", "=") }},
			{"panel", func() { s.press(`\`, `\`) }},
			{"positions", func() { s.press("w", "w", "w") }},
		} {
			way.do()
			s.m.say = message{}
			s.m.dirty = true
			if got := s.screen(); got != want {
				t.Errorf("after %v, %s: the screen is\n%s\nwant\n%s", keys, way.name, got, want)
			}
		}
	}
}

// TestWhatIsActiveStaysOnTheScreen narrows the window so far that the match, or the
// active reference, would be below its foot.
func TestWhatIsActiveStaysOnTheScreen(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		want string
	}{
		{"match", []string{"/", `"inimical`, "enter"}, "inimical"},
		{"reference", []string{"tab", "tab"}, "outlined²"},
		{"note", []string{"tab", "tab", "enter"}, "outlined²"},
	} {
		s := open(t, seed(t), 120, 40, Options{}).press(c.keys...)
		first := s.screen()
		for _, size := range []struct{ w, h int }{{50, 20}, {30, 9}, {40, 12}, {80, 24}, {60, 10}} {
			if got := s.resize(size.w, size.h).screen(); !strings.Contains(got, c.want) {
				t.Errorf("%s at %v: %q is not on the screen\n%s", c.name, size, c.want, got)
			}
		}
		if got := s.resize(120, 40).screen(); got != first {
			t.Errorf("%s: back at the first size the screen is\n%s\nwant\n%s", c.name, got, first)
		}
		seen := s.resize(50, 20).press("j", "k").screen()
		if !strings.Contains(seen, c.want) {
			t.Errorf("%s: a line on and back\n%s", c.name, seen)
		}
	}
}

// TestNoteIsKept scrolls a long note, or searches in it, and changes the window.
func TestNoteIsKept(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.OpenBlock(document.Paragraph, 0)
	w.Text("Text")
	w.Ref(document.Ref{Label: "1"}, "1")
	w.BeginNote(document.Note{Label: "1"}, "1")
	for i := range 400 {
		w.Text(fmt.Sprintf("word%d, and ", i))
	}
	w.EndNote()
	w.Finish()
	d := b.Finish()
	for _, c := range []struct {
		keys []string
		want string
	}{
		{[]string{"tab", "enter", `"25`, "j"}, ""},
		{[]string{"/", `"word222`, "enter"}, "word222"},
	} {
		s := open(t, d, 120, 20, Options{}).press(c.keys...)
		first := s.screen()
		want := c.want
		if want == "" {
			want = regexp.MustCompile(`word\d+,`).FindString(first)
		}
		for _, size := range []struct{ w, h int }{{80, 24}, {50, 20}, {100, 12}, {44, 10}} {
			if got := s.resize(size.w, size.h).screen(); !strings.Contains(got, want) {
				t.Errorf("%v at %v: %q is not on the screen\n%s", c.keys, size, want, got)
			}
		}
		if got := s.resize(120, 20).screen(); got != first {
			t.Errorf("%v: back at the first size the screen is\n%s\nwant\n%s", c.keys, got, first)
		}
	}
}
