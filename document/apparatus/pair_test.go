package apparatus

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// labels returns the labels of a list; "1-30" are those from 1 to 30.
func labels(s string) []string {
	var out []string
	for _, f := range strings.Fields(s) {
		sign := f[:len(f)-len(strings.TrimLeft(f, "~^"))]
		from, to, ok := strings.Cut(f[len(sign):], "-")
		low, err := strconv.Atoi(from)
		high, err2 := strconv.Atoi(to)
		if !ok || err != nil || err2 != nil {
			out = append(out, f)
			continue
		}
		for n := low; n <= high; n++ {
			out = append(out, sign+strconv.Itoa(n))
		}
	}
	return out
}

// signs makes signs of labels, each with the weight of a figure glued to a
// word: "3" is read so, "?3" weakly, "1+2" as two that touch; "[3]" has a form of its own, and
// "=3" may call a note again.
func signs(s string) []Sign {
	var out []Sign
	for i, f := range labels(s) {
		c := Call{Label: f, Weight: 4.5}
		if rest, ok := strings.CutPrefix(f, "?"); ok {
			c = Call{Label: rest, Weight: -3.5}
		}
		if rest, ok := strings.CutPrefix(f, "="); ok {
			c.Label, c.Again = rest, true
		}
		if rest, ok := strings.CutPrefix(f, "!"); ok {
			c.Label, c.Alone = rest, true
		}
		if rest, ok := strings.CutPrefix(f, "["); ok {
			c.Label, c.Form = strings.TrimSuffix(rest, "]"), true
		}
		readings := []Call{c}
		if a, b, ok := strings.Cut(f, "+"); ok {
			readings = []Call{{Label: a + b, Weight: 4.5}, {Label: a, Then: b, Weight: 4.5}}
		}
		out = append(out, Sign{Readings: readings, At: int64(i)})
	}
	return out
}

// entries makes notes of labels; "~1" is numbered anew, "^1" stands before all signs.
func entries(s string) []Entry {
	var out []Entry
	for _, f := range labels(s) {
		label, loose := strings.CutPrefix(f, "~")
		e := Entry{Label: label, At: 1 << 40, Loose: loose}
		if rest, ok := strings.CutPrefix(label, "^"); ok {
			e.Label, e.At = rest, -1
		}
		out = append(out, e)
	}
	return out
}

