package pandoc

import (
	"fmt"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// node makes a node of pandoc's tree, said the inlines of a text.
func node(tag, content string) string { return `{"t":"` + tag + `","c":` + content + `}` }

func said(text string) string {
	var all []string
	for word := range strings.FieldsSeq(text) {
		all = append(all, node("Str", `"`+word+`"`))
	}
	return "[" + strings.Join(all, `,{"t":"Space"},`) + "]"
}

func para(text string) string { return node("Para", said(text)) }

func header(level int, text string) string {
	return node("Header", fmt.Sprintf(`[%d,["",[],[]],%s]`, level, said(text)))
}

func described(terms ...string) string {
	var all []string
	for i := 0; i < len(terms); i += 2 {
		all = append(all, "["+said(terms[i])+",[["+para(terms[i+1])+"]]]")
	}
	return node("DefinitionList", "["+strings.Join(all, ",")+"]")
}

func numberedList(items ...string) string {
	var all []string
	for _, s := range items {
		all = append(all, "["+para(s)+"]")
	}
	return node("OrderedList", `[[1,{"t":"Decimal"},{"t":"Period"}],[`+strings.Join(all, ",")+`]]`)
}

func TestPrintedNotes(t *testing.T) {
	haddock := func(label string) string {
		return node("Link", `[["",[],[]],`+said("["+label+"]")+`,["#notes",""]]`)
	}
	for _, tt := range []struct {
		name, blocks string
		text         string // blocks of the body, one a line
		notes        string // labels and words
		refs         string // labels, each with the note it calls
		problem      string
	}{
		{"a manual's page", para("The plan[1], the map[2]. Again[1]") + "," + header(1, "NOTES") + "," + described("1.", "Of the plan", "2.", "Of the map") + "," + para("The end"),
			"The plan, the map. Again\nThe end", "1 Of the plan; 2 Of the map", "1>0 2>1 1>0", ""},
		{"headings", para("a[1] b[2]") + "," + header(1, "Notes") + "," + header(2, "[1]") + "," + para("one") + "," + para("more") + "," + header(2, "[2]") + "," + para("two") + "," + header(1, "AUTHORS"),
			"a b\nAUTHORS", "1 one|more; 2 two", "1>0 2>1", ""},
		{"paragraphs", para("a[1] b[2]") + "," + para("[1] one") + "," + para("[2] two"), "a b", "1 one; 2 two", "1>0 2>1", ""},
		{"a notebook", node("Div", `[["x",["cell","markdown"],[]],[`+para("a[1]")+","+para("[1] one")+`]]`), "a", "1 one", "1>0", ""},
		{"Haddock", node("Para", "["+node("Str", `"a"`)+","+haddock("1")+"]") + "," + node("Plain", "["+node("Span", `[["notes",["anchor"],[]],[]]`)+"]") + "," + numberedList("one"), "a", "1 one", "1>0", ""},
		{"not called", para("a[1]") + "," + para("[1] one") + "," + para("[2] two"), "a[1]\n[1] one\n[2] two", "", "", "calls 1 of them"},
		{"out of order", para("v[2] v[1]") + "," + para("[1] one") + "," + para("[2] two"), "v[2] v[1]\n[1] one\n[2] two", "", "", "calls 1 of them"},
		{"no numbers", header(1, "NOTES") + "," + described("one", "x"), "NOTES\none\nx", "", "", ""},
		{"numbers from 2", header(1, "NOTES") + "," + described("2.", "x"), "NOTES\n2.\nx", "", "", ""},
		{"words alone", header(1, "NOTES") + "," + para("See a[1]"), "NOTES\nSee a[1]", "", "", ""},
		{"a greater number", para("a[1] v[7]") + "," + para("[1] one"), "a v[7]", "1 one", "1>0", ""},
	} {
		text := `{"pandoc-api-version":[1,22],"meta":{},"blocks":[` + tt.blocks + `]}`
		b := document.NewBuilder()
		if err := read(t.Context(), "x", []byte(text), b, source.DefaultLimits(), true); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		d := b.Finish()
		var body, notes, refs []string
		for _, x := range d.Blocks {
			body = append(body, x.Text)
		}
		for _, n := range d.Notes {
			var all []string
			for _, x := range n.Blocks {
				all = append(all, x.Text)
			}
			notes = append(notes, n.Label+" "+strings.Join(all, "|"))
		}
		for i, r := range d.Refs {
			refs = append(refs, fmt.Sprintf("%s>%d", r.Label, d.Called(i)))
		}
		problems := fmt.Sprint(d.Problems)
		if strings.Join(body, "\n") != tt.text || strings.Join(notes, "; ") != tt.notes || strings.Join(refs, " ") != tt.refs ||
			(tt.problem == "") != (len(d.Problems) == 0) || !strings.Contains(problems, tt.problem) {
			t.Errorf("%s: %q, %q, %q, %s", tt.name, body, notes, refs, problems)
		}
	}
}

// TestPrintedNotesAreKept keeps the text that was read of a document which ends too early.
func TestPrintedNotesAreKept(t *testing.T) {
	b := document.NewBuilder()
	text := `{"pandoc-api-version":[1,22],"meta":{},"blocks":[` + para("a[1]") + `,` + para("[1] one") + `,{"t":`
	if err := read(t.Context(), "x", []byte(text), b, source.DefaultLimits(), true); err != nil {
		t.Fatal(err)
	}
	if d := b.Finish(); len(d.Blocks) != 1 || len(d.Notes) != 1 || len(d.Problems) == 0 {
		t.Errorf("%+v", d)
	}
}

// TestNotebookNotes reads the notes of a notebook through pandoc.
func TestNotebookNotes(t *testing.T) {
	if !Installed() {
		t.Skip("pandoc is not installed")
	}
	text := `{"cells":[{"cell_type":"markdown","metadata":{},"source":["Text[^1] here.\n","\n","[^1]: The note.\n"]}],"nbformat":4,"nbformat_minor":5,"metadata":{}}`
	b := document.NewBuilder()
	if err := Convert(t.Context(), source.FromBytes("x.ipynb", []byte(text), source.DefaultLimits()), b, "ipynb"); err != nil {
		t.Fatal(err)
	}
	if d := b.Finish(); len(d.Notes) != 1 || d.Notes[0].Blocks[0].Text != "The note." || d.Blocks[0].Text != "Text here." {
		t.Errorf("%+v", d)
	}
}
