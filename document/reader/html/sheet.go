package html

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// A sheet knows what the stylesheets of a page say of two things: which elements
// are not displayed at all (CSS 2.2, section 9.2.4), and how lists count (section 12.5).
// It reads rules whose selectors are a tag, classes and an identifier without combinators or pseudo-classes:
// what depends on where an element stands, on the window or on a script is left as it is, so
// that nothing is hidden that might be seen.
type sheet struct {
	rules map[string][]styleRule // by one part of their selectors: #id, .class or tag
	count int
}

// A styleRule is what a rule says of one property of the elements that it selects.
type styleRule struct {
	tag      string
	id       string
	classes  []string
	property property
	value    string
	weight   int64 // importance, specificity, then place: the greater wins (CSS 2.2, section 6.4)
}

// A property is one that is read.
type property uint8

const (
	display property = iota
	listStyle
)

// maxStyleRules bounds the rules that are kept of a stylesheet.
const maxStyleRules = 10_000

// The parts of a rule's weight. Its place in its sheet is the lowest.
const (
	weightSheet       = 1 << 20 // place of the sheet in the page
	weightSpecificity = 1 << 40
	weightImportant   = 1 << 50
)

// add reads a stylesheet.
func (s *sheet) add(css string) {
	css = strings.TrimPrefix(strings.TrimSpace(css), "<![CDATA[")
	c := cssScanner{css}
	for c.rest != "" {
		prelude, stop := c.until("{;}")
		at := strings.HasPrefix(prelude, "@")
		switch {
		case stop != '{':
		case !at:
			body, _ := c.until("}")
			s.rule(prelude, body)
		case !screenMedia(prelude):
			c.skipBlock()
		}
		// The rules in a block for screens follow as those outside it do, and its end is passed over.
	}
}

// screenMedia reports whether the rules of an at-rule's block hold for every screen.
func screenMedia(prelude string) bool {
	media, ok := strings.CutPrefix(strings.ToLower(prelude), "@media")
	if !ok {
		return false
	}
	for m := range strings.SplitSeq(media, ",") {
		switch strings.TrimSpace(m) {
		case "screen", "all", "only screen":
			return true
		}
	}
	return false
}

// rule takes what a rule says of each property, for each of its selectors.
func (s *sheet) rule(selectors, body string) {
	for property := display; property <= listStyle; property++ {
		value, important := property.of(body)
		if value == "" {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			r, key, ok := parseSelector(strings.TrimSpace(selector))
			if !ok || s.count == maxStyleRules {
				continue
			}
			s.count++
			r.property, r.value = property, value
			r.weight = r.weight*weightSpecificity + int64(s.count)
			if important {
				r.weight += weightImportant
			}
			if s.rules == nil {
				s.rules = make(map[string][]styleRule)
			}
			s.rules[key] = append(s.rules[key], r)
		}
	}
}

// of returns the value that declarations give to a property last, lower case, "" where
// they do not, and whether they call it important. Of a list's style it is the counter alone.
func (p property) of(declarations string) (value string, important bool) {
	for d := range strings.SplitSeq(declarations, ";") {
		name, v, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(name))
		v, _, mark := strings.Cut(strings.ToLower(v), "!")
		switch {
		case p == display && name == "display":
			value, important = strings.TrimSpace(v), mark
		case p == listStyle && (name == "list-style-type" || name == "list-style"):
			if c := counterOf(v); c != "" {
				value, important = c, mark
			}
		}
	}
	return value, important
}

// parseSelector parses a compound selector such as p.a.b or #c, and names the part by which it
// is found. The weight of the rule is the selector's specificity.
func parseSelector(s string) (r styleRule, key string, ok bool) {
	end := strings.IndexAny(s+".", ".#")
	if r.tag = strings.ToLower(s[:end]); r.tag == "*" {
		r.tag = ""
	}
	if s == "" || strings.ContainsAny(s, " \t\n\r\f>+~:[]()\\*") {
		return r, "", false
	}
	for s = s[end:]; s != ""; s = s[end:] {
		end = 1 + strings.IndexAny(s[1:]+".", ".#")
		part := s[:end]
		switch {
		case len(part) == 1:
			return r, "", false
		case part[0] == '#':
			r.id = part[1:]
		default:
			r.classes = append(r.classes, part[1:])
		}
	}
	switch {
	case r.id != "":
		key = "#" + r.id
	case len(r.classes) > 0:
		key = "." + r.classes[0]
	default:
		key = r.tag
	}
	r.weight = int64(min(len(r.classes), 99)) * 2
	if r.id != "" {
		r.weight += 200
	}
	if r.tag != "" {
		r.weight++
	}
	return r, key, key != ""
}

// hidesByStyle reports whether an element is not to be seen because of the page's stylesheets.
func (p *page) hidesByStyle(n int32) bool { return p.hidesItself(n) && !p.underPicture(n) }

// hidesItself reports whether the rule that weighs most for an element, of all
// stylesheets of its page, keeps it from being displayed.
func (p *page) hidesItself(n int32) bool {
	tag := p.nodes[n].tag
	if tag == atom.Html || tag == atom.Body { // scripts show a body that is hidden while it loads
		return false
	}
	return p.styled(n, display) == "none"
}

