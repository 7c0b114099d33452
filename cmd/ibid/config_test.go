package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"ibid/keymap"
)

func TestParseConfig(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		errs     []string
		check    func(config) bool
	}{
		{"empty", "", nil, func(c config) bool { return c.keys != nil }},
		{"settings", "style = \"pink\"\nmeasure = 60\npanel = \"below\"\nmouse = false\n", nil, func(c config) bool {
			return c.Style == "pink" && c.Measure == 60 && c.Panel == "below" && c.Mouse != nil && !*c.Mouse
		}},
		{"keys", "[keys]\nnext-ref = \"ctrl+n\"\nquit = [\"x\", \"ZZ\"]\nhelp = []\n", nil, func(c config) bool {
			return c.keys.Keys(keymap.NextRef)[0].String() == "^N" && len(c.keys.Keys(keymap.Quit)) == 2 && len(c.keys.Keys(keymap.Help)) == 0
		}},
		{"inline keys", "keys = { quit = \"x\", serch = \"s\" }\n", []string{"1:22: serch: there is no such action"}, func(c config) bool {
			return c.keys.Keys(keymap.Quit)[0].String() == "x"
		}},
		{"dotted keys", "keys.quit = \"x\"\nkeys.top = \"x\"", []string{`2:1: top = "x": the key is taken by quit`}, nil},
		{"unknown setting", "style = \"pink\"\nmesure = 3\n", []string{`2:1: there is no setting "mesure"`}, func(c config) bool { return c.Style == "pink" }},
		{"unknown action", "[keys]\nquit = \"x\"\nserch = \"s\"\n", []string{"3:1: serch: there is no such action"}, func(c config) bool {
			return c.keys.Keys(keymap.Quit)[0].String() == "x"
		}},
		{"wrong key", "[keys]\n\n  quit = \"ctrl+i\"\n", []string{`3:3: quit = "ctrl+i": most terminals cannot tell "ctrl+i" from "tab"`}, nil},
		{"wrong type of key", "[keys]\nquit = 3\n", []string{"2:1: quit is a key or a list of keys"}, nil},
		{"wrong type", "style = \"pink\"\nmeasure = \"wide\"\nascii = true\nkeys.quit = \"x\"\n", []string{"2:1: measure is a number of columns: 72"}, func(c config) bool {
			return c.Style == "pink" && c.Measure == 0 && c.ASCII && c.keys.Keys(keymap.Quit)[0].String() == "x"
		}},
		{"every wrong type", "style = 3\nmeasure = 1.5\npanel = true\nmouse = \"off\"\nascii = 1\njustify = [true]\nhyphenate.en = true\nkeys = \"vi\"\n", []string{
			`1:1: style is a name or a file in quotes: "dark"`, "2:1: measure is a number of columns: 72", `3:1: panel is "right", "below", "popup" or "off"`,
			"4:1: mouse is true or false", "5:1: ascii is true or false", "6:1: justify is true or false", "7:1: hyphenate is true or false", "8:1: keys is a table of actions and their keys",
		}, func(c config) bool { return c.keys != nil && c.Mouse == nil }},
		{"unknown table", "[panel.right]\nwidth = 3\n[colours]\ntext = \"red\"\nnotes = \"blue\"\n", []string{`2:1: panel is "right", "below", "popup" or "off"`, `4:1: there is no setting "colours"`}, nil},
		{"table for a key", "[keys.quit]\nkey = \"x\"\n", []string{"2:1: quit is a key or a list of keys"}, nil},
		{"wrong panel", "panel = \"left\"\nmeasure = -2\n", []string{`1:1: panel is "right", "below", "popup" or "off"`, "2:1: measure is a number of columns: 72"}, func(c config) bool { return c.Panel == "" && c.Measure == 0 }},
		{"broken", "style = \"pink\n", []string{"1:14: basic strings cannot have new lines"}, func(c config) bool { return c.keys != nil }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cfg, errs := parseConfig([]byte(tt.in))
			var got []string
			for _, err := range errs {
				got = append(got, err.Error())
			}
			if !slices.Equal(got, tt.errs) {
				t.Errorf("errors %q, want %q", got, tt.errs)
			}
			if tt.check != nil && !tt.check(cfg) {
				t.Errorf("%+v", cfg)
			}
		})
	}
}

func TestConfigFile(t *testing.T) {
	dir := t.TempDir()
	env := map[string]string{"XDG_CONFIG_HOME": dir}
	c := &console{getenv: func(k string) string { return env[k] }}
	if cfg, errs := c.configure(); cfg.keys == nil || errs != nil {
		t.Errorf("without a file: %+v, %v", cfg, errs)
	}
	name := filepath.Join(dir, "ibid", "config.toml")
	os.Mkdir(filepath.Dir(name), 0o700)
	os.WriteFile(name, []byte("style = \"pink\"\n\n[keys]\nqiut = \"x\"\n"), 0o600)
	cfg, errs := c.configure()
	if cfg.Style != "pink" || len(errs) != 1 || errs[0].Error() != name+":4:1: qiut: there is no such action" {
		t.Errorf("%+v, %v", cfg, errs)
	}
	env["IBID_CONFIG"] = filepath.Join(dir, "none")
	if _, errs := c.configure(); len(errs) != 1 {
		t.Errorf("a file that was named and is not there: %v", errs)
	}
}
