package reader_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/reader"
	"ibid/document/source"
)

// An attack is a document made to break a reader, and what must come of it: words
// that are read all the same, or a word of the error that refuses it.
type attack struct {
	name    string
	bytes   []byte
	reads   string
	refuses string
}

// zipped packs parts, given as name and text in turn.
func zipped(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		if w, err := z.Create(parts[i]); err == nil {
			w.Write([]byte(parts[i+1]))
		}
	}
	z.Close()
	return b.Bytes()
}

const (
	hostileContainer = `<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>`
	hostilePackage   = `<package><metadata><title>T</title></metadata><manifest><item id="a" href="%s" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`
)

// hostileBook is a book of one chapter under a name.
func hostileBook(href, chapter string, more ...string) []byte {
	return zipped(append([]string{"META-INF/container.xml", hostileContainer, "p.opf", fmt.Sprintf(hostilePackage, href), "a.xhtml", chapter}, more...)...)
}

func attacks() []attack {
	many := strings.Repeat
	escape := "\x1b]52;c;AAAA\x07\x1b[2J\u009b31m\u202eWords"
	return []attack{
		{"bomb.epub", hostileBook("a.xhtml", many("<p>aaaaaaaa</p>", 1<<20)), "", "beyond reason"},
		{"outside.epub", hostileBook("../../../etc/passwd", "<p>Words</p>"), "outside the book", ""},
		{"absolute.epub", hostileBook("file:///etc/passwd", "<p>Words</p>"), "outside the book", ""},
		{"cut.epub", hostileBook("a.xhtml", "<p>Words</p>")[:200], "", "cut short"},
		{"noise.epub", []byte("PK\x03\x04" + many("\x00\xff\x17", 1000)), "", ""},
		{"missing.epub", hostileBook("gone.xhtml", "<p>Words</p>"), "", "no chapter"},
		{"protected.epub", hostileBook("a.xhtml", "Words", "META-INF/encryption.xml", `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><CipherData><CipherReference URI="a.xhtml"/></CipherData></EncryptedData></encryption>`), "", "DRM"},
		{"escapes.epub", hostileBook("a.xhtml", "<html><title>"+escape+"</title><p>&#27;[2J&#x9b;31m&#8238;Words</p></html>"), "Words", ""},
		{"deep.html", []byte(many("<div>", 200_000) + "Words"), "Words", ""},
		{"deep.xml", []byte(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>` + many("<div>", 100_000) + "<p>Words</p>"), "Words", ""},
		{"laughs.xml", []byte(`<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha">` + doubled(30) + `]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&a30; Words</p></body></text></TEI>`), "", ""},
		{"outside.xml", []byte(`<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Words &x;</p></body></text></TEI>`), "Words", ""},
		{"attribute.html", []byte(`<p title="` + many("a", 4<<20) + `">Words</p>`), "Words", ""},
		{"comment.html", []byte("<p>Words</p><!--" + many("a", 1<<20)), "Words", ""},
		{"misnested.html", []byte("<p>Words" + many("<b><i><a href=x>", 20_000)), "Words", ""},
		{"spans.html", []byte("<table><tr><td colspan=2147483647 rowspan=999999999>Words<td>b</table>"), "Words", ""},
		{"signs.html", []byte("<p>Words" + many(`<a role="doc-noteref" href="#n">1</a>`, 20_000) + `<aside role="doc-footnote" id="n">note</aside>`), "Words", ""},
		{"escapes.html", []byte("<title>" + escape + "</title><p title='" + escape + "'>" + escape + "&#27;[2J&#155;</p>"), "Words", ""},
		{"brackets.md", []byte("Words " + many("[", 100_000)), "Words", ""},
		{"backticks.md", []byte("Words " + ticks(1500)), "Words", ""},
		{"emphasis.md", []byte("Words " + many("*a **a ", 20_000)), "Words", ""},
		{"quotes.md", []byte(many(">", 100_000) + " Words"), "Words", ""},
		{"lists.md", []byte(nestedItems(1000) + "Words"), "Words", ""},
		{"columns.md", []byte("Words\n\n|" + many("a|", 5000) + "\n|" + many("-|", 5000) + "\n|" + many("b|", 5000) + "\n"), "Words", ""},
		{"cycle.md", []byte("Words[^a]\n\n[^a]: see[^b]\n\n[^b]: see[^a]\n"), "Words", ""},
		{"itself.md", []byte("Words[^a]\n\n[^a]: see[^a]\n\n[^a]: again\n"), "Words", ""},
		{"inline.md", []byte("Words" + many("^[a", 20_000)), "Words", ""},
		{"escapes.md", []byte(escape + "[^1] &#27;[2J [a](javascript:x)\n\n[^1]: " + escape), "Words", ""},
		{"deep.json", []byte(`{"pandoc-api-version":[1,23],"meta":{},"blocks":[` + many(`{"t":"BlockQuote","c":[`, 50_000)), "", ""},
		{"binary.txt", bytes.Repeat([]byte{0, 1, 2, 0xff, 0xfe}, 1000), "", "binary"},
		{"line.txt", []byte("Words " + many("a", 8<<20)), "Words", ""},
	}
}

// doubled declares entities of which each holds the one before it twice.
func doubled(n int) string {
	var b strings.Builder
	last := "a"
	for i := 1; i <= n; i++ {
		name := fmt.Sprintf("a%d", i)
		fmt.Fprintf(&b, `<!ENTITY %s "&%s;&%s;">`, name, last, last)
		last = name
	}
	return b.String()
}

// ticks are runs of backticks of all lengths, none closed.
func ticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("e" + strings.Repeat("`", i))
	}
	return b.String()
}

