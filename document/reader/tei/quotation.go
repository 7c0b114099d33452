package tei

import (
	"strings"
	"unicode/utf8"

	"ibid/document"
)

// blocks are the elements that a quotation set apart begins with.
var blocks = map[string]bool{"p": true, "ab": true, "l": true, "lg": true, "sp": true, "quote": true, "list": true, "head": true, "div": true}

// mixed are the elements whose own text a quotation may begin.
var mixed = map[string]bool{"note": true, "p": true, "ab": true, "item": true, "cell": true}

// startQuote sets blocks inside a quotation apart, and what @rend says stood so. In the midst of a
// paragraph another quotation that holds no blocks is part of the paragraph.
func startQuote(r *reader, e *element) {
	apart := displayed(r.s.Attr("rend"))
	if apart && r.running() && !r.cell && r.capture == nil {
		r.w.EndBlock()
	}
	p := r.parent()
	if p != nil && mixed[p.name] && !apart && !r.running() && !blocks[r.following()] {
		r.begin(e, r.kind)
		e.opens = r.opens // the paragraph goes on after it
	}
	cited := p != nil && (p.name == "cit" || p.name == "epigraph")
	// Beside its source in a quotation that is a block, it is that block's, and has a line of its own.
	within := r.running() && cited && r.kind == document.Quote && p.apart && !r.cell
	if r.kind != document.Quote || !cited {
		r.level = deeper(r.level)
	}
	r.kind = document.Quote
	if !r.running() {
		e.apart = true
		r.stanza = false // lines before it are not of this quotation, nor are those after it
		e.end = endQuote
		return
	}
	if within {
		r.w.Break()
		return
	}
	closing := r.openQuote(e)
	e.end = func(r *reader, e *element) {
		if r.opens != e.opens {
			endQuote(r, e)
		} else if closing != "" && r.running() {
			r.closeQuote(closing)
		}
	}
}

func endQuote(r *reader, e *element) {
	r.stanza = false
	endBlock(r, e)
}

// displayed reports whether @rend says that a quotation stands by itself. The guidelines leave the
// word to each project; these are the usual ones.
func displayed(rend string) bool {
	for _, word := range strings.Fields(strings.ToLower(rend)) {
		switch word {
		case "display", "displayed", "block", "blockquote", "block-quote", "set-off":
			return true
		}
	}
	return false
}

// quotes are the marks that a language sets around a quotation, and around one in it, by its
// two-letter code. What is not here has those of English.
var quotes = map[string][2][2]string{
	"":   {{"“", "”"}, {"‘", "’"}},
	"cs": {{"„", "“"}, {"‚", "‘"}},
	"de": {{"„", "“"}, {"‚", "‘"}},
	"el": {{"«", "»"}, {"“", "”"}},
	"es": {{"«", "»"}, {"“", "”"}},
	"fr": {{"«\u00a0", "\u00a0»"}, {"“", "”"}},
	"it": {{"«", "»"}, {"“", "”"}},
	"ja": {{"「", "」"}, {"『", "』"}},
	"la": {{"“", "”"}, {"‘", "’"}},
	"pl": {{"„", "”"}, {"«", "»"}},
	"pt": {{"«", "»"}, {"“", "”"}},
	"ru": {{"«", "»"}, {"„", "“"}},
}

// languages are the three-letter codes of the languages that quotes has.
var languages = map[string]string{
	"ces": "cs", "cze": "cs", "deu": "de", "ger": "de", "ell": "el", "gre": "el", "spa": "es", "fra": "fr", "fre": "fr",
	"ita": "it", "jpn": "ja", "lat": "la", "pol": "pl", "por": "pt", "rus": "ru",
}

// quoteMarks returns the marks for a quotation that begins here.
func (r *reader) quoteMarks() [2]string {
	lang, _, _ := strings.Cut(strings.ToLower(r.w.Builder().Meta().Language), "-")
	if two := languages[lang]; two != "" {
		lang = two
	}
	marks, ok := quotes[lang]
	if !ok {
		marks = quotes[""]
	}
	return marks[r.quoted%2]
}

// quoting are the elements that may stand for quotation marks.
var quoting = map[string]bool{"quote": true, "q": true, "said": true, "soCalled": true}

// signs are the marks that begin a quotation, or stand before its element.
const signs = "\"'“”‘’„‚«»‹›「『｢《〈〝"

// openQuote writes the mark that opens a quotation in running text and returns the
// one that closes it. The guidelines let editors leave the marks to the element (TEI
// P5, 3.3.3). Where the text has its own, as most of the document's quotations have, or @rend
// says how it looks, there are none to add.
func (r *reader) openQuote(e *element) string {
	name := r.s.Local()
	if !quoting[name] || blocks[r.following()] {
		return ""
	}
	if rend := r.s.Attr("rend"); rend != "" && rend != "inline" && !strings.Contains(rend, "quot") || r.s.Attr("rendition") != "" || r.looks().before != "" {
		return ""
	}
	if signed(r.w.BlockTail(8), r.src[min(r.s.EndOffset(), len(r.src)):]) {
		return ""
	}
	if r.survey.marks[name] > 0 {
		if r.s.Attr("lang") != "" { // words of another language, which stand in italics and without marks
			r.style(e, document.Italic)
		}
		return ""
	}
	marks := r.quoteMarks()
	r.quoted++
	r.w.Text(marks[0])
	r.w.Join()
	return marks[1]
}

// closeQuote writes the mark that closes a quotation, after its last word: white space that the
// source has between the two goes after it.
func (r *reader) closeQuote(mark string) {
	end := r.s.Offset()
	spaced := end > 0 && end <= len(r.src) && strings.IndexByte(" \t\r\n", r.src[end-1]) >= 0
	if spaced {
		r.w.Join()
	}
	r.w.Text(mark)
	if spaced {
		r.w.Text(" ")
	}
}

// longestLead is how many bytes of tags and white space a quotation may have before its first word.
const longestLead = 256

// signed reports whether the source has a mark of its own for a quotation: at the end of the text
// before it, or where its own text begins. A dash before it is one where it begins the paragraph.
func signed(before, text string) bool {
	const space = " \t\r\n\u00a0\u202f"
	text = strings.TrimLeft(text[:min(len(text), longestLead)], space)
	for strings.HasPrefix(text, "<") && !strings.HasPrefix(text, "</") {
		_, text, _ = strings.Cut(text, ">")
		text = strings.TrimLeft(text, space)
	}
	first, _ := utf8.DecodeRuneInString(text)
	before = strings.TrimRight(before, space)
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(signs+"—–", first) || first == '&' || strings.ContainsRune(signs, last) ||
		before != "" && strings.Trim(before, "—–") == ""
}

// quotation counts the quotations of a kind that have marks in the source, less those that have none.
func (v *surveyor) quotation(src string) {
	start, name := v.s.Offset(), v.s.Local()
	if signed(src[max(0, start-8):start], src[min(v.s.EndOffset(), len(src)):]) {
		v.marks[name]++
	} else {
		v.marks[name]--
	}
}

// declareMarks takes what the header says of quotation marks: whether all, some or none of them are
// in the text (TEI P5, 2.3.3).
func (v *survey) declareMarks(which string) {
	n := 0
	switch which {
	case "all":
		n = 1
	case "none":
		n = -1
	default:
		return
	}
	for name := range quoting {
		v.marks[name] = n
	}
}
