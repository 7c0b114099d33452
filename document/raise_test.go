package document

import "testing"

func TestShifted(t *testing.T) {
	for _, tt := range []struct {
		style        Style
		before, text string
		want         string // "" where it stays as it is
	}{
		{Superscript, "10", "-7", "⁻⁷"},
		{Superscript, "10", "−7", "⁻⁷"},
		{Superscript | Italic, "x", "n+1", "ⁿ⁺¹"},
		{Subscript, "H", "2", "₂"},
		{Subscript, "A", "ij", "ᵢⱼ"},
		{Superscript, "19", "th", ""},
		{Superscript, "XIX", "e", "ᵉ"},
		{Superscript, "A", "word", "ʷᵒʳᵈ"},
		{Superscript, "A", "words", ""},
		{Superscript, "x", "2 3", ""},
		{Subscript, "x", "Q", ""},
		{Superscript, "x", "", ""},
		{Superscript, "x", "123456789012345678901234567890123", ""},
		{Italic, "x", "2", ""},
	} {
		got, ok := tt.style.Shifted(tt.before, tt.text)
		if ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%q after %q: %q, %v, want %q", tt.text, tt.before, got, ok, tt.want)
		}
	}
}
