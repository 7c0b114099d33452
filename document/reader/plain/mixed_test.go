package plain

import (
	"fmt"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// A mixed is a text whose signs have one form and whose notes another, as
// editors, word processors and converters make them.
type mixed struct {
	sign, list   string // forms, with "1" for the label
	place        string // where the notes stand
	wrapped      bool   // lines broken at 72 columns, or a paragraph a line
	spaced       bool   // blank lines between notes
	indent       int    // columns before notes
	text         strings.Builder
	notes        []string // labels of notes, in order
	label, count int      // of the chapter or page; of all
	held         []int    // notes called and not yet written
	heldLabels   []int
}

func (m *mixed) String() string {
	s := fmt.Sprintf("%s with %s %s", m.sign, m.list, m.place)
	if m.wrapped {
		s += " wrapped"
	}
	if m.spaced {
		s += " spaced"
	}
	if m.indent > 0 {
		s += " indented"
	}
	return s
}

// form writes a label in a form.
func form(f string, n int) string {
	s := fmt.Sprint(n)
	if strings.Contains(f, "¹") {
		s = raise(s)
		return strings.ReplaceAll(f, "¹", s)
	}
	return strings.ReplaceAll(f, "1", s)
}

// raise writes figures as superscripts.
func raise(s string) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[c-'0'])
	}
	return b.String()
}

// key is the word that a note is known by.
func key(n int) string { return "key" + string(rune('a'+n/10)) + string(rune('a'+n%10)) }

// call calls the next note.
func (m *mixed) call() string {
	m.label++
	m.count++
	m.held, m.heldLabels = append(m.held, m.count), append(m.heldLabels, m.label)
	return form(m.sign, m.label)
}

var mixedParagraphs = []string{
	"The harbour master had kept his books since 1871,@ and in that time 25 ships had gone down before the town; the oldest entry names three of them and gives the price of rope as 12 shillings. Nobody now living remembers the storm of October 16, 1872.@",
	"When the council met on May 3 it heard the report@ of a committee of 7 and sent it back. The mayor said that no vote could be taken in a room without windows, and 14 members left; the others stayed until midnight and drank the wine.@",
	"A letter of that year speaks of two lamps on the north wall. It does not say who lit them, or whether the keeper was paid, and the accounts for 1873 are lost.",
	"Of the keepers themselves hardly more is known than their names.@ The first was a sailmaker, the second his widow, who kept the light for 31 years and wrote down the weather of every one of them in a clear hand.",
	"“It was not the sea,” she told the bishop, “that frightened us, but the silence after it.”@ He wrote the words into his diary@ and never came back to the island.",
}

// body writes the text of a chapter.
func (m *mixed) body() {
	for i, p := range mixedParagraphs {
		for strings.Contains(p, "@") {
			p = strings.Replace(p, "@", m.call(), 1)
		}
		m.write(p, 0)
		if m.place == "after" {
			m.writeNotes("")
		}
		if m.place == "foot" && i%2 == 1 {
			m.writeNotes("")
			m.text.WriteString("\f")
			m.label = 0
		}
	}
}

// write writes a paragraph with a blank line after it.
func (m *mixed) write(s string, indent int) {
	m.line(s, indent)
	m.text.WriteString("\n")
}

func (m *mixed) line(s string, indent int) {
	pad := strings.Repeat(" ", indent)
	if !m.wrapped {
		m.text.WriteString(pad + s + "\n")
		return
	}
	col := 0
	for _, w := range strings.Fields(s) {
		n := len([]rune(w))
		switch {
		case col == 0:
			m.text.WriteString(pad)
			col = indent
		case col+1+n > 72:
			m.text.WriteString("\n" + pad)
			col = indent
		default:
			m.text.WriteString(" ")
			col++
		}
		m.text.WriteString(w)
		col += n
	}
	m.text.WriteString("\n")
}

// writeNotes writes the notes that were called, under a heading or a rule.
func (m *mixed) writeNotes(head string) {
	if len(m.held) == 0 {
		return
	}
	if head != "" {
		m.write(head, 0)
	}
	for i, n := range m.held {
		word := []string{"See", "Compare", "Source:", "“Papers of"}[n%4]
		note := fmt.Sprintf("%s%s note %s, in the archive of the town, box %d, folder 3, where the originals are kept with the accounts of %s.", form(m.list, m.heldLabels[i])+" ", word, key(n), n+40, []string{"the town", "her keepers", "those who came from the south", "Bergen"}[(n+n/3)%4])
		if strings.HasPrefix(m.list, "/") {
			note = strings.Replace(note, "/ ", "/", 1)
		}
		m.notes = append(m.notes, key(n))
		m.line(note, m.indent)
		if m.spaced {
			m.text.WriteString("\n")
		}
	}
	if !m.spaced {
		m.text.WriteString("\n")
	}
	m.held, m.heldLabels = nil, nil
}

// bytes returns the whole text.
func (m *mixed) bytes() []byte {
	m.write("The Lights of the North Wall", 0)
	switch m.place {
	case "chapter", "chapter headed":
		head := ""
		if m.place != "chapter" {
			head = "Notes"
		}
		for i := 1; i <= 3; i++ {
			m.text.WriteString("\n\n")
			m.write(fmt.Sprintf("CHAPTER %d", i), 0)
			m.label = 0
			m.body()
			m.writeNotes(head)
		}
	case "end headed":
		m.body()
		m.writeNotes("NOTES")
	case "end ruled":
		m.body()
		m.writeNotes("----------")
	default:
		m.body()
		m.writeNotes("")
	}
	return []byte(m.text.String())
}

