package markdown

import "bytes"

// The ways in which a piece may end.
type ending int

const (
	betweenBlocks ending = iota
	inParagraph          // the next piece goes on with the same paragraph
	inTable              // the next piece goes on with the same table
	inContainer          // the next lines are indented and belong to a list or note
)

// A container is a block that goes on for as long as lines are indented.
type container byte

const (
	nothing container = iota
	list
	note
)

// A cutter finds the end of one piece.
type cutter struct {
	text   []byte
	pos    int       // where the piece begins
	target int       // where it should end
	joins  bool      // it goes on in a block that was cut, and ends with it
	head   []byte    // the first lines of the table that a cut would be in
	holds  container // what was begun last by a line without indentation

	closes *rawCloses // of the text

	fence []byte // what closes the open fence
	html  []byte // what ends the open block of raw HTML
	blank bool   // the line before was blank
	row   int    // lines since the last blank one
	first []byte // the first of them
	links int    // definitions of links, one line after another
	doubt bool   // a block of raw HTML or a table was opened that the text does not end
	drawn int    // where the table ends that holds blank lines
}

// maxLinks is how many definitions of links are parsed at once; goldmark's
// time goes up with the square.
const maxLinks = 256

// cut returns where the piece ends and how.
func (c *cutter) cut() (int, ending) {
	c.blank = !c.joins
	for i := c.pos; i < len(c.text); {
		line := lineAt(c.text, i)
		if i > c.pos && c.fence == nil && c.html == nil {
			if end, how, ok := c.here(i, line); ok {
				return end, how
			}
		}
		if len(line) > most && c.fence == nil {
			return c.within(i, line)
		}
		c.step(i, line)
		i += len(line)
	}
	return len(c.text), betweenBlocks
}

// here reports whether the piece ends before the line at i, and how.
func (c *cutter) here(i int, line []byte) (int, ending, bool) {
	n, blank := indentation(line)
	if blank || i < c.drawn {
		return 0, 0, false
	}
	if c.joins && c.blank {
		return i, c.after(n), true
	}
	if i >= c.target && n == 0 && (c.blank && line[0] != ':' || begins(line)) {
		return i, betweenBlocks, true
	}
	switch {
	case c.links >= maxLinks && n == 0 && line[0] == '[':
		return i, betweenBlocks, true
	case i < c.pos+most:
		return 0, 0, false
	case c.blank:
		return i, c.after(n), true
	case c.head != nil:
		return i, inTable, true
	}
	if first, _ := indentation(c.first); n == 0 && first == 0 {
		return i, inParagraph, true
	}
	if i < c.pos+4*most {
		return 0, 0, false
	}
	if n > 0 {
		return i, inContainer, true
	}
	return i, inParagraph, true
}

// after says how a piece ends before a line that a blank one precedes.
func (c *cutter) after(indent int) ending {
	if indent > 0 && c.holds != nothing {
		return inContainer
	}
	return betweenBlocks
}

// begins reports whether a line without indentation begins a block even where
// no blank line stands before it.
func begins(line []byte) bool {
	switch line[0] {
	case '#':
		return len(line) > 1 && (line[1] == '#' || line[1] == ' ')
	case '[':
		return definition(line) != nil
	case '-', '*', '+':
		return len(line) > 2 && line[1] == ' ' && line[2] != ' ' && line[2] != '\n' && line[2] != line[0]
	}
	return false
}

// step takes note of one line.
func (c *cutter) step(i int, line []byte) {
	n, blank := indentation(line)
	switch {
	case c.fence != nil:
		if n < 4 && closesFence(bytes.TrimSpace(line), c.fence) {
			c.fence = nil
		}
		c.blank = false
		return
	case c.html != nil:
		if bytes.Contains(line, c.html) {
			c.html = nil
		}
		c.blank = false
		return
	}
	if blank {
		c.blank, c.row, c.first, c.head = true, 0, nil, nil
		return
	}
	if c.blank && len(dashes(bytes.TrimRight(line, " \t\r\n"))) > 0 {
		c.table(i, line)
	}
	if c.row == 0 && (i > c.pos || !c.joins) || begins(line) {
		c.row, c.first, c.head = 0, line, nil
		if n == 0 {
			c.holds = held(line)
		}
	}
	if c.links++; line[0] != '[' || bytes.IndexByte(line, ':') < 0 {
		c.links = 0
	}
	c.row++
	if c.row == 2 && n == 0 && delimiterRow(line) > 0 && bytes.IndexByte(c.first, '|') >= 0 {
		c.head = append(bytes.Clone(c.first), line...)
	}
	c.blank = false
	if n < 4 {
		c.enter(i, line, bytes.TrimLeft(line, " "))
	}
}

