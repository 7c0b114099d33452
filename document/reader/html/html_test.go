package html

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/export"
	"ibid/document/internal/truth"
	"ibid/document/source"

	"ibid/document/internal/readertest"
)

const testdata = "../../../testdata/html"

func read(tb testing.TB, name string, src []byte, opt Options) (*document.Document, error) {
	tb.Helper()
	b := document.NewBuilder()
	*b.Source() = document.Source{Name: filepath.Base(name), Format: "html", Bytes: int64(len(src))}
	if err := Read(tb.Context(), source.FromBytes(name, src, source.DefaultLimits()), b, opt); err != nil {
		return nil, err
	}
	apparatus.Check(b)
	return b.Finish(), nil
}

func readFile(tb testing.TB) func(name string) (*document.Document, error) {
	return func(name string) (*document.Document, error) {
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return read(tb, name, src, Options{})
	}
}

func TestGolden(t *testing.T) {
	read := func(t *testing.T, name string) (*document.Document, error) { return readFile(t)(name) }
	readertest.Golden(t, testdata+"/*.html", read)
	readertest.Marks(t, testdata+"/*.html", read)
}

// TestPageThatIsTooLong reads as much of a page as the limit says, and tells, whatever charset
// it is in and wherever it comes from.
func TestPageThatIsTooLong(t *testing.T) {
	const page = "<p>one two three</p>" // of as many bytes as the limit
	for _, tt := range []struct {
		name, src string
		stream    bool
		told      bool
	}{
		{"as long as can be", page, false, false},
		{"longer", page + "<p>four", false, true},
		{"a stream as long as can be", page, true, false},
		{"a longer stream", page + "<p>four", true, true},
		{"with a mark", "\ufeff" + page + "<p>four", false, true},
		{"longer when it is decoded", "<p>\xe9t\xe9 one two thr</p>", false, true},
		{"shorter when it is decoded", "<\x00p\x00>\x00a\x00 \x00b\x00\n\x00c\x00 \x00d\x00 \x00e\x00", false, false},
	} {
		lim := source.DefaultLimits()
		lim.Part = int64(len(page))
		in := source.FromBytes("x.html", []byte(tt.src), lim)
		if tt.stream {
			in = source.FromStream("x.html", strings.NewReader(tt.src), lim)
		}
		b := document.NewBuilder()
		if err := Read(t.Context(), in, b, Options{}); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		d := b.Finish()
		told := slices.ContainsFunc(d.Problems, func(p document.Problem) bool { return p.Kind == document.Shortened })
		if told != tt.told || len(d.Blocks) != 1 {
			t.Errorf("%s: told %v, want %v: %+v", tt.name, told, tt.told, d.Blocks)
		}
	}
}

// valid checks that everything in a document stands where it says.
func valid(t testing.TB, d *document.Document) {
	t.Helper()
	if err := readertest.Sound(d); err != nil {
		t.Error(err)
	}
}

func TestAll(t *testing.T) {
	src, err := os.ReadFile(testdata + "/menus.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, all := range []bool{false, true} {
		d, err := read(t, "menus.html", src, Options{All: all})
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, b := range d.Blocks {
			text.WriteString(b.Text + "\n")
		}
		if got := strings.Contains(text.String(), "Copyright"); got != all {
			t.Errorf("all %v: the foot of the page is shown: %v", all, got)
		}
		if !strings.Contains(text.String(), "The words") || len(d.Notes) != 1 {
			t.Errorf("all %v: %q, %d notes", all, text.String(), len(d.Notes))
		}
	}
}

// TestEarly composes beginnings of different lengths first, and finds the
// same document as when the page is composed at once.
func TestEarly(t *testing.T) {
	names, err := filepath.Glob(testdata + "/*.html")
	if err != nil {
		t.Fatal(err)
	}
	corpus, _ := filepath.Glob("../../../../shared/corpus/gutenberg/*/*.htm")
	more, _ := filepath.Glob("../../../../shared/corpus/html/*.htm*")
	corpus = append(corpus, more...)
	composed := 0
	for _, name := range append(names, corpus...) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := writeJSON(t, string(src), 0)
		parts := 24
		if len(src) > 100_000 {
			parts = 4
		}
		for part := 1; part < parts; part++ {
			got, first := writeJSON(t, string(src), len(src)*part/parts)
			if first > 0 {
				composed++
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s, %d/%d first:\n%.3000s\nat once:\n%.3000s", name, part, parts, got, want)
			}
		}
	}
	if composed < 2*len(names) {
		t.Errorf("%d beginnings were composed first", composed)
	}
}

