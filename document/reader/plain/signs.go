package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document/apparatus"
)

// A reading is one way to read a sign: From and To are bytes of para.text.
type reading = apparatus.Call

// habit is a set of forms of signs that a text uses.
type habit uint16

const (
	glued       habit = 1 << iota // Saigon1
	spaced                        // Soviet Union 0
	slashes                       // /1/
	brackets                      // [1]
	parentheses                   // (1)
	symbols                       // * † ‡
	superscript                   // ¹ ᵃ
	braces                        // {277}, a page
	citations                     // [RFC2119]
)

// scan finds the signs of a paragraph. One pass over the bytes stops at those
// that can begin a sign.
func (p *para) scan(h habit) {
	s := p.text
	m := p.memory()
	if p.signs == nil {
		p.signs = m.signs.open(fewSigns)
		defer func() { p.signs = m.signs.close(p.signs) }()
	}
	for i := starter.skip(s, 0); i < len(s); i = starter.skip(s, i) {
		if s[i] == 0xe2 && punctuation(s[i:]) {
			i += 3
		} else {
			i = p.scanAt(h, i)
		}
	}
}

// fewSigns is how many signs hardly a paragraph has more of.
const fewSigns = 16

// punctuation reports whether s, which begins with the lead byte of † and ‖,
// begins with a typographic dash or quotation mark instead (U+2000 to U+201F but for ‖): in
// edited prose most characters under that byte are.
func punctuation(s string) bool {
	return len(s) >= 3 && s[1] == 0x80 && s[2] < 0xa0 && s[2] != 0x96
}

// starter holds the bytes that may begin a sign.
var starter = setOf("0123456789[{/(*#\xc2\xe1\xe2\xca\xcb")

// scanAt looks for a sign at s[i] and returns where to go on.
func (p *para) scanAt(h habit, i int) int {
	s := p.text
	switch c := s[i]; {
	case c >= '0' && c <= '9':
		return p.digits(h, i)
	case c == '[':
		return p.bracket(h, i)
	case c == '{':
		return p.brace(h, i)
	case c == '/':
		if h&slashes != 0 {
			return p.slash(i)
		}
	case c == '(':
		if h&parentheses != 0 {
			return p.parenthesis(i)
		}
	case c == '*' && p.memory().stars != nil && p.star(i) > i:
		return p.signs[len(p.signs)-1].to
	case h&superscript != 0 && superscriptRun(s[i:]) > 0:
		return p.superscript(i)
	case h&(symbols|glued) != 0 && symbolRun(s[i:]) > 0:
		return p.symbol(h, i)
	}
	return i + 1
}

func (p *para) call(from, to int, fam family, label, why string, weight float32, alone bool) {
	p.signs = append(p.signs, sign{from: from, to: to, family: fam, calls: p.memory().call(reading{Label: label, Weight: weight, Alone: alone, Form: fam == famSlash || fam == famBracket, From: from, To: to, Why: why})})
}

// before and after return the characters around s[i:j], 0 at the ends.
func before(s string, i int) rune {
	r, n := utf8.DecodeLastRuneInString(s[:i])
	if n == 0 {
		return 0
	}
	return r
}

func after(s string, j int) rune {
	r, n := utf8.DecodeRuneInString(s[j:])
	if n == 0 {
		return 0
	}
	return r
}

// noteLabel reports whether s can be the label of a note: a number, a letter
// or two, or signs.
func noteLabel(s string) bool {
	if s == "" || len(s) > 6 {
		return false
	}
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	switch rest := s[digits:]; {
	case digits > 4:
		return false
	case digits > 0:
		return rest == "" || len(rest) == 1 && rest[0] >= 'a' && rest[0] <= 'z'
	default:
		return len(rest) <= 2 && unicode.IsLetter(rune(rest[0])) && unicode.IsLetter(rune(rest[len(rest)-1])) || symbolRun(rest) == len(rest)
	}
}