func nestedItems(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	return b.String()
}

// TestAttacks reads documents made to break a reader. Each gives a document that holds its words
// or one error, and nothing in it that a terminal could obey.
func TestAttacks(t *testing.T) {
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			r, err := reader.Read(t.Context(), source.FromBytes(a.name, a.bytes, source.DefaultLimits()), reader.Options{})
			var d *document.Document
			if err == nil {
				d, err = r.Wait(t.Context())
			}
			if err != nil {
				if a.reads != "" || !strings.Contains(err.Error(), a.refuses) || !strings.Contains(err.Error(), a.name) || strings.Contains(err.Error(), "\n") {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if a.refuses != "" {
				t.Fatalf("read, and not refused for %q", a.refuses)
			}
			text := everything(d)
			if !strings.Contains(text, a.reads) {
				t.Errorf("%q is not in %.200q", a.reads, text)
			}
			if strings.Contains(text, "root:") {
				t.Error("another file was read")
			}
			unsafe(t, "the document", []byte(text))
		})
	}
}

// everything is all that a document could show.
func everything(d *document.Document) string {
	var b strings.Builder
	blocks := func(bs []document.Block) {
		for _, x := range bs {
			b.WriteString(x.Text + "\n" + x.Label + "\n")
		}
	}
	b.WriteString(d.Meta.Title + "\n")
	blocks(d.Blocks)
	for _, n := range d.Notes {
		b.WriteString(n.Label + "\n")
		blocks(n.Blocks)
	}
	for _, r := range d.Refs {
		b.WriteString(r.Label + "\n")
	}
	for _, s := range d.Sections {
		b.WriteString(s.Title + "\n")
	}
	for _, l := range d.Links {
		b.WriteString(l.Target + "\n")
	}
	for _, p := range d.Problems {
		b.WriteString(p.Message + "\n")
	}
	for _, f := range d.Furniture {
		b.WriteString(f.Text + "\n")
	}
	return b.String()
}

// unsafe reports anything that a terminal could obey.
func unsafe(t *testing.T, where string, b []byte) {
	t.Helper()
	for _, r := range string(b) {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			t.Errorf("%U on %s", r, where)
			return
		}
	}
}
