package search

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A pattern is a regular expression as it is matched with folded text. A character may
// take it as many steps as it has instructions, so what one block takes has no bound
// worth the name: a search must be able to give up within it.
type pattern struct {
	re    *regexp.Regexp
	group int // of re, which is the match
	// later is re for what follows a match. The first character of its text is that before
	// the place from which it looks, and its first group is the match. It is nil where
	// re asks for nothing before its match, and may be given the rest alone.
	later  *regexp.Regexp
	size   int            // instructions
	holds  *Query         // what every match holds, or nil
	syntax *syntax.Regexp // nil where whole words are wanted
	least  int            // characters of the shortest match
}

// noWord is a character for which isWord is false. The \b of patterns knows the words
// of ASCII only.
const noWord = `[^\pL\p{Nd}\pM]`

// compileRegexp compiles a pattern to be run over folded text, in which there
// are small letters only where the pattern has no capital.
func (q *Query) compileRegexp(typed string, opt Options) error {
	q.cased = opt.Case || hasCapital(typed)
	typed = foldPattern(typed, q.cased)
	if strings.TrimSpace(typed) == "" {
		return ErrEmpty
	}
	parsed, err := syntax.Parse(typed, syntax.Perl)
	if err != nil {
		return wrong(err)
	}
	p := &pattern{holds: held(parsed, q.cased), syntax: parsed, least: shortest(parsed)}
	if opt.Word {
		typed = `(?:^|` + noWord + `)(` + typed + `)(?:$|` + noWord + `)`
		p.group, p.syntax = 1, nil
	}
	if p.re, err = regexp.Compile(typed); err != nil {
		return wrong(err)
	}
	if opt.Word || looksBack(parsed) {
		later := `\A(?s:.)(?s:.*?)(` + typed + `)`
		if opt.Word {
			later = `\A(?s:.)(?s:.*?)(?:` + typed + `)`
		}
		if p.later, err = regexp.Compile(later); err != nil {
			return wrong(err)
		}
	}
	p.size = instructions(typed)
	q.pattern = p
	return nil
}

// instructions returns how long a pattern that compiles is as a program.
func instructions(pattern string) int {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return 0
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return 0
	}
	return len(prog.Inst)
}

// wrong says what is wrong with a pattern without saying that it was parsed.
func wrong(err error) error {
	var se *syntax.Error
	if errors.As(err, &se) {
		return fmt.Errorf("%s: %q", se.Code, se.Expr)
	}
	return err
}

// looksBack reports whether a pattern asks for what stands before its match.
func looksBack(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpBeginText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	return slices.ContainsFunc(re.Sub, looksBack)
}

// shortest returns how many characters the shortest match of a pattern has at least.
func shortest(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpCapture, syntax.OpPlus:
		return shortest(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min * shortest(re.Sub[0])
	case syntax.OpConcat:
		n := 0
		for _, sub := range re.Sub {
			n += shortest(sub)
		}
		return n
	case syntax.OpAlternate:
		n := shortest(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			n = min(n, shortest(sub))
		}
		return n
	}
	return 0
}

// begins reports whether every match of a pattern begins with one of p, as where more was
// typed after it, and no match of p is empty.
func (q *pattern) begins(p *pattern) bool {
	if q.syntax == nil || p.syntax == nil || p.least == 0 {
		return false
	}
	all, first := terms(q.syntax), terms(p.syntax)
	for i, x := range first {
		switch {
		case i >= len(all):
			return false
		case x.Equal(all[i]):
		case i == len(first)-1 && x.Op == syntax.OpLiteral && all[i].Op == syntax.OpLiteral && x.Flags == all[i].Flags:
			return len(x.Rune) <= len(all[i].Rune) && slices.Equal(x.Rune, all[i].Rune[:len(x.Rune)])
		default:
			return false
		}
	}
	return true
}

// terms returns what follows one another in a pattern.
func terms(re *syntax.Regexp) []*syntax.Regexp {
	if re.Op == syntax.OpConcat {
		return re.Sub
	}
	return []*syntax.Regexp{re}
}

// directSteps is how many steps a match may take of which nobody is asked whether the
// search goes on: a fraction of a millisecond. askEvery is how many characters are read
// between two times that somebody is.
const (
	directSteps = 1 << 16
	askEvery    = 64
)

// AtOnce reports whether the matches in a text are found so soon that a screen can wait
// for them: always but for what is long for its pattern.
func (q *Query) AtOnce(text string) bool {
	return q.pattern == nil || q.pattern.steps(len(text)) <= directSteps
}

// steps returns how many steps it may take to find the first match in so many bytes.
func (p *pattern) steps(bytes int) int { return bytes * p.size }

// asks returns a function that reports whether ctx is done.
func (p *pattern) asks(ctx context.Context) func() bool {
	return func() bool { return ctx.Err() != nil }
}

