package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"ibid/keymap"
)

// A config is a reader's own settings. The zero value of each is the default.
type config struct {
	Style   string `toml:"style"`
	Measure int    `toml:"measure"` // columns of text
	Panel   string `toml:"panel"`
	Mouse   *bool  `toml:"mouse"`
	ASCII   bool   `toml:"ascii"`
	Justify bool   `toml:"justify"`

	// Hyphenate divides words at the ends of lines, in languages that have a dictionary.
	Hyphenate bool `toml:"hyphenate"`

	Keys map[string]any `toml:"keys"` // a key or a list of keys by the name of an action

	keys *keymap.Map
}

// panels are the places of the notes panel that can be asked for.
var panels = []string{"right", "below", "popup", "off"}

// configFile returns the name of the configuration file, "" where there is none,
// and whether it was asked for by name.
func (c *console) configFile() (string, bool) {
	if name := c.getenv("IBID_CONFIG"); name != "" {
		return name, true
	}
	dir := c.getenv("XDG_CONFIG_HOME")
	if dir == "" {
		var err error
		if dir, err = os.UserConfigDir(); err != nil {
			return "", false
		}
	}
	return filepath.Join(dir, "ibid", "config.toml"), false
}

// configure reads the configuration file. What is wrong in it is told, with line and
// column, and left out: the program starts all the same.
func (c *console) configure() (config, []error) {
	name, asked := c.configFile()
	if name == "" {
		return config{keys: keymap.Default()}, nil
	}
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !asked {
		return config{keys: keymap.Default()}, nil
	}
	if err != nil {
		return config{keys: keymap.Default()}, []error{err}
	}
	cfg, errs := parseConfig(b)
	for i := range errs {
		errs[i] = fmt.Errorf("%s:%w", name, errs[i])
	}
	return cfg, errs
}

// parseConfig reads a configuration. The errors begin with line and column.
func parseConfig(b []byte) (config, []error) {
	var cfg config
	var errs []error
	dec := toml.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	err := dec.Decode(&cfg)
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		for _, e := range strict.Errors {
			row, col := e.Position()
			errs = append(errs, fmt.Errorf("%d:%d: there is no setting %q", row, col, e.Key()[len(e.Key())-1]))
		}
	case errors.As(err, &bad):
		row, col := bad.Position()
		what := strings.TrimPrefix(bad.Error(), "toml: ")
		if len(bad.Key()) > 0 { // the library names types of Go
			what = strings.Join(bad.Key(), ".") + " has a value of the wrong kind"
		}
		return config{keys: keymap.Default()}, []error{fmt.Errorf("%d:%d: %s", row, col, what)}
	case err != nil:
		return config{keys: keymap.Default()}, []error{fmt.Errorf(" %w", err)}
	}
	at := positions(b)
	if cfg.Panel != "" && !slices.Contains(panels, cfg.Panel) {
		errs = append(errs, fmt.Errorf("%s: panel is right, below, popup or off", at.of("panel")))
		cfg.Panel = ""
	}
	if cfg.Measure < 0 {
		errs = append(errs, fmt.Errorf("%s: measure is a number of columns", at.of("measure")))
		cfg.Measure = 0
	}
	return cfg, append(errs, cfg.bind(at)...)
}

// bind makes the key map of the reader's bindings.
func (cfg *config) bind(at places) []error {
	var bindings []keymap.Binding
	var errs []error
	for _, p := range at {
		if len(p.path) != 2 || p.path[0] != "keys" {
			continue
		}
		keys, ok := keysOf(cfg.Keys[p.path[1]])
		if !ok {
			errs = append(errs, fmt.Errorf("%s: %s is a key or a list of keys", p, p.path[1]))
			continue
		}
		bindings = append(bindings, keymap.Binding{Action: keymap.Action(p.path[1]), Keys: keys})
	}
	m, bad := keymap.New(bindings)
	for _, e := range bad {
		errs = append(errs, fmt.Errorf("%s: %w", at.of("keys", string(e.Action)), e))
	}
	cfg.keys = m
	return errs
}

// keysOf reads the value of a binding.
func keysOf(v any) ([]string, bool) {
	switch v := v.(type) {
	case string:
		return []string{v}, true
	case []any:
		keys := make([]string, 0, len(v))
		for _, k := range v {
			s, ok := k.(string)
			if !ok {
				return nil, false
			}
			keys = append(keys, s)
		}
		return keys, true
	}
	return nil, false
}

// A setting is where a setting stands in a configuration file.
type setting struct {
	path     []string
	row, col int
}

func (p setting) String() string { return fmt.Sprintf("%d:%d", p.row, p.col) }

// places are the settings of a configuration file in their order.
type places []setting

// of returns where a setting stands, as "row:column".
func (at places) of(path ...string) string {
	for _, p := range at {
		if slices.Equal(p.path, path) {
			return p.String()
		}
	}
	return "1:1"
}

// positions finds where each setting of a configuration that has been decoded stands.
func positions(b []byte) places {
	var all places
	var table []string
	var p unstable.Parser
	p.Reset(b)
	for p.NextExpression() {
		e := p.Expression()
		path, raw := keyPath(e)
		switch e.Kind {
		case unstable.Table:
			table = path
		case unstable.KeyValue:
			start := p.Shape(raw).Start
			path = append(slices.Clone(table), path...)
			all = append(all, setting{path, start.Line, start.Column})
			all = append(all, inline(&p, path, e.Value())...)
		}
	}
	return all
}

// inline finds the settings in an inline table.
func inline(p *unstable.Parser, table []string, v *unstable.Node) places {
	if v.Kind != unstable.InlineTable {
		return nil
	}
	var all places
	for it := v.Children(); it.Next(); {
		path, raw := keyPath(it.Node())
		start := p.Shape(raw).Start
		all = append(all, setting{append(slices.Clone(table), path...), start.Line, start.Column})
	}
	return all
}

// keyPath returns the parts of a key and where it begins.
func keyPath(e *unstable.Node) ([]string, unstable.Range) {
	var path []string
	var raw unstable.Range
	for it := e.Key(); it.Next(); {
		if path == nil {
			raw = it.Node().Raw
		}
		path = append(path, string(it.Node().Data))
	}
	return path, raw
}
