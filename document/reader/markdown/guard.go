package markdown

import (
	"bytes"

	"ibid/document/source"
)

// The limits within which goldmark's time is near linear in a piece.
const (
	maxDepth   = 32  // quotations and lists in one another
	maxDangles = 500 // "](" of one paragraph that no ")" follows
	maxPadded  = 1 << 17
)

// guard returns the text of a piece such that parsing it takes little time and
// memory: quotations and lists beyond a depth are lifted to it. It reports
// whether anything was changed, and whether the piece must be shown as it is.
func guard(text []byte, lim source.Limits) (safe []byte, changed, raw bool) {
	if tables(text, lim) || dangles(text) || pends(text) {
		return text, false, true
	}
	text = closed(text)
	if !deep(text) {
		return text, false, false
	}
	return lift(text), true, false
}

// closed escapes the last opening of a comment at the beginning of a line where
// nothing closes it: it would hide what follows.
func closed(text []byte) []byte {
	if !bytes.Contains(text, []byte("<!--")) {
		return text // told faster than where the last one is
	}
	i := bytes.LastIndex(text, []byte("<!--"))
	if i > 0 && text[i-1] != '\n' || bytes.Contains(text[i:], []byte("-->")) {
		return text
	}
	return append(append(bytes.Clone(text[:i]), '\\'), text[i:]...)
}

// dangles reports whether a paragraph has so many openings of link targets
// that none closes that looking for their ends would take long.
func dangles(text []byte) bool {
	if bytes.Count(text, []byte("](")) <= maxDangles {
		return false
	}
	n := 0
	for i := 0; i+1 < len(text); i++ {
		switch {
		case text[i] == '\n' && text[i+1] == '\n':
			n = 0
		case text[i] == ')':
			n = max(0, n-1)
		case text[i] == ']' && text[i+1] == '(':
			if n++; n > maxDangles {
				return true
			}
		}
	}
	return false
}

// tables reports whether a table has more columns than the limit, or so many
// short rows that filling them up would make more cells than bytes.
func tables(text []byte, lim source.Limits) bool {
	columns, cells := 0, 0
	for i := 0; i < len(text); {
		line := lineAt(text, i)
		i += len(line)
		if line[0] == '\n' {
			columns = 0
			continue
		}
		if n := delimiterRow(line); n > 0 {
			columns = n
		}
		cells += columns
		if columns > lim.Columns || cells > maxPadded {
			return true
		}
	}
	return false
}

// deep reports whether a line could stand deeper in quotations and lists than the limit.
func deep(text []byte) bool {
	for i := 0; i < len(text); {
		line := lineAt(text, i)
		i += len(line)
		if n, _ := prefix(line); n > maxDepth {
			return true
		}
	}
	return false
}

// prefix returns how many containers a line may be in by what it begins with,
// counting two columns of indentation before a sign as one, and the length of that.
func prefix(line []byte) (depth, length int) {
	signs, columns, i := 0, 0, 0
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ':
			columns++
		case c == '\t':
			columns += 4 - columns%4
		case c == '>':
			signs++
		case (c == '-' || c == '+' || c == '*') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			signs++
			columns++
		case '0' <= c && c <= '9' && i+2 < len(line) && (line[i+1] == '.' || line[i+1] == ')') && line[i+2] == ' ':
			signs++
			columns += 2
			i++
		default:
			if signs == 0 {
				return 0, i
			}
			return signs + columns/2, i
		}
		i++
	}
	return signs + columns/2, i
}

// lift takes from the beginning of each line what would put it deeper than
// the limit. Indented code that stands deep loses indentation.
func lift(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		line := lineAt(text, i)
		i += len(line)
		depth, n := prefix(line)
		if depth <= maxDepth {
			out = append(out, line...)
			continue
		}
		keep := 0
		for k := 1; k <= n; k++ {
			if d, _ := prefix(line[:k]); d > maxDepth || k == n {
				keep = k - 1
				break
			}
		}
		if keep > 0 && line[keep-1] != ' ' {
			keep--
		}
		out = append(append(out, line[:keep]...), tail(line[:n])...)
		out = append(out, line[n:]...)
	}
	return out
}

// tail returns the innermost sign of a container in the beginning of a line.
func tail(s []byte) []byte {
	s = bytes.TrimRight(s, " \t")
	if len(s) == 0 {
		return nil
	}
	k := bytes.LastIndexAny(s, " \t>") + 1
	return append(bytes.Clone(s[min(k, len(s)-1):]), ' ')
}
