package document

import "testing"

func TestSnapshotKeepsItsPrefix(t *testing.T) {
	b := NewBuilder()
	b.AddBlock(Block{Text: "one"})
	ref := b.AddRef(Ref{Label: "1", At: Loc{Note: Body, Offset: 3}}, NoNote)
	link := b.AddLink(Link{Kind: LinkDocument, Target: "52"})
	first := b.Publish()

	b.AddBlock(Block{Text: "two"})
	note := b.AddNote(Note{Label: "1"})
	b.SetRefNote(ref, note)
	b.SetLinkTarget(link, LinkSection, 0, Loc{Note: Body, Block: 1})
	b.SetLinkLabel(link, "53")
	second := b.Finish()

	if len(first.Blocks) != 1 || first.Called(0) != NoNote || first.Dest(0).To != -1 || first.Links[0].Target != "52" || first.Complete {
		t.Errorf("the first snapshot changed: %+v", first)
	}
	if len(second.Blocks) != 2 || second.Called(0) != note || second.Dest(0).To != 0 || second.Links[0].Target != "53" || !second.Complete {
		t.Errorf("the second snapshot lacks something: %+v", second)
	}
	if first.Generation != 1 || second.Generation != 2 {
		t.Errorf("generations %d, %d", first.Generation, second.Generation)
	}
}

func TestPublishedNoteMayNotChange(t *testing.T) {
	b := NewBuilder()
	n := b.AddNote(Note{Label: "1"})
	b.SetNote(n, Note{Label: "2"})
	if d := b.Publish(); d.Notes[n].Label != "2" {
		t.Errorf("the note is %+v", d.Notes[n])
	}
	defer func() {
		if recover() == nil {
			t.Error("a published note was changed")
		}
	}()
	b.SetNote(n, Note{Label: "3"})
}

// apparatusDocument has two paragraphs, a reference inside a note, and a note
// that is called twice.
func apparatusDocument() *Document {
	body := func(block, offset int) Loc { return Loc{Note: Body, Block: block, Offset: offset} }
	return &Document{
		Blocks: []Block{{Text: "first paragraph"}, {Text: "second paragraph"}},
		Notes:  []Note{{Label: "1", Blocks: []Block{{Text: "see below"}}}, {Label: "2"}, {Label: "3"}},
		Refs: []Ref{
			{Label: "1", At: body(0, 5)},
			{Label: "2", At: Loc{Note: 0, Offset: 3}},
			{Label: "1", At: body(1, 6)},
		},
		Calls:    []int32{0, 1, 0},
		Pages:    []Page{{Label: "276", At: body(0, 0), Inferred: true}, {Label: "277", At: body(1, 4)}},
		Sections: []Section{{Block: 0}, {Block: 1}},
	}
}

func TestNeighbours(t *testing.T) {
	d := apparatusDocument()
	at := func(block, offset int) Loc { return Loc{Note: Body, Block: block, Offset: offset} }
	for _, tt := range []struct {
		name string
		got  int
		want int
	}{
		{"page at the start", d.PageAt(at(0, 0)), 0},
		{"page before the turn", d.PageAt(at(1, 3)), 0},
		{"page at the turn", d.PageAt(at(1, 4)), 1},
		{"section", d.SectionAt(1), 1},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, tt.got, tt.want)
		}
	}
}

func TestPagesEndWithTheirFile(t *testing.T) {
	d := apparatusDocument()
	d.Blocks = append(d.Blocks, Block{Text: "of the next file"}, Block{Text: "page 1 begins"})
	d.Pages = append(d.Pages, Page{Label: "1", At: Loc{Note: Body, Block: 3, Offset: 7}})
	d.Sections = []Section{{Block: 0, Parent: -1, Document: true}, {Block: 1, Parent: 0}, {Block: 2, Parent: -1, Document: true}, {Block: 3, Parent: 2}}
	for _, tt := range []struct {
		format string
		at     Loc
		want   int
	}{
		{"volume", Loc{Note: Body, Block: 1, Offset: 9}, 1},
		{"volume", Loc{Note: Body, Block: 2}, -1},
		{"volume", Loc{Note: Body, Block: 3}, -1},
		{"volume", Loc{Note: Body, Block: 3, Offset: 8}, 2},
		{"tei", Loc{Note: Body, Block: 2}, 1},
	} {
		d.Source.Format = tt.format
		if got := d.PageAt(tt.at); got != tt.want {
			t.Errorf("%s, %+v: page %d, want %d", tt.format, tt.at, got, tt.want)
		}
	}
}

// TestPageOfTheMainNumbering names a page by its main number where several numberings run side
// by side, and by another where the main one has not begun.
func TestPageOfTheMainNumbering(t *testing.T) {
	b := NewBuilder()
	b.AddBlock(Block{Text: "0123456789"})
	at := func(offset int) Loc { return Loc{Note: Body, Offset: offset} }
	for _, p := range []Page{{Label: "1", Series: "facsimile", At: at(1)}, {Label: "583", At: at(3)}, {Label: "2", Series: "facsimile", At: at(3)}, {Label: "3", Series: "facsimile", At: at(5)}, {Label: "584", At: at(7)}} {
		b.AddPage(p)
	}
	d := b.Finish()
	for offset, want := range []int{-1, 0, 0, 1, 1, 1, 1, 4, 4} {
		if got := d.PageAt(at(offset)); got != want {
			t.Errorf("offset %d: page %d, want %d", offset, got, want)
		}
	}
}

func TestCallers(t *testing.T) {
	d := apparatusDocument()
	if got := d.Callers(0); len(got) != 2 || got[0] != 0 || got[1] != 2 {
		t.Errorf("note 0 is called by %v", got)
	}
	if got := d.LocOfNote(1); got != (Loc{Note: 1}) {
		t.Errorf("a note called only from a note stands at %+v", got)
	}
	if got := d.LocOfNote(2); got != (Loc{Note: 2}) {
		t.Errorf("a note nothing calls stands at %+v", got)
	}
}

func TestReserveChangesNothing(t *testing.T) {
	b := NewBuilder()
	b.AddBlock(Block{Text: "one"})
	first := b.Publish()
	b.Reserve(100)
	b.AddBlock(Block{Text: "two"})
	if d := b.Finish(); len(first.Blocks) != 1 || len(d.Blocks) != 2 || d.Blocks[0].Text != "one" || d.Blocks[1].Text != "two" {
		t.Errorf("blocks %v, then %v", first.Blocks, d.Blocks)
	}
}
