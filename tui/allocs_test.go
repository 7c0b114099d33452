package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// maxAllocs is how often a key and the view after it may allocate: what is made anew is the
// frame, what the status line says, and a stop to come back to.
const maxAllocs = 5

// TestKeysAllocateLittle holds keys that go there and back to that, in a document of which
// far more is laid out than is seen.
func TestKeysAllocateLittle(t *testing.T) {
	d := long(1000)
	for _, c := range []struct {
		name  string
		begin []string
		round []tea.Msg // there and back
	}{
		{"line", nil, keyPresses("j", "k")},
		{"half a screen", nil, keyPresses("d", "u")},
		{"screen", nil, keyPresses("space", "b")},
		{"paragraph", nil, keyPresses("}", "{")},
		{"reference", nil, keyPresses("tab", "shift+tab")},
		{"note", []string{"tab"}, keyPresses("enter", "backspace")},
		{"page", nil, keyPresses("]", "p", "[", "p")},
		{"section", nil, keyPresses("]", "]", "[", "[")},
		{"match", []string{"/", `"afterwards`, "enter"}, keyPresses("n", "N")},
		{"wheel", nil, []tea.Msg{tea.MouseWheelMsg{X: 20, Y: 10, Button: tea.MouseWheelDown}, tea.MouseWheelMsg{X: 20, Y: 10, Button: tea.MouseWheelUp}}},
	} {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {50, 20}} {
			s := open(t, d, size[0], size[1], Options{}).press("5", "0", "%").press(c.begin...)
			got := testing.AllocsPerRun(20, func() {
				for _, msg := range c.round {
					s.m.Update(msg)
					s.m.View()
				}
			}) / float64(len(c.round))
			t.Logf("%s at %d×%d: %.1f", c.name, size[0], size[1], got)
			if got > maxAllocs {
				t.Errorf("%s at %d×%d: %.1f allocations a key, at most %d are allowed", c.name, size[0], size[1], got, maxAllocs)
			}
		}
	}
}

func keyPresses(names ...string) []tea.Msg {
	var all []tea.Msg
	for _, n := range names {
		all = append(all, keyPress(n))
	}
	return all
}
