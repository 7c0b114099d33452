package export

import (
	"strings"

	"ibid/document"
)

// A listing is how a block's place in a list is written.
type listing byte

const (
	outside    listing = iota
	bulleted           // "- "
	ordered            // "1. "
	starting           // the same, the first of a list that does not begin with 1
	labelled           // "- " and the label in a span
	described          // a term
	describing         // the first paragraph under a term
)

// listings tells how each block of a place is written. A number stands as a
// number only in lists of two items or more, which are not parted by blank
// lines: numbers that stand apart are read as part of the text.
func (m *markdown) listings(blocks []document.Block) []listing {
	out := make([]listing, len(blocks))
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != document.Item || out[i] != outside || empty(b) {
			continue
		}
		switch number, _ := ordinal(b.Label); {
		case b.Label == "":
			out[i] = bulleted
			if k := m.following(blocks, i); k > 0 && blocks[k].Kind == document.Paragraph && m.levels[k] == m.levels[i] {
				out[i], out[k] = described, describing
			}
		case b.Label == "•" || b.Label == "☐" || b.Label == "☑":
			out[i] = bulleted
		case number >= 0:
			m.number(blocks, i, out)
		default:
			out[i] = labelled
		}
	}
	return out
}

// following returns the index of the next block that is written, -1 for none.
func (m *markdown) following(blocks []document.Block, i int) int {
	for k := i + 1; k < len(blocks); k++ {
		if !empty(&blocks[k]) {
			return k
		}
	}
	return -1
}

// number tells how the list that begins with the numbered item i is written.
func (m *markdown) number(blocks []document.Block, i int, out []listing) {
	start, sign := ordinal(blocks[i].Label)
	members := []int{i}
	how := ordered
	for k := i + 1; k < len(blocks); k++ {
		b := &blocks[k]
		if empty(b) || b.Kind == document.Item && m.levels[k] > m.levels[i] {
			continue
		}
		n, s := ordinal(b.Label)
		if b.Kind == document.Item && m.levels[k] == m.levels[i] && n >= 0 && s == sign {
			if len(members) == 1 && n == start {
				how = labelled
			}
			members = append(members, k)
			continue
		}
		if b.Kind != document.Item && b.Kind != document.Heading && b.Kind != document.Rule && m.levels[k] >= m.levels[i] &&
			(b.Kind != document.Quote || m.levels[k] > m.levels[i]) {
			continue // it stands in the item before
		}
		break
	}
	if len(members) == 1 || start != 1 && m.levels[i] > 1 {
		how = labelled
	}
	for _, k := range members {
		out[k] = how
	}
	if how == ordered {
		out[i] = starting
	}
}

// ordinal returns the number and sign of a label that Markdown can write, -1
// for others.
func ordinal(label string) (int, byte) {
	n := len(label) - 1
	if n < 1 || n > 9 || label[n] != '.' && label[n] != ')' || n > 1 && label[0] == '0' {
		return -1, 0
	}
	v := 0
	for _, c := range []byte(label[:n]) {
		if c < '0' || c > '9' {
			return -1, 0
		}
		v = v*10 + int(c-'0')
	}
	return v, label[n]
}

// marker returns what an item begins with and how far its other lines are indented.
func (m *markdown) marker(i int, b *document.Block) (string, int) {
	switch m.groups[i] {
	case ordered, starting:
		return b.Label + " ", len(b.Label) + 1
	case described:
		return "", 4
	case labelled:
		return `- <span class="label">` + labelText(b.Label) + "</span> ", 2
	}
	switch b.Label {
	case "☐":
		return "- [ ] ", 2
	case "☑":
		return "- [x] ", 2
	}
	return "- ", 2
}

// labelText escapes a label that stands in a line of its own markup.
func labelText(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c < 0x80 && !wordRune(c) && c != ' ' && c != '.' {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