// writeJSON composes a page, early bytes of it first, and returns its export and
// the number of blocks of the first snapshot.
func writeJSON(t *testing.T, src string, early int) (json []byte, blocks int) {
	return readJSON(t, source.FromBytes("test.html", []byte(src), source.DefaultLimits()), "utf-8", early)
}

func readJSON(t *testing.T, in *source.Input, charset string, early int) (json []byte, blocks int) {
	b := document.NewBuilder()
	from := int64(0)
	if early == 0 {
		from = 1 << 40
	}
	var last *document.Document
	b.OnPublish = func(d *document.Document) {
		if last == nil && !d.Complete {
			blocks = len(d.Blocks)
		} else if last != nil {
			if err := readertest.Grows(last, d); err != nil {
				t.Errorf("snapshot %d: %v", d.Generation, err)
			}
		}
		last = d
	}
	if err := readPage(t.Context(), in, b, Options{Charset: charset}, sizes{early: from, head: early, window: 1 << 10}); err != nil {
		t.Fatal(err)
	}
	d := b.Finish()
	valid(t, d)
	var out bytes.Buffer
	if err := export.JSON(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), blocks
}

func TestIs(t *testing.T) {
	for _, tt := range []struct {
		head, name string
		want       int
	}{
		{"<!DOCTYPE html><p>", "x", 90},
		{"\ufeff\n<?xml version=\"1.0\"?><html>", "x.xml", 90},
		{"<p>a", "x.html", 70},
		{"<p>a", "x.htm", 70},
		{"<p>a", "x.XHTML", 70},
		{"<p>a", "x.xht", 70},
		{"<p>a", "x.html5", 70},
		{"words <b>here", "x.html", 70},
		{"words <b>here", "x", 0},
		{"<p class=a>b", "", 40},
		{"<p>a", "x.markdown", 0},
		{"<p>a", "x.txt", 0},
		{"<pre>a", "x", 0},
		{"just words", "x.html", 0},
		{"<div>a", "stdin", 40},
		{"<div>a", "x.md", 0},
		{"how <html> is written", "x.txt", 0},
		{"<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">", "x.xml", 0},
		{"<?xml version=\"1.0\"?>\n<opinion>\n<p id=\"b1\">a", "x.xml", 20},
		{"<?xml version=\"1.0\"?>\n<plist><dict>", "x.xml", 0},
	} {
		if got := Is([]byte(tt.head), tt.name); got != tt.want {
			t.Errorf("Is(%q, %q) = %d, want %d", tt.head, tt.name, got, tt.want)
		}
	}
}

// errors are what the truth of the corpus, which was made by rule, has wrong: it keeps labels
// that stand in links without a space as the first word of their notes, and the letters
// that lead back from notes of Wikipedia; it leaves out the texts that stand for pictures.
var errors = map[string][]string{
	"readability_google-sre-book-1.html": {
		`"22Sometimes`, `"Sometimes`, `"23If 1%`, `"If 1%`, `"24See`, `"See`, `"25Zero`, `"Zero`,
	},
	"readability_wikipedia.html":   {`"^ a b `, `"`},
	"readability_wikipedia-3.html": {`"^ a b `, `"`},
	"tufte_index.html": {
		`like so: ⊕ ⊕"`, `like so: ⊕ Exports and Imports to and from Denmark & Norway from 1700 to 1780"`,
		`"F.J. Cole`, `"Image of a Rhinoceros F.J. Cole`,
	},
}

func TestCorpus(t *testing.T) {
	for _, tt := range []struct {
		folder, pattern            string
		refs, linked, notes, pages float64
	}{
		{"html", "*.htm*", 0.98, 0.97, 0.97, 1},
		{"gutenberg", "*/*.htm", 0.998, 0.998, 0.998, 0.985},
	} {
		t.Run(tt.folder, func(t *testing.T) {
			s := truth.Run(t, tt.folder, tt.pattern, truth.Options{Errors: errors, Without: []string{savedPage}}, readFile(t))
			t.Log(s)
			if s.Refs.F1() < tt.refs || s.Linked.F1() < tt.linked || s.Notes.F1() < tt.notes || s.Pages.F1() < tt.pages {
				t.Errorf("below %+v: %v\nmissed %q\nwrong %q", tt, s, s.Missed, s.Wrong)
			}
		})
	}
}

// savedPage is a page of Wikipedia as a browser saved it. Its truth was made by a rule that knows
// no links in full, and has no notes.
const savedPage = "readability_wikipedia-4.html"

// TestSavedPage finds the list of notes of a saved page, each of them called.
func TestSavedPage(t *testing.T) {
	d, err := readFile(t)(filepath.Join(truth.Corpus(t, "html"), savedPage))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Notes) != 80 || len(d.Refs) != 81 {
		t.Errorf("%d references and %d notes, want 81 and 80", len(d.Refs), len(d.Notes))
	}
	for n := range d.Notes {
		if len(d.Callers(n)) == 0 {
			t.Errorf("nothing calls note %d", n)
		}
	}
}

