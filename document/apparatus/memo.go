package apparatus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// Memos, standards and reports refer to their own parts by number, "Section
// 4.2", "Appendix A", and to other memos, "RFC 2119", "[RFC2616, Section 4.2]"
// (RFC 7322, section 3.5). Statutes are cited in the same words: "Section 301
// of the Act" and "Section 8(a)" are sections of something else, as is any
// that is said to be of something.

// section reads "Section 4.2", "section 3", "Appendix A" at s[i], which may lie
// before the text. "Section 4.2 of RFC 2616" is that memo's.
func (r *refScanner) section(i int) {
	if i < 0 || !r.starts(i) || strings.HasSuffix(r.s[:i], "this ") {
		return
	}
	end, number := r.sectionNumber(i)
	if end < 0 || r.titled(i, end) {
		return
	}
	rest := r.s[end:]
	if of, ok := strings.CutPrefix(rest, " of "); ok && !strings.HasPrefix(of, "this ") {
		from := end + len(" of ")
		if k, memo := r.memoNumber(from + len(of) - len(strings.TrimPrefix(of, "["))); k > 0 {
			if of[0] == '[' && strings.HasPrefix(r.s[k:], "]") {
				k++
			}
			r.add(CrossRef{From: i, End: k, Kind: document.LinkDocument, Target: memo + inSection + number})
		}
		return
	}
	if strings.HasPrefix(rest, "(") {
		return
	}
	first := len(r.found)
	r.add(CrossRef{From: i, End: end, Kind: document.LinkSection, Target: number})
	if strings.HasPrefix(r.s[i+1:], "ections") {
		end = r.moreSections(end)
	}
	if of, ok := strings.CutPrefix(r.s[end:], " of "); ok && len(r.found) > first+1 && !strings.HasPrefix(of, "this ") {
		r.found = r.found[:first] // the sections of something else
	}
}

// moreSections reads the numbers after the first of "Sections 3, 4.1 and 5",
// each a reference of its own, and returns where they end.
func (r *refScanner) moreSections(end int) int {
	for {
		from := -1
		for _, sep := range []string{", and ", ", ", " and ", " or "} {
			if strings.HasPrefix(r.s[end:], sep) {
				from = end + len(sep)
				break
			}
		}
		if from < 0 {
			return end
		}
		n := numberLen(r.s[from:])
		if n == 0 || letter(r.s[from]) || strings.HasPrefix(r.s[from+n:], "(") {
			return end
		}
		end = from + n
		r.add(CrossRef{From: from, End: end, Kind: document.LinkSection, Target: r.s[from:end]})
	}
}

// sectionWords are the words for a section, each before one that it begins with.
var sectionWords = []string{"sections", "section", "appendix", "appendices"}

// sectionNumber reads the word for a section and its number at s[i] and returns
// where they end, -1 where they are none, and the number as headings give it:
// with the word where it is the letter of an appendix.
func (r *refScanner) sectionNumber(i int) (int, string) {
	word := ""
	for _, w := range sectionWords {
		if strings.HasPrefix(r.s[i+1:], w[1:]) && r.s[i]|0x20 == w[0] {
			word = r.s[i : i+len(w)]
			break
		}
	}
	if word == "" {
		return -1, ""
	}
	from := r.space(i + len(word))
	if from < 0 || strings.IndexByte(r.s[i:from], '\n') >= 0 {
		return -1, "" // in a list of contents: "2. About Section" and "2.1. …"
	}
	n := numberLen(r.s[from:])
	number := r.s[from : from+n]
	switch {
	case n == 0:
		return -1, ""
	case n == 1 && letter(number[0]) && word[0]|0x20 == 's':
		return -1, "" // a section of a list or a paper, not a numbered one
	case n == 1 && letter(number[0]):
		return from + n, appendix + number
	}
	return from + n, number
}

// appendix begins the number of an appendix that has a letter.
const appendix = "Appendix "

// inSection parts the number of a memo from that of its section, in the target
// of a link.
const inSection = ", Section "

// maxNumber bounds the number of a section, in bytes.
const maxNumber = 24

// maxMemo is how many figures the number of a memo may have.
const maxMemo = 5

// numberLen returns the length of the number of a section at the start of s,
// "4", "4.2", "A", "A.1", and 0 where there is none. Four figures are a year.
func numberLen(s string) int {
	n := 0
	if s != "" && s[0] >= 'A' && s[0] <= 'Z' {
		n = 1
	} else if n = figures(s); n == 0 || n > 3 {
		return 0
	}
	for n < maxNumber && n < len(s) && s[n] == '.' {
		k := figures(s[n+1:])
		if k == 0 {
			break
		}
		n += 1 + k
	}
	// "4.e" and "8a" are sections of a statute.
	if c, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s[n:], ".")); n > maxNumber || unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' {
		return 0
	}
	return n
}

