package html

import (
	"strings"
	"testing"
)

// TestForms reads one note in each of the forms in which programs and
// transcribers write it.
func TestForms(t *testing.T) {
	for _, tt := range []struct{ name, ref, note string }{
		{"gutenberg anchors", `<a name="FNanchor_1" id="FNanchor_1" href="#Footnote_1"><sup>[1]</sup></a>`, `<p><a name="Footnote_1" href="#FNanchor_1">[1]</a> The note.</p>`},
		{"gutenberg box", `<a name="FNanchor_1" id="FNanchor_1"></a><a href="#Footnote_1" class="fnanchor">[1]</a>`, `<div class="footnotes"><h3>FOOTNOTES:</h3><div class="footnote"><p><a name="Footnote_1" id="Footnote_1"></a><a href="#FNanchor_1"><span class="label">[1]</span></a> The note.</p></div></div>`},
		{"gutenberg return", `<a href="#linknote-1" name="linknoteref-1" id="linknoteref-1"><small>1</small></a>`, `<p><a name="linknote-1" id="linknote-1"><!-- Note --></a></p><pre>1 (<a href="#linknoteref-1">return</a>) The note.</pre>`},
		{"words before the label", `<a href="#footnote1"><sup>1</sup></a>`, `<p id="footnote1">[Footnote 1: The note.]</p>`},
		{"bracketed, one way", `[<a href="#note1">1</a>]`, `<p><a name="note1">1</a>. The note.</p>`},
		{"sign", `<a href="#n-1" id="r-1">*</a>`, `<p id="n-1"><a href="#r-1">*</a> The note.</p>`},
		{"rows of a table", `<sup><a href="#f1" id="b1">1</a></sup>`, `<table><tr><td><a name="f1" href="#b1">1</a></td><td>The note.</td></tr><tr><td>x</td><td>y</td></tr></table>`},
		{"docutils table", `<a class="footnote-reference" href="#id2" id="id1">[1]</a>`, `<table class="docutils footnote" frame="void" id="id2" rules="none"><colgroup><col class="label" /><col /></colgroup><tbody valign="top"><tr><td class="label"><a class="fn-backref" href="#id1">[1]</a></td><td>The note.</td></tr></tbody></table>`},
		{"docutils list", `<a class="footnote-reference brackets" href="#id2" id="id1">1</a>`, `<dl class="footnote brackets"><dt class="label" id="id2"><span class="brackets"><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>The note.</p></dd></dl>`},
		{"docutils aside", `<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a>`, `<aside class="footnote-list brackets"><aside class="footnote brackets" id="id2" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>The note.</p></aside></aside>`},
		{"asciidoctor", `<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1" title="View footnote.">1</a>]</sup>`, `<div id="footnotes"><hr><div class="footnote" id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. The note.</div></div>`},
		{"substack", `<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1" target="_self">1</a>`, `<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number" contenteditable="false" target="_self">1</a><div class="footnote-content"><p>The note.</p></div></div>`},
		{"org", `<sup><a id="fnr.1" class="footref" href="#fn.1" role="doc-backlink">1</a></sup>`, `<div id="footnotes"><h2 class="footnotes">Footnotes: </h2><div id="text-footnotes"><div class="footdef"><sup><a id="fn.1" class="footnum" href="#fnr.1" role="doc-backlink">1</a></sup> <div class="footpara" role="doc-footnote"><p class="footpara">The note.</p></div></div></div></div>`},
		{"libreoffice", `<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>`, `<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>The note.</p></div>`},
		{"google docs", `<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>`, `<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;The note.</span></p></div>`},
		{"multimarkdown", `<a href="#fn:1" id="fnref:1" title="see footnote" class="footnote"><sup>1</sup></a>`, `<div class="footnotes"><hr /><ol><li id="fn:1"><p>The note. <a href="#fnref:1" title="return to body" class="reversefootnote">&#160;&#8617;&#xfe0e;</a></p></li></ol></div>`},
		{"markdown-it", `<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>`, `<section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>The note. <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>`},
		{"indesign", `<span id="footnote-001-backlink" class="char"><a class="_idFootnoteLink" href="#footnote-001">1</a></span>`, `<div class="_idFootnotes"><div class="_idFootnote" id="footnote-001"><p class="note"><span class="char"><a class="_idFootnoteAnchor" href="#footnote-001-backlink">1</a></span>The note.</p></div></div>`},
		{"calibre", `<a id="filepos1" href="#filepos2"><sup class="calibre3">1</sup></a>`, `<p class="calibre1"><a id="filepos2" href="#filepos1">1</a> The note.</p>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := "<html><body><h1>Form</h1><p>A claim" + tt.ref + " and more.</p><p>Another paragraph.</p>" + tt.note + "</body></html>"
			d, err := read(t, "form.html", []byte(src), Options{})
			if err != nil {
				t.Fatal(err)
			}
			valid(t, d)
			if len(d.Refs) != 1 || len(d.Notes) != 1 || d.Called(0) != 0 || len(d.Notes[0].Blocks) != 1 {
				t.Fatalf("%d references, %d notes %+v in %+v", len(d.Refs), len(d.Notes), d.Notes, d.Blocks)
			}
			r, n := d.Refs[0], d.Notes[0]
			if text := strings.TrimSpace(n.Blocks[0].Text); r.Label != n.Label || r.At.Offset != len("A claim") || text != "The note." {
				t.Errorf("reference %+v, note %q %q", r, n.Label, text)
			}
			if d.Blocks[1].Text != "A claim and more." {
				t.Errorf("reading text %q", d.Blocks[1].Text)
			}
		})
	}
}
