package office

import (
	"strings"
	"testing"

	"ibid/document"
)

const drawn = "<w:r><w:lastRenderedPageBreak/></w:r>"

// ends is a paragraph with which a section ends.
func ends(props string) string { return "<w:p><w:pPr><w:sectPr>" + props + "</w:sectPr></w:pPr></w:p>" }

// TestPages begins pages where the file records them and where the author made them, but not where columns begin.
func TestPages(t *testing.T) {
	two := `<w:type w:val="continuous"/><w:cols w:num="2"/>`
	one := `<w:sectPr><w:type w:val="continuous"/></w:sectPr>`
	newPage := `<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>`
	for _, tt := range []struct{ name, text, want string }{
		{"columns", para("a") + ends("") + drawn + para("b") + drawn + para("c") + drawn + para("d") + ends(two) + drawn + para("e") + drawn + para("f") + one, "‹1›a b c ‹2›d e ‹3›f"},
		{"a section in mid-page", para("a") + ends("") + drawn + para("b") + one, "‹1›a ‹2›b"},
		{"a section on a page of its own", para("z") + drawn + para("a") + ends("") + para("b"), "‹1›z ‹2›a ‹3›b"},
		{"one that is recorded", para("a") + ends("") + drawn + para("b"), "‹1›a ‹2›b"},
		{"an odd page", para("a") + drawn + para("b") + ends("") + para("c") + `<w:sectPr><w:type w:val="oddPage"/></w:sectPr>`, "‹1›a ‹2›b ‹3›c"},
		{"an odd page after an empty one", para("a") + ends("") + para("b") + drawn + para("c") + `<w:sectPr><w:type w:val="oddPage"/></w:sectPr>`, "‹1›a ‹3›b ‹4›c"},
		{"a break", para("z") + drawn + para("a") + `<w:p><w:r><w:br w:type="page"/></w:r></w:p>` + para("b"), "‹1›z ‹2›a ‹3›b"},
		{"a break that is recorded", para("a") + `<w:p><w:r><w:br w:type="page"/></w:r></w:p>` + drawn + para("b"), "‹1›a ‹2›b"},
		{"a paragraph that begins a page", para("z") + drawn + para("a") + newPage, "‹1›z ‹2›a ‹3›b"},
		{"the first that does", newPage + drawn + para("c"), "‹1›b ‹2›c"},
		{"no record", para("a") + newPage, "a b"},
	} {
		d := readWord(t, tt.text, nil)
		got := strings.NewReplacer("paragraph: ", "", "\n", " ").Replace(outline(d))
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestHoles shows no number where more text came than a page holds, until a section numbers pages
// anew, and says so.
func TestHoles(t *testing.T) {
	long := para(strings.Repeat("word ", fullPage/4))
	note := `<w:p><w:r><w:t>n</w:t><w:footnoteReference w:id="2"/></w:r></w:p>`
	d := readWord(t, para("a")+drawn+long+drawn+para("b")+note+note+ends("")+para("c")+`<w:sectPr><w:pgNumType w:start="9"/></w:sectPr>`,
		map[string]string{"settings": `<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>`, "footnotes": `<w:footnote w:id="2"/>`})
	var pages, problems []string
	for _, p := range d.Pages {
		pages = append(pages, p.Label)
	}
	for _, p := range d.Problems {
		if p.Kind == document.Shortened {
			problems = append(problems, p.Message)
		}
	}
	if got := strings.Join(pages, " "); got != "1 2  9" {
		t.Errorf("pages %q, want 1, 2, one without a label, 9", got)
	}
	if len(problems) != 1 || problems[0] != pagesMissing {
		t.Errorf("problems %q, want one: %s", problems, pagesMissing)
	}
}

// TestSoftPages counts the pages of OpenDocument: those the program began, and those that styles begin.
func TestSoftPages(t *testing.T) {
	styles := `<office:automatic-styles>
		<style:style style:name="new" style:parent-style-name="base"><style:paragraph-properties fo:break-before="page"/></style:style>
		<style:style style:name="nine" style:master-page-name="right"><style:paragraph-properties style:page-number="9"/></style:style>
		<style:style style:name="not" style:parent-style-name="new"><style:paragraph-properties fo:break-before="auto"/></style:style>
		<style:style style:name="grid"><style:table-properties fo:break-before="page"/></style:style></office:automatic-styles>`
	head := strings.Replace(textHead, "<office:body>", ` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">`+styles+"<office:body>", 1)
	head = strings.Replace(head, "> xmlns:style", " xmlns:style", 1)
	p := func(style, text string) string {
		return `<text:p text:style-name="` + style + `">` + text + "</text:p>"
	}
	soft := "<text:soft-page-break/>"
	table := `<table:table table:style-name="grid"><table:table-row><table:table-cell>` + p("", "x") + "</table:table-cell><table:table-cell>" + p("new", "y") + "</table:table-cell></table:table-row></table:table>"
	for _, tt := range []struct{ text, want string }{
		{p("", "a") + p("", "b"+soft+"c"), "‹1›a b‹2›c"},
		{p("", "a") + p("new", "b") + soft + p("", "c") + p("not", "d"), "‹1›a ‹2›b ‹3›c d"},
		{p("new", "a") + soft + p("", "b"), "‹1›a ‹2›b"},
		{p("nine", "a") + soft + p("", "b"), "‹9›a ‹10›b"},
		{p("", "a") + soft + p("", "b") + p("nine", "c"), "‹1›a ‹2›b ‹9›c"},
		{p("", "a") + table + soft + p("", "b"), "‹1›a table: ‹2›x | y ‹3›b"},
		{p("", "a") + p("new", "b"), "a b"},
		{p("", "a") + p("", strings.Repeat("word ", fullPage/4)) + soft + p("", "c"), "‹1›a " + strings.TrimSpace(strings.Repeat("word ", fullPage/4)) + " ‹›c"},
	} {
		d, err := readMain(t, head+tt.text+"</office:text></office:body></office:document-content>", false)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer("paragraph: ", "", "\n", " ").Replace(outline(d))
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text[:min(len(tt.text), 200)], got, tt.want)
		}
	}
}

