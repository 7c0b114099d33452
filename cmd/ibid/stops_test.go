package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/tui"
)

func TestStops(t *testing.T) {
	s := stops{filepath.Join(t.TempDir(), "state", "ibid", "places")}
	a, b := []string{"/a \"quoted\".txt"}, []string{"/a.txt", "/b.txt"}
	at := &tui.Bookmark{Block: 12, Offset: 34, Sum: 1<<63 + 5}
	keep := func(files []string, at *tui.Bookmark) {
		t.Helper()
		if err := s.keep(files, at); err != nil {
			t.Fatal(err)
		}
	}
	keep(a, nil)
	if _, err := os.Stat(s.name); err == nil {
		t.Error("there is a file though there was nothing to keep")
	}
	keep(a, at)
	keep(b, &tui.Bookmark{Block: 1})
	if got := s.of(a); got == nil || *got != *at {
		t.Errorf("%+v, want %+v", got, at)
	}
	for _, other := range [][]string{{"/a.txt"}, {"/b.txt", "/a.txt"}, nil} {
		if got := s.of(other); got != nil {
			t.Errorf("%q was never read: %+v", other, got)
		}
	}
	keep(b, nil) // read from the beginning again
	if got := s.of(b); got != nil {
		t.Errorf("%+v after the beginning", got)
	}
	os.WriteFile(s.name, []byte("no JSON\n{\"files\":[\"/x\"],\"block\":true}\n"), 0o600)
	if got := s.of([]string{"/x"}); got != nil {
		t.Errorf("a line that is none gives %+v", got)
	}
	var full strings.Builder
	for i := range maxStops {
		fmt.Fprintf(&full, "{\"files\":[\"/%d\"],\"block\":1}\n", i)
	}
	os.WriteFile(s.name, []byte(full.String()), 0o600)
	keep(a, at)
	if n := len(s.lines()); n != maxStops || s.of([]string{"/0"}) != nil || s.of([]string{"/1"}) == nil || s.of(a) == nil {
		t.Errorf("%d lines, and not the last ones", n)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(s.name), "*")); len(left) != 1 {
		t.Errorf("there are %q", left)
	}
}

// A file that cannot be written is told and stops nothing.
func TestStopsKeptNowhere(t *testing.T) {
	s := stops{filepath.Join(file(t, "file", ""), "ibid", "places")}
	if err := s.keep([]string{"/a"}, &tui.Bookmark{Block: 1}); err == nil {
		t.Error("no error")
	}
	if got := s.of([]string{"/a"}); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestRemembered(t *testing.T) {
	state := t.TempDir()
	c := &console{getenv: func(k string) string { return map[string]string{"XDG_STATE_HOME": state}[k] }}
	on := config{Remember: true}
	for _, tt := range []struct {
		cfg  config
		f    readFlags
		args []string
		want bool
	}{
		{on, readFlags{}, []string{"a.txt"}, true},
		{config{}, readFlags{flags: on}, []string{"a.txt", "b.txt"}, true},
		{config{}, readFlags{}, []string{"a.txt"}, false},
		{on, readFlags{}, nil, false},
		{on, readFlags{}, []string{"-"}, false},
	} {
		s, files := c.remembered(tt.cfg, tt.f, tt.args)
		if got := s.name == filepath.Join(state, "ibid", "places") && len(files) == len(tt.args); got != tt.want || !tt.want && s.name != "" {
			t.Errorf("%q: %q, %q", tt.args, s.name, files)
		}
		for _, name := range files {
			if !filepath.IsAbs(name) {
				t.Errorf("%q is no whole name", name)
			}
		}
	}
	state = "relative"
	if name := c.stateFile(); strings.HasPrefix(name, "relative") {
		t.Errorf("a relative XDG_STATE_HOME is taken: %s", name)
	}
}
