package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"ibid/tui/layout"
	"ibid/tui/theme"
)

// A canvas is a frame as it is written, row by row. It is the one place where
// escape sequences are put to text, and it lets no row be wider than the window.
type canvas struct {
	buf    []byte
	width  int // cells of the window
	method layout.Method
	x      int    // cells written of the present row
	sgr    string // in force
	ends   []int  // bytes of buf up to the end of each row that is done
}

// reset begins a frame.
func (c *canvas) reset(width int, method layout.Method) {
	c.buf, c.width, c.method, c.x, c.sgr, c.ends = c.buf[:0], width, method, 0, "", c.ends[:0]
}

// style puts a style in force, as an entry of a theme gives it.
func (c *canvas) style(sgr string) {
	if sgr == c.sgr {
		return
	}
	if c.sgr != "" {
		c.buf = append(c.buf, theme.Reset...)
	}
	c.buf = append(c.buf, sgr...)
	c.sgr = sgr
}

// put writes text of a known width, cut at the edge of the window.
func (c *canvas) put(sgr, text string, width int) {
	if c.x+width > c.width {
		text = cut(text, c.width-c.x, c.method)
		width = c.method.Width(text)
	}
	if text == "" {
		return
	}
	c.style(sgr)
	c.buf = append(c.buf, text...)
	c.x += width
}

// text writes text that has not been measured.
func (c *canvas) text(sgr, text string) { c.put(sgr, text, c.method.Width(text)) }

// to writes free cells up to column x.
func (c *canvas) to(sgr string, x int) {
	n := min(x, c.width) - c.x
	if n <= 0 {
		return
	}
	c.style(sgr)
	for ; n > len(blanks); n -= len(blanks) {
		c.buf = append(c.buf, blanks...)
		c.x += len(blanks)
	}
	c.buf = append(c.buf, blanks[:n]...)
	c.x += n
}

// repeat writes a character of one cell up to column x.
func (c *canvas) repeat(sgr, char string, x int) {
	for c.x < min(x, c.width) {
		c.put(sgr, char, 1)
	}
}

// newline ends a row.
func (c *canvas) newline() {
	c.end()
	c.buf = append(c.buf, '\n')
	c.ends = append(c.ends, len(c.buf))
}

// keep drops all rows but the first n, so that others can be drawn in their place.
func (c *canvas) keep(n int) {
	if n >= len(c.ends) {
		return
	}
	end := 0
	if n > 0 {
		end = c.ends[n-1]
	}
	c.buf, c.ends = c.buf[:end], c.ends[:n]
}

// over writes text over what stands at a cell of a row that is done.
func (c *canvas) over(x, y int, sgr, text string) {
	if y >= len(c.ends) || x >= c.width {
		return
	}
	from, to := 0, c.ends[y]-1
	if y > 0 {
		from = c.ends[y-1]
	}
	text = cut(text, c.width-x, c.method)
	before, after := ansi.TruncateWc, ansi.TruncateLeftWc
	if c.method == layout.GraphemeWidth {
		before, after = ansi.Truncate, ansi.TruncateLeft
	}
	row, width := string(c.buf[from:to]), c.method.Width(text)
	// Of a wide character one half may be left free. Both parts keep all styles of the row.
	left := before(row, x, "")
	left += theme.Reset + strings.Repeat(" ", max(x-c.cells(left), 0))
	room := max(c.cells(row)-x-width, 0)
	right := after(row, x+width, "")
	for n := x + width + 1; c.cells(right) > room; n++ {
		right = after(row, n, "")
	}
	right = strings.Repeat(" ", room-c.cells(right)) + right
	done := left + sgr + text + theme.Reset + right
	c.buf = slices.Replace(c.buf, from, to, []byte(done)...)
	for i := y; i < len(c.ends); i++ {
		c.ends[i] += len(done) - len(row)
	}
}

// cells returns the cells of text with its styles.
func (c *canvas) cells(s string) int {
	if c.method == layout.GraphemeWidth {
		return ansi.StringWidth(s)
	}
	return ansi.StringWidthWc(s)
}

// end ends the last row.
func (c *canvas) end() {
	c.style("")
	c.x = 0
}

const blanks = "                                                                "

// cut returns the beginning of text that fits into width cells.
func cut(text string, width int, method layout.Method) string {
	if width <= 0 {
		return ""
	}
	if method.Width(text) <= width {
		return text
	}
	used := 0
	for i := 0; i < len(text); {
		n, w := method.Cluster(text[i:])
		if used+w > width {
			return text[:i]
		}
		used += w
		i += n
	}
	return text
}

// shorten returns text in at most width cells, with an ellipsis where it is cut.
func shorten(text string, width int, method layout.Method, ascii bool) string {
	if method.Width(text) <= width {
		return text
	}
	dots := ellipsis(ascii)
	n := method.Width(dots)
	if width <= n {
		return cut(text, width, method)
	}
	return strings.TrimRight(cut(text, width-n, method), " ") + dots
}

// wrapped returns text in rows of at most width cells, at most most of them.
func wrapped(text string, width, most int, method layout.Method) []string {
	var rows []string
	for text != "" && len(rows) < most {
		row := cut(text, width, method)
		if row == "" {
			break
		}
		if i := strings.LastIndexByte(row, ' '); len(row) < len(text) && i > 0 && len(row)-i < len(row)/2 {
			row = row[:i+1]
		}
		rows = append(rows, strings.TrimRight(row, " "))
		text = text[len(row):]
	}
	if text != "" {
		return nil
	}
	return rows
}

func ellipsis(ascii bool) string {
	if ascii {
		return "..."
	}
	return "…"
}
