package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The last of some digits may be a label that is glued to a number: "1972" with note
// 1 is printed "19721". What is left must be a number that is complete by itself.

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
		return -6, "the last figures of a number, glued to it"
	case '–', '-':
		if isYear(whole) && unicode.IsDigit(before(n.s, n.i-utf8.RuneLen(n.prev))) {
			return -9, "" // "2002-2003"
		}
		return -3, "a number glued to a code"
	case '/':
		return -3, "a number glued to a code"
	}
	if abbreviations.has(w) && (n.next == '\n' || n.next == 0) && n.i < 8 {
		return -6, "the last figures of a number, glued to it" // "No. 51", the number of a document
	}
	if isYear(whole) && whole >= "1800" {
		return -6, "the last figures of a number, glued to it"
	}
	switch len(rest) + len(label) {
	case 2:
		return -5, "the last figures of a number, glued to it"
	case 3:
		return -4, "the last figures of a number, glued to it"
	}
	return -3.5, "the last figures of a number, glued to it"
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
