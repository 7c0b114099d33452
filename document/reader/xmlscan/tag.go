package xmlscan

import "strings"

// A binding gives a prefix its namespace.
type binding struct {
	prefix, space string
	depth         int
}

// scanStartTag reads a start tag or an empty-element tag.
func (s *Scanner) scanStartTag() {
	at := s.pos
	s.name = nameAt(s.src[at+1:])
	s.pos = at + 1 + len(s.name)
	s.text, s.attrs = "", s.attrs[:0]
	s.push(s.name)
	for {
		for s.pos < len(s.src) && isSpace(s.src[s.pos]) {
			s.pos++
		}
		if s.pos >= len(s.src) {
			s.fail(at, "a tag is not closed")
			return
		}
		switch c := s.src[s.pos]; {
		case c == '>':
			s.pos++
			return
		case c == '/' && strings.HasPrefix(s.src[s.pos:], "/>"):
			s.pos += 2
			s.closing = true
			return
		case c == '<':
			s.fail(at, "a tag is not closed")
			return
		case !nameByte[c]:
			s.fail(s.pos, "a stray character in a tag")
			s.pos++
		default:
			s.scanAttribute()
		}
	}
}

// scanAttribute reads an attribute. HTML's habits, a missing or unquoted
// value, are understood.
func (s *Scanner) scanAttribute() {
	at := s.pos
	name := nameAt(s.src[at:])
	p := at + len(name)
	for p < len(s.src) && isSpace(s.src[p]) {
		p++
	}
	if p >= len(s.src) || s.src[p] != '=' {
		s.fail(at, "an attribute without a value")
		s.pos = at + len(name)
		s.addAttribute(name, "")
		return
	}
	for p++; p < len(s.src) && isSpace(s.src[p]); p++ {
	}
	value, next := s.attributeValue(p)
	s.pos = next
	s.addAttribute(name, value)
}

// attributeValue returns the value that begins at p and where to go on.
func (s *Scanner) attributeValue(p int) (string, int) {
	if p >= len(s.src) {
		return "", p
	}
	quote := s.src[p]
	if quote != '"' && quote != '\'' {
		s.fail(p, "an attribute value without quotes")
		n := 0
		for p+n < len(s.src) && !isSpace(s.src[p+n]) && s.src[p+n] != '>' && s.src[p+n] != '<' {
			n++
		}
		return s.src[p : p+n], p + n
	}
	missing := &s.missing.double
	if quote == '\'' {
		missing = &s.missing.single
	}
	n := -1
	if !*missing || s.outer != nil {
		n = strings.IndexByte(s.src[p+1:], quote)
		*missing = *missing || n < 0 && s.outer == nil
	}
	if n >= 0 {
		value := s.src[p+1 : p+1+n]
		if i := strings.IndexByte(value, '<'); i < 0 || strings.IndexByte(value[:i], '>') < 0 {
			return value, p + n + 2
		}
	}
	// The closing quote was forgotten: either there is none or what comes
	// before it is a whole tag's end and another's beginning.
	s.fail(p, "an attribute value is not closed")
	n = strings.IndexAny(s.src[p+1:], "<>")
	if n < 0 {
		n = len(s.src) - p - 1
	}
	return s.src[p+1 : p+1+n], p + 1 + n
}

func (s *Scanner) addAttribute(name, raw string) {
	if len(s.attrs) >= maxAttributes {
		s.limit(s.pos, "an element has too many attributes")
		return
	}
	if len(raw) > s.lim.Attribute {
		s.limit(s.pos, "an attribute is too long")
		raw = raw[:s.lim.Attribute]
	}
	prefix, local := split(name)
	for _, a := range s.attrs {
		if a.Local == local && a.Prefix == prefix {
			s.fail(s.pos, "an attribute stands twice")
			return
		}
	}
	s.attrs = append(s.attrs, Attr{Prefix: prefix, Local: local, Raw: raw})
	switch {
	case prefix == "xmlns":
		s.bind(local, raw)
	case prefix == "" && local == "xmlns":
		s.bind("", raw)
	}
}

func (s *Scanner) bind(prefix, raw string) {
	if len(s.spaces) < maxNames {
		s.spaces = append(s.spaces, binding{prefix: prefix, space: s.expand(raw, true), depth: s.Depth()})
	}
}

// split parts a name at its colon.
func split(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i > 0 && i < len(name)-1 {
		return name[:i], name[i+1:]
	}
	return "", name
}

// Name returns an element's name, or a processing instruction's target, as written.
func (s *Scanner) Name() string { return s.name }

// Local returns an element's name without its prefix.
func (s *Scanner) Local() string {
	_, local := split(s.name)
	return local
}

// Space returns the namespace of the element, "" where it has none.
func (s *Scanner) Space() string {
	prefix, _ := split(s.name)
	return s.spaceOf(prefix)
}

// spaceOf returns the namespace that a prefix stands for at the event, ""
// where it was given none.
func (s *Scanner) spaceOf(prefix string) string {
	if prefix == "xml" {
		return "http://www.w3.org/XML/1998/namespace"
	}
	for i := len(s.spaces) - 1; i >= 0; i-- {
		if s.spaces[i].prefix == prefix {
			return s.spaces[i].space
		}
	}
	return ""
}

// Attrs returns the attributes of a Start event, to be read before the next.
func (s *Scanner) Attrs() []Attr { return s.attrs }

// Attr returns the value of the first attribute of a local name, whatever its
// prefix, "" where there is none.
func (s *Scanner) Attr(local string) string {
	v, _ := s.Lookup(local)
	return v
}

// Lookup is Attr that tells an attribute without a value from none at all.
func (s *Scanner) Lookup(local string) (string, bool) {
	for i := range s.attrs {
		if s.attrs[i].Local == local {
			return s.Value(s.attrs[i]), true
		}
	}
	return "", false
}

// Value returns an attribute's value with entities expanded and white space
// as spaces (XML 1.0, section 3.3.3).
func (s *Scanner) Value(a Attr) string { return s.expand(a.Raw, true) }
