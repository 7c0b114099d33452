package plain

import (
	"bytes"
	"fmt"
	"testing"

	"ibid/document/apparatus"
	"ibid/document/source"
)

// TestVolumeDense reads a volume whose documents follow the notes of the one
// before without a blank line.
func TestVolumeDense(t *testing.T) {
	var text bytes.Buffer
	const documents = 300
	for i := 1; i <= documents; i++ {
		fmt.Fprintf(&text, "%d. Title of the Matter\n\nThe President agreed1 to it, and the Secretary2 too.\n\n  1. Source: a file.\n  2. See Document %d.\n", i, i+50)
	}
	d := readBytes(t, "volume.txt", text.Bytes())
	n := 0
	for _, s := range d.Sections {
		if s.Document {
			n++
		}
	}
	if n != documents || linked(d) != 2*documents || len(d.Notes) != 2*documents {
		t.Errorf("%d documents, %d references with a note, %d notes; want %d, %d and %d", n, linked(d), len(d.Notes), documents, 2*documents, 2*documents)
	}
	sameText(t, "volume.txt", reassembled(d), sourceText(t, source.FromBytes("volume.txt", text.Bytes(), source.DefaultLimits())))
}

func TestNoteMark(t *testing.T) {
	for _, tt := range []struct {
		line, label string
	}{
		{"* A letter", "*"}, {"*A letter", "*"}, {"** Lost", "**"}, {"†The same", "†"}, {"(1) In the box", "1"}, {"/12/In the box", "12"}, {"^[3] In the box", "3"},
		{"*.c: Declare it", ""}, {"*-*-linux* entry", ""}, {"*solaris2*. Then", ""}, {"*strong* words", ""}, {"(a) a point", ""}, {"*", ""},
	} {
		if _, label, _ := noteMark(tt.line); label != tt.label {
			t.Errorf("%q begins with %q, want %q", tt.line, label, tt.label)
		}
	}
}

// TestNumber tells the number of a document's title from those of other paragraphs.
func TestNumber(t *testing.T) {
	for title, want := range map[string]string{
		"56. Backchannel Message": "56", "No. 291\nTelegram": "291", "No. 291 is lost": "", "No. 291": "", "56. in all": "", "56) Backchannel": "",
		"123456. Telegram": "", "1. A": "", "1. An": "1", "56.": "", "7. “Yes”": "7", "Nobody": "", "No. x\n": "", "": "",
	} {
		if got := number(title); got != want {
			t.Errorf("%q has the number %q, want %q", title, got, want)
		}
		if got := number(title); got != "" && apparatus.DocumentNumber(title) != got {
			t.Errorf("%q: a volume would give it the number %q", title, apparatus.DocumentNumber(title))
		}
	}
}
