package html

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// unseen counts what a page shows that has no words to be read in its place.
type unseen struct{ pictures, media, frames, controls int }

// count takes note of an element that is shown to others.
func (u *unseen) count(t *Tree, n int32) {
	switch t.nodes[n].tag {
	case atom.Video, atom.Audio:
		u.media++
	case atom.Iframe, atom.Frame, atom.Embed, atom.Object, atom.Canvas:
		u.frames++
	case atom.Svg:
		if t.blank(n, t.nodes[n].end) {
			u.pictures++
		}
	case atom.Input, atom.Select, atom.Textarea, atom.Button:
		if !strings.EqualFold(t.attr(n, attrType), "hidden") {
			u.controls++
		}
	}
}

// String lists what was counted, "" where nothing was.
func (u *unseen) String() string {
	var list []string
	for _, x := range []struct {
		n         int
		one, many string
	}{
		{u.pictures, "picture", "pictures"},
		{u.media, "film or sound", "films or sounds"},
		{u.frames, "frame or object", "frames or objects"},
		{u.controls, "control of a form", "controls of forms"},
	} {
		switch {
		case x.n == 1:
			list = append(list, "1 "+x.one)
		case x.n > 1:
			list = append(list, fmt.Sprint(x.n, " ", x.many))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return strings.Join(list, ", ") + " could not be shown"
}

// permalink reports whether a link is the sign beside a heading that leads to the
// heading itself: documentation programs set it there to be copied. Some signs are known; any
// that is no word is one where the link leads to what the heading stands in.
func (p *page) permalink(n int32) bool {
	href := p.attr(n, attrHref)
	if len(href) < 2 || href[0] != '#' {
		return false
	}
	heading := p.ancestor(n, func(a int32) bool { return headingLevel(p.nodes[a].tag) > 0 })
	if heading < 0 {
		return false
	}
	switch sign := trim(p.textOf(n, p.nodes[n].end, signBytes)); {
	case sign == "":
		return false
	case strings.Contains("¶#§🔗⚓∞⁋", sign):
		return true
	case strings.ContainsFunc(sign, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }):
		return false
	}
	to, ok := p.ids[href[1:]]
	end := p.nodes[heading].end
	return ok && (to >= heading && to < end || to < heading && end <= p.nodes[to].end && p.blank(to, heading))
}
