package search

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"ibid/document"
)

// FuzzPattern finds by a pattern whole characters in order, and the same whether
// or not it looks first for what every match holds.
func FuzzPattern(f *testing.F) {
	f.Add("w.r|wär", "war wär, ﬁ… х", true)
	f.Add(`^a?$|\bx`, "a x  世", false)
	f.Add("(?i)É（", "é（(", true)
	f.Add("a.*b+c", "A b  bc, a–bc", false)
	f.Fuzz(func(t *testing.T, pattern, text string, word bool) {
		if !utf8.ValidString(pattern) || !utf8.ValidString(text) || len(pattern) > 40 || len(text) > 4096 {
			return
		}
		q, err := Compile(pattern, Options{Regexp: true, Word: word})
		if err != nil {
			return
		}
		spans, end := q.Block(text, nil), 0
		for _, s := range spans {
			if s.Start < end || s.End <= s.Start || s.End > len(text) || !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("%q in %q: %v after %d", pattern, text, s, end)
			}
			end = s.End
		}
		q.pattern.holds = nil
		if all := q.Block(text, nil); !slices.Equal(spans, all) {
			t.Fatalf("%q in %q: %v, and %v where it looks everywhere", pattern, text, spans, all)
		}
	})
}

// TestLiteral names the longest text that every match of a pattern holds.
func TestLiteral(t *testing.T) {
	for pattern, want := range map[string]string{
		"war": "war", "a+bc": "bc", "(ab)+c": "ab", "a(bcd)?e": "a", "ab|abc": "ab", "x{0,3}y": "y", "(?:wars){2}": "wars",
		"a*": "", "[ab]": "", "(?i)War and": "", ".": "", "an?armistice": "armistice",
	} {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := literal(re, true); got != want {
			t.Errorf("every match of %s holds %q, want %q", pattern, got, want)
		}
	}
	if q := compile(t, "re:[ab]*needle.?"); q.pattern.holds == nil || string(q.pattern.holds.needle) != "needle" {
		t.Errorf("a pattern is not looked for by its longest word: %+v", q.pattern.holds)
	}
}

// patterns are some that look back, match nothing, or take long.
var patterns = []string{
	"a", "a*", "a*b", "^a", "(?m)^b", "a$", `\bab?\b`, `\B.`, "(a|ab)(c|bcd)?", "b+?", "[^a]", "é|ba", "(?s).", "x*", "(a.*b|a)", "(b{0,9}){0,9}c",
}

// texts yields random texts of a few characters, short ones and one that is long for any pattern.
func texts(yield func(string) bool) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for i := range 60 {
		var b strings.Builder
		for range rnd.IntN(14) {
			b.WriteString([]string{"a", "b", "ab", "c", " ", "\n", "é", "ﬁ", "世"}[rnd.IntN(9)])
		}
		s := b.String()
		if i == 0 {
			s = strings.Repeat("ab cé ", directSteps/32)
		}
		if !yield(s) {
			return
		}
	}
}

// TestPatternFindsAll checks that matches found one by one, read in pieces or not, are those that
// package regexp finds in the whole.
func TestPatternFindsAll(t *testing.T) {
	for _, typed := range patterns {
		q := compile(t, "re:"+typed)
		re := regexp.MustCompile(foldPattern(typed, q.cased))
		for text := range texts {
			if len(text) > 1000 && q.pattern.size > 20 {
				text = text[:1000]
			}
			f := new(folded)
			f.fold(text, q.cased)
			var want []Span
			for _, m := range re.FindAllIndex(f.b, -1) {
				if m[0] == m[1] {
					continue
				}
				if s := f.span(text, m[0], m[1]); len(want) == 0 || s.Start >= want[len(want)-1].End {
					want = append(want, s)
				}
			}
			for _, over := range []func() bool{nil, func() bool { return false }} {
				if got, ok := q.block(q.seek(), text, nil, over); !ok || !slices.Equal(got, want) {
					t.Fatalf("%q in %.40q: %d matches, want %d, cancellable %v", typed, text, len(got), len(want), over != nil)
				}
			}
		}
	}
}

