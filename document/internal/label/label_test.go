package label

import (
	"slices"
	"strconv"
	"testing"
)

func TestRoman(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want string
	}{
		{1, "i"}, {4, "iv"}, {9, "ix"}, {14, "xiv"}, {40, "xl"}, {90, "xc"}, {444, "cdxliv"}, {900, "cm"}, {1999, "mcmxcix"}, {3888, "mmmdccclxxxviii"},
		{5000, "mmmmm"}, {5001, "5001"}, {0, "0"}, {-3, "-3"},
	} {
		if got := Roman(tt.n); got != tt.want {
			t.Errorf("%d is %q, want %q", tt.n, got, tt.want)
		}
	}
}

// TestRomanApart finds that no two numbers are written alike, and each so that it
// is told to be one.
func TestRomanApart(t *testing.T) {
	seen := make(map[string]int)
	for n := 1; n <= mostRoman; n++ {
		s := Roman(n)
		if m, ok := seen[s]; ok {
			t.Errorf("%d and %d are both %q", m, n, s)
		}
		seen[s] = n
		if !IsRoman(s) || IsLowRoman(s) != (n < 400) {
			t.Errorf("%q (%d): Roman %t, low %t", s, n, IsRoman(s), IsLowRoman(s))
		}
	}
}

func TestIsRoman(t *testing.T) {
	for _, tt := range []struct {
		s          string
		roman, low bool
	}{
		{"", false, false}, {"viiii", true, true}, {"mix", true, false}, {"XII", false, false}, {"xii.", false, false}, {"12", false, false},
	} {
		if IsRoman(tt.s) != tt.roman || IsLowRoman(tt.s) != tt.low {
			t.Errorf("%q: Roman %t, low %t", tt.s, IsRoman(tt.s), IsLowRoman(tt.s))
		}
	}
}

func TestLetters(t *testing.T) {
	var got []string
	for _, n := range []int{0, 1, 26, 27, 52, 53, 702, 703} {
		got = append(got, Letters(n))
	}
	if want := []string{"", "a", "z", "aa", "az", "ba", "zz", "aaa"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestShared finds every short number where it is kept, and nothing else there.
func TestShared(t *testing.T) {
	for n := 1; n < MostShort; n++ {
		s := strconv.Itoa(n)
		if k, ok := Short(s); !ok || k != n {
			t.Errorf("%q is read as %d, %v", s, k, ok)
		}
		if got, ok := Shared(s); !ok || got != s {
			t.Errorf("%q is kept as %q, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "0", "01", "1000", "1a", "xii", "*", "-1", "+1"} {
		if got, ok := Shared(s); ok {
			t.Errorf("%q is kept as %q", s, got)
		}
	}
}
