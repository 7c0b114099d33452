package tui

import (
	"fmt"
	"strings"
	"testing"

	"ibid/document"
)

// TestJumpsShowWhereTheyLead makes every kind of jump in windows of every make, and looks
// whether what it led to is on the screen and set apart.
func TestJumpsShowWhereTheyLead(t *testing.T) {
	windows := []struct{ w, h int }{{120, 40}, {80, 24}, {50, 20}, {200, 60}, {60, 10}, {30, 9}, {22, 8}}
	for name, d := range map[string]*document.Document{"seed": seed(t), "motley": motley(t)} {
		for _, size := range windows {
			s := open(t, d, size.w, size.h, Options{})
			for _, j := range jumps(d) {
				s.press("esc", "esc", "esc", "g", "g").press(j...)
				if why := s.unlit(); why != "" {
					t.Errorf("%s at %v, after %v: %s\n%s%s", name, size, j, why, s.screen(), s.lit())
				}
			}
		}
	}
}

// TestJumpLightsOneRow goes to the first row of a text that does not fill the screen.
func TestJumpLightsOneRow(t *testing.T) {
	b := document.NewBuilder()
	b.AddBlock(document.Block{Kind: document.Paragraph, Text: "One line."})
	got := open(t, b.Finish(), 80, 24, Options{}).press(`"40%`).screen()
	if n := strings.Count(got, "▌"); n != 1 {
		t.Errorf("%d rows are lit:\n%s", n, got)
	}
}

// jumps returns the keys of jumps to everything in a document that has a name.
func jumps(d *document.Document) [][]string {
	all := [][]string{{`"99%`}}
	for i := range d.BodyRefs() {
		all = append(all, []string{fmt.Sprintf("\"%d]n", i+1)}, []string{"G", fmt.Sprintf("\"%d[n", i+1)},
			[]string{fmt.Sprintf("\"%d]n", i+1), "enter"})
	}
	for _, p := range d.Pages {
		all = append(all, []string{":", `"p ` + p.Label, "enter"}, []string{"G", "[", "p"})
	}
	for i := range d.Sections {
		all = append(all, []string{fmt.Sprintf("\"%d]]", i+1)}, []string{"G", "[", "["})
	}
	for i := range d.Notes {
		all = append(all, []string{fmt.Sprintf("\"%dgn", i+1)}, []string{fmt.Sprintf("\"%dgn", i+1), "enter"})
	}
	for i := range 12 {
		all = append(all, []string{"/", `"the`, "enter", fmt.Sprintf("\"%dn", i+1)}, []string{"/", `"see`, "enter", "N"})
	}
	return all
}

// unlit says why what the reader went to is not seen, "" where it is.
func (s *session) unlit() string {
	m := s.m
	m.see()
	popup := m.popupRows()
	switch {
	case m.panel.focus:
		shown := false
		for _, slot := range m.slots {
			shown = shown || slot.note == m.panel.note
		}
		if !shown {
			return "the note is not on the screen"
		}
		if m.ref >= 0 && m.screen.height > 9 {
			if y := m.rowOf(m.ref); y < 0 || popup.has(y) {
				return "the reference of the note is not on the screen"
			}
		}
	case m.ref >= 0:
		if m.rowOf(m.ref) < 0 {
			return "the reference is not on the screen"
		}
	case m.lit:
		if !m.within(m.litSpot()) {
			return "the row is not on the screen"
		}
		if p := m.litPage(); p >= 0 && m.screen.edge > 0 && s.lit() == "" {
			return "the page is not set apart"
		}
		if m.screen.edge > 0 && !strings.Contains(s.screen(), "▌") {
			return "the row is not set apart"
		}
	case m.find.current(m):
		if s.lit() == "" {
			return "the match is not on the screen"
		}
	case m.find.on():
		return "the match is not gone to"
	}
	return ""
}
