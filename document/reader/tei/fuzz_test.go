package tei

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"
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
		"<TEI><list><label>a<item>b</label></list><note><list></note><item>c", "<TEI><list><label>a</lbl><item>b</item>c</list>", "<TEI><lg><pb/><l>a<lg><l>b</lg><pb n='2'/></l>c",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := read("fuzz", raw, Options{})
		if err != nil {
			return
		}
		if err := readertest.Sound(d); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
		if err := lost(raw); err != nil {
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
		raw := randomTree(rand.New(rand.NewPCG(seed, 0)), names)
		d, err := read("random", []byte(raw), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := readertest.Sound(d); err != nil {
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
	want := readertest.Census{}
	s := xmlscan.New(src, source.DefaultLimits())
	quiet := map[string]bool{"teiHeader": true}
	for _, name := range silent {
		quiet[name] = true
	}
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k == xmlscan.Start && quiet[s.Local()] {
			s.Skip()
		} else if k == xmlscan.Text {
			want.Add(s.Text())
		}
	}
	want.TakeAll(d)
	return want.Lost()
}
