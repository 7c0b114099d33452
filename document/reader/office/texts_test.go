package office

import (
	"strings"
	"testing"
)

const textHead = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:math="http://www.w3.org/1998/Math/MathML" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
 xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dr3d="urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0"><office:body><office:text>`

// fields are the elements that hold the text of a field (OpenDocument 1.3, part 3, chapter 7), and
// those that hold text of a paragraph in another way (chapters 5 and 6).
const fields = `date time page-number page-continuation sender-firstname sender-lastname sender-initials sender-title sender-position sender-email
	sender-phone-private sender-fax sender-company sender-phone-work sender-street sender-city sender-postal-code sender-country sender-state-or-province
	author-name author-initials chapter file-name template-name sheet-name variable-set variable-get variable-input user-field-get user-field-input sequence
	expression text-input initial-creator creation-date creation-time description user-defined print-time print-date printed-by title subject keywords
	editing-cycles editing-duration modification-time modification-date creator page-count paragraph-count word-count character-count table-count image-count
	object-count database-display database-row-number database-name page-variable-get placeholder conditional-text hidden-text measure dde-connection meta
	meta-field span a ruby-base reference-ref sequence-ref bookmark-ref note-ref script execute-macro bibliography-mark drop-down`

// TestTextElements reads each element of OpenDocument text that holds text: it is read, kept beside what is read, or the
// document says that it is not.
func TestTextElements(t *testing.T) {
	para := func(s string) string { return "<text:p>Before " + s + " after.</text:p>" }
	for _, name := range strings.Fields(fields) {
		wantText(t, name, para("<text:"+name+">words</text:"+name+">"), "words")
	}
	words := "<text:p>words</text:p>"
	for _, name := range strings.Fields("section index-body table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography index-title numbered-paragraph list-header list-item list") {
		wantText(t, name, "<text:"+name+">"+words+"</text:"+name+">", "words")
	}
	for _, name := range strings.Fields("rect line polyline polygon regular-polygon path circle ellipse connector caption measure custom-shape page-thumbnail frame text-box g a") {
		inner := "<draw:" + name + ">" + words + "</draw:" + name + ">"
		wantText(t, "draw:"+name, para(inner), "words")
		wantText(t, "draw:"+name+" among paragraphs", inner, "words")
	}
	for _, tt := range []struct{ name, text, want string }{
		{"s", para("a<text:s/>b"), "Before a b after."},
		{"tab", para("a<text:tab/>b"), "Before a b after."},
		{"line-break", para("a<text:line-break/>b"), "Before a\nb after."},
		{"ruby", para("<text:ruby><text:ruby-base>words</text:ruby-base><text:ruby-text>reading</text:ruby-text></text:ruby>"), "Before words(reading) after."},
		{"soft-page-break", para("a<text:soft-page-break/>b"), "Before ab after."},
		{"h", "<text:h>words</text:h>", "words"},
		{"number", "<text:list><text:list-item><text:p><text:number>1.</text:number>words</text:p></text:list-item></text:list>", "words"},
		{"a cell", "<table:table><table:table-columns/><table:table-rows><table:table-row><table:table-cell>" + words + "</table:table-cell></table:table-row></table:table-rows></table:table>", "words"},
		{"a row group", "<table:table><table:table-row-group><table:table-row><table:table-cell>" + words + "</table:table-cell></table:table-row></table:table-row-group></table:table>", "words"},
		{"a table in a cell", "<table:table><table:table-row><table:table-cell><table:table table:is-sub-table='true'><table:table-row><table:table-cell>" + words + "</table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>", "words"},
		{"a covered cell", "<table:table><table:table-row><table:table-cell/><table:covered-table-cell>" + words + "</table:covered-table-cell></table:table-row></table:table>", "words"},
		{"a table's title", "<table:table><table:title>words</table:title><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>", "words"},
		{"a deletion", `<text:tracked-changes><text:changed-region text:id="c"><text:deletion>` + words + `</text:deletion></text:changed-region></text:tracked-changes>` + para(`<text:change text:change-id="c"/>`), "words"},
		{"a deletion counted", `<text:tracked-changes><text:changed-region text:id="c"><text:deletion>` + words + `</text:deletion></text:changed-region></text:tracked-changes>` + para(`<text:change text:change-id="c"/>`), "1 deletion"},
		{"an image", para("<draw:frame><draw:image/></draw:frame>"), "1 picture"},
		{"an image in a frame with a box", para("<draw:frame><draw:image><text:p>words</text:p></draw:image></draw:frame>"), "words"},
		{"a described image", para("<draw:frame><draw:image/><svg:title>words</svg:title></draw:frame>"), "words"},
		{"a described shape", para("<draw:rect><svg:desc>words</svg:desc><text:p/></draw:rect>"), "words"},
		{"an image map", para("<draw:frame><draw:image/><svg:desc>a</svg:desc><draw:image-map><draw:area-circle><svg:title>words</svg:title></draw:area-circle></draw:image-map></draw:frame>"), "words"},
		{"a formula", para("<draw:frame><draw:object><math:math><math:semantics><math:mrow><math:mi>x</math:mi></math:mrow><math:annotation>words</math:annotation></math:semantics></math:math></draw:object></draw:frame>"), "Before x after."},
		{"a chart", para("<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>"), "1 object"},
		{"an object of another program", para("<draw:frame><draw:object-ole/></draw:frame>"), "1 object"},
		{"a plugin", para("<draw:frame><draw:plugin/></draw:frame>"), "1 object"},
		{"a form", "<office:forms><form:form><form:text form:id='f' form:current-value='words'/></form:form></office:forms>" + para("<draw:control draw:control='f'/>"), "words"},
		{"a control without a value", para("<draw:control draw:control='f'/>"), "1 control"},
		{"a drop-down", para("<text:drop-down><text:label text:value='one'/><text:label text:value='two' text:current-selected='true'/>two</text:drop-down>"), "Before two after."},
		{"a scene", para("<dr3d:scene><svg:title>words</svg:title></dr3d:scene>"), "words"},
	} {
		wantText(t, tt.name, tt.text, tt.want)
	}
}

// wantText reads a text, which holds what is wanted, once.
func wantText(t *testing.T, name, text, want string) {
	t.Helper()
	d, err := parse(name, bare(t, "content.xml", textHead+text+"</office:text></office:body></office:document-content>"), ReadODT)
	if err != nil {
		t.Fatal(err)
	}
	if got := said(d); strings.Count(got, want) != 1 {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}
