package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document/internal/label"
	"ibid/document/source"
)

// headingWords are the words that begin headings with a number or alone, and
// the rank of what they head: 1 holds others, 3 is held. They are those of the
// languages that most books of this kind are in.
var headingWords = map[string]uint8{
	"volume": 1, "vol": 1, "book": 1, "part": 1, "tome": 1, "band": 1, "buch": 1, "teil": 1, "theil": 1, "livre": 1, "partie": 1, "libro": 1, "parte": 1, "boek": 1, "deel": 1,
	"chapter": 2, "chap": 2, "letter": 2, "canto": 2, "act": 2, "lecture": 2, "essay": 2, "sermon": 2, "night": 2, "kapitel": 2, "capitel": 2, "chapitre": 2, "capítulo": 2, "capitolo": 2, "hoofdstuk": 2, "akt": 2, "acte": 2, "atto": 2,
	"section": 3, "sect": 3, "scene": 3, "scène": 3, "szene": 3, "scena": 3, "member": 3, "article": 3, "§": 3,
	"preface": 2, "introduction": 2, "prologue": 2, "epilogue": 2, "contents": 2, "appendix": 2, "index": 2, "notes": 2, "footnotes": 2, "bibliography": 2, "conclusion": 2, "dedication": 2, "glossary": 2, "foreword": 2, "advertisement": 2, "illustrations": 2, "errata": 2, "addenda": 2, "abstract": 2, "references": 2, "acknowledgments": 2, "acknowledgements": 2, "vorwort": 2, "einleitung": 2, "inhalt": 2, "anhang": 2, "préface": 2, "avant-propos": 2, "prefacio": 2, "prefazione": 2, "inhoud": 2, "register": 2,
}

// heading reports whether lines are a heading, and its level.
//
// Evidence for: a word such as "Chapter" with a number, capitals throughout,
// more white space around than paragraphs have, standing in the middle of the
// page, a line of the list of contents. Evidence against: several long lines,
// an end as of a sentence that goes on, a small first letter, quotation marks.
// Verse of one line with a lot of space around it can be taken for one.
func (w *wrapped) heading(text string, ls []textLine, sp spacing) (bool, uint8) {
	if w.underlined(text, ls) {
		return true, w.underlinedLevel(text, ls)
	}
	if len(ls) > 4 || sp.after == 0 && len(sp.next) > 0 {
		return false, 0
	}
	first := text[ls[0].from:ls[0].to]
	if w.memo {
		return w.memoHeading(text, ls)
	}
	letters, upper, long := letterCase(text, ls)
	rank := headingRank(first)
	if letters == 0 && !headNumber(first) || rank == 0 && long > w.m.width*5/6 && (upper < letters || len(ls) > 3) {
		return false, 0
	}
	if w.counted(text, ls, sp) {
		level, _ := w.numberedLevel(first)
		return true, level
	}
	counts := len(ls) == 1 && w.countsLetter(first)
	caps := upper == letters && (letters > 1 || counts)
	score, rank := wording(text, ls, rank, caps)
	score += w.standing(text, ls, sp)
	score -= against(text, ls, letters, caps || rank < rankCapitals)
	if score < 3 {
		return false, 0
	}
	if level, ok := w.numberedLevel(first); ok && rank >= rankSection {
		return true, level
	}
	if !w.started && rank >= rankCapitals && w.manual == "" && w.head == nil && !w.contents.on && len(w.contents.titles) == 0 {
		rank = rankWork
		if w.title == "" {
			w.title = source.Clean(withoutSigns(text[ls[0].from:ls[len(ls)-1].to]))
		}
	}
	return true, w.levels.of(rank)
}

// countsLetter reports whether a line is a Roman number of one letter that counts on from the line
// of its kind before: "V" after "IV", and "I" but after "H", where the letters head an index.
func (w *wrapped) countsLetter(line string) bool {
	s := strings.TrimSuffix(line, ".")
	if s == "" || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || len(s) > longestLone {
		return false
	}
	if s != w.lone[1] { // lines are looked at more than once
		w.lone = [2]string{w.lone[1], s}
	}
	switch before := w.lone[0]; s {
	case "I":
		return before != "H"
	case "V":
		return before == "IV"
	case "X":
		return before == "IX"
	}
	return false
}

// longestLone is how many letters a Roman number has below ten.
const longestLone = 4

