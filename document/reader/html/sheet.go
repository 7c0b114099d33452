package html

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// A sheet knows what the stylesheets of a page say of three things: how elements are displayed and
// which are not at all (CSS 2.2, section 9.2.4), how lists count (section 12.5), and which words are set
// apart by their letters (Fonts 3, section 3) or by standing above or below the line.
// It reads rules whose selectors are tags, classes and identifiers, with combinators between them, but
// without attributes and pseudo-classes: what depends on the window or on a script is left as it
// is, so that nothing is hidden that might be seen.
type sheet struct {
	rules    map[string][]styleRule // by one part of what their selectors end with: #id, .class or tag
	count    int
	combined int // of those, with combinators
}

// A styleRule is what a rule says of one property of the elements that it selects.
type styleRule struct {
	compound
	around   []relation // what must stand around the element, from it outwards
	property property
	value    string
	weight   int64 // importance, specificity, then place: the greater wins (CSS 2.2, section 6.4)
}

// A compound is a part of a selector without combinators, such as p.a.b or #c.
type compound struct {
	tag     string
	id      string
	classes []string
}

// A relation is a combinator and what stands before it (Selectors 3, section 8).
type relation struct {
	combinator byte // ' ', '>', '+' or '~'
	compound
}

// A property is one that is read.
type property uint8

const (
	display property = iota
	listStyle
	fontStyle     // "italic" or "normal"
	fontWeight    // "bold" or "normal"
	fontVariant   // "small-caps" or "normal"
	verticalAlign // "super", "sub" or "baseline"
	properties    // how many there are
)

const (
	maxStyleRules = 10_000 // rules that are kept of a stylesheet
	maxCombined   = 500    // of those, rules with combinators, which cost more to try
	maxRelations  = 16     // combinators of a selector
	maxTried      = 300    // elements that are tried for one selector: more than nest
	maxWork       = 128    // rules and elements that are tried for each node of a page, on average
	moreWork      = 1 << 20
)

// The parts of a rule's weight. Its place in its sheet is the lowest.
const (
	weightSheet       = 1 << 20 // place of the sheet in the page
	weightSpecificity = 1 << 28
	weightImportant   = 1 << 50
)

// The parts of a selector's specificity (Selectors 3, section 9), each of which counts no further
// than to the next.
const (
	weightTag   = 1
	weightClass = 100
	weightID    = 10_000
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
	for place, d := range declared(body) {
		if d.value == "" {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			r, key, ok := parseSelector(strings.TrimSpace(selector))
			if !ok || s.count == maxStyleRules || len(r.around) > 0 && s.combined == maxCombined {
				continue
			}
			s.count++
			if len(r.around) > 0 {
				s.combined++
			}
			r.property, r.value = property(place), d.value
			r.weight = r.weight*weightSpecificity + int64(s.count)
			if d.important {
				r.weight += weightImportant
			}
			if s.rules == nil {
				s.rules = make(map[string][]styleRule)
			}
			s.rules[key] = append(s.rules[key], r)
		}
	}
}

// A declaration is what declarations say of a property, "" where they are silent.
type declaration struct {
	value     string // lower case; of a list's style it is the counter alone
	important bool
}

// of returns the value that declarations give to a property last, "" where they do not.
func (p property) of(declarations string) string { return declared(declarations)[p].value }

// declared returns what declarations say of each property. The last counts.
func declared(declarations string) (out [properties]declaration) {
	for d := range strings.SplitSeq(declarations, ";") {
		name, v, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		v, _, important := strings.Cut(strings.ToLower(v), "!")
		v = strings.TrimSpace(v)
		name = strings.ToLower(strings.TrimSpace(name))
		if name != "display" && (v == "inherit" || v == "initial" || v == "unset" || v == "revert") {
			continue // sheets begin so, to take back all that browsers do
		}
		set := func(p property, value string) {
			if value != "" {
				out[p] = declaration{value, important}
			}
		}
		switch name {
		case "display":
			set(display, v)
		case "list-style-type", "list-style":
			set(listStyle, counterOf(v))
		case "font": // a size and a family at least: what they take back is left as it is
			set(fontStyle, strings.TrimSuffix(slant(v), "normal"))
			set(fontWeight, strings.TrimSuffix(weight(v), "normal"))
			set(fontVariant, strings.TrimSuffix(capitals(v), "normal"))
		case "font-style":
			set(fontStyle, slant(v))
		case "font-weight":
			set(fontWeight, weight(v))
		case "font-variant", "font-variant-caps":
			set(fontVariant, capitals(v))
		case "vertical-align":
			if v != "super" && v != "sub" {
				v = "baseline"
			}
			set(verticalAlign, v)
		}
	}
	return out
}

// slant returns whether a value is that of slanted letters.
func slant(v string) string {
	for word := range strings.FieldsSeq(v) {
		if word == "italic" || word == "oblique" {
			return "italic"
		}
	}
	return "normal"
}

// weight returns whether a value is that of letters which are heavier than others: 600 or more
// (Fonts 3, section 3.2).
func weight(v string) string {
	for word := range strings.FieldsSeq(v) {
		if n, err := strconv.Atoi(word); word == "bold" || word == "bolder" || err == nil && n >= 600 {
			return "bold"
		}
	}
	return "normal"
}

