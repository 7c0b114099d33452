package compose

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/source"
)

// compose runs f on a writer and returns the finished document.
func compose(f func(w *Writer)) *document.Document {
	b := document.NewBuilder()
	w := New(b, source.DefaultLimits())
	f(w)
	w.Finish()
	return b.Finish()
}

func TestWhiteSpace(t *testing.T) {
	d := compose(func(w *Writer) {
		w.OpenBlock(document.Paragraph, 0)
		w.Text("  I told\n\tDobrynin that ")
		w.Page("277", "")
		w.Text(" Brezhnev\u00a0should ")
		w.Break()
		w.Text(" be  ")
		w.OpenBlock(document.Paragraph, 0)
		w.Text(" \n ")
		w.OpenBlock(document.Code, 0)
		w.Text("a\n\tb\n")
	})
	want := []string{"I told Dobrynin that Brezhnev\u00a0should\nbe", "a\n\tb"}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, b.Text)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("texts %q, want %q", got, want)
	}
	if len(d.Pages) != 1 || d.Pages[0].At != (document.Loc{Note: document.Body, Block: 0, Offset: 21}) {
		t.Errorf("pages %+v", d.Pages)
	}
}

// TestSpacing leaves out blocks that are there for the white space around them, but for what
// stands in them.
func TestSpacing(t *testing.T) {
	d := compose(func(w *Writer) {
		w.OpenBlock(document.Paragraph, 0)
		w.Page("2", "")
		w.Text("\u00a0 \u00a0")
		w.OpenBlock(document.Paragraph, 0)
		w.Text("\u00a0\u00a0Indented")
		w.OpenBlock(document.Paragraph, 0)
		w.Text("\u00a0")
		w.Ref(document.Ref{Label: "1"}, "n")
		w.OpenBlock(document.Table, 0)
		w.Text("\u00a0 \u00a0")
	})
	var got []string
	for _, b := range d.Blocks {
		got = append(got, b.Text)
	}
	if want := []string{"\u00a0\u00a0Indented", "", "\u00a0 \u00a0"}; !reflect.DeepEqual(got, want) {
		t.Errorf("texts %q, want %q", got, want)
	}
	if d.Pages[0].At.Block != 0 || d.Refs[0].At.Block != 1 {
		t.Errorf("pages %+v, references %+v", d.Pages, d.Refs)
	}
}

// TestStopAfterReference brings a stop back to its word where a sign parted them, and
// leaves white space that the source has there otherwise.
func TestStopAfterReference(t *testing.T) {
	d := compose(func(w *Writer) {
		w.Text("a word ")
		w.Ref(document.Ref{Label: "1"}, "n")
		w.Text(", and another ")
		w.Ref(document.Ref{Label: "2"}, "n")
		w.Text(" (here) , and more")
	})
	if got, want := d.Blocks[0].Text, "a word, and another (here) , and more"; got != want || d.Refs[0].At.Offset != len("a word") {
		t.Errorf("%q, reference at %d; want %q", got, d.Refs[0].At.Offset, want)
	}
}

func TestNoteInsideParagraph(t *testing.T) {
	d := compose(func(w *Writer) {
		w.OpenBlock(document.Paragraph, 0)
		w.PushStyle(document.Italic)
		w.Text("in Saigon")
		n := w.BeginNote(document.Note{Label: "1", Series: "footnote"}, "fn1")
		w.Text("Source: ")
		w.PushLink(document.LinkDocument, "52", "d52")
		w.Text("Document 52")
		w.PopLink()
		w.EndNote()
		w.RefTo(document.Ref{Label: "1"}, n)
		w.PopStyle()
		w.Text(" and again")
		w.Ref(document.Ref{Label: "1"}, "fn1")
		w.Ref(document.Ref{Label: "9"}, "fn9")
	})
	if len(d.Blocks) != 1 || d.Blocks[0].Text != "in Saigon and again" {
		t.Fatalf("blocks %+v", d.Blocks)
	}
	if len(d.Notes) != 1 || d.Notes[0].Blocks[0].Text != "Source: Document 52" {
		t.Fatalf("notes %+v", d.Notes)
	}
	var notes, offsets []int
	for i, r := range d.Refs {
		notes, offsets = append(notes, d.Called(i)), append(offsets, r.At.Offset)
	}
	if !reflect.DeepEqual(notes, []int{0, 0, -1}) || !reflect.DeepEqual(offsets, []int{9, 19, 19}) {
		t.Errorf("refs call %v at %v", notes, offsets)
	}
	if l := d.Links[0]; l.At != (document.Loc{Note: 0, Offset: 8}) || l.End != 19 || d.Dest(0).To != -1 {
		t.Errorf("link %+v", l)
	}
	if m := d.Blocks[0].Marks[0]; m.Kind != document.MarkStyle || m.Offset != 0 || m.End != 9 {
		t.Errorf("style %+v", m)
	}
}

