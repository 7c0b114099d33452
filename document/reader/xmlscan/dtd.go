package xmlscan

import "strings"

// scanDeclaration passes over a declaration such as <!DOCTYPE …>, keeping the
// entities that its internal subset declares.
func (s *Scanner) scanDeclaration() {
	at := s.pos
	s.pos += 2
	depth := 0 // of brackets
	for s.pos < len(s.src) && !s.missing.declaration {
		i := strings.IndexAny(s.src[s.pos:], `<>[]"'`)
		if i < 0 {
			break
		}
		s.pos += i
		switch s.src[s.pos] {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				s.pos++
				return
			}
		case '<':
			s.scanSubset(depth)
			continue
		default:
			if i := strings.IndexByte(s.src[s.pos+1:], s.src[s.pos]); i >= 0 {
				s.pos += i + 1
			}
		}
		s.pos++
	}
	s.missing.declaration = s.outer == nil
	s.fail(at, "a declaration is not closed")
	s.pos = at + 2 + len(nameAt(s.src[at+2:]))
}

// scanSubset reads what begins at a < inside a declaration.
func (s *Scanner) scanSubset(depth int) {
	t := s.src[s.pos:]
	switch {
	case strings.HasPrefix(t, "<!--"):
		s.until(4, "-->", &s.missing.comment)
	case strings.HasPrefix(t, "<?"):
		s.until(2, "?>", &s.missing.pi)
	case depth > 0 && strings.HasPrefix(t, "<!ENTITY"):
		s.scanEntity()
	case depth > 0 && strings.HasPrefix(t, "<!"):
		s.pos += 2 + declarationLength(t[2:])
	default:
		s.pos++
	}
}

// declarationLength returns how far a declaration goes, with its >.
func declarationLength(t string) int {
	for i := 0; i < len(t); {
		k := strings.IndexAny(t[i:], `>"'`)
		if k < 0 {
			break
		}
		i += k
		if t[i] == '>' {
			return i + 1
		}
		if k = strings.IndexByte(t[i+1:], t[i]); k < 0 {
			break
		}
		i += k + 2
	}
	return len(t)
}

// scanEntity keeps <!ENTITY name "text">. Parameter entities and those that
// lie outside the document are left alone.
func (s *Scanner) scanEntity() {
	at := s.pos
	n := 2 + declarationLength(s.src[at+2:])
	decl := s.src[at : at+n]
	s.pos += n
	decl = strings.TrimLeft(strings.TrimPrefix(decl, "<!ENTITY"), " \t\r\n")
	name := nameAt(decl)
	if name == "" || name == "%" || len(name) > maxEntityName || len(s.entities) >= maxEntities {
		return
	}
	decl = strings.TrimLeft(decl[len(name):], " \t\r\n")
	if decl == "" || decl[0] != '"' && decl[0] != '\'' {
		return
	}
	value, _, ok := strings.Cut(decl[1:], decl[:1])
	if !ok || len(value) > maxEntityValue {
		s.limit(at, "the text of an entity is too long")
		return
	}
	if s.entities == nil {
		s.entities = make(map[string]string)
	}
	if _, ok := s.entities[name]; ok {
		return // the first declaration holds (XML 1.0, section 4.2)
	}
	value = references(value)
	s.entities[name] = value
	s.markup = s.markup || strings.IndexByte(value, '<') >= 0
}

// references replaces the character references of an entity's text, as its
// declaration does (XML 1.0, section 4.5).
func references(value string) string {
	i := strings.Index(value, "&#")
	if i < 0 {
		return value
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(value[:i])
		name := entityAt(value[i:])
		n := 2
		c, ok := "", false
		if len(name) > 1 {
			n = len(name) + 2
			c, ok = character(name[1:])
		}
		if !ok {
			c = value[i : i+n]
		}
		b.WriteString(c)
		value = value[i+n:]
		i = strings.Index(value, "&#")
	}
	b.WriteString(value)
	return b.String()
}
