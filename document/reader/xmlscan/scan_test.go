package xmlscan

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"ibid/document/source"
)

// events writes the events of src on one line: <a b="c">, </a>, text in quotes.
func events(src string) (string, *Scanner) {
	s := New(src, source.DefaultLimits())
	var out []string
	for {
		switch s.Next() {
		case EOF:
			return strings.Join(out, " "), s
		case Start:
			t := "<" + s.Name()
			for _, a := range s.Attrs() {
				name := a.Local
				if a.Prefix != "" {
					name = a.Prefix + ":" + name
				}
				t += fmt.Sprintf(" %s=%q", name, s.Value(a))
			}
			out = append(out, t+">")
		case End:
			out = append(out, "</"+s.Name()+">")
		case Text:
			out = append(out, fmt.Sprintf("%q", s.Text()))
		case Comment:
			out = append(out, "!"+s.Text())
		case PI:
			out = append(out, "?"+s.Name()+" "+s.Text())
		}
	}
}

func TestWellFormed(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"elements", `<a><b x="1" y:z='2'/>t</a>`, `<a> <b x="1" y:z="2"> </b> "t" </a>`},
		{"space in tags", "<a\n x = \"1\"\t></a >", `<a x="1"> </a>`},
		{"comment and PI", `<?xml version="1.0"?><!-- c --><a/>`, `?xml version="1.0" ! c  <a> </a>`},
		{"CDATA", `<a>x<![CDATA[<b>&amp;]]>y</a>`, `<a> "x" "<b>&amp;" "y" </a>`},
		{"line ends", "<a b='1\r\n2'>x\r\ny\rz</a>", `<a b="1 2"> "x\ny\nz" </a>`},
		{"entities", `<a b="&quot;&#233;">&lt;&#xE9;&amp;amp;&eacute;&mdash;</a>`, `<a b="\"é"> "<é&amp;é—" </a>`},
		{"undefined entity", `<a>&ldquo2; & &unknown; &copyright; AT&T;</a>`, `<a> "&ldquo2; & &unknown; &copyright; AT&T;" </a>`},
		{"bad characters", `<a>&#0;&#xD800;&#99999999999;&#;&#x;&#g;</a>`, `<a> "���&#;&#x;&#g;" </a>`},
		{"greater in value", `<a b="x>y"/>`, `<a b="x>y"> </a>`},
	}
	for _, tt := range tests {
		got, s := events(tt.in)
		if got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.name, tt.in, got, tt.want)
		}
		if s.ErrorCount() != 0 {
			t.Errorf("%s: errors %v", tt.name, s.Errors())
		}
	}
}