// underlined reports whether lines are one and a row of signs under it, as long as it is, as
// titles are set in notes on programs. Columns have such rows with gaps.
func (w *wrapped) underlined(text string, ls []textLine) bool {
	if len(ls) != 2 || w.memo || ls[0].indent != ls[1].indent || ls[0].wide || ls[1].width < 3 || max(ls[0].width, ls[1].width) > min(ls[0].width, ls[1].width)+1 {
		return false
	}
	row := text[ls[1].from:ls[1].to]
	return strings.IndexByte("=-~^*+#", row[0]) >= 0 && strings.Trim(row, row[:1]) == "" && strings.Trim(text[ls[0].from:ls[0].to], row[:1]) != ""
}

// underlinedLevel returns the level of a heading that has a row of signs under it: by its
// number, by its words, or by the sign. As in reStructuredText, the sign that comes first
// stands highest; the title of the whole stands above it, whatever its sign.
func (w *wrapped) underlinedLevel(text string, ls []textLine) uint8 {
	first := text[ls[0].from:ls[0].to]
	if level, ok := w.numberedLevel(first); ok {
		return level
	}
	if rank := headingRank(first); rank > 0 {
		return w.levels.of(rank)
	}
	sign := text[ls[1].from]
	if !w.started && w.title == "" && w.manual == "" && w.rows == "" {
		w.title, w.titleRow = source.Clean(first), sign
		return w.levels.of(rankWork)
	}
	n := strings.IndexByte(w.rows, sign)
	switch {
	case n < 0 && sign == w.titleRow && w.rows != "":
		return w.levels.of(rankWork)
	case n < 0:
		n = len(w.rows)
		w.rows += string(rune(sign))
	}
	return min(w.levels.of(rankCapitals)+uint8(n), deepest)
}

// wording weighs the words of a heading and ranks it by them.
func wording(text string, ls []textLine, rank uint8, caps bool) (int, uint8) {
	first := text[ls[0].from:ls[0].to]
	score := 0
	if caps {
		score += 2
	}
	switch {
	case rank > 0 && (headNumbered(first) || headWordNumbered(text, ls) || strings.EqualFold(first, tableOfContents)):
		score += 3
	case rank > 0:
		score += 2
	case headNumbered(first) && len(ls) <= 2:
		score, rank = score+3, rankSection
	case headNumber(first) && len(ls) == 1:
		score, rank = score+2, rankSection
	case caps:
		rank = rankCapitals
	case titleLines(text, ls):
		score, rank = score+1, rankTitle
	default:
		rank = rankTitle
	}
	return score, rank
}

// standing weighs how a heading stands: the white space around it, the middle
// of the page, the list of contents, the number or the rule before it.
func (w *wrapped) standing(text string, ls []textLine, sp spacing) int {
	score := 0
	switch {
	case sp.before >= 3:
		score += 2
	case sp.before == 2:
		score++
	}
	if sp.after >= 2 && sp.before >= 2 {
		score++
	}
	if w.centred(ls) {
		score++
	}
	if w.contents.has(text, ls) {
		score += 3
	}
	if w.head != nil && sp.before <= 2 {
		score += 2
	}
	if w.ruled {
		score++
	}
	if first := text[ls[0].from]; len(ls) == 1 && w.outdented(&ls[0]) && sp.before > 0 && (letterByte(first|0x20) || first >= utf8.RuneSelf) {
		score += 2
	}
	if w.started && sp.before >= 2 && len(ls) == 1 && emphatic(text[ls[0].from:ls[0].to]) {
		score += 2
	}
	return score
}

// emphatic reports whether a line is set in italics as a whole: "_Violin and Kit._"
func emphatic(s string) bool {
	return len(s) > 2 && s[0] == '_' && strings.IndexByte(s[1:], '_') == len(s)-2
}

// The ranks of headings: rankWork is the title of the whole, 1 to 3 are those
// of headingWords, and headings without a word or number come after.
const (
	rankWork     uint8 = 0
	rankSection  uint8 = 3
	rankCapitals uint8 = 4
	rankTitle    uint8 = 5
	ranks              = 6
)

// levels gives ranks of headings their levels, in the order in which they are
// met: a book without parts has its chapters right below its title.
type levels [ranks]uint8

func (l *levels) of(rank uint8) uint8 {
	if l[rank] == 0 {
		above := uint8(0)
		for r := uint8(0); r < rank; r++ {
			above = max(above, l[r])
		}
		l[rank] = above + 1
	}
	return l[rank]
}

// titleLines reports whether the long words of lines begin with capitals.
func titleLines(text string, ls []textLine) bool {
	n := 0
	for i := range ls {
		for _, w := range strings.Fields(text[ls[i].from:ls[i].to]) {
			w = strings.Trim(w, "\"'“‘_(,.;:")
			if len(w) > 3 && startsLower(w) {
				return false
			}
			if len(w) > 3 {
				n++
			}
		}
	}
	return n > 0
}

