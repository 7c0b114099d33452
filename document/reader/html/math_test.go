package html

import (
	"slices"
	"testing"
)

// TestEquations sets the rows of a formula that is a table on lines of their own.
func TestEquations(t *testing.T) {
	const rows = `<mtable><mtr><mtd><mi>a</mi><mo>=</mo><mi>b</mi></mtd></mtr> <mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable>`
	for body, want := range map[string]string{
		`<p> <math><mrow>` + rows + `</mrow></math> </p>`:                     "paragraph: a = b\nc d",
		`<p>As <math display=block>` + rows + `</math> says</p>`:              "paragraph: As\na = b\nc d\nsays",
		`<p>As <math>` + rows + `</math></p>`:                                 "paragraph: As a = b; c d",
		`<p><math><mo>(</mo>` + rows + `<mo>)</mo></math></p>`:                "paragraph: (a = b; c d)",
		`<p><math alttext="a=b, cd">` + rows + `</math></p>`:                  "paragraph: a=b, cd",
		`<table><tr><td><math display=block>` + rows + `</math><td>1</table>`: "table: a = b; c d\t1",
		`<p><math><msup>` + rows + `<mn>2</mn></msup></math></p>`:             "paragraph: (a = b; c d)^2",
	} {
		if got := texts(t, body); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
