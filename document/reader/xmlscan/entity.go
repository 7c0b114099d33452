package xmlscan

import (
	"errors"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	maxEntityName  = 64      // bytes
	maxEntityValue = 4 << 10 // bytes
	maxEntities    = 10_000  // declarations that are kept
)

// predefined are the entities of XML 1.0, section 4.6.
var predefined = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// expand returns raw with its entities replaced and its line ends made
// newlines, or spaces in an attribute.
func (s *Scanner) expand(raw string, attribute bool) string {
	if attribute && strings.ContainsAny(raw, "\r\n\t") {
		raw = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ").Replace(raw)
	}
	return s.replace(newlines(raw), s.entity)
}

// replace returns raw with each entity replaced by what lookup has for it.
func (s *Scanner) replace(raw string, lookup func(string) (string, bool)) string {
	i := strings.IndexByte(raw, '&')
	if i < 0 {
		return raw
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i >= 0 {
		b.WriteString(raw[:i])
		name := entityAt(raw[i:])
		if name == "" {
			b.WriteByte('&')
			raw = raw[i+1:]
			i = strings.IndexByte(raw, '&')
			continue
		}
		n := i + len(name) + 2
		if value, ok := lookup(name); ok {
			b.WriteString(value)
		} else {
			s.undefined++
			b.WriteString(raw[i:n])
		}
		raw = raw[n:]
		i = strings.IndexByte(raw, '&')
	}
	b.WriteString(raw)
	return b.String()
}

// entityAt returns the name between the & that t begins with and its
// semicolon, "" where t begins with no entity.
func entityAt(t string) string {
	for i := 1; i < len(t) && i <= maxEntityName; i++ {
		if t[i] == ';' {
			return t[1:i]
		}
		if !nameByte[t[i]] {
			return ""
		}
	}
	return ""
}

// entity returns what an entity stands for. Names of HTML come last, for a
// document may declare its own.
func (s *Scanner) entity(name string) (string, bool) {
	if v, ok := s.entities[name]; ok && s.outer == nil {
		if s.budget -= int64(len(v)); s.budget < 0 {
			s.limit(s.start, "entities add too much text")
			return "", false
		}
		return s.replace(v, s.basic), true
	}
	return s.basic(name)
}

// basic is entity without those that the document declares: what may stand in
// the text of a declared entity.
func (s *Scanner) basic(name string) (string, bool) {
	if v, ok := predefined[name]; ok {
		return v, true
	}
	if strings.HasPrefix(name, "#") {
		return character(name[1:])
	}
	// A name that HTML knows without its semicolon would match as a prefix.
	full := "&" + name + ";"
	if v := html.UnescapeString(full); v != full && (v == ";" || !strings.HasSuffix(v, ";")) {
		return v, true
	}
	return "", false
}

// character returns the character that "233" or "xE9" numbers. A number that
// is no character gives U+FFFD.
func character(number string) (string, bool) {
	base := 10
	if strings.HasPrefix(number, "x") || strings.HasPrefix(number, "X") {
		number, base = number[1:], 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	if number == "" || errors.Is(err, strconv.ErrSyntax) {
		return "", false
	}
	if err != nil || n == 0 || n > utf8.MaxRune {
		n = utf8.RuneError
	}
	return string(rune(n)), true
}

// splitAtEntity looks in the text that was just read, which begins at at, for
// an entity whose text is markup. It cuts the text there and goes on in the
// entity's text.
func (s *Scanner) splitAtEntity(at int) bool {
	for i := 0; ; {
		k := strings.IndexByte(s.text[i:], '&')
		if k < 0 {
			return true
		}
		i += k
		name := entityAt(s.text[i:])
		value, ok := s.entities[name]
		if !ok || strings.IndexByte(value, '<') < 0 || s.budget < int64(len(value)) {
			i++
			continue
		}
		if i > 0 {
			s.text, s.pos, s.end = s.text[:i], at+i, at+i
			return true
		}
		s.budget -= int64(len(value))
		s.start, s.end = at, at+len(name)+2
		s.outer = &suspended{src: s.src, pos: s.end}
		s.src, s.pos = value, 0
		return false
	}
}

// resume goes on after an entity.
func (s *Scanner) resume() {
	s.src, s.pos = s.outer.src, s.outer.pos
	s.outer = nil
}
