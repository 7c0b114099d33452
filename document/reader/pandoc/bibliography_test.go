package pandoc

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// str is a string of pandoc's metadata, meta a list of members of a map of it.
func str(s string) string { return `{"t":"MetaInlines","c":[{"t":"Str","c":"` + s + `"}]}` }

func meta(members ...string) string {
	var all []string
	for i := 0; i < len(members); i += 2 {
		all = append(all, `"`+members[i]+`":`+members[i+1])
	}
	return `{"t":"MetaMap","c":{` + strings.Join(all, ",") + `}}`
}

func list(elements ...string) string {
	return `{"t":"MetaList","c":[` + strings.Join(elements, ",") + `]}`
}

func TestBibliography(t *testing.T) {
	works := list(
		meta("id", str("a"), "author", list(meta("family", str("Smith"), "given", str("A.")), meta("literal", str("The Crew"))), "title", str("Of Things"),
			"container-title", str("Journal"), "volume", str("3"), "issue", str("2"), "issued", meta("year", str("1998")), "page", str("1–9"), "DOI", str("10.1/x")),
		meta("id", str("b"), "editor", list(meta("family", str("Roe"))), "title", str("A Book"), "publisher", str("Press"), "publisher-place", str("Rome"),
			"issued", meta("date-parts", list(list(str("1999"), str("5")))), "URL", str("https://example.org")),
		meta("id", str("c")),
	)
	text := `{"pandoc-api-version":[1,23],"meta":{"references":` + works + `},"blocks":[{"t":"Para","c":[{"t":"Cite","c":[[{"citationId":"b"}],[{"t":"Str","c":"[2]"}]]}]}]}`
	b := document.NewBuilder()
	if err := Read(t.Context(), source.FromBytes("x.json", []byte(text), source.DefaultLimits()), b); err != nil {
		t.Fatal(err)
	}
	d := b.Finish()
	want := []string{
		"[2]", "References",
		"Smith, A.; The Crew. Of Things. Journal 3(2), 1998, 1–9. https://doi.org/10.1/x",
		"Roe (ed.). A Book. Rome: Press, 1999. https://example.org",
		"…",
	}
	for i, s := range want {
		if i >= len(d.Blocks) || d.Blocks[i].Text != s {
			t.Fatalf("block %d of %d is not %q: %+v", i, len(d.Blocks), s, d.Blocks)
		}
	}
	if len(d.Links) == 0 || d.Dest(0).At.Block != 3 {
		t.Errorf("the citation leads to %+v", d.Links)
	}
	if len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Message, "1 of the 3 works") {
		t.Errorf("problems %+v", d.Problems)
	}
}

func TestBibliographyInTheText(t *testing.T) {
	text := `{"pandoc-api-version":[1,23],"meta":{"references":` + list(meta("id", str("a"), "title", str("T"))) + `},"blocks":[{"t":"Div","c":[["ref-a",[],[]],[{"t":"Para","c":[{"t":"Str","c":"T."}]}]]}]}`
	b := document.NewBuilder()
	if err := Read(t.Context(), source.FromBytes("x.json", []byte(text), source.DefaultLimits()), b); err != nil {
		t.Fatal(err)
	}
	if d := b.Finish(); len(d.Blocks) != 1 {
		t.Errorf("blocks %+v", d.Blocks)
	}
}
