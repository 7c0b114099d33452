package pandoc

import (
	"bytes"
	"path"
	"strings"

	"ibid/document/reader/xmlscan"
)

// endings are those of names that tell a format which is read through pandoc.
var endings = map[string]string{
	".rst": "rst", ".org": "org", ".tex": "latex", ".latex": "latex", ".rtf": "rtf",
	".docbook": "docbook", ".dbk": "docbook", ".jats": "jats", ".fb2": "fb2",
	".adoc": "asciidoc", ".asciidoc": "asciidoc", ".typ": "typst", ".dj": "djot",
	".textile": "textile", ".mediawiki": "mediawiki", ".opml": "opml", ".ipynb": "ipynb", ".muse": "muse",
	".dokuwiki": "dokuwiki", ".vimwiki": "vimwiki", ".creole": "creole", ".jira": "jira", ".t2t": "t2t", ".man": "man",
}

// Named returns the format of a document that is to be read through pandoc, by the
// first bytes of RTF and XML or by its name, and how surely it is of it, from 0 to 100.
// A name counts for more than signs of Markdown in the text, which these
// formats share, and for less than bytes that tell another format.
func Named(head []byte, name string) (format string, sure int) {
	if bytes.HasPrefix(head, []byte(`{\rtf`)) {
		return "rtf", 100
	}
	if format = vocabulary(head); format != "" {
		return format, 90
	}
	format = endings[strings.ToLower(path.Ext(name))]
	if format == "" && manual(head, path.Ext(name)) {
		format = "man"
	}
	if format == "" || format == "rtf" || bytes.IndexByte(head, 0) >= 0 {
		return "", 0
	}
	return format, 65
}

// manual reports whether a text is the source of a page of the manual: its name ends in the number of a
// section, and it has the macro that such a page begins with (man(7)).
func manual(head []byte, ending string) bool {
	section := len(ending) > 1 && ending[1] >= '1' && ending[1] <= '9'
	return section && (bytes.HasPrefix(head, []byte(".TH ")) || bytes.Contains(head, []byte("\n.TH ")))
}

// Namespaces of XML vocabularies that pandoc reads.
const (
	docbookSpace     = "http://docbook.org/ns/docbook"
	fictionBookSpace = "http://www.gribuser.ru/xml/fictionbook/2.0"
)

// vocabulary returns the format of an XML document by its outermost element: its
// namespace where it has one, else its name with the public identifier of the document type,
// which names NLM's DTD of articles by that (JATS 1.3) and DocBook's (before version 5) as
// "DTD DocBook". The name alone, "article" or "book", would be that of both.
func vocabulary(head []byte) string {
	root, prolog := xmlscan.Root(head)
	if root == nil {
		return ""
	}
	_, doctype, _ := strings.Cut(prolog, "<!DOCTYPE "+root.Local())
	switch {
	case root.Space() == docbookSpace || strings.Contains(doctype, "DTD DocBook"):
		return "docbook"
	case root.Space() == fictionBookSpace || root.Local() == "FictionBook":
		return "fb2"
	case root.Local() == "article" && (strings.Contains(doctype, "//NLM//DTD") || root.Attr("dtd-version") != ""):
		return "jats"
	case root.Local() == "opml":
		return "opml"
	}
	return ""
}
