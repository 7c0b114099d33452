package plain

import (
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
	if w > 0 && (n.prev == '.' || n.prev == ':' || unicode.IsLetter(n.prev)) && inName(n.s[:n.i]) {
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
	case strings.ContainsRune(`@_=\<>|~+*␈`, r): // a backspace strikes over them
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
	case letters <= 3 && lower && !vowel(w):
		return 1.5 // "bz2", "mp3"
	case !lower && letters <= 5:
		return pick(n.capitals(len(w)), 3.5, 1.5)
	}
	return 4.5
}

// vowel reports whether w has a letter that may be a vowel: what has none is no word.
func vowel(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf || strings.IndexByte("aeiouyAEIOUY", w[i]) >= 0 {
			return true
		}
	}
	return false
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

// afterStop weighs digits after a stop, comma or colon: "files.1" against
// "3.5", "1,000", "10:30" and "No.5".
func (n numeral) afterStop() float32 {
	q := before(n.s, n.i-1)
	if unicode.IsDigit(q) {
		return n.afterFigure(n.j - n.i)
	}
	if n.prev != '.' {
		return pick(q == ':', -6, 4) // "::1"
	}
	w := word(n.s, n.i-1)
	p := before(n.s, n.i-1-len(w))
	switch {
	case abbreviations.has(w):
		return -4
	case len(w) == 1 && w != "Z" && (p == '/' || unicode.IsDigit(p)):
		return -5 // "A/C.1", "756D.5"
	case unicode.IsDigit(p) && threeParts(n.s[:n.i-1-len(w)]):
		return -5 // "2.8.5pre.1"
	case w == "" && unicode.IsSpace(q) && strings.HasSuffix(strings.TrimRight(n.s[:n.i-1], " \u00a0"), "."):
		return pick(n.ends(), 4, 2.5) // an ellipsis of spaced stops, after which a sentence may go on
	case w == "" && unicode.IsSpace(q):
		return pick(n.ends(), 3, -6) // ".5"
	}
	return 4.5
}

// threeParts reports whether s ends in a number of three parts, as releases have it.
func threeParts(s string) bool {
	return strings.Count(s[len(strings.TrimRight(s, "0123456789.")):], ".") > 1
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
	case subdivided.has(w):
		return -5 // "Section 10.1"
	case w != "" && len(whole) >= 2:
		return 2
	}
	return -1
}

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
