package markdown

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
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
	s = s[:min(len(s), maxAttributes)]
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

// The most bytes that the end of attributes, and of the name of one, is looked for in. A picture may be
// described at length.
const (
	maxAttributes    = 4 << 10
	maxAttributeName = 128
)

// parse parses one attribute and returns its length.
func (a *attributes) parse(s []byte) int {
	n := bytes.IndexAny(s[:min(len(s), maxAttributeName)], " \t\n}=")
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

// listTaker takes attribute lists out of paragraphs: a line {: #id .class key="value"}
// before or after a block says what it is to be called and how it is to look
// (kramdown, "Inline Attribute Lists"). The name of a heading is kept, for links lead there.
type listTaker struct{}

// Transform implements parser.ParagraphTransformer.
func (listTaker) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := p.Lines(), reader.Source()
	from, to := 0, lines.Len()
	if from < to {
		first := lines.At(from)
		if list := bytes.TrimSpace(first.Value(source)); len(list) > 0 && attributeList(list) == len(list) {
			from++
			if h, ok := p.PreviousSibling().(*ast.Heading); ok && !p.HasBlankPreviousLines() {
				name(h, list)
			}
		}
	}
	for ; from < to; to-- {
		last := lines.At(to - 1)
		if list := bytes.TrimSpace(last.Value(source)); len(list) == 0 || attributeList(list) != len(list) {
			break
		}
	}
	switch {
	case from == to:
		p.Parent().RemoveChild(p.Parent(), p)
	case to-from < lines.Len():
		lines.SetSliced(from, to)
	}
}

// attributeList returns the length of the attribute list that s begins with, 0 where it
// begins with none.
func attributeList(s []byte) int {
	if len(s) < 4 || s[0] != '{' || s[1] != ':' || s[2] == ':' || s[2] == '/' {
		return 0
	}
	n := bytes.IndexAny(s, "}\n")
	if n < 0 || s[n] == '\n' {
		return 0
	}
	return n + 1
}

// name gives a heading the name that an attribute list has for it.
func name(h *ast.Heading, list []byte) {
	for _, field := range bytes.Fields(list[2 : len(list)-1]) {
		if len(field) > 1 && field[0] == '#' {
			h.SetAttributeString("id", field[1:])
		}
	}
}
