package tui

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ibid/document"
)

// longNote is a document with one note of so many paragraphs, which are counted.
func longNote(paragraphs int) *document.Document {
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "A word and more.", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 6, End: 6, At: -1}}})
	n := document.Note{Label: "1"}
	for i := range paragraphs {
		n.Blocks = append(n.Blocks, document.Block{Text: fmt.Sprintf("paragraph %05d. %s", i, strings.Repeat("It goes on. ", 10))})
	}
	b.AddNote(n)
	b.AddRef(document.Ref{Label: "1", At: document.Loc{Note: document.Body, Offset: 6}}, 0)
	return b.Finish()
}

var counted5 = regexp.MustCompile(`paragraph (\d{5})`)

// shownParagraphs returns the numbers of the first and last paragraph on the screen that
// begin there.
func shownParagraphs(s *session) (first, last int) {
	all := counted5.FindAllStringSubmatch(s.screen(), -1)
	if len(all) == 0 {
		s.Fatal("no paragraph begins on the screen")
	}
	first, _ = strconv.Atoi(all[0][1])
	last, _ = strconv.Atoi(all[len(all)-1][1])
	return first, last
}

// A match far down a long note is reached without laying out what lies between, and
// scrolling from there passes over nothing.
func TestFarInNote(t *testing.T) {
	const n = 20_000
	for _, size := range [][2]int{{120, 40}, {50, 20}} {
		s := open(t, longNote(n), size[0], size[1], Options{})
		s.press("/", `"paragraph 19000`, "enter")
		if first, last := shownParagraphs(s); first > 19000 || last < 19000 {
			t.Errorf("%v: paragraphs %d to %d are seen, not the match", size, first, last)
		}
		if len(s.m.memo.entries) > 2000 {
			t.Errorf("%v: %d blocks were laid out", size, len(s.m.memo.entries))
		}
		for _, key := range []string{"k", "j", "b"} {
			at, _ := shownParagraphs(s)
			for range 120 {
				s.press(key)
				first, last := shownParagraphs(s)
				if key != "b" && (first < at-1 || first > at+1) || last < first {
					t.Fatalf("%v: %s leads from paragraph %d to %d–%d", size, key, at, first, last)
				}
				at = first
			}
		}
		s.press("esc", "esc", "g", "g", "tab", "enter")
		if first, _ := shownParagraphs(s); first != 0 {
			t.Errorf("%v: the note opens at paragraph %d", size, first)
		}
	}
}

// A note in which nothing stands is a note like others.
func TestNoteWithoutWords(t *testing.T) {
	b := document.NewBuilder()
	b.AddBlock(document.Block{Text: "A word.", Marks: []document.Mark{{Kind: document.MarkRef, Offset: 6, End: 6, At: -1}}})
	b.AddRef(document.Ref{Label: "1", At: document.Loc{Note: document.Body, Offset: 6}}, b.AddNote(document.Note{Label: "1"}))
	d := b.Finish()
	s := open(t, d, 120, 16, Options{})
	for _, keys := range [][]string{{"tab"}, {"enter"}, {"space"}, {"G"}, {"-"}, {"w"}, {"w"}, {`"\`}, {"tab"}, {"enter"}, {"L"}, {"enter"}, {"F", "esc"}} {
		s.press(keys...).check(fmt.Sprint(keys))
		for _, width := range []int{50, 20, 80, 120} {
			s.resize(width, 16).check(fmt.Sprint(keys, width))
		}
	}
}
