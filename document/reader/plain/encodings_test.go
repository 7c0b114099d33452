package plain

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/export"
	"ibid/document/source"
)

// utf16Bytes writes a text in UTF-16 of either order.
func utf16Bytes(text string, big bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		if lo, hi := byte(u), byte(u>>8); big {
			b = append(b, hi, lo)
		} else {
			b = append(b, lo, hi)
		}
	}
	return b
}

// read1 reads bytes and returns what was read of them as JSON, without what is
// said of the file.
func read1(t *testing.T, raw []byte, charset string) (model, encoding string) {
	t.Helper()
	b := document.NewBuilder()
	if err := Read(t.Context(), source.FromBytes("x.txt", raw, source.DefaultLimits()), b, Options{Charset: charset}); err != nil {
		t.Fatal(err)
	}
	apparatus.Check(b)
	d := b.Finish()
	encoding = d.Source.Encoding
	d.Source = document.Source{}
	var out bytes.Buffer
	if err := export.JSON(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.String(), encoding
}

// TestFormsOfFiles reads one document of each layout from every form that a file of
// it may have: the model is the same.
func TestFormsOfFiles(t *testing.T) {
	ends := map[string]func(string) string{
		"LF":   func(s string) string { return s },
		"CRLF": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"CR":   func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
	}
	codings := map[string]struct {
		name   string
		encode func(string) []byte
	}{
		"UTF-8":                  {"", func(s string) []byte { return []byte(s) }},
		"UTF-8 with a mark":      {"", func(s string) []byte { return []byte("\ufeff" + s) }},
		"UTF-16LE":               {"utf-16le", func(s string) []byte { return utf16Bytes(s, false) }},
		"UTF-16BE":               {"utf-16be", func(s string) []byte { return utf16Bytes(s, true) }},
		"UTF-16LE with its mark": {"utf-16le", func(s string) []byte { return utf16Bytes("\ufeff"+s, false) }},
		"UTF-16BE with its mark": {"utf-16be", func(s string) []byte { return utf16Bytes("\ufeff"+s, true) }},
		"Windows-1252": {"windows-1252", func(s string) []byte {
			b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
			if err != nil {
				t.Fatal(err)
			}
			return b
		}},
	}
	for _, name := range []string{"frus/frus1969-76v09-d56.txt", "wrapped/kinds.txt", "gutenberg/letters.txt"} {
		raw, err := os.ReadFile(filepath.Join("../../../testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(raw), "\r\n", "\n") + "\nÉté à Nîmes, “où” naît l’œuvre.\n"
		want, _ := read1(t, []byte(text), "")
		for end, ended := range ends {
			for coding, c := range codings {
				got, encoding := read1(t, c.encode(ended(text)), "")
				if got != want || encoding != c.name {
					t.Errorf("%s in %s with %s is read otherwise, as %q", name, coding, end, encoding)
				}
			}
		}
	}
}

// TestCharsetAskedFor reads bytes in the charset that is asked for, whatever they look like.
func TestCharsetAskedFor(t *testing.T) {
	raw := []byte("Gaz\xeaz, w\xb1t\xb3e s\xb3owo i \xa1\n")
	for charset, want := range map[string]string{"iso-8859-2": "Gazęz, wątłe słowo i Ą", "windows-1252": "Gazêz, w±t³e s³owo i ¡", "utf-8": "Gaz\ufffdz", "koi8-r": "GazЙz"} {
		if got, _ := read1(t, raw, charset); !strings.Contains(got, want) {
			t.Errorf("as %s it is read %.200s, want %q", charset, got, want)
		}
	}
}
