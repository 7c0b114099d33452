package readertest

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/source"
)

// Sound reports the first thing of a document that points where nothing is, is
// out of order, or is not safe to show.
func Sound(d *document.Document) error {
	if len(d.Calls) != len(d.Refs) {
		return fmt.Errorf("%d references call %d times", len(d.Refs), len(d.Calls))
	}
	for i, r := range d.Refs {
		if n := d.Called(i); n < document.NoNote || n >= len(d.Notes) {
			return fmt.Errorf("reference to note %d of %d", n, len(d.Notes))
		}
		if err := inside(d, "reference", r.At); err != nil {
			return err
		}
	}
	for _, p := range d.Pages {
		if err := inside(d, "page", p.At); err != nil {
			return err
		}
	}
	for i := range d.Links {
		if err := soundLink(d, i); err != nil {
			return err
		}
	}
	if !sort.SliceIsSorted(d.Sections, func(i, j int) bool { return d.Sections[i].Block < d.Sections[j].Block }) {
		return fmt.Errorf("sections out of order")
	}
	for i, s := range d.Sections {
		if s.Block < 0 || s.Block > len(d.Blocks) || s.Parent >= i {
			return fmt.Errorf("section %q at block %d of %d, parent %d", s.Title, s.Block, len(d.Blocks), s.Parent)
		}
	}
	return soundText(d)
}

func soundLink(d *document.Document, link int) error {
	l, dest := d.Links[link], d.Dest(link)
	if err := inside(d, "link", l.At); err != nil {
		return err
	}
	if n := len(d.BlocksOf(l.At.Note)[l.At.Block].Text); l.End < l.At.Offset || l.End > n {
		return fmt.Errorf("link from %d to %d of %d", l.At.Offset, l.End, n)
	}
	if dest.To >= 0 {
		return inside(d, "link's target", dest.At)
	}
	return nil
}

func soundText(d *document.Document) error {
	for n := document.Body; n < len(d.Notes); n++ {
		for k, b := range d.BlocksOf(n) {
			if b.Text != source.Safe(b.Text) {
				return fmt.Errorf("unsafe text %q", b.Text)
			}
			for _, m := range b.Marks {
				if err := soundMark(d, document.Loc{Note: n, Block: k, Offset: int(m.Offset)}, m); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// soundMark checks that a mark and what it is a mark of say the same.
func soundMark(d *document.Document, at document.Loc, m document.Mark) error {
	if text := d.BlocksOf(at.Note)[at.Block].Text; m.End < m.Offset || int(m.End) > len(text) {
		return fmt.Errorf("mark %+v in %d bytes", m, len(text))
	}
	var place document.Loc
	switch m.Kind {
	case document.MarkRef:
		place = d.Refs[m.Index].At
	case document.MarkPage:
		place = d.Pages[m.Index].At
	case document.MarkLink:
		place = d.Links[m.Index].At
	default:
		return nil
	}
	if place != at {
		return fmt.Errorf("mark %+v at %+v is of something at %+v", m, at, place)
	}
	return nil
}

// inside checks that a place is one of the document.
func inside(d *document.Document, what string, l document.Loc) error {
	if l.Note < document.Body || l.Note >= len(d.Notes) {
		return fmt.Errorf("%s in note %d of %d", what, l.Note, len(d.Notes))
	}
	blocks := d.BlocksOf(l.Note)
	if len(blocks) == 0 && l.Block == 0 && l.Offset == 0 {
		return nil // a note without text
	}
	if l.Block < 0 || l.Block >= len(blocks) || l.Offset < 0 || l.Offset > len(blocks[l.Block].Text) {
		return fmt.Errorf("%s at %+v", what, l)
	}
	if s := blocks[l.Block].Text; l.Offset < len(s) && !utf8.RuneStart(s[l.Offset]) {
		return fmt.Errorf("%s inside a character at %+v", what, l)
	}
	return nil
}

// A Census counts the letters and digits of texts, case and order aside: what is
// left of a source when all that a document holds is taken off was lost.
type Census map[rune]int

// Add counts the letters and digits of t.
func (c Census) Add(t string) { c.count(t, 1) }

// Take takes the letters and digits of t off.
func (c Census) Take(t string) { c.count(t, -1) }

func (c Census) count(t string, n int) {
	for _, r := range strings.ToLower(source.Safe(t)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			c[r] += n
		}
	}
}

// TakeAll takes off every piece of text that a document holds: what it shows,
// and what it keeps as labels, cuts and furniture.
func (c Census) TakeAll(d *document.Document) {
	for n := document.Body; n < len(d.Notes); n++ {
		for _, b := range d.BlocksOf(n) {
			c.Take(b.Text)
			c.Take(b.Label)
			for _, m := range b.Marks {
				c.Take(m.Cut)
			}
		}
	}
	for _, r := range d.Refs {
		c.Take(r.Label)
	}
	for _, x := range d.Furniture {
		c.Take(x.Text)
	}
}

// Whole reports the first thing that is wrong with a document: what Sound reports, or a letter or
// digit that the source says and the document does not hold.
func Whole(d *document.Document, said Census) error {
	if err := Sound(d); err != nil {
		return err
	}
	said.TakeAll(d)
	return said.Lost()
}

// Lost reports a character of which more was added than taken off.
func (c Census) Lost() error {
	for r, n := range c {
		if n > 0 {
			return fmt.Errorf("%d of %q are lost", n, r)
		}
	}
	return nil
}
