package plain

import (
	"context"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestLists tells lists of notes from other lists by the signs that call them.
func TestLists(t *testing.T) {
	const list = "\n\n  1. Ann brings bread.\n  2. Bob brings wine.\n  3. Cy brings cheese."
	for _, tt := range []struct {
		name, text, dialect string
		refs, notes         int
	}{
		{"called", "We met here1 in town.2 All went home3." + list, "", 3, 3},
		{"called, but told not to look", "We met here1 in town.2 All went home3." + list, "plain", 0, 0},
		{"names of things", "We met in Room A1 about WW2 and the MiG21 that day." + list, "", 0, 0},
		{"numbers", "You need 12 eggs for it." + list, "", 0, 0},
		{"a list in the text, and notes", "They said:" + list + "\n\nAfter that1 we left.2" + "\n\n  1. In May.\n  2. At home.", "", 2, 2},
		{"emphasis", "You *may not* copy it. You *must* ask.\n\n* not for sale\n\n* not for hire", "", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := document.NewBuilder()
			in := source.FromBytes("x.txt", []byte(tt.text), source.DefaultLimits())
			if err := Read(context.Background(), in, b, Options{Dialect: tt.dialect}); err != nil {
				t.Fatal(err)
			}
			d := b.Finish()
			if len(d.Refs) != tt.refs || len(d.Notes) != tt.notes {
				t.Errorf("%d references, %d notes, want %d and %d", len(d.Refs), len(d.Notes), tt.refs, tt.notes)
			}
			sameText(t, tt.name, reassembled(d), sourceText(t, source.FromBytes("x.txt", []byte(tt.text), source.DefaultLimits())))
		})
	}
}
