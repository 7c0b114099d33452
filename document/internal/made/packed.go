package made

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/export"
)

// exports write the formats that the program itself writes.
var exports = map[string]func(io.Writer, *document.Document) error{
	"markdown": export.Markdown, "html": export.HTML, "tei": export.TEI,
}

// A markup is how a format writes paragraphs and references.
type markup struct {
	begin, end string
	words      func(text string) string
	ref        func(note int, text string) string
}

// packed returns a document as an archive, and the bytes of markup in it.
func packed(tb testing.TB, format string, d *document.Document) ([]byte, int) {
	tb.Helper()
	var files [][2]string
	switch format {
	case "epub":
		files = epub(d)
	case "docx":
		files = docx(d)
	case "odt":
		files = odt(d)
	}
	var b bytes.Buffer
	z, work := zip.NewWriter(&b), 0
	for _, f := range files {
		h := zip.FileHeader{Name: f[0], Method: zip.Deflate}
		if f[0] == "mimetype" {
			h.Method = zip.Store // readers look for it at its place
		}
		w, err := z.CreateHeader(&h)
		if err == nil {
			_, err = io.WriteString(w, f[1])
		}
		if err != nil {
			tb.Fatal(err)
		}
		work += len(f[1])
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes(), work
}

// body writes blocks from one up to another.
func (m *markup) body(d *document.Document, from, to int) string {
	var b strings.Builder
	for _, x := range d.Blocks[from:to] {
		b.WriteString(m.begin)
		at := 0
		for _, k := range x.Marks {
			if n := int(k.Index); k.Kind == document.MarkRef && d.Called(n) >= 0 {
				b.WriteString(m.words(x.Text[at:k.Offset]))
				at = int(k.Offset)
				b.WriteString(m.ref(d.Called(n), m.words(d.Notes[d.Called(n)].Blocks[0].Text)))
			}
		}
		b.WriteString(m.words(x.Text[at:]) + m.end)
	}
	return b.String()
}

// chapter is the number of blocks in a file of a book.
const chapter = 200

func epub(d *document.Document) [][2]string {
	const xhtml = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Made</title></head><body>`
	var notes, manifest, spine strings.Builder
	m := markup{"<p>", "</p>\n", html.EscapeString, func(n int, text string) string {
		fmt.Fprintf(&notes, `<aside epub:type="footnote" id="n%d"><p>%s</p></aside>`+"\n", n, text)
		return fmt.Sprintf(`<a epub:type="noteref" href="#n%d">%d</a>`, n, n+1)
	}}
	files := [][2]string{
		{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`},
	}
	for i := 0; i < len(d.Blocks); i += chapter {
		notes.Reset()
		name := fmt.Sprintf("c%d.xhtml", i/chapter)
		text := m.body(d, i, min(i+chapter, len(d.Blocks)))
		files = append(files, [2]string{name, xhtml + text + notes.String() + "</body></html>"})
		fmt.Fprintf(&manifest, `<item id="c%d" href="%s" media-type="application/xhtml+xml"/>`, i/chapter, name)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i/chapter)
	}
	return append(files, [2]string{"book.opf", `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">made</dc:identifier><dc:title>Made</dc:title><dc:language>en</dc:language></metadata><manifest>` +
		manifest.String() + `</manifest><spine>` + spine.String() + `</spine></package>`})
}

func docx(d *document.Document) [][2]string {
	const ns = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`
	const run, end = `<w:r><w:t xml:space="preserve">`, `</w:t></w:r>`
	var notes strings.Builder
	m := markup{"<w:p>" + run, end + "</w:p>\n", html.EscapeString, func(n int, text string) string {
		fmt.Fprintf(&notes, `<w:footnote w:id="%d"><w:p>%s%s%s</w:p></w:footnote>`+"\n", n+1, run, text, end)
		return end + fmt.Sprintf(`<w:r><w:footnoteReference w:id="%d"/></w:r>`, n+1) + run
	}}
	text := m.body(d, 0, len(d.Blocks))
	return [][2]string{
		{"word/document.xml", `<w:document` + ns + `<w:body>` + text + `</w:body></w:document>`},
		{"word/footnotes.xml", `<w:footnotes` + ns + notes.String() + `</w:footnotes>`},
	}
}

func odt(d *document.Document) [][2]string {
	m := markup{"<text:p>", "</text:p>\n", html.EscapeString, func(n int, text string) string {
		return fmt.Sprintf(`<text:note text:id="n%d" text:note-class="footnote"><text:note-citation>%d</text:note-citation><text:note-body><text:p>%s</text:p></text:note-body></text:note>`, n, n+1, text)
	}}
	return [][2]string{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>` +
			m.body(d, 0, len(d.Blocks)) + `</office:text></office:body></office:document-content>`},
	}
}

// pandoc writes the JSON of pandoc's model, in which words and spaces are elements.
func pandoc(d *document.Document) []byte {
	const begin, end = `{"t":"Para","c":[`, `{"t":"Space"}]}`
	words := func(text string) string {
		var b strings.Builder
		for w := range strings.SplitSeq(text, " ") {
			if w != "" {
				fmt.Fprintf(&b, `{"t":"Str","c":%q},`, w)
			}
			b.WriteString(`{"t":"Space"},`)
		}
		return b.String()
	}
	m := markup{begin, end + ",\n", words, func(_ int, text string) string {
		return `{"t":"Note","c":[` + begin + text + end + `]},`
	}}
	return []byte(`{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[` + strings.TrimSuffix(m.body(d, 0, len(d.Blocks)), ",\n") + `]}`)
}
