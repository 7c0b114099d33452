package office

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

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

// FuzzText puts any bytes where the main text of each format stands: what
// is read is sound, and holds all that the text says.
func FuzzText(f *testing.F) {
	for _, pattern := range []string{"docx/*/word/document.xml", "odt/*/content.xml"} {
		names, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			f.Fatal(pattern, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(b), strings.HasPrefix(pattern, "docx"))
		}
	}
	f.Fuzz(func(t *testing.T, text string, word bool) {
		kept(t, text, word)
		main, read := "content.xml", readFunc(ReadODT)
		if word {
			main, read = docxMain, ReadDOCX
		}
		readertest.Linear(t, text, func(text string) { parse("fuzz", bare(t, main, text), read) })
	})
}

// kept fails where what is read of a main text is not sound, or is not all.
func kept(t *testing.T, text string, word bool) {
	t.Helper()
	main, read := "content.xml", readFunc(ReadODT)
	if word {
		main, read = docxMain, ReadDOCX
	}
	d, err := parse("fuzz", bare(t, main, text), read)
	if err != nil {
		return
	}
	if err := readertest.Sound(d); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	src, _, err := xmlscan.Decode([]byte(text), "")
	if err != nil {
		return
	}
	count := readertest.Census{}
	if word {
		saidInWord(count, src)
	} else {
		saidInText(count, src)
	}
	count.TakeAll(d)
	if err := count.Lost(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

// Properties, alternatives, and what is about the text.
var (
	wordSilent = map[string]bool{"sectPr": true, "sdtPr": true, "tblPr": true, "Fallback": true, "pPr": true, "rPr": true, "tcPr": true, "trPr": true, "instrText": true}
	textSilent = map[string]bool{"tracked-changes": true, "sequence-decls": true, "variable-decls": true, "user-field-decls": true, "forms": true, "index-title-template": true, "binary-data": true, "sender-initials": true, "creator-initials": true, "annotation-end": true, "date-string": true}
)

// apartFromText are the elements that hold paragraphs of their own within one.
var apartFromText = map[string]bool{"note": true, "annotation": true, "text-box": true, "custom-shape": true}

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
	word := strings.Fields("p p p r r t t t t pPr rPr tbl tr tc txbxContent hyperlink ins del moveFrom moveTo delText fldSimple ruby rt rubyBase sdt sdtContent br tab vanish sup sub den AlternateContent Fallback")
	text := strings.Fields("p p p h span span a list list-item list-header table table-row table-cell note note-citation note-body annotation frame text-box custom-shape ruby ruby-base ruby-text section s tab line-break soft-page-break bookmark-ref")
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 0))
		kept(t, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+tree(r, "w", word)+`</w:body></w:document>`, true)
		kept(t, `<office:text xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">`+tree(r, "x", text)+`</office:text>`, false)
	}
}

// tree makes a random tree of elements and words.
func tree(r *rand.Rand, prefix string, names []string) string {
	var b strings.Builder
	var open []string
	for range 5 + r.IntN(60) {
		switch n := r.IntN(10); {
		case n < 5:
			name := prefix + ":" + names[r.IntN(len(names))]
			fmt.Fprintf(&b, "<%s>", name)
			open = append(open, name)
		case n < 8:
			fmt.Fprintf(&b, " w%d ", r.IntN(1000))
		case len(open) > 0:
			fmt.Fprintf(&b, "</%s>", open[len(open)-1])
			open = open[:len(open)-1]
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "</%s>", open[i])
	}
	return b.String()
}
