package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document/apparatus"
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
	if h&(glued|spaced) == 0 || j-i > 9 {
		return j
	}
	g := sign{from: i, to: j, family: famList}
	n := numeral{s: s, i: i, j: j, prev: before(s, i), next: after(s, j)}
	if w, why := n.whole(h); w > -5 && j-i <= 3 && (s[i] != '0' || j-i == 1) {
		g.why = why
		g.calls = append(g.calls, reading{apparatus.Call{Label: s[i:j], Weight: w}, i, j})
		if n.touching() {
			g.calls = append(g.calls, reading{apparatus.Call{Label: s[i : i+1], Then: s[i+1 : j], Weight: w - 1}, i, j})
		}
	}
	if j-i > 1 && h&glued != 0 {
		n.split(&g)
	}
	if len(g.calls) > 0 {
		p.signs = append(p.signs, g)
	}
	return j
}

// A numeral is the digits s[i:j] between two characters.
type numeral struct {
	s          string
	i, j       int
	prev, next rune
}

// touching reports whether the digits may be two signs of one figure each.
func (n numeral) touching() bool { return n.j-n.i == 2 && n.s[n.i+1] == n.s[n.i]+1 }

// whole weighs the digits as a label, all of them.
func (n numeral) whole(h habit) (float32, string) {
	w, why := n.glue(h)
	if w <= -5 {
		return w, why
	}
	return w + n.tail(), why
}

// tail weighs what follows the digits. A code goes on; after a reference
// comes a space, the end, or the punctuation that closes a phrase.
func (n numeral) tail() float32 {
	switch r := n.next; {
	case r == 0 || r == '\n':
		return 1
	case r == ' ' || r == '\t' || r == ')' || r == '”' || r == ']' || r == ';' || r == '—':
		return 0
	case r == ',' || r == '.' || r == ':':
		if q := after(n.s, n.j+1); q >= '0' && q <= '9' {
			return -4
		}
		return -0.5
	case r == '-' || r == '–' || r == '/':
		return -4
	case r == '“' || unicode.IsUpper(r):
		return -1
	case unicode.IsLetter(r):
		return -5
	}
	return -1
}

// glue weighs what stands before the digits.
func (n numeral) glue(h habit) (float32, string) {
	switch r := n.prev; {
	case unicode.IsLetter(r):
		return n.afterWord(), "a number glued to a word"
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
	lower := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			lower++
		}
	}
	switch letters := utf8.RuneCountInString(w); {
	case unicode.IsDigit(q):
		// "2239Z1", "20th3": a figure with letters on it is mostly a code.
		if letters == 1 || letters == 2 && lower == 2 {
			return 0
		}
		return -2
	case letters == 1 && q == '.':
		return 2.5 // "the U.S1" lost its stop
	case letters == 1:
		return -2.5
	case lower == 0 && letters <= 5:
		return 1
	}
	return 4.5
}

