package tei

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
)

// What editors do to a text is shown as they print it (TEI P5, chapters 3.5
// and 11.3): the corrected, expanded or regularised form is read, the other is kept
// as a cut; what an editor supplied stands in brackets; […] is a gap; what
// the writer struck is kept as a cut.

func styled(s document.Style) handler {
	return func(r *reader, e *element) { r.style(e, cmp.Or(r.looks().style, s)) }
}

// startChoice begins alternatives, of which one is read.
func startChoice(_ *reader, e *element) {
	e.bare = true
	e.end = func(r *reader, e *element) {
		if !e.shown {
			r.text(e.hidden)
			return
		}
		r.leave(e.hidden)
	}
}

// leave keeps text that is not read.
func (r *reader) leave(t string) {
	switch {
	case strings.TrimSpace(t) == "":
	case r.capture != nil || !r.all:
		if r.capture == nil {
			r.w.Struck(t)
		}
	default:
		r.text(" ")
		r.w.PushStyle(document.Deleted)
		r.text(t)
		r.w.PopStyle()
	}
}

// startAlternative reads one member of a choice. The replaced form, and any
// after the first of equals, is put aside. It reports false outside a choice.
func (r *reader) startAlternative(e *element, replaced bool) bool {
	p := r.parent()
	if p == nil || p.name != "choice" {
		return false
	}
	if !replaced && !p.shown {
		p.shown = true
		return true
	}
	r.hold(e)
	e.end = func(r *reader, e *element) {
		if p := r.parent(); p != nil && p.name == "choice" {
			p.hidden = strings.TrimSpace(p.hidden + " " + e.held.String())
		}
	}
	return true
}

// part parts what begins from what stands before it, where an element holds
// facts and no sentence: an encoder relies on its names, and need not put white space between
// them. In captured text, members of a choice are such.
func (r *reader) part(name string) {
	p := r.parent()
	if p == nil {
		return
	}
	switch p.name {
	case "choice":
		if r.capture != nil {
			r.capture.WriteString(" ")
		}
	case "person", "place", "org", "event":
		if r.running() {
			r.w.Text(" ")
		}
	case "docImprint":
		if fields[name] || name == "docDate" || name == "address" {
			r.partLine(r.s.Offset())
		}
	case "biblStruct", "monogr", "analytic", "imprint":
		if tail := r.w.BlockTail(1); r.running() && tail != "" && fields[name] {
			if strings.Contains(".,:;(", tail) {
				tail = ""
			} else {
				tail = ","
			}
			r.w.Text(tail + " ")
		}
	}
}

// partLine begins a line in an imprint before the markup or words at an offset, where nothing but
// white space parts them from the element before: publisher, place and date are printed below one another
// where no words or stops join them.
func (r *reader) partLine(offset int) {
	before := strings.TrimRight(r.src[:min(offset, len(r.src))], " \t\r\n")
	if r.running() && !r.cell && strings.HasSuffix(before, ">") && wordEnds(r.w.BlockTail(utf8.UTFMax)) {
		r.w.Break()
	}
}

// fields are the parts of a structured bibliographic entry that are parted by commas.
var fields = map[string]bool{
	"author": true, "editor": true, "title": true, "edition": true, "respStmt": true, "meeting": true,
	"pubPlace": true, "publisher": true, "date": true, "biblScope": true, "idno": true,
}

func startSic(r *reader, e *element)  { r.startReplaced(e, "corr") }
func startAbbr(r *reader, e *element) { r.startReplaced(e, "expan") }
func startOrig(r *reader, e *element) { r.startReplaced(e, "reg") }

// startReplaced reads a form that a choice, or an attribute of P4, replaces.
func (r *reader) startReplaced(e *element, attr string) {
	if r.startAlternative(e, true) {
		return
	}
	if better, ok := r.s.Lookup(attr); ok && better != "" {
		r.hold(e)
		e.end = func(r *reader, e *element) {
			r.text(better)
			r.leave(e.held.String())
		}
	}
}

// startReplacement reads the form that replaces another, which P4 has in an attribute.
func startReplacement(r *reader, e *element) {
	if r.startAlternative(e, false) {
		return
	}
	for _, attr := range []string{"sic", "abbr", "orig"} {
		if worse := r.s.Attr(attr); worse != "" {
			e.end = func(r *reader, _ *element) { r.leave(worse) }
		}
	}
}

func startUnclear(r *reader, e *element) {
	r.startAlternative(e, false)
	r.style(e, document.Unclear)
}

// startSegment reads an alternative that has no name of its own (TEI P5, 3.5).
func startSegment(r *reader, e *element) { r.startAlternative(e, false) }