// against weighs what speaks against a heading.
func against(text string, ls []textLine, letters int, caps bool) int {
	n := 0
	last := text[ls[len(ls)-1].from:ls[len(ls)-1].to]
	first := text[ls[0].from:ls[0].to]
	switch last[len(last)-1] {
	case ',', ';', '-':
		n += 3
	case '!', '?', '"', '\'':
		n++
	case ':':
		n++
		if !caps || headingWords[strings.ToLower(first[:len(first)-1])] == 0 { // "FOOTNOTES:"
			n++
		}
	case '.':
		if !caps && letters > 12 {
			n++
			if !titleLines(text, ls) {
				n++
			}
		}
	}
	if startsLower(first) {
		n += 3
	}
	if strings.IndexByte("\"'([*_", first[0]) >= 0 && !caps {
		n++
	}
	if len(ls) > 1 && !caps {
		n++
	}
	if gapped(text, ls) {
		n += 2
	}
	if paged(last) {
		n += 4
	}
	return n
}

// paged reports whether a line ends, far from its words, in the number of a page or the
// word over such numbers, as those of a list of contents do.
func paged(s string) bool {
	i := strings.LastIndex(s, wideGap)
	if i < 0 {
		return false
	}
	end := strings.ToLower(s[i+len(wideGap):])
	return end != "" && (strings.Trim(end, "0123456789 ") == "" || label.IsLowRoman(end) || strings.HasPrefix(end, "page"))
}

// letterCase counts the letters and the capitals, and measures the widest line.
func letterCase(text string, ls []textLine) (letters, upper, long int) {
	for i := range ls {
		long = max(long, ls[i].width)
		for _, r := range withoutSigns(text[ls[i].from:ls[i].to]) {
			if unicode.IsLetter(r) {
				letters++
				if !unicode.IsLower(r) {
					upper++
				}
			}
		}
	}
	return
}

// withoutSigns returns s without a sign in brackets at its end, which may be
// in small letters.
func withoutSigns(s string) string {
	if i := strings.LastIndexByte(s, '['); i > 0 && len(s)-i < 10 && strings.IndexByte(s[i:], ']') > 0 {
		return s[:i]
	}
	return s
}

// centred reports whether lines stand in the middle of the page.
func (w *wrapped) centred(ls []textLine) bool { return w.inMiddle(ls, w.m.margin+6, 5) }

// inMiddle reports whether lines are set in and stand at most slack columns
// from the middle.
func (w *wrapped) inMiddle(ls []textLine, least, slack int) bool {
	for i := range ls {
		if ls[i].indent < least {
			return false
		}
		off := ls[i].indent + ls[i].width/2 - (w.m.width+w.m.margin)/2
		if off < -slack || off > slack {
			return false
		}
	}
	return true
}

// headingRank returns the rank of the word a heading begins with, 0 where it
// begins with none. A word of rank 1 to 3 must have a number or nothing after it.
func headingRank(s string) uint8 {
	s = strings.Trim(s, " _=*.:[]—-")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "THE "), "The ")
	if strings.EqualFold(s, tableOfContents) {
		return headingWords["contents"]
	}
	word, rest := cutWord(s)
	rank := headingWords[strings.ToLower(strings.TrimRight(word, ".,:"))]
	if rank == 0 {
		return 0
	}
	rest = strings.TrimLeft(rest, " _")
	if rest == "" || headNumber(rest) || ordinal(rest) {
		return rank
	}
	if strings.ToUpper(s) == s || strings.HasPrefix(strings.ToLower(rest), "to ") || strings.HasPrefix(strings.ToLower(rest), "of ") {
		return rank
	}
	return 0
}

// cutWord returns the first word of s and what stands after the space behind it, which may
// be one at which no line breaks: DocBook's stylesheets put it between a word and its number.
func cutWord(s string) (word, rest string) {
	i := strings.IndexAny(s, " \u00a0")
	if i < 0 {
		return s, ""
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+n:]
}

// uncounted are the words in capitals whose numbers do not number parts of a text.
var uncounted = map[string]bool{"fig": true, "figs": true, "figure": true, "plate": true, "pl": true, "table": true, "no": true, "nos": true, "page": true, "pp": true, "verse": true, "ver": true, "note": true}

