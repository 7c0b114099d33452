package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// trimNote takes out of a note what is not its words: links that lead back,
// and its label. The label is what the note prints, or else the number of
// its list item, or else the label of the first reference to it.
func (b *Book) trimNote(p *page, n *note) {
	n.numbered = p.nodes[n.from].tag == atom.Li && p.itemLabel(n.from) != ""
	b.dropBacklinks(p, n)
	if label, ok := p.lookup(n.from, attrDataLabel); ok {
		n.label = label // our own export says what the note prints
		return
	}
	p.takeLabel(n)
	if n.label != "" {
		return
	}
	if len(n.refs) > 0 {
		n.label = n.refs[0].label
		return
	}
	if n.numbered {
		n.label = p.itemLabel(n.from)
	}
}

func (b *Book) dropBacklinks(p *page, n *note) {
	for i := n.from; i < n.to; i++ {
		x := &p.nodes[i]
		if !x.elem {
			continue
		}
		if p.hasClass(i, "mw-cite-backlink", "ltx_note_mark", "cite-accessibility-label") || x.tag == atom.Sup && p.hasClass(i, "ltx_note_mark") {
			p.dropSign(i)
			i = x.end - 1
			continue
		}
		if x.tag != atom.A {
			continue
		}
		text := trim(p.textOf(i, x.end, signBytes))
		if p.backlink(i) || leadsBack(text) && p.attr(i, attrHref) != "" && text != "" || b.leadsToSign(p, i, n) {
			if same(bare(text), n) && n.label == "" {
				n.label = bare(text)
			}
			if p.backlink(i) || leadsBack(text) || same(bare(text), n) || len(n.refs) > 1 && isLetters(bare(text)) {
				p.dropSign(i)
			}
			i = x.end - 1
		}
	}
}

// leadsToSign reports whether a link in a note leads to one of the signs that call it.
func (b *Book) leadsToSign(p *page, i int32, n *note) bool {
	href, ok := p.lookup(i, attrHref)
	if !ok {
		return false
	}
	file, id, ok := b.resolve(p, href)
	if !ok {
		return false
	}
	for k, r := range n.refs {
		if k > backLinks {
			break
		}
		if r.file != file {
			continue
		}
		if q := b.pages[file]; q != nil {
			if s, ok := q.ids[id]; ok && q.near(s, r.node) {
				return true
			}
		}
	}
	return false
}

// same reports whether text is the label by which a note is called.
func same(text string, n *note) bool {
	for k, r := range n.refs {
		if k > backLinks {
			break
		}
		if text != "" && strings.EqualFold(text, r.label) {
			return true
		}
	}
	return len(n.refs) == 0 && isLabel(text)
}

// dropSign takes a sign out of the text, with the brackets right around it.
func (p *page) dropSign(i int32) {
	i = p.sign(i)
	p.nodes[i].flags |= flagDrop
	p.unbracket(i)
}

// brackets that may stand around a sign without being part of its element.
var brackets = map[byte]byte{'[': ']', '(': ')', '{': '}'}

// unbracket takes away the brackets that text right before and after a sign puts around it.
func (p *page) unbracket(i int32) {
	next := p.nodes[i].end
	if i == 0 || next >= int32(len(p.nodes)) {
		return
	}
	before, after := &p.nodes[i-1], &p.nodes[next]
	if before.elem || after.elem || before.parent != after.parent || before.text == "" || after.text == "" || after.parent != p.nodes[i].parent {
		return
	}
	left, right := before.text[len(before.text)-1], after.text[0]
	if brackets[left] == right && right != 0 {
		before.text, after.text = before.text[:len(before.text)-1], after.text[1:]
	}
}

// takeLabel finds the label that a note prints at its beginning and takes it
// out of the text, with the word, brackets and stop that belong to it.
func (p *page) takeLabel(n *note) {
	lead := make([]piece, 0, 8)
	s, sign := "", -1
	for i := n.from; i < n.to && len(s) < 2*signBytes; i++ {
		x := &p.nodes[i]
		if x.flags&(flagDrop|flagSkip) != 0 {
			if x.flags&flagDrop != 0 && skipAny(s, 0, openers) == len(s) {
				sign = len(s)
			}
			i = x.end - 1
			continue
		}
		if x.text != "" {
			lead = append(lead, piece{i, len(s)})
			s += x.text[:min(len(x.text), 2*signBytes)]
		}
	}
	label, k := leadingLabel(s, sign, n, lead)
	if k == 0 {
		return
	}
	if label != "" {
		n.label = label
	}
	for _, c := range lead {
		if c.at < k {
			x := &p.nodes[c.node]
			x.text = x.text[min(k-c.at, len(x.text)):]
		}
	}
	if strings.HasPrefix(strings.TrimLeft(s[:k], " \n\t"), "[") && !strings.Contains(s[:k], "]") {
		p.cutLast(n, "]")
	}
}

