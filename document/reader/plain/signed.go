package plain

import "strings"

// signatures are what notes that are not the author's are signed with, after a
// dash or in brackets, and the series they make.
var signatures = map[string]string{
	"ed": "editor", "eds": "editor", "editor": "editor", "editors": "editor", "hrsg": "editor",
	"tr": "translator", "trans": "translator", "transl": "translator", "translator": "translator", "übers": "translator", "trad": "translator",
	"transcriber": "transcriber",
}

// signedBy returns the series of a note that ends in "--ED." or "[Trans.]", ""
// for one that is not signed.
func signedBy(text string) string {
	s := text[max(0, len(text)-24):]
	at := -1
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
