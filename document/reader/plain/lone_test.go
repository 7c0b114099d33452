package plain

import (
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestLoneNumbers tells the numbers of sections from the letters of an index.
func TestLoneNumbers(t *testing.T) {
	const prose = "The words of this section are wrapped so that each of its lines is as long as\n" +
		"the margin lets it be, which is how books and opinions are set as plain text,\n" +
		"and they end here.\n\n"
	read := func(lines ...string) (heads []string) {
		var text strings.Builder
		for range 8 {
			text.WriteString(prose)
		}
		for _, l := range lines {
			text.WriteString(l + "\n\n" + prose)
		}
		d, err := readInput(source.FromBytes("a.txt", []byte(text.String()), source.DefaultLimits()))
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range d.Blocks {
			if b.Kind == document.Heading {
				heads = append(heads, b.Text)
			}
		}
		return heads
	}
	for _, tt := range []struct{ lines, want []string }{
		{[]string{"I", "II", "III", "IV", "V", "VI"}, []string{"I", "II", "III", "IV", "V", "VI"}},
		{[]string{"I.", "II."}, []string{"I.", "II."}},
		{[]string{"A", "B", "C", "D", "G", "H", "I", "L", "M", "V", "X"}, nil},
	} {
		if got := read(tt.lines...); !slices.Equal(got, tt.want) {
			t.Errorf("%q: the headings are %q, want %q", tt.lines, got, tt.want)
		}
	}
}
