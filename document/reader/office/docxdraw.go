package office

import (
	"path"
	"strings"

	"ibid/document"
	"ibid/document/reader/archive"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// An alternate is an mc:AlternateContent that is open (ECMA-376, part 3, section 9.3).
type alternate struct {
	depth    int
	taken    bool // one of its choices was
	choices  bool // the first of them was met
	fallback bool // a fallback follows that
}

// understood are the extensions whose elements are read, by the prefixes that every producer
// gives them: text boxes, shapes and groups of them, and attributes alone.
var understood = map[string]bool{"wps": true, "wpg": true, "wpc": true, "wp14": true, "w14": true, "w15": true, "a14": true, "v": true, "c14": true}

// longestChoice is how far, in bytes, the fallback of a choice is looked for.
const longestChoice = 256 << 10

// openChoice takes the first choice whose extensions are understood. Where none is, the fallback is
// read, and where there is none either, the choice is, as far as that goes.
func (w *docxWalk) openChoice() {
	n := len(w.alternates)
	if n == 0 {
		return
	}
	a := &w.alternates[n-1]
	known := true
	for _, prefix := range strings.Fields(w.s.Attr("Requires")) {
		known = known && understood[prefix]
	}
	if !a.choices {
		from := min(w.s.EndOffset(), len(w.src))
		rest, _, _ := strings.Cut(w.src[from:min(len(w.src), from+longestChoice)], "AlternateContent>")
		a.choices, a.fallback = true, strings.Contains(rest, "Fallback")
	}
	if a.taken || !known && a.fallback {
		w.s.Skip()
		return
	}
	a.taken = true
}

// openFallback reads a fallback where no choice was taken.
func (w *docxWalk) openFallback() {
	if n := len(w.alternates); n == 0 || w.alternates[n-1].taken {
		w.s.Skip()
	}
}

func (w *docxWalk) endAlternate() {
	if n := len(w.alternates); n > 0 && w.alternates[n-1].depth >= w.s.Depth() {
		w.alternates = w.alternates[:n-1]
	}
}

// openBox puts a text box that is anchored in a paragraph aside until its end.
func (w *docxWalk) openBox() {
	if !w.para.open {
		return
	}
	box := inside(w.s, w.src)
	if w.nested >= maxNested {
		w.d.deep = true
		return
	}
	w.boxes = append(w.boxes, box)
}

// describe keeps the description of the picture or drawing that begins.
func (w *docxWalk) describe(s string) {
	s = strings.TrimSpace(s)
	w.para.described = s != ""
	w.para.figures.add(s)
}

// picture counts a picture that nothing describes.
func (w *docxWalk) picture() {
	if !w.para.described {
		w.d.unshown.pictures++
		w.para.pictured = true
	}
}

// object counts a document of another program, of which the picture is the preview.
func (w *docxWalk) object() {
	if w.para.pictured {
		w.para.pictured = false
		w.d.unshown.pictures--
	}
	if !w.para.described {
		w.d.unshown.objects++
	}
}

// draw reads the words of a chart or diagram, which is drawn from a part of its own. They are a
// description of it, and it is counted as not shown where it has none. However often it is drawn, it
// is read once.
func (w *docxWalk) draw(id string, count *int) {
	name := w.d.drawn[id]
	if name == "" || w.rels != nil { // of a note: its parts are not looked up
		if !w.para.described {
			*count++
		}
		return
	}
	text, known := w.d.words[name]
	if !known {
		if src, err := w.d.part(name); err == nil {
			text = drawnText(src, w.lim)
		}
		w.d.words[name] = text
	}
	if text != "" {
		w.describe(text)
	} else if !w.para.described {
		*count++
	}
}

// longestDrawing is how many bytes of the words of a chart or diagram are read.
const longestDrawing = 16 << 10

// drawnText returns the words of a drawing part: each paragraph of its text (DrawingML, section
// 21.1.2), and of a chart's cached values those that are words (section 21.2.2.201).
func drawnText(src string, lim source.Limits) string {
	var all []string
	var line strings.Builder
	size, cached, in := 0, false, false
	s := xmlscan.New(src, lim)
	for k := s.Next(); k != xmlscan.EOF && size < longestDrawing; k = s.Next() {
		local := s.Local()
		switch {
		case local == "strCache":
			cached = k == xmlscan.Start
		case local == "t" && !strings.Contains(s.Space(), "diagram"), local == "v" && cached:
			in = k == xmlscan.Start
		case k == xmlscan.Text && in:
			line.WriteString(s.Text())
		}
		if k != xmlscan.End || local != "p" && local != "v" {
			continue
		}
		if t := strings.TrimSpace(line.String()); t != "" {
			all = append(all, t)
			size += len(t)
		}
		line.Reset()
	}
	return strings.Join(all, "; ")
}

// readDrawn returns the parts that charts and diagrams are drawn from, by the id of the main part's relationship.
func readDrawn(src, dir string, lim source.Limits) map[string]string {
	drawn := make(map[string]string)
	s := xmlscan.New(src, lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		kind := path.Base(s.Attr("Type"))
		if k != xmlscan.Start || s.Attr("TargetMode") == "External" || kind != "chart" && kind != "diagramData" {
			continue
		}
		if name, ok := archive.Join(dir+"/", s.Attr("Target")); ok {
			drawn[s.Attr("Id")] = name
		}
	}
	return drawn
}

// isCode reports whether a style of this name, in lower case, is one of program text: those of the
// word processors, and those that converters write.
func isCode(name string) bool {
	switch name {
	case "html preformatted", "preformatted text", "source code", "source", "code", "code block", "codeblock", "macro", "macro text", "listing", "verbatim":
		return true
	}
	return false
}

// goesOnInCode reports whether the paragraph that begins has a style of code as the one before it
// has: then it is the next line of the same.
func (w *docxWalk) goesOnInCode() bool {
	if !w.w.Ended() || w.w.BlockKind() != document.Code {
		return false
	}
	const peek = 4 << 10
	from := min(w.s.EndOffset(), len(w.src))
	rest := strings.TrimLeft(w.src[from:min(len(w.src), from+peek)], " \t\r\n")
	if !strings.HasPrefix(rest, "<w:pPr>") {
		return false
	}
	props, _, _ := strings.Cut(rest, "</w:pPr>")
	s := xmlscan.New(props, w.lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k == xmlscan.Start && s.Local() == "pStyle" {
			return w.codeStyle(s.Attr("val"))
		}
	}
	return false
}

func (w *docxWalk) codeStyle(id string) bool {
	code := false
	chain(w.d.styles, id, func(_ string, s *style) bool {
		code = code || isCode(s.name)
		return code
	})
	return code
}