// figures returns how many figures s begins with.
func figures(s string) int {
	n := 0
	for n < len(s) && n <= maxNumber && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// titled reports whether s[i:end] begins the title of a section, as a heading
// or a line of the contents, and so refers to none: it begins a line, and what
// follows it begins with a capital or is nothing.
func (r *refScanner) titled(i, end int) bool {
	if before := strings.TrimRight(r.s[:i], " \t"); before != "" && !strings.HasSuffix(before, "\n") {
		return false
	}
	rest := strings.TrimLeft(r.s[end:min(len(r.s), end+16)], " \t.:–—-")
	c, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || c == '\n' || unicode.IsUpper(c)
}

// memoNumber reads "RFC 2119" or "RFC2119" at s[i] and returns where it ends, -1
// where there is none, and the name as it is usually written.
func (r *refScanner) memoNumber(i int) (int, string) {
	rest, ok := strings.CutPrefix(r.s[i:], "RFC")
	if !ok {
		return -1, ""
	}
	from := i + len("RFC")
	if k := r.space(from); k > 0 {
		if from = k; strings.IndexByte(r.s[i:k], '\n') >= 0 {
			return -1, ""
		}
	} else if rest != "" && rest[0] == '-' {
		from++
	}
	n := figures(r.s[from:])
	number := strings.TrimLeft(r.s[from:from+n], "0")
	if number == "" || n > maxMemo || from+n < len(r.s) && letter(r.s[from+n]) {
		return -1, ""
	}
	return from + n, "RFC " + number
}

// inDOI reports whether s ends in the prefix of a DOI, "10." with four figures or more and
// a slash (DOI Handbook, section 2.2): memos are registered by their numbers, "10.17487/RFC2119".
func inDOI(s string) bool {
	prefix, ok := strings.CutSuffix(s, "/")
	if !ok {
		return false
	}
	rest := strings.TrimRight(prefix, "0123456789")
	return len(prefix)-len(rest) >= 4 && strings.HasSuffix(rest, "10.")
}

// memo reads "RFC 2119", and "RFC 2616, Section 4.2" as one, both also in brackets.
func (r *refScanner) memo(i int) {
	end, memo := r.memoNumber(i)
	if end < 0 || !r.starts(i) || inDOI(r.s[:i]) {
		return
	}
	c := CrossRef{From: i, End: end, Kind: document.LinkDocument, Target: memo}
	open := strings.HasSuffix(r.s[:i], "[")
	if open && strings.HasPrefix(r.s[end:], "]") {
		c.From, c.End, open = i-1, end+1, false
	}
	at := c.End
	if strings.HasPrefix(r.s[at:], ",") {
		at++
	}
	if from := r.space(at); from > 0 && from < len(r.s) {
		if k, number := r.sectionNumber(from); k > 0 && r.s[from]|0x20 == 's' {
			c.End, c.Target = k, memo+inSection+number
		}
	}
	if open && strings.HasPrefix(r.s[c.End:], "]") {
		c.From, c.End = i-1, c.End+1
	}
	r.add(c)
}

// Memo returns the name of a memo as cross references want it, "RFC 822", for
// one that is spelled in another way, "rfc0822", and "" for anything else.
func Memo(name string) string {
	r := refScanner{s: strings.ToUpper(name)}
	end, memo := r.memoNumber(0)
	if end < len(name) {
		return ""
	}
	return memo
}

// InMemo parts what a link wants into a memo and the number of a section of it,
// which may be "". What wants no memo gives "" for both.
func InMemo(target string) (memo, section string) {
	memo, section, _ = strings.Cut(target, inSection)
	if memo = Memo(memo); memo == "" {
		return "", ""
	}
	return memo, section
}

// SectionNumber returns the number that the title of a section begins with, as
// cross references name it, "" where it has none.
func SectionNumber(title string) string {
	rest, lettered := strings.CutPrefix(title, appendix)
	if !lettered {
		rest = strings.TrimPrefix(rest, "Section ")
	}
	n := numberLen(rest)
	if n == 0 {
		return ""
	}
	if n == 1 && letter(rest[0]) {
		// "A" may be an article: only what follows tells.
		if after := rest[1:]; !lettered && !strings.HasPrefix(after, ".") && !strings.HasPrefix(after, "  ") {
			return ""
		}
		return appendix + rest[:1]
	}
	return rest[:n]
}

// manySections is how many sections NumbersSections looks at.
const manySections = 64

// numbersSections reports whether a document, as far as it was read, numbers its
// sections: one of the first is numbered 1, or two have numbers. In others,
// "Section 22" is a section of a statute. One heading with a number may be that
// of a document of a volume.
func numbersSections(d *document.Document) bool {
	found := 0
	for _, s := range d.Sections[:min(len(d.Sections), manySections)] {
		if s.Document {
			continue
		}
		switch n := SectionNumber(s.Title); {
		case n == "1", strings.Contains(n, "."):
			return true
		case n != "":
			found++
		}
	}
	return found > 1
}

// foreign reports whether c may be to a section of a statute: its number has no
// parts, and the document that it stands in does not number its sections.
func (c CrossRef) foreign(numbered bool) bool {
	return c.Kind == document.LinkSection && !numbered && !strings.Contains(c.Target, ".")
}
