package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestHyphens(t *testing.T) {
	home := t.TempDir()
	env := map[string]string{"XDG_DATA_HOME": home, "XDG_DATA_DIRS": home}
	c := &console{getenv: func(k string) string { return env[k] }}
	dir := filepath.Join(home, "ibid", "hyphen")
	if _, err := c.hyphens("qaa"); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("%v does not name %s", err, dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "hyph_qaa.dic"), []byte("UTF-8\n1ti\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := c.hyphens("qaa")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Points(nil, "nation"); len(got) != 1 || got[0] != 2 {
		t.Errorf("divided at %v", got)
	}
}
