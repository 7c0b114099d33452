package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/source"
)

// memoBytes is how far into a text an RFC says that it is one.
const memoBytes = 4 << 10

// isMemo reports whether a text is an RFC or a draft of one, by the words at
// its head (RFC 7322, section 4.1).
func isMemo(sample string) bool {
	head := strings.ToLower(sample[:min(len(sample), memoBytes)])
	return strings.Contains(head, "request for comments") || strings.Contains(head, "internet-draft") || strings.Contains(head, "network working group") ||
		strings.Contains(head, "rfc #") || strings.Contains(head, "rfc editor")
}

// memoMeta reads what the head of an RFC says of it.
func memoMeta(sample string) document.Meta {
	var m document.Meta
	for _, line := range strings.Split(sample[:min(len(sample), memoBytes)], "\n") {
		if number := memoNumber(strings.TrimSpace(line)); number != "" && len(m.Identifiers) == 0 {
			m.Identifiers = append(m.Identifiers, "RFC "+source.Clean(number))
		}
	}
	m.Language = "en"
	return m
}

// memoNumber returns the number of an RFC from a line of its head, "Request for
// Comments: 2616" or "RFC # 822", and "" from any other.
func memoNumber(line string) string {
	for _, words := range []string{"Request for Comments:", "RFC #"} {
		if len(line) > len(words) && strings.EqualFold(line[:len(words)], words) {
			number, _, _ := strings.Cut(strings.TrimSpace(line[len(words):]), " ")
			return strings.Trim(number, " .")
		}
	}
	return ""
}

// memoHeading tells the headings of RFCs, which stand further left than the
// text, or begin with a section's number, and end without a full stop.
func (w *wrapped) memoHeading(text string, ls []textLine) (bool, uint8) {
	l, end := &ls[0], &ls[len(ls)-1]
	first, last := text[l.from:l.to], text[end.from:end.to]
	if w.isMemoTitle(ls) && w.title == "" || w.titleGoesOn(first, ls) || len(ls) == 1 && w.headAlone(first) {
		return true, 1
	}
	depth, n := sectionNumber(first)
	if n > 0 && (l.indent < w.m.margin || w.m.margin < 2 && l.indent == w.m.margin) {
		rest := first[n:]
		r, _ := utf8.DecodeRuneInString(rest)
		if rest != "" && !strings.HasSuffix(last, ".") && !gappedLine(rest) && len(ls) <= 2 && (unicode.IsUpper(r) || unicode.IsDigit(r) || rest[0] == '"' || l.indent < w.m.margin) {
			return true, uint8(min(depth, 6))
		}
	}
	if l.indent >= w.m.margin || len(ls) > 2 || gappedLine(first) || !w.started && w.title == "" && headingRank(first) == 0 {
		return false, 0 // before the title stand the number and what it makes obsolete
	}
	r, _ := utf8.DecodeRuneInString(first)
	stop := first[len(first)-1]
	if !unicode.IsUpper(r) || stop == ',' || stop == ';' || stop == ':' || stop == '.' && l.width > 20 || l.width > w.m.width*3/4 {
		return false, 0
	}
	return true, 1
}

// headAlone reports whether a line is the heading of the contents, or another word
// that heads a part and stands alone in capitals, wherever on the line.
func (w *wrapped) headAlone(line string) bool {
	if contentsWords[titleKey(line)] {
		return true
	}
	return capsOnly(line) && strings.IndexByte(line, ' ') < 0 && headingRank(line) > 0 && (!w.contents.on || w.page != "")
}

// isMemoTitle reports whether lines stand where the title of an RFC does.
func (w *wrapped) isMemoTitle(ls []textLine) bool {
	return !w.started && w.inMiddle(ls, 1, 9) && w.blank >= 1 && len(ls) < 4
}

// titleGoesOn reports whether lines, the first of which is given, go on with the
// title of an RFC after one blank line: both are in capitals.
func (w *wrapped) titleGoesOn(first string, ls []textLine) bool {
	return w.head != nil && w.blank == 1 && w.isMemoTitle(ls) && capsOnly(first) && capsOnly(w.head.text) && !w.headAlone(first)
}

// memoTitle keeps the title of an RFC, which is its first heading. The name of a
// draft stands under it.
func (w *wrapped) memoTitle(p *para, ls []textLine) {
	switch {
	case w.titleGoesOn(p.text, ls):
		w.title += " " + strings.ReplaceAll(p.text, "\n", " ")
		w.meta.Title = w.title
		return
	case w.head != nil:
		w.flushHead(nil)
		return
	case w.title != "" || w.started:
		return
	}
	title := p.text
	if i := strings.LastIndexByte(title, '\n') + 1; i > 0 && strings.HasPrefix(title[i:], "draft-") && strings.IndexByte(title[i:], ' ') < 0 {
		w.meta.Identifiers = append(w.meta.Identifiers, strings.Clone(title[i:]))
		title = title[:i-1]
	}
	w.title = strings.ReplaceAll(title, "\n", " ")
	w.meta.Title = w.title
}

