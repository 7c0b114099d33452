package export

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"ibid/document"
)

// cells returns how many cells of a terminal s takes.
func cells(s string) int { return displaywidth.String(s) }

// wrap breaks a line at its spaces into rows of at most width cells, the first of
// so many cells less as are taken, where that is possible. A width of 0 or less,
// which leaves no room, breaks nothing.
func wrap(line string, width, taken int) []string {
	if width <= 0 || taken+len(line) <= width || taken+cells(line) <= width {
		return []string{line}
	}
	var rows []string
	start, end, used := 0, 0, taken // the row, up to the last word that fits
	for i := 0; i < len(line); {
		j := i
		for j < len(line) && line[j] == ' ' {
			j++
		}
		k := j
		for k < len(line) && line[k] != ' ' {
			k++
		}
		n := cells(line[i:k])
		if end > start && used+n > width {
			rows = append(rows, line[start:end])
			start, used, n = j, 0, cells(line[j:k])
		}
		used += n
		i, end = k, k
	}
	return append(rows, strings.TrimRight(line[start:], " "))
}

// maxColumn is how wide, in cells, the column of a table may be for the table to be aligned.
const maxColumn = 60

// table writes the rows of a table, its columns aligned where none is too wide
// for that, else parted by tabs.
func (t *textWriter) table(b *document.Block, first, rest string) {
	var rows [][]string
	var wide []int
	fits := true
	for line := range strings.SplitSeq(t.marked(b), "\n") {
		row := strings.Split(line, "\t")
		rows = append(rows, row)
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], cells(cell))
			fits = fits && wide[i] <= maxColumn
		}
	}
	for i, row := range rows {
		if !fits {
			t.line(first, strings.Join(row, "\t"))
			first = rest
			continue
		}
		t.line(first, aligned(row, wide))
		first = rest
		if i+1 == int(b.Head) {
			t.line(rest, ruled(wide))
		}
	}
}

func aligned(row []string, wide []int) string {
	var s strings.Builder
	for i, cell := range row {
		s.WriteString(cell)
		if i+1 < len(row) {
			s.WriteString(strings.Repeat(" ", wide[i]-cells(cell)+2))
		}
	}
	return s.String()
}

func ruled(wide []int) string {
	var s strings.Builder
	for i, n := range wide {
		if i > 0 {
			s.WriteString("  ")
		}
		s.WriteString(strings.Repeat("-", n))
	}
	return s.String()
}

// capital returns s with a capital at its beginning.
func capital(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
