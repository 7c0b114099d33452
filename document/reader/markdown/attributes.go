package markdown

import (
	"bytes"
	"html"
	"strings"
)

// Attributes are what pandoc writes in braces: {#id .class key=value}.
type attributes struct {
	id      string
	classes []string
	values  map[string]string
}

func (a attributes) is(classes ...string) bool {
	for _, c := range a.classes {
		for _, want := range classes {
			if strings.EqualFold(c, want) {
				return true
			}
		}
	}
	return false
}

func (a *attributes) set(k, v string) {
	switch k {
	case "id":
		a.id = v
	case "class":
		a.classes = append(a.classes, strings.Fields(v)...)
	default:
		if a.values == nil {
			a.values = map[string]string{}
		}
		a.values[k] = v
	}
}

// parseAttributes parses attributes in braces at the beginning of s, on one
// line, and returns how long they are, 0 where there are none.
func parseAttributes(s []byte) (attributes, int) {
	var a attributes
	i := 1
	for i < len(s) {
		switch c := s[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '}':
			return a, i + 1
		case c == '\n':
			return a, 0
		default:
			n := a.parse(s[i:])
			if n == 0 {
				return a, 0
			}
			i += n
		}
	}
	return a, 0
}

// parse parses one attribute and returns its length.
func (a *attributes) parse(s []byte) int {
	n := bytes.IndexAny(s, " \t\n}=")
	if n < 1 {
		return 0
	}
	name := string(s[:n])
	switch {
	case s[n] != '=' && name[0] == '.' && n > 1:
		a.classes = append(a.classes, name[1:])
		return n
	case s[n] != '=' && name[0] == '#' && n > 1:
		a.id = name[1:]
		return n
	case s[n] != '=' && name == "-":
		a.classes = append(a.classes, "unnumbered")
		return n
	case s[n] != '=':
		return 0
	}
	v, k := attributeValue(s[n+1:], " \t\n}")
	a.set(name, v)
	return n + 1 + k
}

// attributeValue returns the value at the beginning of s, in quotes or up to a
// byte of stop, and its length.
func attributeValue(s []byte, stop string) (string, int) {
	if len(s) > 0 && (s[0] == '"' || s[0] == '\'') {
		if n := bytes.IndexByte(s[1:], s[0]); n >= 0 {
			return html.UnescapeString(string(s[1 : 1+n])), n + 2
		}
	}
	n := bytes.IndexAny(s, stop)
	if n < 0 {
		n = len(s)
	}
	return html.UnescapeString(string(s[:n])), n
}
