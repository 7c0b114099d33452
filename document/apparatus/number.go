package apparatus

import "strings"

// DocumentNumber returns the number that the title of a document begins with: "56" of "56. Backchannel
// Message", "52" of "Document 52". A year is no number of a document, but where a full stop follows.
func DocumentNumber(title string) string {
	for _, word := range []string{"Document ", "Doc. ", "No. ", "Nr. "} {
		if rest, ok := strings.CutPrefix(title, word); ok {
			return rest[:figures(rest)]
		}
	}
	n := figures(title)
	if n == 0 || n > 5 || n == len(title) || title[n] != '.' && title[n] != ')' && title[n] != ':' {
		return ""
	}
	return title[:n]
}
