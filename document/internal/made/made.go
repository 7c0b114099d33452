// Package made makes the documents that benchmarks read, search and write: of any
// size, the same each time, and of nothing but the sentences of the first document
// in testdata. No speed depends on a file that is not in the repository.
package made

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/internal/module"
	"ibid/document/source"
)

// seedFile is what the sentences are taken from.
const seedFile = "testdata/frus/frus1969-76v09-d56.txt"

// LastWord stands once in each document, at its end.
const LastWord = "zyxomorphic"

// glued are the reference signs and page marks of the seed, which are no part of its sentences.
var glued = regexp.MustCompile(`\[Page \d+\] |\d+$|(\pL)\d`)

// sentences returns those of the seed.
func sentences(tb testing.TB) []string {
	tb.Helper()
	raw, err := os.ReadFile(filepath.Join(module.Root(tb), seedFile))
	if err != nil {
		tb.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(raw)) {
		for s := range strings.SplitSeq(strings.TrimSpace(line), ". ") {
			if s = glued.ReplaceAllString(strings.TrimRight(s, ".1234567890"), "$1"); len(s) > 40 {
				all = append(all, s+". ")
			}
		}
	}
	return all
}

// A maker draws what a document is made of.
type maker struct {
	*rand.Rand
	sentences []string
	notes     int
	pages     int
}

func newMaker(tb testing.TB) *maker {
	return &maker{Rand: rand.New(rand.NewPCG(56, 9)), sentences: sentences(tb), pages: 276}
}

func (m *maker) sentence() string { return m.sentences[m.IntN(len(m.sentences))] }

// note returns the words of a note.
func (m *maker) note() string {
	if m.IntN(3) == 0 {
		return fmt.Sprintf("See Document %d.", 1+m.IntN(99))
	}
	return "Source: " + m.sentence()
}

// plain returns a volume of documents as plain text, of about size bytes, in which signs
// are glued to words and the notes of each document are a list at its end.
func plain(tb testing.TB, size int) []byte {
	m := newMaker(tb)
	var b bytes.Buffer
	for n := 1; b.Len() < size; n++ {
		fmt.Fprintf(&b, "%d. %s1\n\n", n, strings.TrimSuffix(m.sentence(), ". "))
		notes := []string{m.note()}
		for range 4 + m.IntN(8) {
			for i := range 2 + m.IntN(4) {
				s := m.sentence()
				switch m.IntN(8) {
				case 0:
					notes = append(notes, m.note())
					s = strings.TrimSuffix(s, " ") + fmt.Sprint(len(notes)) + " "
				case 1:
					m.pages++
					s = fmt.Sprintf("[Page %d] ", m.pages) + s
				}
				if i == 0 {
					s = strings.TrimPrefix(s, " ")
				}
				b.WriteString(s)
			}
			b.WriteString("\n\n")
		}
		for i, s := range notes {
			fmt.Fprintf(&b, "  %d. %s\n", i+1, strings.TrimSuffix(s, " "))
		}
		b.WriteString("\n")
	}
	b.WriteString("The end is " + LastWord + ".\n")
	return b.Bytes()
}

// Document returns a document of about size bytes of reading text, with sections, notes,
// pages, styles and links.
func Document(tb testing.TB, size int) *document.Document {
	m := newMaker(tb)
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.Outline = true
	for n := 0; size > 0; n++ {
		if n%40 == 0 {
			w.OpenBlock(document.Heading, 1)
			w.Text(fmt.Sprintf("Chapter %d", n/40+1))
		}
		size -= m.paragraph(w)
	}
	w.OpenBlock(document.Paragraph, 0)
	w.Text("The end is " + LastWord + ".")
	w.Finish()
	return b.Finish()
}

// paragraph writes a paragraph with its notes and returns its bytes.
func (m *maker) paragraph(w *compose.Writer) int {
	w.OpenBlock(document.Paragraph, 0)
	n := 0
	for range 3 + m.IntN(4) {
		s := m.sentence()
		n += len(s)
		switch m.IntN(8) {
		case 0:
			m.notes++
			key := fmt.Sprint(m.notes)
			w.Text(strings.TrimSuffix(s, " "))
			w.Ref(document.Ref{Label: key}, key)
			w.BeginNote(document.Note{Label: key}, key)
			w.Text(m.note())
			w.EndNote()
			w.Text(" ")
			continue
		case 1:
			m.pages++
			w.Page(fmt.Sprint(m.pages), "")
		case 2:
			first, rest, _ := strings.Cut(s, " ")
			w.PushStyle(document.Italic)
			w.Text(first)
			w.PopStyle()
			s = " " + rest
		}
		w.Text(s)
	}
	return n
}

// Formats are those that Text knows.
var Formats = []string{"plain", "markdown", "html", "tei", "epub", "docx", "odt", "pandoc"}

// Name returns the name of a file in a format.
func Name(format string) string {
	switch format {
	case "plain":
		return "made.txt"
	case "markdown":
		return "made.md"
	case "tei":
		return "made.xml"
	case "pandoc":
		return "made.json"
	}
	return "made." + format
}

// Text returns a document of about size bytes of reading text in a format, as the bytes of
// a file, and how many bytes of markup or text a reader of it has to go through.
func Text(tb testing.TB, format string, size int) (file []byte, work int) {
	tb.Helper()
	if format == "plain" {
		raw := plain(tb, size)
		return raw, len(raw)
	}
	d := Document(tb, size)
	switch format {
	case "epub", "docx", "odt":
		return packed(tb, format, d)
	case "pandoc":
		raw := pandoc(d)
		return raw, len(raw)
	}
	var b bytes.Buffer
	if err := exports[format](&b, d); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes(), b.Len()
}
