package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// habits are the ways of marking printed pages that a document was found to use.
type habits struct {
	bracket bool // [p. 277]
	brace   bool // {277}
}

// pageWords is what may stand before the number of a page. Words for leaves
// stand beside words for pages: editions of manuscripts count by them.
var pageWords = regexp.MustCompile(`^(?i)(?:(facsimile|typeset|manuscript)\s+)?(?:pages?|pg\.?|p\.|fol\.|folio|leaf)\s*(\S.*)$`)

// pageLabel is a number as pages are numbered: arabic, roman, of a leaf's
// side, of an appendix.
var pageLabel = regexp.MustCompile(`^(?:[A-Z]{1,2}[-–.]?)?\d{1,5}[a-zA-Z]?$|^[ivxlcdm]{1,9}$|^[IVXLCDM]{1,9}$`)

// maxMark is the longest mark of a page there may be, in bytes.
const maxMark = 40

// page tells the label and series of a mark such as "p. 277" or "Facsimile
// Page 2". The mark must be nothing else: "p. 33, note" is an editor's citation.
func page(s string) (label, series string, ok bool) {
	if len(s) > maxMark || len(s) < 3 || strings.IndexByte("pPfFtTmMlL", s[0]) < 0 {
		return "", "", false
	}
	m := pageWords.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || !pageLabel.MatchString(m[2]) {
		return "", "", false
	}
	return m[2], strings.ToLower(m[1]), true
}

// bare tells the label of a page marked by its number alone, "277" or "p. 277".
func bare(s string) (string, bool) {
	if label, _, ok := page(s); ok {
		return label, true
	}
	return s, pageLabel.MatchString(s) && s[0] < 'A'
}

// scanPages sees whether what looks like marks of pages goes up as pages do.
// Marks in brackets that name the page are believed unless many of them jump
// about, as an editor's citations do; a number in braces only where others
// follow it in order.
func scanPages(text []byte) habits {
	brackets := &ascent{}
	for _, open := range []string{"[p", "[P"} {
		each(text, open, ']', func(s string) {
			if label, series, ok := page(s); ok && series == "" {
				brackets.add(label)
			}
		})
	}
	braces := &ascent{}
	each(text, "{", '}', func(s string) {
		if label, ok := bare(s); ok {
			braces.add(label)
		}
	})
	return habits{
		bracket: brackets.n < 4 || 2*brackets.up >= brackets.n,
		brace:   braces.n >= 2 && 4*braces.up >= 3*(braces.n-1),
	}
}

// each calls f with what stands between an opening and its closing sign.
func each(text []byte, open string, closing byte, f func(string)) {
	for i := 0; i < len(text); {
		k := bytes.Index(text[i:], []byte(open))
		if k < 0 {
			return
		}
		i += k + 1
		if n := bytes.IndexByte(text[i:min(len(text), i+maxMark)], closing); n > 0 {
			f(string(text[i : i+n]))
		}
	}
}

// An ascent counts how often a number follows one that is a little smaller.
type ascent struct{ n, up, last int }

func (a *ascent) add(label string) {
	v, err := strconv.Atoi(label)
	if err != nil {
		return
	}
	if a.n > 0 && v > a.last && v <= a.last+20 {
		a.up++
	}
	a.n++
	a.last = v
}