func TestDeclaredEntities(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"text", `<!DOCTYPE a [<!ENTITY co "Oxford &#38; Press"><!-- ]> ' --><!ENTITY co "later">]><a>&co;</a>`, `<a> "Oxford & Press" </a>`},
		{"text among text", `<!DOCTYPE a [<!ENTITY x "is">]><a>this &x; one</a>`, `<a> "this is one" </a>`},
		{"in attributes", `<!DOCTYPE a [ <!ENTITY n 'N&#xE9;'> ]><a b="&n;"/>`, `<a b="Né"> </a>`},
		{"one level", `<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&eacute;">]><a>&y;</a>`, `<a> "&x;é" </a>`},
		{"escaped twice", `<!DOCTYPE a [<!ENTITY l "&#38;#60;">]><a>&l;</a>`, `<a> "<" </a>`},
		{"markup", `<!DOCTYPE a [<!ENTITY m "<b>&m;</b>">]><a>1 &m; 2</a>`, `<a> "1 " <b> "&m;" </b> " 2" </a>`},
		{"external", `<!DOCTYPE a SYSTEM "x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://h/"> %p;]><a>&e;</a>`, `<a> "&e;" </a>`},
		{"declarations", `<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)*><!ATTLIST a b CDATA "]>"><?pi ]> ?><!ENTITY x "1">]><a>&x;</a>`, `<a> "1" </a>`},
		{"long", `<!DOCTYPE a [<!ENTITY x "` + strings.Repeat("y", maxEntityValue+1) + `">]><a>&x;</a>`, `<a> "&x;" </a>`},
	}
	for _, tt := range tests {
		if got, _ := events(tt.in); got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestIllFormed(t *testing.T) {
	tests := []struct {
		name, in, want string
		offset         int
	}{
		{"open at the end", `<a><b>x`, `<a> <b> "x" </b> </a>`, 7},
		{"crossing", `<a><b>x</a>y</b>`, `<a> <b> "x" </b> </a> "y"`, 7},
		{"end without start", `<a></b>x</a>`, `<a> "x" </a>`, 3},
		{"less in text", `<a>1 < 2 <3</a>`, `<a> "1 < 2 <3" </a>`, 5},
		{"less before what begins no name", `<a>x <{y}> <~z> <[w</a>`, `<a> "x <{y}> <~z> <[w" </a>`, 5},
		{"tag in a value", `<a b=c<d>x</d></a>`, `<a b="c"> <d> "x" </d> </a>`, 5},
		{"less first", `<a>< 2</a>`, `<a> "<" " 2" </a>`, 3},
		{"tag in tag", `<a <b>x</b></a>`, `<a> <b> "x" </b> </a>`, 0},
		{"values", `<a b c=1 d=x/>`, `<a b="" c="1" d="x/">  </a>`, 3},
		{"forgotten quote", `<a b="1>x<c d="2"/></a>`, `<a b="1"> "x" <c d="2"> </c> </a>`, 5},
		{"no quote", `<a b="1>x</a>`, `<a b="1"> "x" </a>`, 5},
		{"twice", `<a b="1" b="2"/>`, `<a b="1"> </a>`, 14},
		{"open comment", "<a>x<!-- y\nz</a>", `<a> "x" ! y "\nz" </a>`, 4},
		{"open CDATA", "<a><![CDATA[y\nz</a>", `<a> "y" "\nz" </a>`, 3},
		{"open declaration", "<!DOCTYPE a [ <a>x</a>", `" a [ " <a> "x" </a>`, 0},
		{"no markup at all", "a < b", `"a < b"`, 2},
		{"two roots", "<a/>x<b/>", `<a> </a> "x" <b> </b>`, -1},
	}
	for _, tt := range tests {
		got, s := events(tt.in)
		if got != strings.ReplaceAll(tt.want, "  ", " ") && got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.name, tt.in, got, tt.want)
		}
		if tt.offset >= 0 && (s.ErrorCount() == 0 || s.Errors()[0].Offset != tt.offset) {
			t.Errorf("%s: errors %v, want one at %d", tt.name, s.Errors(), tt.offset)
		}
	}
}

// TestRoot looks for the outermost element of documents that were cut at some byte.
func TestRoot(t *testing.T) {
	for _, tt := range []struct{ head, root, prolog string }{
		{"", "", ""},
		{"text <a>", "", ""},
		{"{<a>", "", ""},
		{"\ufeff <?xml version='1.0'?><!-- c --><x:a xmlns:x='u'><b>", "x:a", " <?xml version='1.0'?><!-- c -->"},
		{"\xff\xfe<\x00a\x00>\x00", "a", ""},
		{"\xfe\xff\x00<\x00a\x00>", "a", ""},
		{"<!-- c --> text <a>", "", "<!-- c --> text "},
		{"<!DOCTYPE a [<!ENTITY x 'y'>", "", "<!DOCTYPE a ["},
		{"<!-- only -->", "", "<!-- only -->"},
	} {
		name := ""
		s, prolog := Root([]byte(tt.head))
		if s != nil {
			name = s.Name()
		}
		if name != tt.root || prolog != tt.prolog {
			t.Errorf("Root(%q): %q after %q, want %q after %q", tt.head, name, prolog, tt.root, tt.prolog)
		}
	}
}

