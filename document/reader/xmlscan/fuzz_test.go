package xmlscan

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"ibid/document/source"
)

// FuzzAgainstEncodingXML checks that what encoding/xml accepts is read in the
// same way, and that anything else is read to the end with balanced elements
// and offsets in order.
func FuzzAgainstEncodingXML(f *testing.F) {
	for _, s := range []string{
		`<a b="1" c='&lt;'>x &amp; y<d/><!-- e --><![CDATA[<f>]]><?g h?></a>`,
		"<?xml version=\"1.0\"?>\n<!DOCTYPE TEI.2 SYSTEM \"x\" [<!ENTITY y \"z\">]>\n<TEI.2><p>&#233;\r\n</p></TEI.2>",
		`<a xmlns:b="c"><b:d b:e="f"/></a>`,
		`<a b="x>y<c d="2"`, "<a><b></a>", "<!--", "<a b='", "&#x", "<![CDATA[", "<!DOCTYPE [ <!ENTITY x '",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		got := ours(t, src)
		want, ok := theirs(src)
		if ok && got != want {
			t.Errorf("%q:\n got %s\nwant %s", src, got, want)
		}
	})
}

func ours(t *testing.T, src string) string {
	s := New(src, source.DefaultLimits())
	var b, text strings.Builder
	depth, last := 0, 0
	for {
		k := s.Next()
		if s.Offset() < last && k != End || s.EndOffset() > len(src) || s.Offset() > s.EndOffset() {
			t.Fatalf("%q: event %d from %d to %d after %d", src, k, s.Offset(), s.EndOffset(), last)
		}
		last = s.Offset()
		if k == Text {
			text.WriteString(s.Text())
			continue
		}
		if (k == Start || k == End || k == EOF) && text.Len() > 0 {
			fmt.Fprintf(&b, "%q", text.String())
			text.Reset()
		}
		switch k {
		case EOF:
			if depth != 0 {
				t.Fatalf("%q: %d elements are left open", src, depth)
			}
			return b.String()
		case Start:
			depth++
			fmt.Fprintf(&b, "<%s", s.Name())
			for _, a := range s.Attrs() {
				fmt.Fprintf(&b, " %s=%q", a.Local, s.Value(a))
			}
			b.WriteString(">")
		case End:
			depth--
			fmt.Fprintf(&b, "</%s>", s.Name())
		}
	}
}

// theirs is ours by encoding/xml. It reports false where that refuses the
// text, or where the two differ by intent: entities of a DTD and names of two colons.
func theirs(src string) (string, bool) {
	if strings.Contains(src, "<!") && !strings.Contains(src, "<!--") && !strings.Contains(src, "<![CDATA[") {
		return "", false
	}
	dec := xml.NewDecoder(strings.NewReader(src))
	var b, text strings.Builder
	space := strings.NewReplacer("\n", " ", "\t", " ")
	open := 0
	for {
		tok, err := dec.RawToken()
		if err != nil {
			if text.Len() > 0 {
				fmt.Fprintf(&b, "%q", text.String())
			}
			return b.String(), err == io.EOF && open == 0 && wellFormed(src)
		}
		if c, ok := tok.(xml.CharData); ok {
			text.Write(c)
			continue
		}
		if _, ok := tok.(xml.Directive); ok {
			return "", false
		}
		_, start := tok.(xml.StartElement)
		_, end := tok.(xml.EndElement)
		if (start || end) && text.Len() > 0 {
			fmt.Fprintf(&b, "%q", text.String())
			text.Reset()
		}
		switch e := tok.(type) {
		case xml.StartElement:
			open++
			fmt.Fprintf(&b, "<%s", full(e.Name))
			for _, a := range e.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, space.Replace(a.Value))
			}
			b.WriteString(">")
		case xml.EndElement:
			open--
			fmt.Fprintf(&b, "</%s>", full(e.Name))
		}
	}
}

func full(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// wellFormed reports whether the strict decoder reads src to its end, which
// RawToken alone does not ask: it does not match tags or look for repeated attributes.
func wellFormed(src string) bool {
	dec := xml.NewDecoder(strings.NewReader(src))
	for {
		tok, err := dec.Token()
		if err != nil {
			return err == io.EOF
		}
		if e, ok := tok.(xml.StartElement); ok {
			seen := make(map[string]bool)
			for _, a := range e.Attr {
				if seen[a.Name.Local] {
					return false
				}
				seen[a.Name.Local] = true
			}
		}
	}
}
