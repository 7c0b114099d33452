package plain

import (
	"bytes"
	"fmt"
	"testing"

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
