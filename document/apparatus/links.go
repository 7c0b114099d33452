package apparatus

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// A CrossRef is a place of a text that refers to another: "See Document 52",
// "footnote 3 above", "ante, p. 583".
type CrossRef struct {
	From, End int // bytes of the text
	Kind      document.LinkKind
	Target    string // label of the note or page, number of the document, URL
	Document  string // the document that the note is in, "" for this one

	alone bool // a page in parentheses of its own, of this book or of one that is spoken of
}

// CrossRefs finds the cross references of a text, in order. It knows the ways
// in which English editions refer: to documents by number, to footnotes (also
// of another document), to volumes of a series, to pages after ante, post and
// infra, to the document before or after by supra and infra; in which memos
// refer to sections and to one another; and URLs. "Ibid." names a source, not
// a place, and is none.
func CrossRefs(text string) []CrossRef {
	r := refScanner{s: text}
	r.words()
	for at := 0; ; {
		next := strings.Index(text[at:], "://")
		if next < 0 {
			break
		}
		at = r.url(at + next)
	}
	if len(r.found) > 1 {
		r.sort()
	}
	return r.found
}

// words reads the cross references in words. Few places of a text may begin one,
// so eight are looked at with one branch.
func (r *refScanner) words() {
	last := len(r.s) - 3 // where three bytes are left
	for i := 0; i <= last; {
		for last-i >= 8 {
			b := r.s[i : i+10]
			if refFirst[b[0]]&refSecond[b[1]]&refThird[b[2]]|refFirst[b[1]]&refSecond[b[2]]&refThird[b[3]]|
				refFirst[b[2]]&refSecond[b[3]]&refThird[b[4]]|refFirst[b[3]]&refSecond[b[4]]&refThird[b[5]]|
				refFirst[b[4]]&refSecond[b[5]]&refThird[b[6]]|refFirst[b[5]]&refSecond[b[6]]&refThird[b[7]]|
				refFirst[b[6]]&refSecond[b[7]]&refThird[b[8]]|refFirst[b[7]]&refSecond[b[8]]&refThird[b[9]] != 0 {
				break
			}
			i += 8
		}
		for end := min(i+8, last+1); i < end; i++ {
			if refFirst[r.s[i]]&refSecond[r.s[i+1]]&refThird[r.s[i+2]] != 0 {
				r.start(i)
			}
		}
	}
}

// refFirst, refSecond and refThird hold the three bytes by which a cross reference
// in words is met: "Doc", "For", "vol", "p. ", "RFC", with which one begins, and some
// that are rarer than the beginnings of their words, the "ote" of "footnote" and
// "note", the "ect" of "section", the "pp" of "appendix" and "pp.", the "upr" of
// "supra", the "nfr" of "infra" and the "nte" of "ante". Where they share a bit they may
// follow one another. So each byte costs three look-ups and no branch that depends on how often
// a letter comes.
var (
	refFirst  = [256]uint8{'D': 1, 'F': 2, 'v': 4, 'p': 4 | 8 | 16, 'P': 4, 'u': 16, 'o': 32, 'e': 64, 'R': 128, 'n': 32 | 128}
	refSecond = [256]uint8{'o': 1 | 2 | 4, '.': 8, 'p': 16, 't': 32, 'c': 64, 'F': 128, 'f': 128}
	refThird  = [256]uint8{'c': 1, 'r': 2 | 16 | 128, 'l': 4, 's': 4, ' ': 8, 'e': 16 | 32, '.': 16, 't': 64, 'C': 128}
)

// start reads a cross reference of which three bytes stand at s[i].
func (r *refScanner) start(i int) {
	switch rest := r.s[i:]; rest[:3] {
	case "Doc":
		r.document(i)
	case "For":
		if strings.HasPrefix(rest, "Foreign Relations") {
			r.series(i)
		}
	case "vol":
		r.volume(i)
	case "p. ":
		r.page(i)
	case "pp.":
		if strings.HasPrefix(rest, "pp. ") {
			r.pages(i)
		}
	case "ppe":
		if strings.HasPrefix(rest, "ppendi") {
			r.section(i - len("A"))
		}
	case "ote":
		before := r.s[:i]
		switch rest = strings.TrimPrefix(rest[len("ote"):], "s"); {
		case rest == "" || rest[0] > ' ':
		case strings.HasSuffix(before, "footn"), strings.HasSuffix(before, "Footn"):
			r.footnote(i - len("footn"))
		case strings.HasSuffix(before, "n") && rest[0] == ' ':
			r.note(i - len("n"))
		}
	case "ect":
		if strings.HasPrefix(rest, "ection") {
			r.section(i - len("S"))
		}
	case "RFC":
		r.memo(i)
	case "upr":
		if strings.HasPrefix(rest, supra[1:]) {
			r.neighbour(i-1, supra)
		}
	case "nfr":
		if strings.HasPrefix(rest, infra[1:]) {
			r.neighbour(i-1, infra)
		}
	case "nte", "pos", "Pos":
		r.opinionPage(i)
	}
}

