package compose

import (
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// A preformatted block keeps its white space but for the empty lines around it, and one of
// white space alone is none.
func TestPreformatted(t *testing.T) {
	b := document.NewBuilder()
	w := New(b, source.DefaultLimits())
	for _, parts := range [][]string{{"\n\n", "\n  x\n\n y", "\n\n"}, {"  \n", "\t"}} {
		w.OpenBlock(document.Code, 0)
		w.Preformatted(true)
		for _, s := range parts {
			w.Text(s)
		}
		w.CloseBlock()
	}
	d := b.Finish()
	if len(d.Blocks) != 1 || d.Blocks[0].Text != "  x\n\n y" {
		t.Errorf("%+v", d.Blocks)
	}
}
