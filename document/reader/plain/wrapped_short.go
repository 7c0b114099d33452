package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrappedText reports whether a text that begins with sample is to be read as
// hard-wrapped: it is where the dialect asked for is one of wrapped texts only,
// where the text says what it is, or where its lines end as wrapped lines do.
func wrappedText(sample, dialect string) bool {
	switch dialect {
	case "rfc", "gutenberg", "pdf":
		return true
	case "frus":
		return false
	}
	if newBook(sample).is {
		return true
	}
	ls := splitLines(sample, 0, nil)
	m := measureLines(sample, ls, wrapLimit)
	return m.isWrapped() || m.long*10 <= m.lines && (memoHead(sample) || memoFooter(sample, ls)) || m.isShort(sample, ls) || m.long < m.lines && footed(sample, ls)
}

// memoHead reports whether a line at the head of a text begins with the words
// that head RFCs and drafts (RFC 7322, section 4.1). Prose that speaks of them
// has them elsewhere in the line.
func memoHead(sample string) bool {
	for _, line := range strings.Split(sample[:min(len(sample), memoBytes)], "\n") {
		line = strings.ToLower(strings.TrimLeft(line, " \t"))
		for _, words := range []string{"request for comments:", "network working group", "internet-draft"} {
			if strings.HasPrefix(line, words) && !strings.HasSuffix(line, ".") {
				return true
			}
		}
	}
	return false
}

// memoFooter reports whether a page ends in "Author   [Page 2]" and a form
// feed, as the line printer's pages of memos do.
func memoFooter(text string, ls []textLine) bool {
	for i := range ls {
		if !ls[i].feed {
			continue
		}
		if k := textBefore(ls, i); k >= 0 {
			if s := text[ls[k].from:ls[k].to]; s[0] != '[' && pageFooter(s) != "" {
				return true
			}
		}
	}
	return false
}

// shortLines is up to how many lines a text is short: a longer one shows by
// the number of its line ends how it was set.
const shortLines = 200

// isShort reports whether a text too short for [measure.isWrapped] is
// hard-wrapped, as prose or as verse. No line may be too long for it, and none
// a note of an indented list, for the editions that have such lists set a
// paragraph a line. A list of short sentences that fill their lines by chance
// would mislead it.
func (m *measure) isShort(text string, ls []textLine) bool {
	if m.lines < 3 || m.lines > shortLines || m.long > 0 {
		return false
	}
	small, full := 0, 0
	for i := range ls {
		l := &ls[i]
		if l.blank() {
			continue
		}
		s := text[l.from:l.to]
		if n, _ := listLabel(s); n > 0 && l.indent > 0 {
			return false
		}
		if i == 0 || ls[i-1].blank() {
			continue
		}
		lower, before := startsLower(s), ls[i-1].right()
		if lower {
			small++
		}
		if before+1+firstWord(s) > m.width || lower && before*20 >= m.width*17 {
			full++
		}
	}
	if full >= 2 && full*2 >= m.breaks && small*3 >= m.breaks && m.width >= 50 {
		return true
	}
	return m.isPoem(text, ls)
}

// verseWidth is the widest line of a poem, in columns, but for a few.
const verseWidth = 66

// isPoem reports whether a text is verse: lines in stanzas that begin with
// capitals, hardly any of which is a sentence or ends in a colon, as the lines
// of headings, of memoranda and of lists are or do.
func (m *measure) isPoem(text string, ls []textLine) bool {
	if m.lines < 8 || m.lines > shortLines || m.long > 0 || m.width > verseWidth || m.breaks*2 < m.lines {
		return false
	}
	lines, big, goesOn, other := 0, 0, 0, 0
	for i := range ls {
		l := &ls[i]
		if l.blank() {
			continue
		}
		s := text[l.from:l.to]
		if n, _, _ := noteMark(s); n > 0 {
			continue
		}
		lines++
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘«_([")); unicode.IsUpper(r) {
			big++
		}
		if capsOnly(s) || s[len(s)-1] == ':' || l.width < 8 || strings.ContainsAny(s, "\t@/=|") {
			other++
		}
		last, _ := utf8.DecodeLastRuneInString(s)
		if last == ',' || last == ';' || last == '—' || last == '-' {
			goesOn++
		}
	}
	return lines >= 8 && big*10 >= lines*9 && other*8 <= lines && goesOn*5 >= lines
}