// A refScanner reads cross references of a text.
type refScanner struct {
	s     string
	found []CrossRef
}

func (r *refScanner) add(c CrossRef) { r.found = append(r.found, c) }

// sort puts what was found in order and drops what lies within another: the
// document that a footnote is in, the parts of a citation. A footnote after a
// document that is cited, "Foreign Relations, 1951, vol. I, Document 4,
// footnote 2", is that document's and belongs to the citation.
func (r *refScanner) sort() {
	slices.SortStableFunc(r.found, func(a, b CrossRef) int { return cmp.Compare(a.From, b.From) })
	kept, end := r.found[:0], 0
	for _, c := range r.found {
		if k := len(kept) - 1; k >= 0 && c.ownNote() && kept[k].Kind == document.LinkDocument && strings.HasPrefix(r.s[end:], ", ") && c.From == end+len(", ") {
			kept[k].End, end = c.End, c.End
		}
		if c.From >= end {
			kept = append(kept, c)
			end = c.End
		}
	}
	r.found = kept
}

// ownNote reports whether c leads to a note of the document that it stands in,
// as far as its words say.
func (c CrossRef) ownNote() bool { return c.Kind == document.LinkNote && c.Document == "" }

// starts reports whether a word begins at s[i].
func (r *refScanner) starts(i int) bool {
	if i == 0 {
		return true
	}
	c, _ := utf8.DecodeLastRuneInString(r.s[:i])
	return !unicode.IsLetter(c) && !unicode.IsDigit(c)
}

// space skips white space and returns where it ends, -1 where there is none.
func (r *refScanner) space(i int) int {
	j := i
	for j < len(r.s) && (r.s[j] == ' ' || r.s[j] == '\t' || r.s[j] == '\n') {
		j++
	}
	if j == i {
		return -1
	}
	return j
}

// maxFigures is how many figures the number of a document, note or page may have.
const maxFigures = 6

