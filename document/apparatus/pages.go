package apparatus

import (
	"strings"

	"ibid/document/internal/label"
)

// PageMark reads what stands in the brackets of a page mark: "Page 277", "Pg
// 12", "Facsimile Page 2", "p. xii". It returns the label as printed, without
// the word, and the series that a word before it names. "1 of 2", "4 pages not
// declassified" and "Here follow pages 3–5" are none.
func PageMark(s string) (label, series string, ok bool) {
	word, rest, found := strings.Cut(s, " ")
	if !found || len(s) > 32 {
		return "", "", false
	}
	if !pageWord(word) {
		series = strings.ToLower(word)
		if word, rest, found = strings.Cut(rest, " "); !found || !pageWord(word) || !onlyLetters(series) || sends(series) {
			return "", "", false
		}
	}
	if rest = strings.TrimSpace(rest); !pageLabel(rest) {
		return "", "", false
	}
	return rest, series, true
}

// sends reports whether a word sends the reader to a page: "[see p. 3]" is an editor's words.
func sends(s string) bool {
	switch s {
	case "see", "cf", "compare", "vide", "from", "on", "to":
		return true
	}
	return false
}

func pageWord(s string) bool {
	switch s {
	case "Page", "page", "PAGE", "Pg", "pg", "PG", "Pg.", "pg.", "P.", "p.", "Folio", "folio", "fol.":
		return true
	}
	return false
}

func onlyLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}

// pageLabel reports whether s can be printed on a page: a number, a roman
// number, a leaf ("12r"), a letter and a number ("A-3").
func pageLabel(s string) bool {
	if s == "" || len(s) > 10 {
		return false
	}
	digits := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '-' || c == '*' || c == '.' && i == len(s)-1:
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		default:
			return false
		}
	}
	return digits > 0 || label.IsRoman(strings.ToLower(s))
}
