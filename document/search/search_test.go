package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ibid/document"
)

// blockCases are queries and the matches as they stand in the text.
var blockCases = []struct {
	name, query, text string
	want              []string // the matches as they stand in the text
}{
	{"plain", "dobrynin", "told Dobrynin that dobrynin", []string{"Dobrynin", "dobrynin"}},
	{"smart case", "Dobrynin", "told DOBRYNIN that Dobrynin", []string{"Dobrynin"}},
	{"none", "brezhnev", "Dobrynin", nil},
	{"longer than the text", "Dobrynin", "Dob", nil},
	{"overlapping", "aa", "aaaaa", []string{"aa", "aa"}},
	{"line break", "the sea", "the\nsea", []string{"the\nsea"}},
	{"runs of space", "the sea", "the  \t sea", []string{"the  \t sea"}},
	{"runs in the query", "the   sea", "the sea", []string{"the sea"}},
	{"space before", " sea", "the   sea", []string{"   sea"}},
	{"space after", "the ", "the   sea the", []string{"the   "}},
	{"no-break space", "10 km", "10\u00a0km and 10\u202fkm", []string{"10\u00a0km", "10\u202fkm"}},
	{"mixed spaces", "a b", "a \u00a0 b a\u00a0\u2003b", []string{"a \u00a0 b", "a\u00a0\u2003b"}},
	{"accent in the text", "resume", "the résumé", []string{"résumé"}},
	{"accent in the query", "résumé", "the resume", []string{"resume"}},
	{"decomposed", "cafe x", "cafe\u0301 x", []string{"cafe\u0301 x"}},
	{"accents after the match", "cafe", "cafe\u0301\u0302!", []string{"cafe\u0301\u0302"}},
	{"capital with accent", "É", "é É E", []string{"É", "E"}},
	{"quotes", `"don't"`, "“don’t” «don`t»", []string{"“don’t”", "«don`t»"}},
	{"quotes in the query", "“don’t”", `"don't"`, []string{`"don't"`}},
	{"dashes", "16-23", "October 16–23, 16—23, 16-23", []string{"16–23", "16—23", "16-23"}},
	{"ellipsis", "well...", "well… well...", []string{"well…", "well..."}},
	{"ligature", "final", "the ﬁnal", []string{"ﬁnal"}},
	{"sharp s", "strasse", "Straße STRASSE", []string{"Straße", "STRASSE"}},
	{"part of a ligature", "stras", "Straße", []string{"Straß"}},
	{"ash", "encyclopaedia", "Encyclopædia", []string{"Encyclopædia"}},
	{"long s", "possess", "poſſeſs", []string{"poſſeſs"}},
	{"soft hyphen", "cooperate", "co\u00adoperate", []string{"co\u00adoperate"}},
	{"zero width", "می خواهم", "می \u200cخواهم", []string{"می \u200cخواهم"}},
	{"Hebrew points", "שלום", "שָׁלוֹם", []string{"שָׁלוֹם"}},
	{"Greek", "λόγος", "ΛΟΓΟΣ λογος", []string{"ΛΟΓΟΣ", "λογος"}},
	{"Cyrillic", "брежнев", "Брежнев", []string{"Брежнев"}},
	{"Han", "世界", "你好世界", []string{"世界"}},
	{"voiced kana stay apart", "か", "がか", []string{"か"}},
	{"fullwidth", "abc", "ＡＢＣ", []string{"ＡＢＣ"}},
	{"needle not ASCII in text that is", "世界", "world", nil},
	{"replacement characters", "a\ufffdb", "a\ufffdb", []string{"a\ufffdb"}},
	{"word", "w:war", "war warn postwar war", []string{"war", "war"}},
	{"word beside other letters", "w:war", "ñwar war–time warñ", []string{"war"}},
	{"word at signs", "w:(war)", "a(war)s", []string{"(war)"}},
	{"pattern", `re:\d+ (oct|nov)`, "16 October, 3\u00a0Nov.", []string{"16 Oct", "3\u00a0Nov"}},
	{"pattern with a capital", `re:\SOct`, "16Oct 16oct", []string{"6Oct"}},
	{"pattern folded", `re:d.j[aà]'s?`, "Déjà’s", []string{"Déjà’s"}},
	{"pattern at line breaks", "re:the sea$", "the\nsea", []string{"the\nsea"}},
	{"pattern for capitals", `re:\p{Lu}\w+`, "told Dobrynin É", []string{"Dobrynin"}},
	{"probe beside a quote", "w:quiz", "“quiz” quiz’s ‘quizzes’", []string{"quiz", "quiz"}},
	{"empty matches", "re:x*", "axb", []string{"x"}},
	{"word pattern", "w:re:w[ae]r", "war were wer", []string{"war", "wer"}},
	{"word pattern side by side", "w:re:w[ae]r|were", "war war were", []string{"war", "war", "were"}},
	{"word pattern in another script", "w:re:мир|мира", "мира мирам мир война", []string{"мира", "мир"}},
	{"word pattern beside other letters", "w:re:war", "warж war", []string{"war"}},
	{"empty word pattern", "w:re:x*", "a x b ", []string{"x"}},
	{"pattern folded to signs of patterns", "re:wait…（\\d）", "wait…(1) wait-a-(2)", []string{"wait…(1)"}},
	{"pattern with a grave accent", "re:don`t", "don’t", []string{"don’t"}},
	{"no pattern", "Re: Vietnam", "Subject: Re: Vietnam", []string{"Re: Vietnam"}},
	{"escaped prefix", `\re:x`, "a re:x b", []string{"re:x"}},
}

