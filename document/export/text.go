package export

import (
	"bufio"
	"cmp"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/internal/room"
)

// pipeBytes is what is written at once: as much as a pipe holds on most systems.
const pipeBytes = 64 << 10

// TextOptions say how a document is written as plain text.
type TextOptions struct {
	// Width is the number of cells that a line may have; 0 writes each
	// paragraph as one line, which other programs search and wrap best.
	Width int
	// From is the block of the body to begin with. Notes that are called before
	// it are left out.
	From int
	// Deleted writes text that was struck or replaced too, between ⟦ and ⟧, as
	// editions print it.
	Deleted bool
}

// Text writes a document as plain text: the body with "[1]" for a reference and
// "[Page 277]" where a page begins, then the notes.
func Text(w io.Writer, d *document.Document, opt TextOptions) error {
	out := bufio.NewWriterSize(w, pipeBytes)
	t := textWriter{out: out, d: d, notes: arrange(d), width: opt.Width, deleted: opt.Deleted, from: opt.From}
	if t.from == 0 {
		t.title()
	}
	for i := t.from; i < len(d.Blocks); i++ {
		t.block(&d.Blocks[i], "", "")
	}
	for i := range t.notes.groups {
		t.group(i)
	}
	return out.Flush() // which returns the first error of any write
}

type textWriter struct {
	out   *bufio.Writer
	d     *document.Document
	notes arrangement
	width int
	from  int // block of the body that was written first
	next  int // block of the body that a stream writes next

	deleted bool          // what was struck is written too
	streams bool          // the notes may be known later
	some    bool          // a block was written
	last    document.Kind // of the block that was written last
	hangs   []int         // cells that the label of the last item takes, by level
	buf     []byte
}

// title writes the title of a document that shows none itself.
func (t *textWriter) title() {
	for i := range t.d.Blocks {
		if t.d.Blocks[i].Kind == document.Heading {
			return
		}
	}
	if s := t.d.Meta.Title; s != "" {
		t.block(&document.Block{Kind: document.Heading, Text: s}, "", "")
	}
}

// group writes the notes of a group under its title.
func (t *textWriter) group(i int) {
	some := false
	for _, n := range t.notes.groups[i].notes {
		if t.passed(n) {
			continue
		}
		if some {
			t.last = document.Item // notes stand close together
		} else if s := t.notes.title(t.d, i); s != "" {
			t.block(&document.Block{Kind: document.Heading, Text: s}, "", "")
		} else {
			t.last = document.Paragraph // they are no items of a list that the body ends in
		}
		some = true
		t.note(n)
	}
}

// passed reports whether a note is called before the text that is written.
func (t *textWriter) passed(n int) bool {
	if t.from == 0 {
		return false
	}
	at, ok := t.d.CalledFrom(document.Loc{Note: n})
	return ok && at.Block < t.from
}

func (t *textWriter) note(n int) {
	blocks := t.d.Notes[n].Blocks
	first := "[" + t.notes.labels[n] + "] "
	if len(blocks) == 0 {
		t.block(&document.Block{Kind: document.Item}, first, "")
	}
	for i := range blocks {
		b := blocks[i]
		if i == 0 && b.Kind == document.Paragraph {
			b.Kind = document.Item // so that it stands close to the note before
			b.Level = 0
		}
		t.block(&b, first, "    ")
		first = "    "
	}
}

// block writes a block, parted from the one before it. The first line begins
// with first, the others with rest.
func (t *textWriter) block(b *document.Block, first, rest string) {
	if t.some && (b.Kind != document.Item || t.last != document.Item) {
		t.out.WriteByte('\n')
	}
	t.some, t.last = true, b.Kind
	if b.Kind == document.Heading || b.Kind == document.Paragraph && b.Level == 0 {
		t.hangs = t.hangs[:0] // the list is over
	}
	depth := strings.Repeat("  ", max(int(b.Level)-1, 0))
	switch b.Kind {
	case document.Rule:
		t.lines("* * *", first, rest)
	case document.Table:
		t.table(b, first, rest)
	case document.Code:
		t.verbatim(t.marked(b), first+"    ", rest+"    ")
	case document.Verse:
		t.verbatim(t.marked(b), first+"  "+depth, rest+"  "+depth)
	case document.Quote:
		t.lines(t.marked(b), first+"    "+depth, rest+"    "+depth)
	case document.Item:
		label, hang := b.Label, 2 // a term hangs out by itself
		if label != "" {
			label += " "
			hang = cells(label)
		} else if first != "" {
			hang = 0
		}
		t.hang(int(b.Level), hang)
		t.lines(t.marked(b), first+depth+label, rest+depth+strings.Repeat(" ", hang))
	case document.Figure:
		t.lines(figure(b.Label, t.marked(b)), first, rest)
	default:
		s := t.marked(b)
		if b.Kind == document.Heading && b.Label != "" {
			s = b.Label + " " + s
		}
		if b.Kind == document.Paragraph && b.Level > 0 { // it goes on in an item
			depth += strings.Repeat(" ", t.hung(int(b.Level)))
			first, rest = first+depth, rest+depth
		}
		t.lines(s, first, rest)
	}
}

