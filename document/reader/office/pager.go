package office

import "unicode/utf8"

// A pager counts pages. Where they turn a file says in two ways: the program records where they
// turned when it last drew them, Word often not to the end of a long text; and the author makes
// them turn, by breaks, sections and properties of paragraphs.
type pager struct {
	page  int
	some  bool // a page began
	due   bool // the page turns before the text to come
	since int  // characters since it last turned
	lost  bool // they are more than a page holds: what page this is is not known
	hole  bool // that was so once
	blank bool // and a page without a label stands for those that are not known
}

// fullPage is more characters than a page holds: those of real documents, with small type in tables,
// reach 5,000. A newspaper's page would be taken for several.
const fullPage = 10_000

// pagesMissing says that a record of pages has holes.
const pagesMissing = "the file does not say where all of its pages turn: where it does not, none are shown"

// turnsBefore reports whether the page turns before the text that is about to be shown. One on which
// nothing stands does not.
func (p *pager) turnsBefore() bool {
	due := p.due && (p.since > 0 || !p.some)
	p.due = false
	return due
}

// shown counts text of the body.
func (p *pager) shown(text string) {
	if p.since += utf8.RuneCountInString(text); p.since > fullPage {
		p.lost, p.hole = true, true
	}
}

// turn counts a page, and reports whether it is known which that is.
func (p *pager) turn() bool {
	p.due, p.since, p.some = false, 0, true
	if p.lost {
		return false
	}
	p.page++
	p.blank = false
	return true
}

// leaves reports, once, that the page that is shown has been left for one that is not known.
func (p *pager) leaves() bool {
	left := p.lost && !p.blank
	p.blank = p.lost
	return left
}

// beginAt lets the next page have a number.
func (p *pager) beginAt(n int) { p.page, p.lost = n-1, false }
