package plain

import (
	"os"
	"path/filepath"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestDialects reads documents of each habit in the dialects of the others: what is wrong
// then is wrong, but nothing is lost, and each sign that was weighed has its reason.
func TestDialects(t *testing.T) {
	for _, folder := range goldenFolders {
		names, err := filepath.Glob(filepath.Join("../../../testdata", folder, "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			in := source.FromBytes(name, raw, source.DefaultLimits())
			want := sourceText(t, in)
			for _, dialect := range Dialects() {
				b := document.NewBuilder()
				if err := Read(t.Context(), in, b, Options{Dialect: dialect, Explain: true}); err != nil {
					t.Fatalf("%s as %s: %v", name, dialect, err)
				}
				d := b.Finish()
				sameText(t, name+" as "+dialect, reassembled(d), want)
				checkOffsets(t, name+" as "+dialect, d)
				for _, c := range d.Candidates {
					if c.Reason == "" || c.Reason[0] == ';' {
						t.Errorf("%s as %s: %q was weighed without a reason: %q", name, dialect, c.Text, c.Reason)
					}
				}
			}
		}
	}
}
