package apparatus

import (
	"strings"

	"ibid/document"
)

// Opinions of courts refer to their own pages as "ante, at 583", "post, at 590" and, with no
// case before it, "see supra, at 583-584", and to their own notes as "n. 2, supra" and "infra,
// nn. 3 and 4". After the name of a case, "Brown, supra, at 103", the page is that case's. Those
// of the Supreme Court of the United States are written so; the Bluebook (rules 3.5 and 4.2)
// drops the comma after supra and infra.

// opinionPage reads "ante, at 583" or "post, at 590", of which "nte" or "pos" stands at s[i].
func (r *refScanner) opinionPage(i int) {
	if r.s[i] == 'n' {
		i--
	}
	if i < 0 || !r.starts(i) {
		return
	}
	for _, word := range []string{"ante", "Ante", "post", "Post"} {
		if strings.HasPrefix(r.s[i:], word+", at ") && placed(r.s[max(0, i-citation):i+len(word)]) {
			r.pagesAt(i, i+len(word)+len(", at"))
		}
	}
}

// inOpinion reads "supra, at 583", "supra, n. 2" and "n. 2, supra", where "supra" or "infra"
// stands at s[i], and reports whether one was met.
func (r *refScanner) inOpinion(i int, word string) bool {
	end := i + len(word)
	rest := strings.TrimPrefix(r.s[end:], ",")
	after := len(r.s) - len(rest)
	switch {
	case strings.HasPrefix(rest, " at "):
		if word == supra && !r.opens(i) {
			return false
		}
		return r.pagesAt(i, after+len(" at"))
	case strings.HasPrefix(rest, " n. "), strings.HasPrefix(rest, " nn. "):
		if word == supra && !r.opens(i) {
			return false
		}
		return r.notesOf(after+len(" "), word)
	}
	before, ok := strings.CutSuffix(r.s[:i], ", ")
	if !ok {
		return false
	}
	k := strings.LastIndex(before[max(0, len(before)-mostNotes):], "n. ")
	if k < 0 {
		return false
	}
	if k += max(0, len(before)-mostNotes); k > 0 && before[k-1] == 'n' {
		k--
	}
	// Nothing but numbers comes between: "n. 2 of the brief, supra" is another's.
	if strings.Trim(strings.ReplaceAll(before[k:], "and", ""), "n. 0123456789,-–") != "" || !r.opens(k) {
		return false
	}
	return r.notesOf(k, word)
}

// mostNotes is how many bytes "nn. 12, 13, and 14" before supra may have.
const mostNotes = 24

// pagesAt reads the pages after "at", which ends at s[at:], for a reference that begins at s[i].
// It leads to the first, and reports whether there is one.
func (r *refScanner) pagesAt(i, at int) bool {
	from := r.space(at)
	end := r.number(from)
	if end < 0 {
		return false
	}
	c := CrossRef{From: i, End: end, Kind: document.LinkPage, Target: r.s[from:end]}
	for _, dash := range []string{"–", "-"} {
		if strings.HasPrefix(r.s[end:], dash) {
			c.End = max(end, r.number(end+len(dash)))
		}
	}
	r.add(c)
	return true
}

// notesOf reads "n. 2" or "nn. 2 and 3" at s[i], of this opinion, where word says on which side
// they are, and reports whether there is one.
func (r *refScanner) notesOf(i int, word string) bool {
	end, label := r.numbered(i, "nn.", "n.")
	if end < 0 {
		return false
	}
	first := len(r.found)
	r.add(CrossRef{From: i, End: end, Kind: document.LinkNote, Target: label})
	if strings.HasPrefix(r.s[i:], "nn.") {
		r.more(end, document.LinkNote, "")
	}
	for k := first; k < len(r.found); k++ {
		r.found[k].Document = word
	}
	return true
}

// opens reports whether nothing is named before s[i] to which what follows would belong: a
// sentence or a parenthesis begins there, or words that send the reader.
func (r *refScanner) opens(i int) bool {
	before := strings.TrimRight(r.s[max(0, i-citation):i], " \n")
	if before == "" || strings.IndexByte(".;([", before[len(before)-1]) >= 0 {
		return true
	}
	switch strings.ToLower(before[strings.LastIndexAny(before, " \n(;")+1:]) {
	case "see", "also", "cf.", "compare", "with", "and", "in", "e.g.,", "accord", "but":
		return true
	}
	return false
}