func gappedLine(s string) bool {
	return strings.Contains(s, wideGap) || strings.Contains(s, "....") || strings.Contains(s, ". . .")
}

// sectionNumber reads "4.2.  " or "A.1.  " or "Appendix B.  " at the start of s
// and returns how many numbers it has and its length.
func sectionNumber(s string) (depth, n int) {
	i := 0
	if rest, ok := strings.CutPrefix(s, "Appendix "); ok {
		i = len(s) - len(rest)
	}
	for i < len(s) {
		from := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == from && depth == 0 && i+1 < len(s) && s[i] >= 'A' && s[i] <= 'Z' && strings.IndexByte(". ", s[i+1]) >= 0 {
			i++
		}
		if i == from {
			break
		}
		depth++
		if i < len(s) && s[i] == '.' {
			i++
			continue
		}
		break
	}
	if depth == 0 || i >= len(s) || s[i] != ' ' || s[0] >= 'A' && s[1] == ' ' {
		return 0, 0
	}
	return depth, spaces(s, i)
}

// citeBytes is the longest citation.
const citeBytes = 60

// cite reads a citation such as "[RFC2119]", "[RFC2616, Section 4.2]" or "[7]"
// at s[i]. It is one if the references have an entry of its name.
func (p *para) cite(i int) int {
	s := p.text
	end := strings.IndexByte(s[i:min(len(s), i+citeBytes)], ']')
	if end < 0 {
		return i + 1
	}
	in := s[i+1 : i+end]
	key := citeKey(in)
	if key == "" {
		return i + 1
	}
	end += i + 1
	p.signs = append(p.signs, sign{from: i, to: end, family: famCite, cites: true,
		calls: []reading{{Label: in, Weight: 4, From: i, To: end, Why: "a name in brackets, which the references list"}}})
	return end
}

// citeKey returns the name that a citation and its entry share, "" where s
// cannot be one: what stands before a comma, without white space.
func citeKey(s string) string {
	name, _, _ := strings.Cut(s, ",")
	name = strings.TrimSpace(name)
	if name == "" || len(name) > 40 || strings.Count(name, " ") > 1 {
		return ""
	}
	for i := 0; i < len(name); i++ {
		if c := name[i]; !letterByte(c) && (c < '0' || c > '9') && strings.IndexByte("-._+:/ &'", c) < 0 && c < 0x80 {
			return ""
		}
	}
	if strings.IndexByte(name, ' ') >= 0 && !strings.HasPrefix(name, "RFC ") && !strings.HasPrefix(name, "BCP ") && !strings.HasPrefix(name, "STD ") {
		return ""
	}
	return strings.ReplaceAll(name, " ", "")
}

// references follows the sections of an RFC that list what it cites.
type references struct {
	on bool // the section goes on
}

// heading notes a heading: one that speaks of references begins the list, any other ends it.
func (r *references) heading(s string) {
	key := titleKey(s)
	r.on = strings.HasSuffix(key, "references") || strings.HasSuffix(key, "bibliography") || strings.HasSuffix(key, "referenceddocuments")
}

// entry makes a note of an entry of the references: "[RFC2119]  Bradner, …".
func (w *wrapped) entry(c *chunk, ls []textLine) bool {
	if !w.refs.on {
		return false
	}
	s := c.text[ls[0].from:ls[0].to]
	label, n := entryLabel(s)
	if n == 0 {
		return false
	}
	p := w.prose(c, ls)
	if n = min(n, len(p.text)); p.text[:n] != s[:n] {
		n = collapsed(p.text, s[:n])
	}
	n = spaces(p.text, n)
	p.role, p.label, p.series, p.family, p.indent = roleNote, label, "reference", famCite, ls[0].indent
	p.lead, p.leadAt = strings.TrimRight(p.text[:n], " "), p.source(0)
	p.behind(n)
	w.turn(p)
	w.notes.on, w.notes.form, w.notes.indent, w.notes.depth, w.notes.family, w.notes.label = true, formLabel, ls[0].indent, 0, famCite, ""
	w.give(c, p, ls)
	return true
}

// entryLabel reads the name of an entry at the start of s, and returns how
// long it is with the white space after it.
func entryLabel(s string) (string, int) {
	name := enclosed(s, '[', ']', citeBytes)
	if name == "" || citeKey(name) == "" {
		return "", 0
	}
	return name, spaces(s, len(name)+2)
}
