package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/apparatus"
)

// Headings are told from other short paragraphs by evidence: numbering,
// capitals at the words, no stop at the end, and a paragraph of text or a list
// after them. It speaks against one to be a closing, a signature, a dateline,
// a classification or a speech. What would mislead it: editions that set
// their headings as sentences.

// longestHeading is the most bytes a heading within a document has; titles of documents may be longer.
const (
	longestHeading = 110
	longestTitle   = 600
)

// headings decides which paragraphs of a scope are headings.
func (r *reader) headings(body []*para) {
	for i, p := range body {
		if p.kind != document.Paragraph || p.level != 0 || p.onlyPages() {
			continue
		}
		next := beside(body, i, 1)
		switch {
		case r.titled && p.number == "":
			if next != nil {
				p.head(headingLevel(p, beside(body, i, -1), next))
			}
		case p.number != "" || r.filed || !fileNumber(p.text) || next == nil || next.indent > 0 || !titleLike(next.text):
			r.titled = true
			if p.number != "" || p.indent == 0 && titleLike(p.text) && (next != nil || r.filed) {
				p.head(1)
			}
		default:
			r.filed = true // the file number that some editions print above the title
		}
	}
}

// head makes p a heading of a level, unless that is 0.
func (p *para) head(level uint8) {
	if level > 0 {
		p.kind, p.level = document.Heading, level
	}
}

// beside returns the next paragraph in a direction that holds more than page marks.
func beside(body []*para, i, step int) *para {
	for i += step; i >= 0 && i < len(body); i += step {
		if !body[i].onlyPages() {
			return body[i]
		}
	}
	return nil
}

// titleLike reports whether a paragraph can be a title: it begins with a
// capital or a number and does not end as a sentence does.
func titleLike(s string) bool {
	if len(s) > longestTitle || s == "" {
		return false
	}
	c, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(c) && !unicode.IsDigit(c) && c != '“' && c != '[' {
		return false
	}
	if number(s) != "" && named(s) {
		return true
	}
	s = unsigned(s)
	if strings.HasSuffix(s, ".") && !endsInHour(s) {
		return len(s) < longestHeading && strings.Count(s, ". ") <= 1
	}
	return !strings.HasSuffix(s, ",") && !strings.HasSuffix(s, ";") && (!strings.HasSuffix(s, ":") || strings.IndexByte(s, '\n') < 0 && len(s) < longestHeading)
}

// endsInHour reports whether s ends in an hour, as the titles of minutes do: "10:30 a. m."
func endsInHour(s string) bool {
	s = strings.TrimSuffix(strings.ReplaceAll(s[max(0, len(s)-8):], ". ", "."), "m.")
	return strings.HasSuffix(s, " a.") || strings.HasSuffix(s, " p.")
}

// unsigned returns s without the figures of a reference at its end.
func unsigned(s string) string {
	n := len(s)
	for n > 0 && (s[n-1] == ' ' || s[n-1] >= '0' && s[n-1] <= '9') {
		n--
	}
	t := s[:n]
	if t == "" || len(s)-len(t) > 4 {
		return s
	}
	if c, _ := utf8.DecodeLastRuneInString(t); unicode.IsLetter(c) || strings.ContainsRune(".)]”’?:", c) {
		return t
	}
	return s
}

// fileNumber reports whether a line above a title is the number of a file or
// the name of a collection: it has figures, or the words for one.
func fileNumber(s string) bool {
	if len(s) > 160 || strings.IndexByte(s, '\n') >= 0 || number(s) != "" {
		return false
	}
	if _, lot, ok := strings.Cut(s, "Lot "); ok && lot != "" && lot[0] >= '0' && lot[0] <= '9' {
		return true // of the Department's retired files
	}
	return strings.Contains(s, "/") || strings.Contains(s, "iles") || strings.HasSuffix(s, ": Telegram") || strings.Contains(s, "ollection") || strings.Contains(s, "apers") || strings.IndexAny(s, "0123456789") == 0
}