func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob(testdata + "/*.html")
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src, false)
	}
	f.Add([]byte("<table><tr><td colspan=9999999 rowspan=7>a<table><td>b</table><a href=#x><p id=x>1"), true)
	f.Add([]byte("0<a href=00><br>"), false)
	f.Add([]byte(`<A role="noteref"href="#n2"id="n2">`), false)
	f.Add([]byte("0<heAd>00"), false)
	f.Add([]byte("<ruBY><rp>0<rB>00"), false)
	f.Add([]byte("0<title><A0"), false)
	f.Add([]byte("<p>0<label for=n class=margin-toggle>&#88"), true)
	f.Add([]byte("<p>0<label for=n class=margin-toggle>The rest of a page whose label has no end tag."), false)
	f.Fuzz(func(t *testing.T, src []byte, all bool) {
		if len(src) == 0 {
			return
		}
		d, err := read(t, "f.html", src, Options{Charset: "utf-8", All: all})
		if err != nil {
			return
		}
		valid(t, d)
		text := string(bytes.ToValidUTF8(src, []byte("\ufffd"))) // as the reader does: "<?" would begin a comment
		if err := truth.Lost(d, text); err != nil {
			t.Error(err)
		}
		writeJSON(t, text, len(text)/2)
		readertest.Linear(t, text, func(text string) { read(t, "f.html", []byte(text), Options{Charset: "utf-8", All: all}) })
	})
}

// TestMarkdownOutput reads what Markdown programs write: every sign that they tag
// calls a note, and every note they list is one.
func TestMarkdownOutput(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(truth.Corpus(t, "markdown/spec"), "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	sign := regexp.MustCompile(`<a [^>]*(rel="footnote"|data-footnote-ref|class="footnote-ref")`)
	item := regexp.MustCompile(`<li id="(user-content-)?fn`)
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil || !item.Match(src) {
			continue
		}
		d, err := read(t, name, append([]byte("<html><body>"), src...), Options{})
		if err != nil {
			t.Fatal(err)
		}
		refs, notes := len(sign.FindAll(src, -1)), len(item.FindAll(src, -1))
		if len(d.Refs) != refs || len(d.Notes) != notes {
			t.Errorf("%s: %d references and %d notes, want %d and %d", filepath.Base(name), len(d.Refs), len(d.Notes), refs, notes)
		}
		for i, r := range d.Refs {
			if d.Called(i) == document.NoNote {
				t.Errorf("%s: reference %q calls nothing", filepath.Base(name), r.Label)
			}
		}
	}
}

// TestFurniture keeps what is left out of the reading text.
func TestFurniture(t *testing.T) {
	const src = `<html><body><header>Site <nav>Home</nav></header><main><p>The words<a href="#n1">1</a>` +
		`<select><option>Choose<option>Other</select>.</p><p hidden>Not shown.</p><textarea>Type here</textarea>` +
		`<div style="display:none">Notes: <div role="doc-footnote" id="n1">1. A note.</div></div><script>code()</script></main>` +
		`<aside>Beside.</aside><footer>Copyright <button>Share</button></footer></body></html>`
	d, err := read(t, "page.html", []byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Blocks) != 1 || d.Blocks[0].Text != "The words." || len(d.Notes) != 1 {
		t.Errorf("%d blocks %+v, %d notes", len(d.Blocks), d.Blocks, len(d.Notes))
	}
	var all []string
	for _, f := range d.Furniture {
		all = append(all, f.Text)
	}
	got := strings.Join(all, " | ")
	for _, want := range []string{"Site", "Home", "Choose Other", "Not shown.", "Type here", "Notes:", "Beside.", "Copyright", "Share"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q is not kept once in %q", want, got)
		}
	}
	if strings.Contains(got, "A note") || strings.Contains(got, "code") {
		t.Errorf("kept %q", got)
	}
}

