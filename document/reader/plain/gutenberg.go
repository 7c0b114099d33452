package plain

import (
	"strings"

	"ibid/document"
	"ibid/document/source"
)

// A book is what Project Gutenberg puts around a text: a header that names it
// and ends in a line of stars, a credit, and a footer with the licence.
type book struct {
	is     bool
	header bool // the header goes on
	ended  bool // the footer was reached
	meta   document.Meta
}

// headerBytes is how far into a text the header is looked for.
const headerBytes = 64 << 10

// newBook looks for the header in the first bytes of a text.
func newBook(sample string) book {
	sample = sample[:min(len(sample), headerBytes)]
	if !strings.Contains(sample, "Project Gutenberg") && !strings.Contains(sample, "PROJECT GUTENBERG") {
		return book{}
	}
	for off := 0; off < len(sample); {
		end := off + strings.IndexByte(sample[off:], '\n')
		if end < off {
			break
		}
		if startMark(sample[off:end]) {
			return book{is: true, header: true, meta: headerMeta(sample[:off])}
		}
		off = end + 1
	}
	return book{}
}

// startMark reports whether a line ends the header; the second form stood in
// texts before 2003.
func startMark(line string) bool {
	return starred(line, "START OF") || strings.HasPrefix(line, "*END") && strings.Contains(line, "SMALL PRINT")
}

// endMark reports whether a line begins the footer.
func endMark(line string) bool { return starred(line, "END OF") }

// starred reports whether a line reads "*** START OF THE PROJECT GUTENBERG …".
func starred(line, words string) bool {
	if !strings.HasPrefix(line, "***") {
		return false
	}
	line = strings.TrimLeft(line, "* ")
	return strings.HasPrefix(line, words) && strings.Contains(line, "GUTENBERG")
}

// bounds returns which lines of a chunk are the book's own.
func (b *book) bounds(c *chunk, ls []textLine) (from, to int) {
	to = len(ls)
	if !b.is {
		return 0, to
	}
	if b.ended {
		return 0, 0
	}
	if b.header {
		from = to
		for i := range ls {
			if startMark(c.text[ls[i].from:ls[i].to]) {
				from, b.header = i+1, false
				break
			}
		}
	}
	if i := strings.Index(c.text, "GUTENBERG"); i < 0 {
		return from, to
	}
	for i := from; i < len(ls); i++ {
		if !ls[i].blank() && c.text[ls[i].from] == '*' && endMark(c.text[ls[i].from:ls[i].to]) {
			b.ended = true
			return from, i
		}
	}
	return from, to
}

// credit reports whether a paragraph that begins with s is about the making of
// the electronic text, before anything of the book, or says that it ends.
func (b *book) credit(s string, started bool) bool {
	if !b.is {
		return false
	}
	if strings.HasPrefix(s, "End of the Project Gutenberg") || strings.HasPrefix(s, "End of Project Gutenberg") || strings.HasPrefix(s, "End of The Project Gutenberg") {
		return true
	}
	if started {
		return false
	}
	for _, w := range []string{"Produced by ", "E-text prepared by", "This eBook was produced by", "This etext was produced by", "Etext prepared by", "This etext was prepared by", "Transcribed by ", "Scanned by ", "Proofed by "} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// headerMeta reads the fields of the header: "Title: …", whose value may go on
// in indented lines.
func headerMeta(head string) document.Meta {
	var m document.Meta
	field := ""
	for _, line := range strings.Split(head, "\n") {
		switch name, value, ok := strings.Cut(line, ":"); {
		case strings.TrimSpace(line) == "":
			field = ""
		case line[0] == ' ' && field != "":
			setField(&m, field, line)
		case ok && fieldNames[name]:
			field = name
			setField(&m, field, value)
		default:
			field = ""
		}
	}
	if m.Title == "" {
		oldMeta(&m, head)
	}
	return m
}

// oldMeta reads a header without fields, as they were up to 2003: "***The Project
// Gutenberg Etext of The Odyssey, by Homer***" and "April, 1999  [Etext #1727]".
func oldMeta(m *document.Meta, head string) {
	for _, line := range strings.Split(head, "\n") {
		line = strings.Trim(line, " *\r")
		if date, id, ok := strings.Cut(line, "[Etext #"); ok && m.Date == "" && id != "" {
			m.Date = strings.TrimSpace(source.Clean(date))
			m.Identifiers = append(m.Identifiers, "Project Gutenberg "+source.Clean(strings.TrimRight(id, "]")))
		}
		name, ok := afterAny(line, "Project Gutenberg Etext of ", "Project Gutenberg EBook of ", "Project Gutenberg eBook of ", "Project Gutenberg's Etext of ")
		if !ok || m.Title != "" {
			continue
		}
		if i := strings.LastIndex(name, ", by "); i > 0 {
			m.Creators = append(m.Creators, source.Clean(name[i+len(", by "):]))
			name = name[:i]
		}
		m.Title = source.Clean(name)
	}
}

// afterAny returns what stands after the first of several words that s has.
func afterAny(s string, words ...string) (string, bool) {
	for _, w := range words {
		if _, rest, ok := strings.Cut(s, w); ok {
			return rest, true
		}
	}
	return "", false
}

var fieldNames = map[string]bool{"Title": true, "Author": true, "Translator": true, "Editor": true, "Commentator": true, "Illustrator": true, "Language": true, "Release Date": true, "Release date": true}

// setField adds a value to a field of the header.
func setField(m *document.Meta, field, value string) {
	value = source.Clean(value)
	switch field {
	case "Title":
		m.Title = strings.TrimSpace(m.Title + " " + value)
	case "Language":
		m.Language = languages[value]
	case "Release Date", "Release date":
		date, id, _ := strings.Cut(value, "[")
		m.Date = strings.TrimSpace(date)
		if _, n, ok := strings.Cut(id, "#"); ok {
			m.Identifiers = append(m.Identifiers, "Project Gutenberg "+strings.TrimRight(n, "]"))
		}
	default:
		m.Creators = append(m.Creators, value)
	}
}

// languages gives the codes (BCP 47) of the names in headers.
var languages = map[string]string{
	"English": "en", "French": "fr", "German": "de", "Italian": "it", "Spanish": "es", "Portuguese": "pt", "Dutch": "nl",
	"Latin": "la", "Greek": "el", "Finnish": "fi", "Swedish": "sv", "Danish": "da", "Norwegian": "no", "Polish": "pl",
	"Hungarian": "hu", "Czech": "cs", "Russian": "ru", "Catalan": "ca", "Esperanto": "eo", "Tagalog": "tl", "Chinese": "zh",
	"Japanese": "ja", "Hebrew": "he", "Welsh": "cy", "Irish": "ga", "Icelandic": "is", "Romanian": "ro", "Yiddish": "yi",
}
