package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/reader"
)

func TestEditorOpensTheLine(t *testing.T) {
	name := file(t, "memo.txt", "A title\n\nA first paragraph of some words.\n\nA second one,\nwhich goes on.\n")
	env := map[string]string{"EDITOR": "vim -n"}
	dir := t.TempDir()
	for _, program := range []string{"vim", "hx", "ed", "vi"} {
		if runtime.GOOS == "windows" {
			program += ".exe"
		}
		if err := os.WriteFile(filepath.Join(dir, program), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	c := &console{getenv: func(k string) string { return env[k] }}
	b, err := c.open(t.Context(), []string{name}, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	d, err := b.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e := &editor{name: name, getenv: c.getenv, book: b}
	last := len(d.Blocks) - 1
	for _, tt := range []struct {
		editor string
		at     document.Loc
		want   []string
	}{
		{"vim -n", document.Loc{Note: document.Body}, []string{"vim", "-n", "+1", name}},
		{"vim -n", document.Loc{Note: document.Body, Block: last}, []string{"vim", "-n", "+5", name}},
		{"hx", document.Loc{Note: document.Body, Block: last, Offset: strings.Index(d.Blocks[last].Text, "goes")}, []string{"hx", name + ":6"}},
		{"ed", document.Loc{Note: document.Body}, []string{"ed", name}},
		{"vi", document.Loc{Note: 99}, []string{"vi", name}},
	} {
		env["EDITOR"] = tt.editor
		cmd, err := e.command(tt.at)
		if err != nil || !slices.Equal(cmd.Args, tt.want) {
			t.Errorf("%s at %v: %v, %v; want %v", tt.editor, tt.at, cmd, err, tt.want)
		}
	}
	env["EDITOR"] = "no-such-editor -w"
	if _, err := e.command(document.Loc{Note: document.Body}); err == nil || !strings.Contains(err.Error(), "no-such-editor") {
		t.Errorf("an editor that is not there: %v", err)
	}
	e.name, env["EDITOR"] = "-rf", "vi"
	if cmd, err := e.command(document.Loc{}); err != nil || !filepath.IsAbs(cmd.Args[len(cmd.Args)-1]) {
		t.Errorf("a name that looks like a flag: %v, %v", cmd, err)
	}
	env["EDITOR"] = ""
	t.Setenv("PATH", t.TempDir())
	if _, err := e.command(document.Loc{Note: document.Body}); err == nil {
		t.Error("an editor though none is set and there is no vi")
	}
}

func TestWordsOf(t *testing.T) {
	for line, want := range map[string][]string{
		"":                               nil,
		"vim -n":                         {"vim", "-n"},
		` "/Applications/My Ed" --wait `: {"/Applications/My Ed", "--wait"},
		`ed -c 'set "x"' ''`:             {"ed", "-c", `set "x"`, ""},
		`ed a"b c"d`:                     {"ed", "ab cd"},
		`"open`:                          {"open"},
	} {
		if got := wordsOf(line); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func TestBrowseRefuses(t *testing.T) {
	c := &console{getenv: func(string) string { return "false" }}
	for _, address := range []string{"file:///etc/passwd", "javascript:alert(1)", "-rf", "://", "ftp://example.org"} {
		if err := c.browse(address); err == nil {
			t.Errorf("%s is opened", address)
		}
	}
}

func TestBrowser(t *testing.T) {
	for list, want := range map[string]string{
		"firefox":           "firefox https://x.org/",
		"w3m -T %s -x:lynx": "w3m -T https://x.org/ -x",
	} {
		if got := strings.Join(browser(list, "https://x.org/"), " "); got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}

func TestOptions(t *testing.T) {
	env := map[string]string{"LC_ALL": "C", "COLORFGBG": "0;15", "GLAMOUR_STYLE": "pink"}
	c := &console{getenv: func(k string) string { return env[k] }}
	off := false
	cfg := config{Measure: 60, Panel: "below", Mouse: &off}
	opt := c.options(cfg, readFlags{flags: config{Measure: 50}})
	if opt.Measure != 50 || opt.Panel != "below" || !opt.NoMouse || !opt.ASCII || opt.Dark || opt.Style != "pink" {
		t.Errorf("%+v", opt)
	}
	env["LC_ALL"] = "de_DE.utf8"
	env["COLORFGBG"] = ""
	cfg.Style = "dracula"
	if opt := c.options(cfg, readFlags{}); opt.ASCII || !opt.Dark || opt.Measure != 60 || opt.Style != "dracula" {
		t.Errorf("%+v", opt)
	}
}
