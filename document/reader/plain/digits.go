package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// digits reads a run of digits at s[i], which may be a reference glued to a
// word, a number with a reference glued to it, or only a number. The weights
// are log odds; they rest on how numbers are written in running prose, not on
// any one edition.
func (p *para) digits(h habit, i int) int {
	s := p.text
	j := i + 1
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	if h&(glued|spaced) == 0 || j-i > 10 {
		return j
	}
	m := p.memory()
	g := sign{from: i, to: j, family: famList, calls: m.calls.open(fewReadings)}
	n := numeral{s: s, i: i, j: j, prev: before(s, i), next: after(s, j), table: p.kind == document.Table}
	if w, why := n.whole(h); w > hopeless && j-i <= 7 && (s[i] != '0' || j-i == 1) {
		g.calls = append(g.calls, reading{Label: s[i:j], Weight: w, From: i, To: j, Why: why})
		if n.touching() {
			g.calls = append(g.calls, reading{Label: s[i : i+1], Then: s[i+1 : j], Weight: w, From: i, To: j, Why: why})
		}
	}
	if j-i > 1 && h&glued != 0 {
		n.split(&g)
	}
	if g.calls = m.calls.close(g.calls); len(g.calls) > 0 {
		p.signs = append(p.signs, g)
	}
	return j
}

// fewReadings is how many ways to read digits there mostly are at most.
const fewReadings = 4

// hopeless is the weight from which on no list of notes makes a sign a
// reference: what its label and its place can add is less.
const hopeless = -6

// A numeral is the digits s[i:j] between two characters.
type numeral struct {
	s          string
	i, j       int
	prev, next rune
	table      bool // in a table, s being the row
}

// touching reports whether the digits may be two signs of one figure each.
func (n numeral) touching() bool { return n.j-n.i == 2 && n.s[n.i+1] == n.s[n.i]+1 }

// whole weighs the digits as a label, all of them.
func (n numeral) whole(h habit) (float32, string) {
	w, why := n.glue(h)
	if w > 0 && (n.prev == '.' || unicode.IsLetter(n.prev)) && inName(n.s[:n.i]) {
		w, why = w-inNameCost, "a number within a name"
	}
	if w <= hopeless {
		return w, why
	}
	if n.j-n.i > 3 {
		w -= 1.5 // few texts have a thousand notes
	}
	return w + n.tail(), why
}

// inNameCost is what speaks against figures at the end of the name of a file or
// a variable.
const inNameCost = 5

// tail weighs what follows the digits. A code goes on; after a reference
// comes a space, the end, or the punctuation that closes a phrase.
func (n numeral) tail() float32 {
	switch r := n.next; {
	case r == 0 || r == '\n':
		return 1
	case r == ' ' || r == '\t' || r == ')' || r == '”' || r == ']' || r == ';' || r == '—':
		return 0
	case r == ',' || r == '.' || r == ':':
		if q := after(n.s, n.j+1); q >= '0' && q <= '9' || r == '.' && unicode.IsLower(q) {
			return -4 // "3.5", "main1.c"
		}
		return -0.5
	case r == '-' || r == '–' || r == '/':
		return -4
	case r == '“' || unicode.IsUpper(r):
		return -1
	case unicode.IsLetter(r):
		return -5
	case strings.ContainsRune(`@_=\<>|~`, r):
		return -6
	}
	return -1
}

// glue weighs what stands before the digits.
func (n numeral) glue(h habit) (float32, string) {
	switch r := n.prev; {
	case unicode.IsLetter(r):
		w := n.afterWord()
		if w < strongWeight {
			return w, afterCode
		}
		return w, "a number glued to a word"
	case r == ' ' || r == '\t' || r == '\n':
		return n.afterSpace(h), "a number that stands alone after a word"
	case r == 0:
		return -9, ""
	case strings.ContainsRune(".,;:", r):
		return n.afterStop(), "a number glued to punctuation"
	case strings.ContainsRune(")]”?!…»", r):
		return 4, "a number glued to closing punctuation"
	case r == '"':
		return n.afterQuote(4, -3), "a number glued to a quotation mark"
	case r == '’' || r == '\'':
		return n.afterQuote(2, -7), "a number glued to a quotation mark"
	case r == '“':
		if n.next == '\n' || n.next == 0 {
			return 0, "a number glued to a quotation mark"
		}
	case r == '*' || r == '†' || r == '‡':
		return 0, "a number glued to a sign"
	}
	return -7, ""
}

