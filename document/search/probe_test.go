package search

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ibid/document"
)

// TestProbeNext looks for a byte in texts of a few characters: what is passed over is neither that nor
// any but ASCII and the punctuation of print, and what is stopped at is one of them.
func TestProbeNext(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	parts := []string{"a", "A", "b", " ", "\u2019", "\u2014", "é", "\u20ac", "\xe2", "bbbbbbbbbbbbbbb"}
	for _, tt := range []struct {
		needle string
		cased  bool
	}{{"a", false}, {"a", true}, {"A", true}, {" ", false}, {"b", false}} {
		p := probeOf([]byte(tt.needle), tt.cased)
		for range 4000 {
			s := ""
			for n := rnd.IntN(30); len(s) < 3*n; {
				s += parts[rnd.IntN(len(parts))]
			}
			from := rnd.IntN(len(s) + 1)
			end := p.next(s, from)
			is := func(i int) bool { return s[i]|byte(p.fold) == p.c }
			for i := from; i < end; i++ {
				switch {
				case is(i):
					t.Fatalf("%q, cased %v: %d of %q is passed over from %d to %d", tt.needle, tt.cased, i, s, from, end)
				case s[i] < 0x80:
				case p.beside && i+3 <= end && s[i:i+2] == "\xe2\x80":
					i += 2
				default:
					t.Fatalf("%q, cased %v: %d of %q is passed over from %d to %d", tt.needle, tt.cased, i, s, from, end)
				}
			}
			if end > len(s) || end < len(s) && s[end] < 0x80 && !is(end) {
				t.Fatalf("%q, cased %v: stopped at %d of %q, from %d", tt.needle, tt.cased, end, s, from)
			}
		}
	}
}

// TestAccents tells the marks that are not compared at the borders of their blocks, and the characters
// that do not show.
func TestAccents(t *testing.T) {
	for _, r := range []rune{0x300, 0x36F, 0x483, 0x487, 0x591, 0x5BD, 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7, 0x610, 0x61A, 0x640, 0x64B, 0x65F, 0x670,
		0x1AB0, 0x1AFF, 0x1DC0, 0x1DFF, 0x20D0, 0x20FF, 0xFE20, 0xFE2F} {
		if !isAccent(r) {
			t.Errorf("%U is compared", r)
		}
	}
	for _, r := range []rune{'a', 0x2FF, 0x370, 0x482, 0x488, 0x590, 0x5BE, 0x5C0, 0x5C3, 0x5C6, 0x5D0, 0x60F, 0x61B, 0x641, 0x64A, 0x660, 0x671, 0x93E, 0x1AAF,
		0x1B00, 0x1DBF, 0x1E00, 0x20CF, 0x2100, 0xFE1F, 0xFE30} {
		if isAccent(r) {
			t.Errorf("%U is not compared", r)
		}
	}
	for r, want := range map[rune]string{0xAD: "", 0x200B: "", 0x200F: "", 0x2060: "", 0x2064: "", 0xFEFF: "", 0xFE00: "", 0xFE0F: "", 0x2003: " ", 0xFF01: "!", 0xFF5E: "~", 'ﬃ': "ffi"} {
		if s, ok := special(r); !ok || s != want {
			t.Errorf("%U is read as %q, want %q", r, s, want)
		}
	}
	for _, r := range []rune{0xAC, 0xAE, 0x2065, 0xFF00, 0xFF5F, 0xFDFF, 0xFE10, 'é'} {
		if s, ok := special(r); ok {
			t.Errorf("%U is read as %q", r, s)
		}
	}
}

// TestSeekIn tells by which letter a word is looked for in texts of several repertoires.
func TestSeekIn(t *testing.T) {
	for _, tt := range []struct {
		typed, text string
		letter      string // "" for a probe that is not alone
	}{
		{"kiwi", "“kiwi” – café", "k"},
		{"kiwi", "kiwi at 300 \u212a", "w"}, // the sign of the kelvin is folded to k
		{"Kiwi", "Kiwi at 300 \u212a", "w"},
		{"kiwi", "ｋｉｗｉ", ""},
		{"ease", "ease", ""}, // of common letters
		{"kiwi", "\U0001d40a", ""},
		{"re:[a-z]+iwi", "kiwi", "w"},
		{"re:[a-z]+", "kiwi", ""},
		{"世界", "世界", ""},
	} {
		var r repertoire
		r.add(tt.text)
		q := compile(t, tt.typed)
		a, letter := q.seekIn(&r), ""
		if a.alone {
			letter = string(rune(a.c))
		}
		if letter != tt.letter {
			t.Errorf("%q in %q is looked for by %q, want %q", tt.typed, tt.text, letter, tt.letter)
		}
	}
}

// TestSurvey searches a document after a survey, and after one that was given up.
func TestSurvey(t *testing.T) {
	d := volume()
	for _, done := range []bool{true, false} {
		o := NewOrder(d)
		ctx, cancel := context.WithCancel(t.Context())
		if !done {
			partly := document.NewBuilder()
			partly.AddBlock(document.Block{Text: strings.Repeat("x", 2*patience)})
			partly.AddBlock(document.Block{Text: "é"})
			o = NewOrder(partly.Finish())
			cancel()
		}
		o.Survey(ctx)
		cancel()
		if (o.repertoire.Load() != nil) != done {
			t.Errorf("the survey is done: %v, want %v", !done, done)
		}
		if done {
			if got := places(all(t, compile(t, "x"), o, begin, nil).Hits(100)); !slices.Equal(got, volumeHits) {
				t.Errorf("hits %v, want %v", got, volumeHits)
			}
		}
	}
}
