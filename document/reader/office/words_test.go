package office

import (
	"slices"
	"strings"
	"testing"

	"ibid/document"
)

const wordHead = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`

// TestWordElements reads each element of WordprocessingML that holds text or stands for some: it is read, kept
// beside what is read, or the document says that it is not.
func TestWordElements(t *testing.T) {
	run := func(s string) string { return "<w:r>" + s + "</w:r>" }
	words := run("<w:t>words</w:t>")
	para := func(s string) string {
		return "<w:p>" + run("<w:t>Before </w:t>") + s + run("<w:t> after.</w:t>") + "</w:p>"
	}
	field := func(instr, rest string) string {
		return run(`<w:fldChar w:fldCharType="begin">`+rest+`</w:fldChar>`) + run(`<w:instrText>`+instr+`</w:instrText>`) + run(`<w:fldChar w:fldCharType="end"/>`)
	}
	box := `<wps:txbx><w:txbxContent><w:p>` + words + `</w:p></w:txbxContent></wps:txbx>`
	old := `<w:pict><v:shape><v:textbox><w:txbxContent><w:p>` + words + `</w:p></w:txbxContent></v:textbox></v:shape></w:pict>`
	math := func(s string) string { return para("<m:oMath>" + s + "</m:oMath>") }
	mr := func(s string) string { return "<m:r><m:t>" + s + "</m:t></m:r>" }
	e := func(s string) string { return "<m:e>" + mr(s) + "</m:e>" }
	for _, tt := range []struct{ name, text, want string }{
		{"t", para(words), "Before words after."},
		{"ins", para("<w:ins>" + words + "</w:ins>"), "Before words after."},
		{"moveTo", para("<w:moveTo>" + words + "</w:moveTo>"), "Before words after."},
		{"del", para("<w:del>" + run("<w:delText>words</w:delText>") + "</w:del>"), "Before after. words"},
		{"moveFrom", para("<w:moveFrom>" + words + "</w:moveFrom>"), "Before after. words"},
		{"smartTag", para("<w:smartTag>" + words + "</w:smartTag>"), "Before words after."},
		{"customXml", para("<w:customXml>" + words + "</w:customXml>"), "Before words after."},
		{"customXml around a paragraph", "<w:customXml>" + para(words) + "</w:customXml>", "Before words after."},
		{"bdo", para("<w:bdo w:val='rtl'>" + words + "</w:bdo>"), "Before words after."},
		{"dir", para("<w:dir w:val='rtl'>" + words + "</w:dir>"), "Before words after."},
		{"hyperlink", para("<w:hyperlink w:anchor='a'>" + words + "</w:hyperlink>"), "Before words after."},
		{"fldSimple", para("<w:fldSimple w:instr='AUTHOR'>" + words + "</w:fldSimple>"), "Before words after."},
		{"sdt in a paragraph", para("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" + words + "</w:sdtContent></w:sdt>"), "Before words after."},
		{"sdt around a paragraph", "<w:sdt><w:sdtContent>" + para(words) + "</w:sdtContent></w:sdt>", "Before words after."},
		{"sdt around a cell", "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>" + para(words) + "</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>", "Before words after."},
		{"sdt around a row", "<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>" + para(words) + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>", "Before words after."},
		{"a table in a cell", "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + para(words) + "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>", "Before words after."},
		{"a box and its fallback", para(run("<mc:AlternateContent><mc:Choice Requires='wps'>" + box + "</mc:Choice><mc:Fallback>" + old + "</mc:Fallback></mc:AlternateContent>")), "Before after. words"},
		{"a fallback alone", para(run("<mc:AlternateContent><mc:Fallback>" + old + "</mc:Fallback></mc:AlternateContent>")), "Before after. words"},
		{"an alternative not known", para(run("<mc:AlternateContent><mc:Choice Requires='x'><x:y xmlns:x='urn:x'/></mc:Choice><mc:Fallback>" + old + "</mc:Fallback></mc:AlternateContent>")), "Before after. words"},
		{"an old box", para(run(old)), "Before after. words"},
		{"drawn words", para(run(`<w:pict><v:shape><v:textpath string="words"/></v:shape></w:pict>`)), "Before after. words"},
		{"sym", para(run("<w:sym w:font='Symbol' w:char='F061'/>")), "Before α after."},
		{"text in a symbol font", para(run(`<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>a` + "\uf0fc\u2713" + `</w:t>`)), "Before a✓✓ after."},
		{"text in another font", para(run(`<w:rPr><w:rFonts w:hAnsi="Times"/></w:rPr><w:t>` + "\uf0fc" + `</w:t>`)), "Before \uf0fc after."},
		{"noBreakHyphen", para(run("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>")), "Before a‑b after."},
		{"softHyphen", para(run("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>")), "Before ab after."},
		{"tab", para(run("<w:t>a</w:t><w:tab/><w:t>b</w:t>")), "Before a b after."},
		{"ptab", para(run("<w:t>a</w:t><w:ptab/><w:t>b</w:t>")), "Before a b after."},
		{"br", para(run("<w:t>a</w:t><w:br/><w:t>b</w:t>")), "Before a\nb after."},
		{"cr", para(run("<w:t>a</w:t><w:cr/><w:t>b</w:t>")), "Before a\nb after."},
		{"ruby", para(run("<w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt><w:rubyBase>" + words + "</w:rubyBase></w:ruby>")), "Before words(reading) after."},
		{"a field without a result", para(field(" QUOTE words ", "")), "Before words after."},
		{"a drop-down", para(field(" FORMDROPDOWN ", "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='one'/><w:listEntry w:val='two'/></w:ddList></w:ffData>")), "Before two after."},
		{"a drop-down left alone", para(field(" FORMDROPDOWN ", "<w:ffData><w:ddList><w:listEntry w:val='one'/><w:listEntry w:val='two'/></w:ddList></w:ffData>")), "Before one after."},
		{"a box not checked", para(field(" FORMCHECKBOX ", "<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>")), "Before ☐ after."},
		{"a box checked", para(field(" FORMCHECKBOX ", "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>")), "Before ☒ after."},
		{"a symbol in a field", para(field(" SYMBOL 97 \\f Symbol ", "")), "Before α after."},
		{"math", math(mr("a") + mr("=") + mr("b")), "Before a=b after."},
		{"a fraction", math("<m:f><m:num>" + mr("a") + "</m:num><m:den>" + mr("b") + "</m:den></m:f>"), "Before a/b after."},
		{"a fraction of sums", math("<m:f><m:num>" + mr("a+1") + "</m:num><m:den>" + mr("b") + "</m:den></m:f>"), "Before (a+1)/b after."},
		{"powers", math("<m:sSup>" + e("a") + "<m:sup>" + mr("2") + "</m:sup></m:sSup>"), "Before a^2 after."},
		{"delimiters", math("<m:d>" + e("a") + e("b") + "</m:d>"), "Before (a|b) after."},
		{"other delimiters", math("<m:d><m:dPr><m:begChr m:val='['/><m:sepChr m:val=','/><m:endChr m:val=''/></m:dPr>" + e("a") + e("b") + "</m:d>"), "Before [a,b after."},
		{"a root", math("<m:rad><m:radPr><m:degHide/></m:radPr><m:deg/>" + e("a") + "</m:rad>"), "Before √(a) after."},
		{"a sum", math("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>" + mr("i") + "</m:sub><m:sup>" + mr("n") + "</m:sup>" + e("a") + "</m:nary>"), "Before ∑_i^n a after."},
		{"an integral", math("<m:nary><m:sub/><m:sup/>" + e("a") + "</m:nary>"), "Before ∫a after."},
		{"an accent", math("<m:acc><m:accPr><m:chr m:val='\u0303'/></m:accPr>" + e("a") + "</m:acc>"), "Before a\u0303 after."},
		{"a matrix", math("<m:m><m:mr>" + e("a") + e("b") + "</m:mr><m:mr>" + e("c") + e("d") + "</m:mr></m:m>"), "Before a b; c d after."},
		{"equations", math("<m:eqArr>" + e("a") + e("b") + "</m:eqArr>"), "Before a; b after."},
		{"a function", math("<m:func><m:fName>" + mr("sin") + "</m:fName>" + e("x") + "</m:func>"), "Before sin x after."},
		{"a picture", para(run("<w:drawing><wp:inline><wp:docPr/><a:blip/></wp:inline></w:drawing>")), "1 picture"},
		{"a chart", para(run("<w:drawing><wp:inline><wp:docPr/><c:chart r:id='r'/></wp:inline></w:drawing>")), "1 chart"},
		{"a diagram", para(run("<w:drawing><wp:inline><wp:docPr/><dgm:relIds/></wp:inline></w:drawing>")), "1 diagram"},
		{"the text of a drawing", para(run("<w:drawing><wp:inline><wp:docPr/><a:p><a:r><a:t>words</a:t></a:r></a:p></wp:inline></w:drawing>")), "words"},
		{"an object", para(run("<w:object><o:OLEObject ProgID='Excel.Sheet'/></w:object>")), "1 object"},
		{"altChunk", para(words) + "<w:altChunk r:id='r'/>", "1 part"},
		{"subDoc", para(words + "<w:subDoc r:id='r'/>"), "1 part"},
		{"a comment", para(words + run("<w:commentReference w:id='1'/>")), "words"},
		{"contentPart", para(run("<w:contentPart r:id='r'/>")), "1 picture"},
	} {
		d, err := parse(tt.name, bare(t, docxMain, wordHead+tt.text+"</w:body></w:document>"), ReadDOCX)
		if err != nil {
			t.Fatal(err)
		}
		if got := said(d); !strings.Contains(got, tt.want) || strings.Count(got, "words") > 1 {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// said returns all words that a document holds, and what it says of those that it does not.
func said(d *document.Document) string {
	var all []string
	for n := document.Body; n < len(d.Notes); n++ {
		for _, b := range d.BlocksOf(n) {
			all = append(all, b.Text)
			for _, m := range b.Marks {
				all = append(all, m.Cut)
			}
		}
	}
	for _, p := range d.Problems {
		all = append(all, p.Message)
	}
	return strings.TrimSpace(strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " "))
}
