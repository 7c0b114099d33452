package compose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ibid/document"
	"ibid/document/source"
)

// Text adds reading text. Runs of white space become one space, and those at the
// ends of a block or line are dropped; a block that is preformatted loses only the
// empty lines around it. No-break spaces stay.
func (w *Writer) Text(s string) {
	s, n := source.SafeCount(s)
	w.unsafe += n
	if (!w.frame.open || w.frame.ended) && strings.TrimLeft(s, " \t\n") == "" {
		return
	}
	if w.frame.ended {
		w.CloseBlock()
	}
	w.ensure()
	f := w.frame
	if f.pre {
		if len(f.text) == 0 {
			s = strings.TrimLeft(s, "\n")
		}
		w.put(s)
		return
	}
	for i := 0; i < len(s); {
		if white(s[i]) {
			f.space = !f.joined
			i++
			continue
		}
		from := i
		i += phrase(s[i:], w.lim.Block-len(w.frame.text)-1)
		w.put(s[from:i])
	}
}

// phrase returns the length of the words that s, which begins with one, begins with
// and that have single spaces between them: the first and as many more as room has bytes.
func phrase(s string, room int) int {
	n := 0
	for i := 0; ; i++ {
		for i < len(s) && !white(s[i]) {
			i++
		}
		if n > 0 && i > room {
			return n
		}
		if n = i; i+1 >= len(s) || s[i] != ' ' || white(s[i+1]) {
			return n
		}
	}
}

func white(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// Join drops the white space between the last word and the next text: a word
// that a line or page of the source divides.
func (w *Writer) Join() {
	if w.frame.open {
		w.frame.space, w.frame.joined = false, true
	}
}

// TakeHyphen takes the hyphen that the text ends in away from a letter and
// keeps it as a cut. It reports whether there was one.
func (w *Writer) TakeHyphen() bool {
	f := w.frame
	if !f.open || f.ended || f.pre {
		return false
	}
	hyphen, n := utf8.DecodeLastRune(f.text)
	letter, _ := utf8.DecodeLastRune(f.text[:len(f.text)-n])
	if !strings.ContainsRune("-\u2010\u2011\u2e17¬", hyphen) || !unicode.IsLetter(letter) {
		return false
	}
	f.text = f.text[:len(f.text)-n]
	w.Cut(string(hyphen))
	return true
}

// Cut keeps text of the source that is left out of the reading text here.
func (w *Writer) Cut(s string) { w.cut(s, 0) }

// Struck adds words that were struck, or that others replace. They are kept as
// a cut in the style Deleted or, where the writer has them read, as text in it.
func (w *Writer) Struck(s string) {
	if !w.Deleted {
		w.cut(s, document.Deleted)
		return
	}
	w.PushStyle(document.Deleted)
	w.Text(s)
	w.PopStyle()
}

func (w *Writer) cut(s string, style document.Style) {
	if s = source.Clean(s); s == "" {
		return
	}
	w.ensure()
	f := w.frame
	f.marks = append(f.marks, document.Mark{Kind: document.MarkCut, Style: style, Offset: uint32(len(f.text)), End: uint32(len(f.text)), Index: -1, Cut: strings.Clone(s), At: -1})
}

// Break adds a hard line break. One before a block's first word would only show as an
// empty line, as one after its last would, and is dropped like that.
func (w *Writer) Break() {
	if f := w.frame; !f.ended && (f.pre || !w.Empty()) {
		w.control('\n')
	}
}

// Cell ends a cell of a table, Row a row of cells.
func (w *Writer) Cell() { w.control('\t') }

// Row ends a row of a table.
func (w *Writer) Row() { w.control('\n') }

// control appends c. Pages and anchors wait for the text after it.
func (w *Writer) control(c byte) {
	w.ensure()
	w.frame.space = false
	w.frame.text = append(w.frame.text, c)
}

// put appends text as it is, with the space that waits before it, unless a sign that
// calls a note parted a word from its stop: "word [2], and". What a block has no room
// for goes to another of its kind.
func (w *Writer) put(s string) {
	s = w.unbracket(s)
	for s != "" {
		f := w.frame
		if f.space {
			f.space = false
			stop := f.signed && strings.IndexByte(",.;:", s[0]) >= 0
			if n := len(f.text); n > 0 && f.text[n-1] != '\n' && f.text[n-1] != '\t' && !stop {
				f.text = append(f.text, ' ')
			}
		}
		f.signed = false
		n := f.fitting(s, max(w.lim.Block-len(f.text), 0))
		if n > 0 {
			w.settle(len(f.text))
			f.joined = false
			f.text = append(f.text, s[:n]...)
		}
		if s = s[n:]; s != "" {
			w.split()
		}
	}
}

// fitting returns how much of s goes to a block that has room for so many bytes:
// all, or whole lines where lines are kept. A word is divided only where no block
// could hold it.
func (f *frame) fitting(s string, room int) int {
	if len(s) <= room {
		return len(s)
	}
	if f.pre {
		if n := strings.LastIndexByte(s[:room], '\n') + 1; n > 0 {
			return n
		}
	}
	if len(f.text) > 0 {
		return 0
	}
	for room > 0 && !utf8.RuneStart(s[room]) {
		room--
	}
	if room == 0 {
		_, room = utf8.DecodeRuneInString(s)
	}
	return room
}

// split ends a block that is full and goes on in another.
func (w *Writer) split() {
	kind, level, pre := w.frame.block.Kind, w.frame.block.Level, w.frame.pre
	w.OpenBlock(kind, level)
	w.frame.pre = pre
}

// settle gives the pages and anchors that waited for text their place. They
// are the last ones: each settles with the first text after it.
func (w *Writer) settle(offset int) {
	pages, keys := w.frame.pages, w.frame.keys
	for i := len(pages) - 1; i >= 0 && pages[i].offset < 0; i-- {
		pages[i].offset = offset
	}
	for i := len(keys) - 1; i >= 0 && keys[i].offset < 0; i-- {
		keys[i].offset = offset
	}
}