// TestSections takes what stands at the ends of sections for their properties, and nothing that only bears the name.
func TestSections(t *testing.T) {
	old := `<w:sectPrChange><w:sectPr><w:pgNumType w:start="50"/></w:sectPr></w:sectPrChange>`
	d := readWord(t, para("a sectPr")+drawn+para("&lt;w:sectPr>")+ends(`<w:pgNumType w:start="7"/>`+old)+drawn+para("b")+`<w:sectPr><w:pgNumType w:start="9" w:fmt="lowerRoman"/></w:sectPr>`, nil)
	wantOutline(t, d, `paragraph: ‹7›a sectPr
		paragraph: ‹8›<w:sectPr>
		paragraph: ‹ix›b`)
}

// TestNotesOutOfOrder finds notes wherever they stand in their part, and shows those that nothing calls after them, in its order.
func TestNotesOutOfOrder(t *testing.T) {
	call := func(id string) string {
		return `<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="` + id + `"/></w:r></w:p>`
	}
	note := func(id string) string { return `<w:footnote w:id="` + id + `">` + para("note "+id) + `</w:footnote>` }
	d := readWord(t, call("3")+call("9")+call("1")+call("3")+`<w:p><w:del><w:r><w:footnoteReference w:id="5"/></w:r></w:del></w:p>`,
		map[string]string{"footnotes": note("1") + note("2") + note("3") + note("4") + note("5") + note("3") + `<w:footnote w:id="0" w:type="separator"/>`})
	var got []string
	for _, n := range d.Notes {
		got = append(got, n.Label+" "+n.Blocks[0].Text)
	}
	if got, want := strings.Join(got, "; "), "1 note 3; 3 note 1;  note 2;  note 4"; got != want {
		t.Errorf("notes %q, want %q", got, want)
	}
}
