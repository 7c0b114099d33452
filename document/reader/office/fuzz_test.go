package office

import (
	"archive/zip"
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/readertest"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// bare makes an archive of nothing but the main text.
func bare(t *testing.T, main, text string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	w, err := z.CreateHeader(&zip.FileHeader{Name: main, Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// A main is the main text of a document of testdata.
type main struct {
	text string
	word bool
}

func mains(tb testing.TB) (out []main) {
	tb.Helper()
	for _, pattern := range []string{"docx/*/word/document.xml", "odt/*/content.xml"} {
		names, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			tb.Fatal(pattern, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			out = append(out, main{string(b), strings.HasPrefix(pattern, "docx")})
		}
	}
	return out
}

// FuzzText puts any bytes where the main text of each format stands: what
// is read is sound, and holds all that the text says.
func FuzzText(f *testing.F) {
	for _, m := range mains(f) {
		f.Add(m.text, m.word)
	}
	f.Fuzz(func(t *testing.T, text string, word bool) {
		if err := kept(t, text, word); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
		readertest.Linear(t, text, func(text string) { readMain(t, text, word) })
	})
}

// readMain reads a document of nothing but a main text.
func readMain(t *testing.T, text string, word bool) (*document.Document, error) {
	if word {
		return parse("fuzz", bare(t, docxMain, text), ReadDOCX)
	}
	return parse("fuzz", bare(t, "content.xml", text), ReadODT)
}

// kept reports where what is read of a main text is not sound, or is not all.
func kept(t *testing.T, text string, word bool) error {
	t.Helper()
	d, err := readMain(t, text, word)
	if err != nil {
		return nil
	}
	src, _, err := xmlscan.Decode([]byte(text))
	if err != nil {
		return nil
	}
	said := readertest.Census{}
	if word {
		saidInWord(said, src)
	} else {
		saidInText(said, src)
	}
	return readertest.Whole(d, said)
}

// Properties, alternatives, and what is about the text.
var (
	wordSilent = map[string]bool{"sectPr": true, "sdtPr": true, "tblPr": true, "Fallback": true, "pPr": true, "rPr": true, "tcPr": true, "trPr": true, "instrText": true}
	textSilent = map[string]bool{"tracked-changes": true, "sequence-decls": true, "variable-decls": true, "user-field-decls": true, "forms": true, "index-title-template": true, "binary-data": true, "annotation-end": true, "date-string": true}
)

// apartFromText are the elements that hold paragraphs of their own within one.
var apartFromText = map[string]bool{"note": true, "annotation": true, "text-box": true, "custom-shape": true, "rect": true, "ellipse": true, "circle": true,
	"line": true, "path": true, "polygon": true, "polyline": true, "caption": true}

// saidInWord counts the text of a WordprocessingML part.
func saidInWord(count readertest.Census, src string) {
	s := xmlscan.New(src, source.DefaultLimits())
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		switch {
		case k != xmlscan.Start:
		case wordSilent[s.Local()] || strings.Contains(s.Space(), "drawingml"):
			s.Skip()
		case s.Local() == "t" || s.Local() == "delText":
			count.Add(textOf(s))
		}
	}
}

// saidInText counts the text of the paragraphs of an OpenDocument text, and of
// the labels of notes, which are no part of the paragraph around them.
func saidInText(count readertest.Census, src string) {
	s := xmlscan.New(src, source.DefaultLimits())
	inText, within := false, 0
	var outer []int
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		local := s.Local()
		switch {
		case !inText:
			inText = k == xmlscan.Start && local == "text" && strings.Contains(s.Space(), ":office:")
		case k == xmlscan.Start && textSilent[local]:
			s.Skip()
		case k == xmlscan.Start && apartFromText[local]:
			outer, within = append(outer, within), 0
		case k == xmlscan.End && apartFromText[local] && len(outer) > 0:
			outer, within = outer[:len(outer)-1], outer[len(outer)-1]
		case k == xmlscan.Start && (local == "p" || local == "h"):
			within++
		case k == xmlscan.End && (local == "p" || local == "h"):
			within = max(within-1, 0)
		case k == xmlscan.Text && within > 0:
			count.Add(s.Text())
		}
	}
}

// TestRandomTrees reads documents in which any element may stand in any other.
func TestRandomTrees(t *testing.T) {
	inWord := prefixed("w:", "p p p r r t t t t pPr rPr tbl tr tc txbxContent hyperlink ins del moveFrom moveTo delText fldSimple ruby rt rubyBase sdt sdtContent br tab vanish sup sub den AlternateContent Fallback")
	inText := prefixed("x:", "p p p h span span a list list-item list-header table table-row table-cell note note-citation note-body annotation creator date frame title desc text-box custom-shape ruby ruby-base ruby-text section s tab line-break soft-page-break bookmark-ref")
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 0))
		word := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + readertest.Tree(r, inWord, nil) + `</w:body></w:document>`
		text := `<office:text xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">` + readertest.Tree(r, inText, nil) + `</office:text>`
		for _, text := range []string{word, text} {
			if err := kept(t, text, text == word); err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, text)
			}
		}
	}
}

func prefixed(prefix, names string) []string {
	all := strings.Fields(names)
	for i := range all {
		all[i] = prefix + all[i]
	}
	return all
}

// TestDamaged reads the documents of testdata with tags missing, doubled, exchanged and misspelt.
func TestDamaged(t *testing.T) {
	for i, m := range mains(t) {
		for seed := range uint64(150) {
			text := readertest.Damage(rand.New(rand.NewPCG(seed, uint64(i))), m.text)
			wrong := func(text string) error { return kept(t, text, m.word) }
			if wrong(text) != nil {
				t.Fatal(readertest.Shrink(text, wrong))
			}
		}
	}
}

// TestCutOff holds what damaged documents lost before: text in an element that is about the
// text and does not end, or in a field or a deletion that does not.
func TestCutOff(t *testing.T) {
	const odt = `<office:text xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">`
	for _, text := range []string{
		`<w:fldChar w:fldCharType="begin"/><w:t>in a field`,
		`<w:trPr><w:del/></w:trPr><w:t>in a row that was deleted`,
		odt + `<text:p>a<text:note><text:note-citation>1<text:note-body><text:p>in a label</text:p>`,
		odt + `<text:p>a<office:annotation><dc:creator>An Editor<text:p>in a name</text:p><dc:date>2020<text:p>in a date</text:p>`,
		odt + `<text:p><draw:frame><svg:title>a ship<text:p>in a description</text:p></draw:frame></text:p>`,
		odt + `<text:p><draw:frame><svg:title>a ship</svg:title><text:p/></draw:frame>`,
		odt + `<text:p>The <text:title>title in a field</text:title></text:p>`,
	} {
		if err := kept(t, text, strings.HasPrefix(text, "<w:")); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}