// wrongs compares what was read with what was written.
func (m *mixed) wrongs(d *document.Document) string {
	found := 0
	for i, r := range d.Refs {
		called := d.Called(i)
		if called == document.NoNote {
			return fmt.Sprintf("reference %q has no note: %s", r.Label, r.Reason)
		}
		if n := d.Notes[called]; len(n.Blocks) == 0 || !strings.Contains(n.Blocks[0].Text, key(i+1)+",") {
			return fmt.Sprintf("reference %d calls %q", i+1, n.Blocks[0].Text)
		}
		found++
	}
	if found != m.count {
		return fmt.Sprintf("%d references, want %d", found, m.count)
	}
	if len(d.Notes) != m.count {
		return fmt.Sprintf("%d notes, want %d", len(d.Notes), m.count)
	}
	for i, n := range d.Notes {
		text := ""
		for _, b := range n.Blocks {
			text += b.Text + " "
		}
		if !strings.Contains(text, "accounts of") || !strings.HasSuffix(text, ". ") || len(n.Blocks) != 1 {
			return fmt.Sprintf("note %d is %q", i, text)
		}
	}
	return ""
}

// TestMixedForms reads every form of sign with every form of list, wherever the
// list stands and however it is set.
func TestMixedForms(t *testing.T) {
	for _, sign := range []string{"1", "[1]", "(1)", "/1/", "¹"} {
		for _, list := range []string{"1.", "[1]", "1)", "(1)", "1", "¹", "/1/"} {
			for _, place := range []string{"end", "end headed", "end ruled", "chapter", "chapter headed", "after", "foot"} {
				for set := range 8 {
					m := &mixed{sign: sign, list: list, place: place, wrapped: set&1 > 0, spaced: set&2 > 0, indent: set & 4 / 2}
					text := m.bytes()
					if s := m.wrongs(readChecked(t, "mixed.txt", text)); s != "" {
						t.Errorf("%s: %s", m, s)
					}
				}
			}
		}
	}
}

// TestMixedKept puts such texts together again.
func TestMixedKept(t *testing.T) {
	for set := range 8 {
		m := &mixed{sign: "[1]", list: "1)", place: "foot", wrapped: set&1 > 0, spaced: set&2 > 0, indent: set & 4 / 2}
		text := m.bytes()
		sameText(t, m.String(), reassembled(readChecked(t, "mixed.txt", text)), sourceText(t, source.FromBytes("mixed.txt", text, source.DefaultLimits())))
	}
}

// TestNoLists reads texts whose numbered points and signs are what they look
// like: nothing calls a note there.
func TestNoLists(t *testing.T) {
	points := func(form string) string {
		s := ""
		for i, w := range []string{"Open the lid and look inside.", "Take out what you find there.", "Close the lid before you go."} {
			s += strings.Replace(form, "1", fmt.Sprint(i+1), 1) + " " + w + "\n"
		}
		return s
	}
	for _, tt := range []struct{ name, before, list string }{
		{"points of an argument", "Look (1) at the lid, (2) at the box and (3) at the key.", "1."},
		{"versions", "It needs IPv4 or IPv6, GPLv2 or later, and a MiG21.", "1."},
		{"names of files", "Edit src/main1.c, then src/main2.c and the files src/rest3*.", "1)"},
		{"indexes", "The program adds x[1] to x[7] and then takes x[2] from the sum.", "1."},
		{"patterns", "Set remote.*.url and branch.*.name, then run lib* and see.", "*"},
		{"addresses", "Write to ann1@example.org, bob2@example.org or cy3@example.org.", "1."},
		{"citations of a list elsewhere", "As is known [1], [2], [3], [4], [5], [6], boxes have lids.", "1."},
	} {
		for _, gap := range []string{"\n", "\n\n"} {
			text := "How to Open a Box\n\n" + tt.before + "\n\n" + strings.ReplaceAll(points(tt.list), "\n", gap)
			if d := readChecked(t, "points.txt", []byte(text)); len(d.Refs)+len(d.Notes) > 0 {
				t.Errorf("%s: %d references, %d notes", tt.name, len(d.Refs), len(d.Notes))
			}
		}
	}
}

// TestRefused holds what is said of signs whose form no list answers.
func TestRefused(t *testing.T) {
	text := "How to Open a Box\n\nThe lid(1) is heavy. The key(2) is lost. The box(3) and the string(4) are new, and the label(5) is torn.\n\n1. Open the lid and look inside.\n\n2. Take out what you find there.\n"
	b := document.NewBuilder()
	if err := Read(t.Context(), source.FromBytes("x.txt", []byte(text), source.DefaultLimits()), b, Options{Explain: true}); err != nil {
		t.Fatal(err)
	}
	d := b.Finish()
	weighed := 0
	for _, c := range d.Candidates {
		if c.Confidence == 0 {
			continue
		}
		if weighed++; c.Taken || !strings.Contains(c.Reason, unanswered) {
			t.Errorf("%q was refused without a reason: %+v", c.Text, c)
		}
	}
	if weighed != 5 {
		t.Errorf("%d signs were weighed, want 5", weighed)
	}
}
