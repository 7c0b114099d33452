package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"charm.land/glamour/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"ibid/keymap"
)

// A dressed is a word as it is drawn.
type dressed struct {
	word  string
	style uv.Style
}

func (d dressed) String() string { return fmt.Sprintf("%s %q", d.word, d.style.String()) }

// dressedWords returns the words of a page, each with the style of its first letter.
func dressedWords(page string, width, height int) []dressed {
	buf := uv.NewScreenBuffer(width, height)
	uv.NewStyledString(page).Draw(buf, buf.Bounds())
	var all []dressed
	for y := range height {
		apart := true
		for x := range width {
			c := buf.CellAt(x, y)
			if c == nil || strings.TrimSpace(c.Content) == "" {
				apart = true
				continue
			}
			if apart {
				all = append(all, dressed{style: c.Style})
			}
			apart = false
			all[len(all)-1].word += c.Content
		}
	}
	return all
}

// attributes is a style in which each kind of text of the page has attributes of its own,
// and inherits others. Glamour reads faint too, and draws nothing for it.
const attributes = `{
	"document": {"color": "#a0b0c0", "background_color": "17"},
	"text": {"italic": true},
	"heading": {"bold": true, "color": "200", "blink": true},
	"h3": {"underline": true, "crossed_out": true, "inverse": true},
	"code": {"color": "203", "background_color": "#303030", "crossed_out": true}
}`

// TestHelpIsDressedAsGlamourWould has Glamour render the table of keys and compares the
// words, their order and their dress with the page. Glamour itself is not linked: what its
// highlighter and sanitizer set up when a program starts would come before the first frame.
func TestHelpIsDressedAsGlamourWould(t *testing.T) {
	file := filepath.Join(t.TempDir(), "style.json")
	if err := os.WriteFile(file, []byte(attributes), 0o600); err != nil {
		t.Fatal(err)
	}
	const height = 400
	for _, style := range []string{"dark", "light", "dracula", "tokyo-night", "pink", "ascii", "notty", file} {
		theirs := glamourWords(t, style)
		for _, size := range sizes {
			s := open(t, seed(t), size.w, height, Options{Style: style}).press("?")
			rows := strings.Split(s.m.View().Content, "\n")
			ours := dressedWords(strings.Join(rows[:len(rows)-1], "\n"), size.w, height)
			want := slices.Clone(theirs(s.m.keys.Groups()))
			if size.w < helpMeasure {
				// Keys and words that are broken stand in rows beside one another.
				byWord := func(a, b dressed) int { return strings.Compare(a.String(), b.String()) }
				slices.SortFunc(ours, byWord)
				slices.SortFunc(want, byWord)
			}
			if len(ours) != len(want) {
				t.Errorf("%s: %d words, Glamour has %d", style, len(ours), len(want))
			}
			for i := range min(len(ours), len(want)) {
				if ours[i].word != want[i].word || !ours[i].style.Equal(&want[i].style) {
					t.Errorf("%s at %d columns: word %d is %v, in Glamour %v", style, size.w, i, ours[i], want[i])
					break
				}
			}
		}
	}
}

// glamourWords returns what tells the words of the table of keys as Glamour dresses them
// in a style. Keys are bold besides, so that they stand out without colours too.
func glamourWords(t *testing.T, style string) func([]keymap.Group) []dressed {
	t.Helper()
	load := glamour.WithStandardStyle(style)
	if filepath.IsAbs(style) {
		load = glamour.WithStylesFromJSONFile(style)
	}
	r, err := glamour.NewTermRenderer(load, glamour.WithWordWrap(0))
	if err != nil {
		t.Fatal(err)
	}
	return func(groups []keymap.Group) []dressed {
		page, err := r.Render(asList(groups))
		if err != nil {
			t.Fatal(err)
		}
		var all []dressed
		for _, d := range dressedWords(page, 400, 400) {
			if d.word != "###" && d.word != "┃" { // what styles put before a heading
				all = append(all, d)
			}
		}
		at := 0
		for _, g := range groups {
			at += len(strings.Fields(g.Title))
			for _, e := range g.Entries {
				for i := range e.Keys {
					all[at+i].style.Attrs |= uv.AttrBold
				}
				at += len(e.Keys) + len(strings.Fields(e.Help))
			}
		}
		return all
	}
}

// asList returns the table of keys as Markdown: a heading a group, a paragraph an action.
func asList(groups []keymap.Group) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString("### " + g.Title + "\n\n")
		for _, e := range g.Entries {
			for _, k := range e.Keys {
				b.WriteString("`" + k + "` ")
			}
			b.WriteString(e.Help + "\n\n")
		}
	}
	return b.String()
}

// The page of keys is narrowed as one types, by keys and by what they do.
func TestHelpIsNarrowed(t *testing.T) {
	for _, c := range []struct {
		keys     []string
		has, not []string
	}{
		{[]string{"/", `"printed`}, []string{"Pages and sections", "]p", "277gp", "/printed", "3 actions"}, []string{"Moving", "mx"}},
		{[]string{"/", `"^o`}, []string{"Backspace", "1 action"}, []string{"Tab"}},
		{[]string{"/", `"zebra`}, []string{"0 actions"}, []string{"Tab"}},
		{[]string{"/", `"printed`, "enter"}, []string{"/printed", "Esc closes"}, []string{"mx"}},
		{[]string{"/", `"printed`, "enter", "esc"}, []string{"Tab", "Keys, "}, []string{"/printed"}},
		{[]string{"/", `"printed`, "esc"}, []string{"Tab", "Keys, "}, []string{"/printed"}},
		{[]string{"/", `"printed`, "enter", "/", "ctrl+u", `"mark`}, []string{"mx", "''"}, []string{"]p"}},
		{[]string{"/", `"printed`, "enter", "esc", "esc"}, []string{"Letter 1"}, []string{"Keys"}},
	} {
		got := open(t, letters(t), 100, 30, Options{}).press("?").press(c.keys...).screen()
		for _, want := range c.has {
			if !strings.Contains(got, want) {
				t.Errorf("%v: %q is not shown\n%s", c.keys, want, got)
			}
		}
		for _, not := range c.not {
			if strings.Contains(got, not) {
				t.Errorf("%v: %q is shown\n%s", c.keys, not, got)
			}
		}
	}
}

// The page stays where it was read, whatever the window was meanwhile.
func TestPlaceInHelp(t *testing.T) {
	s := open(t, seed(t), 80, 24, Options{}).press("?", "space", "space", "j", "j")
	before := s.screen()
	top, _, _ := strings.Cut(before, "\n")
	for _, size := range [][2]int{{117, 25}, {30, 10}, {80, 90}, {1, 1}, {80, 23}} {
		s.resize(size[0], size[1])
		if got := s.screen(); size[0] == 80 && !strings.Contains(got, top) {
			t.Errorf("%v: the row that was at the top is not seen: %q\n%s", size, top, got)
		}
		if got := s.resize(80, 24).screen(); got != before {
			t.Errorf("%v and back:\n%s\nit was\n%s", size, got, before)
		}
	}
}
