package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document/apparatus"
	"ibid/document/internal/label"
)

// A pageBreak is a place where a printed page begins.
type pageBreak struct {
	label  string
	series string // "" where the element says it
	text   bool   // the element's text is the mark, and leaves the reading text
}

// breakClasses are what the transcribers of printed books call the mark of a page.
var breakClasses = []string{"pagenum", "pageno", "pagebreak", "page-break", "pagenumber", "page-number", "x-ebookmaker-pageno", "pageNum", "page_number", "pb", "folionum", "ws-pagenum", "newpage", "tei-pb", "pagina", "star-pagination", "page-label", "gsl_pagenum2"}

// findBreaks finds the page marks of a file: what is tagged as one, what has
// the class of one and reads as one, the places that a container's page list names and, where a
// file has none of these, anchors named for pages.
func (b *Book) findBreaks(p *page) {
	var anchors, listed []int32
	var stars starBreaks
	for i := int32(0); i < int32(len(p.nodes)); i++ {
		x := &p.nodes[i]
		if !x.elem {
			continue
		}
		stars.look(p, i)
		if x.nattr == 0 {
			continue
		}
		if br, ok := p.breakAt(i); ok {
			p.addBreak(i, br)
			i = x.end - 1
			continue
		}
		if _, ok := b.listed(p, i); ok {
			listed = append(listed, i)
		} else if label := p.anchored(i); label != "" {
			anchors = append(anchors, i)
		}
	}
	stars.mark(p)
	marked := make(map[string]bool, len(p.breaks))
	for _, br := range p.breaks {
		marked[br.label] = true
	}
	for _, i := range listed {
		if label, _ := b.listed(p, i); !marked[label] {
			p.addBreak(i, pageBreak{label: label})
		}
	}
	if len(p.breaks) > 0 || len(b.Pages) > 0 || len(anchors) < minAnchors && !b.anchored && !p.follow(anchors) {
		return
	}
	b.anchored = b.anchored || len(anchors) > 0
	for _, i := range anchors {
		p.addBreak(i, pageBreak{label: p.anchored(i)})
	}
}

// marks reports whether a page of that label is marked in the file.
func (p *page) marks(label string) bool {
	for _, br := range p.breaks {
		if br.label == label {
			return true
		}
	}
	return false
}

func (p *page) addBreak(i int32, br pageBreak) {
	p.breaks[i] = br
	p.nodes[i].flags |= flagBreak
}

// minAnchors is how many anchors of a file must be named for pages before any of them
// is taken for a page break: one or two may be the target of any link. In a book of
// which a file has so many, those of later files are page breaks too.
const minAnchors = 4

// follow reports whether anchors, three at least, are named for pages that follow one another.
func (p *page) follow(anchors []int32) bool {
	last := 0
	for i, n := range anchors {
		number, err := strconv.Atoi(p.anchored(n))
		if err != nil || i > 0 && number != last+1 {
			return false
		}
		last = number
	}
	return len(anchors) >= 3
}

func (p *page) breakAt(i int32) (pageBreak, bool) {
	tagged := means(p.meaning(i), "pagebreak")
	if !tagged && !p.hasClass(i, breakClasses...) {
		return pageBreak{}, false
	}
	x := &p.nodes[i]
	text := trim(p.textOf(i, x.end, 2*signBytes))
	if exact := p.attr(i, attrDataLabel); tagged && exact != "" && text == "" {
		return pageBreak{label: exact, text: true}, true
	}
	if label := pageLabel(text); label != "" {
		return pageBreak{label: label, text: true}, true
	}
	if star, n := apparatus.ReadStarPage(text); n > 0 && n == len(text) {
		return pageBreak{label: star.Label, series: star.Series(), text: true}, true
	}
	for _, key := range []attrKey{attrTitle, attrAriaLabel, attrID, attrName} {
		label := p.attr(i, key)
		if key == attrID || key == attrName {
			label = namedPage(label)
		}
		if label = pageLabel(label); label != "" {
			return pageBreak{label: label, text: text == ""}, true
		}
	}
	if label := trim(p.attr(i, attrAriaLabel)); tagged && text == "" && label != "" && len(label) <= signBytes {
		return pageBreak{label: label, text: true}, true
	}
	if tagged && text != "" && len(text) <= signBytes {
		return pageBreak{label: bare(text), text: true}, true
	}
	return pageBreak{}, false
}

// listed returns the label that the container's page list gives to an element.
func (b *Book) listed(p *page, i int32) (string, bool) {
	if len(b.Pages) == 0 {
		return "", false
	}
	for _, k := range []attrKey{attrID, attrName} {
		if id := p.attr(i, k); id != "" && p.ids[id] == i {
			if label, ok := b.Pages[key(p.file, id)]; ok {
				if short := pageLabel(label); short != "" {
					label = short
				}
				return label, true
			}
		}
	}
	return "", false
}

// anchored returns the page that an empty anchor is named for, "" for others.
func (p *page) anchored(i int32) string {
	x := &p.nodes[i]
	if x.tag != atom.A && x.tag != atom.Span {
		return ""
	}
	if _, ok := p.lookup(i, attrHref); ok {
		return ""
	}
	label := namedPage(p.attr(i, attrID))
	if label == "" {
		label = namedPage(p.attr(i, attrName))
	}
	if label == "" || !p.blank(i, x.end) && bare(p.textOf(i, x.end, signBytes)) != label {
		return ""
	}
	return label
}

// namedPage returns the page in a name such as Page_12, page12 or pg-xii.
func namedPage(id string) string {
	low := strings.ToLower(id)
	for _, word := range []string{"page", "pg"} {
		if rest, ok := strings.CutPrefix(low, word); ok {
			return pageLabel(strings.TrimLeft(rest, "_-."))
		}
	}
	return ""
}

// pageLabel returns the label in a page mark, without brackets and the word
// for page; "" where the mark does not read as the number of a page or leaf.
func pageLabel(s string) string {
	s = strings.Trim(bare(s), "|-–—/ \u00a0")
	for _, word := range []string{"page", "pg", "pag", "p", "seite", "s", "folio", "fol", "f"} {
		if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) {
			rest := strings.TrimLeft(s[len(word):], ". _\u00a0\n")
			if len(rest) < len(s)-len(word) && rest != "" || rest != "" && rest[0] >= '0' && rest[0] <= '9' {
				s = rest
				break
			}
		}
	}
	s = bare(s)
	low := strings.ToLower(s)
	if len(s) > 12 || !isNumber(low, 5) && !label.IsRoman(low) && !isLeaf(low) {
		return ""
	}
	return s
}

// isLeaf reports whether s is a range or a compound of numbers: 12-13, 12/13, A12, 3.12.
func isLeaf(s string) bool {
	digits := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune("-–/.", r) && i > 0:
		case r >= 'a' && r <= 'z' && (i == 0 || i == len(s)-1):
		default:
			return false
		}
	}
	return digits > 0
}