// afterQuote tells a closing quotation mark from an opening one, or from an
// apostrophe ("’56"), by what stands before it.
func (n numeral) afterQuote(closing, opening float32) float32 {
	q := before(n.s, n.i-utf8.RuneLen(n.prev))
	if q == 0 || unicode.IsSpace(q) || strings.ContainsRune("([—–", q) {
		return opening
	}
	return closing
}

// word returns the letters that end at s[:i].
func word(s string, i int) string {
	from := i
	for from > 0 {
		r, k := utf8.DecodeLastRuneInString(s[:from])
		if !unicode.IsLetter(r) {
			break
		}
		from -= k
	}
	return s[from:i]
}

// afterWord weighs digits after letters: "Saigon1" against "B52" and "NSC5412".
func (n numeral) afterWord() float32 {
	w := word(n.s, n.i)
	q := before(n.s, n.i-len(w))
	lower := strings.IndexFunc(w, unicode.IsLower) >= 0
	switch letters := utf8.RuneCountInString(w); {
	case unicode.IsDigit(q) && letters <= 2:
		return pick(w == "Z" || lower && letters == 2, 2, -3) // "2239Z1", "20th1"; "893B1"
	case unicode.IsDigit(q):
		return -1
	case letters == 1 && (q == '’' || q == '\'') && w == "s":
		return 4
	case letters == 1 && q == '.':
		return 2.5 // "the U.S1" lost its stop
	case letters == 1:
		return -2.5
	case lower && unicode.IsUpper(n.prev):
		return 1.5 // "MiG21"
	case n.version(w):
		return -1 // "GPLv2", "IPv6"
	case !lower && letters <= 5:
		return pick(n.capitals(len(w)), 3.5, 1.5)
	}
	return 4.5
}

// version reports whether w is made of capitals and one small letter at its
// end, as names are that a number belongs to. An s makes a plural.
func (n numeral) version(w string) bool {
	k := len(w) - 1
	return k >= 2 && w[k] >= 'a' && w[k] <= 'z' && w[k] != 's' && strings.IndexFunc(w[:k], unicode.IsLower) < 0
}

// capitals reports whether the word before the last, of size bytes, is a long
// one in capitals too: then the last is no code, but part of a heading.
func (n numeral) capitals(size int) bool {
	at := n.i - size
	if at == 0 || n.s[at-1] != ' ' {
		return false
	}
	w := word(n.s, at-1)
	return len(w) > 3 && strings.IndexFunc(w, unicode.IsLower) < 0
}

// beforeNumber are words that a number follows: after them digits belong to
// the words. An English list; in other languages the words weigh as any other.
var beforeNumber = wordSet{
	"no": true, "nos": true, "number": true, "p": true, "pp": true, "page": true, "pages": true, "vol": true, "volume": true, "art": true, "article": true,
	"articles": true, "sec": true, "section": true, "sections": true, "par": true, "para": true, "paragraph": true, "paragraphs": true, "chapter": true, "ch": true, "part": true, "parts": true,
	"fig": true, "figure": true, "table": true, "box": true, "tab": true, "annex": true, "appendix": true, "item": true, "items": true, "phase": true, "step": true,
	"document": true, "documents": true, "doc": true, "footnote": true, "footnotes": true, "note": true, "telegram": true, "telegrams": true, "lot": true, "folder": true, "reel": true, "option": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
	"of": true, "to": true, "by": true, "in": true, "on": true, "at": true, "about": true, "and": true, "or": true, "the": true, "than": true, "from": true, "for": true, "some": true, "only": true, "tel": true, "embtel": true, "deptel": true, "mytel": true, "urtel": true, "attachment": true, "enclosure": true, "point": true, "points": true, "question": true, "schedule": true, "working": true, "group": true, "class": true, "category": true, "day": true, "line": true, "lines": true, "title": true, "version": true, "stage": true, "track": true, "zone": true, "corps": true,
}

