package pandoc

import (
	"testing"

	"ibid/document/source"
)

func TestKnown(t *testing.T) {
	for in, want := range map[string]string{
		`<p>A<xref ref-type="fn" rid="n1">1</xref>.</p><fn id="n1"><p>One.</p></fn>`:                        `<p>A<fn id="n1"><p>One.</p></fn>.</p>`,
		`<fn id="n1"><p>One.</p></fn><p>A<xref ref-type="fn" rid="n1"/>.</p>`:                               `<p>A<fn id="n1"><p>One.</p></fn>.</p>`,
		`<p>A<xref ref-type="table-fn" rid="n1 n2">1, 2</xref></p><fn id="n2">Two</fn><fn id="n1">One</fn>`: `<p>A<fn id="n1">One</fn><fn id="n2">Two</fn></p>`,
		// A second call stays a link; so does one of what is no note, or is not there.
		`<xref ref-type="fn" rid="n"/><xref ref-type="fn" rid="n"/><fn id="n">N</fn>`:   `<fn id="n">N</fn><xref ref-type="fn" rid="n"/>`,
		`<xref ref-type="bibr" rid="n"/><xref ref-type="fn" rid="m"/><fn id="n">N</fn>`: `<xref ref-type="bibr" rid="n"/><xref ref-type="fn" rid="m"/><fn id="n">N</fn>`,
		`<ref id="B"><label>1</label><mixed-citation>Roe
 B. <italic>A &amp; B</italic>.</mixed-citation></ref>`: `<ref id="B"><label>1</label><element-citation><article-title>Roe B. A &amp; B.</article-title></element-citation></ref>`,
		`<ref><citation-alternatives><mixed-citation>M</mixed-citation></citation-alternatives></ref>`: `<ref><citation-alternatives><mixed-citation>M</mixed-citation></citation-alternatives></ref>`,
		// A call within a note stays, and a note without an end or a call does too.
		`<fn id="n">N<xref ref-type="fn" rid="n"/></fn><fn>`: `<fn id="n">N<xref ref-type="fn" rid="n"/></fn><fn>`,
		`<!DOCTYPE article [<!ENTITY e "<xref ref-type='fn' rid='n'/>x<xref ref-type='fn' rid='m'/>">]><p>&e;</p><fn id="n">N</fn><fn id="m">M</fn>`: `<!DOCTYPE article [<!ENTITY e "<xref ref-type='fn' rid='n'/>x<xref ref-type='fn' rid='m'/>">]><p>&e;</p><fn id="n">N</fn><fn id="m">M</fn>`,
	} {
		if got := known(in, source.DefaultLimits()); got != want {
			t.Errorf("%s\nis made %s\nwant    %s", in, got, want)
		}
	}
}
