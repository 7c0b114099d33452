package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Method is how the renderer measures cells: by the sum of code points until
// the terminal has said that it knows grapheme clusters (mode 2027), from then
// on by cluster. Layout must use the same, or borders will not stand straight.
type Method uint8

// The methods.
const (
	WcWidth Method = iota
	GraphemeWidth
)

// wide says that characters of ambiguous width take two cells, which the user
// asks of the renderer with RUNEWIDTH_EASTASIAN: then nothing beyond ASCII is
// known to be narrow without looking.
var wide = ansi.StringWidth("“") == 2

var options = displaywidth.Options{EastAsianWidth: wide}

// Width returns the number of cells that s takes. s holds no escape sequences.
func (m Method) Width(s string) int {
	w := 0
	for len(s) > 0 {
		n := plainRun(s)
		w += n
		if s = s[n:]; len(s) == 0 {
			break
		}
		n, cells := m.Cluster(s)
		w += cells
		s = s[n:]
	}
	return w
}

// plainRun returns the length of the run of printable ASCII that s begins with,
// without a last character that might carry a combining mark.
func plainRun(s string) int {
	i := 0
	for i < len(s) && s[i] >= ' ' && s[i] < 0x7f {
		i++
	}
	if i > 0 && i < len(s) && s[i] >= utf8.RuneSelf {
		i--
	}
	return i
}

// Cluster returns the length in bytes of the grapheme cluster that s begins
// with, and its width in cells.
func (m Method) Cluster(s string) (n, width int) {
	r, n := rune(s[0]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(s)
	}
	if r < ' ' || r == 0x7f {
		return 1, 0 // nothing combines with a control character
	}
	if cells := known(r); cells > 0 && (n == len(s) || s[n] < utf8.RuneSelf || knownNext(s[n:])) {
		return n, cells
	}
	it := graphemes.FromString(s)
	it.Next()
	c := it.Value()
	if m == GraphemeWidth {
		return len(c), options.String(c)
	}
	return len(c), ansi.StringWidthWc(c)
}

// known returns the cells that r takes, where that is known without looking, else 0.
func known(r rune) int {
	switch {
	case narrow(r):
		return 1
	case full(r):
		return 2
	}
	return 0
}

func knownNext(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return known(r) > 0
}

// full is narrow for two cells: ideographs, kana and their punctuation.
func full(r rune) bool {
	return r >= 0x3001 && r < 0xA000 &&
		(r >= 0x4E00 || r <= 0x3003 || r >= 0x3008 && r <= 0x3011 || r >= 0x3041 && r <= 0x3096 || r >= 0x309B && r <= 0x30FF || r >= 0x3400 && r < 0x4DC0)
}

// narrow reports whether r takes one cell by either method and neither combines
// with what stands before it nor, unless a combining character follows, with
// what comes after: ASCII, Latin, Greek and Cyrillic, the usual punctuation and
// signs, arrows, and what borders are drawn with. The renderer's own measure by
// code points builds a table of two megabytes when it is first asked for a
// character beyond Latin, which the first screen would wait for.
func narrow(r rune) bool {
	switch {
	case r < 0x7f:
		return r >= ' '
	case wide:
		return false
	case r < 0x2010:
		return r >= 0xA0 && r < 0x300 && r != 0xAD || r >= 0x370 && r < 0x483 || r >= 0x48A && r < 0x530
	}
	return r <= 0x2027 || r >= 0x2030 && r <= 0x205E || r >= 0x2070 && r < 0x20D0 ||
		r >= 0x2100 && r < 0x2200 || r >= 0x2500 && r < 0x25A0
}

// drawable reports whether the cluster c of the given width can be drawn as it
// is. Text of the model is safe already; this holds whatever comes. A cluster
// without width stands alone only where nothing precedes it that it could
// combine with.
func drawable(c string, width int) bool {
	if width == 0 {
		return false
	}
	for _, r := range c {
		if r == utf8.RuneError || unicode.IsControl(r) || r == 0x2028 || r == 0x2029 {
			return strings.HasPrefix(c, "\uFFFD") && len(c) == 3
		}
	}
	return true
}

// substitute returns what is drawn, in one cell, for a cluster that cannot be
// drawn as it is.
func (m Method) substitute(c string, ascii bool) string {
	if ascii || wide {
		return "?"
	}
	if r, n := utf8.DecodeRuneInString(c); n == len(c) && unicode.Is(unicode.M, r) {
		if s := "\u25CC" + c; m.Width(s) == 1 {
			return s
		}
	}
	return "\uFFFD"
}

// drawn returns s as it can be drawn in one row of at most width cells, with
// what cannot be drawn replaced, and its width.
func (m Method) drawn(s string, width int, ascii bool) (string, int) {
	if n := plainRun(s); n == len(s) && n <= width {
		return s, n
	}
	var b strings.Builder
	w := 0
	for len(s) > 0 {
		n, cells := m.Cluster(s)
		c := s[:n]
		if !drawable(c, cells) {
			c, cells = m.substitute(c, ascii), 1
		}
		if w+cells > width {
			break
		}
		b.WriteString(c)
		w += cells
		s = s[n:]
	}
	return b.String(), w
}

// Narrow reports whether every terminal takes one cell for r, whatever stands beside it.
func Narrow(r rune) bool { return narrow(r) }
