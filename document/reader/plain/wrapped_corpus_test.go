package plain

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document/internal/truth"
)

// TestCorpusGutenberg reads books beside the references and notes that their
// HTML editions tag.
func TestCorpusGutenberg(t *testing.T) {
	s := truth.Run(t, "gutenberg", "*/*[0-9].txt", truth.Options{NoPages: true, NoHeads: true}, readFile)
	t.Log(s)
	for i := 0; i < min(*misses, len(s.Missed)); i++ {
		t.Log("missed", s.Missed[i])
	}
	for _, x := range []struct {
		what      string
		got, want float64
	}{{"references F1", s.Refs.F1(), 0.995}, {"linked F1", s.Linked.F1(), 0.9928}, {"notes F1", s.Notes.F1(), 0.9943}} {
		if x.got < x.want {
			t.Errorf("%s %.4f, want at least %.4f", x.what, x.got, x.want)
		}
	}
}

// memoTruth is what is known of an RFC's text by rule: its entries of
// references, where they are cited, and the numbers in its footers.
type memoTruth struct {
	Entries, Uses []struct{ Label string }
	Footers       []struct{ Page string } `json:"page_footers"`
}

// TestCorpusRFC reads RFCs and drafts, paged and not, and holds the entries,
// citations and pages found to those known.
func TestCorpusRFC(t *testing.T) {
	dir := truth.Corpus(t, "rfc")
	names, _ := filepath.Glob(filepath.Join(dir, "*.t*xt"))
	var entries, uses, pages truth.Row
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join(dir, "truth", filepath.Base(name)+".json"))
		if err != nil {
			continue
		}
		var want memoTruth
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		d, err := readFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var got, wanted [3][]string
		for _, n := range d.Notes {
			got[0] = append(got[0], n.Label)
		}
		for _, r := range d.Refs {
			got[1] = append(got[1], r.Label)
		}
		for _, p := range d.Pages {
			got[2] = append(got[2], p.Label)
		}
		known := make(map[string]bool)
		for _, e := range want.Entries {
			wanted[0] = append(wanted[0], e.Label)
			known[citeKey(e.Label)] = true
		}
		for _, u := range want.Uses { // the rule takes every bracket for a use
			if known[citeKey(u.Label)] {
				wanted[1] = append(wanted[1], u.Label)
			}
		}
		for _, p := range want.Footers {
			wanted[2] = append(wanted[2], p.Page)
		}
		for i, c := range []*truth.Row{&entries, &uses, &pages} {
			if i == 2 && len(wanted[2]) == 0 {
				continue // footers of a form the rule does not know
			}
			add(c, wanted[i], got[i])
		}
	}
	t.Log("entries", entries, "citations", uses, "pages", pages)
	if entries.F1() < 0.97 || uses.F1() < 0.97 || pages.F1() < 1 {
		t.Errorf("entries F1 %.4f, citations F1 %.4f, pages F1 %.4f", entries.F1(), uses.F1(), pages.F1())
	}
}

// add compares two bags of labels.
func add(c *truth.Row, want, got []string) {
	left := make(map[string]int)
	for _, s := range want {
		left[citeKey(strings.TrimSpace(s))]++
	}
	for _, s := range got {
		if k := citeKey(s); left[k] > 0 {
			left[k]--
			c.Hit++
		}
	}
	c.Truth += len(want)
	c.Got += len(got)
}
