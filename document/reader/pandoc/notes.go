package pandoc

import "bytes"

// noteMarks are what begins each note in formats whose notes pandoc does not know wherever
// they stand. What follows one is no letter and no hyphen: "<footnoteref" and "<fn-group" are
// other elements.
var noteMarks = map[string]string{
	"docbook": "<footnote",
	"jats":    "<fn",
	"rtf":     `{\footnote`,
}

// notes counts the marks of notes in what is written to it.
type notes struct {
	mark string
	n    int
	tail []byte // the end of what was written, in which a mark may begin
}

func (c *notes) Write(p []byte) (int, error) {
	if c.mark == "" {
		return len(p), nil
	}
	c.tail = append(c.tail, p...)
	rest := c.tail
	for {
		i := bytes.Index(rest, []byte(c.mark)) + len(c.mark)
		if i < len(c.mark) || i == len(rest) {
			break
		}
		if next := rest[i]; next != '-' && (next|0x20 < 'a' || next|0x20 > 'z') {
			c.n++
		}
		rest = rest[i:]
	}
	c.tail = append(c.tail[:0], rest[max(0, len(rest)-len(c.mark)):]...)
	return len(p), nil
}
