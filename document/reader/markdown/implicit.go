package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/util"
)

// In pandoc's Markdown a link may name a heading by its words, "[Options]" or "[see below][Options]"
// (pandoc's manual, "Extension: implicit_header_references"). Others show such brackets as they are, and some
// mean them so. That a document links as pandoc has it is shown by the second form, where its label is the
// words of a heading and nothing defines it: elsewhere that means nothing.

// lookHeadings looks for headings that begin with number signs, and for labels of links.
func (x *index) lookHeadings(text []byte, from, to int) {
	for i := from; i < to; {
		if text[i] == '#' && (i == 0 || text[i-1] == '\n') {
			if key := headingKey(lineAt(text, i)); key != "" {
				x.headings[key] = true
			}
		}
		k := bytes.Index(text[i:to], []byte("\n#"))
		if k < 0 {
			break
		}
		i += k + 1
	}
	for i := from; i < to; {
		k := bytes.Index(text[i:to], []byte("]["))
		if k < 0 {
			break
		}
		i += k + 2
		line := lineAt(text, i)
		if n := bytes.IndexByte(line[:min(len(line), maxLabel)], ']'); n > 0 && n < maxHeading {
			x.labelled[util.ToLinkReference(line[:n])] = true
		}
	}
}

// maxHeading is the longest heading, in bytes, that a link can name by its words.
const maxHeading = 200

// headingKey returns the key under which a link names a heading, by its line; "" for a line that is none.
func headingKey(line []byte) string {
	s := bytes.TrimRight(line, " \t\r\n")
	n := len(s) - len(bytes.TrimLeft(s, "#"))
	if n > 6 || n == len(s) || s[n] != ' ' || len(s) > maxHeading {
		return ""
	}
	s = bytes.TrimRight(s[n:], "#")
	if k := bytes.LastIndexByte(s, '{'); k > 0 && bytes.HasSuffix(s, []byte("}")) {
		s = bytes.TrimRight(s[:k], " #")
	}
	return util.ToLinkReference(bytes.TrimSpace(s))
}

// headingAnchor returns the key of the place of a heading that is named by its words. No id has a space.
func headingAnchor(key string) string { return "# " + key }

// imply tells whether links name headings, once all of the text is known.
func (x *index) imply() {
	x.implied = nil
	for label := range x.labelled {
		if x.headings[label] && x.links[label] == nil {
			x.implied = x.headings
			return
		}
	}
}
