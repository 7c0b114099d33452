package tei

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// open begins a block of the text, at the level of the lists and quotations around it.
func (r *reader) open(kind document.Kind) { r.openAt(kind, r.level) }

func (r *reader) openAt(kind document.Kind, level uint8) {
	if len(r.outer) == 0 {
		if kind != document.Heading {
			r.section(false)
		}
		r.snapshot()
	}
	r.w.OpenBlock(kind, level)
	r.opens++
	r.spoken, r.stanza, r.taken = false, false, ""
	r.from = r.s.Offset()
	calls := r.waiting
	r.waiting = nil
	for _, c := range calls {
		r.pend(c)
	}
}

// snapshot publishes what has been read, where enough is new. The block that
// is open is about to be closed.
func (r *reader) snapshot() {
	if at := r.s.Offset(); at >= r.publish {
		r.publish = max(2*at, firstSnapshot)
		r.w.Publish()
	}
}

// span returns the part of the source from start to end, offsets of src.
func (r *reader) span(start, end int) document.Span {
	if r.shift < 0 {
		return document.Span{}
	}
	return document.Span{Start: int64(start + r.shift), End: int64(end + r.shift)}
}

// endBlock is the end of an element that is a block of its own.
func endBlock(r *reader, _ *element) {
	if r.cell || !r.w.InBlock() {
		return
	}
	r.w.SetSource(r.span(r.from, r.s.EndOffset()))
	r.w.EndBlock()
}

// begin opens a block for an element, or takes the one that is open and
// empty: an item's first paragraph is the item. It reports false in a cell of
// a table, where text of several blocks runs on.
func (r *reader) begin(e *element, kind document.Kind) bool {
	if r.cell {
		r.w.Text(" ")
		return false
	}
	e.end = endBlock
	switch {
	case r.spoken && r.running():
		r.spoken = false
		r.w.Break()
	case !r.running() || !r.w.Empty():
		r.open(kind)
	case kind != document.Paragraph:
		r.w.SetKind(kind, r.level)
	}
	return true
}

func startParagraph(r *reader, e *element) { r.begin(e, r.kind) }

// startRunning is for what is a block among blocks and a phrase in a paragraph.
func startRunning(r *reader, e *element) {
	if !r.running() {
		r.begin(e, r.kind)
	} else if p := r.parent(); p != nil && p.name == "cit" {
		r.w.Text(" ")
	}
}

// following returns what comes next in the source: the name of an element
// that begins, "/" where one ends, "" where text comes.
func (r *reader) following() string {
	rest := strings.TrimLeft(r.src[min(r.s.EndOffset(), len(r.src)):], " \t\r\n")
	if !strings.HasPrefix(rest, "<") || len(rest) < 2 {
		return ""
	}
	if rest[1] == '/' {
		return "/"
	}
	n := strings.IndexAny(rest[:min(len(rest), 64)], " \t\r\n/>")
	if n < 0 {
		return ""
	}
	return rest[1:n]
}

// startExample shows the markup that an example is made of.
func startExample(r *reader, e *element) {
	start := r.s.EndOffset()
	r.s.Skip()
	r.skipped = true
	if end := r.s.Offset(); r.begin(e, document.Code) && start <= end {
		r.w.Preformatted(true)
		r.w.Text(strings.Trim(dedent(r.src[start:end]), "\n"))
		endBlock(r, e)
	}
}

// dedent takes the white space that all lines after the first share from their beginnings.
func dedent(t string) string {
	lines := strings.Split(strings.ReplaceAll(t, "\r\n", "\n"), "\n")
	common := -1
	for _, l := range lines[1:] {
		if n := len(l) - len(strings.TrimLeft(l, " \t")); n < len(l) && (common < 0 || n < common) {
			common = n
		}
	}
	for i, l := range lines {
		if i > 0 {
			lines[i] = l[min(max(common, 0), len(l)):]
		}
	}
	return strings.Join(lines, "\n")
}

// startAddress begins an address, whose lines stand in one block.
func startAddress(r *reader, e *element) {
	if !r.running() {
		r.begin(e, r.kind)
	}
}

func startAddressLine(r *reader, e *element) {
	if p := r.parent(); p == nil || p.name != "address" || !r.running() {
		startParagraph(r, e)
	} else if !r.w.Empty() && !r.cell {
		r.w.Break()
	} else {
		r.w.Text(" ")
	}
}

func startCode(r *reader, e *element) {
	if r.begin(e, document.Code) {
		r.w.Preformatted(true)
	}
}

func startSpeech(r *reader, e *element) { e.end = endBlock }

// startSpeaker sets the name of a speaker in the line above the speech.
func startSpeaker(r *reader, e *element) {
	if r.begin(e, r.kind) {
		e.end = func(r *reader, _ *element) { r.spoken = r.running() }
	}
	r.style(e, document.SmallCaps)
}

func startStage(r *reader, e *element) {
	startRunning(r, e)
	if r.spoken {
		r.text(" ") // a direction beside the name
	}
	r.style(e, document.Italic)
}

// deeper returns the next level of lists and quotations.
func deeper(level uint8) uint8 { return min(level, 254) + 1 }