// headNumbered reports whether a heading begins with a word in capitals and its number:
// "CHAPTER IV.", "SUBSECT. II.--_Of Hope_".
func headNumbered(s string) bool {
	s = strings.TrimLeft(s, " _=*[")
	word, rest, _ := strings.Cut(s, " ")
	if word = strings.TrimRight(word, ".,:_"); strings.ToUpper(word) != word {
		return false
	}
	word = strings.ToLower(word)
	return len(word) > 2 && letterByte(word[0]) && !uncounted[word] && headNumber(strings.TrimLeft(rest, " _"))
}

// headWordNumbered reports whether lines are one with a word of headings, its number with a
// stop, and a title: "Chapter 2. Getting Started".
func headWordNumbered(text string, ls []textLine) bool {
	s := text[ls[0].from:ls[0].to]
	_, rest := cutWord(s)
	no, title := cutWord(rest)
	return title != "" && len(ls) == 1 && headNumber(no) && strings.IndexByte(".:", no[len(no)-1]) >= 0 && titleLines(title, []textLine{{to: len(title)}}) && !endsPhrase(title)
}

// ordinal reports whether s begins with a number in words.
func ordinal(s string) bool {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(strings.ToLower(s), "the ")), " ")
	switch strings.Trim(word, ".,:-—_[]0123456789") {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last":
		return true
	}
	return false
}

// headNumber reports whether s begins with a number, Roman or Arabic, that stands
// by itself or before a title.
func headNumber(s string) bool {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 3 { // a year
		return false
	}
	if i == 0 {
		for i < len(s) && strings.IndexByte("IVXLCDM", s[i]) >= 0 {
			i++
		}
	}
	if i == 0 || i > 8 {
		return false
	}
	if i == len(s) {
		return true
	}
	if i == 1 && s[0] > 'I' && strings.IndexByte("CDLM", s[0]) >= 0 && strings.Trim(s[1:], " .:[]()—-") != "" {
		return false // far more often the first letter of a name than a number of its own
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return strings.ContainsRune(".:—-[)", r) && (i+1 >= len(s) || !unicode.IsDigit(rune(s[i+1]))) || r == ' ' && s[i-1] > '9' && i > 1
}

// contents is the list of contents, whose lines come again as headings.
type contents struct {
	on     bool // the list goes on
	titles map[string]bool
	parts  int
}

// contentsWords head lists of contents.
var contentsWords = map[string]bool{"contents": true, "tableofcontents": true, "inhalt": true, "inhaltsverzeichnis": true, "tabledesmatières": true, "índice": true, "indice": true, "inhoud": true, "contentsofvolumei": true}

// tableOfContents is what heads lists of contents where "contents" alone does not.
const tableOfContents = "table of contents"

// headsContents reports whether the first of several lines is the heading of the list
// of contents that the others are.
func headsContents(text string, ls []textLine) bool {
	s := text[ls[0].from:ls[0].to]
	return len(ls) > 1 && len(s) <= 2*longestWord && !startsLower(s) && contentsWords[titleKey(s)] && (gapped(text, ls[1:]) || ls[1].indent > ls[0].indent)
}

// maxTitles bounds the list of contents.
const maxTitles = 4096

// heading notes that a heading was met: it may head the contents, or end them.
func (c *contents) heading(s string) {
	key := titleKey(s)
	if contentsWords[key] || strings.HasPrefix(key, "contentsof") {
		c.on, c.parts = true, 0
		if c.titles == nil {
			c.titles = make(map[string]bool)
		}
		return
	}
	if c.on && c.parts > 0 && c.titles[key] {
		c.on = false
	}
	if c.on {
		c.titles[key] = true
		c.parts++
	}
}

// lists takes lines into the list of contents, if it goes on: it ends with the
// first paragraph of full lines that goes on at the margin.
func (c *contents) lists(text string, ls []textLine, margin int) bool {
	if !c.on {
		return false
	}
	if c.parts++; len(c.titles) > maxTitles || c.parts > maxTitles || len(ls) > 3 && !gapped(text, ls) && ls[1].indent <= margin && ls[0].width > 55 {
		c.on = false
		return false
	}
	for i := range ls {
		if key := titleKey(text[ls[i].from:ls[i].to]); len(key) > 3 {
			c.titles[key] = true
		}
	}
	return true
}

// has reports whether lines are a line of the list of contents that ended.
func (c *contents) has(text string, ls []textLine) bool {
	if len(c.titles) == 0 {
		return false
	}
	return c.titles[titleKey(text[ls[0].from:ls[0].to])] || len(ls) > 1 && c.titles[titleKey(text[ls[0].from:ls[len(ls)-1].to])]
}

// titleKey is what two prints of a title share: its letters, in small ones.
func titleKey(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
