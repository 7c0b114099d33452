package office

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"ibid/document"
	"ibid/document/internal/truth"
)

// A called is a note as pandoc's native form says it: its letters and digits, and
// the last of those before it.
type called struct{ before, text string }

// nativeNotes reads the notes of a text in pandoc's native form, in the order in
// which they are called. The words of a text are the strings after Str.
func nativeNotes(src string) []called {
	var out []called
	var body, note strings.Builder
	depth, in, str := 0, -1, false // in is the depth of the brackets of the note that is open
	for src != "" {
		switch c := src[0]; {
		case c == '"':
			word, rest := unquoted(src)
			switch {
			case !str:
			case in >= 0:
				note.WriteString(letters(word))
			default:
				body.WriteString(letters(word))
			}
			src, str = rest, false
			continue
		case c == '[':
			depth++
		case c == ']':
			if depth--; depth == in {
				out = append(out, called{tail(body.String()), note.String()})
				note.Reset()
				in = -1
			}
		case strings.HasPrefix(src, "Note") && in < 0:
			in = depth
			src = src[len("Note"):]
			continue
		case strings.HasPrefix(src, "Str "):
			str = true
		}
		src = src[1:]
	}
	return out
}

// unquoted reads a string of Haskell at the start of src (Haskell 2010 Report,
// section 2.6), and returns what follows it.
func unquoted(src string) (word, rest string) {
	var b strings.Builder
	for i := 1; i < len(src); i++ {
		switch c := src[i]; {
		case c == '"':
			return b.String(), src[i+1:]
		case c != '\\':
			b.WriteByte(c)
		case i+1 < len(src) && src[i+1] >= '0' && src[i+1] <= '9':
			n := strings.IndexFunc(src[i+1:], func(c rune) bool { return c < '0' || c > '9' })
			code, _ := strconv.Atoi(src[i+1 : i+1+n])
			b.WriteRune(rune(code))
			i += n
		default:
			i++ // a sign, or nothing, is escaped
		}
	}
	return b.String(), ""
}

func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, s)
}

func tail(s string) string { return s[max(0, len(s)-24):] }

// TestNative compares the notes of documents with those that pandoc reads.
func TestNative(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(truth.Corpus(t, "docx_odt/docx"), "*.native"))
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(strings.TrimSuffix(name, ".native"))
		if err != nil {
			t.Fatal(err)
		}
		d, err := parse(filepath.Base(name), raw, ReadDOCX)
		if err != nil {
			t.Fatal(err)
		}
		want, got := nativeNotes(string(src)), notesOf(d)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: notes\n%q\npandoc reads\n%q", filepath.Base(name), got, want)
		}
	}
}

// notesOf returns the notes that the body calls, in order.
func notesOf(d *document.Document) []called {
	var out []called
	for i, r := range d.Refs {
		n := d.Called(i)
		if r.At.Note != document.Body || n == document.NoNote {
			continue
		}
		c := called{}
		for _, b := range d.Blocks[:r.At.Block] {
			c.before += letters(b.Text)
		}
		c.before = tail(c.before + letters(d.Blocks[r.At.Block].Text[:r.At.Offset]))
		for _, b := range d.Notes[n].Blocks {
			c.text += letters(b.Text)
		}
		out = append(out, c)
	}
	return out
}
