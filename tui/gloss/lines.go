package gloss

import (
	"bytes"
	"strings"

	"ibid/tui/theme"
)

// tidy returns the lines of s, each of which stands by itself: styles that hold
// at the end of one are begun again on the next, and every line ends without
// any. It says the same in fewer bytes, for Glamour begins and ends a style
// around every word and every space of padding: a style is written only where a
// character shows it, and spaces at the end of a line that show none are
// dropped.
func tidy(s string) []string {
	var lines []string
	var t tidier
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '\n':
			lines = append(lines, t.line())
			i++
		case 0x1b:
			n := escape(s[i:])
			t.style(s[i : i+n])
			i += n
		default:
			t.char(c)
			i++
		}
	}
	return append(lines, t.line())
}

// A tidier writes one line after the other.
type tidier struct {
	want, have []byte // sequences since the last reset: what holds, and what has been written
	seen       bool   // want shows on spaces too
	out        []byte
	spaces     int // waiting, as they show no style
}

// maxHeld bounds the bytes of the sequences that hold at once. A renderer that
// never resets is not followed for ever.
const maxHeld = 512

func (t *tidier) style(seq string) {
	switch {
	case seq == theme.Reset || seq == "\x1b[0m":
		t.want, t.seen = t.want[:0], false
	case len(t.want)+len(seq) <= maxHeld:
		t.want = append(t.want, seq...)
		t.seen = t.seen || showsOnSpace(seq)
	}
}

func (t *tidier) char(c byte) {
	if c == ' ' && !t.seen {
		t.spaces++
		return
	}
	t.flush()
	if !bytes.Equal(t.want, t.have) {
		t.end()
		t.out = append(t.out, t.want...)
		t.have = append(t.have, t.want...)
	}
	t.out = append(t.out, c)
}

// flush writes the spaces that wait, under a style that does not show on them.
func (t *tidier) flush() {
	if t.spaces == 0 {
		return
	}
	if showsOnSpace(string(t.have)) {
		t.end()
	}
	t.out = append(t.out, strings.Repeat(" ", t.spaces)...)
	t.spaces = 0
}

func (t *tidier) end() {
	if len(t.have) > 0 {
		t.out = append(t.out, theme.Reset...)
		t.have = t.have[:0]
	}
}

func (t *tidier) line() string {
	t.spaces = 0
	t.end()
	s := string(t.out)
	t.out = t.out[:0]
	return s
}

// showsOnSpace reports whether SGR sequences hold anything that is seen on a
// space: a background, underline, reverse video or a line through it.
func showsOnSpace(seq string) bool {
	for seq != "" {
		_, rest, ok := strings.Cut(seq, "\x1b[")
		if !ok {
			return false
		}
		var params string
		params, seq, _ = strings.Cut(rest, "m")
		p := strings.FieldsFunc(params, func(r rune) bool { return r == ';' || r == ':' })
		for i := 0; i < len(p); i++ {
			switch {
			case p[i] == "38" || p[i] == "58": // a foreground or underline colour: its numbers follow
				i += 2
				if i-1 < len(p) && p[i-1] == "2" {
					i += 2
				}
			case p[i] == "4" || p[i] == "7" || p[i] == "9" || p[i] == "21" || p[i] == "48" || p[i] == "53":
				return true
			case len(p[i]) == 2 && p[i][0] == '4' && p[i] != "49", len(p[i]) == 3 && p[i][:2] == "10":
				return true
			}
		}
	}
	return false
}