// bracket reads "[1]", "[Page 277]" and their like.
func (p *para) bracket(h habit, i int) int {
	s := p.text
	end := strings.IndexByte(s[i:min(len(s), i+40)], ']')
	if end < 0 {
		return i + 1
	}
	end += i + 1
	if p.memory().stars != nil && s[i+1] == '*' {
		if end := p.star(i); end > i {
			return end
		}
	}
	in := s[i+1 : end-1]
	if label, series, ok := apparatus.PageMark(in); ok {
		p.signs = append(p.signs, sign{from: i, to: end, page: true, label: label, series: series})
		return end
	}
	if h&citations != 0 {
		return p.cite(i)
	}
	if h&brackets == 0 {
		return i + 1
	}
	if n, label := fnLabel(s[i:]); n > 0 {
		p.call(i, i+n, famBracket, label, "a label in brackets", 4, false)
		return i + n
	}
	if !noteLabel(in) {
		if wideLabel(in) {
			p.call(i, end, bracketFamily(in), in, "an unusual label in brackets", wideWeight, false)
			return end
		}
		return i + 1
	}
	weight := float32(4)
	if q := before(s, i); q == 0 || unicode.IsSpace(q) {
		weight = 1
	} else if operand(s[end:]) || indexed(s[:i]) || versioned(s[:i]) || counts(s, i, end) {
		weight = indexWeight
	}
	from := i
	if i > 0 && s[i-1] == '^' {
		from, weight = i-1, 4
	}
	p.call(from, end, bracketFamily(in), in, "a label in brackets", weight, false)
	return end
}

// counts reports whether the label in brackets s[i:end] is the number of a program that
// says something, as make and the system's log write it ("make[2]: "), of an element that
// a list of changes names ("([192]): "), or one of several of a name ("box[2], box[3]").
func counts(s string, i, end int) bool {
	w := word(s, i)
	if w == "" {
		return strings.HasSuffix(s[:i], "(") && strings.HasPrefix(s[end:], "):")
	}
	if strings.HasPrefix(s[end:], ": ") && lowerOnly(w) {
		if q := before(s, i-len(w)); q == 0 || q == '\n' || strings.HasSuffix(w, "make") {
			return true
		}
	}
	near := s[max(0, i-stemBytes):min(len(s), i+stemBytes)]
	return len(w) > 1 && strings.Count(near, w+"[") > 1
}

// tags reports whether a sign is letters in brackets before a paragraph, which say
// what the paragraph is about, "[Qt] Fix a leak", "[me]: …", or begin a note.
func (g *sign) tags(text string) bool {
	return g.from == 0 && g.family == famBracketLetter && g.to < len(text) && (text[g.to] == ' ' || text[g.to] == ':')
}

// indexWeight is the evidence of what may be the index of an array. Only a note of the
// very same form answers it.
const indexWeight = 0

// indexed reports whether s ends in the name of a variable, or in a call, after which
// brackets may be the index of an array.
func indexed(s string) bool {
	return inName(s) || member(s) || strings.HasSuffix(s, "()")
}

// member reports whether s ends in names with a stop between them: "time.tzname".
func member(s string) bool {
	token := s[strings.LastIndexAny(s, " \t\n")+1:]
	i := strings.LastIndexByte(token, '.')
	return i > 2 && i+3 < len(token) && lowerOnly(token[i+1:]) && lowerByte(token[i-1])
}

// versioned reports whether s ends in the name of a version, "1.5.1" or "beta1", of whose
// entries brackets may give the number.
func versioned(s string) bool {
	token := s[strings.LastIndexAny(s, " \t\n(")+1:]
	name := strings.TrimRight(token, "0123456789")
	if len(name) == len(token) {
		return false
	}
	if strings.Trim(name, "0123456789.") == "" {
		return strings.Count(name, ".") > 1
	}
	return len(name) > 2 && lowerOnly(name)
}

// operand reports whether what stands before s is part of an expression: an
// operator or a bracket of arguments follows.
func operand(s string) bool {
	if s == "" {
		return false
	}
	if c := s[0]; c == '(' || c == '{' || letterByte(c) {
		return true
	}
	s = strings.TrimPrefix(s, " ")
	return s != "" && strings.IndexByte("=+*^&|<>%", s[0]) >= 0
}

// brace reads "{277}". What quantifies a regular expression, or is an argument of a
// command, is no page.
func (p *para) brace(h habit, i int) int {
	s := p.text
	end := i + 1
	for end < len(s) && end < i+6 && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if h&braces == 0 || end == i+1 || end == len(s) || s[end] != '}' {
		return i + 1
	}
	if !inCode(s, i, end+1) {
		p.signs = append(p.signs, sign{from: i, to: end + 1, page: true, label: s[i+1 : end]})
	}
	return end + 1
}