func TestSnapshotsStay(t *testing.T) {
	b := document.NewBuilder()
	var shots []*document.Document
	b.OnPublish = func(d *document.Document) { shots = append(shots, d) }
	w := New(b, source.DefaultLimits())
	w.Text("early")
	w.Ref(document.Ref{Label: "1"}, "n1")
	w.Publish()
	w.BeginNote(document.Note{Label: "1"}, "n1")
	w.Text("late")
	w.EndNote()
	w.Finish()
	b.Finish()
	if got := shots[0].Called(0); got != document.NoNote {
		t.Errorf("first snapshot changed: its reference calls note %d", got)
	}
	if got := shots[1].Called(0); got != 0 {
		t.Errorf("last snapshot: the reference calls note %d", got)
	}
}

func TestReferenceAfterTheParagraph(t *testing.T) {
	d := compose(func(w *Writer) {
		w.Text("A heading")
		w.EndBlock()
		w.Text("\n  ")
		w.Ref(document.Ref{Label: "1"}, "n")
		w.Break()
		w.Page("2", "")
		w.Text("and more")
		w.EndBlock()
	})
	if len(d.Blocks) != 2 || d.Blocks[0].Text != "A heading" || d.Blocks[1].Text != "and more" {
		t.Fatalf("blocks %+v", d.Blocks)
	}
	if at := d.Refs[0].At; at.Block != 0 || at.Offset != 9 {
		t.Errorf("reference at %+v", at)
	}
	if at := d.Pages[0].At; at.Block != 1 || at.Offset != 0 {
		t.Errorf("page at %+v", at)
	}
}

func TestWhatKeysName(t *testing.T) {
	d := compose(func(w *Writer) {
		for _, key := range []string{"p", "a", "i", "n"} {
			w.PushLink(document.LinkSection, key, key)
			w.Text(key)
			w.PopLink()
		}
		w.PageKey("7", "", "p")
		w.Text("on page seven ")
		w.Anchor("a")
		w.Text("here")
		w.BeginNote(document.Note{}, "n")
		w.Text("a note ")
		w.Anchor("i")
		w.Text("about it")
		w.EndNote()
	})
	want := []document.Loc{
		{Note: document.Body, Offset: 4}, {Note: document.Body, Offset: 18}, {Note: 0, Offset: 7}, {Note: 0},
	}
	kinds := []document.LinkKind{document.LinkPage, document.LinkSection, document.LinkNote, document.LinkNote}
	for i, l := range d.Links {
		if dest := d.Dest(i); dest.At != want[i] || l.Kind != kinds[i] || dest.To != 0 {
			t.Errorf("%s leads to %v %d at %+v, want %v at %+v", l.Target, l.Kind, dest.To, dest.At, kinds[i], want[i])
		}
		if target := []string{"7", "a", "i", "n"}[i]; l.Target != target {
			t.Errorf("a link wants %q, not %q", l.Target, target)
		}
	}
	if len(d.Links) != 4 {
		t.Errorf("%d links", len(d.Links))
	}
}

func TestCut(t *testing.T) {
	d := compose(func(w *Writer) {
		w.Text("the corrected")
		w.Cut(" corected ")
		w.Text(" word")
	})
	if m := d.Blocks[0].Marks[0]; m.Kind != document.MarkCut || m.Cut != "corected" || m.Offset != 13 {
		t.Errorf("mark %+v", m)
	}
}