// number returns the number of a document that its title begins with, "56" of
// "56. Backchannel Message" and "291" of "No. 291", or "". It is [apparatus.DocumentNumber]
// for paragraphs, of which few are titles: a full stop and a word that begins like one
// must follow, or a word stand before the number and nothing else on its line.
func number(s string) string {
	if s == "" || s[0] != 'N' && (s[0] < '0' || s[0] > '9') {
		return ""
	}
	n := apparatus.DocumentNumber(s)
	if n == "" || len(n) > 5 {
		return ""
	}
	if rest, ok := strings.CutPrefix(s, "No. "+n); ok {
		if !strings.HasPrefix(rest, "\n") {
			return ""
		}
		return n
	}
	rest, ok := strings.CutPrefix(s[len(n):], ". ")
	if c, _ := utf8.DecodeRuneInString(rest); !ok || s[0] == 'N' || len(rest) < 2 || !unicode.IsUpper(c) && c != '“' && c != '[' {
		return ""
	}
	return n
}

// documentWords are what editions of records call the documents they number.
var documentWords = []string{
	"Telegram", "Memorandum", "Letter", "Message", "Editorial Note", "Despatch", "Airgram", "Report", "Paper", "Minutes", "Conversation", "Note", "Record", "Statement",
	"Estimate", "Notes", "Instruction", "Circular", "Directive", "Summary", "Draft", "Agreement", "Resolution", "Transcript", "Dispatch", "Diary", "Study", "Address", "Communiqué", "Cable",
}

