package keymap

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Markdown returns the table of keys as the README shows it: a heading and a table
// a group. Actions without a key are left out.
func (m *Map) Markdown() string {
	var b strings.Builder
	for i, g := range table {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "### %s\n\n| keys | |\n|---|---|\n", g.title)
		for _, r := range g.rows {
			if keys := m.shown(r, "`"); keys != "" {
				fmt.Fprintf(&b, "| %s | %s |\n", keys, r.help)
			}
		}
	}
	return b.String()
}

// Text returns the table of keys as plain text for a manual page: a title and
// aligned lines a group.
func (m *Map) Text() string {
	wide := 0
	for r := range rows {
		wide = max(wide, utf8.RuneCountInString(m.shown(*r, "")))
	}
	var b strings.Builder
	for i, g := range table {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(g.title + "\n")
		for _, r := range g.rows {
			if keys := m.shown(r, ""); keys != "" {
				pad := wide - utf8.RuneCountInString(keys)
				fmt.Fprintf(&b, "  %s%s  %s\n", keys, strings.Repeat(" ", pad), r.help)
			}
		}
	}
	return b.String()
}

// shown returns the keys of a row between the given quotes, "" for a row that
// is not shown by itself.
func (m *Map) shown(r row, quote string) string {
	keys := m.names(r)
	for i, k := range keys {
		keys[i] = quote + k + quote
	}
	return strings.Join(keys, " ")
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
