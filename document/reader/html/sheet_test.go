package html

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestSelectors hides what stylesheets hide by where it stands, and nothing that they
// cannot be asked about.
func TestSelectors(t *testing.T) {
	const body = `<body><div id="top" class="x y"><h2>One</h2><p class="a">two</p><p class="b"><span>three</span></p>` +
		`<section><p>four <em>five</em></p></section></div><p>six</p></body>`
	for _, tt := range []struct{ css, want string }{
		{"p > span { display: none }", "One two four five six"},
		{"div > span { display: none }", "One two three four five six"},
		{"div span { display: none }", "One two four five six"},
		{".x.y section em { display: none }", "One two three four six"},
		{"#top > section em { display: none }", "One two three four six"},
		{"#top > em { display: none }", "One two three four five six"},
		{"h2 + p { display: none }", "One three four five six"},
		{"h2 ~ p { display: none }", "One four five six"},
		{"h2+p+p{display:none}", "One two four five six"},
		{"p + h2 { display: none }", "One two three four five six"},
		{"* > * em { display: none }", "One two three four six"},
		{"div > div p, section\n>\tp em { display: none }", "One two three four six"},
		{".x > section em { display: none }", "One two three four six"},
		{"div > p:hover span { display: none }", "One two three four five six"},
		{"p[title] > span { display: none }", "One two three four five six"},
		{"> p { display: none } p > { display: none } p >> span { display: none }", "One two three four five six"},
		// The greater specificity wins: a class weighs more than any number of tags.
		{".a { display: block } body div p { display: none }", "One two six"},
		{"#top p { display: none } body div.x.y p.a.a.a { display: block }", "One six"},
		{"#top p { display: none } p { display: block !important }", "One two three four five six"},
	} {
		d, err := read(t, "page.html", []byte("<html><head><style>"+tt.css+"</style></head>"+body+"</html>"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, b := range d.Blocks {
			words = append(words, b.Text)
		}
		if got := strings.Join(words, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.css, got, tt.want)
		}
	}
}

// TestManyRules does no more work for the rules of a stylesheet than its page is worth, and says so
// where that is not enough.
func TestManyRules(t *testing.T) {
	deep, flat := strings.Repeat("<div>", 200)+strings.Repeat("<p>Words.</p>", 3000), strings.Repeat("<p>Words.</p>", 3000)
	for _, tt := range []struct {
		name, rule string
		rules      int
		body       string
		limit      bool
	}{
		{"usual", ".x%d p", 20, flat, false},
		{"of one tag", "p.x%d", 20_000, flat, false},
		{"for one tag", "p", 20_000, flat, true},
		{"by ancestors", ".x%d p", 500, deep, true},
		{"by all of many ancestors", strings.Repeat("div ", maxRelations-1) + ".x%d p", 500, deep, true},
		{"by siblings", ".x%d ~ p", 500, flat, true},
		{"by siblings that are deep", ".x%d ~ p", 500, strings.Repeat(strings.Repeat("<b>", 100)+strings.Repeat("</b>", 100)+"<p>Words.</p>", 300), true},
	} {
		var css strings.Builder
		for n := range tt.rules {
			css.WriteString(strings.ReplaceAll(tt.rule, "%d", strconv.Itoa(n)) + "{display:inline}\n")
		}
		book := NewBook(source.DefaultLimits())
		p := book.add("", Parse("<!DOCTYPE html><style>"+css.String()+"</style><body>"+tt.body, book.lim, false), 0)
		for n := range p.nodes {
			p.styled(int32(n), display)
		}
		if p.overworked() != tt.limit {
			t.Errorf("%s: %d tried for %d nodes", tt.name, p.ruled.work, len(p.nodes))
		}
		if most := 2*moreWork + maxWork*len(p.nodes); p.ruled.work > most+maxStyleRules*maxTried {
			t.Errorf("%s: %d tried for %d nodes, more than %d", tt.name, p.ruled.work, len(p.nodes), most)
		}
	}
	d, err := read(t, "page.html", []byte("<!DOCTYPE html><style>"+strings.Repeat("p{list-style:none}", 9000)+"</style>"+flat), Options{})
	if err != nil || !slices.ContainsFunc(d.Problems, func(p document.Problem) bool { return strings.Contains(p.Message, "too many rules") }) {
		t.Errorf("%+v, %v", d.Problems, err)
	}
}

// TestRelations reads as many combinators as a selector may have.
func TestRelations(t *testing.T) {
	for n, want := range map[int]bool{0: true, maxRelations: true, maxRelations + 1: false} {
		if _, _, ok := parseSelector(strings.Repeat("div ", n) + "p"); ok != want {
			t.Errorf("%d combinators: read %v", n, ok)
		}
	}
}

// TestItemStyle numbers items as rules for their lists and for themselves say.
func TestItemStyle(t *testing.T) {
	for css, want := range map[string]string{
		"":                                 "1.",
		"#toc li { list-style: none }":     "•",
		"nav > ol { list-style: none }":    "•",
		"ol { list-style: upper-roman }":   "I.",
		"li { list-style: lower-alpha }":   "a.",
		"ul li { list-style: lower-alpha}": "1.",
	} {
		src := "<style>" + css + "</style><nav id=toc><ol><li>1. One</ol></nav>"
		d, err := read(t, "page.html", []byte("<!DOCTYPE html>"+src), Options{All: true})
		if err != nil || len(d.Blocks) != 1 || d.Blocks[0].Label != want {
			t.Errorf("%q: %+v, want %q (%v)", css, d.Blocks, want, err)
		}
	}
}

// TestOwnLine breaks the line around what a stylesheet sets on lines of its own.
func TestOwnLine(t *testing.T) {
	for _, tt := range []struct {
		css, body string
		want      []string
	}{
		{"span{display:block}", "<h2><span>I</span> <span>The Title</span></h2>", []string{"heading: I\nThe Title"}},
		{"p.v span{display:block} p.v br{display:none}", "<p class=v><span>One</span><br>\n<span>Two</span><br>\n</p>", []string{"paragraph: One\nTwo"}},
		{"p.v span{display:block}", "<p class=v><span>One</span><br>\n<span>Two</span><br><br>Three</p>", []string{"paragraph: One\nTwo", "paragraph: Three"}},
		{"span{display:block}", "<p>One <span>two</span> three</p>", []string{"paragraph: One\ntwo\nthree"}},
		{"", `<p>One <i style="display: block">two</i>three`, []string{"paragraph: One\ntwo\nthree"}},
		{"i{display:block}", `<p>One <i style="display: inline">two</i>three`, []string{"paragraph: One twothree"}},
		{"", `<section><span>One<div style="display: inline-block"><div></div></div>, two</span></section>`, []string{"paragraph: One, two"}},
		{"div{display:inline}", `<section><span>One <div>two</div> three</span></section>`, []string{"paragraph: One two three"}},
		{"span{display:block}", "<table><tr><td><span>One</span><span>two</span><td>3</table>", []string{"table: One two\t3"}},
	} {
		if got := texts(t, "<style>"+tt.css+"</style>"+tt.body); !slices.Equal(got, tt.want) {
			t.Errorf("%s %s: %q, want %q", tt.css, tt.body, got, tt.want)
		}
	}
}
