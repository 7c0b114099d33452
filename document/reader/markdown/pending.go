package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// maxPending is how much emphasis of one paragraph may be begun and not ended. What ends any is
// looked for among all of it.
const maxPending = 2000

// pends reports whether a paragraph begins so much emphasis that nothing ends that looking
// for its ends would take long. What stands in fenced code begins none.
func pends(text []byte) bool {
	if bytes.Count(text, []byte("*"))+bytes.Count(text, []byte("_"))+bytes.Count(text, []byte("~")) <= maxPending {
		return false
	}
	var p pending
	var fence []byte
	for i := 0; i < len(text); {
		line := lineAt(text, i)
		i += len(line)
		s := bytes.Trim(line, " \t>\r\n")
		switch {
		case fence != nil:
			if closesFence(s, fence) {
				fence = nil
			}
		case len(s) == 0:
			p = pending{}
		default:
			if fence = opensFence(s); fence == nil && p.line(line) {
				return true
			}
		}
	}
	return false
}

// pending counts the runs of delimiters of each kind that are not closed yet.
type pending struct{ stars, lows, tildes int }

// line takes a line, and reports whether there are too many. A run opens and closes emphasis as
// the characters around it say (CommonMark 0.31, section 6.2).
func (p *pending) line(s []byte) bool {
	for i := 0; i < len(s); {
		of := p.of(s[i])
		if of == nil {
			if s[i] == '\\' {
				i++
			}
			i++
			continue
		}
		n := run(s[i:])
		before, _ := utf8.DecodeLastRune(s[:i])
		after, _ := utf8.DecodeRune(s[i+n:])
		left := !blank(after) && (!punctuation(after) || blank(before) || punctuation(before))
		right := !blank(before) && (!punctuation(before) || blank(after) || punctuation(after))
		opens, closes := left, right
		if s[i] == '_' {
			opens, closes = left && (!right || punctuation(before)), right && (!left || punctuation(after))
		}
		switch {
		case closes && *of > 0:
			*of--
		case opens:
			*of++
		}
		i += n
	}
	return p.stars+p.lows+p.tildes > maxPending
}

// of returns the count for a delimiter, nil for another character.
func (p *pending) of(c byte) *int {
	switch c {
	case '*':
		return &p.stars
	case '_':
		return &p.lows
	case '~':
		return &p.tildes
	}
	return nil
}

// blank reports whether a character is white space, or the end of a line.
func blank(c rune) bool { return c == utf8.RuneError || unicode.IsSpace(c) }

func punctuation(c rune) bool {
	return c < utf8.RuneSelf && util.IsPunct(byte(c)) || unicode.IsPunct(c) || unicode.IsSymbol(c)
}
