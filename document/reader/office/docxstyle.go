package office

import (
	"strconv"
	"strings"

	"ibid/document"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// until calls f for every start of an element inside the one that has just
// begun, and returns when that one ends. It is how properties are read: their
// nesting means nothing.
func until(s *xmlscan.Scanner, f func(local string)) {
	depth := s.Depth()
	for {
		switch s.Next() {
		case xmlscan.EOF:
			return
		case xmlscan.End:
			if s.Depth() <= depth {
				return
			}
		case xmlscan.Start:
			f(s.Local())
		}
	}
}

// inside returns what stands in the element of src that has just begun, and passes over it.
func inside(s *xmlscan.Scanner, src string) string {
	from := s.EndOffset()
	s.Skip()
	upto := s.Offset()
	return src[min(from, upto):upto] // an empty element ends where it begins
}

// textOf returns the text of the element that has just begun, and passes over it.
func textOf(s *xmlscan.Scanner) string {
	var b strings.Builder
	depth := s.Depth()
	for k := s.Next(); k != xmlscan.EOF && (k != xmlscan.End || s.Depth() > depth); k = s.Next() {
		if k == xmlscan.Text {
			b.WriteString(s.Text())
		}
	}
	return source.Clean(b.String())
}

// toggled reports whether a toggle property is on (ECMA-376, part 1, section 17.7.3).
func toggled(s *xmlscan.Scanner) bool {
	switch s.Attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

func number(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}

// noOutline is the outline level of body text (section 17.3.1.20).
const noOutline = 9

// A paragraphProps is what w:pPr says of a paragraph, directly or in a style.
type paragraphProps struct {
	style   string
	outline int // 0 to 8, noOutline for body text, -1 where it is not said
	num     string
	level   int // of the list, -1 where it is not said
	deleted bool
	section bool
	newPage toggle // it begins a page
}

// A toggle is a property that may be on, off, or not said.
type toggle uint8

const (
	unsaid toggle = iota
	on
	off
)

func readParagraphProps(s *xmlscan.Scanner) paragraphProps {
	p := paragraphProps{outline: -1, level: -1}
	until(s, func(local string) {
		switch local {
		case "pStyle":
			p.style = s.Attr("val")
		case "outlineLvl":
			p.outline = number(s.Attr("val"), -1)
		case "numId":
			p.num = s.Attr("val")
		case "ilvl":
			p.level = min(max(number(s.Attr("val"), 0), 0), maxLevels-1)
		case "pageBreakBefore":
			if p.newPage = off; toggled(s) {
				p.newPage = on
			}
		case "del", "moveFrom": // of the paragraph's end (section 17.13.5.15)
			p.deleted = true
		case "sectPr":
			p.section = true
			s.Skip()
		case "pPrChange":
			s.Skip()
		}
	})
	return p
}

// A runProps is what w:rPr says of a run of text. mask holds the styles it
// speaks of, so that a run can switch off what its style switches on.
type runProps struct {
	style     string
	font      string // for signs, "" where it is that of the text around
	set, mask document.Style
	hidden    toggle
}

func readRunProps(s *xmlscan.Scanner) runProps {
	var r runProps
	toggle := func(bit document.Style) {
		r.mask |= bit
		if toggled(s) {
			r.set |= bit
		}
	}
	until(s, func(local string) {
		switch local {
		case "rStyle":
			r.style = s.Attr("val")
		case "rFonts":
			if r.font = s.Attr("ascii"); r.font == "" {
				r.font = s.Attr("hAnsi")
			}
		case "b":
			toggle(document.Bold)
		case "i":
			toggle(document.Italic)
		case "smallCaps":
			toggle(document.SmallCaps)
		case "strike", "dstrike":
			toggle(document.Strike)
		case "u":
			toggle(document.Underline)
		case "vertAlign":
			switch s.Attr("val") {
			case "superscript":
				r.set |= document.Superscript
			case "subscript":
				r.set |= document.Subscript
			}
			r.mask |= document.Superscript | document.Subscript
		case "vanish":
			if r.hidden = off; toggled(s) {
				r.hidden = on
			}
		case "rPrChange":
			s.Skip()
		}
	})
	return r
}

// A style is an entry of styles.xml.
type style struct {
	name  string // lower case
	based string
	para  paragraphProps
	run   runProps
}

func readStyles(src string, lim source.Limits) map[string]*style {
	styles := make(map[string]*style)
	s := xmlscan.New(src, lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k != xmlscan.Start || s.Local() != "style" {
			continue
		}
		x := &style{para: paragraphProps{outline: -1, level: -1}}
		styles[s.Attr("styleId")] = x
		until(s, func(local string) {
			switch local {
			case "name":
				x.name = strings.ToLower(s.Attr("val"))
			case "basedOn":
				x.based = s.Attr("val")
			case "pPr":
				x.para = readParagraphProps(s)
			case "rPr":
				x.run = readRunProps(s)
			}
		})
	}
	return styles
}

// chain calls f for a style and those it is based on, until f is satisfied. A
// chain that bites its tail ends.
func chain(styles map[string]*style, id string, f func(id string, s *style) bool) {
	for range 32 {
		s := styles[id]
		if s == nil || f(id, s) {
			return
		}
		id = s.based
	}
}

// A level is how the items of one level of a list are numbered.
type level struct {
	start int
	as    string // ST_NumberFormat
	text  string // "%1.%2" with the numbers of the levels
	style string // the paragraph style that stands for this level
	legal bool   // all numbers in digits
	lasts int    // items of the levels above that number let the count begin anew (w:lvlRestart), of those below go on
}

// A list is a numbering definition instance: levels, and where it takes up
// the count of another.
type list struct {
	abstract string
	link     string // the style of lists that has the levels in its stead (section 17.9.21)
	levels   [maxLevels]level
	restart  [maxLevels]bool
}

// readNumbering reads numbering.xml (section 17.9).
func readNumbering(src string, lim source.Limits) map[string]*list {
	abstract := make(map[string]*list)
	linked := make(map[string]*list) // by the style of lists
	lists := make(map[string]*list)
	s := xmlscan.New(src, lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k != xmlscan.Start {
			continue
		}
		switch s.Local() {
		case "abstractNum":
			x := &list{abstract: s.Attr("abstractNumId")}
			abstract[x.abstract] = x
			if style := readLevels(s, x); style != "" {
				linked[style] = x
			}
		case "num":
			x := new(list)
			lists[s.Attr("numId")] = x
			readInstance(s, x, func(id string) *list {
				a := abstract[id]
				if a != nil && linked[a.link] != nil {
					return linked[a.link]
				}
				return a
			})
		}
	}
	return lists
}

func readInstance(s *xmlscan.Scanner, x *list, abstract func(id string) *list) {
	depth := s.Depth()
	for {
		k := s.Next()
		switch {
		case k == xmlscan.EOF || k == xmlscan.End && s.Depth() <= depth:
			return
		case k != xmlscan.Start:
		case s.Local() == "abstractNumId":
			if a := abstract(s.Attr("val")); a != nil {
				*x = *a
			}
		case s.Local() == "lvlOverride":
			at := min(max(number(s.Attr("ilvl"), 0), 0), maxLevels-1)
			readLevelInto(s, x, at)
		}
	}
}

// readLevels reads the levels of an abstract numbering, and returns the style of lists
// that they stand for.
func readLevels(s *xmlscan.Scanner, x *list) (style string) {
	depth := s.Depth()
	for {
		k := s.Next()
		switch {
		case k == xmlscan.EOF || k == xmlscan.End && s.Depth() <= depth:
			return style
		case k != xmlscan.Start:
		case s.Local() == "lvl":
			at := min(max(number(s.Attr("ilvl"), 0), 0), maxLevels-1)
			x.levels[at].start, x.levels[at].lasts = 1, at
			readLevelInto(s, x, at)
		case s.Local() == "styleLink":
			style = s.Attr("val")
		case s.Local() == "numStyleLink":
			x.link = s.Attr("val")
		}
	}
}

func readLevelInto(s *xmlscan.Scanner, x *list, at int) {
	l := &x.levels[at]
	until(s, func(local string) {
		switch local {
		case "start":
			l.start = number(s.Attr("val"), 1)
		case "startOverride":
			l.start, x.restart[at] = number(s.Attr("val"), 1), true
		case "lvlRestart":
			l.lasts = min(max(number(s.Attr("val"), at), 0), at)
		case "numFmt":
			l.as = s.Attr("val")
		case "lvlText":
			l.text = s.Attr("val")
		case "pStyle":
			l.style = s.Attr("val")
		case "isLgl":
			l.legal = toggled(s)
		case "rPr", "pPr":
			s.Skip()
		}
	})
}

// label counts an item and returns its number or sign as Word prints it.
func (x *list) label(c *counter, at int) string {
	l := &x.levels[at]
	if x.restart[at] {
		x.restart[at] = false
		c.used[at] = false
	}
	c.next(at, l.start)
	for i := at + 1; i < maxLevels; i++ {
		if at < x.levels[i].lasts {
			c.used[i] = false
		}
	}
	if l.as == "bullet" {
		return bullet(l.text)
	}
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		if l.text[i] != '%' || i+1 == len(l.text) || l.text[i+1] < '1' || l.text[i+1] > '9' {
			b.WriteByte(l.text[i])
			continue
		}
		i++
		n := int(l.text[i] - '1')
		as := x.levels[n].as
		if l.legal {
			as = "decimal"
		}
		b.WriteString(format(c.at(n, x.levels[n].start), as))
	}
	return b.String()
}
