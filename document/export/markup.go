package export

import (
	"bufio"
	"io"
	"strings"

	"ibid/document"
)

// An output collects errors of writing, so that only the end must look.
type output struct {
	w   *bufio.Writer
	err error
}

func newOutput(w io.Writer) *output { return &output{w: bufio.NewWriterSize(w, pipeBytes)} }

func (o *output) put(parts ...string) {
	for _, s := range parts {
		if o.err == nil {
			_, o.err = o.w.WriteString(s)
		}
	}
}

func (o *output) finish() error {
	if o.err != nil {
		return o.err
	}
	return o.w.Flush()
}

var (
	markupText      = escaper{strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")}
	markupAttribute = escaper{strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\t", " ")}
	// notXML replaces the characters of safe text that may not stand in XML (XML
	// 1.0, section 2.2).
	notXML = strings.NewReplacer("\ufffe", "\ufffd", "\uffff", "\ufffd")
)

// An escaper writes text as markup has it. Its replacer is one of bytes, which is
// many times faster than one of longer strings.
type escaper struct{ bytes *strings.Replacer }

func (e escaper) Replace(s string) string {
	if strings.Contains(s, "\xef\xbf") { // U+FFC0 to U+FFFF
		s = notXML.Replace(s)
	}
	return e.bytes.Replace(s)
}

// attribute returns an attribute of HTML or XML with a space before it,
// nothing where it is empty.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + markupAttribute.Replace(value) + `"`
}

// exactLabel returns an attribute with a page's label where it holds more than
// letters and digits, of which readers might strip the rest.
func exactLabel(label string) string {
	if strings.ContainsFunc(label, func(c rune) bool { return !wordRune(c) }) {
		return attribute("data-label", label)
	}
	return ""
}

// A markup is a document on its way to a form that is made of elements.
type markup struct {
	*output
	d       *document.Document
	anchors *anchors
	sink    sink // that writes the text of blocks
	idName  string
	note    int // that is being written, or document.Body
	nest    nesting
	levels  []int  // lists and quotations around each block
	pages   []int  // page breaks that wait for a block
	lead    string // markup that the next element begins with
	kind    document.Kind
}

// element writes a block that holds nothing but text. A heading's number is part of it.
func (m *markup) element(name, attrs string, b *document.Block) {
	m.put("<", name, attrs, ">", m.lead)
	m.lead = ""
	m.held()
	if b.Kind == document.Heading && b.Label != "" {
		m.put(markupText.Replace(b.Label), " ")
	}
	walk(m.d, b, m.sink, false)
	m.put("</", name, ">\n")
}

// held writes the page breaks that waited for a block.
func (m *markup) held() {
	for _, p := range m.pages {
		m.sink.page(p)
	}
	m.pages = m.pages[:0]
}

// id returns the attribute that names block i for links that lead there.
func (m *markup) id(i int) string {
	switch {
	case m.note == document.Body:
		return attribute(m.idName, m.anchors.blocks[i])
	case i == 0:
		return attribute(m.idName, m.anchors.notes[m.note])
	}
	return ""
}

func (m *markup) space() { m.put(" ") }

func (m *markup) verbatim(string, rune) bool { return false }
