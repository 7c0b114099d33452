package tui

import (
	"sort"
	"unicode/utf8"

	"ibid/document"
)

// Columns of the gutter: room for a label of five characters and a space after it;
// up to four more for longer labels.
const (
	gutterMin  = 6
	gutterMax  = 10
	gutterNone = 2 // where the document has no pages
)

// An extent is what has to be known of the whole of a document to show a part of
// it. It grows with the snapshots, each element looked at once.
type extent struct {
	ends  []int64 // bytes of reading text up to the end of each block of the body
	pages int     // pages looked at
	page  int     // characters of the longest page label

	sections  int // sections looked at
	documents int // documents of a volume
}

// grow returns the extent of a later snapshot. e stays valid: what it holds is a
// prefix of what is returned. It must be called on the newest extent only.
func (e extent) grow(d *document.Document) extent {
	total := e.total()
	for i := len(e.ends); i < len(d.Blocks); i++ {
		total += int64(len(d.Blocks[i].Text)) + 1
		e.ends = append(e.ends, total)
	}
	for ; e.pages < len(d.Pages); e.pages++ {
		e.page = max(e.page, utf8.RuneCountInString(d.Pages[e.pages].Label))
	}
	for ; e.sections < len(d.Sections); e.sections++ {
		if d.Sections[e.sections].Document {
			e.documents++
		}
	}
	return e
}

func (e extent) total() int64 {
	if len(e.ends) == 0 {
		return 0
	}
	return e.ends[len(e.ends)-1]
}

// before returns the bytes of reading text before a place of the body.
func (e extent) before(block, offset int) int64 {
	if block > len(e.ends) {
		return e.total()
	}
	if block == 0 {
		return int64(offset)
	}
	return e.ends[block-1] + int64(offset)
}

// at returns the place of the body that so many bytes of reading text precede.
func (e extent) at(bytes int64) (block, offset int) {
	block = sort.Search(len(e.ends), func(i int) bool { return e.ends[i] > bytes })
	if block == len(e.ends) {
		return max(block-1, 0), 0
	}
	return block, int(bytes - e.before(block, 0))
}

// gutter returns the columns of the gutter.
func (e extent) gutter() int {
	if e.pages == 0 {
		return gutterNone
	}
	return min(max(e.page+1, gutterMin), gutterMax)
}