func TestBlock(t *testing.T) {
	for _, tt := range blockCases {
		t.Run(tt.name, func(t *testing.T) {
			q := compile(t, tt.query)
			for name, spans := range map[string][]Span{"": q.Block(tt.text, nil), " surveyed": surveyed(q, tt.text)} {
				var got []string
				for _, s := range spans {
					got = append(got, tt.text[s.Start:s.End])
				}
				if !slices.Equal(got, tt.want) {
					t.Errorf("%q in %q%s: %q, want %q", tt.query, tt.text, name, got, tt.want)
				}
			}
		})
	}
}

// surveyed is Block where it is known which characters the text has.
func surveyed(q *Query, text string) []Span {
	var r repertoire
	r.add(text)
	spans, _ := q.block(q.seekIn(&r), text, nil, nil)
	return spans
}

func compile(t testing.TB, typed string) *Query {
	t.Helper()
	query, opt := Parse(typed)
	q, err := Compile(query, opt)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestCompileErrors(t *testing.T) {
	for _, query := range []string{"", " \n\u00a0", "\u0301"} {
		if _, err := Compile(query, Options{}); err != ErrEmpty {
			t.Errorf("Compile(%q): %v, want ErrEmpty", query, err)
		}
	}
	_, err := Compile("a(b", Options{Regexp: true})
	if err == nil || err.Error() != "missing closing ): \"a(b\"" {
		t.Errorf("Compile of a bad pattern: %v", err)
	}
}

// TestAcrossWhatIsTakenOut finds the phrases that a reference sign or a page mark interrupts
// in the source, in the text without them.
func TestAcrossWhatIsTakenOut(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/frus/frus1969-76v09-d56.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("outlined2", "outlined", "[Page 277] ", "", "[Page 278] ", "", "Saigon1", "Saigon").Replace(string(raw))
	for _, query := range []string{"told Dobrynin that Brezhnev", "serious about arriving at a settlement", "outlined and mentioned", "w:Saigon", "president's"} {
		if len(compile(t, query).Block(text, nil)) == 0 {
			t.Errorf("%q is not found", query)
		}
	}
}

// A letter is a folded character and where it came from.
type letter struct {
	r          rune
	start, end int
}

// reference folds a text in the plainest way.
func reference(text string, cased bool) []letter {
	var out []letter
	for i, r := range text {
		_, n := utf8.DecodeRuneInString(text[i:])
		for _, x := range foldRune(r, cased) {
			if x == ' ' && len(out) > 0 && out[len(out)-1].r == ' ' {
				out[len(out)-1].end = i + n
				continue
			}
			out = append(out, letter{x, i, i + n})
		}
	}
	return out
}

// referenceBlock finds a query in the plainest way.
func referenceBlock(query, text string, opt Options) []Span {
	cased := opt.Case || strings.IndexFunc(query, unicode.IsUpper) >= 0
	needle, hay := reference(query, cased), reference(text, cased)
	var spans []Span
	end := 0
	for i := 0; i+len(needle) <= len(hay); {
		same := true
		for j := range needle {
			same = same && needle[j].r == hay[i+j].r
		}
		s := Span{hay[i].start, 0}
		if same {
			s.End = hay[i+len(needle)-1].end
			for s.End < len(text) {
				r, n := utf8.DecodeRuneInString(text[s.End:])
				if !isAccent(r) {
					break
				}
				s.End += n
			}
		}
		if next := i + len(needle); same && next < len(hay) && unicode.IsMark(hay[next].r) {
			same = false
		}
		if !same || s.Start < end || opt.Word && !wholeWord(text, s, needle) {
			i++
			continue
		}
		spans = append(spans, s)
		end = s.End
		i += len(needle)
	}
	return spans
}

func wholeWord(text string, s Span, needle []letter) bool {
	before, n := utf8.DecodeLastRuneInString(text[:s.Start])
	if n > 0 && isWord(before) && isWord(needle[0].r) {
		return false
	}
	after, n := utf8.DecodeRuneInString(text[s.End:])
	return n == 0 || !isWord(after) || !isWord(needle[len(needle)-1].r)
}

func FuzzBlock(f *testing.F) {
	f.Add("the sea", "The \n Séa, the\u00a0  ſea the ﬆea", false, false)
	f.Add("a ", "a\u0301 \u0301 a  \u00a0b…", true, true)
	f.Add(" e", "æ e \u00ad e", false, true)
	f.Add("国民", "国\ufe00民 \uf9a0国民\U0002f800", false, false)
	f.Add("각", "가각 \u1100\u1161", false, false)
	f.Add("'", "`´’", false, false)
	f.Add("s", "ßs ﬀ", false, false)
	f.Add("Kiwi", "kiwi Kiwi Kıwïi", false, false)
	f.Add("xyz", "xyz XYZ xyż xýz xẏz 𝐳", false, false)
	f.Fuzz(func(t *testing.T, query, text string, word, cased bool) {
		if !utf8.ValidString(query) || !utf8.ValidString(text) || len(query) > 64 || len(text) > 4096 {
			return
		}
		if strings.IndexByte(query, 0) >= 0 {
			return // no document holds it and no prompt takes it; characters that do not show are folded to it
		}
		opt := Options{Word: word, Case: cased}
		q, err := Compile(query, opt)
		if err != nil {
			return
		}
		got, want := q.Block(text, nil), referenceBlock(query, text, opt)
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", query, text, got, want)
		}
		if got := surveyed(q, text); !slices.Equal(got, want) {
			t.Fatalf("%q in %q, surveyed: %v, want %v", query, text, got, want)
		}
		for _, s := range got {
			if s.Start >= s.End || !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
				t.Fatalf("%q in %q: %v does not hold whole characters", query, text, s)
			}
		}
	})
}

