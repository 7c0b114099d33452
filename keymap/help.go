package keymap

import (
	"fmt"
	"strings"
)

// Markdown returns the table of keys as the README shows it: a heading and a table
// a group. Actions without a key are left out.
func (m *Map) Markdown() string {
	var b strings.Builder
	for i, g := range m.Groups() {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "### %s\n\n| keys | |\n|---|---|\n", g.Title)
		for _, e := range g.Entries {
			fmt.Fprintf(&b, "| `%s` | %s |\n", strings.Join(e.Keys, "` `"), e.Help)
		}
	}
	return b.String()
}

// names returns the keys of a row as they are shown, none for a row that is not
// shown by itself. The key that an action wants after its own stands for itself as x.
func (m *Map) names(r row) []string {
	if r.help == "" {
		return nil
	}
	own := ""
	if r.takes == takesKey {
		own = "x"
	}
	var keys []string
	for _, s := range m.keys[r.action] {
		keys = append(keys, s.String()+own)
	}
	return keys
}

// A Group is a part of the help page: actions that have keys.
type Group struct {
	Title   string
	Entries []Entry
}

// An Entry is an action on the help page.
type Entry struct {
	Help string
	Keys []string // as they are shown
}

// Groups returns the parts of the help page in their order.
func (m *Map) Groups() []Group {
	var all []Group
	for _, g := range table {
		shown := Group{Title: g.title}
		for _, r := range g.rows {
			if keys := m.names(r); len(keys) > 0 {
				shown.Entries = append(shown.Entries, Entry{r.help, keys})
			}
		}
		if len(shown.Entries) > 0 {
			all = append(all, shown)
		}
	}
	return all
}

// Actions returns the binding of every action, one without a key too, in the order of the
// help page.
func (m *Map) Actions() []Binding {
	var all []Binding
	for r := range rows {
		if r.help == "" {
			continue
		}
		b := Binding{Action: r.action}
		for _, s := range m.keys[r.action] {
			b.Keys = append(b.Keys, s.Notation())
		}
		all = append(all, b)
	}
	return all
}

// Describe returns the line of help of an action, "" where there is no such action.
func Describe(a Action) string {
	if r := rowOf(a); r != nil {
		return r.help
	}
	return ""
}
