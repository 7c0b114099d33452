package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
	"ibid/tui/layout"
)

// TestHintKeys tries all numbers of hints: all differ, and none begins another.
func TestHintKeys(t *testing.T) {
	k := len(hintLetters)
	for n := range k*k + 10 {
		words := hintKeys(n)
		if want := min(n, k*k); len(words) != want {
			t.Fatalf("%d words for %d hints", len(words), n)
		}
		seen := map[string]bool{}
		for _, w := range words {
			if len(w) == 0 || len(w) > 2 || n <= k && len(w) > 1 || seen[w] {
				t.Fatalf("of %d hints one is %q", n, w)
			}
			seen[w] = true
		}
		for _, w := range words {
			if len(w) > 1 && seen[w[:1]] {
				t.Fatalf("of %d hints %q begins another", n, w[:1])
			}
		}
	}
}

// linked composes a document whose text has a link to a section, one that leads
// outside, one over two rows, and a note with a link.
func linked(t testing.TB) *document.Document {
	t.Helper()
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.Outline = true
	link := func(text, to, key string) {
		kind := document.LinkURL
		if key != "" {
			kind = document.LinkSection
		}
		w.PushLink(kind, to, key)
		w.Text(text)
		w.PopLink()
	}
	w.OpenBlock(document.Paragraph, 0)
	w.Text("Of this see ")
	link("the end", "the end", "end")
	w.Text(", ")
	link("the archive", "https://example.org/archive", "")
	w.Text(" and ")
	link(strings.Repeat("a long name ", 12), "https://example.org/long", "")
	w.Text("here")
	w.Ref(document.Ref{Label: "1"}, "1")
	w.Text(".")
	w.BeginNote(document.Note{Label: "1"}, "1")
	w.Text("Or see ")
	link("the end", "the end", "end")
	w.EndNote()
	for range 40 {
		w.OpenBlock(document.Paragraph, 0)
		w.Text("A paragraph.")
	}
	w.OpenBlock(document.Heading, 1)
	w.Text("The end")
	w.Anchor("end")
	w.Finish()
	return b.Finish()
}

func TestHints(t *testing.T) {
	var opened []string
	opt := Options{Browse: func(url string) error { opened = append(opened, url); return nil }}
	for _, c := range []struct {
		name  string
		keys  []string
		shows string
	}{
		{"a letter on each", []string{"F"}, "Of this see fhe end, jhe archive and d long name"},
		{"and on the notes", []string{"F"}, "s Or see lhe end →"},
		{"a link in the text", []string{"F", "f"}, " The end 100% ? help"},
		{"and back from there", []string{"F", "f", "backspace"}, "Of this see the end, the archive"},
		{"a capital will do", []string{"F", "F"}, " The end 100% ? help"},
		{"a reference", []string{"F", "k"}, "▌1 Or see the end"},
		{"a note", []string{"F", "s"}, "▌1 Or see the end"},
		{"and from the note back", []string{"F", "s", "F", "s"}, "▏1 Or see the end"},
		{"a link in a note", []string{"F", "l"}, " The end 100% ? help"},
		{"what leads outside is shown first", []string{"F", "j"}, "Enter opens https://example.org/archive"},
		{"a letter of none", []string{"F", "q"}, "no hint goes on with q"},
		{"and then one that is", []string{"F", "q", "f"}, " The end 100% ? help"},
		{"Esc takes them away", []string{"F", "esc"}, "Of this see the end, the archive"},
		{"so does ^C", []string{"F", "ctrl+c"}, "Of this see the end, the archive"},
		{"nothing to follow", []string{`"40%`, "F"}, "nothing on the screen can be followed"},
		{"Enter tells of the hints", []string{"enter", "esc", `"40%`, "enter"}, "no reference is on the screen; Tab goes to the next one"},
	} {
		s := open(t, linked(t), 120, 30, opt).press(c.keys...)
		if got := s.screen(); !strings.Contains(strings.Join(strings.Fields(got), " "), strings.Join(strings.Fields(c.shows), " ")) || s.quit {
			t.Errorf("%s: after %v the screen does not show %q:\n%s", c.name, c.keys, c.shows, got)
		}
	}
	if len(opened) > 0 {
		t.Fatalf("opened %q at once", opened)
	}
	open(t, linked(t), 120, 30, opt).press("F", "j", "enter")
	if len(opened) != 1 || opened[0] != "https://example.org/archive" {
		t.Errorf("Enter after the hint opened %q", opened)
	}
	if open(t, linked(t), 120, 30, opt).press("F", "j", "j", "enter"); len(opened) != 1 {
		t.Error("a URL that is no longer shown is opened")
	}
}

