package tui

import (
	"math"
	"strings"
	"testing"

	"ibid/document"
)

// leaveAt returns the bookmark of a session that ends in the middle of a document.
func leaveAt(t *testing.T, d *document.Document, keys ...string) *Bookmark {
	t.Helper()
	b := open(t, d, 100, 16, Options{}).press(keys...).m.bookmark()
	if b == nil {
		t.Fatal("the session ended at the beginning")
	}
	return b
}

func TestBookmark(t *testing.T) {
	_, d := halves(t)
	left := open(t, d, 100, 16, Options{}).press(`"40gp`)
	for _, size := range [][2]int{{100, 16}, {50, 10}} {
		s := open(t, d, size[0], size[1], Options{At: left.m.bookmark()})
		if s.m.topLoc() != left.m.topLoc() {
			t.Errorf("at %v the session begins at %+v, the one before ended at %+v", size, s.m.topLoc(), left.m.topLoc())
		}
		if got := s.screen(); size[0] == 100 && !strings.Contains(got, "this is where you stopped; gg goes to the beginning") {
			t.Errorf("it is not told:\n%s", got)
		}
	}
	if b := open(t, d, 100, 16, Options{}).m.bookmark(); b != nil {
		t.Errorf("the beginning has the bookmark %+v", b)
	}
	if b := open(t, d, 100, 16, Options{At: left.m.bookmark()}).press("g", "g").m.bookmark(); b != nil {
		t.Errorf("who went back to the beginning has the bookmark %+v", b)
	}
	if s := open(t, d, 100, 16, Options{At: left.m.bookmark(), Page: "3"}); !strings.Contains(s.screen(), "p. 3 ") {
		t.Errorf("a page that is asked for is not opened:\n%s", s.screen())
	}
}

// A place that has not been read yet is waited for, until a key is pressed.
func TestBookmarkAwaited(t *testing.T) {
	half, all := halves(t)
	b := leaveAt(t, all, `"40gp`)
	s := open(t, half, 100, 16, Options{At: b})
	if got := s.screen(); !strings.Contains(got, "where you stopped has not been read yet") {
		t.Errorf("the wait is not told:\n%s", got)
	}
	for _, keys := range [][]string{nil, {":", `"q`, "enter"}} {
		if got := open(t, half, 100, 16, Options{At: b}).press(keys...).m.bookmark(); got == nil || *got != *b {
			t.Errorf("a session that ends meanwhile by %q has the bookmark %+v, want %+v", keys, got, b)
		}
	}
	s.grow(all)
	if got := s.m.topLoc(); got.Block != b.Block {
		t.Errorf("the session begins at %+v, want %+v", got, b)
	}
	s = open(t, half, 100, 16, Options{At: b}).press("j")
	top := s.m.topLoc()
	s.grow(all)
	if got := s.m.topLoc(); got != top {
		t.Errorf("it goes to %+v though a key was pressed", got)
	}
}

func TestBookmarkInChangedSource(t *testing.T) {
	_, d := halves(t)
	b := leaveAt(t, d, `"40gp`)
	text := d.Blocks[b.Block].Text
	for _, tt := range []struct {
		name   string
		blocks []document.Block
		want   string
	}{
		{"moved", append([]document.Block{{Text: "new"}, {Text: "newer"}}, d.Blocks...), text},
		{"gone", append(append([]document.Block{}, d.Blocks[:b.Block]...), d.Blocks[b.Block+1:]...), d.Blocks[b.Block+1].Text},
		{"short", []document.Block{{Text: "all"}, {Text: "that is left"}}, "that is left"},
	} {
		at, ok := b.find(&document.Document{Blocks: tt.blocks, Complete: true})
		if !ok || tt.blocks[at.Block].Text != tt.want {
			t.Errorf("%s: found at %+v, %v", tt.name, at, ok)
		}
	}
	for _, odd := range []Bookmark{{Block: -1, Offset: -1}, {Block: math.MaxInt, Offset: math.MaxInt}} {
		if at, ok := odd.find(d); !ok || at.Block < 0 || at.Block >= len(d.Blocks) {
			t.Errorf("%+v: found at %+v, %v", odd, at, ok)
		}
	}
	if _, ok := b.find(&document.Document{Complete: true}); ok {
		t.Error("found in nothing")
	}
}