// TestSaved finds the notes of a page that a browser saved, whose links lead to the address that
// it was saved from.
func TestSaved(t *testing.T) {
	const page = `<html><body><p>Words<sup><a href="https://example.org/x?y#n1" id="r1">1</a></sup> and <a href="https://example.org/x?y#s">more</a>.</p><h2 id="s">More</h2>` +
		`<p id="n1"><a href="https://example.org/x?y#r1">1</a> A note.</p></body></html>`
	for head, notes := range map[string]int{
		"<!-- saved from url=(0023)https://example.org/x?y -->":         1,
		"<!-- saved from url=(0027)https://example.org/x?y#top -->\r\n": 1,
		"<!-- saved from url=(0023)https://example.org/z?y -->":         0,
		"<!-- saved from url=(9999)https://example.org/x?y -->":         0,
		"<!-- saved from url=(-1)https://example.org/x?y -->":           0,
		"": 0,
	} {
		d, err := read(t, "page.html", []byte("<!DOCTYPE html>\n"+head+page), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Notes) != notes {
			t.Errorf("%s: %d notes, want %d", head, len(d.Notes), notes)
		}
		if l := d.Links[0]; (l.Kind == document.LinkSection) != (notes > 0) {
			t.Errorf("%s: link %+v", head, l)
		}
	}
}

// TestMenu takes lists of links for menus by their names, whatever white space is between them.
func TestMenu(t *testing.T) {
	const links = "\n                <li>\n                    <a href=\"/a\">Foreword</a>\n                </li>\n"
	for body, want := range map[string]bool{
		`<ol id="drop-down">` + links + `</ol>`:             false,
		`<div class="sidebar"><ul>` + links + `</ul></div>`: false,
		`<ol>` + links + `</ol>`:                            true,
		`<ol id="drop-down"><li>Words that are longer than the link is <a href="/a">Foreword</a></ol>`: true,
	} {
		d, err := read(t, "page.html", []byte("<!DOCTYPE html><body>"+body+"<p>Words.</p></body>"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(d.Blocks) > 1; got != want {
			t.Errorf("%s: shown %v", body, got)
		}
	}
}

// TestWords reads the words of pages that leave tags out.
func TestWords(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"<head><title>Title</title><p>Words.</p>", "Words."},
		{"<head><title>Title</title>Words", "Words"},
		{"<head><meta charset=utf-8><noscript>Words</noscript> and more", "Words and more"},
		{"Words <head>and more", "Words and more"},
		{"<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "漢(kan)"},
		{"<ruby>漢<rt>kan<rb>字<rt>ji</ruby>", "漢(kan)字(ji)"},
		{"a <rp>b</rp>", "a b"},
	} {
		d, err := read(t, "page.html", []byte(tt.src), Options{Charset: "utf-8"})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Blocks) != 1 || d.Blocks[0].Text != tt.want {
			t.Errorf("%s: %+v, want %q", tt.src, d.Blocks, tt.want)
		}
	}
}

// TestTitle reads the title wherever it stands, with tags in it and without an end tag.
func TestTitle(t *testing.T) {
	for src, want := range map[string]string{
		"<title>The <b> tag</title><p>Words.</p>":                      "The <b> tag", // the first bytes of the page
		"<head><title>The <b> tag</title></head><body><p>Words.</p>":   "The <b> tag",
		"<head><title>Open<meta name=x></head><body><p>Words.</p>":     "Open",
		"<head><title>Open<body><p>Words <svg><title>x</title></svg>.": "Open",
		"<title>First</title><title>Second</title><p>Words.</p>":       "First",
	} {
		d, err := read(t, "page.html", []byte(src), Options{Charset: "utf-8"})
		if err != nil {
			t.Fatal(err)
		}
		if d.Meta.Title != want {
			t.Errorf("%s: title %q, want %q", src, d.Meta.Title, want)
		}
	}
}

