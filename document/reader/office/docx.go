package office

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/reader/archive"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// A docx is a WordprocessingML document as its parts say it: what the walk
// over the text looks up.
type docx struct {
	file
	opt     Options
	styles  map[string]*style
	lists   map[string]*list
	links   map[string]string    // relationship id to the target of a hyperlink
	notes   map[noteID]*docxNote // those that were looked for, and those before them
	parts   []*notePart
	kinds   map[string]noteNumbering
	pages   bool // the file records where pages turned
	section []sectionProps

	drawn   map[string]string // parts of charts and diagrams, by relationship
	words   map[string]string // of those that were read, by part
	unshown unshown
	apart   int  // documents that this one takes in and does not hold as text
	deep    bool // text boxes in text boxes were nested too deep
}

// A noteID names a note: Word counts footnotes, endnotes and comments apart.
type noteID struct{ series, id string }

func (n noteID) key() string { return n.series + ":" + n.id }

// A docxNote is a note's place in its part.
type docxNote struct {
	xml    string
	label  string // of a comment: who made it
	rels   map[string]string
	opened bool
	gone   bool // a reference to it was deleted, and it goes with that
}

// A noteNumbering is how the labels of one series are made (section 17.11).
type noteNumbering struct {
	as      string
	start   int
	restart string // continuous, eachSect, eachPage
}

// A sectionProps is what a section says of the numbers of pages and notes.
type sectionProps struct {
	pageStart int // -1 where the count goes on
	pageAs    string
	kind      string // where it begins: nextPage, evenPage, oddPage, continuous, nextColumn
	columns   int
	notes     map[string]noteNumbering
}

// ReadDOCX reads an Office Open XML text to its end.
func ReadDOCX(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	zip, err := archive.Open(in)
	if err != nil {
		return err
	}
	d := &docx{opt: opt, file: file{zip: zip, name: in.Name, b: b, lim: in.Limits}}
	main := d.mainPart()
	text, err := d.part(main)
	if err != nil {
		return err
	}
	if text == "" {
		return &source.Error{Name: in.Name, What: "holds no text of a word processor", Hint: "is it a document of another program?"}
	}
	if err := d.load(main, text); err != nil {
		return err
	}
	w := newDocxWalk(ctx, d)
	w.readAll(text)
	w.rest()
	d.readFurniture(main)
	w.w.Finish()
	d.report()
	w.reportPages()
	return ctx.Err()
}

// report says what of the document is not shown.
func (d *docx) report() {
	reportUnshown(d.b, d.unshown)
	if d.apart > 0 {
		d.b.Report(document.Shortened, counted(d.apart, "part in another format")+" not shown")
	}
	if d.deep {
		d.b.Report(document.Shortened, fmt.Sprintf("text boxes stand in others more than %d deep: those below are left out", maxNested))
	}
}

// readFurniture keeps the running heads and feet.
func (d *docx) readFurniture(main string) {
	rels, err := d.part(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	if err != nil {
		return
	}
	s := xmlscan.New(rels, d.lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		kind := path.Base(s.Attr("Type"))
		if k != xmlscan.Start || kind != "header" && kind != "footer" {
			continue
		}
		if name, ok := archive.Join(path.Dir(main)+"/", s.Attr("Target")); ok {
			if src, err := d.part(name); err == nil {
				keepFurniture(d.b, src, d.lim, "p", "t")
			}
		}
	}
}

const docxMain = "word/document.xml"

// mainPart finds the text by the package's relationships, as Word does.
func (d *docx) mainPart() string {
	src, err := d.part("_rels/.rels")
	if err == nil {
		s := xmlscan.New(src, d.lim)
		for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
			if k == xmlscan.Start && strings.HasSuffix(s.Attr("Type"), "/officeDocument") {
				if name, ok := archive.Join("", s.Attr("Target")); ok {
					return name
				}
			}
		}
	}
	return docxMain
}

func (d *docx) load(main, text string) error {
	dir := path.Dir(main)
	get := func(name string) string {
		src, err := d.part(path.Join(dir, name))
		if err != nil {
			d.b.Report(document.Shortened, fmt.Sprintf("the part %s could not be read: %v", name, errors.Unwrap(err)))
			return ""
		}
		return src
	}
	d.styles = readStyles(get("styles.xml"), d.lim)
	d.lists = readNumbering(get("numbering.xml"), d.lim)
	rels := get("_rels/" + path.Base(main) + ".rels")
	d.links = readLinks(rels, d.lim)
	d.drawn, d.words = readDrawn(rels, dir, d.lim), make(map[string]string)
	d.kinds = map[string]noteNumbering{
		"footnote": {as: "decimal", start: 1},
		"endnote":  {as: "lowerRoman", start: 1},
	}
	d.readSettings(get("settings.xml"))
	d.notes = make(map[noteID]*docxNote)
	all := []string{"footnote", "endnote"}
	if d.opt.Comments {
		all = append(all, "comment")
	} else if strings.Contains(text, "commentReference") {
		d.unshown.comments = strings.Count(get("comments.xml"), "<w:comment ")
	}
	for _, series := range all {
		src := get(series + "s.xml")
		if src == "" && series != "comment" && strings.Contains(text, series+"Reference ") {
			d.b.Report(document.Shortened, "the part that holds the "+series+"s is missing")
		}
		d.parts = append(d.parts, &notePart{series: series, src: src, s: xmlscan.New(src, d.lim), rels: readLinks(get("_rels/"+series+"s.xml.rels"), d.lim)})
	}
	d.readSections(text)
	d.pages = strings.Contains(text, "lastRenderedPageBreak")
	d.readCore()
	return nil
}

