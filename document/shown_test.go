package document

import "testing"

func TestShown(t *testing.T) {
	for _, c := range []struct {
		name, format string
		note, ref    string // labels
		shown        string // of both, unless ofRef says otherwise
		ofRef        string
		numbered     bool
	}{
		{name: "a printed label", format: "plain", note: "12", ref: "12", shown: "12"},
		{name: "each its own label", format: "plain", note: "1", ref: "*", shown: "1", ofRef: "*"},
		{name: "no label", format: "tei", shown: "3", numbered: true},
		{name: "the label of the note", format: "tei", note: "a", shown: "a"},
		{name: "the label of the reference", format: "html", ref: "†", shown: "†"},
		{name: "a citation", format: "plain", note: "RFC2119", ref: "RFC2119", shown: "RFC2119"},
		{name: "a Markdown key", format: "markdown", note: "surveillance", ref: "surveillance", shown: "3", numbered: true},
		{name: "a short Markdown key", format: "markdown", note: "abc", ref: "abc", shown: "abc"},
		{name: "a long Markdown number", format: "markdown", note: "1972", ref: "1972", shown: "1972"},
	} {
		d := &Document{
			Source: Source{Format: c.format},
			Notes:  []Note{{Label: "x"}, {Label: "y"}, {Label: c.note}},
			Refs:   []Ref{{Label: c.ref, At: Loc{Note: Body}}},
			Calls:  []int32{2},
		}
		if got, numbered := d.Shown(2); got != c.shown || numbered != c.numbered {
			t.Errorf("%s: the note is shown as %q, %v", c.name, got, numbered)
		}
		want := c.shown
		if c.ofRef != "" {
			want = c.ofRef
		}
		if got, numbered := d.ShownRef(0); got != want || numbered != c.numbered {
			t.Errorf("%s: the reference is shown as %q, %v", c.name, got, numbered)
		}
	}
	d := &Document{Refs: []Ref{{}, {Label: "7"}}, Calls: []int32{NoNote, NoNote}}
	for i, want := range []string{"", "7"} {
		if got, numbered := d.ShownRef(i); got != want || numbered {
			t.Errorf("reference %d without a note is shown as %q, %v", i, got, numbered)
		}
	}
}

func TestPictureName(t *testing.T) {
	for label, want := range map[string]string{
		"map.png":                          "map.png",
		"figs/a b.png":                     "a b.png",
		"what?.png":                        "what?.png",
		"https://x.org/figs/map.png?w=3/4": "map.png",
		"https://x.org/figs/":              "figs",
		"data:image/png;base64,AA/BB":      "",
		"":                                 "",
	} {
		if got := PictureName(label); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
}
