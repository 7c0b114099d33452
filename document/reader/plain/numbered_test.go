package plain

import "testing"

// TestNumberedParagraphs tells the numbers of paragraphs from references.
func TestNumberedParagraphs(t *testing.T) {
	for _, test := range []struct {
		name, text  string
		refs, notes int
	}{
		{"a judgment", "Smith v Jones [2019] EWCA Civ 123\n\n[1] He appeals.\n\n[2] For the reasons at [4] below he fails.\n\nAs was said:\n\n[3] See Marsh v Kent [2005] UKHL 12 at [45].\n\n[4] I said so at [1] to [3] above.\n\n[5] I agree.\n", 0, 0},
		{"notes", "They met here[1] in town.[2] All went home.[3] They slept.[4]\n\n[1] In May.\n\n[2] At noon.\n\n[3] By train.\n\n[4] Late.\n", 4, 4},
		{"notes after paragraphs", "They met here.[1]\n\n[1] In May.\n\nThey ate.[2]\n\n[2] At noon.\n\nAll went home.[3]\n\n[3] By train.\n\nThey slept.[4]\n\n[4] Late.\n", 4, 4},
	} {
		d := readBytes(t, test.name, []byte(test.text))
		if len(d.Refs) != test.refs || len(d.Notes) != test.notes {
			t.Errorf("%s: %d references, %d notes, want %d and %d", test.name, len(d.Refs), len(d.Notes), test.refs, test.notes)
		}
	}
}
