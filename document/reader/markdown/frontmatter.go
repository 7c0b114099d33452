package markdown

import (
	"bytes"
	"strings"

	"ibid/document"
	"ibid/document/source"
)

// maxFront is the longest front matter that is looked for, in bytes.
const maxFront = 64 << 10

// frontMatter reads what stands before the text and says what the document
// is: YAML between "---", TOML between "+++", or pandoc's lines that begin with
// "%". It is kept as furniture. It returns where the text begins.
func frontMatter(text []byte, b *document.Builder) int {
	head := text[:min(len(text), maxFront)]
	first := lineAt(head, 0)
	var end int
	switch string(bytes.TrimRight(first, " \t\r\n")) {
	case "---":
		end = readFields(head, b, ":", "---", "...")
	case "+++":
		end = readFields(head, b, "=", "+++")
	default:
		end = titleBlock(head, b.Meta())
	}
	if end > 0 {
		b.AddFurniture(document.Furniture{Text: source.Safe(strings.TrimSpace(string(text[:end]))), Source: document.Span{End: int64(end)}})
	}
	return end
}

// A field is a name with its values.
type field struct {
	name   string
	values []string
}

// readFields reads lines of the form name, sign, value up to one of the
// closing lines. This is not all of YAML: names at the left edge with plain
// or quoted values, lists of either kind, and texts indented below the name.
// What is written otherwise stays furniture. Without a closing line, or with
// nothing in it, the lines are no front matter but text between rules.
func readFields(head []byte, b *document.Builder, sign string, closing ...string) int {
	var fields []field
	for i := len(lineAt(head, 0)); i < len(head); {
		raw := lineAt(head, i)
		i += len(raw)
		line := strings.TrimRight(string(raw), " \t\r\n")
		for _, c := range closing {
			if line == c {
				if len(fields) == 0 {
					return 0
				}
				for _, f := range fields {
					f.apply(b.Meta())
				}
				return i
			}
		}
		fields = addLine(fields, line, sign)
	}
	return 0
}

// addLine adds what one line says to the fields before it.
func addLine(fields []field, line, sign string) []field {
	s := strings.TrimSpace(line)
	if s == "" || s[0] == '#' {
		return fields
	}
	indented := line[0] == ' ' || line[0] == '\t'
	item, isItem := strings.CutPrefix(s, "- ")
	if indented || isItem {
		if len(fields) == 0 {
			return fields
		}
		f := &fields[len(fields)-1]
		f.add(item, isItem)
		return fields
	}
	name, value, ok := strings.Cut(line, sign)
	if !ok {
		return fields
	}
	f := field{name: strings.ToLower(strings.TrimSpace(name))}
	switch value = strings.TrimSpace(value); {
	case value == "|" || value == ">" || value == "|-" || value == ">-":
	case strings.HasPrefix(value, "[") && strings.HasSuffix(value, "]"):
		for _, v := range strings.Split(value[1:len(value)-1], ",") {
			f.values = append(f.values, unquote(v))
		}
	case value != "":
		f.values = append(f.values, unquote(value))
	}
	return append(fields, f)
}

// add adds an indented line or an item to a field's values.
func (f *field) add(s string, isItem bool) {
	for _, name := range []string{"name:", "text:", "literal:"} { // of an author or title written as a mapping
		if v, ok := strings.CutPrefix(s, name); ok {
			s, isItem = v, true
		}
	}
	switch {
	case isItem:
		f.values = append(f.values, unquote(s))
	case strings.Contains(s, ": "): // another field of a mapping
	case len(f.values) > 0:
		f.values[len(f.values)-1] += " " + s
	default:
		f.values = append(f.values, s)
	}
}

func unquote(s string) string {
	s = strings.TrimSpace(s)
	if n := len(s); n > 1 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		q := s[:1]
		s = s[1 : n-1]
		if q == `"` {
			return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s)
		}
		return strings.ReplaceAll(s, "''", "'")
	}
	return s
}

// apply says in the document's terms what a field says.
func (f field) apply(m *document.Meta) {
	var values []string
	for _, v := range f.values {
		if v = source.Clean(v); v != "" {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return
	}
	switch f.name {
	case "title":
		m.Title = values[0]
	case "author", "authors", "creator":
		m.Creators = append(m.Creators, values...)
	case "date":
		m.Date = values[0]
	case "lang", "language":
		m.Language = values[0]
	case "identifier", "doi", "isbn":
		m.Identifiers = append(m.Identifiers, values...)
	case "edition":
		m.Edition = values[0]
	case "publisher":
		m.Publisher = values[0]
	}
}

// titleBlock reads pandoc's title block: up to three lines that begin with
// "%", for title, authors and date, each going on in lines that begin with a space.
func titleBlock(head []byte, m *document.Meta) int {
	var parts []string
	i := 0
	for i < len(head) {
		raw := lineAt(head, i)
		s := strings.TrimSpace(string(raw))
		switch {
		case raw[0] == '%' && len(parts) < 3:
			parts = append(parts, strings.TrimSpace(s[1:]))
		case raw[0] == ' ' && len(parts) > 0 && s != "":
			parts[len(parts)-1] += "; " + s
		default:
			if len(parts) == 0 || s != "" {
				return 0
			}
			for k, name := range []string{"title", "author", "date"}[:len(parts)] {
				values := []string{parts[k]}
				if name == "author" {
					values = strings.Split(parts[k], ";")
				}
				field{name, values}.apply(m)
			}
			return i
		}
		i += len(raw)
	}
	return 0
}
