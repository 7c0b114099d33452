package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document/apparatus"
	"ibid/document/internal/label"
)

// A lookalike is what has the look of a sign but was never weighed as one, for what
// stands around it shows what it is, or because no signs of its form are looked for.
type lookalike struct {
	from, to int // bytes of para.text
	what     string
	likely   bool // only the habit of the text speaks against it
}

// lookalikes finds what of p's text a reader might take for a sign that is none of p.signs.
func (p *para) lookalikes() []lookalike {
	var out []lookalike
	s, k := p.text, 0
	for i := starter.skip(s, 0); i < len(s); i = starter.skip(s, i) {
		for k < len(p.signs) && p.signs[k].to <= i {
			k++
		}
		if k < len(p.signs) && p.signs[k].from <= i {
			if g := &p.signs[k]; g.page {
				out = append(out, lookalike{g.from, g.to, "a page mark", false})
			}
			i = p.signs[k].to
			continue
		}
		end := len(s)
		if k < len(p.signs) {
			end = p.signs[k].from
		}
		l := lookalikeAt(p.untilSign(k), i, end)
		if l.to == 0 {
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		out = append(out, l)
		i = l.to
	}
	return out
}

// untilSign returns the text up to the k-th sign, or beyond where that is hardly one and
// may be part of the word before it.
func (p *para) untilSign(k int) string {
	if k < len(p.signs) {
		if g := &p.signs[k]; g.page || g.calls[0].Weight >= fairWeight {
			return p.text[:g.from]
		}
	}
	return p.text
}

// lookalikeAt reads what stands at s[i], up to end at most. Its field to is 0 where nobody
// would take it for a sign.
func lookalikeAt(s string, i, end int) lookalike {
	switch c := s[i]; {
	case c >= '0' && c <= '9':
		j := i
		for k := i; k < end && !unicode.IsSpace(rune(s[k])); k++ {
			if s[k] >= '0' && s[k] <= '9' {
				j = k + 1
			} else if strings.IndexByte("[]{}()", s[k]) >= 0 {
				break
			}
		}
		what, likely := figuresAre(s, i, j)
		return lookalike{i, j, what, likely}
	case c == '[':
		return bracketsAre(s, i)
	case c == '(':
		return parensAre(s, i)
	case c == '{':
		if in := enclosed(s[i:], '{', '}', 8); in != "" && strings.Trim(in, "0123456789") == "" {
			return lookalike{i, i + len(in) + 2, "a number in braces, which counts something or is a program's", false}
		}
	case c == '/':
		if n, in := slashed(s[i:]); n > 0 && !letterByte(in[0]) && (i == 0 || !inName(s[:i])) {
			return lookalike{i, i + n, "a label between slashes", true}
		}
	case superscriptRun(s[i:]) > 0:
		return lookalike{i, i + superscriptRun(s[i:]), "a superscript", true}
	default:
		return signsAre(s, i)
	}
	return lookalike{}
}

// bracketsAre says what stands in brackets at s[i].
func bracketsAre(s string, i int) lookalike {
	in := enclosed(s[i:], '[', ']', citeBytes)
	if in == "" || strings.IndexByte(in, '\n') >= 0 {
		return lookalike{}
	}
	l := lookalike{i, i + len(in) + 2, "words in brackets, an editor's or a program's", false}
	_, _, page := apparatus.PageMark(in)
	if unicode.IsLetter(before(s, i)) || unicode.IsLetter(after(s, l.to)) {
		l.what = "characters in brackets within a word"
	}
	switch n, _ := fnLabel(s[i:]); {
	case page:
		l.what = "a page mark"
	case n > 0 || anyLabel(in):
		l.what, l.likely = "a label in brackets", true
	}
	return l
}

// countsNext is what a number in parentheses is that stands before a phrase.
const countsNext = "a number in parentheses that counts what follows it"

// parensAre says what stands in parentheses at s[i], if it is as short as a label.
func parensAre(s string, i int) lookalike {
	in := enclosed(s[i:], '(', ')', 6)
	l := lookalike{i, i + len(in) + 2, "", false}
	switch {
	case in == "":
		return lookalike{}
	case figures(in) && isSpaced(s, i) && l.to < len(s) && s[l.to] == ' ':
		l.what = countsNext
	case figures(in):
		l.what, l.likely = "a number in parentheses", true
	case len(in) == 1 && letterByte(in[0]) || label.IsLowRoman(in):
		l.what = "a letter or Roman number in parentheses, which counts the parts of something"
	case symbolRun(in) == len(in):
		l.what, l.likely = "a printers' sign in parentheses", true
	default:
		return lookalike{}
	}
	return l
}

// signsAre says what printers' signs at s[i] are.
func signsAre(s string, i int) lookalike {
	n := symbolRun(s[i:])
	if n == 0 {
		if j := i + len(s[i:]) - len(strings.TrimLeft(s[i:], s[i:i+1])); j > i+1 && s[i] < utf8.RuneSelf {
			return lookalike{i, j, "a row of signs, which parts the text or is left of a drawing", false}
		}
		return lookalike{}
	}
	l := lookalike{i, i + n, "a printers' sign", true}
	q, r := before(s, i), after(s, i+n)
	switch {
	case s[i] == '*' && (emphasized(s, i, n) || opensEmphasis(s, i, n)):
		l.what, l.likely = "one of two asterisks around words that are set off", false
	case s[i] == '*' && (starBefore(s, i) || starAfter(s, i+n)):
		l.what, l.likely = "one of a row of asterisks, which parts the text or leaves some out", false
	case s[i] == '*' && (q == 0 || q == '\n') && r == ' ':
		l.what, l.likely = "the point of a list", false
	case s[i] == '*' && unicode.IsSpace(q) && unicode.IsSpace(r):
		l.what = "an asterisk with space on both sides"
	case s[i] == '*' && inPattern(s, i, n):
		l.what, l.likely = "an asterisk that stands for any letters, multiplies, or points", false
	case strings.HasPrefix(s[i:], "§") && (r == ' ' || unicode.IsDigit(r)):
		l.what, l.likely = "the sign for a section", false
	}
	return l
}

// starBefore and starAfter report whether only space parts an asterisk from another.
func starBefore(s string, i int) bool { return strings.HasSuffix(strings.TrimRight(s[:i], " \n"), "*") }
func starAfter(s string, i int) bool  { return strings.HasPrefix(strings.TrimLeft(s[i:], " \n"), "*") }

// figuresAre says what the figures s[i:j] are by what stands around them, and whether
// they have the look of a sign.
func figuresAre(s string, i, j int) (what string, likely bool) {
	from := i - len(lastField(s[:i]))
	to := j + strings.IndexFunc(s[j:]+" ", parts)
	if k := strings.LastIndex(s[from:i], "--"); k >= 0 {
		from += k + 2
	}
	if k := strings.Index(s[j:to], "--"); k >= 0 {
		to = j + k
	}
	token := strings.TrimRight(s[from:to], ".,;:!?)]}”’\"'»-–")
	token = strings.TrimLeft(token, "([{“‘\"'«")
	whole := s[i:j]
	n := numeral{s: s, i: i, j: j, prev: before(s, i), next: after(s, j)}
	switch {
	case strings.Contains(token, "://") || strings.HasPrefix(token, "www.") || strings.IndexByte(token, '@') > 0:
		return "part of an address", false
	case token == whole && strings.Trim(whole, "0123456789") == "" || token == "":
		return n.alone(from, to), false
	case (n.prev == '-' || n.prev == '–') && len(whole) <= 2 && months.has(word(s, i-utf8.RuneLen(n.prev))):
		return "the day of a date", false
	case len(token) <= len("16–23") && strings.Trim(token, "0123456789–-") == "" && months.has(n.wordBefore(i-strings.Index(token, whole))):
		return "the days of a date", false
	case from == i && (from == 0 || s[from-1] == '\n') && strings.Trim(whole, "0123456789.") == "":
		return "the number that its line begins with", false
	case token == whole:
		return numberIs(whole), false
	case unicode.IsLetter(n.prev) && token[len(token)-1] == s[j-1] && utf8.RuneCountInString(word(s, i)) > 2 && !inName(s[:i]) && len(whole) <= 3:
		return "a number glued to a word", true
	case strings.ContainsRune(".,;:!?”)’»", n.prev) && j-i <= 3 && token[len(token)-1] == s[j-1] && !unicode.IsDigit(before(s, i-utf8.RuneLen(n.prev))) && n.afterProse():
		return "a number glued to punctuation", true
	}
	return tokenIs(token, whole), false
}

// parts reports whether a character parts words: white space, and the dash between phrases.
func parts(r rune) bool { return unicode.IsSpace(r) || r == '—' }

// lastField returns what ends s and nothing parts.
func lastField(s string) string {
	i := strings.LastIndexFunc(s, parts)
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

// afterProse reports whether letters of a word stand before the punctuation that the figures follow.
func (n numeral) afterProse() bool {
	w := word(n.s, n.i-utf8.RuneLen(n.prev))
	return utf8.RuneCountInString(w) > 1 && !abbreviations.has(w) && !inName(n.s[:n.i])
}

// alone says what figures are that no letters touch: s[from:to] is they and the
// punctuation around them.
func (n numeral) alone(from, to int) string {
	whole := n.s[n.i:n.j]
	w := n.wordBefore(n.i)
	next := strings.TrimLeft(n.s[to:], " ")
	next = next[:len(next)-len(strings.TrimLeftFunc(next, unicode.IsLetter))]
	day := len(whole) <= 2 && whole != "0" && whole != "00" && whole <= "31" || len(whole) == 1
	switch {
	case n.leads() || (from == 0 || n.s[from-1] == '\n') && (n.next == ')' || n.next == ':'):
		return "the number that its line begins with"
	case day && (months.has(w) || months.has(next) && n.next == ' '):
		return "the day of a date"
	case isYear(whole) && (months.has(w) || n.dated()):
		return "the year of a date"
	case n.prev == '’' || n.prev == '\'':
		return "a year without its century, or a number in quotation marks"
	case strings.ContainsRune("$£€", n.prev):
		return "a sum of money"
	case isYear(whole) && (w == "" || beforeYear.has(w) || !abbreviations.has(w) && !beforeNumber.has(w)):
		return "a year, or a number like one"
	case w != "" && (abbreviations.has(w) || beforeNumber.has(w)):
		return "a number after “" + w + "”, a word that numbers follow"
	case w != "":
		return "a number by itself, after the word “" + w + "”"
	}
	return "a number by itself"
}

// numberIs says what a number is that has marks between its figures.
func numberIs(s string) string {
	marks := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
	switch {
	case (marks == "--" || marks == "//") && len(s) >= len("1-1-70"):
		return "a date, or a code of three numbers"
	case strings.Trim(marks, ",") == "" && len(s) > 4 && s[len(s)-4] == ',':
		return "a number whose thousands are parted"
	case strings.Trim(marks, ".,") == "":
		return "a number with a point in it, or of a part of a part"
	case marks == ":":
		return "a time of day, or two numbers parted by a colon"
	case marks == "-" || marks == "–" || marks == "—":
		return "two numbers with a dash between, a range or a code"
	case marks == "/":
		return "two numbers with a stroke between, a fraction, a date or a code"
	}
	return "figures with other signs between, a code or a formula"
}

// tokenIs says what a word is that figures are part of.
func tokenIs(token, whole string) string {
	rest := strings.TrimPrefix(token, whole)
	switch strings.ToLower(rest) {
	case "st", "nd", "rd", "th", "d":
		return "an ordinal number"
	case "%":
		return "a percentage"
	case "½", "¼", "¾", "⅓", "⅔", "⅛", "⅜", "⅝", "⅞":
		return "a number with a fraction"
	case "s", "’s", "'s":
		return "a number with a plural or genitive"
	}
	switch {
	case strings.ContainsAny(token, "$£€"):
		return "a sum of money"
	case strings.IndexFunc(token, unicode.IsLetter) < 0:
		return numberIs(token)
	case fileName(token) || strings.ContainsAny(token, `/\`):
		return "part of a code, or of the name of a file: “" + token + "”"
	}
	return "part of a code of letters and figures: “" + token + "”"
}
