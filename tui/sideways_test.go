package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// TestSideways scrolls a line of code to its end and back, and no further.
func TestSideways(t *testing.T) {
	var line strings.Builder
	for i := range 40 {
		fmt.Fprintf(&line, "word%02d ", i)
	}
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "Words."})
	b.AddBlock(document.Block{Kind: document.Code, Text: line.String() + "end"})
	s := open(t, b.Finish(), 80, 10, Options{})
	shows := func(keys int, key string, words ...string) {
		t.Helper()
		for range keys {
			s.press(key)
		}
		got := s.screen()
		for _, w := range words {
			if !strings.Contains(got, w) {
				t.Errorf("after %d of %s there is no %s on\n%s", keys, key, w, got)
			}
		}
	}
	shows(0, "", "Words.", "word00 word01")
	shows(1, ">", "Words.", "word02")
	if strings.Contains(s.screen(), "word00") {
		t.Errorf("nothing has gone\n%s", s.screen())
	}
	shows(100, ">", "Words.", "word38 word39 end")
	shows(1, "<", "word37")
	if strings.Contains(s.screen(), "end") {
		t.Errorf("it was scrolled past its end\n%s", s.screen())
	}
	shows(100, "<", "Words.", "word00 word01")
}

// TestClickBelowAList changes nothing.
func TestClickBelowAList(t *testing.T) {
	s := open(t, letters(t), 80, 40, Options{})
	s.press("L")
	before := s.screen()
	s.send(tea.MouseClickMsg{X: 10, Y: 37, Button: tea.MouseLeft})
	if got := s.screen(); got != before {
		t.Errorf("got\n%s\nwant\n%s", got, before)
	}
}
