package tui

import (
	"strconv"
	"strings"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/theme"
)

// counted returns a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// A window narrower than titledWidth gives up the title first. Of a title that has
// fewer cells than leastTitle nothing is said.
const (
	titledWidth = 60
	leastTitle  = 8
)

// drawStatus draws the status line of the text: its title or a message at the left,
// where one is at the right. What has no room is left out, the least needed first.
func (m *Model) drawStatus(c *canvas) {
	parts := m.where()
	room := m.screen.width - 2
	left := m.title()
	need := min(m.method.Width(left), 16)
	if m.screen.width < titledWidth {
		need = 0
	}
	if m.say.text != "" {
		left, need = m.say.text, m.method.Width(m.say.text)
	}
	for len(parts) > 0 && m.width(parts)+need > room {
		parts = parts[:len(parts)-1]
	}
	if m.say.text == "" && room-m.width(parts) < leastTitle {
		left = ""
	}
	class := theme.Status
	if m.say.bad {
		class = theme.Error
	}
	m.drawFoot(c, class, left, parts)
}

// maxSaid bounds the rows of a message that no question is asked by.
const maxSaid = 3

// sayRows returns the message in rows, nil where there is none or no room for all of it.
func (m *Model) sayRows() []string {
	if m.say.text == "" {
		return nil
	}
	return wrapped(m.say.text, max(m.screen.width-2, 1), max(m.screen.height-1, 1), m.method)
}

// drawSaid draws a message that is longer than a row over the last rows of the
// screen. It returns false where it is not.
func (m *Model) drawSaid(c *canvas) bool {
	rows := m.sayRows()
	if len(rows) < 2 || len(rows) > maxSaid && m.asked == "" {
		return false
	}
	class := theme.Status
	if m.say.bad {
		class = theme.Error
	}
	c.keep(m.screen.height - len(rows))
	for i, row := range rows {
		if i > 0 {
			c.newline()
		}
		c.put(m.theme.SGR(theme.Status, 0), " ", 1)
		c.text(m.theme.SGR(class, 0), row)
		c.to(m.theme.SGR(theme.Status, 0), c.width)
	}
	return true
}

// width returns the cells that the parts of a status line take.
func (m *Model) width(parts []part) int {
	n := 0
	for _, p := range parts {
		n += m.method.Width(p.text) + 3
	}
	return n
}

// drawFoot draws a status line.
func (m *Model) drawFoot(c *canvas, class theme.Class, left string, parts []part) {
	sgr := m.theme.SGR(theme.Status, 0)
	c.put(sgr, " ", 1)
	right := m.width(parts)
	c.text(m.theme.SGR(class, 0), shorten(left, max(c.width-2-right, 0), m.method, m.plain))
	c.to(sgr, c.width-1-right)
	for _, at := range [...]int{0, 1, 2, 3, 4, 5} {
		for _, p := range parts {
			if p.order == at {
				c.to(sgr, c.x+3)
				c.text(m.theme.SGR(p.class, 0), p.text)
			}
		}
	}
	c.to(sgr, c.width)
}

// A part is a piece of the status line. Parts stand by order, and are given up from the last on.
type part struct {
	order int
	class theme.Class
	text  string
}

// where returns the parts that say where one is, the most needed first.
func (m *Model) where() []part {
	parts := m.parts[:0]
	if s := m.feed.Pending(); s != "" {
		parts = append(parts, part{0, theme.StatusKey, s})
	}
	if s := m.find.state(m); s != "" {
		parts = append(parts, part{1, theme.StatusKey, s})
	}
	if m.slow {
		parts = append(parts, part{1, theme.StatusKey, m.reads()})
	}
	if s := m.page(); s != "" {
		parts = append(parts, part{2, theme.Status, s})
	}
	help := part{5, theme.StatusKey, m.helpKey}
	if m.screen.width < titledWidth && m.helpKey != "" {
		parts = append(parts, help)
	}
	if s := m.noteOf(); s != "" {
		parts = append(parts, part{3, theme.Status, s})
	}
	if !m.slow || m.length() != boundless { // of which reads says the same
		parts = append(parts, part{4, theme.Status, m.progress()})
	}
	if m.screen.width >= titledWidth && m.helpKey != "" {
		parts = append(parts, help)
	}
	m.parts = parts
	return parts
}

