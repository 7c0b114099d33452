package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSafe(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		count          int
	}{
		{"clean", "Saigon¹ – “x”\n\té", "Saigon¹ – “x”\n\té", 0},
		{"escape", "a\x1b[31mb", "a␛[31mb", 1},
		{"delete", "a\x7f", "a␡", 1},
		{"carriage return", "a\rb", "a␍b", 1},
		{"c1", "a\u009b31m", "a\ufffd31m", 1},
		{"invalid byte", "a\xffb\x9b", "a\ufffdb\ufffd", 2},
		{"real replacement character", "a\ufffdb", "a\ufffdb", 0},
		{"bidi override", "a\u202eb\u2066c", "abc", 2},
		{"arabic letter mark", "a\u061cb", "ab", 1},
		{"joiners stay", "می\u200cخواهم 👩\u200d🔬", "می\u200cخواهم 👩\u200d🔬", 0},
		{"soft hyphen", "co\u00adoperate", "cooperate", 0},
		{"line separator", "a\u2028b", "a\nb", 0},
		{"tags", "a\U000e0041b", "ab", 1},
		{"byte order mark", "\ufeffa", "a", 0},
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