// startMarks reads the signs of an abbreviation, startExpansion the letters that
// stand for them; a choice may hold these without the word around them.
func startMarks(r *reader, e *element) { r.startAlternative(e, true) }

func startExpansion(r *reader, e *element) {
	r.startAlternative(e, false)
	r.style(e, document.Italic)
}

// startMetamark keeps a sign that says how the text is to be read and is no part of it.
func startMetamark(r *reader, e *element) {
	r.hold(e)
	e.end = func(r *reader, e *element) { r.w.Cut(e.held.String()) }
}

// startGap shows what could not be read or was left out.
func startGap(r *reader, e *element) {
	why := strings.TrimSpace(strings.Join([]string{r.s.Attr("reason"), r.s.Attr("desc"), r.s.Attr("extent"), r.s.Attr("quantity"), r.s.Attr("unit")}, " "))
	r.hold(e)
	e.end = func(r *reader, e *element) {
		if t := strings.TrimSpace(e.held.String()); t == "" {
			r.text("[…]")
		} else if strings.IndexByte("[(<•〈⟨", t[0]) >= 0 {
			r.text(t)
		} else {
			r.text("[" + t + "]")
		}
		if r.capture == nil && r.running() {
			r.w.Cut(why)
		}
	}
}

func startSupplied(r *reader, e *element) {
	r.style(e, document.Inserted)
	if rest := r.src[min(r.s.EndOffset(), len(r.src)):]; strings.HasPrefix(strings.TrimLeft(rest, " \n\t"), "[") {
		return
	}
	r.enclose(e, "[", "]")
}

// enclose sets an element in brackets. Where it holds blocks these are in the first and in the last of them.
func (r *reader) enclose(e *element, opening, closing string) {
	if r.capture != nil || r.cell || !blocks[r.following()] {
		r.text(opening)
		e.end = func(r *reader, _ *element) { r.text(closing) }
		return
	}
	r.lead += opening
	e.end = func(r *reader, _ *element) {
		switch {
		case r.lead != "": // nothing was read
			r.lead = strings.TrimSuffix(r.lead, opening)
		case r.w.InBlock() && r.w.Ended():
			r.w.Resume()
			r.w.Text(closing)
			r.w.EndBlock()
		default:
			r.text(closing)
		}
	}
}

// startDeleted is what the writer struck; where he took that back it is text.
func startDeleted(r *reader, e *element) {
	if r.s.Parent() == "restore" {
		return
	}
	if r.all {
		r.style(e, document.Deleted)
		return
	}
	r.hold(e)
	e.end = func(r *reader, e *element) {
		if t := e.held.String(); strings.TrimSpace(t) != "" {
			r.struck++
			r.leave(t)
		}
	}
}

// A reaching is a deletion or an addition that crosses elements (TEI P5, 11.3.1.4): it reaches from
// where it stands to what it names.
type reaching struct {
	end   int // offset of what it reaches to, 0 where none is open
	style document.Style
	notes int             // notes that were open where it began: what others hold is none of it
	text  strings.Builder // what is left out
}

// startSpan is a delSpan or addSpan. One that names nothing which comes after it has no end, and
// is not heeded.
func startSpan(r *reader, _ *element) {
	style, ends := document.Deleted, r.survey.struck
	if r.s.Local() == "addSpan" {
		style, ends = document.Inserted, r.survey.added
	}
	end := ends[r.s.Offset()]
	if end == 0 {
		return
	}
	r.endSpan()
	r.across = reaching{end: end, style: style, notes: len(r.outer)}
}

func (r *reader) endSpan() {
	if t := r.across.text.String(); strings.TrimSpace(t) != "" {
		r.struck++
		r.w.Struck(t)
	}
	r.across = reaching{}
}

// startSurplus is what an editor holds to be too much, which stands in braces (the Leiden
// conventions; TEI P5, 11.3.3.1).
func startSurplus(r *reader, e *element) {
	if strings.HasSuffix(r.w.BlockTail(1), "{") || strings.HasPrefix(r.src[min(r.s.EndOffset(), len(r.src)):], "{") {
		return
	}
	r.enclose(e, "{", "}")
}

// widestSpace is the most cells that a space of the source takes.
const widestSpace = 8

// startSpace shows a blank that the writer left.
func startSpace(r *reader, _ *element) {
	if !r.running() || r.capture != nil {
		return
	}
	n, _ := strconv.Atoi(r.s.Attr("quantity"))
	if n <= 0 || !strings.HasPrefix(r.s.Attr("unit"), "char") {
		n = 4
	}
	r.w.Text(strings.Repeat("\u00a0", min(n, widestSpace)))
	r.w.Cut(strings.TrimSpace("space " + r.s.Attr("quantity") + " " + r.s.Attr("unit")))
}

