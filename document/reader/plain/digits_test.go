package plain

import (
	"strings"
	"testing"
)

// TestDigits reads a number of a text with a list of two notes, the first of which
// is called before.
func TestDigits(t *testing.T) {
	for _, test := range []struct {
		text string
		ref  bool
	}{
		{"he said that “it is possible . . .2 to put up good arguments”.", true},
		{"he said that it is possible . . . .2 Later he said no more.", true},
		{"he gave in on January 28, 19552 and left.", true},
		{"the rise was .2 of a point, he said.", false},
	} {
		d := readBytes(t, "digits.txt", []byte("1. Memorandum of a Conversation1\n\nThe Secretary began; "+test.text+"\n\n  1. Source: Department of State.\n  2. Ellipsis in the source text.\n"))
		got := false
		for _, r := range d.Refs {
			got = got || r.Label == "2" && r.Note == 1
		}
		if got != test.ref {
			t.Errorf("%q: reference %t, want %t", strings.TrimSpace(test.text), got, test.ref)
		}
	}
}
