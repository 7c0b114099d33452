package plain

import (
	"fmt"
	"strings"
	"testing"

	"ibid/document"
)

func TestWordMark(t *testing.T) {
	for _, tt := range []struct {
		in, lead, label string
		inner           bool
	}{
		{"[Footnote 12: Dion.]", "[Footnote 12: ", "12", true},
		{"[Footnote *: Dion.]", "[Footnote *: ", "*", true},
		{"[Footnote A: Dion.]", "[Footnote A: ", "A", true},
		{"[Footnote 91:", "[Footnote 91:", "91", true},
		{"[Footnote: Dion.]", "[Footnote: ", "", true},
		{"[Footnote 611]: Dion.", "[Footnote 611]: ", "611", false},
		{"[Footnote!: Dion.]", "[Footnote!: ", "!", true},
		{"[Footnote 3-1: Dion.]", "[Footnote 3-1: ", "3-1", true},
		{"Footnote 7: Dion.", "Footnote 7: ", "7", false},
		{"FOOTNOTE 7. Dion.", "FOOTNOTE 7. ", "7", false},
		{"Footnotes are dear.", "", "", false},
		{"Footnote: a word.", "", "", false},
		{"[Note the hour: it is late.]", "", "", false},
		{"[Notes: none]", "", "", false},
		{"[1] Dion.", "", "", false},
	} {
		m := wordMark(tt.in)
		if tt.in[:m.n] != tt.lead || m.label != tt.label || m.inner != tt.inner {
			t.Errorf("wordMark(%q) = %q, %q, %v", tt.in, tt.in[:m.n], m.label, m.inner)
		}
	}
}