// A piece is where the text of a node begins in a note's first words.
type piece struct {
	node int32
	at   int
}

// openers may stand before a label, and between the signs that lead back.
const openers = " \t\n\r\u00a0^[(,"

// leadingLabel returns the label at the beginning of s and how many bytes it and
// all that belongs to it take, 0 where there is none. A sign that leads back
// stood at offset sign, -1 where none stood before the words.
func leadingLabel(s string, sign int, n *note, lead []piece) (string, int) {
	if n.label != "" { // the sign that led back was the label
		if sign < 0 {
			return "", 0
		}
		return "", closeLabel(s, sign)
	}
	from := max(sign, 0)
	i := skipAny(s, from, openers)
	word := i
	for _, w := range []string{"footnote", "endnote", "note", "fn"} {
		if len(s) > i+len(w) && strings.EqualFold(s[i:i+len(w)], w) {
			word = skipAny(s, i+len(w), " .\u00a0\n")
			break
		}
	}
	opened := word == i && strings.ContainsAny(s[from:i], "[(")
	end := matchLabel(s, word, opened, n, lead)
	if end == word {
		if caret := strings.LastIndexByte(s[:i], '^'); caret >= 0 {
			return "", skipAny(s, caret+1, blanks)
		}
		return "", 0
	}
	return bare(s[word:end]), closeLabel(s, end)
}

// matchLabel returns the end of the label that begins at i, or i. A number that white
// space alone parts from the words is a label where no list numbers the note and no bracket
// was opened before it. A letter is one only where it reads as the sign does and
// a stop follows it; where nothing calls the note, or a list counts it, the stop may be that of an
// author's initial, and a bracket or an element of its own must set the letter apart.
func matchLabel(s string, i int, opened bool, n *note, lead []piece) int {
	end := i
	for end < len(s) && !strings.ContainsRune(" \t\n.:])|,;", rune(s[end])) {
		_, size := utf8.DecodeRuneInString(s[end:])
		if strings.HasPrefix(s[end:], "\u00a0") {
			break
		}
		if end += size; boundary(lead, end) && same(s[i:end], n) {
			break
		}
	}
	if end == i || !same(s[i:end], n) {
		return i
	}
	follows := func(chars string) bool { return end < len(s) && strings.IndexByte(chars, s[end]) >= 0 }
	switch letters := isLetters(s[i:end]); {
	case boundary(lead, end), follows("])"):
		return end
	case letters && (len(n.refs) == 0 || n.numbered || s[i:end] != n.refs[0].label):
		return i
	case follows(".:"), !letters && !opened && len(n.refs) > 0 && !n.numbered:
		return end
	}
	return i
}

func boundary(lead []piece, at int) bool {
	for _, c := range lead {
		if c.at == at {
			return true
		}
	}
	return false
}

// blanks are what stands between a label and the words.
const blanks = " \t\n\r\u00a0"

// closeLabel returns the offset of the words after a label that ends at i: past
// the brackets and the one stop that close it. More stops are the words': they leave something out.
func closeLabel(s string, i int) int {
	i = skipAny(s, i, "])}")
	stop := skipAny(s, i, blanks)
	if stop < len(s) && strings.IndexByte(".:|", s[stop]) >= 0 {
		next := skipAny(s, stop+1, blanks)
		apart := next > stop+1
		dots := s[stop] == '.' && next < len(s) && s[next] == '.'
		if stop == i && (apart || !dots) || stop > i && apart && !dots {
			i = skipAny(s, stop+1, "])}")
		}
	}
	return skipAny(s, i, blanks)
}

// skipAny returns the offset of the first character of s from i that is not one of chars.
func skipAny(s string, i int, chars string) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(chars, r) {
			break
		}
		i += size
	}
	return i
}

// cutLast takes away what closes a note's text.
func (p *page) cutLast(n *note, suffix string) {
	for i := n.to - 1; i >= n.from; i-- {
		x := &p.nodes[i]
		if x.elem || strings.TrimSpace(x.text) == "" {
			continue
		}
		if s := strings.TrimRight(x.text, " \n\t\r"); strings.HasSuffix(s, suffix) {
			x.text = s[:len(s)-len(suffix)]
		}
		return
	}
}
