package xmlscan

import (
	"bytes"
	"strings"

	"ibid/document/source"
)

// Root returns a Scanner that stands at the start tag of the outermost element of an XML
// document, by the first bytes of that, and what stands before the tag. The Scanner is nil where
// there is no such tag or text stands before it, up to the end of which the prolog then reaches.
func Root(head []byte) (s *Scanner, prolog string) {
	// A byte order mark may stand before the first character; that of UTF-16 is no UTF-8, as
	// U+FFFD says here, and zeros stand beside its characters.
	if first := bytes.TrimLeft(head, "\ufeff\ufffd\x00 \t\r\n"); len(first) == 0 || first[0] != '<' {
		return nil, ""
	}
	src, _, err := Decode(head)
	if err != nil {
		return nil, ""
	}
	for s = New(src, source.DefaultLimits()); ; {
		switch s.Next() {
		case EOF:
			return nil, src
		case Start:
			return s, src[:s.Offset()]
		case Text:
			if strings.TrimSpace(s.Text()) != "" {
				return nil, src[:s.EndOffset()]
			}
		}
	}
}
