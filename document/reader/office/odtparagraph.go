package office

import (
	"strings"

	"ibid/document"
)

func (w *odtWalk) openParagraph(heading bool) {
	w.text++
	w.w.Cut(w.figures.take()) // of a paragraph that did not end
	w.beginPage(w.s.Attr("style-name"))
	if w.text == 1 && w.nested == 0 && len(w.outer) == 0 && !w.inTable() && w.leaves() {
		w.w.InferredPage("")
	}
	if w.inTable() {
		w.printLabel(heading)
		return
	}
	name := w.s.Attr("style-name")
	kind, depth, label := document.Paragraph, uint8(0), ""
	titled := true // no style with a name was met
	w.d.ancestry(name, func(x odtStyle) {
		own := titled
		titled = titled && x.auto
		switch {
		case kind != document.Paragraph:
		case x.name == "quotations" || x.name == "quotation" || kindOf(x.name) == document.Quote:
			kind, depth = document.Quote, 1
		case isCode(x.name):
			kind = document.Code
		case contentsLevel(x.name, "contents ") > 0:
			kind, depth = document.Item, contentsLevel(x.name, "contents ")
		case x.name == "title" && own: // a subtitle is based on it, and is none
			kind, depth = document.Heading, 1
		}
	})
	switch n := len(w.lists); {
	case heading:
		kind, depth = document.Heading, uint8(min(max(number(w.s.Attr("outline-level"), 1), 1), maxLevels))
		if w.s.Attr("is-list-header") != "true" {
			label = w.headingLabel(int(depth))
		}
	case n > 0 && kind == document.Paragraph:
		depth = uint8(min(n, w.lim.Depth))
		if w.item {
			kind, label = document.Item, w.label()
		}
	}
	if level := w.entryLevel(name); level > 0 && kind == document.Paragraph {
		kind, depth = document.Item, level
	}
	w.item = false
	if kind == document.Code && w.w.Ended() && w.w.BlockKind() == document.Code {
		w.w.Resume()
		w.w.Break()
		return
	}
	w.w.OpenBlock(kind, depth)
	if label != "" {
		w.w.SetLabel(label)
	}
}

// printLabel writes the label of an item or heading in a cell, which has no label of its own.
func (w *odtWalk) printLabel(heading bool) {
	label := ""
	switch {
	case heading:
		label = w.headingLabel(min(max(number(w.s.Attr("outline-level"), 1), 1), maxLevels))
	case w.item && len(w.lists) > 0:
		label = w.label()
	}
	w.item = false
	if label != "" {
		w.w.Text(label + " ")
	}
}

func (w *odtWalk) endParagraph() {
	if w.text == 0 {
		return
	}
	w.text--
	if figure := w.figures.take(); figure != "" && !w.inTable() && w.w.InBlock() && w.w.Empty() {
		w.w.SetKind(document.Figure, 0)
		w.w.Text(figure)
	} else {
		w.w.Cut(figure)
	}
	w.closeParagraph()
	if w.text == 0 {
		w.readBoxes()
	}
}

// longestSpace is the most spaces that one element stands for.
const longestSpace = 256

func (w *odtWalk) openSpan() {
	var set, mask document.Style
	hidden := false
	w.d.ancestry(w.s.Attr("style-name"), func(x odtStyle) {
		set |= x.set &^ mask
		mask |= x.mask
		hidden = hidden || x.hidden
	})
	w.spans = append(w.spans, set != 0)
	if hidden && w.hidden == 0 {
		w.hidden = len(w.spans)
	}
	if set != 0 {
		w.w.PushStyle(set)
	}
}

// openLink begins a text:a: "#name" leads inside the document, with
// "|outline" and the like after the name of what it leads to.
func (w *odtWalk) openLink(href string) {
	if name, ok := strings.CutPrefix(href, "#"); ok {
		name, _, _ = strings.Cut(name, "|")
		w.w.PushLink(document.LinkSection, name, "name:"+name)
		return
	}
	kind := linkKind(href)
	if kind == document.LinkDocument && w.d.part != nil {
		// Relative to the package, as if that were a folder (OpenDocument 1.3, part 2, "IRI references").
		href = strings.TrimPrefix(href, "../")
		file, name, _ := strings.Cut(href, "#")
		if name, _, _ = strings.Cut(name, "|"); name != "" {
			href = file + "#" + name
		}
	}
	w.w.PushLink(kind, href, "")
}

// openBox puts a text box that is anchored in a paragraph aside until its end.
func (w *odtWalk) openBox() {
	if w.text == 0 || w.nested >= maxNested {
		return
	}
	w.boxes = append(w.boxes, inside(w.s, w.src))
}

// readBoxes reads the text boxes of the paragraph that has ended.
func (w *odtWalk) readBoxes() {
	boxes := w.boxes
	w.boxes = nil
	w.nested++
	for _, b := range boxes {
		w.walk(b, true)
	}
	w.nested--
}

// describe keeps the description of a picture.
func (w *odtWalk) describe(text string) {
	if !w.figures.add(text) {
		w.w.Cut(text)
	}
}
