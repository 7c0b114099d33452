package office

import (
	"archive/zip"
	"bytes"
	"fmt"
	"sort"
	"strings"
	"testing"

	"ibid/document"
)

// readWord reads a WordprocessingML document of parts, each without its outermost element: the body,
// and what else there is by name.
func readWord(t *testing.T, body string, parts map[string]string) *document.Document {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	add := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	add(docxMain, wordHead+body+"</w:body></w:document>")
	for name, text := range parts {
		add("word/"+name+".xml", "<w:"+name+">"+text+"</w:"+name+">")
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := parse("parts.docx", buf.Bytes(), ReadDOCX)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// outline writes the blocks of a document, a line each, with kinds, labels and the pages that begin in them.
func outline(d *document.Document) string {
	var all []string
	for i, b := range d.Blocks {
		text := b.Text
		pages := append([]document.Page(nil), d.Pages...)
		sort.SliceStable(pages, func(i, j int) bool { return pages[i].At.Offset > pages[j].At.Offset })
		for _, p := range pages {
			if p.At.Note == document.Body && p.At.Block == i {
				text = text[:p.At.Offset] + "‹" + p.Label + "›" + text[p.At.Offset:]
			}
		}
		line := b.Kind.String()
		if b.Level > 0 {
			line += fmt.Sprint(b.Level)
		}
		if b.Label != "" {
			line += " " + b.Label
		}
		all = append(all, line+": "+strings.NewReplacer("\t", " | ", "\n", " / ").Replace(text))
	}
	return strings.Join(all, "\n")
}

// want compares outlines, of which each line of want may be indented.
func wantOutline(t *testing.T, d *document.Document, want string) {
	t.Helper()
	want = strings.ReplaceAll(strings.TrimSpace(want), "\n\t\t", "\n")
	if got := outline(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func para(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

// listed is a paragraph of level at of a list.
func listed(num, at, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + at + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

const numbering = `<w:abstractNum w:abstractNumId="1">
	<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
	<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
	<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
	<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/><w:lvlRestart w:val="0"/></w:lvl>
	<w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/><w:lvlRestart w:val="1"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Rules"/></w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="Rules"/>
	<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Art. %1"/></w:lvl></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`

// TestLevelsRestart counts the levels of lists: below a bullet anew, on where a level says so, and
// through the style of lists that another numbering stands for.
func TestLevelsRestart(t *testing.T) {
	d := readWord(t, listed("1", "0", "a")+listed("1", "1", "b")+listed("1", "1", "c")+listed("1", "0", "d")+listed("1", "1", "e")+
		listed("2", "0", "f")+listed("2", "1", "g")+listed("2", "2", "h")+listed("2", "1", "i")+listed("2", "2", "j")+listed("2", "0", "k")+listed("2", "1", "l")+listed("2", "2", "m")+
		listed("3", "0", "n")+listed("4", "0", "o")+listed("5", "0", "p")+listed("5", "0", "q"), map[string]string{"numbering": numbering})
	wantOutline(t, d, `item1 -: a
		item2 1.: b
		item2 2.: c
		item1 -: d
		item2 1.: e
		item1 I.: f
		item2 1.: g
		item3 a): h
		item2 2.: i
		item3 b): j
		item1 II.: k
		item2 3.: l
		item3 a): m
		item1 § 1: n
		item1 Art. 2: o
		item1 § 7: p
		item1 § 8: q`)
}

// TestLabelsInCells writes the labels of lists into the cells of tables, where a number often stands alone.
func TestLabelsInCells(t *testing.T) {
	cell := func(s string) string { return "<w:tc>" + s + "</w:tc>" }
	d := readWord(t, "<w:tbl><w:tr>"+cell(listed("2", "0", ""))+cell(para("a"))+"</w:tr><w:tr>"+cell(listed("2", "0", ""))+cell(listed("1", "0", "b")+listed("1", "0", "c"))+"</w:tr></w:tbl>"+listed("2", "0", "d"),
		map[string]string{"numbering": numbering})
	wantOutline(t, d, `table: I. | a / II. | - b - c
		item1 III.: d`)
	text := textHead + `<table:table><table:table-row><table:table-cell><text:list><text:list-item><text:p>a</text:p><text:p>b</text:p></text:list-item></text:list></table:table-cell>
		<table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>`
	d, err := readMain(t, text, false)
	if err != nil {
		t.Fatal(err)
	}
	wantOutline(t, d, "table: • a b | c")
}

// TestFrames lets what is in a table of one cell stand for itself.
func TestFrames(t *testing.T) {
	one := func(s string) string { return "<w:tbl><w:tr><w:tc>" + s + "</w:tc></w:tr></w:tbl>" }
	two := "<w:tbl><w:tr><w:tc>" + para("x") + "</w:tc><w:tc>" + one(para("y")) + "</w:tc></w:tr></w:tbl>"
	d := readWord(t, one(para("a")+listed("2", "0", "b")+two+one(para("c")))+para("d")+one("<w:p/>")+two, map[string]string{"numbering": numbering})
	wantOutline(t, d, `paragraph: a
		item1 I.: b
		table: x | y
		paragraph: c
		paragraph: d
		table: x | y`)
	cell := "<table:table><table:table-row><table:table-cell %s><text:p>a</text:p><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
	for attr, want := range map[string]string{"": "paragraph: a\nparagraph: b", `table:number-columns-repeated="2"`: "table: a b | "} {
		d, err := readMain(t, textHead+fmt.Sprintf(cell, attr)+"</office:text></office:body></office:document-content>", false)
		if err != nil {
			t.Fatal(err)
		}
		if got := outline(d); got != want {
			t.Errorf("%s: %q, want %q", attr, got, want)
		}
	}
}

// TestAfterNumber takes what was typed around the number of a note off its words.
func TestAfterNumber(t *testing.T) {
	run := func(s string) string { return "<w:r>" + s + "</w:r>" }
	number := run("<w:footnoteRef/>")
	said := func(s string) string { return run(`<w:t xml:space="preserve">` + s + "</w:t>") }
	for _, tt := range []struct{ note, want string }{
		{number + said(" See there."), "See there."},
		{said("(") + number + said(")") + run("<w:tab/>") + said("See there."), "See there."},
		{number + said(") See there."), "See there."},
		{number + said(". See there."), "See there."},
		{number + said("- See there."), "See there."},
		{number + said(" - See there."), "- See there."},
		{number + said("(see there)"), "(see there)"},
		{number + said("-5 degrees"), "-5 degrees"},
		{said("(see ") + number + said(" there)"), "(see there)"},
	} {
		d := readWord(t, "<w:p>"+said("Words")+run(`<w:footnoteReference w:id="2"/>`)+"</w:p>", map[string]string{"footnotes": `<w:footnote w:id="2"><w:p>` + tt.note + "</w:p></w:footnote>"})
		if len(d.Notes) != 1 || d.Notes[0].Blocks[0].Text != tt.want {
			t.Errorf("%s: %+v, want %q", tt.note, d.Notes, tt.want)
		}
	}
}

// TestEmptyElements reads notes and boxes in which nothing stands, not even an end tag.
func TestEmptyElements(t *testing.T) {
	d := readWord(t, `<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:pict><v:textbox><w:txbxContent/></v:textbox></w:pict></w:r></w:p>`, map[string]string{"footnotes": `<w:footnote w:id="2"/>`})
	wantOutline(t, d, "paragraph: a")
	if len(d.Notes) != 1 || len(d.Refs) != 1 {
		t.Errorf("%d notes, %d references, want one", len(d.Notes), len(d.Refs))
	}
	d, err := readMain(t, textHead+"<text:p>a<draw:line/></text:p></office:text></office:body></office:document-content>", false)
	if err != nil {
		t.Fatal(err)
	}
	wantOutline(t, d, "paragraph: a")
}

// TestContents makes items of the entries of contents and indexes, whatever their styles are called.
func TestContents(t *testing.T) {
	d := readWord(t, `<w:p><w:pPr><w:pStyle w:val="f"/></w:pPr><w:r><w:t>Figure 1</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="i"/></w:pPr><w:r><w:t>ships, 6</w:t></w:r></w:p>`,
		map[string]string{"styles": `<w:style w:styleId="f"><w:name w:val="table of figures"/></w:style><w:style w:styleId="i"><w:name w:val="index 2"/></w:style>`})
	wantOutline(t, d, "item1: Figure 1\nitem2: ships, 6")
	entry := func(style, text string) string {
		return `<text:p text:style-name="` + style + `">` + text + "</text:p>"
	}
	d, err := readMain(t, textHead+`<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents</text:index-title-template>
		<text:table-of-content-entry-template text:outline-level="2" text:style-name="own"><text:index-entry-text/></text:table-of-content-entry-template></text:table-of-content-source>
		<text:index-body><text:index-title>`+entry("t", "Contents")+"</text:index-title>"+entry("x", "1 Ships 3")+entry("own", "1.1 Boats 4")+"</text:index-body></text:table-of-content>"+entry("own", "Words")+"</office:text></office:body></office:document-content>", false)
	if err != nil {
		t.Fatal(err)
	}
	wantOutline(t, d, `paragraph: Contents
		item1: 1 Ships 3
		item2: 1.1 Boats 4
		paragraph: Words`)
}

// TestHiddenByStyle leaves out what a style of paragraphs hides, as Word's do around forms of web pages, but for
// runs that are shown.
func TestHiddenByStyle(t *testing.T) {
	d := readWord(t, `<w:p><w:pPr><w:pStyle w:val="z"/></w:pPr><w:r><w:t>Top of Form</w:t></w:r></w:p>
		<w:p><w:pPr><w:pStyle w:val="y"/></w:pPr><w:r><w:t>hidden </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>as well </w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>`+para("Words."),
		map[string]string{"styles": `<w:style w:styleId="z"><w:name w:val="HTML Top of Form"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="z"/></w:style>`})
	wantOutline(t, d, "paragraph: shown\nparagraph: Words.")
}

// TestGrouped sets brackets around what is more than a name, once.
func TestGrouped(t *testing.T) {
	for s, want := range map[string]string{"a": "a", "a+b": "(a+b)", "(a+b)": "(a+b)", "(a)+(b)": "((a)+(b))", "+": "+", "(a": "((a)"} {
		if got := grouped(s); got != want {
			t.Errorf("grouped(%q) = %q, want %q", s, got, want)
		}
	}
}
