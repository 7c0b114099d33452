package tei

import (
	"strconv"
	"strings"

	"ibid/document"
)

// Renditions are what the header says of how elements look in the source (TEI P5, 2.3.4): those
// that @rendition names, by id, and those of all elements of a name that say nothing else.
type renditions struct {
	ids, names map[string]rendering
}

// A rendering is how an element looks.
type rendering struct {
	style         document.Style
	before, after string // what stands around it
}

func (a rendering) with(b rendering) rendering {
	return rendering{a.style | b.style, a.before + b.before, b.after + a.after}
}

// A declaration is a rendition that the header is at.
type declaration struct{ id, scope, selector string }

// declare takes a rendition with its CSS. A selector is heeded where it is a list of names.
func (d *renditions) declare(x declaration, css string) {
	var look rendering
	switch x.scope {
	case "":
		look.style = rendition(css)
	case "before":
		look.before = content(css)
	case "after":
		look.after = content(css)
	}
	if look == (rendering{}) {
		return
	}
	if d.ids == nil {
		d.ids, d.names = map[string]rendering{}, map[string]rendering{}
	}
	if x.id != "" {
		d.ids[x.id] = d.ids[x.id].with(look)
	}
	for name := range strings.SplitSeq(x.selector, ",") {
		name, pseudo, _ := strings.Cut(strings.TrimSpace(name), ":")
		if pseudo = strings.Trim(pseudo, ":"); pseudo != "" && pseudo != x.scope {
			continue
		}
		if name != "" && !strings.ContainsAny(name, " .#[>+~*") {
			d.names[name] = d.names[name].with(look)
		}
	}
}

// usage takes the rendition that tagUsage/@render gives all elements of a name.
func (d *renditions) usage(name, render string) {
	for id := range strings.FieldsSeq(render) {
		if look, ok := d.ids[strings.TrimPrefix(id, "#")]; ok && name != "" {
			d.names[name] = d.names[name].with(look)
		}
	}
}

// longestContent is the longest text, in bytes, that a header may have stand around elements.
const longestContent = 32

// content returns the text that the property of that name adds (CSS 2.1, 12.2), with its escapes read (4.1.3).
func content(css string) string {
	_, rest, ok := strings.Cut(css, "content")
	rest = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(rest, " "), ":"), " ")
	if !ok || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	text, _, ok := strings.Cut(rest[1:], rest[:1])
	if !ok || len(text) > longestContent {
		return ""
	}
	var b strings.Builder
	for {
		plain, escape, ok := strings.Cut(text, `\`)
		b.WriteString(plain)
		if !ok {
			return b.String()
		}
		n := 0
		for n < min(len(escape), 6) && strings.IndexByte("0123456789abcdefABCDEF", escape[n]) >= 0 {
			n++
		}
		if c, err := strconv.ParseUint(escape[:n], 16, 21); err == nil {
			b.WriteRune(rune(c))
			escape = strings.TrimPrefix(escape[n:], " ")
		}
		text = escape
	}
}

// looks returns how the element that begins looks.
func (r *reader) looks() rendering {
	rend, named, css := r.s.Attr("rend"), r.s.Attr("rendition"), r.s.Attr("style")
	if rend == "" && named == "" && css == "" {
		return r.declared.names[r.s.Local()]
	}
	look := rendering{style: rendition(rend) | rendition(css)}
	for id := range strings.FieldsSeq(named) {
		if x, ok := r.declared.ids[strings.TrimPrefix(id, "#")]; ok {
			look = look.with(x)
		} else {
			look.style |= rendition(id)
		}
	}
	return look
}

// unrendered are elements that hold no words of the text at their place, whose @rend is another
// thing than a style, or that see to it themselves.
var unrendered = map[string]bool{
	"note": true, "app": true, "pb": true, "lb": true, "cb": true, "gb": true, "milestone": true, "gap": true, "space": true, "ptr": true, "graphic": true,
	"list": true, "item": true, "table": true, "row": true, "cell": true, "figure": true, "hi": true, "emph": true, "title": true, "c": true,
}

// render dresses the element that begins as it looks.
func (r *reader) render(e *element) {
	if r.capture != nil || unrendered[e.name] {
		return
	}
	look := r.looks()
	if e.styles == 0 {
		r.style(e, look.style)
	}
	if look.before != "" {
		r.text(look.before)
		r.w.Join()
	}
	e.after = look.after
}