// startCaesura parts the halves of a line of verse.
func startCaesura(r *reader, _ *element) {
	if r.running() {
		r.text(" \u2003 ")
	}
}

// startHand keeps who goes on to write.
func startHand(r *reader, _ *element) {
	if hand := strings.TrimPrefix(r.s.Attr("new"), "#"); hand != "" && r.running() {
		r.w.Cut("hand " + hand)
	}
}

// startSourceDoc is a transcription of the pages as they are, which is read where there is no
// text beside it (TEI P5, 11.1).
func startSourceDoc(r *reader, e *element) {
	if r.survey.traced {
		startSilent(r, e)
	}
}

// startRubyText is the reading of characters, in brackets after them.
func startRubyText(r *reader, e *element) {
	r.text("(")
	e.end = func(r *reader, _ *element) { r.text(")") }
}

// startGlyph is a character without a code. Its text is read where it has
// one; a hyphen at the end of a line of the source joins the word.
func startGlyph(r *reader, _ *element) {
	rest := r.src[min(r.s.EndOffset(), len(r.src)):]
	if ref := r.s.Attr("ref"); ref != "" && strings.HasPrefix(rest, "<") && r.running() && !strings.Contains(ref, "EOLhyphen") {
		r.w.Cut(ref)
	}
}

// rendWords are the styles that words in @rend and @rendition stand for. The
// guidelines leave these words to each project; these are the usual ones.
var rendWords = []struct {
	word  string
	style document.Style
}{
	{"ital", document.Italic}, {"slant", document.Italic}, {"oblique", document.Italic}, {"bold", document.Bold}, {"strong", document.Bold},
	{"smallcap", document.SmallCaps}, {"small-cap", document.SmallCaps}, {"underl", document.Underline},
	{"super", document.Superscript}, {"subscript", document.Subscript}, {"strike", document.Strike}, {"typewriter", document.Monospace}, {"monospace", document.Monospace},
}

var shortRenditions = map[string]document.Style{
	"i": document.Italic, "it": document.Italic, "b": document.Bold, "sc": document.SmallCaps, "u": document.Underline, "ul": document.Underline,
	"g": document.Italic, "k": document.SmallCaps, // of the Deutsches Textarchiv: spaced, small capitals
	"sup": document.Superscript, "sub": document.Subscript, "tt": document.Monospace, "code": document.Monospace,
}

func rendition(rend string) (s document.Style) {
	rend = strings.ReplaceAll(strings.ToLower(rend), "capital", "cap") // which is not italic
	for _, r := range rendWords {
		if strings.Contains(rend, r.word) {
			s |= r.style
		}
	}
	for _, word := range strings.FieldsFunc(rend, func(c rune) bool { return c == ' ' || c == '#' || c == ';' || c == ':' }) {
		s |= shortRenditions[word]
	}
	return s
}

// startHighlight is hi or emph. Where nothing says how it looked, it is italic.
func startHighlight(r *reader, e *element) {
	look := r.looks()
	if look.style == 0 && (r.s.Attr("rend")+r.s.Attr("rendition")+r.s.Attr("style") == "" || r.s.Local() == "emph") {
		look.style = document.Italic
	}
	r.style(e, look.style)
	e.after = look.after
	r.text(look.before)
}

// startTitle sets titles of books and journals in italics.
func startTitle(r *reader, e *element) {
	if s := r.looks().style; s != 0 {
		r.style(e, s)
		return
	}
	if level := r.s.Attr("level"); level == "m" || level == "j" {
		r.style(e, document.Italic)
	}
}

// startCharacter is a character that stands apart. One that is decorated or dropped begins a word: where
// white space of the markup follows it, and then a capital, the word goes on with that. A letter that
// is a word by itself, "I HAVE", is left alone.
func startCharacter(r *reader, e *element) {
	r.style(e, rendition(r.s.Attr("rend")))
	rend := strings.ToLower(r.s.Attr("rend") + " " + r.s.Attr("type"))
	if !strings.Contains(rend, "decorat") && !strings.Contains(rend, "drop") && !strings.Contains(rend, "initial") {
		return
	}
	rest := r.src[min(r.s.EndOffset(), len(r.src)):]
	letter, n := utf8.DecodeRuneInString(rest)
	rest, ok := strings.CutPrefix(rest[n:], "</"+r.s.Name()+">")
	if !ok || strings.ContainsRune("AEIOUYÀÉÓ", letter) {
		return
	}
	for rest = strings.TrimLeft(rest, " \t\r\n"); strings.HasPrefix(rest, "<hi"); {
		_, rest, _ = strings.Cut(rest, ">")
	}
	if next, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(next) {
		e.end = func(r *reader, _ *element) { r.w.Join() }
	}
}
