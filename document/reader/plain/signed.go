package plain

import "strings"

// signatures are what notes that are not the author's are signed with, after a
// dash or in brackets, and the series they make.
var signatures = map[string]string{
	"ed": "editor", "eds": "editor", "editor": "editor", "editors": "editor", "hrsg": "editor",
	"tr": "translator", "trans": "translator", "transl": "translator", "translator": "translator", "übers": "translator", "trad": "translator",
	"transcriber": "transcriber",
}

// signedBy returns the series of a note that ends in "--ED.", "[Trans.]" or
// "TRANSLATOR.", "" for one that is not signed.
func signedBy(text string) string {
	s := text[max(0, len(text)-24):]
	at := signature(s)
	for _, sep := range []string{"--", "—", "[", "("} {
		if i := strings.LastIndex(s, sep); i >= 0 {
			at = max(at, i+len(sep))
		}
	}
	if at < 0 {
		return ""
	}
	return signatures[strings.ToLower(strings.Trim(s[at:], " .,_])’'\""))]
}

// signature returns where the last word of s begins, if it stands in capitals
// after the end of a sentence, -1 otherwise: "The pun is the same. TRANSLATOR."
func signature(s string) int {
	i := strings.LastIndexByte(s, ' ') + 1
	if i == 0 || strings.ToUpper(s[i:]) != s[i:] || !sentenceEnd(s[:i-1]) {
		return -1
	}
	return i
}
