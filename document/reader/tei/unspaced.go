package tei

import (
	"strings"
	"unicode/utf8"

	"ibid/document/internal/language"
)

// Chinese and Japanese have no spaces between words, and a line of the markup that ends within a
// sentence is no space of theirs (CSS Text 3, 4.1.3, which browsers follow). What encoders mean by a
// space of its own within a line is left alone.

// sampleBytes is how much of a text tells its script, and sampleRunes how many characters of such a script it has then.
const (
	sampleBytes = 32 << 10
	sampleRunes = 200
)

// unspacedText reports whether a text is in a script without spaces.
func unspacedText(src string) bool {
	if n := strings.Index(src, "<text"); n >= 0 {
		src = src[n:]
	}
	n := 0
	for _, c := range src[:min(len(src), sampleBytes)] {
		if language.Unspaced(c) {
			n++
		}
	}
	return n >= sampleRunes
}

// closeUp takes out of a text the white space with a line's end in it that stands between two
// characters of a script without spaces, which may be in other elements.
func (r *reader) closeUp(t string) string {
	const white = " \t\r\n"
	var b strings.Builder
	last, _ := utf8.DecodeLastRuneInString(r.w.BlockTail(utf8.UTFMax))
	for t != "" {
		n := strings.IndexAny(t, white)
		if n < 0 {
			break
		}
		if n > 0 {
			last, _ = utf8.DecodeLastRuneInString(t[:n])
		}
		rest := strings.TrimLeft(t[n:], white)
		space := t[n : len(t)-len(rest)]
		next := rest
		if next == "" {
			next = pastTags(r.src[min(r.s.EndOffset(), len(r.src)):])
		}
		c, _ := utf8.DecodeRuneInString(next)
		b.WriteString(t[:n])
		if strings.IndexByte(space, '\n') < 0 || !language.Unspaced(last) || !language.Unspaced(c) {
			b.WriteString(space)
		}
		t = rest
	}
	return b.String() + t
}

// pastTags returns the text after the tags and white space that a piece of markup begins with, as far as longestLead goes.
func pastTags(markup string) string {
	for markup = strings.TrimLeft(markup[:min(len(markup), longestLead)], " \t\r\n"); strings.HasPrefix(markup, "<"); {
		_, markup, _ = strings.Cut(markup, ">")
		markup = strings.TrimLeft(markup, " \t\r\n")
	}
	return markup
}
