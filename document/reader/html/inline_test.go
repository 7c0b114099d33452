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
