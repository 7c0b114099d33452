package export

import (
	"bufio"
	"io"
	"strings"
)

// An output collects errors of writing, so that only the end must look.
type output struct {
	w   *bufio.Writer
	err error
}

func newOutput(w io.Writer) *output { return &output{w: bufio.NewWriter(w)} }

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
	markupText      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	markupAttribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\t", " ")
)

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
