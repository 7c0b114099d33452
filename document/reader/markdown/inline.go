package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// An inline is what the parsers below add to goldmark's nodes.
type inline struct {
	ast.BaseInline
	what    what
	label   string // of a reference or page, as printed
	key     string // the label under which the note of a reference is defined
	series  string // of a page
	content []byte // Markdown within a note, span or citation
	attrs   attributes
	defined bool // the note that a reference names is defined
}

// A what is the kind of an inline.
type what byte

const (
	reference what = iota
	inlineNote
	pageMark
	citation
	span
	superscript
	formulaText
)

var kindInline = ast.NewNodeKind("IbidInline")

// Kind implements ast.Node.
func (n *inline) Kind() ast.NodeKind { return kindInline }

// Dump implements ast.Node.
func (n *inline) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// inlineParser parses what begins with "[", "^", "{" or "@".
type inlineParser struct{}

// Trigger implements parser.InlineParser.
func (inlineParser) Trigger() []byte { return []byte("[!^{@") }

// Parse implements parser.InlineParser.
func (inlineParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	x := pc.(*parseContext).index
	switch {
	case line[0] == '{':
		return parseBrace(line, block, x)
	case line[0] == '@':
		return parseKey(line, block, x)
	case line[0] == '!' && len(line) > 3 && line[1] == '[' && line[2] == '^':
		// A sign of exclamation before a reference; images cannot be called "^1".
		n := parseReference(line[1:], block, x)
		if n == nil {
			return nil
		}
		ast.MergeOrAppendTextSegment(parent, text.NewSegment(seg.Start, seg.Start+1))
		block.Advance(1)
		return n
	case line[0] == '[' && len(line) > 2 && line[1] == '^':
		if n := parseReference(line, block, x); n != nil {
			return n
		}
	case line[0] == '^' && (len(line) < 2 || line[1] != '['):
		return parseSuperscript(line, block)
	case line[0] == '!':
		return nil
	}
	return parseBracketed(parent, line, seg, block, pc, x)
}

// printed returns the label that a reference or note shows. Our own export
// adds "~2" to a label that was used before, for labels must differ in
// Markdown; without anything before it, it stands for no label.
func printed(label string) string {
	if i := strings.LastIndexByte(label, '~'); i >= 0 && i+1 < len(label) && strings.Trim(label[i+1:], "0123456789") == "" {
		return label[:i]
	}
	return label
}

// ownComment parses the comment by which our own export says of a reference
// or note what Markdown cannot, <!-- ibid label="48" -->, at the beginning of
// s. It returns its length, 0 where there is none.
func ownComment(s []byte) (attributes, int) {
	var a attributes
	const open, end = "<!-- ibid ", " -->"
	if !bytes.HasPrefix(s, []byte(open)) {
		return a, 0
	}
	n := bytes.Index(s, []byte(end))
	if n < 0 {
		return a, 0
	}
	for i := len(open); i < n; {
		if s[i] == ' ' {
			i++
			continue
		}
		k := a.parse(s[i:])
		if k == 0 {
			break
		}
		i += k
	}
	return a, n + len(end)
}

// word is what the label of a reference looks like whose note is missing; a
// class of characters in a regular expression does not.
var word = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\d{1,5}[a-z]?|[*†‡§¶#]{1,4}|[\p{L}\p{N}][\p{L}\p{N}_.:-]*)$`)
})

func parseReference(line []byte, block text.Reader, x *index) ast.Node {
	end := bytes.IndexByte(line[:min(len(line), maxLabel+3)], ']')
	if end < 3 || bytes.IndexByte(line[2:end], '[') >= 0 {
		return nil
	}
	label := string(line[2:end])
	n := &inline{what: reference, label: printed(label), key: label}
	attrs, k := ownComment(line[end+1:])
	if defined, ok := x.label(label); ok {
		n.key, n.defined = defined, true
	} else if k == 0 && !x.dangling(n.label, line[end+1:]) {
		return nil
	}
	if l, ok := attrs.values["label"]; ok {
		n.label = l
	}
	block.Advance(end + 1 + k)
	return n
}

// dangling reports whether "[^label]" calls a note that the document lacks.
// In a document with notes any word may; in one without, only a number, and
// never what goes on as a link or a regular expression would.
func (x *index) dangling(label string, after []byte) bool {
	if len(after) > 0 && bytes.IndexByte([]byte("([+*?{|/\\"), after[0]) >= 0 || !word().MatchString(label) {
		return false
	}
	if strings.Trim(label, "0123456789") == "" {
		return true
	}
	ranged := len(label) == 3 && label[1] == '-'
	return !ranged && x.anyNote()
}

