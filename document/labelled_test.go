package document

import "testing"

func TestPageLabelled(t *testing.T) {
	at := func(block int) Loc { return Loc{Note: Body, Block: block} }
	d := &Document{
		Blocks: make([]Block, 6),
		Pages: []Page{
			{Label: "2", Series: "facsimile", At: at(0)}, {Label: "XII", At: at(1)}, {Label: "2", At: at(2)},
			{Label: "xii", At: at(3)}, {Label: "2", At: at(4)},
		},
	}
	for _, c := range []struct {
		label string
		after Loc
		want  int
	}{
		{"2", at(0), 2}, {"2", at(3), 4}, {"2", at(5), 2}, {"xii", at(0), 3}, {"XII", at(0), 1}, {"Xii", at(2), 3}, {"9", at(0), -1},
	} {
		if got := d.PageLabelled(c.label, c.after); got != c.want {
			t.Errorf("page %s after block %d: %d, want %d", c.label, c.after.Block, got, c.want)
		}
	}
}

func TestNoteLabelled(t *testing.T) {
	at := func(block int) Loc { return Loc{Note: Body, Block: block} }
	d := &Document{
		Blocks:   make([]Block, 6),
		Sections: []Section{{Block: 0, Parent: -1}, {Block: 1, Parent: -1}, {Block: 3, Parent: -1}},
		Notes:    []Note{{Label: "1"}, {Label: "2"}, {Label: "1"}, {Label: "a"}, {}, {}},
		Refs: []Ref{
			{At: at(1)}, {At: at(2)}, {At: at(4)}, {Label: "*", At: Loc{Note: 2}}, {At: Loc{Note: 4}}, {Label: "*", At: at(5)},
		},
		Calls: []int32{0, 1, 2, 4, 3, 5},
	}
	for _, c := range []struct {
		label string
		after Loc
		want  int
	}{
		{"1", at(0), 0}, {"1", at(2), 0}, {"1", at(3), 2}, {"2", at(5), 1}, {"A", at(0), 3}, {"*", at(0), 4}, {"9", at(0), -1},
	} {
		if got := d.NoteLabelled(c.label, c.after); got != c.want {
			t.Errorf("note %s after block %d: %d, want %d", c.label, c.after.Block, got, c.want)
		}
	}
	for note, want := range map[int]Loc{Body: at(5), 0: at(1), 3: at(4)} {
		l := Loc{Note: note, Block: 5}
		if got, ok := d.CalledFrom(l); !ok || got != want {
			t.Errorf("%v is reached from %v, %v; want %v", l, got, ok, want)
		}
	}
	if _, ok := (&Document{Notes: make([]Note, 1)}).CalledFrom(Loc{}); ok {
		t.Error("a note that nothing calls is reached")
	}
}

// TestCalledFromAnyCaller follows the calls of a note beyond the first, which
// comes from a note that nothing calls, and through notes that call one another.
func TestCalledFromAnyCaller(t *testing.T) {
	d := &Document{
		Blocks: make([]Block, 3),
		Notes:  make([]Note, 4),
		Refs: []Ref{
			{At: Loc{Note: Body, Block: 2}}, {At: Loc{Note: 1}}, {At: Loc{Note: 2}}, {At: Loc{Note: 1}}, {At: Loc{Note: 3}},
		},
		Calls: []int32{2, 0, 0, 3, 1},
	}
	if got, ok := d.CalledFrom(Loc{Note: 0}); !ok || got.Block != 2 {
		t.Errorf("the note is reached from %v, %v", got, ok)
	}
	if got, ok := d.CalledFrom(Loc{Note: 3}); ok {
		t.Errorf("notes that only call one another are reached from %v", got)
	}
}
