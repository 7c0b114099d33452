package tui

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"ibid/document"
)

func TestEditAndReload(t *testing.T) {
	d := letters(t)
	var at document.Loc
	opt := Options{
		Edit:   func(l document.Loc) (*exec.Cmd, error) { at = l; return nil, errors.New("no editor") },
		Reopen: func(context.Context) (Reading, error) { return whole{seed(t)}, nil },
	}
	s := open(t, d, 100, 30, opt).press(`"13gp`, "e")
	if at.Block < 11 || !strings.Contains(s.screen(), "no editor") {
		t.Errorf("edited at %v:\n%s", at, s.screen())
	}
	s.press("R")
	if s.m.doc == d || !strings.Contains(s.screen(), "read again") {
		t.Errorf("not read again:\n%s", s.screen())
	}
}

// TestReloadKeepsThePlace reads a source again to which paragraphs were added before the place.
func TestReloadKeepsThePlace(t *testing.T) {
	paragraphs := func(from int) *document.Document {
		b := document.NewBuilder()
		for i := from; i < 60; i++ {
			b.AddBlock(document.Block{Text: fmt.Sprintf("Paragraph %d is here.", i)})
		}
		return b.Finish()
	}
	opt := Options{Reopen: func(context.Context) (Reading, error) { return whole{paragraphs(0)}, nil }}
	s := open(t, paragraphs(20), 80, 20, opt).press(`"12j`, "m", "a")
	want := strings.Split(s.screen(), "\n")[0]
	s.press("R")
	if got := strings.Split(s.screen(), "\n")[0]; got != want {
		t.Errorf("read again the screen begins with %q, want %q", got, want)
	}
	s.press("g", "g", "backspace")
	if got := strings.Split(s.screen(), "\n")[0]; got != want {
		t.Errorf("back from the beginning of the new reading the screen begins with %q, want %q", got, want)
	}
	if got := s.press("G", "'", "a").screen(); !strings.Contains(got, want) {
		t.Errorf("the mark leads to\n%s\nwant %q", got, want)
	}
}

// TestReloadKeepsTheJumps goes back after the source was read again, with paragraphs added
// before the place.
func TestReloadKeepsTheJumps(t *testing.T) {
	paragraphs := func(from int) *document.Document {
		b := document.NewBuilder()
		for i := from; i < 90; i++ {
			b.AddBlock(document.Block{Text: fmt.Sprintf("Paragraph %d is here.", i)})
		}
		return b.Finish()
	}
	opt := Options{Reopen: func(context.Context) (Reading, error) { return whole{paragraphs(0)}, nil }}
	s := open(t, paragraphs(20), 80, 20, opt).press(`"24j`)
	want := strings.Split(s.screen(), "\n")[0]
	s.press("G", "R", "backspace")
	if got := strings.Split(s.screen(), "\n")[0]; got != want {
		t.Errorf("back the screen begins with %q, want %q", got, want)
	}
	end := s.press("alt+right").screen()
	if !strings.Contains(end, "Paragraph 89") {
		t.Errorf("forward is\n%s", end)
	}
	opt.Reopen = func(context.Context) (Reading, error) { return whole{paragraphs(88)}, nil }
	s = open(t, paragraphs(20), 80, 20, opt).press(`"24j`, "G", "R", "backspace")
	s.check("what is gone back to is there no more")
}
