package plain

import (
	"strings"

	"ibid/document/apparatus"
)

// star reads the mark of a page of a report at text[i] and returns where it ends, i where there is none.
func (p *para) star(i int) int {
	page, n := apparatus.StarPageAt(p.text, i)
	if n == 0 || !p.memory().stars.Has(page) {
		return i
	}
	p.signs = append(p.signs, sign{from: i, to: i + n, page: true, label: page.Label, series: page.Series()})
	return i + n
}

// starPages returns the pages that a text marks by stars, nil where it does not.
func starPages(text string) *apparatus.StarPages {
	var pages apparatus.StarPages
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '*')
		if i < 0 {
			break
		}
		from := at + i
		if from > 0 && text[from-1] == '[' {
			from--
		}
		page, n := apparatus.StarPageAt(text, from)
		if n > 0 {
			pages.Add(page)
		}
		at = max(from+n, at+i+1)
	}
	if !pages.Any() {
		return nil
	}
	return &pages
}