// FuzzFold checks that folding loses no byte: the segments follow each other
// in both texts, and folding what is folded changes nothing.
func FuzzFold(f *testing.F) {
	f.Add("The \n Séa\u0301, the\u00a0  ﬃ\u00ad … \u0301 ")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		var x, y folded
		x.fold(text, false)
		for i := 1; i < len(x.segs); i++ {
			a, b := x.segs[i-1], x.segs[i]
			if a.f >= b.f || a.s > a.end || b.s-a.end < b.f-a.f-a.n {
				t.Fatalf("%q: segments %v", text, x.segs)
			}
		}
		y.fold(string(x.b), false)
		if string(y.b) != string(x.b) {
			t.Fatalf("%q is folded to %q and then to %q", text, x.b, y.b)
		}
		if norm.NFC.IsNormalString(text) && norm.NFD.IsNormalString(text) && len(x.b) > 3*len(text) {
			t.Fatalf("%q grew to %q", text, x.b)
		}
	})
}

// volume is a document with notes called in the body, in notes, twice and not at all.
func volume() *document.Document {
	para := func(s string) document.Block { return document.Block{Text: s} }
	body := func(b, o int) document.Loc { return document.Loc{Note: document.Body, Block: b, Offset: o} }
	b := document.NewBuilder()
	b.AddBlock(para("x one x two x")) // 0: x at 0, 6, 12
	b.AddBlock(para("nothing here"))  // 1
	b.AddBlock(para("x last"))        // 2
	note := func(s ...string) {
		n := document.Note{}
		for _, s := range s {
			n.Blocks = append(n.Blocks, para(s))
		}
		b.AddNote(n)
	}
	note("n0 x", "x again") // called at 0:6, after the second x's start
	note("n1 x")            // nobody calls it
	note("n2 x")            // called from note 3
	note("n3 x calls 2")    // called at 1:3 and 2:0
	note("n4 x")            // calls itself
	b.AddRef(document.Ref{At: body(0, 6)}, 0)
	b.AddRef(document.Ref{At: body(1, 3)}, 3)
	b.AddRef(document.Ref{At: body(1, 4)}, document.NoNote)
	b.AddRef(document.Ref{At: body(2, 0)}, 3)
	b.AddRef(document.Ref{At: document.Loc{Note: 3, Offset: 12}}, 2)
	b.AddRef(document.Ref{At: document.Loc{Note: 4}}, 4)
	return b.Finish()
}

