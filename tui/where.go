package tui

import (
	"strconv"
	"strings"

	"ibid/document"
	"ibid/tui/theme"
)

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

// title returns the title of the document, or of the one of a volume that is read, and that
// of the section. The outermost section stands for the title of a document that has none.
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
		if whole == "" {
			for i := here; i >= 0; i = m.doc.Sections[i].Parent {
				whole = m.doc.Sections[i].Title
			}
		}
		switch {
		case whole == "" && section == "":
			name := m.doc.Source.Name
			return clean(name[strings.LastIndexAny(name, `/\`)+1:])
		case strings.EqualFold(whole, section):
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
	known := tally{n, !m.doc.Complete}
	return m.said.note.get(noteCount{i, known}, func() string {
		switch {
		case i >= 0:
			return m.noteAmong(i, known)
		case known.more:
			return string(known.append(nil)) + " notes"
		}
		return counted(n, "note", "notes")
	})
}

// A noteCount is the note one is at, -1 for none, and how many are known.
type noteCount struct {
	note  int
	known tally
}

// noteAmong says which of the notes known note i is: by its label and, where that differs,
// by its number. A key waits for it, so it is put together without fmt.
func (m *Model) noteAmong(i int, known tally) string {
	var digits [20]byte
	number := strconv.AppendInt(digits[:0], int64(i+1), 10)
	label, _ := m.doc.Shown(i)
	b := append(make([]byte, 0, 64), "note "...)
	if label == string(number) {
		b = append(b, number...)
		b = append(b, " of "...)
		return string(known.append(b))
	}
	b = append(b, shorten(label, labelMax, m.method, m.plain)...)
	b = append(b, " ("...)
	b = append(b, number...)
	b = append(b, " of "...)
	return string(append(known.append(b), ')'))
}

// A tally is how many there are of something, or that there may be more.
type tally struct {
	n    int
	more bool
}

// append appends the number, with a plus where there may be more.
func (t tally) append(b []byte) []byte {
	b = strconv.AppendInt(b, int64(t.n), 10)
	if t.more {
		b = append(b, '+')
	}
	return b
}

// callsNote reports whether a row on the screen calls a note.
func (m *Model) callsNote() bool {
	m.see()
	for _, l := range m.lines {
		for ref := range l.refs {
			if m.doc.Called(ref) != document.NoNote {
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
