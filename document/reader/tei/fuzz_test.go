package tei

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("../../../testdata/tei/*.xml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, s := range []string{
		"<TEI><app><rdg>a<app><rdg>b</app></rdg><rdg>c", "<TEI><note xml:id='a' next='#b'/><note xml:id='b' next='#a' prev='#a'>x",
		"<TEI><choice><choice><sic>a</choice></choice><del><note>b</del>c</note>", "<TEI><table><cell>a<row><cell><table><row><cell>b",
		"<TEI><list><label>a<item>b</label></list><note><list></note><item>c", "<TEI><list><label>a</lbl><item>b</item>c</list>", "<TEI><lg><pb/><l>a<lg><l>b</lg><pb n='2'/></l>c",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := read("fuzz", raw, Options{})
		if err != nil {
			return
		}
		if err := sound(d); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
		if err := lost(raw); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
	})
}

// TestRandomTrees reads documents in which any element may stand in any other.
func TestRandomTrees(t *testing.T) {
	names := []string{"anchor", "seg", "div", "div", "note", "note", "p", "p", "hi"}
	for name := range elements {
		if !unread[name] {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for seed := range uint64(3000) {
		raw := randomTree(rand.New(rand.NewPCG(seed, 0)), names)
		d, err := read("random", []byte(raw), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := sound(d); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, raw)
		}
		if err := lost([]byte(raw)); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, raw)
		}
	}
}

func randomTree(r *rand.Rand, names []string) string {
	var b strings.Builder
	b.WriteString("<TEI>")
	var open []string
	for range 5 + r.IntN(60) {
		switch n := r.IntN(10); {
		case n < 4:
			name := names[r.IntN(len(names))]
			fmt.Fprintf(&b, "<%s", name)
			for _, attr := range []string{"n", "xml:id", "target", "next", "prev", "type", "corr"} {
				if r.IntN(8) == 0 {
					fmt.Fprintf(&b, " %s='%s'", attr, []string{"a", "b", "#a", "#b", "1", "notes"}[r.IntN(6)])
				}
			}
			b.WriteString(">")
			open = append(open, name)
		case n < 7:
			fmt.Fprintf(&b, " w%d ", r.IntN(1000))
		case len(open) > 0:
			fmt.Fprintf(&b, "</%s>", open[len(open)-1])
			open = open[:len(open)-1]
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "</%s>", open[i])
	}
	return b.String() + "</TEI>"
}

// sound checks that every offset and index of a document is one.
func sound(d *document.Document) error {
	for _, r := range d.Refs {
		if r.Note < document.NoNote || r.Note >= len(d.Notes) {
			return fmt.Errorf("reference to note %d", r.Note)
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
	for _, l := range d.Links {
		if err := inside(d, "link", l.At); err != nil {
			return err
		}
		if l.To >= 0 {
			if err := inside(d, "link's target", l.Dest); err != nil {
				return err
			}
		}
	}
	if !sort.SliceIsSorted(d.Sections, func(i, j int) bool { return d.Sections[i].Block < d.Sections[j].Block }) {
		return fmt.Errorf("sections out of order")
	}
	for _, s := range d.Sections {
		if s.Block < 0 || s.Block > len(d.Blocks) {
			return fmt.Errorf("section %q at block %d of %d", s.Title, s.Block, len(d.Blocks))
		}
	}
	return soundText(d)
}

func soundText(d *document.Document) error {
	for n := document.Body; n < len(d.Notes); n++ {
		for _, b := range d.BlocksOf(n) {
			if b.Text != source.Safe(b.Text) {
				return fmt.Errorf("unsafe text %q", b.Text)
			}
			for _, m := range b.Marks {
				if m.End < m.Offset || int(m.End) > len(b.Text) {
					return fmt.Errorf("mark %+v in %d bytes", m, len(b.Text))
				}
			}
		}
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

// lost compares the letters and digits of the source's text with those that
// the document shows or keeps as cuts, labels and furniture. Text that a
// silent element or the header holds is not asked for.
func lost(raw []byte) error {
	src, _, err := xmlscan.Decode(raw, "")
	if err != nil {
		return nil
	}
	d, err := read("lost", raw, Options{})
	if err != nil {
		return err
	}
	want := map[rune]int{}
	s := xmlscan.New(src, source.DefaultLimits())
	quiet := map[string]bool{"teiHeader": true}
	for _, name := range silent {
		quiet[name] = true
	}
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k == xmlscan.Start && quiet[s.Local()] {
			s.Skip()
		} else if k == xmlscan.Text {
			letters(want, s.Text(), 1)
		}
	}
	shown(d, func(t string) { letters(want, t, -1) })
	for c, n := range want {
		if n > 0 {
			return fmt.Errorf("%d of %q are lost", n, c)
		}
	}
	return nil
}

// letters counts the letters and digits of t, n each.
func letters(count map[rune]int, t string, n int) {
	for _, c := range strings.ToLower(source.Safe(t)) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			count[c] += n
		}
	}
}

// shown calls f with every piece of text that a document holds.
func shown(d *document.Document, f func(string)) {
	for n := document.Body; n < len(d.Notes); n++ {
		for _, b := range d.BlocksOf(n) {
			f(b.Text)
			f(b.Label)
			for _, m := range b.Marks {
				f(m.Cut)
			}
		}
	}
	for _, r := range d.Refs {
		f(r.Label)
	}
	for _, x := range d.Furniture {
		f(x.Text)
	}
}