// TestDeleted leaves words out that are marked as deleted, unless all is shown.
func TestDeleted(t *testing.T) {
	const src = `<ul><li><del datetime=2026>Old</del> New <b>words<del cite=x> and<a id="r" href="#n">1</a> more</del></b>.</li></ul><aside role="doc-footnote" id="n">1. A note.</aside>`
	for all, want := range map[bool]string{false: "New words.", true: "Old New words and more."} {
		d, err := read(t, "page.html", []byte(src), Options{All: all})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Blocks) != 1 || d.Blocks[0].Text != want || d.Blocks[0].Kind != document.Item || len(d.Notes) != 1 {
			t.Fatalf("all %v: %+v, %d notes", all, d.Blocks, len(d.Notes))
		}
		for _, m := range d.Blocks[0].Marks {
			if m.Kind == document.MarkCut && (all || m.Style != document.Deleted) {
				t.Errorf("all %v: cut %+v", all, m)
			}
		}
	}
}

// A page that declares a charset which browsers do not decode is read by its bytes.
func TestReplacedCharset(t *testing.T) {
	d, err := read(t, "x.html", []byte(`<meta charset="iso-2022-kr"><p>Plain words.</p>`), Options{})
	if err != nil || len(d.Blocks) != 1 || d.Blocks[0].Text != "Plain words." {
		t.Errorf("%v, %v", d, err)
	}
}

// TestEarlyDecoded composes the beginning first of what has to be read to its end before: what
// is decoded, and a stream.
func TestEarlyDecoded(t *testing.T) {
	src, err := os.ReadFile(testdata + "/pandoc.html")
	if err != nil {
		t.Fatal(err)
	}
	file := source.FromBytes("a.html", src, source.DefaultLimits())
	for charset, in := range map[string]*source.Input{"windows-1252": file, "utf-8": source.FromStream("a.html", bytes.NewReader(src), source.DefaultLimits())} {
		want, _ := readJSON(t, in, charset, 0)
		got, blocks := readJSON(t, in, charset, len(src)/2)
		if blocks == 0 || !bytes.Equal(got, want) {
			t.Errorf("%s: %d blocks are composed first\n%s\nat once:\n%s", charset, blocks, got, want)
		}
	}
}

// TestScattered finds places wherever they stand behind the beginning, in windows of any size.
func TestScattered(t *testing.T) {
	var page strings.Builder
	page.WriteString("<p>The beginning.</p>\n")
	head := page.Len()
	for n := range 300 {
		fmt.Fprintf(&page, "<p><a title='of' id=\"a%d\">%d</a> words</p>\n<p class=b>One<a name=\"b%d\"></a> and<br id='c%d'>another with id=d%d and \"d%d\"</p>\n", n, n, n, n, n, n)
	}
	in := source.FromBytes("a.html", []byte("\ufeff"+page.String()), source.DefaultLimits())
	for _, window := range []int{64, 1000, 1 << 20} {
		src, err := scatteredFile(in, sizes{head: head, window: window})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 299, 150, 151, 10, 298} {
			for name, want := range map[string]string{
				"a": fmt.Sprintf("<p><a title='of' id=\"a%d\">", n),
				"b": fmt.Sprintf("<p class=b>One<a name=\"b%d\">", n),
				"c": fmt.Sprintf("<p class=b>One<a name=\"b%d\"></a> and<br id='c%d'>", n, n),
				"d": "",
			} {
				got := src.block(fmt.Sprint(name, n), false)
				if !strings.HasPrefix(got, want) || want == "" && got != "" {
					t.Errorf("window of %d bytes: %s%d is at %.60q, want %q", window, name, n, got, want)
				}
			}
		}
	}
}

// TestMainLater composes no beginning of a page that says later, but not too late, what its main part is.
func TestMainLater(t *testing.T) {
	for at, want := range map[int]bool{1 << 10: false, mainWithin - 100: false, mainWithin + 1<<10: true} {
		for _, main := range []string{"<main>", "<article>", `<div role="main">`} {
			var page strings.Builder
			for page.Len() < at {
				page.WriteString("<p>Some words of a page.</p>\n")
			}
			page.WriteString(main + strings.Repeat("<p>Words that are the main part.</p>\n", 100))
			if _, blocks := writeJSON(t, page.String(), 500); (blocks < publishFirst) != want {
				t.Errorf("%s at byte %d: %d blocks are composed first", main, at, blocks)
			}
		}
	}
}

// TestChanged says that a page was changed while it was read.
func TestChanged(t *testing.T) {
	readertest.Changed(t, "a.html", "<p>%s</p>\n", func(in *source.Input, b *document.Builder) error {
		return readPage(t.Context(), in, b, Options{}, sizes{head: 500, window: 1000})
	})
}
