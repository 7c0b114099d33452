package xmlscan

import (
	"strings"

	"ibid/document/source"
)

// Kind is what an event is.
type Kind uint8

// The kinds of events.
const (
	EOF     Kind = iota
	Start        // an element begins
	End          // an element ends; an empty-element tag is a Start and an End
	Text         // character data, CDATA sections among them
	Comment      // Text is what stands between <!-- and -->
	PI           // Name is the target, Text the rest
)

const (
	maxNames      = 4096 // open elements whose names are remembered
	maxSearch     = 64   // open elements among which an end tag looks for its own
	maxAttributes = 256  // attributes of one element
	maxErrors     = 20   // errors that are kept; all are counted
)

// An Attr is an attribute as it stands in the source.
type Attr struct {
	Prefix, Local string
	Raw           string // the value with its entities
}

// An Error says where the source is not well-formed XML, or goes past a limit.
type Error struct {
	Offset int // bytes of the scanned text
	What   string
	Limit  bool // the source may be well formed; part of it was left as it is or cut
}

// A Scanner yields the events of one XML text.
type Scanner struct {
	lim source.Limits

	src   string
	pos   int
	outer *suspended // the document, while the text of an entity is read
	run   int        // where the character data ends that an entity cut, so that it is looked for once
	start int        // of the event, in the document
	end   int

	name    string
	text    string
	literal bool // text holds no entities
	attrs   []Attr

	open    []string // names of open elements
	over    int      // open elements past maxNames
	pop     bool     // the last event ended an element that is still counted
	closing bool     // the last event was an empty-element tag's start
	implied int      // open elements to end before the end tag that was read
	cut     bool     // the text ended inside an element
	spaces  []binding

	entities map[string]string
	markup   bool // some declared entity holds markup
	budget   int64
	missing  missing

	undefined int
	errors    []Error
	count     int
}

// suspended is a text that goes on after an entity's text has been read.
type suspended struct {
	src string
	pos int
}

// missing remembers which closing delimiters do not occur any more, so that a
// text full of openings is not searched to its end again and again.
type missing struct{ double, single, comment, cdata, pi, declaration bool }

// New returns a Scanner of src, which must be UTF-8 as [Decode] returns it.
func New(src string, lim source.Limits) *Scanner {
	return &Scanner{lim: lim, src: src, budget: lim.Entities}
}

// Next moves to the next event and returns its kind.
func (s *Scanner) Next() Kind {
	if s.pop {
		s.popElement()
	}
	switch {
	case s.closing:
		s.closing = false
		return s.endElement()
	case s.implied > 0:
		s.implied--
		return s.endElement()
	}
	for {
		if s.pos >= len(s.src) {
			if s.outer != nil {
				s.resume()
				continue
			}
			return s.atEnd()
		}
		at := s.pos
		if s.src[at] != '<' {
			if s.scanText() {
				return Text
			}
			continue
		}
		if k, ok := s.scanMarkup(); ok {
			if s.outer == nil {
				s.start, s.end = at, s.pos
			}
			return k
		}
	}
}

// atEnd ends the elements that the text leaves open.
func (s *Scanner) atEnd() Kind {
	s.start, s.end = len(s.src), len(s.src)
	s.name, s.text, s.attrs = "", "", s.attrs[:0]
	if s.Depth() == 0 {
		return EOF
	}
	if !s.cut {
		s.cut = true
		s.fail(len(s.src), "the text ends inside an element")
	}
	return s.endElement()
}

func (s *Scanner) endElement() Kind {
	s.name, s.text, s.attrs = "", "", s.attrs[:0]
	if n := len(s.open); s.over == 0 && n > 0 {
		s.name = s.open[n-1]
	}
	s.pop = true
	return End
}

func (s *Scanner) popElement() {
	s.pop = false
	depth := s.Depth()
	for n := len(s.spaces); n > 0 && s.spaces[n-1].depth >= depth; n-- {
		s.spaces = s.spaces[:n-1]
	}
	if s.over > 0 {
		s.over--
	} else if n := len(s.open); n > 0 {
		s.open = s.open[:n-1]
	}
}