// afterSpace weighs digits that stand alone.
func (n numeral) afterSpace(h habit) float32 {
	if h&spaced == 0 || n.i == 0 || n.prev != ' ' {
		return -9
	}
	at := n.i - 1
	q := before(n.s, at)
	if q == 0 || unicode.IsSpace(q) {
		return -9
	}
	ends := n.next == 0 || n.next == '\n'
	w := word(n.s, at)
	if n.j-n.i > 1 {
		ends = false
	}
	switch {
	case q == '.' && beforeNumber.has(word(n.s, at-1)):
		return -7
	case w != "" && beforeNumber.has(w):
		return -7
	case w == "" && unicode.IsDigit(q):
		return pick(ends, -2, -4)
	case w == "" && strings.ContainsRune(".”)]?!", q):
		return pick(ends, 2, pick(unicode.IsSpace(n.next), -1.5, -4))
	case w == "" && strings.ContainsRune(",;:", q):
		return -3.5
	case w == "":
		return -6
	}
	if unicode.IsUpper(q) && !ends {
		return -6.5
	}
	return pick(ends, pick(n.s[n.i] == '0', 2, 0.5), -4.9)
}

func pick(cond bool, yes, no float32) float32 {
	if cond {
		return yes
	}
	return no
}

// abbreviations are words that take a stop and then a number: "No.5", "p.3".
var abbreviations = wordSet{
	"no": true, "nos": true, "nr": true, "p": true, "pp": true, "vol": true, "vols": true, "art": true, "sec": true, "par": true, "ch": true, "fig": true, "col": true, "fol": true, "ser": true, "bk": true, "lib": true, "cap": true,
}

// afterStop weighs digits after a stop, comma or colon: "files.1" against
// "3.5", "1,000", "10:30" and "No.5".
func (n numeral) afterStop() float32 {
	q := before(n.s, n.i-1)
	if unicode.IsDigit(q) {
		return n.afterFigure(n.j - n.i)
	}
	if n.prev != '.' {
		return 4
	}
	w := word(n.s, n.i-1)
	p := before(n.s, n.i-1-len(w))
	switch {
	case abbreviations.has(w):
		return -4
	case len(w) == 1 && w != "Z" && (p == '/' || unicode.IsDigit(p)):
		return -5 // "A/C.1", "756D.5"
	case w == "" && unicode.IsSpace(q) && strings.HasSuffix(strings.TrimRight(n.s[:n.i-1], " \u00a0"), "."):
		return pick(n.ends(), 4, 2.5) // an ellipsis of spaced stops, after which a sentence may go on
	case w == "" && unicode.IsSpace(q):
		return pick(n.ends(), 3, -6) // ".5"
	}
	return 4.5
}

// ends reports whether a sentence or phrase may end before the digits: what
// follows is the end, closing punctuation, or a word with a capital.
func (n numeral) ends() bool {
	switch n.next {
	case 0, '\n', ')', '”', ']':
		return true
	case ' ':
		r := after(n.s, n.j+1)
		return unicode.IsUpper(r) || r == '“' || r == '[' || r == '"' || r == '(' || r == '‘'
	}
	return unicode.IsUpper(n.next)
}

// afterFigure weighs digits between which and other digits stands one mark.
func (n numeral) afterFigure(size int) float32 {
	from := n.i - 1
	for from > 0 && n.s[from-1] >= '0' && n.s[from-1] <= '9' {
		from--
	}
	whole := n.s[from : n.i-1]
	ends := n.next == 0 || n.next == ' ' || n.next == '\n' || n.next == ')'
	switch n.prev {
	case ',':
		if size == 3 && len(whole) <= 3 {
			return -6
		}
		return pick(ends, 1.5, -2)
	case '.':
		return n.afterPoint(from, whole)
	case ':':
		return pick(size == 2, -6, -2)
	}
	return pick(ends, 2, 0)
}