func parseBrace(line []byte, block text.Reader, x *index) ast.Node {
	end := bytes.IndexByte(line[:min(len(line), 40)], '}')
	if end < 2 {
		return nil
	}
	label, ok := bare(string(line[1:end]))
	if !ok || !x.braced() {
		return nil
	}
	block.Advance(end + 1)
	return &inline{what: pageMark, label: label}
}

// parseSuperscript parses pandoc's ^2^, which holds no space.
func parseSuperscript(line []byte, block text.Reader) ast.Node {
	end := bytes.IndexAny(line[1:min(len(line), 64)], "^ \t\n")
	if end < 1 || line[1+end] != '^' {
		return nil
	}
	n := &inline{what: superscript, content: bytes.Clone(line[1 : 1+end])}
	block.Advance(end + 2)
	return n
}

// parseBracketed parses what stands in a pair of brackets and is no link:
// inline notes, spans with attributes, marks of pages, citations.
func parseBracketed(parent ast.Node, line []byte, seg text.Segment, block text.Reader, pc parser.Context, x *index) ast.Node {
	isNote := line[0] == '^'
	open := seg.Start
	if isNote {
		open++
	}
	source := block.Source()
	p := pairsOf(parent, source, pc)
	end, ok := p.close[open]
	if !ok || seg.Padding > 0 {
		return nil
	}
	if isNote {
		return parseInlineNote(p, source, open, end, block)
	}
	var next byte
	if end+1 < len(source) {
		next = source[end+1]
	}
	content := source[open+1 : end]
	switch {
	case next == '{':
		if attrs, n := parseAttributes(source[end+1:]); n > 0 && advance(block, end+1+n) {
			return &inline{what: span, content: p.between(source, open+1, end), attrs: attrs}
		}
	case next == '(' || next == '[' || next == ':':
		return nil
	case len(content) < maxLabel && cites().Match(content) && advance(block, end+1):
		return &inline{what: citation, content: p.between(source, open, end+1)}
	case len(content) <= maxMark && !afterKey(source[:open]):
		if label, series, ok := page(string(content)); ok && x.bracketed() && advance(block, end+1) {
			return &inline{what: pageMark, label: label, series: series}
		}
	}
	return nil
}

// afterKey reports whether text ends with the key of a citation: a bracket after it says what is
// cited of the work, as in @doe [p. 4].
func afterKey(text []byte) bool {
	text = bytes.TrimRight(text[max(0, len(text)-maxLabel):], " ")
	word := text[bytes.LastIndexAny(text, " \t\n([;")+1:]
	return len(word) > 1 && (word[0] == '@' || word[0] == '-' && word[1] == '@')
}

// parseInlineNote parses pandoc's ^[a note]. Prose about terminals writes the
// escape character so too, but seldom balances its brackets, and follows it
// with a space, a sign or a single letter.
func parseInlineNote(p *pairs, source []byte, open, end int, block text.Reader) ast.Node {
	content := p.between(source, open+1, end)
	trimmed := bytes.TrimSpace(content)
	if len(trimmed) < 2 || content[0] == ' ' || !bytes.ContainsFunc(trimmed, letter) || !advance(block, end+1) {
		return nil
	}
	return &inline{what: inlineNote, content: content}
}

// parseKey parses the key of a work that is cited in the words of the text, "as @doe99
// says". In a text that cites no other work in brackets and names no bibliography, "@doe99" is the
// name of a person or of a decorator.
func parseKey(line []byte, block text.Reader, x *index) ast.Node {
	before := block.PrecendingCharacter()
	if unicode.IsLetter(before) || unicode.IsDigit(before) || before == '_' || before == '@' || before == '/' || before == '.' {
		return nil
	}
	m := key().FindIndex(line[:min(len(line), maxLabel)])
	if m == nil || m[0] != 0 || !x.cites() && !x.example(string(line[:m[1]])) {
		return nil
	}
	n := &inline{what: citation, content: bytes.Clone(line[:m[1]])}
	block.Advance(m[1])
	return n
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80 || r >= '0' && r <= '9'
}

// cites tells a citation as pandoc writes it: [see @doe99, pp. 33-35; -@smith].
var cites = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[\s;\-])@[\pL\pN_{]`) })

// key finds the keys in a citation.
var key = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`@(?:\{[^}\s]+\}|[\pL\pN_](?:[\pL\pN_]|[:.#$%&+?<>~/-][\pL\pN_])*)`)
})
