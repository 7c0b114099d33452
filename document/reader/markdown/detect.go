package markdown

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
)

// extensions are those in use for Markdown.
var extensions = []string{".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".rmd", ".qmd", ".pandoc"}

// Each of these is seldom in a text that is not Markdown. Headings and fences
// count only at the left edge, because plain texts hold "#" and rules.
var evidence = []*regexp.Regexp{
	regexp.MustCompile(`(?m)^#{1,6} \S.*\n\n`),
	regexp.MustCompile("(?m)^(?:```|~~~)[a-z]*$"),
	regexp.MustCompile(`\]\((?:https?://|#|\.{0,2}/)[^)\s]*\)`),
	regexp.MustCompile(`\*\*[\pL\pN][^*\n]*[\pL\pN.,!?]\*\*`),
	regexp.MustCompile(`(?m)^\|? *:?-{3,}:? *\|(?:[ |:-])*$`),
	regexp.MustCompile(`(?m)^> \S.*\n(?:>|\n)`),
	regexp.MustCompile(`\A---\n(?:[a-z_-]+:.*\n)+`),
	regexp.MustCompile(`(?m)^:::+ ?\{?[.\w]`),
}

var (
	footnoteUse = regexp.MustCompile(`[^\n]\[\^[^\]\s]{1,60}\]`)
	footnoteDef = regexp.MustCompile(`(?m)^ {0,3}\[\^[^\]\s]{1,60}\]:`)
)

// Detect says how surely a text is Markdown, from 0 to 100, by its first bytes
// and its name. A name is believed unless the bytes are no text; without one,
// footnotes in Markdown's form are enough, or two other signs of it.
func Detect(head []byte, name string) int {
	utf16 := bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF})
	if bytes.IndexByte(head, 0) >= 0 && !utf16 {
		return 0
	}
	ext := strings.ToLower(filepath.Ext(name))
	for _, e := range extensions {
		if ext == e {
			return 70
		}
	}
	if start := bytes.TrimLeft(head, "\ufeff \t\r\n"); len(start) > 0 && (start[0] == '<' || start[0] == '{') {
		return 0
	}
	if footnoteUse.Match(head) && footnoteDef.Match(head) {
		return 60
	}
	signs := 0
	for _, re := range evidence {
		if re.Match(head) {
			signs++
		}
	}
	if signs >= 3 || signs == 2 && ext != ".txt" {
		return 50
	}
	return 0
}
