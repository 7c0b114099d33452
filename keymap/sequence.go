package keymap

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Sequence is the keys of a binding in the order they are typed, each as
// Bubble Tea's Key.String gives it: "g", "]", "ctrl+f", "shift+tab".
type Sequence []string

// named are the keys that have names, and how a page shows them.
var named = map[string]string{
	"backspace": "Backspace", "delete": "Del", "down": "↓", "end": "End", "enter": "Enter", "esc": "Esc",
	"home": "Home", "insert": "Ins", "left": "←", "pgdown": "PgDn", "pgup": "PgUp", "right": "→",
	"space": "Space", "tab": "Tab", "up": "↑",
	"f1": "F1", "f2": "F2", "f3": "F3", "f4": "F4", "f5": "F5", "f6": "F6",
	"f7": "F7", "f8": "F8", "f9": "F9", "f10": "F10", "f11": "F11", "f12": "F12",
}

// modifiers are the prefixes of a key, in the order Bubble Tea writes them,
// and how a page shows them.
var modifiers = []struct{ name, shown string }{
	{"ctrl+", "Ctrl-"}, {"alt+", "Alt-"}, {"shift+", "S-"}, {"meta+", "Meta-"}, {"hyper+", "Hyper-"}, {"super+", "Super-"},
}

// doubles are keys that most terminals cannot tell from another.
var doubles = map[string]string{"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "esc"}

// ParseSequence reads a binding as it is written in a configuration file:
// "gg", "]n", "ctrl+f", "g space". Words parted by white space are keys where they
// have the name of one, with or without modifiers; any other word is a key a character.
func ParseSequence(s string) (Sequence, error) {
	var seq Sequence
	for _, word := range strings.Fields(s) {
		keys, err := parseWord(word)
		if err != nil {
			return nil, err
		}
		seq = append(seq, keys...)
	}
	if len(seq) == 0 {
		return nil, fmt.Errorf("no key is named")
	}
	return seq, nil
}

func parseWord(word string) ([]string, error) {
	base := word
	for _, m := range modifiers {
		if rest, ok := strings.CutPrefix(base, m.name); ok && rest != "" {
			base = rest
		}
	}
	_, known := named[base]
	switch {
	case base == word && !known:
		return characters(word)
	case !known && utf8.RuneCountInString(base) != 1:
		return nil, fmt.Errorf("no key is called %q", word)
	case doubles[word] != "":
		return nil, fmt.Errorf("most terminals cannot tell %q from %q", word, doubles[word])
	}
	return []string{word}, nil
}

func characters(word string) ([]string, error) {
	var keys []string
	for _, r := range word {
		if !unicode.IsPrint(r) {
			return nil, fmt.Errorf("%q is no key", r)
		}
		keys = append(keys, string(r))
	}
	return keys, nil
}

// String shows the sequence as a page of help does: "gg", "^F", "S-Tab".
func (s Sequence) String() string {
	var b strings.Builder
	for i, k := range s {
		shown := showKey(k)
		if i > 0 && (utf8.RuneCountInString(shown) > 1 || utf8.RuneCountInString(showKey(s[i-1])) > 1) {
			b.WriteByte(' ')
		}
		b.WriteString(shown)
	}
	return b.String()
}

// Notation returns the sequence as ParseSequence reads it: "gg", "ctrl+f", "u p".
func (s Sequence) Notation() string {
	word := strings.Join(s, "")
	if keys, err := parseWord(word); err == nil && slices.Equal(keys, s) {
		return word
	}
	return strings.Join(s, " ")
}

func showKey(k string) string {
	var prefix string
	for _, m := range modifiers {
		if rest, ok := strings.CutPrefix(k, m.name); ok && rest != "" {
			prefix += m.shown
			k = rest
		}
	}
	if name, ok := named[k]; ok {
		k = name
	}
	if prefix == "Ctrl-" && len(k) == 1 {
		return "^" + strings.ToUpper(k)
	}
	return prefix + k
}