func (s *Scanner) push(name string) {
	if len(s.open) < maxNames {
		s.open = append(s.open, name)
	} else {
		s.over++
	}
}

// scanText reads character data up to the next markup. It reports false
// where an entity's text, which is markup, follows at once.
func (s *Scanner) scanText() bool {
	at, end := s.pos, s.pos
	if s.outer == nil {
		end = max(end, s.run)
	}
	for end < len(s.src) {
		i := strings.IndexByte(s.src[end:], '<')
		if i < 0 {
			end = len(s.src)
			break
		}
		if end += i; isMarkup(s.src[end:]) {
			break
		}
		s.fail(end, "a < that begins no markup")
		end++
	}
	s.text, s.literal = s.src[at:end], false
	s.name, s.attrs = "", s.attrs[:0]
	s.pos = end
	if s.outer == nil {
		s.start, s.end, s.run = at, end, end
		if s.markup {
			return s.splitAtEntity(at)
		}
	}
	return true
}

// isMarkup reports whether markup begins at the < that t begins with.
func isMarkup(t string) bool {
	if len(t) < 2 {
		return false
	}
	switch c := t[1]; c {
	case '!':
		return len(t) > 2 && (t[2] == '[' || t[2] == '-' && strings.HasPrefix(t, "<!--") || isNameStart(t[2]))
	case '/', '?':
		return len(t) > 2 && isNameStart(t[2])
	default:
		return isNameStart(c)
	}
}

func isNameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' || c >= 0x80
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// scanMarkup reads what begins at a <. It reports false where that is no event.
func (s *Scanner) scanMarkup() (Kind, bool) {
	t := s.src[s.pos:]
	switch {
	case !isMarkup(t):
		s.fail(s.pos, "a < that begins no markup")
		s.start, s.end = s.pos, s.pos+1
		s.text, s.literal, s.name, s.attrs = t[:1], true, "", s.attrs[:0]
		s.pos++
		return Text, true
	case t[1] == '/':
		return s.scanEndTag()
	case strings.HasPrefix(t, "<!--"):
		s.text = s.until(4, "-->", &s.missing.comment)
		s.name, s.literal, s.attrs = "", true, s.attrs[:0]
		return Comment, true
	case strings.HasPrefix(t, "<![CDATA["):
		s.text = s.until(9, "]]>", &s.missing.cdata)
		s.name, s.literal, s.attrs = "", true, s.attrs[:0]
		return Text, s.text != ""
	case t[1] == '!':
		s.scanDeclaration()
		return EOF, false
	case t[1] == '?':
		s.text = s.until(2, "?>", &s.missing.pi)
		s.name, s.text, _ = strings.Cut(s.text, " ")
		s.literal, s.attrs = true, s.attrs[:0]
		return PI, true
	}
	s.scanStartTag()
	return Start, true
}

// until reads what stands between an opening of n bytes and a closing. Where
// there is no closing, only the opening's line is taken, so that the rest of
// the text can be read.
func (s *Scanner) until(n int, closing string, missing *bool) string {
	at := s.pos
	body := s.src[at+n:]
	i := -1
	if !*missing || s.outer != nil {
		i = strings.Index(body, closing)
	}
	if i >= 0 {
		s.pos = at + n + i + len(closing)
		return body[:i]
	}
	*missing = *missing || s.outer == nil
	s.fail(at, "no "+closing+" follows")
	if i = strings.IndexByte(body, '\n'); i < 0 {
		i = len(body)
	}
	s.pos = at + n + i
	return body[:i]
}

