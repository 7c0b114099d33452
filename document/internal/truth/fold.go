package truth

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// How many letters and digits are compared: before a place, at the beginning
// of a note, of a heading.
const (
	contextLetters = 12
	noteLetters    = 24
	headLetters    = 60
)

var ligatures = map[rune]string{'æ': "ae", 'œ': "oe", 'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th"}

// alnum returns the letters and digits of s, case and accents folded.
func alnum(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(s)) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		if l, ok := ligatures[r]; ok {
			b.WriteString(l)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func first(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

func last(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

var (
	otherPages = regexp.MustCompile(`^(?:facsimile|typeset)\s+`)
	labelWord  = regexp.MustCompile(`^(?:fn|page|pg\.?|p\.)\s*#?\s*([\p{L}\p{N}_])`)
)

// label returns what of a label is compared.
func label(s string) string {
	s = strings.ToLower(strings.TrimSpace(norm.NFKC.String(s)))
	s = strings.Trim(s, "[](){}<> \t")
	s = otherPages.ReplaceAllString(s, "")
	s = labelWord.ReplaceAllString(s, "$1")
	return strings.Trim(s, "[](){}<>.,;:/ \t")
}

const nonWord = `[^\p{L}\p{N}_]`

var backlink = regexp.MustCompile(`(?i)^` + nonWord + `*(?:return|back)\)`)

// labelled are the ways in which a note may print its own label first.
type labelled struct{ word, bare *regexp.Regexp }

var labelledBy sync.Map // label -> labelled

func labelling(lab string) labelled {
	if x, ok := labelledBy.Load(lab); ok {
		return x.(labelled)
	}
	q := regexp.QuoteMeta(lab)
	x := labelled{
		word: regexp.MustCompile(`(?i)^(?:(?:foot|end)?note\s+(` + nonWord + `*` + q + `(?:` + nonWord + `|$))|fn` + nonWord + `*(` + q + `(?:` + nonWord + `|$)))`),
		bare: regexp.MustCompile(`(?i)^` + nonWord + `*` + q + `(?:` + nonWord + `+|$)`),
	}
	labelledBy.Store(lab, x)
	return x
}

// beginning returns the first letters of a note without its own label.
func beginning(s, lab string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("^↑↩⏎[({*†‡§‖¶", r) })
	if lab = label(lab); lab != "" {
		x := labelling(lab)
		s = x.word.ReplaceAllString(s, "$1$2")
		s = x.bare.ReplaceAllString(s, "")
	}
	return first(alnum(backlink.ReplaceAllString(s, "")), noteLetters)
}

// beginnings returns how a note may begin: some editions repeat the label in
// the note's text, some begin a note with the same letter or number by chance.
func beginnings(s, lab string) [2]string {
	return [2]string{beginning(s, lab), beginning(s, "")}
}