// styled returns what the rule that weighs most says of a property of an element, "" where
// none does.
func (p *page) styled(n int32, property property) string {
	if len(p.sheets) == 0 {
		return ""
	}
	class, id, tag := p.attr(n, attrClass), p.attr(n, attrID), p.nodes[n].tag.String()
	value, best := "", int64(-1)
	for place, s := range p.sheets {
		consider := func(key string) {
			for i := range s.rules[key] {
				r := &s.rules[key][i]
				if w := r.weight + int64(place)*weightSheet; r.property == property && w > best && r.selects(tag, id, class) {
					value, best = r.value, w
				}
			}
		}
		consider(tag)
		if id != "" {
			consider("#" + id)
		}
		for c := range strings.FieldsSeq(class) {
			consider("." + c)
		}
	}
	return value
}

// underPicture reports whether an element follows a picture, perhaps after others
// that a stylesheet hides. Transcribers set the words that a picture holds, such as those of a
// song under its score, beside it for readers that show no pictures, and hide
// them from those that do. A caption that a page's design leaves out is shown with it.
func (p *page) underPicture(n int32) bool {
	up := p.nodes[n].parent
	for c := n - 1; c > up && n-c < pictureNodes; {
		for p.nodes[c].parent > up {
			c = p.nodes[c].parent
		}
		for i := c; i < p.nodes[c].end; i++ {
			if p.nodes[i].tag == atom.Img {
				return true
			}
		}
		if !p.blank(c, p.nodes[c].end) && !p.hidesItself(c) {
			return false
		}
		c--
	}
	return false
}

// pictureNodes bounds how far a picture is looked for.
const pictureNodes = 100

func (r *styleRule) selects(tag, id, class string) bool {
	return (r.tag == "" || r.tag == tag) && (r.id == "" || r.id == id) &&
		!slices.ContainsFunc(r.classes, func(c string) bool { return !hasToken(class, c) })
}

// styles reads the stylesheets of a page: those in it and those of the
// container that it names.
func (b *Book) styles(p *page) {
	for i := int32(0); i < int32(len(p.nodes)); i++ {
		tag := p.nodes[i].tag
		if tag != atom.Style && tag != atom.Link || !screenMedia("@media "+cmp.Or(p.attr(i, attrMedia), "all")) {
			continue
		}
		s := &sheet{}
		if tag == atom.Style {
			s.add(p.titleText(i))
		} else {
			s = b.linkedSheet(p, i)
		}
		if s != nil && s.count > 0 && len(p.sheets) < maxSheets {
			p.sheets = append(p.sheets, s)
		}
	}
}

// maxSheets bounds the stylesheets of a page.
const maxSheets = 100

// linkedSheet returns the stylesheet that a link element names, nil where it names none
// of the container. Chapters share theirs.
func (b *Book) linkedSheet(p *page, n int32) *sheet {
	if b.Style == nil || !strings.EqualFold(strings.TrimSpace(p.attr(n, attrRel)), "stylesheet") {
		return nil
	}
	name, _, ok := b.Resolve(p.file, p.attr(n, attrHref))
	if !ok {
		return nil
	}
	s, ok := b.sheets[name]
	if !ok {
		s = &sheet{}
		s.add(b.Style(name))
		b.sheets[name] = s
	}
	return s
}

// A cssScanner cuts a stylesheet into pieces.
type cssScanner struct{ rest string }

// until returns what stands before the first of some characters, without comments,
// and that character, 0 at the end.
func (c *cssScanner) until(chars string) (string, byte) {
	var b strings.Builder
	for i := 0; i < len(c.rest); i++ {
		x := c.rest[i]
		switch {
		case x == '"' || x == '\'':
			n := strings.IndexByte(c.rest[i+1:], x)
			if n < 0 {
				c.rest = ""
				return strings.TrimSpace(b.String()), 0
			}
			b.WriteString(c.rest[i : i+n+2])
			i += n + 1
		case x == '/' && strings.HasPrefix(c.rest[i:], "/*"):
			n := strings.Index(c.rest[i+2:], "*/")
			if n < 0 {
				c.rest = ""
				return strings.TrimSpace(b.String()), 0
			}
			i += n + 3
			b.WriteByte(' ')
		case strings.HasPrefix(c.rest[i:], "<!--"):
			i += len("<!--") - 1
		case strings.HasPrefix(c.rest[i:], "-->"):
			i += len("-->") - 1
		case strings.IndexByte(chars, x) >= 0:
			c.rest = c.rest[i+1:]
			return strings.TrimSpace(b.String()), x
		default:
			b.WriteByte(x)
		}
	}
	c.rest = ""
	return strings.TrimSpace(b.String()), 0
}

// skipBlock passes over a block and the blocks in it; its brace was read.
func (c *cssScanner) skipBlock() {
	for depth := 1; depth > 0 && c.rest != ""; {
		if _, stop := c.until("{}"); stop == '{' {
			depth++
		} else {
			depth--
		}
	}
}