// startStanza keeps a stanza's lines together and apart from others.
func startStanza(r *reader, e *element) {
	e.end = endBlock
	if !r.cell && !r.spoken && (r.w.Ended() || !r.w.Empty()) {
		r.w.CloseBlock()
	}
}

func startLine(r *reader, e *element) {
	e.end = endBlock
	verse := r.w.InBlock() && r.w.BlockKind() == document.Verse
	switch {
	case r.cell:
		r.w.Text(" ")
		return
	case r.spoken && r.running():
		r.spoken = false
		r.w.SetKind(document.Verse, r.level)
		r.w.Break()
	case verse && !r.w.Empty() && r.stanza:
		r.w.Resume()
		r.w.Break()
	case !r.running() || !r.w.Empty():
		r.open(document.Verse)
	case r.w.BlockKind() == document.Paragraph:
		r.w.SetKind(document.Verse, r.level)
	}
	r.stanza = true
	r.w.Text(indentation(r.s.Attr("rend")))
}

// longestIndent is the most that a line of verse is set in, in steps of two cells.
const longestIndent = 8

// indentation returns the no-break spaces that a line of verse begins with. The
// guidelines leave the word to each project; "indent" with or without a number is the usual one.
func indentation(rend string) string {
	_, by, ok := strings.Cut(rend, "indent")
	if !ok {
		return ""
	}
	steps := 1
	if digits := strings.TrimLeft(by, "(-_ "); digits != "" && digits[0] >= '0' && digits[0] <= '9' {
		steps = int(digits[0] - '0')
	}
	return strings.Repeat("\u00a0\u00a0", min(steps, longestIndent))
}

// startLineBreak keeps the line breaks of addresses and title pages. Where
// every line of the source is marked, lines are those of a page that is not this one.
func startLineBreak(r *reader, _ *element) {
	switch {
	case !r.running():
	case r.s.Attr("break") == "no", strings.Contains(strings.ToLower(r.s.Attr("type")), "inword"):
		r.w.Join()
	case r.survey.lineate && r.goesOn() && r.w.TakeHyphen():
		r.w.Join()
	case r.cell || r.survey.lineate:
		r.w.Text(" ")
	default:
		r.w.Break()
	}
}

// goesOn reports whether the text after an element begins as the second part
// of a word does, with a small letter.
func (r *reader) goesOn() bool {
	rest := strings.TrimLeft(r.src[min(r.s.EndOffset(), len(r.src)):], " \t\r\n")
	c, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLower(c)
}

func startFigure(r *reader, e *element) {
	if r.cell {
		return
	}
	r.open(document.Figure)
	e.end = endBlock
}

func startFigureText(r *reader, _ *element) {
	if r.running() && !r.w.Empty() && !r.cell {
		r.w.Break()
	}
}

func startGraphic(r *reader, _ *element) {
	url := r.s.Attr("url")
	if r.running() && r.w.BlockKind() == document.Figure {
		r.w.SetLabel(clone(url))
		return
	}
	p := r.parent()
	if p == nil || p.name != "figure" {
		if r.capture == nil && !r.cell && url != "" && r.pictureApart(url) {
			return
		}
		r.pictures++
	}
	r.w.Cut(url)
}

// pictureApart shows a picture as a figure where it stands among paragraphs or a paragraph begins
// with it. It returns false in the midst of one.
func (r *reader) pictureApart(url string) bool {
	switch {
	case !r.running():
		r.open(document.Figure)
	case r.w.Empty() && r.w.BlockKind() == document.Paragraph:
		r.w.SetKind(document.Figure, r.level)
	default:
		return false
	}
	r.w.SetLabel(clone(url))
	r.w.EndBlock()
	return true
}

// startHead begins a heading, of a division or of something smaller.
func startHead(r *reader, e *element) {
	parent := ""
	if p := r.parent(); p != nil {
		parent = p.name
	}
	switch {
	case parent == "figure":
		startRunning(r, e)
	case strings.HasPrefix(parent, "list"), strings.HasPrefix(parent, "cast"), parent == "table":
		r.begin(e, document.Paragraph)
		r.style(e, document.Bold)
	default:
		startHeading(r, e, parent)
	}
}

func startHeading(r *reader, e *element, parent string) {
	level := max(1, len(r.divs))
	if parent == "lg" || parent == "sp" {
		level++
	}
	if len(r.outer) > 0 || r.cell {
		r.begin(e, document.Paragraph)
		r.style(e, document.Bold)
		return
	}
	d := r.division()
	if d != nil && !d.listed && strings.HasPrefix(parent, "div") {
		if r.w.CloseBlock(); len(d.titles) == 0 {
			d.block = r.w.NextBlock()
		}
	} else {
		d = nil
		r.section(false)
	}
	r.openAt(document.Heading, uint8(min(level, 255)))
	e.end = func(r *reader, e *element) {
		if d := r.division(); d != nil && !d.listed && strings.HasPrefix(parent, "div") {
			d.titles = append(d.titles, r.w.BlockText())
		}
		endBlock(r, e)
	}
}