// figure writes a picture as what is said of it or, where nothing is, as the name of its file.
func figure(file, words string) string {
	if words = cmp.Or(words, document.PictureName(file)); words == "" {
		return "[Figure]"
	}
	return "[Figure: " + words + "]"
}

// hang notes how far the text of an item of that level is set in by its label.
func (t *textWriter) hang(level, width int) {
	for len(t.hangs) < level {
		t.hangs = append(t.hangs, 2)
	}
	if level > 0 {
		t.hangs = append(t.hangs[:level-1], width)
	}
}

// hung returns how far what goes on in an item of that level is set in.
func (t *textWriter) hung(level int) int {
	if level > len(t.hangs) {
		return 2
	}
	return t.hangs[level-1]
}

// lines writes text whose lines may be broken.
func (t *textWriter) lines(s, first, rest string) {
	for line := range strings.SplitSeq(s, "\n") {
		for _, row := range wrap(line, t.width-cells(rest), cells(first)-cells(rest)) {
			t.line(first, row)
			first = rest
		}
	}
}

// verbatim writes text whose lines are as they are.
func (t *textWriter) verbatim(s, first, rest string) {
	for line := range strings.SplitSeq(s, "\n") {
		t.line(first, line)
		first = rest
	}
}

func (t *textWriter) line(indent, s string) {
	t.out.WriteString(strings.TrimRight(indent+s, " "))
	t.out.WriteByte('\n')
}

// marked returns a block's text with its references and pages in it, and
// what was struck where that is wanted. It is good until the next is asked for.
func (t *textWriter) marked(b *document.Block) string {
	if len(b.Marks) == 0 {
		return b.Text
	}
	t.buf = t.buf[:0]
	done := 0
	closing := -1 // where struck text ends that was begun
	for i, m := range b.Marks {
		at := int(m.Offset)
		if closing >= 0 && closing <= at {
			t.buf = append(append(t.buf, b.Text[done:closing]...), "⟧"...)
			done, closing = closing, -1
		}
		if at > done {
			t.buf = append(t.buf, b.Text[done:at]...)
			done = at
		}
		switch {
		case m.Kind == document.MarkRef:
			t.buf = append(t.buf, "["+t.label(int(m.Index))+"]"...)
		case m.Kind == document.MarkPage:
			t.page(&t.d.Pages[m.Index], b.Text[at:])
		case m.Kind != document.MarkStyle || m.End <= m.Offset:
		case m.Style&document.Deleted == 0:
			s, ok := m.Style.Shifted(b.Text[:at], b.Text[at:m.End])
			if ok && done == at && !likeSign(b.Text[:at], s) && undivided(b.Marks[i+1:], m.End) {
				t.buf = append(t.buf, s...)
				done = int(m.End)
			}
		case !t.deleted:
			done = max(done, int(m.End))
			if n := len(t.buf); n == 0 || t.buf[n-1] == ' ' {
				done += len(b.Text[done:]) - len(strings.TrimLeft(b.Text[done:], " "))
			}
		case closing < 0:
			t.buf = append(t.buf, "⟦"...)
			closing = int(m.End)
		default:
			closing = max(closing, int(m.End))
		}
	}
	if closing >= 0 {
		t.buf = append(append(t.buf, b.Text[done:closing]...), "⟧"...)
		done = closing
	}
	if done < len(b.Text) {
		t.buf = append(t.buf, b.Text[done:]...)
	}
	return room.String(t.buf)
}

// likeSign reports whether a superscript after s would be taken for the sign of a note
// where the text is read again: a number after a word. The square and the cube of a
// measure or a variable, of one or two letters, are known.
func likeSign(s, superscript string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	if s == "" || unicode.IsDigit(last) || unicode.IsSpace(last) || strings.Trim(superscript, "⁰¹²³⁴⁵⁶⁷⁸⁹") != "" {
		return false
	}
	word := s[1+strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }):]
	return superscript != "²" && superscript != "³" || word == "" || len(word) > 2
}

// undivided reports whether none of the marks that follow stands before end and
// is written, or leaves out what it covers.
func undivided(marks []document.Mark, end uint32) bool {
	for _, m := range marks {
		if m.Offset >= end {
			break
		}
		if m.Kind == document.MarkRef || m.Kind == document.MarkPage || m.Style&document.Deleted != 0 {
			return false
		}
	}
	return true
}

// page writes a page mark, parted by spaces from the words around it but not
// within a word.
func (t *textWriter) page(p *document.Page, after string) {
	if p.Inferred || p.Label == "" {
		return
	}
	s := "[Page " + p.Label + "]"
	if p.Series != "" {
		s = "[" + capital(p.Series) + " Page " + p.Label + "]"
	}
	switch n := len(t.buf); {
	case n == 0 || t.buf[n-1] == ' ' || t.buf[n-1] == '\n' || t.buf[n-1] == ']':
		if after != "" && after[0] != ' ' && after[0] != '\n' {
			s += " "
		}
	case after == "":
		s = " " + s
	}
	t.buf = append(t.buf, s...)
}