// readLinks returns the hyperlinks among a part's relationships. What other
// relationships name outside the package is never looked at.
func readLinks(src string, lim source.Limits) map[string]string {
	links := make(map[string]string)
	s := xmlscan.New(src, lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k == xmlscan.Start && strings.HasSuffix(s.Attr("Type"), "/hyperlink") {
			links[s.Attr("Id")] = s.Attr("Target")
		}
	}
	return links
}

func (d *docx) readSettings(src string) {
	s := xmlscan.New(src, d.lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k != xmlscan.Start {
			continue
		}
		switch s.Local() {
		case "footnotePr":
			d.kinds["footnote"] = readNoteNumbering(s, d.kinds["footnote"])
		case "endnotePr":
			d.kinds["endnote"] = readNoteNumbering(s, d.kinds["endnote"])
		}
	}
}

func readNoteNumbering(s *xmlscan.Scanner, n noteNumbering) noteNumbering {
	until(s, func(local string) {
		switch local {
		case "numFmt":
			n.as = s.Attr("val")
		case "numStart":
			n.start = number(s.Attr("val"), n.start)
		case "numRestart":
			n.restart = s.Attr("val")
		}
	})
	return n
}

// A notePart is a part that holds the notes of one series. Its notes are mostly called in their order,
// so it is read as far as one is looked for.
type notePart struct {
	series string
	src    string
	s      *xmlscan.Scanner
	rels   map[string]string
	order  []noteID // of the notes that were met
}

// find returns a note, nil where there is none of that name.
func (d *docx) find(id noteID) *docxNote {
	for _, p := range d.parts {
		for p.series == id.series && d.notes[id] == nil && d.nextNote(p) {
		}
	}
	return d.notes[id]
}

// nextNote finds where the next note of a part stands, and reports false at the part's end. Separators
// are notes to Word, not to a reader.
func (d *docx) nextNote(p *notePart) bool {
	for k := p.s.Next(); k != xmlscan.EOF; k = p.s.Next() {
		if k != xmlscan.Start || p.s.Local() != p.series {
			continue
		}
		id := noteID{p.series, p.s.Attr("id")}
		switch p.s.Attr("type") {
		case "separator", "continuationSeparator", "continuationNotice":
			p.s.Skip()
			continue
		}
		label := p.s.Attr("initials")
		if label == "" {
			label = initials(p.s.Attr("author"))
		}
		text := inside(p.s, p.src)
		if d.notes[id] == nil && len(d.notes) < d.lim.Notes {
			d.notes[id] = &docxNote{xml: text, label: label, rels: p.rels}
			p.order = append(p.order, id)
		}
		return true
	}
	return false
}

// readSections collects the properties of sections, which stand at their ends. All that stands before
// these is passed over by name.
func (d *docx) readSections(src string) {
	for {
		i := strings.Index(src, "sectPr")
		if i < 0 {
			return
		}
		at := strings.LastIndexByte(src[:i], '<')
		if at < 0 || src[at+1] == '/' {
			src = src[i+len("sectPr"):]
			continue
		}
		s := xmlscan.New(src[at:], d.lim)
		if s.Next() != xmlscan.Start || s.Local() != "sectPr" {
			src = src[i+len("sectPr"):]
			continue
		}
		p := sectionProps{pageStart: -1, columns: 1, notes: make(map[string]noteNumbering)}
		depth := s.Depth()
		for k := s.Next(); k != xmlscan.EOF && (k != xmlscan.End || s.Depth() > depth); k = s.Next() {
			if k != xmlscan.Start {
				continue
			}
			switch local := s.Local(); local {
			case "type":
				p.kind = s.Attr("val")
			case "cols":
				p.columns = max(1, number(s.Attr("num"), 1))
			case "pgNumType":
				p.pageStart = number(s.Attr("start"), -1)
				p.pageAs = s.Attr("fmt")
			case "footnotePr", "endnotePr":
				series := strings.TrimSuffix(local, "Pr")
				p.notes[series] = readNoteNumbering(s, d.kinds[series])
			case "sectPrChange":
				s.Skip()
			}
		}
		d.section = append(d.section, p)
		src = src[at+s.EndOffset():]
	}
}

// readCore reads the core properties (ECMA-376, part 2, section 8.3).
func (d *docx) readCore() {
	src, err := d.part("docProps/core.xml")
	if err != nil {
		return
	}
	readMeta(src, d.lim, d.b.Meta())
}

// readMeta reads the Dublin Core elements of either format's metadata.
func readMeta(src string, lim source.Limits, m *document.Meta) {
	s := xmlscan.New(src, lim)
	in := ""
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		switch k {
		case xmlscan.Start:
			in = s.Local()
		case xmlscan.End:
			in = ""
		case xmlscan.Text:
			text := source.Clean(s.Text())
			switch {
			case text == "":
			case in == "title":
				m.Title = text
			case in == "creator" || in == "initial-creator" && len(m.Creators) == 0:
				m.Creators = []string{text}
			case in == "language":
				m.Language = text
			case in == "created" || in == "creation-date":
				m.Date, _, _ = strings.Cut(text, "T") // the day alone, of ISO 8601
			case in == "identifier":
				m.Identifiers = append(m.Identifiers, text)
			}
		}
	}
}

func newDocxWalk(ctx context.Context, d *docx) *docxWalk {
	w := compose.New(d.b, d.lim)
	w.Outline = true
	return &docxWalk{
		ctx: ctx, d: d,
		place:    place{flow: flow{w: w, lim: d.lim}, open: make(map[string]string)},
		counters: make(map[string]*counter),
		numbers:  make(map[string]int),
	}
}