// table sees where the table ends that begins with a line of dashes.
func (c *cutter) table(i int, line []byte) {
	more := feed{rest: c.text[i+len(line):]}
	if new(drawn).parse(line, &more) {
		c.drawn = i + len(line) + more.taken
	}
	c.doubt = c.doubt || len(more.rest) == 0
}

// held tells the container that a line without indentation begins.
func held(line []byte) container {
	if definition(line) != nil {
		return note
	}
	if markerOf(line).core != "" {
		return list
	}
	digits := 0
	for digits < len(line) && '0' <= line[digits] && line[digits] <= '9' {
		digits++
	}
	s := line[digits:]
	if len(s) < 2 || s[1] != ' ' && s[1] != '\t' && s[1] != '\n' {
		return nothing
	}
	if digits == 0 && (s[0] == '-' || s[0] == '*' || s[0] == '+' || s[0] == ':' || s[0] == '~') || digits > 0 && (s[0] == '.' || s[0] == ')') {
		return list
	}
	return nothing
}

// enter sees whether a line opens a fence or a block of raw HTML that may hold blank lines.
func (c *cutter) enter(i int, line, s []byte) {
	if f := opensFence(s); f != nil {
		c.fence = f
		return
	}
	if s[0] != '<' {
		return
	}
	for k, h := range rawBlocks {
		if len(s) < len(h.open) || !bytes.EqualFold(s[:len(h.open)], []byte(h.open)) {
			continue
		}
		// One that is never closed would hide the rest of the document, so
		// it is read as if it were closed here.
		switch {
		case bytes.Contains(s, []byte(h.close)):
		case c.closes.after(k, c.text, i+len(line)):
			c.html = []byte(h.close)
		default:
			c.doubt = true
		}
		return
	}
}

// rawCloses are where, in a text, each of rawBlocks is closed next, as it was last looked for: 0
// before that.
type rawCloses [len(rawBlocks)]int

// after reports whether a block of raw HTML is closed after a place in a text. No part of the text is looked
// through twice.
func (r *rawCloses) after(kind int, text []byte, place int) bool {
	if r[kind] < place {
		n := bytes.Index(text[place:], []byte(rawBlocks[kind].close))
		if r[kind] = place + n; n < 0 {
			r[kind] = len(text)
		}
	}
	return r[kind] < len(text)
}

// rawBlocks are the blocks of raw HTML that do not end at a blank line
// (CommonMark 0.31, section 4.6, start conditions 1 to 5).
var rawBlocks = [...]struct{ open, close string }{
	{"<!--", "-->"}, {"<pre", "</pre>"}, {"<script", "</script>"}, {"<style", "</style>"},
	{"<textarea", "</textarea>"}, {"<?", "?>"}, {"<![CDATA[", "]]>"},
}

// within cuts inside a line that is longer than a piece may be.
func (c *cutter) within(i int, line []byte) (int, ending) {
	if i > c.pos {
		if n, _ := indentation(line); c.blank || begins(line) {
			return i, c.after(n)
		}
		return i, inParagraph
	}
	if !c.joins {
		c.holds = held(line)
	}
	if n := bytes.LastIndexByte(line[:most], ' '); n > most/2 {
		return i + n, inParagraph
	}
	n := most
	for n > most-4 && line[n]&0xC0 == 0x80 {
		n--
	}
	return i + n, inParagraph
}

// opensFence returns the run of characters that opens a fence of code, which
// is the least that closes it (CommonMark 0.31, section 4.5), or nil.
func opensFence(s []byte) []byte {
	if len(s) < 3 || s[0] != '`' && s[0] != '~' {
		return nil
	}
	n := run(s)
	if n < 3 || s[0] == '`' && bytes.IndexByte(s[n:], '`') >= 0 {
		return nil
	}
	return s[:n]
}

func closesFence(s, fence []byte) bool {
	return len(s) >= len(fence) && s[0] == fence[0] && run(s) == len(s)
}

// run returns how often the first byte of s is repeated at its beginning.
func run(s []byte) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// delimiterRow returns how many columns the line under a table's head has, 0
// where it is none.
func delimiterRow(line []byte) int {
	s := bytes.TrimSpace(line)
	dashes := false
	for _, c := range s {
		switch c {
		case '-':
			dashes = true
		case '|', ':', ' ', '\t':
		default:
			return 0
		}
	}
	if !dashes || bytes.IndexByte(s, '|') < 0 && bytes.IndexByte(s, ':') < 0 {
		return 0
	}
	s = bytes.TrimSuffix(bytes.TrimPrefix(s, []byte("|")), []byte("|"))
	return bytes.Count(s, []byte("|")) + 1
}
