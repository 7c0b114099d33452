package plain

import (
	"context"
	"flag"
	"testing"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/truth"
	"ibid/document/source"
)

var misses = flag.Int("misses", 0, "how many misses and false finds of the corpus tests to print")

// readFile reads a text to its end, as the program does.
func readFile(name string) (*document.Document, error) {
	in, err := source.Open(name, source.DefaultLimits())
	if err != nil {
		return nil, err
	}
	defer in.Close()
	b := document.NewBuilder()
	if err := Read(context.Background(), in, b, Options{}); err != nil {
		return nil, err
	}
	apparatus.Check(b)
	return b.Finish(), nil
}

// TestCorpus reads documents whose references, notes and pages their editors
// have tagged, and fails where the figures fall more than 0.002 below what was
// reached, so that a loss is seen.
func TestCorpus(t *testing.T) {
	for _, tt := range []struct {
		name, folder                      string
		refs, linked, notes, pages, heads float64
		found, right                      float64 // recall and precision of links
		problems                          float64 // false findings in 100 documents
		opt                               truth.Options
	}{
		{"seed", "seed", 1, 1, 1, 1, 1, 1, 1, 0, truth.Options{}},
		{"frus", "frus/pairs/dev", 0.9935, 0.9867, 0.9976, 0.9976, 0.8787, 0.949, 0.922, 1, truth.Options{}},
		{"full", "frus/pairs/full_variant", 0.9964, 0.9964, 0.998, 0.998, 0.9125, 0.951, 0.875, 1, truth.Options{}},
		{"printed", "frus/pairs/printed_labels_variant", 0.9972, 0.9972, 0.998, 0.998, 0.9125, 0.951, 0.875, 1, truth.Options{}},
		{"space", "frus/pairs/keepspace_variant", 0.9939, 0.9907, 0.998, 0.998, 0.8907, 0.951, 0.875, 1, truth.Options{}},
		{"para", "frus/pairs/dialect_pg_para", 0.998, 0.998, 0.998, 0.998, 0, 0.951, 0.875, 1, truth.Options{NoHeads: true}},
		{"end", "frus/pairs/dialect_pg_end_braces", 0.998, 0.998, 0.998, 0.998, 0, 0.951, 0.875, 1, truth.Options{NoHeads: true}},
		{"slash", "frus/pairs/dialect_oldstategov_slash", 0.998, 0.998, 0.998, 0.998, 0, 0.951, 0.875, 1, truth.Options{NoHeads: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			documents := 0
			s := truth.Run(t, tt.folder, "*.txt", tt.opt, func(name string) (*document.Document, error) {
				documents++
				return readFile(name)
			})
			t.Log(s)
			for i := 0; i < min(*misses, len(s.Missed)); i++ {
				t.Log("missed", s.Missed[i])
			}
			for i := 0; i < min(*misses, len(s.Wrong)); i++ {
				t.Log("false", s.Wrong[i])
			}
			for _, x := range []struct {
				what      string
				got, want float64
			}{
				{"references F1", s.Refs.F1(), tt.refs}, {"linked F1", s.Linked.F1(), tt.linked}, {"notes F1", s.Notes.F1(), tt.notes},
				{"pages F1", s.Pages.F1(), tt.pages}, {"headings F1", s.Heads.F1(), tt.heads},
				{"links recall", s.Links.Recall(), tt.found}, {"links precision", s.Links.Precision(), tt.right},
			} {
				if x.got < x.want {
					t.Errorf("%s %.4f, want at least %.4f", x.what, x.got, x.want)
				}
			}
			t.Logf("%d false findings", s.False)
			if per := 100 * float64(s.False) / float64(documents); per > tt.problems {
				t.Errorf("%.1f false findings in 100 documents, want at most %.1f", per, tt.problems)
			}
		})
	}
}