// number reads the number of a document or note at s[i], with a letter that
// may follow ("12a"), and returns where it ends, -1 where there is none.
func (r *refScanner) number(i int) int {
	if i < 0 {
		return -1
	}
	n := figures(r.s[i:])
	if n == 0 || n > maxFigures {
		return -1
	}
	j := i + n
	if j < len(r.s) && r.s[j] >= 'a' && r.s[j] <= 'z' && (j+1 == len(r.s) || !letter(r.s[j+1])) {
		j++
	}
	return j
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// numbered reads word and number at s[i] and returns where they end and the number.
func (r *refScanner) numbered(i int, words ...string) (int, string) {
	for _, w := range words {
		if !strings.HasPrefix(r.s[i:], w) {
			continue
		}
		from := r.space(i + len(w))
		if end := r.number(from); end > 0 {
			return end, r.s[from:end]
		}
	}
	return -1, ""
}

// document reads "Document 52", both ends of "Documents 130–133", and the
// footnote of "Document 42, footnote 2" and of "Document 98 and footnote 5 thereto".
func (r *refScanner) document(i int) {
	if !r.starts(i) {
		return
	}
	end, number := r.numbered(i, "Documents", "Document", "Doc.")
	if end < 0 || year(number) && r.inTitle(i) {
		return
	}
	for _, sep := range []string{", ", " and "} {
		rest, ok := strings.CutPrefix(r.s[end:], sep)
		if !ok || !strings.HasPrefix(strings.TrimPrefix(rest, "foot"), "note") {
			continue
		}
		k, label := r.numbered(end+len(sep), "footnotes", "footnote", "notes", "note")
		if k > 0 && (sep == ", " || strings.HasPrefix(r.s[k:], " thereto")) {
			r.add(CrossRef{From: i, End: k, Kind: document.LinkNote, Target: label, Document: number})
			return
		}
	}
	r.add(CrossRef{From: i, End: end, Kind: document.LinkDocument, Target: number})
	if strings.HasPrefix(r.s[i:], "Documents") {
		r.more(end, document.LinkDocument, "")
	}
}

// year reports whether a number may be that of a year in which documents are published.
func year(number string) bool {
	return len(number) == 4 && (strings.HasPrefix(number, "19") || strings.HasPrefix(number, "20"))
}

// inTitle reports whether the word at s[i] belongs to a title, as in "Current
// Documents 1957": a word with a capital stands right before it in the sentence.
func (r *refScanner) inTitle(i int) bool {
	before := strings.TrimRight(r.s[:i], " ")
	c, _ := utf8.DecodeRuneInString(before[strings.LastIndexAny(before, " \n.(")+1:])
	return len(before) < i && unicode.IsUpper(c) && !strings.HasSuffix(before, "See")
}

// more reads the other numbers of a row or range that goes on at end, each a
// reference of its own, and returns where they end. What they want is the number
// after the words in.
func (r *refScanner) more(end int, kind document.LinkKind, in string) int {
	for {
		from := r.another(end)
		k := r.number(from)
		if k < 0 || strings.HasPrefix(r.s[k:], "/") {
			return end
		}
		r.add(CrossRef{From: from, End: k, Kind: kind, Target: in + r.s[from:k]})
		end = k
	}
}

// footnote reads "footnote 3", "footnote 3, Document 235", "footnote 3 to
// Document 235", "footnote 2, supra", "footnotes 2 and 3, Document 117".
func (r *refScanner) footnote(i int) {
	if !r.starts(i) {
		return
	}
	end, label := r.numbered(i+1, "ootnotes", "ootnote")
	if end < 0 {
		return
	}
	r.add(r.inDocument(CrossRef{From: i, End: end, Kind: document.LinkNote, Target: label}))
	plural := strings.HasPrefix(r.s[i+1:], "ootnotes")
	for {
		from := r.another(end)
		k := r.number(from)
		if k < 0 {
			return
		}
		c := r.inDocument(CrossRef{From: from, End: k, Kind: document.LinkNote, Target: r.s[from:k]})
		if !plural && c.Document == "" {
			return
		}
		r.add(c)
		end = k
	}
}

// another returns where the next number of a row or the end of a range begins, "3"
// of "2, 3", "2 and 3" and "2–3", -1 where none follows.
func (r *refScanner) another(end int) int {
	for _, sep := range []string{", and ", " and ", " or ", ", ", "–", "-"} {
		if strings.HasPrefix(r.s[end:], sep) {
			return end + len(sep)
		}
	}
	return -1
}

// note reads "see note 3", "note 3 above", "note 3, supra" and, as lawyers cite, "supra note 3"
// (Bluebook, rule 3.5); a note of another kind is not spoken of so.
func (r *refScanner) note(i int) {
	if !r.starts(i) {
		return
	}
	end, label := r.numbered(i, "notes", "note")
	if end < 0 {
		return
	}
	c := r.inDocument(CrossRef{From: i, End: end, Kind: document.LinkNote, Target: label})
	first := len(r.found)
	if r.add(c); strings.HasPrefix(r.s[i:], "notes") {
		end = r.more(end, document.LinkNote, "")
	}
	rest := strings.TrimPrefix(r.s[end:], ",")
	if !(sent(r.s[:i]) || c.Document == supra || c.Document == infra || strings.HasPrefix(rest, " above") || strings.HasPrefix(rest, " below")) {
		r.found = r.found[:first]
	}
}

// sent reports whether the words before a note send the reader to it.
func sent(before string) bool {
	for _, w := range []string{"see ", "See ", "cf. ", "Cf. ", "compare ", "Compare ", "supra ", "Supra ", "infra ", "Infra "} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// inDocument reads on from a footnote to the document that it is said to be in.
func (r *refScanner) inDocument(c CrossRef) CrossRef {
	for _, sep := range []string{",", " to", " of"} {
		if !strings.HasPrefix(r.s[c.End:], sep) {
			continue
		}
		at := r.space(c.End + len(sep))
		if at < 0 {
			continue
		}
		if k, number := r.numbered(at, "Document"); k > 0 {
			c.End, c.Document = k, number
			return c
		}
		for _, w := range []string{supra, infra} {
			if sep == "," && strings.EqualFold(r.s[at:min(at+len(w), len(r.s))], w) {
				c.Document = w
				return c
			}
		}
	}
	return c
}

// neighbour reads the "supra" or "infra" at s[i] that stands for the document
// before or after: alone, "Supra.", after "see" or "is", beside another document,
// "Document 62 and supra", or after what an edition of documents prints, "see the
// memorandum, supra". Where words follow, as in "supra note 3", or other books
// are named, it sends the reader elsewhere.
func (r *refScanner) neighbour(i int, word string) {
	if i < 0 || r.s[i]|0x20 != word[0] || !r.starts(i) {
		return
	}
	end := i + len(word)
	if r.inOpinion(i, word) {
		return
	}
	rest := strings.TrimLeft(r.s[end:], " ")
	if rest != "" && strings.IndexByte(".;)]", rest[0]) < 0 {
		return
	}
	if !r.sendsBeside(strings.TrimRight(r.s[max(0, i-citation):i], " ("), i) {
		return
	}
	r.add(CrossRef{From: i, End: end, Kind: document.LinkDocument, Target: word})
}

// sendsBeside reports whether the words before s[i], "supra" or "infra", make it
// stand for a document.
func (r *refScanner) sendsBeside(before string, i int) bool {
	if k := len(r.found) - 1; k >= 0 && r.found[k].End <= i {
		switch last := r.found[k]; r.s[last.End:i] {
		case " and ":
			return last.Kind == document.LinkDocument
		case ", ", " ":
			return false // "footnote 2, supra"
		}
	}
	for _, w := range []string{"", "See", " see", "(see", " is", " are"} {
		if before == w || w != "" && strings.HasSuffix(before, w) {
			return true
		}
	}
	if k := strings.LastIndex(before, ". See "); k >= 0 {
		before = before[k+len(". "):]
	}
	before = before[strings.LastIndexAny(before, ";(")+1:]
	return !namesBook(before) && (hasWord(before, ownDocuments) || dated(before+" "))
}
