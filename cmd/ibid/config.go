package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
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
	Style     string
	Measure   int // columns of text
	Panel     string
	Mouse     *bool
	ASCII     bool
	Justify   bool
	Hyphenate bool // words at the ends of lines, in languages that have a dictionary
	Remember  bool // where the reading of a document ended

	keys *keymap.Map
}

// panels are the places of the notes panel that can be asked for.
var panels = []string{"right", "below", "popup", "off"}

// A setting is what a configuration file may say.
type setting struct {
	take  func(*config, any) bool // sets a value, or returns false where it is not of the kind
	wants string                  // the kind
}

// settings are the settings by name, but for the keys.
var settings = map[string]setting{
	"style":     {into(func(c *config) *string { return &c.Style }), `a name or a file in quotes: "dark"`},
	"measure":   {takeMeasure, "a number of columns: 72"},
	"panel":     {takePanel, `"right", "below", "popup" or "off"`},
	"mouse":     {takeMouse, "true or false"},
	"ascii":     {into(func(c *config) *bool { return &c.ASCII }), "true or false"},
	"justify":   {into(func(c *config) *bool { return &c.Justify }), "true or false"},
	"hyphenate": {into(func(c *config) *bool { return &c.Hyphenate }), "true or false"},
	"remember":  {into(func(c *config) *bool { return &c.Remember }), "true or false"},
}

// into sets a field that has the type in which TOML gives its value.
func into[T any](field func(*config) *T) func(*config, any) bool {
	return func(c *config, v any) bool {
		x, ok := v.(T)
		if ok {
			*field(c) = x
		}
		return ok
	}
}

func takeMeasure(c *config, v any) bool {
	n, ok := v.(int64)
	if ok = ok && n >= 0 && n <= math.MaxInt32; ok {
		c.Measure = int(n)
	}
	return ok
}

func takePanel(c *config, v any) bool {
	name, _ := v.(string)
	if !slices.Contains(panels, name) {
		return false
	}
	c.Panel = name
	return true
}

func takeMouse(c *config, v any) bool {
	on, ok := v.(bool)
	if ok {
		c.Mouse = &on
	}
	return ok
}

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

// parseConfig reads a configuration. The errors begin with line and column. What is no
// TOML says nothing; a setting that is not known or of the wrong kind is left out.
func parseConfig(b []byte) (config, []error) {
	var values map[string]any
	err := toml.Unmarshal(b, &values)
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &bad):
		row, col := bad.Position()
		return config{keys: keymap.Default()}, []error{fmt.Errorf("%d:%d: %s", row, col, strings.TrimPrefix(bad.Error(), "toml: "))}
	case err != nil:
		return config{keys: keymap.Default()}, []error{fmt.Errorf(" %w", err)}
	}
	var cfg config
	var errs []error
	at := positions(b)
	told := map[string]bool{"keys": true}
	for _, p := range at {
		name := p.path[0]
		if told[name] {
			continue
		}
		told[name] = true
		switch s, ok := settings[name]; {
		case !ok:
			errs = append(errs, fmt.Errorf("%s: there is no setting %q", p, name))
		case !s.take(&cfg, values[name]):
			errs = append(errs, fmt.Errorf("%s: %s is %s", p, name, s.wants))
		}
	}
	return cfg, append(errs, cfg.bind(values["keys"], at)...)
}

// bind makes the key map of the reader's bindings, a key or a list of keys by the name
// of an action.
func (cfg *config) bind(v any, at places) []error {
	var errs []error
	actions, ok := v.(map[string]any)
	if v != nil && !ok {
		errs = append(errs, fmt.Errorf("%s: keys is a table of actions and their keys", at.of("keys")))
	}
	var bindings []keymap.Binding
	told := make(map[string]bool)
	for _, p := range at {
		if len(p.path) < 2 || p.path[0] != "keys" || told[p.path[1]] {
			continue
		}
		action := p.path[1]
		told[action] = true
		keys, ok := keysOf(actions[action])
		if !ok {
			errs = append(errs, fmt.Errorf("%s: %s is a key or a list of keys", p, action))
			continue
		}
		bindings = append(bindings, keymap.Binding{Action: keymap.Action(action), Keys: keys})
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

// An entry is where a setting stands in a configuration file.
type entry struct {
	path     []string
	row, col int
}

func (p entry) String() string { return fmt.Sprintf("%d:%d", p.row, p.col) }

// places are the settings of a configuration file in their order.
type places []entry

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
			all = append(all, entry{path, start.Line, start.Column})
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
		all = append(all, entry{append(slices.Clone(table), path...), start.Line, start.Column})
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
