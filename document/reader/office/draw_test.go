package office

import (
	"archive/zip"
	"bytes"
	"strconv"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/readertest"
	"ibid/document/source"
)

// TestManyDescriptions reads paragraphs full of pictures, each of which has words of its own.
func TestManyDescriptions(t *testing.T) {
	for name, tt := range map[string]struct {
		before, picture string
		word            bool
	}{
		"docx": {wordHead + "<w:p>", `<v:shape alt="ship #"/>`, true},
		"odt":  {textHead + "<text:p>", `<svg:desc>ship #</svg:desc>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			readertest.Linear(t, tt.picture, func(text string) {
				var b strings.Builder
				b.WriteString(tt.before)
				for i, part := range strings.Split(text, "#") {
					if i > 0 {
						b.WriteString(strconv.Itoa(i))
					}
					b.WriteString(part)
				}
				if _, err := readMain(t, b.String(), tt.word); err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}

// TestDescriptions sets what is said of the pictures of a paragraph, each once, where they stand alone.
func TestDescriptions(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
		word             bool
	}{
		{"docx", wordHead + `<w:p><v:shape alt="Figure 10"/><v:shape alt="Figure 1"/><v:shape alt=""/><v:shape alt="Figure 10"/></w:p>`, "Figure 10; Figure 1", true},
		{"odt", textHead + `<text:p><svg:title>Figure 10</svg:title><svg:desc>Figure 1</svg:desc><svg:desc/><svg:desc>Figure 10</svg:desc></text:p>`, "Figure 10; Figure 1", false},
	} {
		d, err := readMain(t, tt.text, tt.word)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Blocks) != 1 || d.Blocks[0].Text != tt.want || d.Blocks[0].Kind != document.Figure {
			t.Errorf("%s: %+v, want a figure %q", tt.name, d.Blocks, tt.want)
		}
	}
}

// TestChartTooLarge says of a chart whose part is too large to be read that it is not shown.
func TestChartTooLarge(t *testing.T) {
	var raw bytes.Buffer
	z := zip.NewWriter(&raw)
	for _, part := range [][2]string{
		{docxMain, wordHead + `<w:p><c:chart r:id="r1"/></w:p>`},
		{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r1" Type="x/chart" Target="chart.xml"/></Relationships>`},
		{"word/chart.xml", "<c:chart><a:p><a:t>words</a:t></a:p>" + strings.Repeat(" ", 8<<10) + "</c:chart>"},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for part, want := range map[int64]string{16 << 10: "", 4 << 10: "1 chart"} {
		lim := source.DefaultLimits()
		lim.Part = part
		b := document.NewBuilder()
		if err := ReadDOCX(t.Context(), source.FromBytes("x.docx", raw.Bytes(), lim), b, Options{}); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, p := range b.Finish().Problems {
			got += p.Message
		}
		if got != want && (want == "" || !strings.Contains(got, want)) {
			t.Errorf("parts of %d bytes: %q, want %q", part, got, want)
		}
	}
}

// TestShownOften reads the part of an object once, however often it is shown.
func TestShownOften(t *testing.T) {
	read := 0
	part := func(string) (string, error) {
		read++
		return "<m:math xmlns:m='m'><m:mi>x</m:mi></m:math>", nil
	}
	odt := odtWalk{d: &odt{lim: source.DefaultLimits(), part: part}}
	for range 3 {
		odt.object("./Object 1")
	}
	if read != 1 {
		t.Errorf("the part was read %d times", read)
	}
}

// TestOneChange keeps words that a change took out in the first of the places that name it.
func TestOneChange(t *testing.T) {
	d, err := readMain(t, textHead+`<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>taken</text:p></text:deletion></text:changed-region></text:tracked-changes>`+
		strings.Repeat(`<text:p>a<text:change text:change-id="c"/></text:p>`, 3), false)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for _, b := range d.Blocks {
		for _, m := range b.Marks {
			kept = append(kept, m.Cut)
		}
	}
	if len(d.Blocks) != 3 || len(kept) != 1 || kept[0] != "taken" {
		t.Errorf("%d blocks, cuts %q", len(d.Blocks), kept)
	}
}

// TestChoices takes the first choice that is understood, the fallback where none is, and the first choice
// where there is no fallback.
func TestChoices(t *testing.T) {
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	choice := func(requires, s string) string {
		return `<mc:Choice Requires="` + requires + `">` + run(s) + "</mc:Choice>"
	}
	for text, want := range map[string]string{
		choice("wps", "a") + choice("wps", "b") + "<mc:Fallback>" + run("c") + "</mc:Fallback>": "a",
		choice("zz", "a") + choice("wps", "b") + "<mc:Fallback>" + run("c") + "</mc:Fallback>":  "b",
		choice("zz", "a") + choice("yy", "b") + "<mc:Fallback>" + run("c") + "</mc:Fallback>":   "c",
		choice("zz", "a") + choice("wps", "b"):                                                  "a",
	} {
		d, err := readMain(t, wordHead+"<w:p><mc:AlternateContent>"+text+"</mc:AlternateContent></w:p>", true)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Blocks) != 1 || d.Blocks[0].Text != want {
			t.Errorf("%s: %+v, want %q", text, d.Blocks, want)
		}
	}
}
