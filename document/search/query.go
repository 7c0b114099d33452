package search

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// ErrEmpty says that a query holds nothing that could be found.
var ErrEmpty = errors.New("nothing to search for")

// Options say how a query is meant.
type Options struct {
	Case   bool // tell capitals from small letters even where the query has no capital
	Word   bool // find whole words only
	Regexp bool // the query is a regular expression in the syntax of package regexp
}

// Parse reads a query as it is typed: "re:" at once followed by a pattern, or a
// pattern between slashes, makes it a regular expression, "w:" at once followed by a
// word finds whole words only, and a backslash before any of these takes its meaning
// away. "Re: Vietnam", with its space, is what it looks like.
func Parse(typed string) (string, Options) {
	var opt Options
	for {
		switch rest, isRe, isWord := prefix(typed); {
		case isRe && !opt.Regexp:
			opt.Regexp, typed = true, rest
		case isWord && !opt.Word:
			opt.Word, typed = true, rest
		default:
			if rest, ok := strings.CutPrefix(typed, `\`); ok {
				if _, isRe, isWord = prefix(rest); isRe || isWord {
					typed = rest
				}
			}
			return typed, opt
		}
	}
}

func prefix(typed string) (rest string, isRe, isWord bool) {
	if n := len(typed); n > 2 && typed[0] == '/' && typed[n-1] == '/' && typed[1] != ' ' {
		return typed[1 : n-1], true, false
	}
	rest, isRe = strings.CutPrefix(typed, "re:")
	if !isRe {
		rest, isWord = strings.CutPrefix(typed, "w:")
	}
	if rest == "" || rest[0] == ' ' {
		return typed, false, false
	}
	return rest, isRe, isWord
}

// A Query is compiled and may be used by several goroutines at once.
type Query struct {
	cased   bool
	word    bool
	pattern *pattern // nil where the query is no regular expression

	table        *[utf8.RuneSelf]byte // folds ASCII
	needle       []byte               // folded; empty for a regular expression
	ascii        bool                 // needle is ASCII
	scans        bool                 // needle can be found by its probe
	han          []string             // the ideographs of needle
	probe        probe                // the byte of needle that is rarest in prose
	wordL, wordR bool                 // the needle begins, ends with a character of a word

	scratch sync.Pool // of *folded
}

// Compile makes a Query of what is sought. It returns ErrEmpty for a query of
// white space, and for a pattern that is none an error that says where it is wrong.
func Compile(query string, opt Options) (*Query, error) {
	q := &Query{word: opt.Word}
	q.scratch.New = func() any { return new(folded) }
	if opt.Regexp {
		if err := q.compileRegexp(query, opt); err != nil {
			return nil, err
		}
		return q, nil
	}
	q.cased = opt.Case || strings.IndexFunc(query, unicode.IsUpper) >= 0
	var f folded
	f.fold(query, q.cased)
	q.needle = f.b
	if len(strings.TrimSpace(string(q.needle))) == 0 {
		return nil, ErrEmpty
	}
	q.probe = probeOf(q.needle, q.cased)
	q.ascii = isASCII(string(q.needle))
	q.scans = q.ascii && q.probe.c != '\''
	for _, r := range string(q.needle) {
		if isHan(r) {
			q.han = append(q.han, string(r))
		}
	}
	q.table = asciiTable(q.cased)
	first, _ := utf8.DecodeRune(q.needle)
	last, _ := utf8.DecodeLastRune(q.needle)
	q.wordL, q.wordR = q.word && isWord(first), q.word && isWord(last)
	return q, nil
}

// within reports whether every text in which q has a match has one of p too.
func (q *Query) within(p *Query) bool {
	switch {
	case q.pattern != nil && p.pattern != nil:
		return q.cased == p.cased && q.pattern.begins(p.pattern)
	case q.pattern != nil || p.pattern != nil || p.word || p.cased && !q.cased:
		return false
	}
	needle := q.needle
	if q.cased != p.cased {
		var f folded
		f.fold(string(needle), false)
		needle = f.b
	}
	i := bytes.Index(needle, p.needle)
	return i >= 0 && !continued(needle[i+len(p.needle):])
}

// A Span is a match in a block: bytes of its reading text, End exclusive.
type Span struct{ Start, End int }

// Block appends the matches in a block's reading text to spans, in order and
// without overlaps. It allocates nothing else where there is none.
func (q *Query) Block(text string, spans []Span) []Span {
	spans, _ = q.block(q.seek(), text, spans, nil)
	return spans
}

// BlockContext is Block that gives up when ctx is done, and then returns what it had found.
func (q *Query) BlockContext(ctx context.Context, text string, spans []Span) []Span {
	var over func() bool
	if !q.AtOnce(text) {
		over = q.pattern.asks(ctx)
	}
	spans, _ = q.block(q.seek(), text, spans, over)
	return spans
}

// seek returns the probe by which matches are looked for in any text.
func (q *Query) seek() *probe {
	if q.pattern != nil && q.pattern.holds != nil {
		return &q.pattern.holds.probe
	}
	return &q.probe
}

// block is Block by a probe, for a search that may be given up, as over tells, where it is
// not nil. It returns false where that was done.
func (q *Query) block(a *probe, text string, spans []Span, over func() bool) ([]Span, bool) {
	switch {
	case q.pattern != nil:
		if q.pattern.holds != nil && !q.pattern.holds.may(a, text) {
			return spans, true
		}
	case q.scans:
		if all, ok := q.scan(a, text, spans); ok {
			return all, true
		}
	case !q.ascii && (isASCII(text) || q.lacks(text)):
		return spans, true
	}
	f := q.scratch.Get().(*folded)
	defer q.scratch.Put(f)
	f.fold(text, q.cased)
	if q.pattern != nil {
		return q.pattern.find(f, text, spans, over)
	}
	return q.scanFolded(f, text, spans), true
}

// lacks reports whether text lacks an ideograph of the needle, which nothing but itself and
// the compatibility ideographs is folded to.
func (q *Query) lacks(text string) bool {
	for _, s := range q.han {
		if !strings.Contains(text, s) {
			return !hasCompatibility(text)
		}
	}
	return false
}

// hasCompatibility reports whether text may have one of the compatibility ideographs,
// U+F900 to U+FAFF and beyond the basic plane.
func hasCompatibility(text string) bool {
	if strings.IndexByte(text, 0xF0) >= 0 {
		return true
	}
	for i := nextByte(text, 0xEF, 0); i+1 < len(text); i = nextByte(text, 0xEF, i+1) {
		if c := text[i+1]; c >= 0xA4 && c <= 0xAB {
			return true
		}
	}
	return false
}

// scanFolded finds the needle in folded text.
func (q *Query) scanFolded(f *folded, text string, spans []Span) []Span {
	end := 0
	for at := 0; ; {
		i := indexFrom(f.b, q.needle, at)
		if i < 0 {
			return spans
		}
		s := f.span(text, i, i+len(q.needle))
		at = i + 1
		if s.Start < end || continued(f.b[i+len(q.needle):]) || q.word && !q.bounded(text, s) {
			continue
		}
		spans = append(spans, s)
		end = s.End
		at = i + len(q.needle)
	}
}

// continued reports whether folded text begins with a mark that belongs to the
// character before it: the vowel of a consonant, the voicing of a kana.
func continued(b []byte) bool {
	if len(b) == 0 || b[0] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeRune(b)
	return unicode.IsMark(r)
}

// bounded reports whether a match does not continue a word.
func (q *Query) bounded(text string, s Span) bool {
	if before, n := utf8.DecodeLastRuneInString(text[:s.Start]); q.wordL && n > 0 && isWord(before) {
		return false
	}
	after, n := utf8.DecodeRuneInString(text[s.End:])
	return !q.wordR || n == 0 || !isWord(after)
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