// TestHintsOfTwoLetters types the first letter of many: those that do not begin with it go.
func TestHintsOfTwoLetters(t *testing.T) {
	s := open(t, unlabelled(t, 60), 120, 40, Options{}).press("F")
	all := s.m.hints()
	last := all[len(all)-1]
	if len(last.keys) != 2 {
		t.Fatalf("of %d hints the last is %q", len(all), last.keys)
	}
	row := strings.Split(s.press(last.keys[:1]).screen(), "\n")[all[0].y]
	if at := strings.Index(row, "Place 1"); at < 0 || !strings.HasPrefix(row[at:], "Place 1¹") {
		t.Errorf("a hint that was not meant is still there: %q", row)
	}
	want := s.screen()
	if got := s.press(last.keys[1:], "backspace", "F", last.keys[:1]).screen(); got != want {
		t.Errorf("back from the hint's note the screen is\n%s\nwant\n%s", got, want)
	}
	if s.press("backspace").m.modes[1].(*hinting).begun != "" {
		t.Error("a letter cannot be taken back")
	}
}

// TestHintsChangeNoWidth compares the rows with hints to those without them, where
// characters are wide, joined or combined.
func TestHintsChangeNoWidth(t *testing.T) {
	for _, dock := range []string{"right", "below", "popup"} {
		for _, w := range []int{24, 61, 100, 140} {
			s := open(t, motley(t), w, 30, Options{Panel: dock}).press("tab", "enter")
			for range 12 {
				before := strings.Split(s.screen(), "\n")
				s.press("F")
				s.check("hints")
				after := strings.Split(s.screen(), "\n")
				for y := range before[:29] {
					if a, b := layout.WcWidth.Width(before[y]), layout.WcWidth.Width(after[y]); b < a-2 || b > a+2 {
						t.Fatalf("%d columns, row %d is %d cells wide without hints and %d with them\n%s\n%s", w, y, a, b, before[y], after[y])
					}
				}
				s.press("esc", "tab", "j")
			}
		}
	}
}

// TestHintsAndTheMouse clicks, turns the wheel and changes the window while hints are shown.
func TestHintsAndTheMouse(t *testing.T) {
	s := open(t, linked(t), 120, 30, Options{}).press("F")
	before := strings.Split(s.screen(), "\n")
	s.send(tea.MouseWheelMsg{X: 20, Y: 20, Button: tea.MouseWheelDown})
	if got := s.screen(); strings.Contains(got, "Esc closes") || strings.HasPrefix(got, before[0]+"\n"+before[1]) {
		t.Errorf("the wheel leads to\n%s", got)
	}
	s = open(t, linked(t), 120, 30, Options{}).press("F")
	at := s.m.hints()[0]
	s.send(tea.MouseClickMsg{X: at.x, Y: at.y, Button: tea.MouseLeft})
	if got := s.screen(); !strings.Contains(got, "The end") {
		t.Errorf("a click on a link leads to\n%s", got)
	}
	s = open(t, linked(t), 120, 30, Options{}).press("F").resize(60, 20)
	if got := s.screen(); !strings.Contains(got, "Of this see fhe end, jhe archive") {
		t.Errorf("in another window the hints are\n%s", got)
	}
	if got := s.press("f").screen(); !strings.Contains(got, "The end") {
		t.Errorf("f leads there to\n%s", got)
	}
}

func TestOver(t *testing.T) {
	for _, c := range []struct {
		row   string
		x     int
		want  string
		width int
	}{
		{"plain text", 0, "abain text", 20},
		{"plain text", 6, "plain abxt", 20},
		{"plain text", 12, "plain text  ab", 20},
		{"漢字漢字", 2, "漢ab漢字", 20},
		{"漢字漢字", 3, "漢 ab 字", 20},
		{"\x1b[1mbold\x1b[m text", 3, "bolabtext", 20},
		{"plain text", 19, "plain text         a", 20},
		{"plain text", 20, "plain text", 20},
	} {
		var v canvas
		v.reset(c.width, layout.WcWidth)
		v.buf = append(v.buf, "first\n"+c.row+"\nlast\n"...)
		v.ends = []int{6, 6 + len(c.row) + 1, 6 + len(c.row) + 6}
		v.over(c.x, 1, "\x1b[7m", "ab")
		if got, want := styles.ReplaceAllString(string(v.buf), ""), "first\n"+c.want+"\nlast\n"; got != want {
			t.Errorf("ab over %q at %d: %q, want %q", c.row, c.x, got, want)
		}
		if v.keep(2); !strings.HasSuffix(string(v.buf), "\n") || strings.Contains(string(v.buf), "last") {
			t.Errorf("ab over %q at %d: the ends of the rows are lost: %q", c.row, c.x, v.buf)
		}
	}
}