// capitals returns whether a value is that of small capitals.
func capitals(v string) string {
	for word := range strings.FieldsSeq(v) {
		if word == "small-caps" || word == "all-small-caps" {
			return "small-caps"
		}
	}
	return "normal"
}

// parseSelector parses a selector such as nav.toc > ol li, and names the part of what it ends with
// by which it is found. The weight of the rule is the selector's specificity.
func parseSelector(s string) (r styleRule, key string, ok bool) {
	var ids, classes, tags int
	for combinator := byte(0); ; {
		end := strings.IndexAny(s+" ", " \t\n\r\f>+~")
		c, ok := parseCompound(s[:end])
		if !ok || len(r.around) == maxRelations {
			return r, "", false
		}
		if combinator != 0 {
			r.around = append(r.around, relation{combinator, r.compound})
		}
		r.compound = c
		classes += len(c.classes)
		if c.id != "" {
			ids++
		}
		if c.tag != "" {
			tags++
		}
		if s = strings.TrimLeft(s[end:], " \t\n\r\f"); s == "" {
			break
		}
		combinator = ' '
		if strings.IndexByte(">+~", s[0]) >= 0 {
			combinator, s = s[0], strings.TrimLeft(s[1:], " \t\n\r\f")
		}
	}
	slices.Reverse(r.around)
	r.weight = int64(min(tags, 99)*weightTag + min(classes, 99)*weightClass + min(ids, 99)*weightID)
	switch {
	case r.id != "":
		key = "#" + r.id
	case len(r.classes) > 0:
		key = "." + r.classes[0]
	default:
		key = r.tag
	}
	return r, key, key != ""
}

// parseCompound parses a part of a selector that has no combinators.
func parseCompound(s string) (c compound, ok bool) {
	if s == "" || strings.ContainsAny(s, ":[]()\\") {
		return c, false
	}
	end := strings.IndexAny(s+".", ".#")
	if c.tag = strings.ToLower(s[:end]); c.tag == "*" {
		c.tag = ""
	} else if strings.Contains(c.tag, "*") {
		return c, false
	}
	for s = s[end:]; s != ""; s = s[end:] {
		end = 1 + strings.IndexAny(s[1:]+".", ".#")
		part := s[:end]
		switch {
		case len(part) == 1:
			return c, false
		case part[0] == '#':
			c.id = part[1:]
		default:
			c.classes = append(c.classes, part[1:])
		}
	}
	return c, true
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
	if p.ruled.node != n {
		p.ruled.node, p.ruled.values = n, p.rules(n)
	}
	return p.ruled.values[property]
}

// overworked reports whether stylesheets have asked for more work than their page is worth. No
// real ones do; others would take the square of a page's time.
func (p *page) overworked() bool { return p.ruled.work > moreWork+maxWork*len(p.nodes) }

// rules returns what the rules that weigh most say of each property of an element.
func (p *page) rules(n int32) (values [properties]string) {
	if p.overworked() {
		return values
	}
	class, id, tag := p.attr(n, attrClass), p.attr(n, attrID), p.nodes[n].tag.String()
	var best [properties]int64
	for place, s := range p.sheets {
		consider := func(key string) {
			p.ruled.work += 1 + len(s.rules[key])
			for i := range s.rules[key] {
				r := &s.rules[key][i]
				if w := 1 + r.weight + int64(place)*weightSheet; w > best[r.property] && r.selects(tag, id, class) && p.related(n, r.around) {
					values[r.property], best[r.property] = r.value, w
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
	return values
}

// displayed returns how an element is displayed by its style attribute or by the stylesheets, ""
// where they leave it as it is. Spans that are blocks hold the lines of a poem, or the number
// above the title of a chapter.
func (p *page) displayed(n int32) string {
	if s := p.attr(n, attrStyle); s != "" {
		if shown := display.of(s); shown != "" {
			return shown
		}
	}
	return p.styled(n, display)
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

func (c *compound) selects(tag, id, class string) bool {
	return (c.tag == "" || c.tag == tag) && (c.id == "" || c.id == id) &&
		!slices.ContainsFunc(c.classes, func(name string) bool { return !hasToken(class, name) })
}

// related reports whether what a selector wants around an element stands there.
func (p *page) related(n int32, around []relation) bool {
	if len(around) == 0 {
		return true
	}
	left := maxTried
	related := p.relatedWithin(n, around, &left)
	p.ruled.work += maxTried - left
	return related
}

// relatedWithin is related for as many elements as are left to be tried.
func (p *page) relatedWithin(n int32, around []relation, left *int) bool {
	if len(around) == 0 {
		return true
	}
	r := &around[0]
	for n = p.toward(n, r.combinator); n > 0 && *left > 0; n = p.toward(n, r.combinator) {
		*left--
		if r.selects(p.nodes[n].tag.String(), p.attr(n, attrID), p.attr(n, attrClass)) && p.relatedWithin(n, around[1:], left) {
			return true
		}
		if r.combinator == '>' || r.combinator == '+' {
			break
		}
	}
	return false
}

// toward returns the next element in the direction of a combinator, 0 or less where there is none.
func (p *page) toward(n int32, combinator byte) int32 {
	up := p.nodes[n].parent
	if combinator == ' ' || combinator == '>' {
		return up
	}
	for c := n - 1; c > up; c-- {
		for p.nodes[c].parent > up {
			c = p.nodes[c].parent
			p.ruled.work++
		}
		if p.nodes[c].elem {
			return c
		}
	}
	return -1
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