// afterPoint weighs digits after a figure and a stop, which is a decimal, a
// paragraph's number, or the end of a sentence: "on January 28.2 Met again".
func (n numeral) afterPoint(from int, whole string) float32 {
	q := before(n.s, from)
	if q != ' ' && q != '–' && q != '-' && q != '/' {
		return -4.5
	}
	if r := after(n.s, min(n.j+1, len(n.s))); n.next == ' ' && unicode.IsDigit(r) && len(whole) >= 2 {
		return -1
	}
	if !n.ends() {
		return pick(isYear(whole) && n.next == ' ', 1, -5)
	}
	switch w := n.wordBefore(from); {
	case months.has(w):
		return 4
	case isYear(whole):
		return 4
	case subdivided[w]:
		return -5 // "Section 10.1"
	case w != "" && len(whole) >= 2:
		return 2
	}
	return -1
}

// subdivided are words whose numbers have parts after a stop.
var subdivided = map[string]bool{"section": true, "sections": true, "sec": true, "version": true, "chapter": true, "rule": true, "clause": true}

// wordBefore returns the word before the figure that begins at i.
func (n numeral) wordBefore(i int) string {
	at := i
	for at > 0 && n.s[at-1] == ' ' {
		at--
	}
	if at == i {
		return ""
	}
	if at > 0 && n.s[at-1] == '.' {
		at--
	}
	return word(n.s, at)
}

// isYear reports whether s is a year of the modern age.
func isYear(s string) bool {
	return len(s) == 4 && (s[0] == '1' && s[1] >= '5' || s[0] == '2' && s[1] == '0')
}

// split adds the readings of the digits as a number with a label glued to it.
func (n numeral) split(g *sign) {
	s := n.s[n.i:n.j]
	tail := n.splitTail()
	if tail < -2 || n.leads() {
		return
	}
	for k := 1; k < len(s); k++ {
		if k > 3 && !isYear(s[:len(s)-k]) {
			break
		}
		rest, label := s[:len(s)-k], s[len(s)-k:]
		if label[0] == '0' || strings.HasPrefix(rest, "00") && n.prev != ',' {
			continue
		}
		w, why := n.number(rest, label)
		if w <= hopeless {
			continue
		}
		from := n.j - k
		w += tail
		g.calls = append(g.calls, reading{Label: label, Weight: w, From: from, To: n.j, Why: why, Again: n.table})
		if k == 2 && label[1] == label[0]+1 {
			g.calls = append(g.calls, reading{Label: label[:1], Then: label[1:], Weight: w, From: from, To: n.j, Why: why})
		}
	}
}

// splitTail weighs what follows a number with a label glued to it. A word in
// small letters goes on counting something: "22 battalions".
func (n numeral) splitTail() float32 {
	w := n.tail()
	if n.next == ' ' && unicode.IsLower(after(n.s, n.j+1)) {
		return w - 0.7
	}
	if n.next == ')' {
		return w + 0.7
	}
	return w
}

// leads reports whether the digits number a paragraph: "143. Reference …".
func (n numeral) leads() bool {
	return (n.i == 0 || n.prev == '\n') && n.next == '.'
}

var months = wordSet{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
}

// beforeYear are words that a year follows.
var beforeYear = wordSet{
	"in": true, "of": true, "since": true, "by": true, "during": true, "until": true, "till": true, "for": true, "from": true, "and": true, "to": true, "late": true, "early": true, "mid": true,
	"before": true, "after": true, "spring": true, "summer": true, "autumn": true, "fall": true, "winter": true, "year": true, "years": true, "end": true, "calendar": true, "fiscal": true,
}

