package plain

import (
	"strings"
	"testing"

	"ibid/document/source"
)

// TestUncalled reads lists of notes of which not all are called.
func TestUncalled(t *testing.T) {
	const text = "They met here[2] in town.[3] All went home.[4]\n\n"
	wrapped := strings.Repeat("They met in the town when the winter was nearly over and the roads had\nbeen opened again, and spoke of what there was to do.\n\n", 200) +
		"All of them[1] went home in the end, and nobody[2] spoke of it for many\nyears after that winter.[3]\n"
	for _, test := range []struct {
		name, text, notes string
	}{
		{"the last", text + "[2] In May.\n[3] At noon.\n[4] By train.\n[5] From a copy.\n", "2 3 4 5"},
		{"the first", text + "[1] A letter.\n[2] In May.\n[3] At noon.\n[4] By train.\n", "1 2 3 4"},
		{"one between", strings.Replace(text, "[3]", "", 1) + "[2] In May.\n\n[3] At noon.\n\n[4] By train.\n", "2 3 4"},
		{"half a list", "They met here.[1]\n\n[1] In May.\n[2] From a copy.\n", "1 2"},
		{"half a list that text may follow", "They met here.[1]\n\n[1] In May.\n\n[2] The second point.\n", "1"},
		{"not the next label", text + "[2] In May.\n[3] At noon.\n[4] By train.\n[9] Nothing more.\n", "2 3 4"},
		{"text between", text + "[2] In May.\n[3] At noon.\n[4] By train.\n\nThe end came soon.\n\n[5] Nothing more.\n", "2 3 4"},
		{"numbered paragraphs", "[1] The facts are in [3] below.\n\n[2] They are not denied.\n\n[3] He fell.\n\n[4] He rose.\n\n[5] He left.\n", ""},
		{"the last of a long text in lines", wrapped + "\n[1] In May.\n\n[2] At noon.\n\n[3] By train.\n\n[4] From a copy.\n\nNobody spoke of it again.\n", "1 2 3 4"},
	} {
		d := readBytes(t, test.name, []byte(test.text))
		var labels []string
		for _, n := range d.Notes {
			labels = append(labels, n.Label)
		}
		if got := strings.Join(labels, " "); got != test.notes {
			t.Errorf("%s: notes %q, want %q", test.name, got, test.notes)
		}
		sameText(t, test.name, reassembled(d), sourceText(t, source.FromBytes("x.txt", []byte(test.text), source.DefaultLimits())))
	}
}
