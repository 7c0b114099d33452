package pandoc

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestPlainNotes(t *testing.T) {
	long := strings.Repeat("x", 4090) // a transformer's buffer is of 4096 bytes
	for in, want := range map[string]string{
		"":                               "",
		`{\*\footnote a}{\*\footnote b}`: `{\footnote a}{\footnote b}`,
		`{\*\foot`:                       `{\*\foot`,
		`{\*\generator x}{\*\*`:          `{\*\generator x}{\*\*`,
		long + `{\*\footnote a}`:         long + `{\footnote a}`,
	} {
		for _, r := range []io.Reader{strings.NewReader(in), iotest.OneByteReader(strings.NewReader(in))} {
			if got, err := io.ReadAll(plainNotes(r)); err != nil || string(got) != want {
				t.Errorf("%.40q is made %.40q, %v", in, got, err)
			}
		}
	}
}

func TestNotesAreCounted(t *testing.T) {
	for format, text := range map[string]string{
		"jats":    `<fn id="1"/><fn-group><fn id="2"/><fnord/><fn `,
		"docbook": "<footnote><para/></footnote><footnoteref linkend='a'/><footnote id='a'/><footnotes><footnote\n>",
		"rtf":     `{\footnote a}{\footnotes}{\footnote\pard b}{\footnote{c}}`,
	} {
		for size := 1; size <= len(text); size++ {
			c := notes{mark: noteMarks[format]}
			for i := 0; i < len(text); i += size {
				io.WriteString(&c, text[i:min(i+size, len(text))])
			}
			if c.n != 3 {
				t.Errorf("%s, %d bytes at a time: %d notes", format, size, c.n)
			}
		}
	}
}
