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
		for i, r := range d.Refs {
			got = got || r.Label == "2" && d.Called(i) == 1
		}
		if got != test.ref {
			t.Errorf("%q: reference %t, want %t", strings.TrimSpace(test.text), got, test.ref)
		}
	}
}

// TestAfterPoint weighs the figures at the end of a number that a stop parts.
func TestAfterPoint(t *testing.T) {
	for _, test := range []struct {
		before string
		call   bool
	}{
		{"It says so in Section 10.", false},
		{"It came into force on January 28.", true},
		{"It was signed in 1952.", true},
		{"The share was 4.", false},
	} {
		n := numeral{s: test.before + "2 The Minister agreed.", i: len(test.before), j: len(test.before) + 1, prev: '.', next: ' '}
		if w := n.afterStop(); w > 0 != test.call {
			t.Errorf("%q: weight %g, a call %t", test.before, w, test.call)
		}
	}
}
