package tui

import (
	"strings"
	"testing"
)

// TestVolume presses keys in the letters as files of a volume.
func TestVolume(t *testing.T) {
	for _, tt := range []struct {
		name  string
		keys  []string
		shows string
		hides string
	}{
		{"a page does not go on into the next file", []string{`"]d`}, "Letter 2, paragraph 1.", "p. xii"},
		{"the next page from there", []string{`"]d`, `"]p`}, "p. 13", ""},
		{"the page before from there", []string{`"]d`, `"[p`}, "p. xii", ""},
		{"the pages of the document are told", []string{`"]d`, `"99gp`}, "there is no page 99, only page 13", ""},
		{"the last document", []string{`"]d`, `"]d`, `"]d`}, "this is the last document", ""},
		{"a link leads to another document", []string{`"]d`, `"]d`, `"2gn`, "tab", "enter"}, "▌Letter 1", ""},
		{"and back over both", []string{`"]d`, `"]d`, `"2gn`, "tab", "enter", "backspace", "backspace"}, "▌Letter 3", ""},
		{"and forward again", []string{`"]d`, `"]d`, `"2gn`, "tab", "enter", "backspace", "backspace", "backspace", "alt+right", "alt+right", "alt+right"}, "▌Letter 1", ""},
		{"the document before", []string{"G", `"[d`}, "Letter 3, paragraph 1.", ""},
	} {
		d := letters(t)
		d.Source.Format = "volume"
		for i := range d.Sections {
			d.Sections[i].Document = true
		}
		got := open(t, d, 120, 30, Options{}).press(tt.keys...).screen()
		if !strings.Contains(got, tt.shows) || tt.hides != "" && strings.Contains(got, tt.hides) {
			t.Errorf("%s: after %q the screen does not show %q or does show %q:\n%s", tt.name, tt.keys, tt.shows, tt.hides, got)
		}
	}
}
