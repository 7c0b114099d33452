package tui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ibid/document"
)

// TestMatchesThatTakeLong looks for a pattern in a paragraph so long that the screen does not wait
// for its matches: they are lit when the search brings them.
func TestMatchesThatTakeLong(t *testing.T) {
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: strings.Repeat("a word or two, ", 10_000)})
	s := open(t, b.Finish(), 80, 24, Options{})
	s.press("/")
	var asked tea.Cmd
	for _, r := range "re:w[oa]rd" {
		_, asked = s.m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	if lit := s.lit(); lit != "" {
		t.Errorf("matches are lit before they were searched for:\n%s", lit)
	}
	s.run(asked)
	if lit := s.lit(); strings.Count(lit, `"word"`) < 23 {
		t.Errorf("matches are not lit:\n%s\n%s", lit, s.screen())
	}
}

// TestPatternIsNarrowed types a pattern that is none for a while: what was searched before is not
// searched again.
func TestPatternIsNarrowed(t *testing.T) {
	s := open(t, letters(t), 80, 24, Options{})
	s.press("/", `"re:zebr`)
	for _, k := range []string{"[", "a", "]"} {
		s.m.Update(keyPress(k)) // and nothing that it asks for is done
	}
	if s.m.find.query == nil {
		t.Fatal(s.m.find.bad)
	}
	if n, done := s.m.find.pending().Total(); n > 0 || !done {
		t.Errorf("%d matches without a search, all is searched: %v", n, done)
	}
}

// A contextual is a list that keeps the contexts of its filters.
type contextual struct {
	noteList
	ctx []context.Context
}

func (c *contextual) matches(*Model, string) func(context.Context) []int32 {
	return func(ctx context.Context) []int32 { c.ctx = append(c.ctx, ctx); return nil }
}

// TestFilterIsGivenUp checks that a filter ends with the next letter.
func TestFilterIsGivenUp(t *testing.T) {
	s := open(t, letters(t), 80, 24, Options{})
	c := &contextual{}
	l := &list{entries: c}
	s.m.enter(l)
	for _, typed := range []string{"l", "le", ""} {
		s.run(l.refilter(s.m, typed))
	}
	if len(c.ctx) != 2 || c.ctx[0].Err() == nil || c.ctx[1].Err() == nil {
		t.Errorf("filters go on: %v", c.ctx)
	}
}
