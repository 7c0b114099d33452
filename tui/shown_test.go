package tui

import (
	"fmt"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// unlabelled composes a document whose notes and references have no labels, and a
// last reference that has no note either.
func unlabelled(t testing.TB, notes int) *document.Document {
	t.Helper()
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.OpenBlock(document.Paragraph, 0)
	for i := range notes {
		w.Text(fmt.Sprintf("Place %d", i+1))
		w.BeginNote(document.Note{}, fmt.Sprint(i))
		w.Text(fmt.Sprintf("What is noted of it: %d.", i+1))
		w.EndNote()
		w.Ref(document.Ref{}, fmt.Sprint(i))
		w.Text(" and ")
	}
	w.Text("nothing")
	w.Ref(document.Ref{}, "lost")
	w.Finish()
	return b.Finish()
}

func TestNotesWithoutLabelsAreNumbered(t *testing.T) {
	s := open(t, unlabelled(t, 14), 120, 40, Options{})
	for _, want := range []string{"Place 1¹ and", "Place 12¹² and", "nothing*", "12  What is noted of it: 12."} {
		if got := s.screen(); !strings.Contains(got, want) {
			t.Errorf("%q is not on the screen\n%s", want, got)
		}
	}
	s.press("1", "2", "g", "n")
	if got := s.screen(); s.m.panel.note != 11 {
		t.Errorf("12gn goes to note %d\n%s", s.m.panel.note, got)
	}
	if got := s.press("L").screen(); !strings.Contains(got, "14    What is noted of it: 14.") {
		t.Errorf("the list of notes does not number them\n%s", got)
	}
}
