package html

import (
	"testing"

	"ibid/document"
)

// TestStyles tells how elements, and what they are called or look like, set their text apart.
func TestStyles(t *testing.T) {
	for element, want := range map[string]document.Style{
		`i`: document.Italic, `em`: document.Italic, `cite`: document.Italic, `var`: document.Italic, `dfn`: document.Italic,
		`b`: document.Bold, `strong`: document.Bold,
		`code`: document.Monospace, `kbd`: document.Monospace, `samp`: document.Monospace, `tt`: document.Monospace,
		`u`: document.Underline, `ins`: document.Inserted, `s`: document.Strike, `strike`: document.Strike, `del`: document.Deleted,
		`sup`: document.Superscript, `sub`: document.Subscript,
		`span class="smcap"`: document.SmallCaps, `span style="font-variant:small-caps"`: document.SmallCaps,
		`span class="unclear"`: document.Unclear,
		`span class="it"`:      document.Italic, `span style="font-style:italic"`: document.Italic,
		`span class="bold"`: document.Bold, `span style="font-weight:bold"`: document.Bold,
		`span class="bold italic"`: document.Bold | document.Italic,
		`span class="itself"`:      0, `span`: 0,
	} {
		d, err := read(t, "page.html", []byte("<p>One <"+element+">two</> three."), Options{Charset: "utf-8"})
		if err != nil {
			t.Fatal(err)
		}
		var got document.Style
		for _, m := range d.Blocks[0].Marks {
			if m.Kind == document.MarkStyle {
				got |= m.Style
			}
		}
		if got != want {
			t.Errorf("<%s>: style %b, want %b", element, got, want)
		}
	}
}

// TestLinks tells where links lead: no script is among it.
func TestLinks(t *testing.T) {
	for href, want := range map[string]document.Link{
		"http://a/b":           {Kind: document.LinkURL, Target: "http://a/b"},
		"HTTPS://a/b":          {Kind: document.LinkURL, Target: "HTTPS://a/b"},
		"mailto:a@b":           {Kind: document.LinkURL, Target: "mailto:a@b"},
		"//a/b":                {Kind: document.LinkURL, Target: "https://a/b"},
		"other.html":           {Kind: document.LinkDocument, Target: "other.html"},
		"a/b:c":                {Kind: document.LinkDocument, Target: "a/b:c"},
		"?a=b:c":               {Kind: document.LinkDocument, Target: "?a=b:c"},
		"#here":                {Kind: document.LinkSection, Target: "#here"},
		"javascript:alert(1)":  {},
		" JavaScript:alert(1)": {},
		"file:///etc/passwd":   {},
		"data:text/html,x":     {},
	} {
		d, err := read(t, "page.html", []byte(`<h1 id="here">Head</h1><p>One <a href="`+href+`">two</a> three.`), Options{Charset: "utf-8"})
		if err != nil {
			t.Fatal(err)
		}
		var got document.Link
		if len(d.Links) > 0 {
			got = document.Link{Kind: d.Links[0].Kind, Target: d.Links[0].Target}
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", href, got, want)
		}
		if text := d.Blocks[len(d.Blocks)-1].Text; text != "One two three." {
			t.Errorf("%s: %q", href, text)
		}
	}
}

// TestLetters tells how stylesheets set words apart, which matters most where a program made
// them: its elements are spans and its classes numbers.
func TestLetters(t *testing.T) {
	for _, tt := range []struct {
		css, words string
		want       document.Style
	}{
		{".c1 { font-style: italic }", `<span class="c1">two</span>`, document.Italic},
		{".c1 { font-style: oblique; font-weight: 700 }", `<span class="c1">two</span>`, document.Italic | document.Bold},
		{".c1 { font: italic bold 12px/1.2 serif }", `<span class="c1">two</span>`, document.Italic | document.Bold},
		{".c1 { font-variant: small-caps }", `<span class="c1">two</span>`, document.SmallCaps},
		{".c1 { vertical-align: super; font-size: 50% }", `<span class="c1">two</span>`, document.Superscript},
		{".c1 { vertical-align: -2px }", `<span class="c1">two</span>`, 0},
		{".c1 { font-weight: 500; font-style: normal }", `<span class="c1">two</span>`, 0},
		{"em { font-style: normal; font-weight: bold }", `<em>two</em>`, document.Bold},
		{"em { font: inherit; font-style: inherit }", `<em>two</em>`, document.Italic},
		{"em { font: 12px serif }", `<em>two</em>`, document.Italic},
		{"sup { vertical-align: baseline }", `<sup>two</sup>`, document.Superscript},
		{".c1 { font-style: italic }", `<span class="c1" style="font-style: normal">two</span>`, 0},
		{"", `<span style="Font-Weight : BOLD">two</span>`, document.Bold},
		{"p { font-style: italic }", `two`, document.Italic},
		{"div > p.x { font-weight: bold }", `two`, 0},
		{"h1 { font-style: italic }", `<h1>two</h1>`, 0},
		{"", `<hgroup><h2>One</h2><p>two</p></hgroup>`, document.Bold},
		{"", `<hgroup><h2>two</h2><p>Three</p></hgroup>`, 0},
	} {
		d, err := read(t, "page.html", []byte("<!DOCTYPE html><style>"+tt.css+"</style><div><p>"+tt.words), Options{Charset: "utf-8"})
		if err != nil {
			t.Fatal(err)
		}
		var got document.Style
		for _, b := range d.Blocks {
			for _, m := range b.Marks {
				if m.Kind == document.MarkStyle && b.Text[m.Offset:m.End] == "two" {
					got |= m.Style
				}
			}
		}
		if got != tt.want {
			t.Errorf("%s %s: style %b, want %b", tt.css, tt.words, got, tt.want)
		}
	}
}