// inCode reports whether the word around braces s[i:j] is of a program: it has characters
// that prose has not, or goes on after a bracket and the braces.
func inCode(s string, i, j int) bool {
	from := strings.LastIndexAny(s[:i], " \t\n") + 1
	to := strings.IndexAny(s[j:], " \t\n")
	if to < 0 {
		to = len(s) - j
	}
	if strings.ContainsAny(s[from:j+to], `\^$|=<>`) {
		return true
	}
	return to > 0 && i > from && strings.IndexByte(")]*+", s[i-1]) >= 0
}

// slashed reads "/1/" at the start of s.
func slashed(s string) (int, string) {
	if len(s) < 3 || s[0] != '/' {
		return 0, ""
	}
	end := strings.IndexByte(s[1:min(len(s), 7)], '/')
	if end < 1 || !noteLabel(s[1:1+end]) {
		return 0, ""
	}
	return end + 2, s[1 : 1+end]
}

func (p *para) slash(i int) int {
	s := p.text
	n, label := slashed(s[i:])
	if n == 0 {
		return i + 1
	}
	if r := after(s, i+n); unicode.IsLetter(r) && i > 0 && inName(s[:i]) {
		return i + n - 1 // a path
	}
	if k, _ := slashed(s[i+n-1:]); k > 0 && unicode.IsDigit(before(s, i)) {
		return i + n - 1 // "13/3/1/": the first slash belongs to the number
	}
	weight := float32(4)
	if q := before(s, i); unicode.IsDigit(q) || unicode.IsDigit(after(s, i+n)) {
		weight = 1
	}
	p.call(i, i+n, famSlash, label, "a label between slashes", weight, false)
	return i + n
}

func (p *para) parenthesis(i int) int {
	s := p.text
	end := strings.IndexByte(s[i:min(len(s), i+6)], ')')
	if end < 2 || !figures(s[i+1:i+end]) {
		return i + 1
	}
	weight := float32(-1)
	switch q := before(s, i); {
	case q == 0 || q == '\n':
		weight = -6
	case unicode.IsSpace(q):
		weight = -2
	case !unicode.IsLetter(q) && !strings.ContainsRune(".,;:!?)]’”'\"»…", q):
		weight = -3
	}
	p.call(i, i+end+1, famParen, s[i+1:i+end], "a label in parentheses", weight, false)
	return i + end + 1
}

// figures reports whether s is a number of at most three figures. Letters in
// parentheses count the parts of a paragraph.
func figures(s string) bool {
	return len(s) <= 3 && strings.Trim(s, "0123456789") == ""
}

// symbolRun returns the length of the printers' signs at the start of s, at
// most three and all alike, 0 where there is none.
func symbolRun(s string) int {
	for _, m := range []string{"*", "†", "‡", "§", "‖", "¶", "#"} {
		n := 0
		for n < 3*len(m) && strings.HasPrefix(s[n:], m) {
			n += len(m)
		}
		if n > 0 && !strings.HasPrefix(s[n:], m) {
			if m == "#" && n == 1 {
				return 0
			}
			return n
		}
	}
	return 0
}

// symbol reads a printers' sign. Among figures it may be one of their series:
// an edition that numbers its notes may call the first by an asterisk.
func (p *para) symbol(h habit, i int) int {
	s := p.text
	n := symbolRun(s[i:])
	q := before(s, i)
	if s[i] == '*' && (emphasized(s, i, n) || opensEmphasis(s, i, n) || inPattern(s, i, n)) {
		return i + n
	}
	weight := float32(2)
	switch {
	case q == 0 || q == '\n':
		weight = -6
	case unicode.IsSpace(q):
		weight = -3
	}
	f := famSymbol
	if h&symbols == 0 {
		f = famList
	}
	p.call(i, i+n, f, s[i:i+n], "a printers' sign", weight, false)
	return i + n
}

// inPattern reports whether the n asterisks at s[i] stand for any letters, in
// the name of a file or a setting ("lib*", "remote.*.url"), multiply, or point:
// an asterisk that calls a note follows a word or its punctuation and ends the
// word.
func inPattern(s string, i, n int) bool {
	q, r := before(s, i), after(s, i+n)
	switch {
	case unicode.IsSpace(q):
		return r != 0 && strings.ContainsRune("/-._", r) || q != '\n' && unicode.IsSpace(r) && i+n+1 < len(s) // the name of a file, the end of a comment, or a point of a list that was joined
	case q == 0:
		return r == '.' || r == '/' || r == '-'
	case inName(s[:i]):
		return true
	case !unicode.IsLetter(q) && !unicode.IsDigit(q) && !strings.ContainsRune(".,;:!?)]’”'\"»…", q):
		return true
	case r == '.' || r == ',' || r == ':':
		r = after(s, i+n+1)
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '/' || r == '*'
	case q == '.' && r == ' ' && unicode.IsLower(after(s, i+n+1)):
		return true
	}
	return r != 0 && !unicode.IsSpace(r) && !strings.ContainsRune(";!?)]’”'\"»—–", r)
}