var volumeHits = []string{"-1:0:0", "0:0:3", "0:1:0", "-1:0:6", "-1:0:12", "3:0:3", "2:0:3", "-1:2:0", "1:0:3", "4:0:3"}

func place(l document.Loc) string { return fmt.Sprintf("%d:%d:%d", l.Note, l.Block, l.Offset) }

var begin = document.Loc{Note: document.Body}

// all searches a document from its beginning to the end.
func all(t *testing.T, q *Query, o *Order, from document.Loc, earlier *Results) *Results {
	r := NewResults(q, o, from, earlier)
	r.Run(t.Context())
	select {
	case <-r.Done():
	default:
		t.Error("the search is not done")
	}
	return r
}

func places(hits []Hit) (s []string) {
	for _, h := range hits {
		s = append(s, place(h.At))
	}
	return s
}

func TestResults(t *testing.T) {
	r := NewResults(compile(t, "x"), NewOrder(volume()), begin, nil)
	go r.Run(t.Context())
	<-r.Done()
	hits := r.Hits(100)
	if n, done := r.Total(); n != len(volumeHits) || !done || !slices.Equal(places(hits), volumeHits) {
		t.Errorf("hits %v (%d, %v), want %v", places(hits), n, done, volumeHits)
	}
	for i, h := range hits {
		if j, ok := r.Rank(h.At); i != j || !ok {
			t.Errorf("hit %d has rank %d, %v", i, j, ok)
		}
		if g, ok := r.Hit(i); g != h || !ok {
			t.Errorf("hit %d is %v, %v", i, g, ok)
		}
	}
	if n, ok := r.Rank(document.Loc{Note: document.Body, Block: 1}); n != 5 || ok {
		t.Errorf("a place without a hit has rank %d, %v", n, ok)
	}
	if _, ok := r.Hit(len(hits)); ok {
		t.Error("there is a hit past the last")
	}
	if n, ok := r.Rank(document.Loc{Note: len(volume().Notes)}); n != -1 || ok {
		t.Errorf("a place in a note of a later snapshot has rank %d, %v", n, ok)
	}
}

func TestFirst(t *testing.T) {
	o, q := NewOrder(volume()), compile(t, "x")
	for _, c := range []struct {
		from    document.Loc
		want    string
		wrapped bool
	}{
		{begin, "-1:0:0", false},
		{document.Loc{Note: document.Body, Block: 0, Offset: 7}, "-1:0:12", false},
		{document.Loc{Note: document.Body, Block: 1}, "3:0:3", false},
		{document.Loc{Note: document.Body, Block: 1, Offset: 5}, "-1:2:0", false},
		{document.Loc{Note: 4, Offset: 4}, "-1:0:0", true},
	} {
		hit, wrapped, ok := all(t, q, o, c.from, nil).First(t.Context())
		if place(hit.At) != c.want || wrapped != c.wrapped || !ok {
			t.Errorf("from %v: %v, %v, %v, want %v", c.from, place(hit.At), wrapped, ok, c.want)
		}
	}
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "one two"})
	hit, wrapped, ok := all(t, compile(t, "one"), NewOrder(b.Finish()), document.Loc{Note: document.Body, Offset: 2}, nil).First(t.Context())
	if hit.At.Offset != 0 || !wrapped || !ok {
		t.Errorf("the only hit, before the place in its block: %v, %v, %v", hit, wrapped, ok)
	}
}

func TestNextAndPrev(t *testing.T) {
	o, q := NewOrder(volume()), compile(t, "x")
	for _, r := range []*Results{NewResults(q, o, begin, nil), all(t, q, o, begin, nil)} {
		var ahead, back []string
		at := begin
		h, ok := r.Next(t.Context(), at, true)
		for ; ok; h, ok = r.Next(t.Context(), h.At, false) {
			ahead = append(ahead, place(h.At))
		}
		for h, ok = r.Prev(t.Context(), o.End()); ok; h, ok = r.Prev(t.Context(), h.At) {
			back = append(back, place(h.At))
		}
		slices.Reverse(back)
		if !slices.Equal(ahead, volumeHits) || !slices.Equal(back, volumeHits) {
			t.Errorf("ahead %v, back %v, want %v", ahead, back, volumeHits)
		}
		h, _ = r.Next(t.Context(), document.Loc{Note: document.Body, Block: 1, Offset: 5}, true)
		if place(h.At) != "-1:2:0" {
			t.Errorf("after the reference in block 1 comes %v", place(h.At))
		}
	}
}

