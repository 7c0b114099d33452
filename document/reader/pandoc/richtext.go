package pandoc

import (
	"fmt"
	"io"
	"strings"
)

// plainRTF returns a text in RTF without two forms in which pandoc's reader loses words.
//
// "{\*\footnote", as LibreOffice and pandoc write notes, becomes the "{\footnote" of Word: the sign \*
// lets a reader pass over a destination that it does not know (Rich Text Format 1.9.1, "Destination
// Control Words"), and pandoc does so though it knows this one.
//
// "\u8217?s" is a character by its number, and the sign that stands for it in a reader without
// Unicode ("Unicode RTF"). Pandoc takes the word that follows for that sign; written as "\'3f"
// it is told from the word.
func plainRTF(r io.Reader) (io.Reader, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text := strings.ReplaceAll(string(raw), `{\*\footnote`, `{\footnote`)
	var b strings.Builder
	done := 0
	for at := 0; ; {
		i := strings.Index(text[at:], `\u`)
		if i < 0 {
			break
		}
		begin := at + i
		at = begin + len(`\u`)
		n := digits(text[at:])
		if n == 0 || escaped(text, begin) {
			continue
		}
		at += n
		sign := strings.TrimPrefix(text[at:min(len(text), at+2)], " ")
		if sign == "" || strings.IndexByte("\\{}\r\n", sign[0]) >= 0 || sign[0] >= 0x80 {
			continue
		}
		fmt.Fprintf(&b, `%s\'%02x`, text[done:at], sign[0])
		if text[at] == ' ' && len(sign) == 1 {
			at++ // the space ended the number
		}
		at++
		done = at
	}
	b.WriteString(text[done:])
	return strings.NewReader(b.String()), nil
}

// digits returns how many bytes of s are a number, which may be below zero.
func digits(s string) int {
	n := 0
	if strings.HasPrefix(s, "-") {
		n = 1
	}
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if s[:n] == "-" {
		return 0
	}
	return n
}

// escaped reports whether the backslash at i is the second of a pair, which is one that is printed.
func escaped(s string, i int) bool {
	n := 0
	for n < i && s[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