func TestLabels(t *testing.T) {
	for s, want := range map[string]bool{"xiv": true, "12-1": true, "*871": true, "3*": true, "sic": false, "one?": false, "1843(?)": false, "a b": false, "-": false, "i.e.": false} {
		if got := wideLabel(s); got != want {
			t.Errorf("wideLabel(%q) = %v", s, got)
		}
	}
	for s, want := range map[string]string{"[FN#61] a": "61", "[FN 2]": "2", "[fn7]": "7", "[FNORD]": "", "[F": ""} {
		if _, got := fnLabel(s); got != want {
			t.Errorf("fnLabel(%q) = %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"1": "2", "9": "10", "199": "200", "0": "1", "a": "", "": ""} {
		if got := nextLabel(s); got != want {
			t.Errorf("nextLabel(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestMarkup(t *testing.T) {
	for _, tt := range []struct {
		in, text string
		style    document.Style
		run      string
	}{
		{"the _Swan_ inn", "the Swan inn", document.Italic, "Swan"},
		{"[66]_Haud facile_, he", "[66]Haud facile, he", document.Italic, "Haud facile"},
		{"a =bold= sign", "a bold sign", document.Bold, "bold"},
		{"by +John Smith+, Esq.", "by John Smith, Esq.", document.SmallCaps, "John Smith"},
		{"_Jesukaid_in each", "Jesukaidin each", document.Italic, "Jesukaid"},
		{"MULTI_EXIT_DISC and snake_case", "MULTI_EXIT_DISC and snake_case", 0, ""},
		{"a = b = c", "a = b = c", 0, ""},
		{"fill in ____ here ____", "fill in ____ here ____", 0, ""},
		{"an _opening alone", "an _opening alone", 0, ""},
	} {
		p := &para{text: tt.in, joins: []join{{0, 100}}}
		p.markup(true)
		if p.text != tt.text {
			t.Errorf("%q becomes %q, want %q", tt.in, p.text, tt.text)
			continue
		}
		if tt.run == "" {
			continue
		}
		if len(p.styles) != 1 || p.styles[0].style != tt.style || p.text[p.styles[0].from:p.styles[0].to] != tt.run {
			t.Errorf("%q has styles %+v", tt.in, p.styles)
		}
		if at := strings.Index(p.text, tt.run); p.source(at) != 100+int64(strings.Index(tt.in, tt.run)) {
			t.Errorf("%q: %q comes from byte %d", tt.in, tt.run, p.source(at))
		}
	}
}

func TestHeader(t *testing.T) {
	head := "The Project Gutenberg EBook of X\n\nTitle: The Long\n       Title\n\nAuthor: A. Nobody\n        B. Nobody\n\nTranslator: C. Nobody\n\nRelease Date: March 1, 2004 [EBook #7]\n\nLanguage: French\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\ntext\n"
	b := newBook(head)
	m := b.meta
	if !b.is || m.Title != "The Long Title" || strings.Join(m.Creators, "; ") != "A. Nobody; B. Nobody; C. Nobody" || m.Language != "fr" || m.Date != "March 1, 2004" || len(m.Identifiers) != 1 {
		t.Errorf("header is read as %+v", m)
	}
	old := "***The Project Gutenberg Etext of X, by A. Nobody***\n\nApril, 1999  [Etext #1727]\n\n***The Project Gutenberg Etext of X, by A. Nobody***\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*END*\n"
	if m := newBook(old).meta; m.Title != "X" || strings.Join(m.Creators, "; ") != "A. Nobody" || m.Date != "April, 1999" || strings.Join(m.Identifiers, "") != "Project Gutenberg 1727" {
		t.Errorf("old header is read as %+v", m)
	}
	for _, s := range []string{"A text about Project Gutenberg.\n", "*** START OF SOMETHING ELSE\n", ""} {
		if newBook(s).is {
			t.Errorf("%q is taken for a book", s)
		}
	}
}

func TestHeadings(t *testing.T) {
	for _, tt := range []struct {
		in            string
		before, after int
		want          bool
	}{
		{"CHAPTER I.", 3, 2, true},
		{"Chapter IV: The Cruelty, Follies And Murder Of Commodus.--Part I.", 4, 2, true},
		{"SUBSECT. II.--_Concerning the Patient_.", 1, 1, true},
		{"The Second Old Man's Story", 3, 2, true},
		{"XII.", 2, 1, true},
		{"BEETHOVEN.", 1, 1, false},
		{"_Violin and Kit._", 2, 1, true},
		{"_Violin and Kit._", 1, 1, false},
		{"FOOTNOTES:", 1, 1, true},
		{"HE SAID:", 1, 1, false},
		{"FIG. 3. A long view of it", 1, 1, false},
		{"He went home.", 1, 1, false},
		{"and so he went", 3, 3, false},
		{"Thus he spoke:", 2, 2, false},
		{"1818.", 1, 1, false},
	} {
		w := newWrapped(bookText(8<<10, false))
		w.started = true
		ls := splitLines(tt.in, 0, nil)
		next := make([]textLine, tt.after)
		if got, _ := w.heading(tt.in, ls, spacing{tt.before, tt.after, next}); got != tt.want {
			t.Errorf("heading(%q, %d, %d) = %v", tt.in, tt.before, tt.after, got)
		}
	}
}

// TestHangingNotes reads lists of notes at the ends of chapters some of which nothing calls,
// as programs write them that have lost the signs.
func TestHangingNotes(t *testing.T) {
	const prose = "The tool reads its settings from the file that it is told of, and does what it\nis told to do there, unless the file is not to be found, in which case it stops%s\nand says so to whoever has called it, who may be another tool of the same kind.\n\n"
	chapter := func(signs ...any) string { return fmt.Sprintf(prose+prose, signs...) }
	list := "[1] The first of them is on the disk, where it has been from the beginning, and is\n    read before the others.\n\n[2] Or not at all.\n\n[3] Some do not say it, for they have nobody to whom they could, and are not ashamed\n    of it.\n\n"
	text := "ONE\n===\n\n" + chapter(" [1]", " [2] [3]") + list + "TWO\n===\n\n" + chapter("", "") + list + "THREE\n=====\n\n" + chapter(" [1]", " [3]") + list
	d := readChecked(t, "hanging.txt", []byte(text))
	linked := 0
	for i := range d.Refs {
		if d.Called(i) >= 0 {
			linked++
		}
	}
	if len(d.Notes) != 9 || len(d.Refs) != 5 || linked != 5 {
		t.Errorf("%d notes, %d references, %d of them linked: %v", len(d.Notes), len(d.Refs), linked, d.Problems)
	}
	words := "[3]_Haud_ it is not, and the words that are called by the sign stand\nafter it, as they do in some books.\n"
	f := footnotes{on: true, form: formLabel, label: "2", family: famBracket}
	if f.hangs(words, labelMark(words), splitLines(words, 0, nil), spacing{}) {
		t.Error("a sign before its words is taken for a note")
	}
}
