package compose

import (
	"strings"

	"ibid/document"
	"ibid/document/apparatus"
)

// Publish makes a snapshot, where no note is open.
func (w *Writer) Publish() {
	if len(w.outer) == 0 {
		w.CloseBlock()
		w.resolve()
		w.b.Publish()
	}
}

// PublishClosed makes a snapshot without the block that is open, where no note is. What
// is composed is the same with it and without: a note that comes before the next block would
// be in the block otherwise, and is after it once that is closed.
func (w *Writer) PublishClosed() {
	if len(w.outer) == 0 {
		w.resolve()
		w.b.Publish()
	}
}

// Finish closes what is open, joins references and links to what their keys
// name, and cross references in words to what these say. It does not publish.
func (w *Writer) Finish() {
	for len(w.outer) > 0 {
		w.EndNote()
	}
	w.CloseBlock()
	w.flush()
	if n := len(w.b.Draft().Blocks); n > 0 {
		w.beginSections(n - 1)
	}
	w.ensureSection()
	w.resolve()
	if w.b.Part {
		w.b.Names = w.names()
	}
	apparatus.ResolveLinks(w.b)
	for _, l := range w.links {
		if d := w.b.Draft(); d.Dest(l.index).To < 0 {
			link := d.Links[l.index]
			w.b.AddProblem(document.Problem{Kind: document.LinkWithoutTarget, At: link.At, Message: "nothing here is called " + link.Target})
		}
	}
	if w.unsafe > 0 {
		w.b.Report(document.UnsafeText, "control or invisible characters were replaced or left out")
	}
}

// names returns the places that have keys by their names in the source: the identifier of an
// element, without the file or the sort of thing that the format's reader puts before it. Of several
// with one name the first counts.
func (w *Writer) names() map[string]document.Loc {
	out := make(map[string]document.Loc, len(w.keys))
	for key, t := range w.keys {
		name := key[strings.LastIndexByte(key, '#')+1:]
		if name == key {
			name = key[strings.IndexByte(key, ':')+1:]
		}
		if before, twice := out[name]; name != "" && (!twice || t.at.Before(before)) {
			out[name] = t.at
		}
	}
	return out
}

// flush keeps page breaks and cuts after which no text came, in an empty paragraph: the
// block before them may have been published. Anchors without text after them name the last block.
func (w *Writer) flush() {
	if n := w.blocks() - 1; n >= 0 && len(w.frame.pages) == 0 {
		for _, k := range w.frame.keys {
			w.define(k.key, target{note: document.NoNote, page: -1, at: document.Loc{Note: w.frame.note, Block: n}})
		}
		w.frame.keys = nil
	}
	if len(w.frame.pages) > 0 || len(w.frame.cuts) > 0 {
		w.OpenBlock(document.Paragraph, w.Depth)
		w.settle(0)
		w.commit()
		w.frame.open = false
	}
}

// resolve joins what it can, and keeps the rest for later.
func (w *Writer) resolve() {
	left := w.refs[:0]
	for _, r := range w.refs {
		if t, ok := w.keys[r.key]; ok && t.note != document.NoNote {
			w.b.SetRefNote(r.index, t.note)
		} else {
			left = append(left, r)
		}
	}
	w.refs = left
	waiting := w.links[:0]
	for _, l := range w.links {
		t, ok := w.keys[l.key]
		if !ok || t.section() && len(w.b.Draft().Sections) == 0 {
			waiting = append(waiting, l)
			continue
		}
		kind, to := w.index(t)
		w.b.SetLinkTarget(l.index, kind, to, t.at)
		if kind == document.LinkPage {
			if label := w.b.Draft().Pages[to].Label; label != "" {
				w.b.SetLinkLabel(l.index, label)
			}
		}
	}
	w.links = waiting
}

// section reports whether t is a place of the body that is no page.
func (t target) section() bool {
	return t.note == document.NoNote && t.page < 0 && t.at.Note == document.Body
}

// index returns what a link to t leads to: a note, or what stands in one, a
// page, else the section that holds the place.
func (w *Writer) index(t target) (document.LinkKind, int) {
	switch {
	case t.note != document.NoNote:
		return document.LinkNote, t.note
	case t.page >= 0:
		return document.LinkPage, t.page
	case t.at.Note != document.Body:
		return document.LinkNote, t.at.Note
	}
	return document.LinkSection, max(0, w.b.Draft().SectionAt(t.at.Block))
}