// number weighs rest as a number of its own, with label glued to it.
func (n numeral) number(rest, label string) (float32, string) {
	if n.grouped(rest) {
		return 3, "a number glued to a number that is complete"
	}
	if n.table && n.aligned(rest) {
		return 3, "a number glued to a number that its row shows to be complete"
	}
	w := n.wordBefore(n.i)
	value, _ := strconv.Atoi(rest)
	whole := n.s[n.i:n.j]
	full, _ := strconv.Atoi(whole)
	dated := months.has(w) || n.dated()
	switch {
	case isYear(rest) && dated:
		return 4.5, "a number glued to the year of a date"
	case isYear(rest) && rest >= "1800" && beforeYear.has(w):
		return 2.5, "a number glued to a year"
	case len(rest) < 4 && isYear(whole) && (dated || beforeYear.has(w) && whole >= "1800"):
		return -9, ""
	case months.has(w) && value >= 1 && value <= 31 && full > 31:
		// "DEC 76" in a telegram's heading is a year.
		return pick(full < 100 && unicode.IsUpper(before(n.s, n.i-1)), -6, 3.5), "a number glued to the day of a date"
	case months.has(w) && full <= 31:
		return -4.8, "a number glued to the day of a date"
	}
	switch n.prev {
	case '.', ',', '$', '£', '#', '+', '=':
		return -6, "a number glued to a number"
	case '–', '-':
		if isYear(whole) && unicode.IsDigit(before(n.s, n.i-utf8.RuneLen(n.prev))) {
			return -9, "" // "2002-2003"
		}
		return -3, "a number glued to a code"
	case '/':
		return -3, "a number glued to a code"
	}
	if abbreviations.has(w) && (n.next == '\n' || n.next == 0) && n.i < 8 {
		return -6, "a number glued to a number" // "No. 51", the number of a document
	}
	if isYear(whole) && whole >= "1800" {
		return -6, "a number glued to a number"
	}
	switch len(rest) + len(label) {
	case 2:
		return -5, "a number glued to a number"
	case 3:
		return -4, "a number glued to a number"
	}
	return -3.5, "a number glued to a number"
}

// grouped reports whether rest closes a number whose thousands are parted by
// commas, so that more figures are too many: "2,600,00012".
func (n numeral) grouped(rest string) bool {
	if n.prev != ',' || len(rest) != 3 || n.j-n.i > 5 {
		return false
	}
	from := n.i - 1
	for from > 0 && n.s[from-1] >= '0' && n.s[from-1] <= '9' {
		from--
	}
	return from < n.i-1 && n.i-1-from <= 3
}

// aligned reports whether a row of a table has other numbers of the form that
// rest gives this one, and none with as many figures: the same number of
// decimals, or years.
func (n numeral) aligned(rest string) bool {
	if n.prev != '.' && !(isYear(rest) && (n.prev == '\t' || n.prev == ' ')) {
		return false
	}
	alike := 0
	for i := 0; i < len(n.s); {
		j := i
		for j < len(n.s) && n.s[j] >= '0' && n.s[j] <= '9' {
			j++
		}
		if j > i && i != n.i && (n.prev == '.') == (i > 0 && n.s[i-1] == '.') && (n.prev == '.' || isYear(n.s[i:j])) {
			if j-i == len(rest) {
				alike++
			}
		}
		i = max(j, i+1)
	}
	return alike > 0 && n.j-n.i > len(rest) && n.shortest(len(rest))
}

// shortest reports whether no decimals of the row are fewer than size figures.
func (n numeral) shortest(size int) bool {
	for i := 1; i < len(n.s); i++ {
		if n.s[i-1] != '.' || n.s[i] < '0' || n.s[i] > '9' {
			continue
		}
		j := i
		for j < len(n.s) && n.s[j] >= '0' && n.s[j] <= '9' {
			j++
		}
		if j-i < size {
			return false
		}
	}
	return true
}

// dated reports whether the digits follow a day or month and a comma, as the
// year of a date does: "October 16, 1972", "June 1972".
func (n numeral) dated() bool {
	s := strings.TrimRight(n.s[:n.i], " ")
	if !strings.HasSuffix(s, ",") {
		return false
	}
	s = strings.TrimRight(s[:len(s)-1], " ")
	at := len(s)
	for at > 0 && s[at-1] >= '0' && s[at-1] <= '9' {
		at--
	}
	if at < len(s) {
		s = strings.TrimRight(s[:at], " –-")
		for at = len(s); at > 0 && s[at-1] >= '0' && s[at-1] <= '9'; at-- {
		}
		s = strings.TrimRight(s[:at], " .")
	}
	return months.has(word(s, len(s)))
}
