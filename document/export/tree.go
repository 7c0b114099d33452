package export

import (
	"slices"
	"strings"

	"ibid/document"
)

// empty reports whether a block shows nothing: readers drop such blocks, and
// page breaks in them pass to the next.
func empty(b *document.Block) bool {
	if b.Kind == document.Rule || b.Kind == document.Figure && (b.Text != "" || b.Label != "") {
		return false
	}
	if strings.Trim(b.Text, " \n\t") != "" {
		return false
	}
	for _, k := range b.Marks {
		if k.Kind == document.MarkRef {
			return false
		}
	}
	return true
}

// breaks returns the page breaks of a block that is not written.
func breaks(d *document.Document, b *document.Block) []int {
	var out []int
	for _, k := range b.Marks {
		if k.Kind == document.MarkPage && !d.Pages[k.Index].Inferred {
			out = append(out, int(k.Index))
		}
	}
	return out
}

// A nesting is the lists and quotations around a place in a form that is a tree.
type nesting []bool // true for a quotation, false for a list's item

// level returns how many of the lists and quotations around the block before
// also hold b, which stands at a level of its own, and whether b begins one more.
func (n nesting) level(b *document.Block, level int) (keep int, more bool) {
	switch b.Kind {
	case document.Heading, document.Rule:
		return 0, false
	case document.Item:
		return level - 1, true
	case document.Quote:
		if len(n) >= level && n[level-1] {
			return level, false
		}
		return level - 1, true
	}
	return level, false
}

// levels returns the number of lists and quotations around each block, those
// that its own level says but that nothing began left out.
func levels(blocks []document.Block) []int {
	out := make([]int, len(blocks))
	var open []int // the levels that blocks say of what is open
	for i := range blocks {
		b := &blocks[i]
		if empty(b) {
			continue
		}
		level := int(b.Level)
		if b.Kind == document.Item || b.Kind == document.Quote {
			level = max(level, 1)
			for len(open) > 0 && open[len(open)-1] >= level {
				open = open[:len(open)-1]
			}
			open = append(open, level)
		} else {
			if b.Kind == document.Heading {
				level = 0
			}
			for len(open) > 0 && open[len(open)-1] > level {
				open = open[:len(open)-1]
			}
		}
		out[i] = len(open)
	}
	return out
}

// line returns what is shown in one line, once.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// distinct returns values without repetitions.
func distinct(values []string) []string {
	var out []string
	for _, v := range values {
		if v = line(v); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// cellsOf returns the number of cells of a table.
func cellsOf(b *document.Block) int {
	text := strings.TrimRight(b.Text, " \n\t")
	return strings.Count(text, "\t") + strings.Count(text, "\n") + 1
}
