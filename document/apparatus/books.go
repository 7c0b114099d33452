package apparatus

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// Editions refer to pages of their own, "ante, p. 583", in the words in which they
// cite other books, and to volumes of their series as to any book. What is before
// the page, or after the volume, tells which of them it is.

// page reads "p. 583" where the words before it say that it is of this book. Ranges of
// pages, "pp. 12–15", are nearly always another book's.
func (r *refScanner) page(i int) {
	if !r.starts(i) {
		return
	}
	from := r.space(i + len("p."))
	end := r.number(from)
	if end < 0 {
		return
	}
	if of, ok := strings.CutPrefix(r.s[end:], " of "); ok && !strings.HasPrefix(of, "this ") {
		return // "p. 3 of the first edition"
	}
	if own, alone := r.ownPage(i); own {
		r.add(CrossRef{From: i, End: end, Kind: document.LinkPage, Target: r.s[from:end], alone: alone})
	}
}

// citation is how many bytes before a page are looked at for the book that it is
// of: a citation is rarely longer.
const citation = 160

// otherBooks are words of citations. A page after one of them is a page of another book.
var otherBooks = wordSet("vol vols volume volumes tom tome lib doc docs Vol Vols Volume Volumes Relations Bulletin Papers ibid Ibid Stat Statutes Record Records " +
	"Treaty Treaties TIAS Series Public Book Books Report Reports Times Post Journal Tribune Herald Doc Docs Document Documents")

// ownDocuments are words for what editions of documents print. They cite one by its kind,
// date and page alone: "Telegram 82, February 14, p. 228".
var ownDocuments = wordSet("telegram telegrams Telegram Telegrams memorandum memoranda Memorandum editorial footnote despatch Despatch minutes Minutes letter enclosure Enclosure")

