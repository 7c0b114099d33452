package truth

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"ibid/document"
	"ibid/document/internal/readertest"
)

// unread are the elements of which a reader is shown nothing, or something else in their place.
var unread = []atom.Atom{atom.Head, atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Noembed, atom.Noframes, atom.Math}

// leadsBack matches the words of links that lead back from notes: an arrow, perhaps with a
// number, or a word for one.
var leadsBack = regexp.MustCompile(`^[\s\p{Z}\p{P}\p{S}]*((?i)return|back|jump up|return to text)?[\s\p{Z}\p{P}\p{S}]*$|^\s*[↩↑^][\x{fe0e}\x{fe0f} ]*[0-9]+\s*$`)

// visible counts the text of a page, as the parser of another package builds it. It does not count
// the words of links that lead back from notes.
func visible(count readertest.Census, src string) error {
	root, err := html.ParseWithOptions(strings.NewReader(closeTitle(strings.TrimPrefix(src, "\ufeff"))), html.ParseOptionEnableScripting(false))
	if err != nil {
		return err
	}
	var walk func(n *html.Node) string
	walk = func(n *html.Node) string {
		if n.Type == html.ElementNode && (slices.Contains(unread, n.DataAtom) || alternative(n.Data) || n.DataAtom == atom.Rp && n.Parent.DataAtom == atom.Ruby) {
			return ""
		}
		if n.Type == html.TextNode {
			if rest := untitled(n); rest != nil {
				return walk(rest)
			}
			count.Add(n.Data)
			return n.Data
		}
		var text strings.Builder
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			text.WriteString(walk(c))
		}
		if s := text.String(); n.DataAtom == atom.A && leadsBack.MatchString(s) {
			count.Take(s)
		}
		return text.String()
	}
	walk(root)
	return nil
}

// closeTitle ends a title at its first tag where the body begins before the title's end tag: that
// stands in an attribute, or belongs to another.
func closeTitle(src string) string {
	at := titleTag.FindStringIndex(src)
	if at == nil {
		return src
	}
	rest := src[at[1]:]
	end, body, tag := titleEnd.FindStringIndex(rest), bodyTag.FindStringIndex(rest), strings.IndexByte(rest, '<')
	if end == nil || body == nil || body[0] > end[0] {
		return src
	}
	return src[:at[1]+tag] + "</title>" + rest[tag:]
}

var (
	titleTag = regexp.MustCompile(`(?i)<title[^>]*>`)
	titleEnd = regexp.MustCompile(`(?i)</title[\s/>]`)
	bodyTag  = regexp.MustCompile(`(?i)<body[\s/>]`)
)

// alternative reports whether an element is a part of a switch in a book: one of them is shown.
func alternative(name string) bool {
	name = name[strings.IndexByte(name, ':')+1:]
	return name == "case" || name == "default"
}

// untitled returns what stands in the text of a title as markup, nil where none does. To a title
// without an end everything after it belongs, tags and comments too (HTML, section
// 13.2.5.2); nobody who forgot the end meant that.
func untitled(text *html.Node) *html.Node {
	if text.Parent.DataAtom != atom.Title || !strings.Contains(text.Data, "<") {
		return nil
	}
	rest := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(text.Data), rest, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil
	}
	for _, n := range nodes {
		rest.AppendChild(n)
	}
	return rest
}

// visibleXML counts the text of a page of XHTML, as the parser of another package reads it.
func visibleXML(count readertest.Census, src string) error {
	d := xml.NewDecoder(strings.NewReader(src))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var skip, link int // elements that are open from the one that is not read, or from a link
	var words string
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			tag := atom.Lookup([]byte(x.Name.Local))
			if skip > 0 || slices.Contains(unread, tag) || tag == atom.Rp || alternative(x.Name.Local) {
				skip++
			}
			if link > 0 || tag == atom.A {
				link++
			}
		case xml.EndElement:
			skip = max(0, skip-1)
			if link == 1 && leadsBack.MatchString(words) {
				count.Take(words)
			}
			if link = max(0, link-1); link == 0 {
				words = ""
			}
		case xml.CharData:
			if skip > 0 {
				continue
			}
			count.Add(string(x))
			if link > 0 {
				words += string(x)
			}
		}
	}
}

// labelWords are what programs print before the labels of references, notes and pages.
const labelWords = "FootnoteEndnoteNOTEfnPageSeiteFolio"

// Lost reports what pages of HTML, or of XHTML that says that it is XML, show and
// their document does not hold. The words that belong to a label are not part of it:
// "Footnote" before a note's, "page" before a page's. Programs print the label of a
// note up to three times: where it is called, where it leads back, and before its words.
func Lost(d *document.Document, pages ...string) error {
	count := readertest.Census{}
	for _, src := range pages {
		if strings.HasPrefix(strings.TrimSpace(src), "<?xml") {
			if xml := maps.Clone(count); visibleXML(xml, src) == nil {
				count = xml
				continue
			}
		}
		if err := visible(count, src); err != nil {
			return nil // nested deeper than that parser goes
		}
	}
	count.TakeAll(d)
	words, printed := readertest.Census{}, readertest.Census{}
	words.Add(labelWords)
	for _, n := range d.Notes {
		count.Take(n.Label)
		printed.Add(n.Label + n.Label)
	}
	for _, p := range d.Pages {
		count.Take(p.Label)
	}
	var out []string
	for r, n := range count {
		if n > printed[r]+words[r]*(len(d.Refs)+len(d.Notes)+len(d.Pages)) {
			out = append(out, fmt.Sprintf("%c×%d", r, n))
		}
	}
	if len(out) == 0 {
		return nil
	}
	slices.Sort(out)
	return fmt.Errorf("lost %v", out)
}
