package tui

import (
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

// TestHelpIsDressedAsGlamourWould has Glamour render the table of keys and compares the
// words, their order and their dress with the page. Glamour itself is not linked: what its
// highlighter and sanitizer set up when a program starts would come before the first frame.
func TestHelpIsDressedAsGlamourWould(t *testing.T) {
	const width, height = 120, 400
	for _, style := range []string{"dark", "light", "dracula", "tokyo-night", "pink"} {
		s := open(t, seed(t), width, height, Options{Style: style}).press("?")
		rows := strings.Split(s.m.View().Content, "\n")
		ours := dressedWords(strings.Join(rows[:len(rows)-1], "\n"), width, height)

		r, err := glamour.NewTermRenderer(glamour.WithStandardStyle(style), glamour.WithWordWrap(0))
		if err != nil {
			t.Fatal(err)
		}
		page, err := r.Render(asList(s.m.keys.Groups()))
		if err != nil {
			t.Fatal(err)
		}
		var theirs []dressed
		for _, d := range dressedWords(page, 400, height) {
			if d.word != "###" && d.word != "┃" { // what styles put before a heading
				theirs = append(theirs, d)
			}
		}
		if len(ours) != len(theirs) {
			t.Errorf("%s: %d words, Glamour has %d", style, len(ours), len(theirs))
		}
		for i := range min(len(ours), len(theirs)) {
			if ours[i].word != theirs[i].word {
				t.Fatalf("%s: word %d is %q, Glamour has %q", style, i, ours[i].word, theirs[i].word)
			}
			// Keys are bold besides, so that they stand out without colours too.
			a, b := ours[i].style, theirs[i].style
			a.Attrs |= uv.AttrBold
			b.Attrs |= uv.AttrBold
			if !a.Equal(&b) {
				t.Errorf("%s: %q has the dress %q, in Glamour %q", style, ours[i].word, ours[i].style.String(), theirs[i].style.String())
				break
			}
		}
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