// TestPatternIsGivenUp matches patterns that take long, and one that finds much, with a long text: it
// is asked again and again whether the search goes on, and when it does not, not once more.
func TestPatternIsGivenUp(t *testing.T) {
	text := strings.Repeat("a line of the text ", 500)
	for _, typed := range []string{"re:(.{0,9}){0,9}[qx]z", `re:\b([a-z]+ )+[qx]z`, "w:re:[tl].*z", "re:.", `re:\w+`} {
		q, asked := compile(t, typed), 0
		if _, ok := q.block(q.seek(), text, nil, func() bool { asked++; return false }); !ok || asked < len(text)/askEvery {
			t.Errorf("%s: asked %d times in %d characters, done %v", typed, asked, len(text), ok)
		}
		for _, last := range []int{1, 2, 100} {
			asked = 0
			if _, ok := q.block(q.seek(), text, nil, func() bool { asked++; return asked >= last }); ok || asked != last {
				t.Errorf("%s: given up when asked %d times, and asked %d times, done %v", typed, last, asked, ok)
			}
		}
	}
}

// TestBegins names patterns that narrow another, as it grows or otherwise.
func TestBegins(t *testing.T) {
	for _, tt := range []struct {
		before, typed string
		want          bool
	}{
		{"told", "told [db]", true}, {"tol", "told", true}, {"a[bc]", "a[bc]d*", true}, {"ab", "abc?", true}, {`\bw`, `\bwar`, true},
		{"a+", "a+b", true}, {"(ab|c)", "(ab|c)d", true}, {"a", "ab|ac", true}, {"x*y", "x*yz", true},
		{"ab", "ab*", false}, {"ab", "ab|c", false}, {"x*", "x*y", false}, {"told", "tol", false}, {"a+", "a+?b", false}, {"[^a]", "[^a]B", false},
		{"told", "(?i)told", false}, {"a|b", "a|bc", false}, {"b", "ab", false}, {"a{2}", "a{3}", false}, {"^", "^a", false},
	} {
		p, q := compile(t, "re:"+tt.before), compile(t, "re:"+tt.typed)
		if got := q.within(p); got != tt.want {
			t.Errorf("%s narrows %s: %v", tt.typed, tt.before, got)
		}
		if word := compile(t, "w:re:"+tt.typed); word.within(p) || p.within(word) {
			t.Errorf("%s for whole words narrows %s, or the reverse", tt.typed, tt.before)
		}
		for text := range texts {
			if len(text) < 1000 && tt.want && len(q.Block(text, nil)) > 0 && len(p.Block(text, nil)) == 0 {
				t.Errorf("%s narrows %s, which is not in %q", tt.typed, tt.before, text)
			}
		}
	}
	if text := compile(t, "a"); text.within(compile(t, "re:a")) || compile(t, "re:a").within(text) {
		t.Error("a pattern narrows words, or words a pattern")
	}
}

// TestSlowPartsAreShort checks that the longer a pattern may take, the less text is searched before
// its first match is told.
func TestSlowPartsAreShort(t *testing.T) {
	defer func(n int) { partBytes = n }(partBytes)
	partBytes = 8 << 10
	b := document.NewBuilder()
	for range 20 {
		b.AddBlock(document.Block{Text: strings.Repeat("some words ", 100)})
	}
	o := NewOrder(b.Finish())
	last := 0
	for _, typed := range []string{"words", `re:w[aeiou][a-z]+s\b`, "re:([a-z]{0,20} ){9}[qx]"} {
		r := NewResults(compile(t, typed), o, begin, nil)
		r.Run(t.Context())
		if n := len(r.laps[0].parts); n <= last {
			t.Errorf("%s: %d parts", typed, n)
		} else {
			last = n
		}
	}
}
