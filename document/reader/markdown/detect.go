package markdown

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// extensions are those in use for Markdown.
var extensions = []string{".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".rmd", ".qmd", ".pandoc"}

// A pattern is a regular expression that is compiled when a text first holds
// one of the signs of which each match holds one: every document is looked at, and most
// hold few of them.
type pattern struct {
	signs   []string
	compile func() *regexp.Regexp
}

func patternOf(expr string, signs ...string) pattern {
	return pattern{signs, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

func (p pattern) in(head []byte) bool {
	for _, s := range p.signs {
		if bytes.Contains(head, []byte(s)) {
			return p.compile().Match(head)
		}
	}
	return false
}

// Each of these is seldom in a text that is not Markdown. Headings and fences
// count only at the left edge, because plain texts hold "#" and rules.
var evidence = []pattern{
	patternOf(`(?m)^#{1,6} \S.*\n\n`, "# "),
	patternOf("(?m)^(?:```|~~~)[a-z]*$", "```", "~~~"),
	patternOf(`\]\((?:https?://|#|\.{0,2}/)[^)\s]*\)`, "]("),
	patternOf(`\*\*[\pL\pN][^*\n]*[\pL\pN.,!?]\*\*`, "**"),
	patternOf(`(?m)^\|? *:?-{3,}:? *\|(?:[ |:-])*$`, "---"),
	patternOf(`(?m)^> \S.*\n(?:>|\n)`, "> "),
	patternOf(`\A---\n(?:[a-z_-]+:.*\n)+`, "---\n"),
	patternOf(`(?m)^:::+ ?\{?[.\w]`, ":::"),
	patternOf(`[\pL\pN.,;:!?)"'”’»*_]\[\^\d{1,4}\](?:[^*+?{]|\z)`, "[^"), // and no class of a regular expression
}

var (
	footnoteUse = patternOf(`[^\n]\[\^[^\]\s]{1,60}\]`, "[^")
	footnoteDef = patternOf(`(?m)^ {0,3}\[\^[^\]\s]{1,60}\]:`, "[^")
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
	if footnoteUse.in(head) && footnoteDef.in(head) {
		return 60
	}
	signs := 0
	for _, p := range evidence {
		if p.in(head) {
			signs++
		}
	}
	if signs >= 3 || signs == 2 && ext != ".txt" {
		return 50
	}
	return 0
}
