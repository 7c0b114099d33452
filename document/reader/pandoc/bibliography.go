package pandoc

import (
	"fmt"
	"strings"

	"ibid/document"
	"ibid/document/source"
)

// listed returns the works of a bibliography that stands in the metadata, as pandoc keeps
// those of JATS and BibTeX, and notes that the text's citations lead to them. It is none
// where the text lists the works itself.
func (r *reader) listed(references value) []value {
	if len(r.works) > 0 || references.tag() != "MetaList" {
		return nil
	}
	list := references.content().list
	for _, work := range list {
		r.works[plain(work.content().member("id"))] = true
	}
	return list
}

// bibliography writes the works that the metadata lists, each as a paragraph that
// citations of it lead to.
func (r *reader) bibliography() {
	if len(r.unlisted) == 0 {
		return
	}
	r.w.OpenBlock(document.Heading, 1)
	r.w.Text("References")
	r.w.CloseBlock()
	empty := 0
	for _, work := range r.unlisted {
		work = work.content()
		words := entry(work)
		if words == "" {
			empty++
			words = "…"
		}
		r.w.OpenBlock(document.Paragraph, 0)
		r.w.Anchor("#ref-" + plain(work.member("id")))
		r.w.Text(words)
		r.w.CloseBlock()
	}
	if empty > 0 {
		r.problem(fmt.Sprintf("of %d of the %d works in the bibliography pandoc gives nothing but their keys", empty, len(r.unlisted)))
	}
}

// entry returns a work in words: who wrote it, its title, what it appeared in, and where to
// find it. The names of its members are those of the Citation Style Language 1.0.2, appendix IV.
func entry(work value) string {
	one := func(name string) string { return source.Clean(plain(work.member(name))) }
	who := names(work.member("author"))
	if who == "" {
		if who = names(work.member("editor")); who != "" {
			who += " (ed.)"
		}
	}
	in := one("container-title")
	if v, n := one("volume"), one("issue"); v != "" || n != "" {
		if n != "" {
			v += "(" + n + ")"
		}
		in = strings.TrimSpace(in + " " + v)
	}
	where := between(one("publisher-place"), ": ", one("publisher"))
	at := one("DOI")
	if at != "" {
		at = "https://doi.org/" + at
	} else {
		at = one("URL")
	}
	found := between(between(between(in, ". ", where), ", ", year(work.member("issued"))), ", ", one("page"))
	return between(between(between(who, ". ", one("title")), ". ", found), ". ", at)
}

// between joins two texts with what stands between them where both have words.
func between(a, sep, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	if strings.HasPrefix(sep, ".") && strings.HasSuffix(a, ".") { // "Smith, A."
		sep = sep[1:]
	}
	return a + sep + b
}

// names returns the names of people.
func names(people value) string {
	list := people.content().list
	if people.tag() != "MetaList" {
		list = []value{people}
	}
	var all []string
	for _, person := range list {
		c := person.content()
		name := plain(c.member("literal"))
		if name == "" {
			name = between(plain(c.member("family")), ", ", plain(c.member("given")))
		}
		if person.tag() != "MetaMap" {
			name = plain(person)
		}
		if name = source.Clean(name); name != "" {
			all = append(all, name)
		}
	}
	return strings.Join(all, "; ")
}

// year returns the year of a date: of its parts, or as it is written.
func year(date value) string {
	c := date.content()
	if date.tag() != "MetaMap" {
		return source.Clean(plain(date))
	}
	for _, name := range []string{"year", "literal", "raw"} {
		if s := source.Clean(plain(c.member(name))); s != "" {
			return s
		}
	}
	parts := c.member("date-parts").content()
	for parts.at(0).tag() == "MetaList" {
		parts = parts.at(0).content()
	}
	return source.Clean(plain(parts.at(0)))
}