// TestRunOfText scans text that entities cut, which is looked through once however many do: an error
// in it is found once.
func TestRunOfText(t *testing.T) {
	got, s := events(`<!DOCTYPE a [<!ENTITY m "<b/>"><!ENTITY n "<">]><a>&m;1 &n; 2 < 3&m;&m;4</a>`)
	if want := `<a> <b> </b> "1 " "<" " 2 < 3" <b> </b> <b> </b> "4" </a>`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if n := s.ErrorCount(); n != 2 { // the < of the entity, and that of the text
		t.Errorf("%d errors: %v", n, s.Errors())
	}
}

// TestWithin scans a part of a text by itself, with the entities of the whole and offsets in it.
func TestWithin(t *testing.T) {
	src := `<!DOCTYPE a [<!ENTITY x "ex<i/>">]><a><b>one &x;</b><c>two</c></a>`
	from, to := strings.Index(src, "<b>"), strings.Index(src, "<c>")
	s := New(src, source.DefaultLimits())
	for s.Next() == Text || s.Name() != "a" { // the declarations are read
	}
	in := s.Within(from, to)
	var got []string
	for k := in.Next(); k != EOF; k = in.Next() {
		if in.Offset() < from || in.EndOffset() > to {
			t.Errorf("an event from %d to %d, not from %d to %d", in.Offset(), in.EndOffset(), from, to)
		}
		got = append(got, in.Name()+in.Text())
	}
	if want := []string{"b", "one ", "ex", "i", "i", "b"}; !slices.Equal(got, want) || in.Depth() != 0 {
		t.Errorf("%q, want %q", got, want)
	}
	if k := s.Next(); k != Start || s.Name() != "b" {
		t.Errorf("the whole goes on with %v of %s", k, s.Name())
	}
}

func TestNamespaces(t *testing.T) {
	s := New(`<t:a xmlns:t="urn:t" xmlns="urn:d"><b xmlns="" t:c="1" c="2"/><b/></t:a>`, source.DefaultLimits())
	var got []string
	for k := s.Next(); k != EOF; k = s.Next() {
		got = append(got, s.Space()+" "+s.Local())
		if k == Start && s.Local() == "b" && len(s.Attrs()) > 0 {
			got = append(got, s.Attr("c"))
		}
	}
	want := "[urn:t a  b 1  b urn:d b urn:d b urn:t a]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOffsetsCoverTheText(t *testing.T) {
	src := "<?x y?>\n<a b='1'>t&amp;u<!-- c --><c/><![CDATA[d]]></a>\n"
	s := New(src, source.DefaultLimits())
	var parts []string
	at := 0
	for k := s.Next(); k != EOF; k = s.Next() {
		if s.Offset() < at {
			continue // the end of an empty-element tag
		}
		parts = append(parts, src[s.Offset():s.EndOffset()])
		at = s.EndOffset()
	}
	if got := strings.Join(parts, ""); got != src {
		t.Errorf("events cover %q, want %q", got, src)
	}
}

func TestSkip(t *testing.T) {
	s := New(`<a><b><b>x</b></b>y</a>`, source.DefaultLimits())
	s.Next()
	s.Next()
	s.Skip()
	if s.Next() != Text || s.Text() != "y" {
		t.Errorf("after the element: %q", s.Text())
	}
}

func TestExpansionIsBounded(t *testing.T) {
	src := `<!DOCTYPE a [<!ENTITY x "` + strings.Repeat("y", 4000) + `"><!ENTITY m "<b>` + strings.Repeat("z", 4000) + `</b>">]><a>` + strings.Repeat("&x;&m;", 10_000) + `</a>`
	lim := source.DefaultLimits()
	s := New(src, lim)
	n := 0
	for k := s.Next(); k != EOF; k = s.Next() {
		if k == Text {
			n += len(s.Text())
		}
	}
	if most := int(lim.Entities) + len(src); n > most {
		t.Errorf("%d bytes of text, at most %d wanted", n, most)
	}
}

