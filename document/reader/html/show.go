package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// hiddenElement reports whether an element is not to be seen: by its
// attributes, by the stylesheets of its page, or because it says again what is read.
func (p *page) hiddenElement(n int32) bool {
	if p.nodes[n].tag == atom.Dialog {
		if _, open := p.lookup(n, attrOpen); !open {
			return true
		}
	}
	if p.nodes[n].nattr == 0 {
		return p.hidesByStyle(n)
	}
	if _, ok := p.lookup(n, attrHidden); ok {
		return true
	}
	if style := p.attr(n, attrStyle); style != "" {
		if shown := display.of(style); shown == "none" || strings.Contains(style, "mso-hide:all") {
			return true
		} else if shown != "" {
			return p.repeats(n)
		}
	}
	return p.repeats(n) || p.hidesByStyle(n)
}

// repeats reports whether an element shows once more what stands beside it:
// another form of a formula, the sign that opens a note in the margin.
func (p *page) repeats(n int32) bool {
	return p.nodes[n].nattr > 0 && (p.hasClass(n, "katex-html", "MathJax_Preview") || p.toggles(n))
}

// toggles reports whether an element is the sign that opens a note in the margin. One that says
// more than any sign has no end tag.
func (p *page) toggles(n int32) bool {
	return p.nodes[n].nattr > 0 && p.hasClass(n, "margin-toggle") && len(p.textOf(n, p.nodes[n].end, signBytes)) <= signBytes
}

// control reports whether an element is a control of a form that holds words.
func control(tag atom.Atom) bool {
	switch tag {
	case atom.Select, atom.Datalist, atom.Textarea, atom.Button:
		return true
	}
	return false
}

// wordsOf returns the text of an element with that of the controls in it, at
// most max bytes and a little more, a space between its words and where a block begins.
func (p *page) wordsOf(n int32, max int) string {
	var b strings.Builder
	apart := false
	for i := n; i < p.nodes[n].end && b.Len() <= max; i++ {
		x := &p.nodes[i]
		if x.flags&flagSkip != 0 && !control(x.tag) {
			i = x.end - 1
			continue
		}
		apart = apart || x.flags&flagBlock != 0
		for k := 0; k < len(x.text); {
			if isSpace(x.text[k]) {
				apart = true
				k++
				continue
			}
			if apart && b.Len() > 0 {
				b.WriteByte(' ')
			}
			apart = false
			end := k
			for end < len(x.text) && !isSpace(x.text[end]) {
				end++
			}
			b.WriteString(x.text[k:end])
			k = end
		}
	}
	return b.String()
}

