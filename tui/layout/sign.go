package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// symbols are the signs that printers use for notes besides numbers. They stand
// out by themselves.
const symbols = "*†‡§‖¶#"

// maxRaised is how many characters of a label with letters are raised:
// superscript letters are hard to read, and "RFC" is better as "[RFC]".
const maxRaised = 4

// unlabelled is shown for a reference that has neither a label nor a note.
const unlabelled = "*"

// Sign returns how the label of a reference is shown: raised where every
// character of it can be ("¹²", "ᵃ"), as it is where it is made of symbols
// ("†", "**"), else in brackets ("[12]"). With ascii only ASCII symbols are
// left without brackets.
func Sign(label string, ascii bool) string {
	switch {
	case label == "":
		return unlabelled
	case allOf(label, symbols) && (!ascii || isASCII(label)):
		return label
	case !ascii:
		if s, ok := raised(label); ok {
			return s
		}
	}
	return "[" + label + "]"
}

func allOf(s, set string) bool {
	for _, r := range s {
		if !strings.ContainsRune(set, r) {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// raised returns s in superscript characters. Short of Roman numerals, only a few
// letters are raised.
func raised(s string) (string, bool) {
	letters, n := false, 0
	for _, r := range s {
		letters = letters || unicode.IsLetter(r)
		n++
	}
	if letters && n > maxRaised && !allOf(s, "ivxlc") {
		return "", false
	}
	return document.Raised(s)
}