// farEmphasis is the most bytes between the two asterisks of *emphasis*.
const farEmphasis = 200

// opensEmphasis reports whether the n asterisks at s[i] stand before a word
// and as many after one: "*may not*".
func opensEmphasis(s string, i, n int) bool {
	if !beforeWord(s, i, n) {
		return false
	}
	rest := s[i+n : min(len(s), i+n+farEmphasis)]
	j := strings.IndexByte(rest, '*')
	return j > 0 && symbolRun(s[i+n+j:]) == n && !unicode.IsSpace(before(rest, j))
}

// emphasized reports whether the n asterisks at s[i] close what others opened.
func emphasized(s string, i, n int) bool {
	from := max(0, i-farEmphasis)
	j := strings.LastIndexByte(s[from:i], '*')
	if j < 0 || unicode.IsSpace(before(s, i)) {
		return false
	}
	open := from + j + 1 - n
	return open >= 0 && strings.Trim(s[open:open+n], "*") == "" && beforeWord(s, open, n)
}

// beforeWord reports whether the n asterisks at s[i] have a space or an opening
// mark before them and none after.
func beforeWord(s string, i, n int) bool {
	q, r := before(s, i), after(s, i+n)
	return (q == 0 || unicode.IsSpace(q) || strings.ContainsRune("([“\"", q)) && r != 0 && r != '*' && !unicode.IsSpace(r)
}

// superscripts maps superscript characters to what they stand for.
var superscripts = map[rune]byte{
	'⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9',
	'ᵃ': 'a', 'ᵇ': 'b', 'ᶜ': 'c', 'ᵈ': 'd', 'ᵉ': 'e', 'ᶠ': 'f', 'ᵍ': 'g', 'ʰ': 'h', 'ⁱ': 'i', 'ʲ': 'j', 'ᵏ': 'k', 'ˡ': 'l', 'ᵐ': 'm',
	'ⁿ': 'n', 'ᵒ': 'o', 'ᵖ': 'p', 'ʳ': 'r', 'ˢ': 's', 'ᵗ': 't', 'ᵘ': 'u', 'ᵛ': 'v', 'ʷ': 'w', 'ˣ': 'x', 'ʸ': 'y', 'ᶻ': 'z',
}

// superscriptRun returns the length of the superscript characters at the start of s.
func superscriptRun(s string) int {
	n := 0
	for n < len(s) {
		r, k := utf8.DecodeRuneInString(s[n:])
		if superscripts[r] == 0 {
			break
		}
		n += k
	}
	return n
}

func (p *para) superscript(i int) int {
	s := p.text
	n := superscriptRun(s[i:])
	weight := float32(3)
	if q := before(s, i); q == 0 || unicode.IsSpace(q) || q == '⁻' || q == '⁺' { // "10⁻⁷"
		weight = -2
	} else if unicode.IsDigit(q) || raised(s[:i]) {
		weight = -1
	} else if w := word(s, i); w != "" && utf8.RuneCountInString(w) <= 2 && (s[i:i+n] == "²" || s[i:i+n] == "³") {
		weight = -2 // "km²"
	}
	label := plainLabel(s[i : i+n])
	p.call(i, i+n, superFamily(label), label, "a superscript", weight, weight > 2)
	return i + n
}

// raised reports whether a superscript after s is part of what s ends in: a
// variable of one letter ("x²") or a measure ("km²").
func raised(s string) bool {
	word := lastPart(s)
	switch word {
	case "km", "cm", "mm", "dm", "ft", "in", "mi", "yd":
		return true
	}
	return len(word) == 1 && !strings.HasSuffix(s, "’"+word) && !strings.HasSuffix(s, "'"+word)
}

// plainLabel writes a label of superscript characters in plain ones.
func plainLabel(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = append(out, superscripts[r])
	}
	return string(out)
}