func (s *Scanner) scanEndTag() (Kind, bool) {
	at := s.pos
	name := nameAt(s.src[at+2:])
	s.pos = at + 2 + len(name)
	if i := strings.IndexAny(s.src[s.pos:], "<>"); i >= 0 && s.src[s.pos+i] == '>' {
		s.pos += i + 1
	} else {
		s.fail(at, "an end tag is not closed")
	}
	if s.over > 0 {
		return s.endElement(), true
	}
	for i := len(s.open) - 1; i >= 0 && i >= len(s.open)-maxSearch; i-- {
		if s.open[i] == name {
			if s.implied = len(s.open) - 1 - i; s.implied > 0 {
				s.fail(at, "</"+name+"> leaves elements open")
			}
			return s.endElement(), true
		}
	}
	s.fail(at, "</"+name+"> ends nothing")
	return EOF, false
}

// nameAt returns the name that t begins with.
func nameAt(t string) string {
	for i := 0; i < len(t); i++ {
		if !nameByte[t[i]] {
			return t[:i]
		}
	}
	return t
}

// nameByte tells the bytes that a name may hold, generously: all but white
// space and what delimits a tag.
var nameByte = func() (is [256]bool) {
	for i := range is {
		is[i] = i > ' ' && !strings.ContainsRune("<>/=\"'&;", rune(i))
	}
	return
}()

func (s *Scanner) fail(offset int, what string) { s.add(Error{Offset: offset, What: what}) }

func (s *Scanner) limit(offset int, what string) {
	s.add(Error{Offset: offset, What: what, Limit: true})
}

func (s *Scanner) add(e Error) {
	if s.outer != nil {
		e.Offset = s.start
	}
	if s.count++; len(s.errors) < maxErrors {
		s.errors = append(s.errors, e)
	}
}

// Undefined returns how many entities, of those that were asked for, are
// defined nowhere and stand in the text by their names.
func (s *Scanner) Undefined() int { return s.undefined }

// Errors returns the first places where the source is not well formed.
func (s *Scanner) Errors() []Error { return s.errors }

// ErrorCount returns how many such places there are.
func (s *Scanner) ErrorCount() int { return s.count }

// Depth returns how many elements are open, counting the one that the event
// begins or ends.
func (s *Scanner) Depth() int { return len(s.open) + s.over }

// Parent returns the name of the element around the one that a Start or End
// event is about, "" where there is none.
func (s *Scanner) Parent() string {
	if n := len(s.open); s.over == 0 && n > 1 {
		return s.open[n-2]
	}
	return ""
}

// Within returns a Scanner of a part of the scanned text, which knows the
// entities that were declared before it and shares nothing that changes.
func (s *Scanner) Within(start, end int) *Scanner {
	src := s.src
	if s.outer != nil {
		src = s.outer.src
	}
	in := New(src[:end], s.lim)
	in.pos, in.start, in.end = start, start, start
	in.entities, in.markup, in.budget = s.entities, s.markup, s.budget/2
	s.budget -= in.budget
	return in
}

// Offset returns where the event begins in the scanned text, in bytes. The
// events of an entity's text stand where the entity is.
func (s *Scanner) Offset() int { return s.start }

// EndOffset returns where the event ends in the scanned text, in bytes.
func (s *Scanner) EndOffset() int { return s.end }

// Skip passes over the rest of the element that the last event began, up to
// and with its end.
func (s *Scanner) Skip() {
	for depth := s.Depth(); ; {
		switch s.Next() {
		case EOF:
			return
		case End:
			if s.Depth() <= depth {
				return
			}
		}
	}
}

// Text returns the characters of a Text event, with entities expanded and
// line ends as newlines, or what a Comment or PI holds.
func (s *Scanner) Text() string {
	if s.literal {
		return newlines(s.text)
	}
	return s.expand(s.text, false)
}

// newlines makes every line end a newline, as section 2.11 of XML 1.0 says.
func newlines(t string) string {
	if strings.IndexByte(t, '\r') < 0 {
		return t
	}
	return strings.ReplaceAll(strings.ReplaceAll(t, "\r\n", "\n"), "\r", "\n")
}
