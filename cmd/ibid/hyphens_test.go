package main

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestHyphenDirs(t *testing.T) {
	home, system := t.TempDir(), t.TempDir()
	env := map[string]string{"XDG_DATA_HOME": home, "XDG_DATA_DIRS": system}
	c := &console{getenv: func(k string) string { return env[k] }}
	got := c.hyphenDirs()
	want := []string{filepath.Join(home, "ibid", "hyphen"), filepath.Join(system, "hyphen")}
	if len(got) < 2 || !slices.Equal(got[:2], want) {
		t.Errorf("%q, want %q first", got, want)
	}
}