func TestStruck(t *testing.T) {
	for deleted, want := range map[bool]document.Mark{
		false: {Kind: document.MarkCut, Style: document.Deleted, Offset: 1, End: 1, Index: -1, Cut: "two", At: -1},
		true:  {Kind: document.MarkStyle, Style: document.Deleted, Offset: 2, End: 5, Index: -1, At: -1},
	} {
		d := compose(func(w *Writer) {
			w.Deleted = deleted
			w.Text("a ")
			w.Struck("two")
			w.Text(" b")
		})
		if b := d.Blocks[0]; len(b.Marks) != 1 || b.Marks[0] != want {
			t.Errorf("read %v: %q, %+v", deleted, b.Text, b.Marks)
		}
	}
}

// TestPageInBlankCode keeps a page break among blank lines, which are no block,
// for the beginning of the next.
func TestPageInBlankCode(t *testing.T) {
	d := compose(func(w *Writer) {
		w.OpenBlock(document.Code, 0)
		w.Text("  \n")
		w.Page("5", "")
		w.Anchor("here")
		w.Text(" \n")
		w.OpenBlock(document.Paragraph, 0)
		w.PushLink(document.LinkSection, "here", "here")
		w.Text("été")
		w.PopLink()
	})
	want := document.Loc{Note: document.Body}
	if len(d.Pages) != 1 || d.Pages[0].At != want || d.Dest(0).At != want {
		t.Errorf("page at %+v, link to %+v", d.Pages, d.Dest(0).At)
	}
}

// TestSplit divides text that is longer than a block may be, between characters
// and with what stands in it.
func TestSplit(t *testing.T) {
	lim := source.DefaultLimits()
	lim.Block = 8
	for _, kind := range []document.Kind{document.Paragraph, document.Code} {
		b := document.NewBuilder()
		w := New(b, lim)
		w.OpenBlock(kind, 0)
		w.PushStyle(document.Bold)
		w.Text(strings.Repeat("é", 50) + " ab")
		w.PopStyle()
		w.Finish()
		d, text := b.Finish(), ""
		for _, x := range d.Blocks {
			if len(x.Text) > lim.Block || !utf8.ValidString(x.Text) || x.Kind != kind || len(x.Marks) != 1 {
				t.Errorf("%s: block %+v", kind, x)
			}
			text += x.Text
		}
		if strings.ReplaceAll(text, " ", "") != strings.Repeat("é", 50)+"ab" {
			t.Errorf("%s: the blocks hold %q", kind, text)
		}
	}
}

// TestPrintLabel keeps a label that is text of the source where no other text comes.
func TestPrintLabel(t *testing.T) {
	d := compose(func(w *Writer) {
		for _, text := range []string{"sense", ""} {
			w.OpenBlock(document.Item, 1)
			w.PrintLabel("ibid.")
			w.Text(text)
		}
		w.OpenBlock(document.Item, 1)
		w.SetLabel("1.")
	})
	want := []document.Block{{Kind: document.Item, Level: 1, Label: "ibid.", Text: "sense"}, {Kind: document.Item, Level: 1, Text: "ibid."}}
	if !reflect.DeepEqual(d.Blocks, want) {
		t.Errorf("blocks %+v, want %+v", d.Blocks, want)
	}
}

// TestSectionNext begins an entry of the outline with the next block of the body, whatever
// notes come before that.
func TestSectionNext(t *testing.T) {
	d := compose(func(w *Writer) {
		w.Text("the title page")
		w.CloseBlock()
		w.SectionNext(document.Section{Title: "A  Book", Level: 1})
		w.SectionNext(document.Section{Title: "Chapter", Level: 2})
		w.BeginNote(document.Note{}, "")
		w.SetNoteLabel(" * ")
		w.Text("of the title")
		w.EndNote()
		w.Text("the first words")
		w.CloseBlock()
		w.SectionNext(document.Section{Title: "Another Book", Level: 1})
		w.Text("more words")
	})
	want := []document.Section{{Title: "A Book", Level: 1, Block: 1, Parent: -1}, {Title: "Chapter", Level: 2, Block: 1, Parent: 0}, {Title: "Another Book", Level: 1, Block: 2, Parent: -1}}
	if !reflect.DeepEqual(d.Sections, want) {
		t.Errorf("sections %+v, want %+v", d.Sections, want)
	}
	if d.Notes[0].Label != "*" {
		t.Errorf("the note is called %q", d.Notes[0].Label)
	}
}