// beforeNumber are words that a number follows: after them digits belong to
// the words. An English list; in other languages the words weigh as any other.
var beforeNumber = map[string]bool{
	"no": true, "nos": true, "number": true, "p": true, "pp": true, "page": true, "pages": true, "vol": true, "volume": true, "art": true, "article": true,
	"articles": true, "sec": true, "section": true, "sections": true, "par": true, "para": true, "paragraph": true, "paragraphs": true, "chapter": true, "ch": true, "part": true, "parts": true,
	"fig": true, "figure": true, "table": true, "box": true, "tab": true, "annex": true, "appendix": true, "item": true, "items": true, "phase": true, "step": true,
	"document": true, "documents": true, "doc": true, "footnote": true, "footnotes": true, "note": true, "telegram": true, "telegrams": true, "lot": true, "folder": true, "reel": true, "option": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
	"of": true, "to": true, "by": true, "in": true, "on": true, "at": true, "about": true, "and": true, "or": true, "the": true, "than": true, "from": true, "for": true, "some": true, "only": true, "tel": true, "embtel": true, "deptel": true, "mytel": true, "urtel": true, "attachment": true, "enclosure": true, "point": true, "points": true, "question": true, "schedule": true, "working": true, "group": true, "class": true, "category": true, "day": true, "line": true, "lines": true, "title": true, "stage": true, "track": true, "zone": true, "corps": true,
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
	switch {
	case w != "" && beforeNumber[strings.ToLower(w)]:
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
	return pick(ends, 0.5, -4.5)
}

func pick(cond bool, yes, no float32) float32 {
	if cond {
		return yes
	}
	return no
}

// afterStop weighs digits after a stop, comma or colon: "files.1" against
// "3.5", "1,000", "10:30" and "No.5".
func (n numeral) afterStop() float32 {
	q := before(n.s, n.i-1)
	size := n.j - n.i
	if unicode.IsDigit(q) {
		return n.afterFigure(size)
	}
	if n.prev != '.' {
		return 4
	}
	w := strings.ToLower(word(n.s, n.i-1))
	switch {
	case len(w) <= 4 && beforeNumber[w]:
		return -4
	case w == "" && unicode.IsSpace(q):
		return -6 // ".5"
	}
	return 4.5
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
		if isYear(whole) && ends {
			return 3
		}
		return pick(ends && len(whole) >= 3, 1, -4)
	case ':':
		return pick(size == 2, -6, -2)
	}
	return pick(ends, 2, 0)
}

// isYear reports whether s is a year of the modern age.
func isYear(s string) bool {
	return len(s) == 4 && (s[0] == '1' && s[1] >= '5' || s[0] == '2' && s[1] == '0')
}

// split adds the readings of the digits as a number with a label glued to it.
func (n numeral) split(g *sign) {
	s := n.s[n.i:n.j]
	tail := n.tail()
	if tail < -2 {
		return
	}
	for k := 1; k <= 3 && k < len(s); k++ {
		rest, label := s[:len(s)-k], s[len(s)-k:]
		if label[0] == '0' && k > 1 {
			continue
		}
		w, why := n.number(rest, label)
		if w <= -7 {
			continue
		}
		from := n.j - k
		w += min(tail, 1)
		g.calls = append(g.calls, reading{apparatus.Call{Label: label, Weight: w}, from, n.j})
		if k == 2 && label[1] == label[0]+1 {
			g.calls = append(g.calls, reading{apparatus.Call{Label: label[:1], Then: label[1:], Weight: w}, from, n.j})
		}
		if g.why == "" {
			g.why = why
		}
	}
}

var months = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
}

// number weighs rest as a number of its own, with label glued to it.
func (n numeral) number(rest, label string) (float32, string) {
	w := ""
	at := n.i
	for at > 0 && n.s[at-1] == ' ' {
		at--
	}
	if at < n.i {
		if at > 0 && n.s[at-1] == '.' {
			at--
		}
		w = strings.ToLower(word(n.s, at))
	}
	value, _ := strconv.Atoi(rest)
	full, _ := strconv.Atoi(rest + label)
	month := months[w]
	dated := n.dated()
	switch {
	case isYear(rest) && (month || dated):
		return 4.5, "a number glued to the year of a date"
	case isYear(rest):
		return 2, "a number glued to a year"
	case len(rest) < 4 && len(rest)+len(label) >= 4 && isYear(rest+label) && (month || dated):
		return -9, ""
	case month && value >= 1 && value <= 31 && full > 31:
		return 3.5, "a number glued to the day of a date"
	case month && full <= 31:
		return -2.5, "a number glued to the day of a date"
	case n.prev == '.' || n.prev == ',':
		return -4.5, "a number glued to a number"
	case n.prev == '–' || n.prev == '-':
		return -2.5, "a number glued to a code"
	case n.prev == '/':
		return -3, "a number glued to a code"
	}
	return -3.5, "a number glued to a number"
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
	return months[strings.ToLower(word(s, len(s)))]
}
