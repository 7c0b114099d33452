package search

import (
	"regexp/syntax"
	"slices"
	"testing"
	"unicode/utf8"
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
		q.holds = nil
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
	if q := compile(t, "re:[ab]*needle.?"); q.holds == nil || string(q.holds.needle) != "needle" {
		t.Errorf("a pattern is not looked for by its longest word: %+v", q.holds)
	}
}
