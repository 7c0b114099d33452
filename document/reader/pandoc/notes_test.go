package pandoc

import (
	"io"
	"strings"
	"testing"
)

func TestPlainRTF(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		`{\*\footnote a}{\*\footnote b}`:    `{\footnote a}{\footnote b}`,
		`{\*\foot`:                          `{\*\foot`,
		`{\*\generator x}{\*\*`:             `{\*\generator x}{\*\*`,
		`Smith\u8217?s \u8220"so\u8221"`:    `Smith\u8217\'3fs \u8220\'22so\u8221\'22`,
		`\u-10179?\u-8704 ?`:                `\u-10179\'3f\u-8704\'3f`,
		`\u8217  x\u8217 x`:                 `\u8217\'20x\u8217\'78`,
		`\u8217\'92s\u8217{}\u8217`:         `\u8217\'92s\u8217{}\u8217`,
		`\ul x\uc1 \u-x \\u8217? \\\u8217?`: `\ul x\uc1 \u-x \\u8217? \\\u8217\'3f`,
	} {
		r, err := plainRTF(strings.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != want {
			t.Errorf("%.60q is made %.60q, want %.60q, %v", in, got, want, err)
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