// find appends the matches in folded text that are not empty. Where over is not nil it
// gives up when that returns true, and returns false.
func (p *pattern) find(f *folded, text string, spans []Span, over func() bool) ([]Span, bool) {
	end := 0
	for at := 0; at <= len(f.b); {
		from, to, ok := p.next(f.b, at, over)
		switch {
		case !ok:
			return spans, false
		case from < 0:
			return spans, true
		case from == to: // no match is looked for within the character after it
			_, n := utf8.DecodeRune(f.b[to:])
			at = to + max(n, 1)
			continue
		}
		if s := f.span(text, from, to); s.Start >= end {
			spans = append(spans, s)
			end = s.End
		}
		at = to
	}
	return spans, true
}

// next returns the first match in b from at on, negative where there is none. It returns
// false where the search was given up.
func (p *pattern) next(b []byte, at int, over func() bool) (from, to int, ok bool) {
	re, group := p.re, p.group
	if at > 0 && p.later != nil {
		_, n := utf8.DecodeLastRune(b[:at])
		re, group, at = p.later, 1, at-n
	}
	if over != nil && over() {
		return 0, 0, false
	}
	var m []int
	switch r := (&runes{b: b[at:], over: over}); {
	case over != nil && p.steps(len(r.b)) > directSteps:
		if m = indexReader(re, group, r); r.stopped {
			return 0, 0, false
		}
	case group == 0:
		m = re.FindIndex(r.b)
	default:
		m = re.FindSubmatchIndex(r.b)
	}
	if m == nil {
		return -1, -1, true
	}
	return at + m[2*group], at + m[2*group+1], true
}

func indexReader(re *regexp.Regexp, group int, r io.RuneReader) []int {
	if group == 0 {
		return re.FindReaderIndex(r)
	}
	return re.FindReaderSubmatchIndex(r)
}

// runes reads the characters of a text, which ends where the search is given up.
type runes struct {
	b       []byte
	at      int
	left    int // to be read until over is asked
	over    func() bool
	stopped bool
}

// ReadRune returns the next character and its size in bytes.
func (r *runes) ReadRune() (rune, int, error) {
	if r.left--; r.left < 0 {
		r.left = askEvery - 1
		r.stopped = r.stopped || r.over()
	}
	if r.stopped || r.at == len(r.b) {
		return 0, 0, io.EOF
	}
	c, n := rune(r.b[r.at]), 1
	if c >= utf8.RuneSelf {
		c, n = utf8.DecodeRune(r.b[r.at:])
	}
	r.at += n
	return c, n, nil
}

// stepsAtOnce are the instructions of a pattern with which a character takes no longer than
// one of any text, about.
const stepsAtOnce = 4

// weight returns how many times as long as for words it may take to search a text.
func (q *Query) weight() int {
	if q.pattern == nil {
		return 1
	}
	return max(q.pattern.size/stepsAtOnce, 1)
}

// held returns a query for what every match of a pattern holds, or nil. Finding it
// takes a fraction of the time of matching a pattern.
func held(re *syntax.Regexp, cased bool) *Query {
	s := literal(re, cased)
	if len(s) < 2 || !isASCII(s) {
		return nil
	}
	q, err := Compile(s, Options{Case: cased})
	if err != nil || !q.scans {
		return nil
	}
	return q
}

// literal returns the longest text that every match of a pattern holds, in small
// letters where case does not count.
func literal(re *syntax.Regexp, cased bool) string {
	switch {
	case re.Op == syntax.OpLiteral && !cased:
		return strings.ToLower(string(re.Rune))
	case re.Op == syntax.OpLiteral && re.Flags&syntax.FoldCase == 0:
		return string(re.Rune)
	case re.Op == syntax.OpRepeat && re.Min == 0:
		return ""
	}
	longest := ""
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus, syntax.OpRepeat, syntax.OpConcat:
		for _, sub := range re.Sub {
			if s := literal(sub, cased); len(s) > len(longest) {
				longest = s
			}
		}
	}
	return longest
}

// classes are the escapes of a pattern, whose letters are not text.
var classes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\\(?:[pP]\{[^}]*\}|[pP].|.)|\(\?P?<[^>]*>`)
})

// hasCapital reports whether a pattern asks for capitals, by letter or by class.
func hasCapital(pattern string) bool {
	if strings.Contains(pattern, "{Lu}") || strings.Contains(pattern, "[:upper:]") {
		return true
	}
	return strings.IndexFunc(classes().ReplaceAllString(pattern, ""), unicode.IsUpper) >= 0
}

// foldPattern folds what is text in a pattern as texts are. What then is a sign of
// patterns, such as a fullwidth bracket, goes on standing for itself.
func foldPattern(pattern string, cased bool) string {
	var b strings.Builder
	escaped := false
	for _, r := range pattern {
		if r < utf8.RuneSelf {
			if r == '`' {
				r = rune(plain[r])
			}
			b.WriteRune(r)
			escaped = r == '\\' && !escaped
			continue
		}
		for _, x := range foldRune(r, cased) {
			if escaped {
				b.WriteRune(x)
			} else {
				b.WriteString(regexp.QuoteMeta(string(x)))
			}
			escaped = false
		}
	}
	return b.String()
}
