package truth

import (
	"os"
	"path/filepath"
	"testing"

	"ibid/document"
)

func TestBeginning(t *testing.T) {
	for _, tt := range []struct{ text, label, want string }{
		{"Source: National Archives", "1", "sourcenationalarchives"},
		{"[1]. Cairns 2003: 11.", "[1]", "cairns200311"},
		{"Footnote 1: See Document 52.", "1", "seedocument52"},
		{"^ Ibid.", "", "ibid"},
		{"1972 was a year", "1", "1972wasayear"},
		{"Œuvres", "2", "oeuvres"},
	} {
		if got := beginning(tt.text, tt.label); got != tt.want {
			t.Errorf("beginning(%q, %q) = %q, want %q", tt.text, tt.label, got, tt.want)
		}
	}
}

func TestCompare(t *testing.T) {
	const tagged = `{"opts":{},"xrefs":[],"refs":[{"label":"1","id":"a","context":"56. Message in Saigon"},{"label":"2","id":"b","context":"in Saigon as you outlined"}],
		"notes":[{"label":"1","id":"a","text":"Source: Archives"},{"label":"2","id":"b","text":"See Document 52."}],
		"pages":[{"label":"Page 277","context":"told Dobrynin that "}],"headings":[{"offset":0,"text":"56. Message"}]}`
	name := filepath.Join(t.TempDir(), "truth.json")
	if err := os.WriteFile(name, []byte(tagged), 0o600); err != nil {
		t.Fatal(err)
	}
	tr, err := load(name, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	body := func(offset int) document.Loc { return document.Loc{Note: document.Body, Block: 1, Offset: offset} }
	note := func(s string) document.Note {
		return document.Note{Blocks: []document.Block{{Text: s}}}
	}
	s := compare(tr, &document.Document{
		Blocks: []document.Block{{Kind: document.Heading, Text: "56. Message"}, {Text: "in Saigon as you outlined I told Dobrynin that Brezhnev"}},
		Notes:  []document.Note{note("Source: Archives"), note("See Document 52.")},
		Refs:   []document.Ref{{Label: "1", At: body(9)}, {Label: "2", At: body(25)}, {Label: "3", At: body(30)}},
		Calls:  []int32{0, 0, document.NoNote},
		Pages:  []document.Page{{Label: "277", At: body(46)}},
	})
	for _, row := range []struct {
		name string
		got  Row
		want Row
	}{
		{"refs", s.Refs, Row{2, 2, 3}},
		{"linked", s.Linked, Row{1, 2, 3}},
		{"notes", s.Notes, Row{2, 2, 2}},
		{"pages", s.Pages, Row{1, 1, 1}},
		{"heads", s.Heads, Row{1, 1, 1}},
	} {
		if row.got != row.want {
			t.Errorf("%s: %+v, want %+v", row.name, row.got, row.want)
		}
	}
}
