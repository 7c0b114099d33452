package compose

import (
	"bytes"

	"ibid/document"
)

// unbracket takes brackets away that hold nothing but signs which call notes, as in "word (1)",
// where the sign is a reference: without it they would stand empty in the reading text. s is what
// follows; it returns that without the closing bracket. Both are kept as cuts. A space before
// the brackets goes behind the sign.
func (w *Writer) unbracket(s string) string {
	f := w.frame
	n := len(f.text) - 1
	if f.pre || f.space || n < 0 || s == "" || len(f.refs) == 0 || f.refs[len(f.refs)-1].ref.At.Offset != n+1 {
		return s
	}
	open := f.text[n]
	if open != '(' && open != '[' || s[0] != closing[open] {
		return s
	}
	f.text = bytes.TrimRight(f.text[:n], " ")
	f.space = len(f.text) < n
	w.withdraw(len(f.text))
	w.Cut(string(open) + s[:1])
	f.signed = true
	for s = s[1:]; s != "" && white(s[0]); s = s[1:] {
		f.space = true
	}
	return s
}

var closing = map[byte]byte{'(': ')', '[': ']'}

// Withdraw takes away what the open block has come to hold so far, and keeps it as a cut.
func (w *Writer) Withdraw() {
	text := w.BlockText()
	w.frame.text = w.frame.text[:0]
	w.withdraw(0)
	w.Cut(text)
}

// withdraw takes all that stood past offset n, where the text now ends, back to n.
func (w *Writer) withdraw(n int) {
	f := w.frame
	for i := len(f.refs) - 1; i >= 0 && f.refs[i].ref.At.Offset > n; i-- {
		f.refs[i].ref.At.Offset = n
	}
	moved := make([]int, len(f.marks)) // where each mark is now
	kept := f.marks[:0]
	for i, m := range f.marks {
		m.Offset, m.End = min(m.Offset, uint32(n)), min(m.End, uint32(n))
		moved[i] = len(kept)
		if m.Kind != document.MarkStyle || m.Offset < m.End { // else of the brackets alone
			kept = append(kept, m)
		}
	}
	f.marks = kept
	for i := range f.refs {
		f.refs[i].mark = moved[f.refs[i].mark]
	}
	for i := range f.links {
		f.links[i].mark = moved[f.links[i].mark]
		l := &f.links[i].link
		l.At.Offset, l.End = min(l.At.Offset, n), min(l.End, n)
	}
	for i := range f.pages {
		f.pages[i].offset = min(f.pages[i].offset, n)
	}
	for i := range f.keys {
		f.keys[i].offset = min(f.keys[i].offset, n)
	}
	for i := range w.styles {
		w.styles[i].at = min(w.styles[i].at, n)
	}
	if w.link != nil {
		w.link.at = min(w.link.at, n)
	}
}