// lineNumber returns the number that an element sets beside a line of verse or
// code. Editions print it in the margin, and in the text it would stand glued
// to the last word of its line, where it reads as the sign of a note.
func (p *page) lineNumber(n int32) (string, bool) {
	if !p.hasClass(n, "lnum", "linenum", "linenumber", "line-number", "lineno") {
		return "", false
	}
	s := strings.TrimSpace(p.textOf(n, p.nodes[n].end, signBytes))
	for _, c := range s {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	return s, s != ""
}

// findMain finds the element that holds a page's text where a page has more
// than its text: what says that it is the main part, or the one article; 0 where nothing says so.
func (p *page) findMain() int32 {
	total := p.letters(0, int32(len(p.nodes)))
	best, most := int32(0), 0
	articles := 0
	for i := range p.nodes {
		n := int32(i)
		x := &p.nodes[i]
		if !x.elem {
			continue
		}
		isMain := x.tag == atom.Main || x.nattr > 0 && hasToken(p.attr(n, attrRole), "main")
		if x.tag == atom.Article {
			articles++
		}
		if !isMain && (x.tag != atom.Article || articles > 1) {
			continue
		}
		if l := p.letters(n, x.end); l > most && l*4 >= total {
			best, most = n, l
		}
	}
	if best != 0 && p.nodes[best].tag == atom.Article && articles > 1 {
		return 0
	}
	return p.titled(best)
}

// titled returns the main element of a page with its title: where an article has no heading and
// one stands before it in the element around it, as the names of the parties do before an opinion,
// that element.
func (p *page) titled(main int32) int32 {
	if main == 0 || p.nodes[main].tag != atom.Article || p.heads(main, p.nodes[main].end) {
		return main
	}
	up := p.nodes[main].parent
	if up <= 0 || !p.heads(up+1, main) {
		return main
	}
	if tag := p.nodes[up].tag; tag == atom.Body || tag == atom.Html {
		return 0
	}
	return up
}

// heads reports whether there is a heading of the text between two nodes: none of a site's head,
// menus or margin.
func (p *page) heads(from, to int32) bool {
	for i := from; i < to; i++ {
		switch tag := p.nodes[i].tag; {
		case tag == atom.Header, tag == atom.Nav, tag == atom.Aside, tag == atom.Footer, skipped(tag) && p.nodes[i].elem:
			i = p.nodes[i].end - 1
		case headingLevel(tag) > 0:
			return true
		}
	}
	return false
}

// letters counts the bytes of text between two nodes, without what is never read and the
// white space that indents the markup.
func (p *page) letters(from, to int32) int {
	n := 0
	for i := from; i < to; i++ {
		x := &p.nodes[i]
		if x.elem && skipped(x.tag) {
			i = x.end - 1
			continue
		}
		n += len(strings.Trim(x.text, " \t\n\r\f"))
	}
	return n
}

// beside reports whether an element stands beside a page's text: a menu, a
// head or foot of the site, what the author keeps from being printed.
func (p *page) beside(n int32) bool {
	x := &p.nodes[n]
	if x.tag == atom.Nav {
		return !means(p.meaning(n), "toc") && !strings.EqualFold(p.attr(n, attrID), "toc")
	}
	if x.tag == atom.Pre && p.licence(n) {
		return true
	}
	if x.nattr == 0 {
		return false
	}
	if r := p.attr(n, attrRole); r != "" && (hasToken(r, "navigation") || hasToken(r, "search") || hasToken(r, "banner") || hasToken(r, "contentinfo") || hasToken(r, "menu") || hasToken(r, "menubar")) {
		return true
	}
	if p.hasClass(n, "noprint", "no-print", "d-print-none", "mw-editsection", "printfooter", "navbox", "catlinks", "mw-jump", "mw-jump-link", "pg-boilerplate") {
		return true
	}
	return p.menu(n)
}

// licence reports whether preformatted text is the header or the licence that
// Project Gutenberg puts around a book, which says so between asterisks. What is
// nested in such text was looked at with it.
func (p *page) licence(n int32) bool {
	if p.ancestor(n, func(a int32) bool { return p.nodes[a].tag == atom.Pre }) >= 0 {
		return false
	}
	s := p.textOf(n, p.nodes[n].end, licenceBytes)
	i := strings.Index(s, "*** START OF TH")
	if i < 0 {
		i = strings.Index(s, "*** END OF TH")
	}
	if i < 0 {
		i = strings.Index(s, "End of the Project Gutenberg")
	}
	return i >= 0 && strings.Contains(strings.ToUpper(s), "PROJECT GUTENBERG")
}

// licenceBytes is how much of a text is looked through for the marks of a licence.
const licenceBytes = 8 << 10

// menuNames are parts of names that sites give to what stands beside a text.
var menuNames = []string{"menu", "navbar", "navigation", "sidebar", "dropdown", "drop-down", "breadcrumb", "footer", "masthead", "share", "cookie", "toolbar", "pagination"}

// menu reports whether an element is named for a menu and most of it is links.
func (p *page) menu(n int32) bool {
	x := &p.nodes[n]
	if x.tag != atom.Div && x.tag != atom.Ul && x.tag != atom.Ol && x.tag != atom.Table && x.tag != atom.Td && x.tag != atom.Aside && x.tag != atom.Section {
		return false
	}
	name := strings.ToLower(p.attr(n, attrID) + " " + p.attr(n, attrClass))
	named := false
	for _, m := range menuNames {
		named = named || strings.Contains(name, m)
	}
	if !named {
		return false
	}
	all, linked := p.letters(n, x.end), 0
	for i := n; i < x.end; i++ {
		if p.nodes[i].tag == atom.A {
			linked += p.letters(i, p.nodes[i].end)
			i = p.nodes[i].end - 1
		}
	}
	return 2*linked > all
}
