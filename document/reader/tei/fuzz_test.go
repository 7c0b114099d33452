package tei

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"ibid/document/reader/xmlscan"
	"ibid/document/source"

	"ibid/document/internal/readertest"
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
		"<TEI><teiHeader><titleStmt><title>Letters of a traveller<l/title><title>and of another, an edition for reading</title>", "<TEI><list><label>a<item>b</label></list><note><list></note><item>c", "<TEI><list><label>a</lbl><item>b</item>c</list>", "<TEI><lg><pb/><l>a<lg><l>b</lg><pb n='2'/></l>c",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if err := kept(raw); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
		readertest.Linear(t, string(raw), func(text string) { read("fuzz", []byte(text), Options{}) })
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
		raw := "<TEI>" + readertest.Tree(rand.New(rand.NewPCG(seed, 0)), names, attributes) + "</TEI>"
		if err := kept([]byte(raw)); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, raw)
		}
	}
}

func attributes(r *rand.Rand) string {
	s := ""
	for _, attr := range []string{"n", "xml:id", "target", "next", "prev", "type", "corr"} {
		if r.IntN(8) == 0 {
			s += fmt.Sprintf(" %s='%s'", attr, []string{"a", "b", "#a", "#b", "1", "notes", "inline"}[r.IntN(7)])
		}
	}
	return s
}

// TestDamaged reads the documents of testdata with tags missing, doubled, exchanged and misspelt.
func TestDamaged(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/tei/*.xml")
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(150) {
			text := readertest.Damage(rand.New(rand.NewPCG(seed, uint64(i))), string(raw))
			wrong := func(text string) error { return kept([]byte(text)) }
			if wrong(text) != nil {
				t.Fatal(readertest.Shrink(text, wrong))
			}
		}
	}
}

// kept reports where what is read is not sound, or does not hold the letters and digits of the
// source's text as what it shows or as cuts, labels and furniture. Text that a silent element or
// the header holds is not asked for.
func kept(raw []byte) error {
	d, err := read("kept", raw, Options{})
	if err != nil {
		return nil
	}
	src, _, err := xmlscan.Decode(raw)
	if err != nil {
		return nil
	}
	said := readertest.Census{}
	s := xmlscan.New(src, source.DefaultLimits())
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k == xmlscan.Start && quiet[s.Local()] {
			s.Skip()
		} else if k == xmlscan.Text {
			said.Add(s.Text())
		}
	}
	return readertest.Whole(d, said)
}

// quiet are the elements whose text is not read.
var quiet = func() map[string]bool {
	names := map[string]bool{"teiHeader": true, "sourceDoc": true}
	for _, name := range silent {
		names[name] = true
	}
	return names
}()