// TestPair gives the notes that signs call, counted from 1: "-" is a sign that
// calls nothing, "!" a call without a note.
func TestPair(t *testing.T) {
	for _, tt := range []struct{ name, signs, notes, want string }{
		{"in order", "1 2 3", "~1 ~2 ~3", "1 2 3"},
		{"renumbered from 50", "50 51", "~1 ~2", "1 2"},
		{"renumbered from 0", "0 1 2", "~1 ~2 ~3", "1 2 3"},
		{"a lost reference", "0 2 3 4", "~1 ~2 ~3 ~4 ~5", "1 3 4 5"},
		{"printed labels", "0 1 *", "0 1 *", "1 2 3"},
		{"a number that fits nothing", "1 57 2", "~1 ~2", "1 - 2"},
		{"weak signs for the note between", "1 ?2 ?7 3", "~1 ~2 ~3", "1 2 - 3"},
		{"a weak sign is not taken for a note that is called", "1 ?2 2 3", "~1 ~2 ~3", "1 - 2 3"},
		{"two touching", "1+2 3", "~1 ~2 ~3", "1,2 3"},
		{"twelve, not one and two", "10 11 1+2", "10 11 12", "1 2 3"},
		{"a label used twice", "1 2 2 3", "~1 ~2 ~3 ~4", "1 2 3 4"},
		{"labels that changed places, as printed", "1 2 4 3 5", "1 2 3 4 5", "1 2 4 3 5"},
		{"labels that changed places", "1 2 4 3 5", "~1 ~2 ~3 ~4 ~5", "1 2 3 4 5"},
		{"a misprint", "1 2 3 2 4", "~1 ~2 ~3 ~4 ~5", "1 2 3 4 5"},
		{"restarts", "1 2 1 2 3", "1 2 1 2 3", "1 2 3 4 5"},
		{"the last is lost", "1 2", "~1 ~2 ~3", "1 2"},
		{"no list: a series stands", "1 2 3 4", "", "! ! ! !"},
		{"no list: one figure does not", "3", "", "-"},
		{"no signs", "", "1 2", ""},
		{"a note before its sign is not taken where one comes after", "1", "^1 1", "2"},
		{"a note before its sign where there is no other", "1", "^1 2", "1"},
		{"labels that changed places in a long series", "1-30 32 31 33 34", "~1-34", "1-30 31 32 33 34"},
		{"a label left out in a long series", "1-30 32 33 34", "~1-34", "1-30 32 33 34"},
		{"a number in a long series", "1-30 57 31 32", "~1-32", "1-30 - 31 32"},
		{"a number where a label is lost", "1-30 13 32 33", "~1-33", "1-30 - 32 33"},
		{"a misprint after which the series goes on", "1-30 3 31 32", "~1-33", "1-30 31 32 33"},
		{"a number before a series that goes on", "1-30 3 31 32", "~1-32", "1-30 - 31 32"},
		{"a weak sign first", "?1 2 3", "~1 ~2 ~3", "1 2 3"},
		{"a weak sign of another number first", "?9 2 3", "~1 ~2 ~3", "- 2 3"},
		{"a weak sign in order alone", "1 2 ?9 4", "~1 ~2 ~3 ~4", "1 2 - 4"},
		{"the same note again", "1 2 =1 3", "1 2 3", "1 2 1 3"},
		{"the same label again", "1 2 1 3", "1 2 3", "1 2 - 3"},
		{"the same label again, numbered anew", "1 2 =1 3", "~1 ~2 ~3", "1 2 1 3"},
		{"a label passed by", "1 3 2 4", "1 2 3 4", "1 3 2 4"},
		{"two touching in a long series", "1-30 31+32 33", "~1-33", "1-30 31,32 33"},
		{"two touching, of which the list has one", "1 2+3", "1 2", "1 2"},
		{"in brackets without a note", "1 2 [3] 4", "1 2", "1 2 ! -"},
		{"a call that needs no note beside a list", "1 !9 2", "1 2", "1 ! 2"},
		{"a label called long ago", "1-40 3 41", "1-41", "1-40 - 41"},
		{"a label passed by long ago", "1-9 11-50 10 51", "1-51", "1-9 11-50 - 51"},
		{"signs numbered anew", "* † ‡", "~1 ~2 ~3", "1 2 3"},
		{"many notes that nothing calls", "1 9", "1-9", "1 9"},
		{"an unlabelled list", "1 2 3", "~ ~ ~", "1 2 3"},
		{"an unlabelled list and a lost first", "2 3", "~ ~ ~", "1 2"},
		{"letters", "a b c", "~1 ~2 ~3", "1 2 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, m := range new(Pairer).Pair(signs(tt.signs), entries(tt.notes)) {
				switch {
				case m.Reading < 0:
					got = append(got, "-")
				case m.Note < 0:
					got = append(got, "!")
				case m.Then >= 0:
					got = append(got, fmt.Sprintf("%d,%d", m.Note+1, m.Then+1))
				default:
					got = append(got, strconv.Itoa(m.Note+1))
				}
			}
			if s := strings.Join(got, " "); s != strings.Join(labels(tt.want), " ") {
				t.Errorf("signs %q, notes %q\n got %q\nwant %q", tt.signs, tt.notes, s, tt.want)
			}
		})
	}
}

// long makes n signs and notes, with weak signs between.
func long(n int) ([]Sign, []Entry) {
	var s []Sign
	var e []Entry
	for i := 1; i <= n; i++ {
		label := strconv.Itoa(i)
		s = append(s, Sign{Readings: []Call{{Label: label[len(label)-1:], Weight: -3.5}}, At: int64(2 * i)})
		s = append(s, Sign{Readings: []Call{{Label: label, Weight: 4.5}}, At: int64(2*i + 1)})
		e = append(e, Entry{Label: label, At: 1 << 40, Loose: true})
	}
	return s, e
}

// TestPairLong pairs more signs than partial pairings are kept for.
func TestPairLong(t *testing.T) {
	s, e := long(30_000)
	for i, m := range new(Pairer).Pair(s, e) {
		if i%2 == 1 && m.Note != i/2 {
			t.Fatalf("sign %d calls note %d", i, m.Note)
		}
	}
}

func BenchmarkPair(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		s, e := long(n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				new(Pairer).Pair(s, e)
			}
		})
	}
}