func TestEmptyDocument(t *testing.T) {
	r := all(t, compile(t, "x"), NewOrder(document.NewBuilder().Finish()), begin, nil)
	if _, ok := r.Next(t.Context(), begin, true); ok {
		t.Error("a hit ahead")
	}
	if _, ok := r.Prev(t.Context(), begin); ok {
		t.Error("a hit behind")
	}
	if _, _, ok := r.First(t.Context()); ok {
		t.Error("a first hit")
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := document.NewBuilder()
	for range 100 {
		b.AddBlock(document.Block{Text: strings.Repeat("x", 100_000)})
	}
	o, q := NewOrder(b.Finish()), compile(t, "xx")
	r := NewResults(q, o, begin, nil)
	r.Run(ctx)
	if total, done := r.Total(); done || total > 600_000 {
		t.Errorf("%d hits, %v", total, done)
	}
	if _, _, ok := r.First(ctx); ok {
		t.Error("a search that was given up has a hit")
	}
	if total, _ := all(t, q, o, begin, r).Total(); total != 5_000_000 {
		t.Errorf("taken up again: %d hits", total)
	}
}

// TestCancelWithinANote stops in a note that is longer than is searched at once:
// what was found in the part of it before is no answer.
func TestCancelWithinANote(t *testing.T) {
	d := &document.Document{
		Blocks: []document.Block{{Text: "a call"}, {Text: "the end"}},
		Notes:  []document.Note{{Blocks: []document.Block{{Text: "word"}, {Text: strings.Repeat("filler ", patience)}, {Text: "word"}}}},
		Refs:   []document.Ref{{At: document.Loc{Note: document.Body}}},
		Calls:  []int32{0},
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := NewResults(compile(t, "word"), NewOrder(d), document.Loc{Note: document.Body}, nil)
	if h, ok := r.Prev(ctx, document.Loc{Note: document.Body, Block: 1}); ok {
		t.Errorf("a search that was given up found %+v", h)
	}
}

func TestHitsBeyondThoseKept(t *testing.T) {
	b := document.NewBuilder()
	for range 20_000 {
		b.AddBlock(document.Block{Text: strings.Repeat("x ", 20)})
	}
	r := all(t, compile(t, "x"), NewOrder(b.Finish()), begin, nil)
	for _, n := range []int{0, 250_000, 399_999} {
		h, ok := r.Hit(n)
		if want := (document.Loc{Note: document.Body, Block: n / 20, Offset: n % 20 * 2}); h.At != want || !ok {
			t.Errorf("hit %d is at %v, %v", n, h.At, ok)
		}
		if k, ok := r.Rank(h.At); k != n || !ok {
			t.Errorf("hit %d has rank %d, %v", n, k, ok)
		}
	}
	if hits := r.Hits(300_000); len(hits) != 300_000 {
		t.Errorf("%d hits", len(hits))
	}
	if n, _ := all(t, compile(t, "x x"), r.o, begin, r).Total(); n != 200_000 {
		t.Errorf("of a longer query: %d hits", n)
	}
}

// growing returns snapshots of a document of random text in which notes are called
// late and more than once.
func growing(rnd *rand.Rand) (snapshots []*document.Document) {
	b := document.NewBuilder()
	text := func() document.Block {
		s := make([]byte, rnd.IntN(30))
		for i := range s {
			s[i] = "ab A\n"[rnd.IntN(5)]
		}
		return document.Block{Text: strings.Repeat(string(s), 1+rnd.IntN(4))}
	}
	var open []int
	for range 4 {
		for range rnd.IntN(60) {
			i := b.AddBlock(text())
			if rnd.IntN(3) == 0 {
				open = append(open, b.AddRef(document.Ref{At: document.Loc{Note: document.Body, Block: i, Offset: rnd.IntN(len(b.Draft().Blocks[i].Text) + 1)}}, document.NoNote))
			}
		}
		for range rnd.IntN(20) {
			n := b.AddNote(document.Note{Blocks: []document.Block{text(), text()}})
			if k := len(open); k > 0 && rnd.IntN(4) > 0 {
				b.SetRefNote(open[k-1-rnd.IntN(min(k, 3))], n)
			}
		}
		snapshots = append(snapshots, b.Publish())
	}
	return snapshots
}

// TestEarlier checks that a search which takes over what earlier ones found, of shorter
// queries, of earlier snapshots, given up or not, finds what one by itself finds. The
// query that ends with a snapshot begins with the next, as where a document grows while
// it is searched.
func TestEarlier(t *testing.T) {
	defer func(n int) { partBytes = n }(partBytes)
	partBytes = 256
	for seed := range uint64(60) {
		rnd := rand.New(rand.NewPCG(seed, 0))
		snapshots := growing(rnd)
		from := document.Loc{Note: document.Body, Block: rnd.IntN(len(snapshots[0].Blocks) + 1)}
		var earlier *Results
		for _, d := range snapshots {
			o := NewOrder(d)
			for typed := range strings.SplitSeq("a ab aba abA b ba re:ba* re:ba*a re:ba*ab\x20? baab a", " ") {
				text, opt := Parse(typed)
				q, err := Compile(text, opt)
				if err != nil {
					t.Fatal(err)
				}
				if earlier != nil && rnd.IntN(2) == 0 && earlier.q.within(q) && q.within(earlier.q) {
					q = earlier.q
				}
				got, want := NewResults(q, o, from, earlier), all(t, q, o, from, nil)
				earlier = got
				if rnd.IntN(3) == 0 {
					ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rnd.IntN(100))*time.Microsecond)
					got.Run(ctx)
					cancel()
					continue
				}
				got.Run(t.Context())
				if !slices.Equal(got.Hits(1e6), want.Hits(1e6)) || got.first.hit != want.first.hit || got.first.wrapped != want.first.wrapped || got.total != want.total {
					t.Fatalf("seed %d, %q: %d hits, first %v, want %d, %v", seed, typed, got.total, got.first, want.total, want.first)
				}
			}
		}
	}
}

