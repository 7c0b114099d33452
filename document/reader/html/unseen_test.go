package html

import (
	"slices"
	"testing"
)

// TestPermalink leaves out the signs beside headings that lead to the headings themselves.
func TestPermalink(t *testing.T) {
	for body, want := range map[string]string{
		`<section id=s><h2><span><a href="#s">›</a> </span>1 One</h2></section>`: "heading: 1 One",
		`<h2 id=s>One <a href="#s">⇗</a></h2>`:                                   "heading: One",
		`<h2><a id=s href="#s">»</a> One</h2>`:                                   "heading: One",
		`<h2>One <a href="#s">¶</a></h2>`:                                        "heading: One",
		`<h2 id=s>One <a href="#s">2</a></h2>`:                                   "heading: One 2",
		`<section id=s>Words.<h2><a href="#s">›</a> One</h2></section>`:          "heading: › One",
		`<h2>One <a href="#s">→</a></h2><p id=s>Words.</p>`:                      "heading: One →",
		`<div><p id=s><a href="#s">›</a> One</p></div>`:                          "paragraph: › One",
	} {
		if got := texts(t, body); !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