// TestOpeningsWithoutClosings reads texts that would take hours if each
// opening were searched to the end of the text, and counts what is made of them.
func TestOpeningsWithoutClosings(t *testing.T) {
	for _, tt := range []struct {
		open       string
		each, once int // events of an opening, and of the text as a whole
	}{
		{"<!--", 0, 1}, {"<![CDATA[", 0, 1}, {"<?x ", 0, 1}, {"</a", 0, 0}, {"&", 0, 1}, {"<", 1, 0},
		{"<!DOCTYPE [", 1, 0}, {`<!ENTITY x "`, 1, 0}, {`<a b="`, 1, 0}, {"<a b='", 1, 0},
		{"<a ", 2, 0}, {"<a>", 2, 0}, {"<a></b>", 2, 0},
	} {
		n := 1 << 20 / len(tt.open)
		if got, want := count(strings.Repeat(tt.open, n)), tt.each*n+tt.once; got != want {
			t.Errorf("%q %d times: %d events, want %d", tt.open, n, got, want)
		}
	}
}

// count returns the number of events of src, and panics where elements do not balance.
func count(src string) (n int) {
	s := New(src, source.DefaultLimits())
	depth := 0
	for k := s.Next(); k != EOF; k = s.Next() {
		switch n++; k {
		case Start:
			depth++
		case End:
			depth--
		case Text:
			s.Text()
		}
	}
	if depth != 0 {
		panic("elements do not balance")
	}
	return n
}

func TestDecode(t *testing.T) {
	tests := []struct{ name, in, want, charset string }{
		{"UTF-8", "\ufeff<a>é</a>", "<a>é</a>", ""},
		{"declared", "<?xml version='1.0' encoding='iso-8859-2'?><a>\xb1</a>", "ą", "iso-8859-2"},
		{"UTF-16", "\xff\xfe<\x00a\x00>\x00\xe9\x00", "<a>é", "utf-16le"},
		{"UTF-16 without a mark", "\x00<\x00a\x00>\x00\xe9", "<a>é", "utf-16be"},
		{"undeclared", "<a>caf\xe9</a>", "<a>café</a>", "windows-1252"},
		{"UTF-16 declared but not so", `<?xml version="1.0" encoding="UTF-16"?><a>é</a>`, "é", ""},
		{"some bytes wrong", "<a>éè\xff</a>", "<a>éè\xff</a>", ""},
	}
	for _, tt := range tests {
		got, charset, err := Decode([]byte(tt.in))
		if err != nil || !strings.Contains(got, tt.want) || charset != tt.charset {
			t.Errorf("%s: %q, %q, %v", tt.name, got, charset, err)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	for _, name := range []string{"frus/tei/frus1969-76ve05p1.xml", "tei/perseus_holinshed_scotland.xml"} {
		raw, err := os.ReadFile(filepath.Join("../../../../shared/corpus", name))
		if err != nil {
			b.Skip("the corpus is not here: ", err)
		}
		src, _, err := Decode(raw)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				count(src)
			}
		})
	}
}

// TestRead reads in the charset that a user asks for, whatever the text declares.
func TestRead(t *testing.T) {
	const src = "<?xml version='1.0' encoding='utf-8'?><a>\xb1</a>"
	for name, want := range map[string]string{"iso-8859-2": "ą", "koi8-r": "╠", "": "±", "UTF-8": "\xb1"} {
		if got, _, err := Read(source.FromBytes("x.xml", []byte(src), source.DefaultLimits()), name); err != nil || !strings.Contains(got, ">"+want+"<") {
			t.Errorf("as %q: %q, %v", name, got, err)
		}
	}
	_, _, err := Read(source.FromBytes("x.xml", []byte(src), source.DefaultLimits()), "no-such")
	if e, ok := errors.AsType[*source.Error](err); !ok || e.Name != "x.xml" {
		t.Errorf("as a charset that there is not: %v", err)
	}
	cut := io.MultiReader(strings.NewReader(src), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, _, err := Read(source.FromStream("x.xml", cut, source.DefaultLimits()), ""); !errors.Is(err, io.ErrUnexpectedEOF) || !strings.HasPrefix(err.Error(), "x.xml: ") {
		t.Errorf("a source that fails: %v", err)
	}
}