// title returns the title of the document, or of the one of a volume that is read,
// and that of the section.
func (m *Model) title() string {
	here := m.doc.SectionAt(m.cited().Block)
	return m.said.title.get([3]int{m.session, int(m.doc.Generation), here}, func() string {
		whole := m.doc.Meta.Title
		if i := m.documentAt(m.cited().Block); i >= 0 {
			whole = m.doc.Sections[i].Title
		}
		section := ""
		if here >= 0 {
			section = m.doc.Sections[here].Title
		}
		switch {
		case whole == "" && section == "":
			name := m.doc.Source.Name
			return clean(name[strings.LastIndexAny(name, `/\`)+1:])
		case whole == "" || strings.EqualFold(whole, section):
			return clean(section)
		case section == "":
			return clean(whole)
		}
		return clean(whole) + glyph(m.plain, " · ", " - ") + clean(section)
	})
}

// cited returns the place that the status line tells, from which one cites: where
// the note that is read is called, else where the eye is.
func (m *Model) cited() document.Loc {
	if m.panel.focus {
		if at := m.doc.LocOfNote(m.panel.note); at.Note == document.Body {
			return at
		}
	}
	return m.here()
}

// page returns the printed page of the place that is told.
func (m *Model) page() string {
	if p := m.doc.PageAt(m.cited()); p >= 0 && m.doc.Pages[p].Label != "" {
		return m.said.page.get(m.doc.Pages[p].Label, func() string { return "p. " + m.doc.Pages[p].Label })
	}
	return ""
}

// noteHere returns the note that is focused or whose reference is active, or -1.
func (m *Model) noteHere() int {
	switch {
	case m.panel.focus:
		return m.panel.note
	case m.ref >= 0 && m.seen(m.doc.Refs[m.ref].At):
		return m.doc.Called(m.ref)
	}
	return -1
}

// noteOf names the note that is active, else says how many notes there are. In a
// volume, or where no note is called, that number tells a reader nothing.
func (m *Model) noteOf() string {
	n := len(m.doc.Notes)
	i := m.noteHere()
	if n == 0 || i < 0 && (m.extent.documents > 1 || !m.callsNote()) {
		return ""
	}
	if !m.doc.Complete {
		n = -n
	}
	return m.said.note.get([2]int{i, n}, func() string {
		switch {
		case i >= 0:
			return m.noteAmong(i, n)
		case n < 0:
			return strconv.Itoa(-n) + "+ notes"
		}
		return counted(n, "note", "notes")
	})
}

// noteAmong says which of n notes note i is: by its label and, where that differs,
// by its number. Of -n notes there may be more. A key waits for it, so it is put
// together without fmt.
func (m *Model) noteAmong(i, n int) string {
	var digits [20]byte
	number := strconv.AppendInt(digits[:0], int64(i+1), 10)
	label, _ := m.doc.Shown(i)
	b := append(make([]byte, 0, 64), "note "...)
	if label == string(number) {
		b = append(b, number...)
		b = append(b, " of "...)
		return string(appendKnown(b, n))
	}
	b = append(b, shorten(label, labelMax, m.method, m.plain)...)
	b = append(b, " ("...)
	b = append(b, number...)
	b = append(b, " of "...)
	return string(append(appendKnown(b, n), ')'))
}

// appendKnown appends a number, with a plus where it is negative: there may be more.
func appendKnown(b []byte, n int) []byte {
	if n < 0 {
		return append(strconv.AppendInt(b, int64(-n), 10), '+')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// callsNote reports whether a row on the screen calls a note.
func (m *Model) callsNote() bool {
	m.see()
	for _, l := range m.lines {
		if l.row == nil {
			continue
		}
		for i := range l.row.Spans {
			if ref, ok := refOf(&l.row.Spans[i]); ok && m.doc.Called(ref) != document.NoNote {
				return true
			}
		}
	}
	return false
}

// progress returns how much of the document lies before the foot of the screen.
// While the document is being read its length is that of the source.
func (m *Model) progress() string {
	l := m.bottomLoc()
	seen := m.extent.before(l.Block, l.Offset)
	total := m.length()
	if total == boundless {
		return "reading" + ellipsis(m.plain)
	}
	if total <= 0 || m.doc.Complete && l.Block == len(m.doc.Blocks)-1 && l.Offset >= len(m.doc.Blocks[l.Block].Text) {
		return "100%"
	}
	percent := int(min(seen*100/total, 99))
	return m.said.progress.get(percent, func() string { return strconv.Itoa(percent) + "%" })
}

// read returns how much of the source has been read, in hundredths, -1 where that is not known.
func (m *Model) read() int {
	n := len(m.doc.Blocks)
	if n == 0 || m.doc.Source.Bytes <= 0 {
		return -1
	}
	return int(min(m.doc.Blocks[n-1].Source.End*100/m.doc.Source.Bytes, 99))
}

// reads says how far the reading is.
func (m *Model) reads() string {
	percent := m.read()
	if percent <= 0 {
		return "reading" + ellipsis(m.plain)
	}
	return m.said.reads.get(percent, func() string { return "reading " + strconv.Itoa(percent) + "%" })
}

// A said is a text of the status line that is made anew only when what it says has changed.
type said[K comparable] struct {
	key  K
	text string
}

func (s *said[K]) get(key K, say func() string) string {
	if s.text == "" || s.key != key {
		s.key, s.text = key, say()
	}
	return s.text
}

// A keyed is what an action does, to be said with its key.
type keyed struct {
	action keymap.Action
	does   string
}

// does says what the keys of actions do: "Enter goes there   Esc closes". Actions
// without a key are left out.
func (m *Model) does(all ...keyed) string {
	var said []string
	for _, k := range all {
		if keys := m.keys.Keys(k.action); len(keys) > 0 {
			said = append(said, keys[0].String()+" "+k.does)
		}
	}
	return strings.Join(said, "   ")
}

// advise says what is wrong and, where it has a key, the action that would help.
func (m *Model) advise(wrong string, help keymap.Action, does string) string {
	if s := m.does(keyed{help, does}); s != "" {
		return wrong + "; " + s
	}
	return wrong
}

// drawHints draws the status line of a mode that covers the text, with as many of its
// keys as there is room for, the last of them first. They are needed more than what is at the left.
func (m *Model) drawHints(c *canvas, left string, keys ...keyed) {
	if m.say.text != "" {
		m.drawStatus(c)
		return
	}
	parts := []part{{0, theme.StatusKey, m.does(keys...)}}
	if m.width(parts)+m.method.Width(left)+2 > m.screen.width {
		left = ""
	}
	for m.width(parts)+2 > m.screen.width && len(keys) > 0 {
		keys = keys[1:]
		parts[0].text = m.does(keys...)
	}
	if parts[0].text == "" {
		parts = nil
	}
	m.drawFoot(c, theme.Status, left, parts)
}

// line draws the line that is typed, the end of it where it is too long.
func (p *prompt) line(m *Model, c *canvas) bool {
	note, bad := p.note(m)
	class := theme.StatusKey
	if bad {
		class = theme.Error
	}
	from := p.scrolled(m)
	c.text(m.theme.SGR(theme.Prompt, 0), p.sign)
	c.text(m.theme.SGR(theme.Prompt, 0), p.edit.text()[from:])
	if w := m.method.Width(note); note != "" && c.x+w+3 <= c.width {
		c.to("", c.width-w-1)
		c.text(m.theme.SGR(class, 0), note)
	}
	return true
}

// scrolled returns how many bytes of the line are left of the window, so that the cursor is in it.
func (p *prompt) scrolled(m *Model) int {
	text, at, from := p.edit.text(), p.edit.at(), 0
	for from < at && m.method.Width(text[from:at])+len(p.sign) >= m.screen.width {
		from += firstOf(text[from:])
	}
	return min(from, at)
}

// column returns where the cursor is.
func (p *prompt) column(m *Model) int {
	x := len(p.sign) + m.method.Width(p.edit.text()[p.scrolled(m):p.edit.at()])
	return min(x, m.screen.width-1)
}
