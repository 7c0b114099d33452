package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"ibid/document/internal/label"
)

// A marker is what an item of a list begins with that CommonMark does not know (pandoc, "Extension:
// fancy_lists" and "Numbered example lists"): "a)", "(iv)", "B." with two spaces after it,
// "(12)", "#.", "(@)" and "(@name)".
type marker struct {
	form    byte   // '(' for two brackets, ')' for one, '.' for a full stop
	core    string // what stands before or between these
	written string
}

// longestCore is how many bytes a number has at most.
const longestCore = 8

// markerOf returns the marker that a line begins with; its length is 0 where there is none.
func markerOf(line []byte) marker {
	s := line
	form := byte(0)
	if len(s) > 0 && s[0] == '(' {
		form, s = '(', s[1:]
	}
	n := 0
	if form == '(' && len(s) > 0 && s[0] == '@' {
		n = 1
		for n < min(len(s), maxLabel) && (s[n] == '-' || s[n] == '_' || alphanumeric(s[n])) {
			n++
		}
	} else {
		for n < min(len(s), longestCore) && (s[n] == '#' || alphanumeric(s[n])) {
			n++
		}
	}
	if n == 0 || n == len(s) {
		return marker{}
	}
	switch end := s[n]; {
	case form == 0 && (end == '.' || end == ')'):
		form = end
	case form == 0 || end != ')':
		return marker{}
	}
	m := marker{form: form, core: string(s[:n])}
	m.written = string(line[:len(line)-len(s)+n+1])
	if rest := s[n+1:]; len(rest) > 0 && strings.IndexByte(" \t\r\n", rest[0]) < 0 || !m.counts(rest) {
		return marker{}
	}
	return m
}

