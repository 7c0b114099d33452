package gloss

import (
	"strings"
	"unicode/utf8"
)

// filter returns s with nothing in it but text, newlines and SGR sequences. Of
// every other escape sequence the introducer is dropped together with what
// belongs to it, as far as that can be told; control characters and invalid
// bytes are dropped. The text was safe before it was drawn: this stands behind
// a renderer that adds sequences of its own, hyperlinks among them.
func filter(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == 0x1b:
			n := escape(s[i:])
			if isSGR(s[i : i+n]) {
				b.WriteString(s[i : i+n])
			}
			i += n
		case c == '\n' || c >= ' ' && c < 0x7f:
			b.WriteByte(c)
			i++
		case c < utf8.RuneSelf:
			i++
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if shown(r, n) {
				b.WriteString(s[i : i+n])
			}
			i += n
		}
	}
	return b.String()
}

// shown reports whether a character beyond ASCII may reach the terminal: not
// invalid bytes, C1 controls, line separators and bidi controls.
func shown(r rune, n int) bool {
	switch {
	case r == utf8.RuneError:
		return n > 1
	case r < 0xA0:
		return false
	case r == 0x061C || r == 0x200E || r == 0x200F:
		return false
	}
	return !(r >= 0x2028 && r <= 0x202E || r >= 0x2066 && r <= 0x2069)
}

// escape returns the length of the escape sequence that s begins with: CSI up
// to its final byte, a string (OSC, DCS, SOS, PM, APC) up to BEL or ST on the
// same line, else two bytes. A sequence that is cut short is its introducer
// only, so that no text is lost.
func escape(s string) int {
	if len(s) < 2 {
		return len(s)
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s); i++ {
			if c := s[i]; c >= 0x40 && c <= 0x7e {
				return i + 1
			} else if c < 0x20 || c > 0x3f {
				break
			}
		}
		return 2
	case ']', 'P', 'X', '^', '_':
		for i := 2; i < len(s) && s[i] != '\n'; i++ {
			switch {
			case s[i] == 0x07:
				return i + 1
			case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
				return i + 2
			}
		}
		return 2
	}
	if s[1] < ' ' || s[1] >= 0x7f {
		return 1
	}
	return 2
}

// isSGR reports whether seq is a Select Graphic Rendition: digits and
// separators only, so that private sequences that end in m are not taken for
// one.
func isSGR(seq string) bool {
	if len(seq) < 3 || seq[:2] != "\x1b[" || seq[len(seq)-1] != 'm' {
		return false
	}
	for _, c := range []byte(seq[2 : len(seq)-1]) {
		if (c < '0' || c > '9') && c != ';' && c != ':' {
			return false
		}
	}
	return true
}
