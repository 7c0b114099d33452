package apparatus

import (
	"testing"

	"ibid/document"
)

// linked returns a Builder with a body of headings, and a note for each label
// that the heading above calls; its first links are those given.
func linked(headings []document.Section, labels [][]string, links []document.Link) *document.Builder {
	b := document.NewBuilder()
	for i, s := range headings {
		s.Block, s.Parent = i, -1
		b.AddSection(s)
		block := document.Block{Kind: document.Heading, Text: s.Title}
		for range labels[i] {
			block.Marks = append(block.Marks, document.Mark{Kind: document.MarkRef, Index: int32(len(b.Draft().Refs)), At: -1})
			b.AddRef(document.Ref{At: document.Loc{Note: document.Body, Block: i}}, len(b.Draft().Refs))
		}
		b.AddBlock(block)
	}
	for _, all := range labels {
		for _, l := range all {
			b.AddNote(document.Note{Label: l})
		}
	}
	for _, l := range links {
		b.AddLink(l)
	}
	return b
}

// TestResolveLinks follows links of the second of three documents, and of
// the same text where it is one document.
func TestResolveLinks(t *testing.T) {
	labels := [][]string{{"1", "2"}, {"1", "3"}, {"1", "3", "4"}}
	for _, tt := range []struct {
		kind          document.LinkKind
		target        string
		volume, alone int // what the link leads to
	}{
		{document.LinkNote, "3", 3, 3},
		{document.LinkNote, "2, Document 42", -1, -1},
		{document.LinkNote, "2, Document 41", 1, -1},
		{document.LinkNote, "4, Document 43", 6, -1},
		{document.LinkNote, "1, Document supra", 0, 0},
		{document.LinkNote, "2, Document supra", 1, 1},
		{document.LinkNote, "4, Document supra", -1, 6},
		{document.LinkNote, "3, Document infra", 5, 3},
		{document.LinkDocument, "supra", 0, -1},
	} {
		for _, volume := range []bool{true, false} {
			sections := []document.Section{{Title: "a", Document: volume, Number: "41"}, {Title: "b", Document: volume, Number: "42"}, {Title: "c", Document: volume, Number: "43"}}
			b := linked(sections, labels, []document.Link{{Kind: tt.kind, Target: tt.target, At: document.Loc{Note: document.Body, Block: 1}}})
			ResolveLinks(b)
			want := tt.alone
			if volume {
				want = tt.volume
			}
			if got := b.Draft().Dest(0).To; got != want {
				t.Errorf("%s, in a volume %v: leads to %d, want %d", tt.target, volume, got, want)
			}
		}
	}
}

// TestResolveExcerpt follows no "supra" from a text with a number of its own, whose
// neighbours are elsewhere.
func TestResolveExcerpt(t *testing.T) {
	for title, want := range map[string]int{"42. Telegram": -1, "No. 42 Telegram": -1, "Telegram": 1} {
		b := linked([]document.Section{{Title: title, Parent: -1}}, [][]string{{"1", "2"}},
			[]document.Link{{Kind: document.LinkNote, Target: "2, Document supra", At: document.Loc{Note: document.Body}}})
		ResolveLinks(b)
		if got := b.Draft().Dest(0).To; got != want {
			t.Errorf("%s: leads to %d, want %d", title, got, want)
		}
	}
}

// TestResolveChapter follows "supra" and "infra" in a chapter with a number: they are not
// taken for those of a document out of a volume, for all are there.
func TestResolveChapter(t *testing.T) {
	for _, tt := range []struct {
		targets []string
		want    []int
	}{
		{[]string{"1, Document supra", "4, Document infra", "2, Document supra"}, []int{0, 3, 1}},
		{[]string{"1, Document supra", "4, Document infra"}, []int{-1, -1}},                                // too few
		{[]string{"1, Document supra", "4, Document infra", "9, Document supra"}, []int{-1, -1, -1}},       // one is elsewhere
		{[]string{"1, Document supra", "4, Document infra", "4, Document supra"}, []int{-1, -1, -1}},       // one is on the other side
		{[]string{"1, Document supra", "4, Document infra", "2, Document supra", "9"}, []int{0, 3, 1, -1}}, // another kind
	} {
		var links []document.Link
		for _, target := range tt.targets {
			links = append(links, document.Link{Kind: document.LinkNote, Target: target, At: document.Loc{Note: 2}})
		}
		b := linked([]document.Section{{Title: "3. The War", Parent: -1}}, [][]string{{"1", "2", "3", "4"}}, links)
		ResolveLinks(b)
		for i, want := range tt.want {
			if got := b.Draft().Dest(i).To; got != want {
				t.Errorf("%q: %s leads to %d, want %d", tt.targets, tt.targets[i], got, want)
			}
		}
	}
}

// TestResolveRestarted follows links to a label that notes of several chapters
// have: to the note of the same chapter.
func TestResolveRestarted(t *testing.T) {
	labels := [][]string{{"1", "2", "3"}, {"1", "2"}, {"1", "2", "3"}}
	for _, tt := range []struct {
		at   document.Loc
		want int
	}{
		{document.Loc{Note: 0}, 2},
		{document.Loc{Note: 7}, -1}, // no note names itself
		{document.Loc{Note: 5}, 7},
		{document.Loc{Note: 4}, 2}, // this chapter has none: the last before
		{document.Loc{Note: document.Body, Block: 2, Offset: 1}, 7},
		{document.Loc{Note: document.Body, Block: 0, Offset: 1}, 2},
	} {
		b := linked([]document.Section{{Title: "a"}, {Title: "b"}, {Title: "c"}}, labels, []document.Link{{Kind: document.LinkNote, Target: "3", At: tt.at}})
		ResolveLinks(b)
		if got := b.Draft().Dest(0).To; got != tt.want {
			t.Errorf("from %+v: leads to note %d, want %d", tt.at, got, tt.want)
		}
	}
}

// TestResolveSections follows links to sections by the numbers of headings.
func TestResolveSections(t *testing.T) {
	var sections []document.Section
	for _, title := range []string{"4.  Rules", "4.2 Names", "4.20. More", "Appendix A.  Grammar", "B.  Lists", "B.1.  One", "A word", "5 Twice", "5 Twice", "1990. A year"} {
		sections = append(sections, document.Section{Title: title})
	}
	for target, want := range map[string]int{"4": 0, "4.2": 1, "4.20": 2, "4.3": -1, "Appendix A": 3, "Appendix B": 4, "B.1": 5, "5": -1, "1990": -1} {
		b := linked(sections, make([][]string, len(sections)), []document.Link{{Kind: document.LinkSection, Target: target, At: document.Loc{Note: document.Body}}})
		ResolveLinks(b)
		if l := b.Draft().Dest(0); l.To != want || want >= 0 && l.At.Block != want {
			t.Errorf("section %s: leads to %d, block %d, want %d", target, l.To, l.At.Block, want)
		}
	}
}

func TestNumbersSections(t *testing.T) {
	for _, tt := range []struct {
		titles []string
		want   bool
	}{
		{nil, false},
		{[]string{"56. Memorandum of Conversation", "Enclosure"}, false},
		{[]string{"Abstract", "1.  Introduction"}, true},
		{[]string{"3. Rules", "4. Names"}, true},
		{[]string{"3.1. Rules"}, true},
	} {
		var d document.Document
		for _, title := range tt.titles {
			d.Sections = append(d.Sections, document.Section{Title: title})
		}
		if got := numbersSections(&d); got != tt.want {
			t.Errorf("%q: %v", tt.titles, got)
		}
	}
}