func alphanumeric(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' }

// counts reports whether a marker can be one. Figures without a bracket before them are
// CommonMark's own. A capital with a full stop and one space is somebody's initial.
func (m marker) counts(rest []byte) bool {
	switch {
	case m.example():
		return true
	case m.core == "#":
		return m.form != '('
	case strings.Trim(m.core, "0123456789") == "":
		return m.form == '('
	case m.form == '.' && len(m.core) == 1 && m.core[0] < 'a':
		return bytes.HasPrefix(rest, []byte("  ")) || bytes.HasPrefix(rest, []byte("\t"))
	}
	lower := strings.ToLower(m.core)
	return (m.core == lower || m.core == strings.ToUpper(m.core)) && (len(lower) == 1 || label.IsLowRoman(lower))
}

// example reports whether a marker is of an example, which the document counts through.
func (m marker) example() bool { return m.core != "" && m.core[0] == '@' }

// begins reports whether a marker is the first of a list.
func (m marker) begins() bool {
	switch m.core {
	case "a", "A", "i", "I", "1", "#":
		return true
	}
	return false
}

// next returns the markers that may follow one in its list: for "i" they are two.
func (m marker) next() []string {
	if m.core == "#" {
		return []string{"#"}
	}
	if n, err := strconv.Atoi(m.core); err == nil {
		return []string{strconv.Itoa(n + 1)}
	}
	lower := strings.ToLower(m.core)
	var all []string
	if len(lower) == 1 && lower < "z" {
		all = append(all, string(lower[0]+1))
	}
	if i := slices.Index(romans(), lower); i >= 0 {
		all = append(all, label.Roman(i+1))
	}
	for i := range all {
		if lower != m.core {
			all[i] = strings.ToUpper(all[i])
		}
	}
	return all
}

// romans are the Roman numerals that count items, by their numbers.
var romans = sync.OnceValue(func() []string {
	all := make([]string, 100)
	for i := 1; i < len(all); i++ {
		all[i] = label.Roman(i)
	}
	return all
})

// follows reports whether a marker stands after another in one list, whose next are these.
func (m marker) follows(before marker, next []string) bool {
	if m.example() || before.example() {
		return m.example() && before.example()
	}
	return m.form == before.form && slices.Contains(next, m.core)
}

var kindLettered = ast.NewNodeKind("IbidLettered")

// A lettered is an item with such a marker.
type lettered struct {
	ast.BaseBlock
	marker marker
	next   []string // the markers that may follow it
	indent int      // columns of what belongs to it
	apart  bool     // its list is one of numbered paragraphs
}

// Kind implements ast.Node.
func (n *lettered) Kind() ast.NodeKind { return kindLettered }

// Dump implements ast.Node.
func (n *lettered) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// letteredParser parses items. One belongs to a list where the marker before its own stands at an
// item before, or the marker after it at a line near it: a letter alone may be anything.
type letteredParser struct{}

// Trigger implements parser.BlockParser.
func (letteredParser) Trigger() []byte { return nil }

// Open implements parser.BlockParser.
func (letteredParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || pc.BlockIndent() > 3 {
		return nil, parser.NoChildren
	}
	m := markerOf(line[at:])
	if m.core == "" {
		return nil, parser.NoChildren
	}
	if nested(parent) >= maxDepth {
		return nil, parser.NoChildren
	}
	last := pc.LastOpenedBlock().Node
	interrupts := ast.IsParagraph(last) && last.Parent() == parent
	source := reader.Source()
	if !goesOn(parent.LastChild(), m) && (interrupts || util.IsBlank(line[at+len(m.written):]) || !m.example() && !m.goesOnIn(source[min(segment.Stop, len(source)):])) {
		return nil, parser.NoChildren
	}
	from := at + len(m.written)
	space, _ := util.IndentWidth(line[from:], from)
	if space > 4 {
		space = 1
	}
	pos, padding := util.IndentPosition(line[from:], from, space)
	if pos < 0 {
		pos, padding = 0, 0
	}
	reader.AdvanceAndSetPadding(from+pos, padding)
	n := &lettered{marker: m, next: m.next(), indent: min(from+space, 4)}
	n.SetPos(segment.Start + at)
	return n, parser.HasChildren
}

// nested returns how many blocks are around one.
func nested(n ast.Node) (depth int) {
	for ; n != nil && depth < maxDepth; n = n.Parent() {
		depth++
	}
	return depth
}

// mostNested is how many items before one are asked whether it follows them: those of a list that
// stands between without being set in.
const mostNested = 32

// goesOn reports whether an item follows one before it.
func goesOn(before ast.Node, m marker) bool {
	for range mostNested {
		item, ok := before.(*lettered)
		if !ok {
			return false
		}
		if m.follows(item.marker, item.next) {
			return true
		}
		before = before.PreviousSibling()
	}
	return false
}

// nearLines is how many lines after an item the next is looked for.
const nearLines = 40

// goesOnIn reports whether a marker that may begin a list is followed by the next soon. What
// stands before a full stop is an abbreviation more often ("c. 1890"), so it must be the first.
func (m marker) goesOnIn(rest []byte) bool {
	if !m.begins() && m.form == '.' && m.core[0] >= 'a' {
		return false
	}
	next := m.next()
	for range nearLines {
		if len(rest) == 0 {
			break
		}
		line := lineAt(rest, 0)
		rest = rest[len(line):]
		if len(line) > most {
			break
		}
		if markerOf(bytes.TrimLeft(line, " \t>")).follows(m, next) {
			return true
		}
	}
	return false
}

// Continue implements parser.BlockParser.
func (letteredParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	indent := node.(*lettered).indent
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w < indent {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(util.IndentPosition(line, reader.LineOffset(), indent))
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (letteredParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (letteredParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (letteredParser) CanAcceptIndentedLine() bool { return false }

// lettered begins an item. Examples are counted through the document, as those are that the
// writer leaves to be counted.
func (r *renderer) lettered(n *lettered) {
	r.bareItem(r.depth())
	if _, ok := n.PreviousSibling().(*lettered); !ok {
		n.setApart()
	}
	r.inside = append(r.inside, surrounding{kind: inList, numbered: n.apart})
	m := n.marker
	switch {
	case m.example():
		if m.core != "@" {
			r.w.CloseBlock() // the place is not the end of the item before
			r.w.Anchor(m.core)
		}
		number := r.examples + 1
		if m.core != "@" {
			number, _ = r.index.number(m.core)
		}
		r.examples = max(r.examples, number)
		r.label = "(" + strconv.Itoa(number) + ")"
	case m.core == "#":
		if before, ok := n.PreviousSibling().(*lettered); !ok || before.marker.core != "#" {
			r.counted = 0
		}
		r.counted++
		r.label = strconv.Itoa(r.counted) + string(m.form)
	default:
		r.label = m.written
	}
	r.marked = true
}

// setApart sees whether the items of a list stand apart from one another and hold paragraphs
// alone, as numbered paragraphs do: their numbers are part of the text, see [numbered].
func (n *lettered) setApart() {
	apart := true
	for item, ok := n, true; ok; item, ok = item.NextSibling().(*lettered) {
		apart = apart && (item == n || item.HasBlankPreviousLines()) && paragraphsAlone(item)
	}
	for item, ok := n, true; ok; item, ok = item.NextSibling().(*lettered) {
		item.apart = apart
	}
}

// lookExamples looks for examples at the beginnings of lines.
func (x *index) lookExamples(text []byte, from, to int) {
	for i := from; i < to; {
		k := bytes.Index(text[i:to], []byte("(@"))
		if k < 0 {
			break
		}
		at := i + k
		i = at + 2
		before := text[max(0, at-longestIndent):at]
		if begin := bytes.LastIndexByte(before, '\n'); begin < 0 && at >= longestIndent || len(bytes.Trim(before[begin+1:], " \t>")) > 0 {
			continue
		}
		if m := markerOf(text[at:min(len(text), at+maxLabel)]); m.example() {
			x.examples = append(x.examples, m.core)
		}
	}
}

// example reports whether there is an example of a name, "@name".
func (x *index) example(name string) bool {
	if x.numbers != nil {
		_, ok := x.numbers[name]
		return ok
	}
	return x.anywhere(func(x *index) bool { return slices.Contains(x.examples, name) })
}

// number returns the number of the example of a name. One that is used again has its first.
func (x *index) number(name string) (int, bool) {
	if !x.example(name) {
		return 0, false
	}
	x.settle()
	x.gather()
	n, ok := x.numbers[name]
	return n, ok
}

// count numbers the examples.
func (x *index) count() {
	x.numbers = make(map[string]int)
	n := 0
	for _, name := range x.examples {
		if _, again := x.numbers[name]; again {
			continue
		}
		if n++; name != "@" {
			x.numbers[name] = n
		}
	}
}
