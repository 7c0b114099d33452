package search

import (
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
