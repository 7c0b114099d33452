package compose

import (
	"ibid/document"
)

// PushStyle begins a run of style, PopStyle ends the one begun last. A style that the text has
// already is not marked again: in pages that leave hundreds of elements open, each block would
// have a mark for every one of them.
func (w *Writer) PushStyle(s document.Style) {
	var held document.Style
	if n := len(w.styles); n > 0 {
		held = w.styles[n-1].held
	}
	if s&^held == 0 {
		s = 0
	}
	w.styles = append(w.styles, openStyle{style: s, held: held | s, at: w.next()})
}

// PopStyle ends the run of style that was begun last.
func (w *Writer) PopStyle() {
	if len(w.styles) == 0 {
		return
	}
	o := w.styles[len(w.styles)-1]
	w.styles = w.styles[:len(w.styles)-1]
	w.markStyle(o)
}

func (w *Writer) markStyle(o openStyle) {
	f := w.frame
	if o.style != 0 && f.open && o.at < len(f.text) {
		if n := len(f.marks); n > 0 {
			// Word processors cut a run of one style into many.
			if m := &f.marks[n-1]; m.Kind == document.MarkStyle && m.Style == o.style && int(m.End) == o.at {
				m.End = uint32(len(f.text))
				return
			}
		}
		f.marks = append(f.marks, document.Mark{Kind: document.MarkStyle, Style: o.style, Offset: uint32(o.at), End: uint32(len(f.text)), Index: -1, At: -1})
	}
}

// next returns the offset at which the next word will stand.
func (w *Writer) next() int {
	f := w.frame
	if !f.open {
		return 0
	}
	n := len(f.text)
	if f.space && n > 0 && f.text[n-1] != '\n' && f.text[n-1] != '\t' {
		n++
	}
	return n
}

// PushLink begins a cross reference. key names what it leads to inside the
// document, "" where it leads out; target is what is shown of it.
func (w *Writer) PushLink(kind document.LinkKind, target, key string) {
	w.PopLink()
	w.link = &openLink{link: document.Link{Kind: kind, Target: keep(target)}, key: key, at: w.next()}
}

// PopLink ends the cross reference.
func (w *Writer) PopLink() {
	if w.link != nil {
		w.markLink(w.link)
		w.link = nil
	}
}

func (w *Writer) markLink(l *openLink) {
	f := w.frame
	if !f.open || l.at >= len(f.text) {
		return
	}
	l.link.At.Offset, l.link.End = l.at, len(f.text)
	f.links = append(f.links, pendingLink{link: l.link, key: l.key, mark: len(f.marks)})
	f.marks = append(f.marks, document.Mark{Kind: document.MarkLink, Offset: uint32(l.at), End: uint32(len(f.text)), Index: -1, At: -1})
}

// Ref adds a reference after the last word. key names its note.
func (w *Writer) Ref(r document.Ref, key string) { w.ref(r, document.NoNote, key) }

// RefTo is Ref for a note that is known, or NoNote.
func (w *Writer) RefTo(r document.Ref, note int) { w.ref(r, note, "") }

func (w *Writer) ref(r document.Ref, note int, key string) {
	w.ensure()
	f := w.frame
	r.Label = keep(r.Label)
	r.At.Offset = len(f.text)
	f.signed = f.space
	f.refs = append(f.refs, pendingRef{ref: r, note: note, key: key, mark: len(f.marks)})
	f.marks = append(f.marks, document.Mark{Kind: document.MarkRef, Offset: uint32(len(f.text)), End: uint32(len(f.text)), Index: -1, At: -1})
}

// Page says that a printed page begins before the next word.
func (w *Writer) Page(label, series string) { w.PageKey(label, series) }

// PageKey is Page with keys that name the page.
func (w *Writer) PageKey(label, series string, keys ...string) {
	if w.frame.ended {
		w.CloseBlock()
	}
	w.frame.pages = append(w.frame.pages, pendingPage{page: document.Page{Label: keep(label), Series: w.ownSeries(series)}, keys: keys, offset: -1})
}

// InferredPage says that a page begins before the next word whose label the
// source does not print: it was counted.
func (w *Writer) InferredPage(label string) {
	w.Page(label, "")
	w.frame.pages[len(w.frame.pages)-1].page.Inferred = true
}

// Anchor gives the place of the next word a key.
func (w *Writer) Anchor(key string) {
	if key == "" {
		return
	}
	if w.frame.ended {
		w.CloseBlock()
	}
	w.frame.keys = append(w.frame.keys, pendingKey{key: key, offset: -1})
}
