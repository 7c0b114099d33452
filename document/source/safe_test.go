package source

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestSafe(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		count          int
	}{
		{"clean", "Saigon¹ – “x”\n\té", "Saigon¹ – “x”\n\té", 0},
		{"clean, long, not ASCII", strings.Repeat("Ждать¹ 日本 ", 40), strings.Repeat("Ждать¹ 日本 ", 40), 0},
		{"escape", "a\x1b[31mb", "a␛[31mb", 1},
		{"delete", "a\x7f", "a␡", 1},
		{"carriage return", "a\rb", "a␍b", 1},
		{"c1", "a\u009b31m", "a\ufffd31m", 1},
		{"invalid byte", "a\xffb\x9b", "a\ufffdb\ufffd", 2},
		{"real replacement character", "a\ufffdb", "a\ufffdb", 0},
		{"bidi override", "a\u202eb\u2066c", "abc", 2},
		{"arabic letter mark", "a\u061cb", "ab", 1},
		{"zero-width space", "a\u200bb", "ab", 1},
		{"joiners stay", "می\u200cخواهم 👩\u200d🔬", "می\u200cخواهم 👩\u200d🔬", 0},
		{"soft hyphen", "co\u00adoperate", "cooperate", 0},
		{"line separator", "a\u2028b", "a\nb", 0},
		{"tags", "a\U000e0041b", "ab", 1},
		{"byte order mark", "\ufeffa", "a", 0},
		{"stack of marks with a space of no width in it", "a" + strings.Repeat("\u0301", 20) + "\u200b" + strings.Repeat("\u0301", 20), "a" + strings.Repeat("\u0301", 32), 9},
		{"stacks of marks", strings.Repeat("a"+strings.Repeat("\u0301", 40), 2), strings.Repeat("a"+strings.Repeat("\u0301", 32), 2), 16},
		{"stack of marks", "a" + strings.Repeat("\u0301", 40), "a" + strings.Repeat("\u0301", 32), 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, n := SafeCount(tt.in)
			if got != tt.want || n != tt.count {
				t.Errorf("SafeCount(%q) = %q, %d; want %q, %d", tt.in, got, n, tt.want, tt.count)
			}
		})
	}
}

// written are the characters of format (Unicode's category Cf) that scripts are written
// with: joiners, signs of numbers and verses, controls of hieroglyphs and shorthand.
var written = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0600, Hi: 0x0605, Stride: 1}, {Lo: 0x06DD, Hi: 0x06DD, Stride: 1}, {Lo: 0x070F, Hi: 0x070F, Stride: 1},
		{Lo: 0x0890, Hi: 0x0891, Stride: 1}, {Lo: 0x08E2, Hi: 0x08E2, Stride: 1}, {Lo: 0x200C, Hi: 0x200D, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x110BD, Hi: 0x110BD, Stride: 1}, {Lo: 0x110CD, Hi: 0x110CD, Stride: 1},
		{Lo: 0x13430, Hi: 0x1343F, Stride: 1}, {Lo: 0x1BCA0, Hi: 0x1BCA3, Stride: 1},
	},
}

// TestSafeCharacters asks of every character whether it stays, by what Unicode says of it:
// controls and what turns the direction of text do not, nor do characters of format, and
// the places kept for more of them, but those that scripts are written with.
func TestSafeCharacters(t *testing.T) {
	stays := func(r rune) bool {
		switch {
		case r == '\n' || r == '\t':
			return true
		case r == 0x2065 || r >= 0xE0000 && r <= 0xE007F:
			return false
		}
		return !unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp) && (!unicode.Is(unicode.Cf, r) || unicode.Is(written, r))
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.Is(unicode.Cs, r) || r == utf8.RuneError { // which stays, and is looked at
			continue
		}
		for _, s := range []string{string(r), "eight bytes " + string(r)} {
			if n := SafeLen(s); (n == len(s)) != stays(r) {
				t.Errorf("%U is safe: %v in %q", r, n == len(s), s)
			}
			if got := Safe(s); (got == s) != stays(r) || strings.ContainsRune(got, r) != stays(r) {
				t.Errorf("%U becomes %q", r, got)
			}
		}
	}
}

// TestSafeCopiesNothing reads text that is clean, in several scripts, without a copy.
func TestSafeCopiesNothing(t *testing.T) {
	for _, s := range []string{"I told Dobrynin that", "à l’Élysée, Ždanov, Łódź", "Ждать Ӂ ԀЀ", "日本語 — “…”", "𝔄 👩🔬"} {
		if n := testing.AllocsPerRun(10, func() { Safe(s) }); n > 0 || SafeLen(s) != len(s) {
			t.Errorf("%q: %.0f allocations, clean to byte %d of %d", s, n, SafeLen(s), len(s))
		}
	}
}

func FuzzSafe(f *testing.F) {
	f.Add("Saigon1 – \x1b]52;c;AAAA\x07")
	f.Add("\u009b\u202e\xff\U000e0020")
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := SafeCount(s)
		if !utf8.ValidString(got) {
			t.Fatalf("invalid UTF-8 out of %q", s)
		}
		for _, r := range got {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e {
				t.Fatalf("%U out of %q", r, s)
			}
		}
		if again, n := SafeCount(got); again != got || n != 0 {
			t.Fatalf("not idempotent: %q, %q", got, again)
		}
	})
}

func BenchmarkSafe(b *testing.B) {
	s := strings.Repeat("I told Dobrynin that “Brezhnev” should be assured that the President’s ", 1000)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Safe(s)
	}
}
