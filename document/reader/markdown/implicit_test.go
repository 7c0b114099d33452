package markdown

import (
	"strings"
	"testing"
)

// TestImplicit makes links of brackets that hold a heading's words, where the document has links that
// could mean nothing else, and only there.
func TestImplicit(t *testing.T) {
	const heads = "\n\n# Of  things\n\nText\n\n## `--all` ## {#all .x}\n\nText\n"
	for in, want := range map[string]string{
		"See [of things], [there][Of things] and [`--all`][].": "See of things, there and --all.|section:0 section:0 section:1",
		"See [of things] and [`--all`][].":                     "See [of things] and [--all][].|",
		"See [of things] and [x][y].\n\n[y]: https://y.org":    "See [of things] and x.|https://y.org",
		"See [it][Of things].\n\n[of things]: https://o.org":   "See it.|https://o.org",
		"See [it][Of things] and [nothing].":                   "See it and [nothing].|section:0",
	} {
		d := read(t, in+heads)
		var targets []string
		for i, l := range d.Links {
			if to := d.Dest(i).To; to >= 0 {
				targets = append(targets, "section:"+string(rune('0'+to)))
			} else {
				targets = append(targets, l.Target)
			}
		}
		if got := d.Blocks[0].Text + "|" + strings.Join(targets, " "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