func TestBlockAllocatesNothing(t *testing.T) {
	ascii := strings.Repeat("I told Dobrynin that Brezhnev should be assured. ", 20)
	other := strings.Repeat("At the President’s insistence – Café. ", 20)
	for _, query := range []string{"brezhnev", "vorontsov", "cafe"} {
		q := compile(t, query)
		spans := q.Block(ascii+other, make([]Span, 0, 100))
		if n := testing.AllocsPerRun(100, func() {
			spans = q.Block(ascii, spans[:0])
			spans = q.Block(other, spans[:0])
		}); n > 0 {
			t.Errorf("%q: %v allocations", query, n)
		}
	}
}

// Ideographs are looked for as they are only where nothing else is folded to one.
func TestCompatibility(t *testing.T) {
	for r := rune(0x80); r < 0x30000; r++ {
		if isHan(r) || r >= 0xD800 && r < 0xE000 {
			continue
		}
		for _, x := range foldRune(r, false) {
			if isHan(x) && !hasCompatibility("国"+string(r)) {
				t.Errorf("%U is folded to %c", r, x)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for typed, want := range map[string]struct {
		query string
		opt   Options
	}{
		"war":       {"war", Options{}},
		"w:war":     {"war", Options{Word: true}},
		"re:a+":     {"a+", Options{Regexp: true}},
		"re:w:a+":   {"a+", Options{Regexp: true, Word: true}},
		"re: a":     {"re: a", Options{}},
		"/a+/":      {"a+", Options{Regexp: true}},
		"w:/a+/":    {"a+", Options{Regexp: true, Word: true}},
		`\/a/`:      {"/a/", Options{}},
		"/a":        {"/a", Options{}},
		"//":        {"//", Options{}},
		"a/b/":      {"a/b/", Options{}},
		"re:":       {"re:", Options{}},
		`\w:war`:    {"w:war", Options{}},
		`\war`:      {`\war`, Options{}},
		"re:re:a":   {"re:a", Options{Regexp: true}},
		`w:\re:war`: {"re:war", Options{Word: true}},
	} {
		query, opt := Parse(typed)
		if query != want.query || !reflect.DeepEqual(opt, want.opt) {
			t.Errorf("Parse(%q) = %q, %+v; want %q, %+v", typed, query, opt, want.query, want.opt)
		}
	}
}
