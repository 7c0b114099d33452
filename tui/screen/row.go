package screen

import (
	"bytes"
	"hash/maphash"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"ibid/tui/layout"
)

// A row is what a row of the terminal shows.
type row struct {
	text  string
	sum   uint64 // of text
	known bool   // or the terminal may show anything
	risky bool
}

var seed = maphash.MakeSeed()

func newRow(text string) row { return row{text, maphash.String(seed, text), true, risky(text)} }

// same reports whether two rows are known to show the same.
func (r *row) same(o *row) bool {
	return r.known && o.known && r.sum == o.sum && r.text == o.text
}

// risky reports whether a terminal may take another number of cells for a row than
// it was laid out for: it holds wide or combining characters, on which terminals differ.
func risky(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !layout.Narrow(r) {
			return true
		}
		i += n
	}
	return false
}

// A token is what a row consists of.
type token int

const (
	printed token = iota // a character, of one cell in a row that is not risky
	style                // an SGR sequence
	control              // what is not let through to the terminal
)

// first returns the token that s begins with, and its length in bytes.
func first(s string) (token, int) {
	if s[0]-' ' < 0x7f-' ' {
		return printed, 1
	}
	if s[0] < utf8.RuneSelf {
		if n := sgr(s); n > 0 {
			return style, n
		}
		return control, 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if r < 0xA0 || r == utf8.RuneError && n == 1 {
		return control, n
	}
	return printed, n
}

// sgr returns the length of the SGR sequence that s begins with, or 0.
func sgr(s string) int {
	if len(s) < 3 || s[0] != ansi.ESC || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case (c < '0' || c > '9') && c != ';' && c != ':':
			return 0
		}
	}
	return 0
}

// A walk goes along a row that is not risky. It begins in the plain style.
type walk struct {
	row    string
	at, x  int // bytes and cells that lie behind
	styled bool
}

func (w *walk) step() {
	t, n := first(w.row[w.at:])
	switch t {
	case printed:
		w.x++
	case style:
		w.styled = w.row[w.at:w.at+n] != ansi.ResetStyle
	}
	w.at += n
}

// A part is the part of a row, in bytes, that is to be painted from cell x on.
type part struct {
	from, to int
	x        int
	last     bool // it holds all that is to be seen to the right of x
}

// change returns the part of a row that has to be painted where another is shown: without
// the characters at either end that both have in the same cells and, as it is cut
// where the style is plain in both, in the same style. Neither row is risky.
func change(shown, row string) part {
	same := 0
	for same < min(len(shown), len(row)) && shown[same] == row[same] {
		same++
	}
	w := walk{row: row}
	p := part{to: len(row), last: true}
	for w.at < same {
		if w.step(); w.at <= same && !w.styled {
			p.from, p.x = w.at, w.x
		}
	}
	same = 0
	for same < min(len(shown), len(row))-p.from && shown[len(shown)-1-same] == row[len(row)-1-same] {
		same++
	}
	for w.at < len(row) && (w.at < len(row)-same || w.styled) {
		w.step()
	}
	end := len(shown) - (len(row) - w.at)
	was := walk{row: shown}
	for was.at < end {
		was.step()
	}
	if w.at >= p.from && was.at == end && was.x == w.x && !was.styled && w.at < len(row) {
		p.to, p.last = w.at, false
	}
	return p
}

// A writer appends rows to what is to be sent. It lets through what is printed, and
// styles in the colours that the terminal has. Any other control character is
// dropped, the introducer of a sequence among them, so that nothing in a
// frame can move the cursor out of its row or be obeyed by the terminal.
type writer struct {
	buf     []byte
	profile colorprofile.Profile
	styles  map[string]string // SGR sequences in the terminal's colours
}

// row appends a row or a part of one that begins in the plain style, cut after so many
// characters, and returns how many it has. The style is plain afterwards.
func (w *writer) row(s string, most int) int {
	x, styled := 0, false
	for i := 0; i < len(s) && x < most; {
		t, n := first(s[i:])
		switch t {
		case printed:
			w.buf = append(w.buf, s[i:i+n]...)
			x++
		case style:
			w.style(s[i : i+n])
			styled = s[i:i+n] != ansi.ResetStyle
		}
		i += n
	}
	if styled {
		w.buf = append(w.buf, ansi.ResetStyle...)
	}
	return x
}

// style appends an SGR sequence in the colours of the terminal. A theme has a few
// dozen of them.
func (w *writer) style(s string) {
	if w.profile == colorprofile.TrueColor {
		w.buf = append(w.buf, s...)
		return
	}
	t, ok := w.styles[s]
	if !ok {
		var b bytes.Buffer
		p := colorprofile.Writer{Forward: &b, Profile: w.profile}
		p.WriteString(s)
		t = b.String()
		if w.styles == nil {
			w.styles = make(map[string]string)
		}
		w.styles[s] = t
	}
	w.buf = append(w.buf, t...)
}
