package html

import (
	"slices"
	"testing"

	"ibid/document"
)

// texts returns the kinds and words of a page's blocks.
func texts(t *testing.T, body string) (out []string) {
	t.Helper()
	d, err := read(t, "page.html", []byte("<!DOCTYPE html><html><body>"+body+"</body></html>"), Options{All: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range d.Blocks {
		s := b.Kind.String() + ": " + b.Text
		if b.Kind == document.Figure && b.Label != "" {
			s += " (" + b.Label + ")"
		}
		out = append(out, s)
	}
	return out
}

// TestFigure keeps the pictures and the captions of a figure together, each on lines of its own.
func TestFigure(t *testing.T) {
	for _, tt := range []struct {
		body string
		want []string
	}{
		{`<figure><img src=a alt="A tree"><figcaption>Fig. 1</figcaption></figure>`, []string{"figure: A tree\nFig. 1 (a)"}},
		{`<figure><figcaption>Fig. 1</figcaption><img src=a alt="A tree"></figure>after`, []string{"figure: Fig. 1\nA tree (a)", "paragraph: after"}},
		{`<figure><img src=a alt=""><figcaption><p>One.</p><p>Two.</p></figcaption></figure>`, []string{"figure: One.\nTwo. (a)"}},
		{`<figure><div><a href=b><img src=a alt=x></a></div><div><img src=b alt=y></div><figcaption>Both</figcaption></figure>`, []string{"figure: x (a)", "figure: y\nBoth (b)"}},
		{`<figure><img src=a alt=one><img src=b alt=two></figure>`, []string{"figure: one (a)", "figure: two (b)"}},
		{`<figure><figure><img src=a alt=""><figcaption>(a)</figcaption></figure><figure><img src=b alt=""><figcaption>(b)</figcaption></figure></figure>`,
			[]string{"figure: (a) (a)", "figure: (b) (b)"}},
		{`<figure><table><tr><td>1<td>2</table><figcaption>Table 1</figcaption></figure>`, []string{"table: 1\t2", "paragraph: Table 1"}},
		{`<table><caption>Table 1</caption><tr><td>1<td>2</table>`, []string{"paragraph: Table 1", "table: 1\t2"}},
		{`<div><img src=a><p>Not in a figure</p></div>`, []string{"figure:  (a)", "paragraph: Not in a figure"}},
		{`<p><img src=a> A sign before words</p>`, []string{"paragraph: A sign before words"}},
		{`<div class="figure"><img src=a alt="A tree"><p class="caption">A tree</p></div>`, []string{"figure: A tree (a)"}},
		{`<div class="wp-caption"><a href=b><img src=a></a><p class="wp-caption-text">A tree</p></div>`, []string{"figure: A tree (a)"}},
		{`<div class="float"><img src=a alt=lune><div class="figcaption">lune</div></div>`, []string{"figure: lune (a)"}},
		{`<div class="float"><img src=a alt=lune><div>lune</div></div>`, []string{"figure: lune (a)", "paragraph: lune"}},
		{`<div class="figure"><p>Words alone</p></div>`, []string{"paragraph: Words alone"}},
		{`<figure><span class="sidenote">A note.</span><img src=a alt="A tree"></figure>`, []string{"figure: A tree (a)"}},
		{`<table><tr><td><figure><img src=a alt=x><figcaption>Within</figcaption></figure><td>2</table>`, []string{"table: x Within\t2"}},
	} {
		if got := texts(t, tt.body); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.body, got, tt.want)
		}
	}
}

// TestInitial gives a letter that a picture shows to the word that it begins.
func TestInitial(t *testing.T) {
	for _, tt := range []struct {
		body string
		want []string
	}{
		{`<p><img src=a alt="A">LICE was tired</p>`, []string{"paragraph: ALICE was tired"}},
		{`<div><img src=a alt="A"></div> <p>LICE was tired</p>`, []string{"paragraph: ALICE was tired"}},
		{`<p><a href="b"><img src=a alt="A"></a></p><div>lice <i>was</i> tired</div>`, []string{"paragraph: Alice was tired"}},
		{`<div><img src=a alt="“C"></div><p><i>URIOUSER</i>”</p>`, []string{"paragraph: “CURIOUSER”"}},
		{`<div><img src=a alt="A"></div><p>  LARGE tree</p>`, []string{"paragraph: A LARGE tree"}},
		{`<div><img src=a alt="A"></div><p>Apple</p>`, []string{"figure: A (a)", "paragraph: Apple"}},
		{`<div><img src=a alt="A"></div><h2>LICE</h2>`, []string{"figure: A (a)", "heading: LICE"}},
		{`<div><img src=a alt="a"></div><p>LICE</p>`, []string{"figure: a (a)", "paragraph: LICE"}},
		{`<div><img src=a alt="A"> Letter</div><p>LICE</p>`, []string{"paragraph: A Letter", "paragraph: LICE"}},
		{`<div><img src=a alt="A"></div><p>1820</p>`, []string{"figure: A (a)", "paragraph: 1820"}},
		{`<div><img src=a alt="A"></div><p></p>`, []string{"figure: A (a)"}},
		{`<div><img src=a alt="A"></div>`, []string{"figure: A (a)"}},
	} {
		if got := texts(t, tt.body); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.body, got, tt.want)
		}
	}
}

// TestQuotation puts marks around what has none.
func TestQuotation(t *testing.T) {
	for body, want := range map[string]string{
		`<p><q>One</q> two`:           "paragraph: “One” two",
		`<p><q>"One"</q> two`:         `paragraph: "One" two`,
		`<p><q> <i>„One“</i></q> two`: "paragraph: „One“ two",
		`<p><q></q> two`:              "paragraph: “” two",
	} {
		if got := texts(t, body); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