func wordSet(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// hasWord reports whether one of the words of a text is in a set.
func hasWord(text string, set map[string]bool) bool {
	for w := range strings.FieldsFuncSeq(text, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if set[w] {
			return true
		}
	}
	return false
}

// namesBook reports whether a text that leads up to a page names another book: by
// one of its words, or by a title in quotation marks.
func namesBook(before string) bool {
	return strings.Contains(before, "”") || hasWord(before, otherBooks)
}

// pages reads "pp. 12–14" where "ante", "post" or "infra" says that they are of
// this book. They lead to the first.
func (r *refScanner) pages(i int) {
	from := r.space(i + len("pp."))
	end := r.number(from)
	if end < 0 || !r.starts(i) || !placed(r.s[max(0, i-citation):i]) {
		return
	}
	c := CrossRef{From: i, End: end, Kind: document.LinkPage, Target: r.s[from:end]}
	for _, dash := range []string{"–", "-"} {
		if strings.HasPrefix(r.s[end:], dash) {
			c.End = max(end, r.number(end+len(dash)))
		}
	}
	r.add(c)
	r.more(c.End, document.LinkPage, "")
}

// placed reports whether the words before a page end with one that places it in
// this book. After a name it does not: "Washington Post, p. 3". Nor does supra,
// which sends the reader to the book that was named.
func placed(before string) bool {
	before = strings.TrimRight(before, " ,(")
	from := strings.LastIndexFunc(before, func(c rune) bool { return !unicode.IsLetter(c) }) + 1
	switch word := before[from:]; word {
	case "ante", "post", infra:
		return true
	case "Ante", "Post", "Infra":
		named := strings.TrimRight(before[:from], " ")
		c, _ := utf8.DecodeLastRuneInString(named)
		return named == "" || !unicode.IsLetter(c) || strings.HasSuffix(strings.ToLower(named), "see")
	}
	return false
}

// ownPage reports whether the sentence before s[i] names no other book, and sends the
// reader to the page or names something that an edition of documents prints.
// Of a page without such words, "Letters, p. 12", nothing says that it is one of this
// book, and mostly it is not. Of one that stands alone in parentheses the sentence says
// nothing either way.
func (r *refScanner) ownPage(i int) (own, alone bool) {
	before := r.s[max(0, i-citation):i]
	if k := strings.LastIndex(before, ". See "); k >= 0 {
		before = before[k+len(". "):]
	}
	if k := strings.LastIndexAny(before, ";("); k >= 0 {
		if before = before[k+1:]; before == "" && r.s[i-1] == '(' {
			return true, true
		}
	}
	if placed(before) {
		return true, false
	}
	if namesBook(before) {
		return false, false
	}
	see := max(strings.LastIndex(before, "see"), strings.LastIndex(before, "See"))
	return see >= 0 && !strings.Contains(before[see:], ",") ||
		(see >= 0 || strings.Contains(before, ",")) && (hasWord(before, ownDocuments) || dated(before)), false
}

// firstPages bounds how many pages are looked at for the first that has a number.
const firstPages = 64

// reaches reports whether page may be one of those that a document prints, of which these
// were read so far: there are some, and the first does not come after it. An author
// who writes about a book cites it by the page alone, "(p. 4)"; in an edition that prints
// its pages this is one of them, unless the edition begins on a later page.
func reaches(pages []document.Page, page string) bool {
	n, err := strconv.Atoi(page)
	for _, p := range pages[:min(len(pages), firstPages)] {
		first, bad := strconv.Atoi(p.Label)
		switch {
		case err != nil:
			return true
		case bad == nil:
			return first <= n
		}
	}
	return len(pages) > firstPages
}

// dated reports whether words end with the day of a month, "Aug. 15, ": editions of documents
// stand in the order of dates, and tell by it which document is on a page.
func dated(before string) bool {
	before, ok := strings.CutSuffix(before, ", ")
	day := strings.TrimRight(before, "0123456789")
	if !ok || len(day) == len(before) || len(before)-len(day) > 2 {
		return false
	}
	words := strings.Fields(day)
	if len(words) == 0 {
		return false
	}
	month := strings.TrimSuffix(words[len(words)-1], ".")
	return len(month) >= 3 && slices.ContainsFunc(Months, func(m string) bool { return strings.HasPrefix(m, month) })
}

// Months are the names of the months in English.
var Months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// series reads a citation of a volume of Foreign Relations of the United
// States: years, volume, part, title, document.
func (r *refScanner) series(i int) {
	if !r.starts(i) {
		return
	}
	from := i + len("Foreign Relations")
	if end := r.parts(from, true); end > from {
		r.add(CrossRef{From: i, End: end, Kind: document.LinkDocument, Target: r.s[i:end]})
		r.moreDocuments(i, end)
	}
}

// moreDocuments reads the other documents of a citation s[i:end] that ends in
// "Documents 11", each a reference to the same volume.
func (r *refScanner) moreDocuments(i, end int) {
	const word = "Documents "
	if k := strings.LastIndex(r.s[i:end], word) + i; k >= i && r.number(k+len(word)) == end {
		r.more(end, document.LinkDocument, r.s[i:k+len(word)])
	}
}

// volume reads "vol. vi, Part 1, p. 33" after "see" or "in": another volume of
// the same series. Files and boxes of an archive are cited without either.
// Where a document of the volume is named, that is the reference.
func (r *refScanner) volume(i int) {
	for _, w := range []string{"see ", "See ", "in "} {
		if !strings.HasSuffix(r.s[:i], w) {
			continue
		}
		end := r.volumeEnd(i)
		if end < 0 {
			return
		}
		end = r.parts(end, false)
		if r.small(i) {
			end = max(end, r.cited(end))
		}
		c := CrossRef{From: i, End: end, Kind: document.LinkDocument, Target: r.s[i:end]}
		if k := strings.Index(c.Target, "Document"); k > 0 {
			c.From += k
		}
		r.add(c)
		r.moreDocuments(i, end)
		return
	}
}

// maxParts and maxPart bound a citation: its parts, and the bytes of each.
const (
	maxParts = 8
	maxPart  = 80
)

// parts reads the parts of a citation, each after a comma, from end on, and
// returns where they end. Titles are read only where asked for.
func (r *refScanner) parts(end int, titles bool) int {
	for range maxParts {
		at := end
		for at < len(r.s) && r.s[at] == ',' {
			at++
		}
		if at == end || at >= len(r.s) || r.s[at] != ' ' {
			break
		}
		at++
		next := r.part(at)
		if next < 0 && titles {
			next = r.title(at)
		}
		if next < 0 {
			break
		}
		if end = next; r.small(at) {
			end = max(end, r.cited(end))
		}
	}
	return end
}

// part reads a volume, part or document of a citation and returns where it ends, -1 where it is none.
func (r *refScanner) part(i int) int {
	if end, _ := r.numbered(i, "Documents", "Document"); end > 0 {
		return end
	}
	for _, w := range []string{"Part ", "part "} {
		if strings.HasPrefix(r.s[i:], w) {
			return r.number(i + len(w))
		}
	}
	return r.volumeEnd(i)
}

// volumeEnd reads "vol. XIII" and returns where it ends, -1 where it is none.
func (r *refScanner) volumeEnd(i int) int {
	for _, w := range []string{"vol. ", "Vol. ", "volume ", "Volume "} {
		if strings.HasPrefix(r.s[i:], w) {
			n := wordEnd(r.s[i+len(w):])
			if n > 0 && n < 8 && strings.Trim(strings.ToLower(r.s[i+len(w):i+len(w)+n]), "ivxlce–-0123456789") == "" {
				return i + len(w) + n
			}
		}
	}
	return -1
}

// small reports whether a volume at s[i] has small roman figures. Older volumes
// are cited so, and by the page, for they number no documents.
func (r *refScanner) small(i int) bool {
	end := r.volumeEnd(i)
	return end > 0 && r.s[end-1] >= 'a'
}

// cited reads the page after a volume, "vol. vi, p. 376", and returns where it
// ends, -1 where there is none.
func (r *refScanner) cited(i int) int {
	for _, w := range []string{", p.", ", pp.", ", page", ", pages"} {
		if strings.HasPrefix(r.s[i:], w) {
			if from := r.space(i + len(w)); from > 0 {
				return r.number(from)
			}
		}
	}
	return -1
}

// title reads years or a part of a volume's title, up to a comma or the end of the sentence.
func (r *refScanner) title(i int) int {
	rest := r.s[i:min(len(r.s), i+maxPart)]
	if c, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(c) && (c < '0' || c > '9') {
		return -1
	}
	n := strings.IndexAny(rest, ",.;()[]”")
	if n < 0 && len(rest) == maxPart {
		return -1
	}
	if n < 0 {
		n = len(rest)
	}
	return i + n
}

// wordEnd returns the length of the word at the start of s.
func wordEnd(s string) int {
	n := strings.IndexAny(s, " ,.;:()[]”\n\t")
	if n < 0 {
		return len(s)
	}
	return n
}
