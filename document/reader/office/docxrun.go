package office

import (
	"strings"

	"ibid/document"
	"ibid/document/reader/xmlscan"
)

type docxRun struct {
	styled, hidden bool
	font           string
	mark           *document.Ref // a reference whose mark the run's text is
	key            string
}

func (w *docxWalk) setRun(r runProps) {
	set, mask := r.set, r.mask
	chain(w.d.styles, r.style, func(_ string, s *style) bool {
		set |= s.run.set &^ mask
		mask |= s.run.mask
		if r.hidden == unsaid {
			r.hidden = s.run.hidden
		}
		return false
	})
	w.run.font = r.font
	if r.hidden != unsaid {
		w.run.hidden = r.hidden == on
	}
	if set != 0 && !w.run.styled {
		w.run.styled = true
		w.w.PushStyle(set)
	}
}

func (w *docxWalk) endRun() {
	if w.run.styled {
		w.w.PopStyle()
	}
	if w.run.mark != nil {
		w.w.Ref(*w.run.mark, w.run.key)
	}
	w.run = docxRun{}
}

// text adds the characters of w:t; the element of the same name in DrawingML holds
// the words of a drawing.
func (w *docxWalk) text() {
	if space := w.s.Space(); strings.Contains(space, "drawingml") {
		w.describe(textOf(w.s))
		return
	}
	depth := w.s.Depth()
	for {
		switch k := w.s.Next(); {
		case k == xmlscan.Text && w.run.font != "":
			w.put(symbols(w.run.font, w.s.Text()))
		case k == xmlscan.Text:
			w.put(w.s.Text())
		case k == xmlscan.EOF, k == xmlscan.End && w.s.Depth() <= depth:
			return
		}
	}
}

// put adds text to wherever it belongs: the page, a deletion, a custom mark.
func (w *docxWalk) put(s string) {
	f := w.instructing()
	switch {
	case w.run.hidden:
		w.w.Cut(s)
	case f != nil:
		f.inner.WriteString(s)
	case w.striking():
		w.struck.WriteString(s)
	case w.run.mark != nil:
		w.run.mark.Label += strings.TrimSpace(s)
	default:
		if w.mark != "" && strings.TrimSpace(s) != "" {
			s = strings.TrimPrefix(strings.TrimLeft(s, " "), w.mark)
			w.mark = ""
		}
		if w.signed {
			s = w.afterNumber(s)
		}
		w.showing(s)
		w.w.Text(s)
	}
}

func (w *docxWalk) openDeletion() {
	w.deleted++
	if w.d.opt.All {
		w.w.PushStyle(document.Deleted)
	}
}

// striking reports whether text is left out because a change took it away.
func (w *docxWalk) striking() bool { return w.deleted > 0 && !w.d.opt.All }

func (w *docxWalk) endDeletion() {
	if w.deleted == 0 {
		return
	}
	w.deleted--
	switch {
	case w.d.opt.All:
		w.w.PopStyle()
	case w.deleted == 0:
		if w.struck.Len() > 0 {
			w.d.unshown.struck++
		}
		w.w.Struck(w.struck.String())
		w.struck.Reset()
	}
}

// endRuby sets the reading of characters after them.
func (w *docxWalk) endRuby() {
	if w.reading != "" {
		w.put("(" + w.reading + ")")
		w.reading = ""
	}
}