// named reports whether a title says what the document is.
func named(title string) bool {
	title = title[:min(len(title), 160)]
	for _, w := range documentWords {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

// opensDocument gives p its number where it is the title of a document of a
// volume: the first paragraph, where that is numbered, and further on a
// numbered title that says what the document is, and whose number does not go
// on from the paragraphs before it. It does not part the notes of the one
// from the other's, for they may stand together at the end of all.
func (r *reader) opensDocument(p *para) {
	if p.role != roleBody || p.kind != document.Paragraph || p.indent > 0 {
		return
	}
	no := number(p.text)
	if no == "" {
		return
	}
	n, _ := strconv.Atoi(no)
	last, counted := r.lastNumber, r.counted
	r.lastNumber, r.counted = n, n == 1 || n == last+1
	if last == 0 && len(r.scope.body) == 0 {
		p.number = no
		r.lastDocument = n
		return
	}
	title := unsigned(p.text)
	if len(title) > longestTitle || strings.ContainsAny(title[len(title)-1:], ".:;,") || !named(title) {
		return
	}
	// A number that does not count on from others, a telegram's, says nothing of those after it.
	below := n <= last && (counted || n <= r.lastDocument)
	if n == last+1 && n != r.lastDocument+1 || below || n < 20 && n != r.lastDocument+1 {
		return
	}
	p.number = no
	r.lastDocument, r.lastNumber, r.counted = n, 0, false
}

// headingLevel returns the level of p as a heading within a document, 0 where it is none.
func headingLevel(p, prev, next *para) uint8 {
	if len(p.text) > longestHeading+4 {
		return 0
	}
	s := unsigned(p.text)
	if len(s) > longestHeading || p.indent > 0 || s == "" || strings.ContainsAny(s, "\n\t") || prev != nil && strings.HasSuffix(prev.text, ",") {
		return 0
	}
	n, level := numbering(s)
	words := s[n:]
	list := next.kind == document.Item
	if list && caption(words) {
		return 2
	}
	if !headWords(words, n > 0) {
		return 0
	}
	share, count := titleCase(words)
	follows := len(next.text) > 90 || list || numbered(next.text)
	switch {
	case capsOnly(words) || count == 1 && strings.ContainsAny(words, "0123456789"):
		return 0
	case n > 0:
		if share < 0.6 || initials(words) {
			return 0
		}
		return level
	case strings.HasSuffix(words, ":"):
		return unnumbered(count <= 5 && share >= 0.7)
	case strings.HasSuffix(words, "?"):
		return unnumbered(count < 10 && follows && share > 0.5)
	case share >= 0.75:
		return unnumbered(follows)
	}
	return unnumbered(count <= 5 && len(next.text) > 150)
}

// unnumbered returns the level of a heading without a number, 0 where it is none.
func unnumbered(heading bool) uint8 {
	if heading {
		return 2
	}
	return 0
}

// numbering reads the number of a heading, "II.", "A.", "3." or "(b)", and
// returns its length with the space after it and the level it speaks for.
func numbering(s string) (int, uint8) {
	n := strings.IndexByte(s, ' ')
	if n < 1 || n > 7 {
		return 0, 0
	}
	mark := s[:n]
	bare := strings.Trim(mark, "().")
	switch {
	case bare == mark && strings.Trim(bare, "IVX") == "" && len(bare) > 1:
		return n + 1, 2
	case bare == mark || bare == "":
		return 0, 0
	case strings.Trim(bare, "IVX") == "":
		return n + 1, 2
	case len(bare) == 1 && bare[0] >= 'A' && bare[0] <= 'Z':
		return n + 1, 3
	case len(bare) <= 2 && strings.Trim(bare, "0123456789") == "":
		return n + 1, 3
	case len(bare) == 1 && bare[0] >= 'a' && bare[0] <= 'z':
		return n + 1, 4
	}
	return 0, 0
}

func numbered(s string) bool {
	n, _ := numbering(s[:min(len(s), 12)])
	return n > 0
}

// caption reports whether s is a word or two in capitals over a list:
// "SUBJECT", "PARTICIPANTS", "REF:".
func caption(s string) bool {
	return len(s) < 24 && strings.Count(s, " ") <= 2 && capsOnly(s) && !strings.ContainsAny(s, "0123456789-/")
}

// capsOnly reports whether s has letters, and all of them capitals.
func capsOnly(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 3
}

// initials reports whether s goes on as a name after an initial does: "R. Killian".
func initials(s string) bool {
	return len(s) > 2 && s[1] == '.' || strings.Contains(s, ", Jr.") || strings.Contains(s, ", Director")
}

// notHeadings are words of closings, datelines, classifications and enclosures.
var notHeadings = wordsOf("dear sincerely yours excellency respectfully regards attachment enclosure tab annex appendix secret " +
	"confidential unclassified classified approve disapprove extract")

// headWords reports whether the words of a paragraph can be a heading's.
func headWords(s string, numbered bool) bool {
	c, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(c) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(",;!…_", last) || last == '.' && !numbered {
		return false
	}
	inner := strings.TrimRight(s, ":")
	if strings.Contains(inner, ": ") || strings.Contains(inner, "; ") || strings.HasPrefix(s, "Mr. ") || strings.HasPrefix(s, "Mrs. ") || strings.HasPrefix(s, "For ") || strings.HasPrefix(s, "See ") {
		return false
	}
	dated, figures := false, strings.ContainsAny(s, "0123456789")
	for w := range strings.FieldsFuncSeq(inner, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if dated = dated || months.has(w); notHeadings.has(w) {
			return false
		}
	}
	return !(dated && figures)
}

// smallWords are left in small letters in titles.
var smallWords = wordsOf("of the and in on for to by from with a an at or as vs into its their under between against toward towards upon " +
	"about over through is not be that which")

// titleCase returns the share of s's words, small words aside, that begin with
// a capital, and the number of all words.
func titleCase(s string) (float64, int) {
	words, big, all := 0, 0, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '’' && r != '\'' && r != '-' && r != '.' }) {
		all++
		if smallWords.has(w) {
			continue
		}
		words++
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
			big++
		}
	}
	if words == 0 || all > 12 {
		return 0, all
	}
	return float64(big) / float64(words), all
}
