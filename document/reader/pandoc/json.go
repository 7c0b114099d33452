package pandoc

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// A value is a value of JSON. Numbers are kept as they are written.
type value struct {
	kind kind
	text string // of a string or number; of an object, its member "t"
	// names are those of an object's members but "t", nil where "c" is the
	// only one: the nodes of pandoc's tree.
	names []string
	list  []value // the elements of an array, the members of an object
}

type kind byte

const (
	null kind = iota
	truth
	number
	text
	array
	object
)

// member returns a member of an object, null where it has none of that name.
func (v value) member(name string) value {
	if v.kind != object {
		return value{}
	}
	if v.names == nil {
		if name == "c" && len(v.list) > 0 {
			return v.list[0]
		}
		return value{}
	}
	for i, n := range v.names {
		if n == name {
			return v.list[i]
		}
	}
	return value{}
}

// add adds a member to an object.
func (v *value) add(name string, m value) {
	switch {
	case name == "t" && m.kind == text:
		v.text = m.text
		return
	case v.names == nil && len(v.list) == 0 && name == "c":
	case v.names == nil:
		for range v.list {
			v.names = append(v.names, "c")
		}
		fallthrough
	default:
		v.names = append(v.names, name)
	}
	v.list = append(v.list, m)
}

// at returns an element of an array, null where it has fewer.
func (v value) at(i int) value {
	if v.kind != array || i >= len(v.list) {
		return value{}
	}
	return v.list[i]
}

// tag and content return the name of a node of pandoc's tree, and what it holds.
func (v value) tag() string {
	if v.kind != object {
		return ""
	}
	return v.text
}
func (v value) content() value { return v.member("c") }

var (
	errTruncated = errors.New("the text ends before the document does")
	errSyntax    = errors.New("no JSON")
)

// A scanner reads JSON. Unlike encoding/json it reads one element of an array
// at a time without a copy, and its depth is bounded by memory alone: trees that
// nest deep are flattened, not refused.
type scanner struct {
	src   []byte
	i     int
	known map[string]string // short strings that were met
	stack []opened

	elements []value // of the arrays that are open, each copied where its length is known
}

// next skips white space and returns the byte there, 0 at the end.
func (s *scanner) next() byte {
	for s.i < len(s.src) {
		switch c := s.src[s.i]; c {
		case ' ', '\t', '\n', '\r':
			s.i++
		default:
			return c
		}
	}
	return 0
}

// accept passes over c and reports whether it was there.
func (s *scanner) accept(c byte) bool {
	if s.next() == c {
		s.i++
		return true
	}
	return false
}

// An opened is a value that is open, with the name of the member that comes next.
type opened struct {
	value
	name string
	from int // where its elements begin, of an array
}

// value reads a value with all it holds.
func (s *scanner) value() (value, error) {
	stack := s.stack[:0]
	s.elements = s.elements[:0]
	defer func() { s.stack = stack }()
	for {
		if n := len(stack); n > 0 && stack[n-1].kind == object {
			var err error
			if stack[n-1].name, err = s.name(); err != nil {
				return value{}, err
			}
		}
		v, open, err := s.start()
		if err != nil {
			return v, err
		}
		if open && !s.accept(closing(v.kind)) {
			stack = append(stack, opened{value: v, from: len(s.elements)})
			continue
		}
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.kind == object {
				top.add(top.name, v)
			} else {
				s.elements = append(s.elements, v)
			}
			if s.accept(',') {
				break
			}
			if !s.accept(closing(top.kind)) {
				return value{}, s.fail()
			}
			if v = top.value; v.kind == array {
				v.list = slices.Clone(s.elements[top.from:])
				s.elements = s.elements[:top.from]
			}
			stack = stack[:len(stack)-1]
		}
		if len(stack) == 0 {
			return v, nil
		}
	}
}

func closing(k kind) byte {
	if k == array {
		return ']'
	}
	return '}'
}

func (s *scanner) fail() error {
	if s.next() == 0 {
		return errTruncated
	}
	return errSyntax
}

// start reads a value that holds no others, or the beginning of one that does.
func (s *scanner) start() (v value, open bool, err error) {
	switch c := s.next(); {
	case c == '[' || c == '{':
		s.i++
		v.kind = array
		if c == '{' {
			v.kind = object
		}
		return v, true, nil
	case c == '"':
		v.kind = text
		v.text, err = s.string()
		return v, false, err
	case c == '-' || c >= '0' && c <= '9':
		from := s.i
		for s.i < len(s.src) && bytes.IndexByte([]byte("+-.0123456789eE"), s.src[s.i]) >= 0 {
			s.i++
		}
		return value{kind: number, text: string(s.src[from:s.i])}, false, nil
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.src[s.i:], []byte(word)) {
			s.i += len(word)
			if word == "true" {
				v.kind = truth
			}
			return v, false, nil
		}
	}
	return v, false, s.fail()
}

// name reads the name of an object's next member and the colon after it.
func (s *scanner) name() (string, error) {
	if s.next() != '"' {
		return "", s.fail()
	}
	name, err := s.string()
	if err == nil && !s.accept(':') {
		err = s.fail()
	}
	return name, err
}

// longestKnown is the longest string, in bytes, of which one copy serves all.
const longestKnown = 16

// string reads a string, which the scanner stands before.
func (s *scanner) string() (string, error) {
	s.i++
	from := s.i
	for plain := true; s.i < len(s.src); s.i++ {
		switch s.src[s.i] {
		case '\\':
			plain = false
			s.i++
		case '"':
			raw := s.src[from:s.i]
			s.i++
			if plain {
				return s.intern(raw), nil
			}
			return unquote(s.src[from-1 : s.i])
		}
	}
	return "", errTruncated
}

func (s *scanner) intern(raw []byte) string {
	if len(raw) > longestKnown {
		return string(raw)
	}
	if k, ok := s.known[string(raw)]; ok {
		return k
	}
	if s.known == nil {
		s.known = make(map[string]string)
	}
	k := string(raw)
	if len(s.known) < 1<<16 {
		s.known[k] = k
	}
	return k
}

func unquote(quoted []byte) (string, error) {
	var out string
	if err := json.Unmarshal(quoted, &out); err == nil {
		return out, nil
	}
	// Control characters that should have been escaped: they stay, to be made safe.
	s := strings.Map(func(c rune) rune {
		if c < ' ' {
			return utf8.RuneError
		}
		return c
	}, string(quoted))
	if err := json.Unmarshal([]byte(s), &out); err != nil {
		return "", errSyntax
	}
	return out, nil
}