// TestClosersWithoutOpeners ends what was never begun, as damaged sources do.
func TestClosersWithoutOpeners(t *testing.T) {
	d := compose(func(w *Writer) {
		end := func() {
			w.PopStyle()
			w.PopLink()
			w.EndNote()
			w.CloseBlock()
		}
		end()
		w.Text("one")
		end()
		w.Text("two")
	})
	if len(d.Blocks) != 2 || d.Blocks[0].Text != "one" || d.Blocks[1].Text != "two" || len(d.Notes) != 0 {
		t.Errorf("blocks %+v", d.Blocks)
	}
}

// TestStyleOnce marks a style once, however many elements that give it are open, and keeps
// what another adds to it.
func TestStyleOnce(t *testing.T) {
	d := compose(func(w *Writer) {
		for range 300 {
			w.PushStyle(document.Italic)
		}
		w.Text("One ")
		w.PushStyle(document.Bold | document.Italic)
		w.Text("two")
		w.PushStyle(document.Bold)
		w.Text(" three")
		w.PopStyle()
		w.PopStyle()
		w.OpenBlock(document.Paragraph, 0)
		w.Text("Four ")
		for range 300 {
			w.PopStyle()
		}
		w.Text("five")
	})
	mark := func(s document.Style, at, end uint32) document.Mark {
		return document.Mark{Kind: document.MarkStyle, Style: s, Offset: at, End: end, Index: -1, At: -1}
	}
	want := [][]document.Mark{
		{mark(document.Italic, 0, 13), mark(document.Bold|document.Italic, 4, 13)},
		{mark(document.Italic, 0, 4)},
	}
	for i, b := range d.Blocks {
		if !reflect.DeepEqual(b.Marks, want[i]) {
			t.Errorf("%q: %+v, want %+v", b.Text, b.Marks, want[i])
		}
	}
}

// TestLinkThatEndsInSpace covers no more than the text that is left of it.
func TestLinkThatEndsInSpace(t *testing.T) {
	d := compose(func(w *Writer) {
		w.Text("See ")
		w.PushLink(document.LinkURL, "http://x", "")
		w.PushStyle(document.Bold)
		w.Text("there")
		w.Break()
		w.PopStyle()
		w.PopLink()
	})
	if l := d.Links[0]; l.At.Offset != 4 || l.End != 9 || d.Blocks[0].Text != "See there" {
		t.Errorf("link from %d to %d of %q", l.At.Offset, l.End, d.Blocks[0].Text)
	}
	for _, m := range d.Blocks[0].Marks {
		if m.Offset != 4 || m.End != 9 {
			t.Errorf("mark %+v", m)
		}
	}
}

// TestPlacesThatWait gives anchors and pages in blocks without words the place of the next word, those
// after white space that is dropped with its block, too.
func TestPlacesThatWait(t *testing.T) {
	keys := []string{"a", "b", "c"}
	d := compose(func(w *Writer) {
		w.Text("One.")
		for _, key := range keys {
			w.OpenBlock(document.Paragraph, 0)
			w.Anchor(key)
			w.Page(key, "")
			w.Text("\u00ad") // which no line shows at its end
			w.Anchor(key + key)
		}
		w.OpenBlock(document.Paragraph, 0)
		w.Text("Two.")
		w.OpenBlock(document.Paragraph, 0)
		for _, key := range keys {
			for _, k := range []string{key, key + key} {
				w.PushLink(document.LinkSection, k, k)
				w.Text(k)
				w.PopLink()
			}
		}
	})
	want := document.Loc{Note: document.Body, Block: 1}
	for i, l := range d.Links {
		if dest := d.Dest(i); dest.At != want {
			t.Errorf("%s leads to %+v, want %+v", l.Target, dest.At, want)
		}
	}
	for _, p := range d.Pages {
		if p.At != want {
			t.Errorf("page %s is at %+v, want %+v", p.Label, p.At, want)
		}
	}
	if len(d.Links) != 6 || len(d.Pages) != 3 {
		t.Errorf("%d links, %d pages", len(d.Links), len(d.Pages))
	}
}
