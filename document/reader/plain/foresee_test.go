package plain

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"ibid/document"
	"ibid/document/source"
)

// prose is a paragraph of about a kilobyte without figures.
var prose = strings.Repeat("He insisted that the schedule could not be settled in Saigon before the election. ", 12)

// A farText is a text with its notes far behind their references.
type farText struct {
	paragraphs int                // of about a kilobyte
	calls      func(i int) string // what follows the paragraph before the stop
	between    string             // stands in the middle
	notes      []string           // the list at the end
}

// callAll calls note i+1 at the end of paragraph i.
func callAll(i int) string { return fmt.Sprint(i + 1) }

func (f farText) String() string {
	var b strings.Builder
	b.WriteString("56. Message to the Assistant in Saigon\n\n")
	for i := range f.paragraphs {
		if i == f.paragraphs/2 {
			b.WriteString(f.between)
		}
		fmt.Fprintf(&b, "%sThe end of it was near%s and all went home.\n\n", prose, f.calls(i))
	}
	for _, n := range f.notes {
		b.WriteString(n + "\n")
	}
	return b.String()
}

// farNotes returns notes from one number to another, each with some words.
func farNotes(from, to int, words string) []string {
	var all []string
	for n := from; n <= to; n++ {
		all = append(all, fmt.Sprintf("  %d. See Document %d. %s", n, n, words))
	}
	return all
}

// readFar reads a text and returns what was shown first, the whole, and whether notes were
// read ahead of it, for which it looks or not.
func readFar(t *testing.T, text string, look bool) (first, all *document.Document, ahead bool) {
	t.Helper()
	in := source.FromBytes("far.txt", []byte(text), source.DefaultLimits())
	b := document.NewBuilder()
	b.OnPublish = func(d *document.Document) {
		if first == nil {
			first = d
		}
	}
	plain, _, err := in.Text("")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(in, b, Options{})
	r.ahead.tried = !look
	cs := newChunks(plain, 0, in.Size())
	for c, err := range cs.all(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		r.chunk(t.Context(), c)
	}
	r.finish()
	return first, b.Finish(), r.ahead.to > 0
}

// TestForesee reads texts with their notes at the end. What is read ahead is the same as what
// is found when all has been read, and where it might not be nothing is.
func TestForesee(t *testing.T) {
	long := strings.Repeat("It was returned before the election, and never sent again. ", 6)
	for _, c := range []struct {
		name  string
		text  farText
		notes int // that are known at first, at least
	}{
		{"a short list", farText{400, callAll, "", farNotes(1, 400, "")}, 60},
		{"a list longer than what is looked at of the end", farText{600, callAll, "", farNotes(1, 600, long)}, 60},
		{"notes that are all read ahead", farText{400, func(i int) string { return []string{callAll(i), ""}[min(i/10, 1)] }, "", farNotes(1, 10, "")}, 9},
		{"notes of several paragraphs", farText{400, callAll, "", strings.Split(strings.Join(farNotes(1, 400, "Thus.\n\n     It goes on here.\n\n"), "\n"), "\n")}, 60},
		{"notes that nothing calls", farText{400, callAll, "", farNotes(1, 700, "")}, 60},
		{"ends of lines of another system", farText{400, callAll, "", append(farNotes(1, 400, ""), "\r")}, 60},
		{"references that do not begin with 1", farText{400, func(i int) string { return fmt.Sprint(i + 5) }, "", farNotes(1, 400, "")}, 0},
		{"a list that does not begin with 1", farText{400, callAll, "", farNotes(3, 402, "")}, 0},
		{"another list before", farText{400, func(i int) string { return fmt.Sprint(i%200 + 1) }, strings.Join(farNotes(1, 200, ""), "\n") + "\n\n57. Another Message From Saigon\n\n", farNotes(1, 200, "")}, 0},
		{"indented points in the text", farText{400, callAll, "  1. First of all.\n  2. Then again.\n\n", farNotes(1, 400, "")}, 0},
		{"no list", farText{400, callAll, "", nil}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := c.text.String()
			if strings.HasSuffix(text, "\r\n") {
				text = strings.ReplaceAll(strings.TrimSuffix(text, "\r\n"), "\n", "\r\n")
			}
			far(t, text, c.notes)
		})
	}
}

// TestForeseeLong is TestForesee of a text in which the search for another list goes on
// beside the reading, so that it is not known when the notes come.
func TestForeseeLong(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	const points = "  1. First of all.\n  2. Then again.\n\n" // half way through the text
	for _, c := range []struct {
		name       string
		paragraphs int
		between    string
		ahead      bool
	}{
		{"one list", aloneBytes / 900, "", true},
		{"another list in what is searched at first", aloneBytes / 900, points, false},
		{"another list behind that", 5 * aloneBytes / 2 / 900, points, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := farText{c.paragraphs, callAll, c.between, farNotes(1, c.paragraphs, "")}.String()
			if at := strings.Index(text, points); len(text) < aloneBytes || c.paragraphs > aloneBytes/900 && at < aloneBytes {
				t.Fatalf("the text of %d bytes has the points at %d", len(text), at)
			}
			_, got, ahead := readFar(t, text, true)
			if ahead != c.ahead {
				t.Errorf("notes were read ahead: %v", ahead)
			}
			_, want, _ := readFar(t, text, false)
			alike(t, got, want)
		})
	}
}

// TestForeseeWaits reads a text with a note of another kind before the list, and says that
// the list is its only one later than the note comes.
func TestForeseeWaits(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	const n = 2*pendingBytes/900 + 1000 // text waits for its notes as long as that
	text := farText{n, callAll, "It was late.[1]\n\n[Footnote 1: So he said.]\n\n", farNotes(1, n, "")}.String()
	b := document.NewBuilder()
	in := source.FromBytes("far.txt", []byte(text), source.DefaultLimits())
	plain, _, err := in.Text("")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(in, b, Options{})
	for c, err := range newChunks(plain, 0, in.Size()).all(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if r.lay == nil { // before the first chunk
			r.ahead.tried = true
			r.chunk(t.Context(), c)
			at := r.listStart()
			if at < 0 || !r.firstNotes(at, counting(r.late[famList], b.Draft().Refs)) {
				t.Fatal("no list")
			}
			late := make(chan bool)
			r.ahead.alone = late
			go func() {
				time.Sleep(time.Second)
				late <- true
			}()
			continue
		}
		r.chunk(t.Context(), c)
	}
	r.finish()
	if d := b.Finish(); r.ahead.to == 0 || len(d.Notes) <= n || d.Notes[0].Label != "1" || d.Called(0) != 0 {
		t.Errorf("the list was given up, of %d notes", len(d.Notes))
	}
}

// far reads a text of which so many notes are to be known at first, at least.
func far(t *testing.T, text string, notes int) {
	t.Helper()
	first, got, ahead := readFar(t, text, true)
	if ahead != (notes > 0) || len(first.Notes) < notes || !ahead && len(first.Notes) > 0 {
		t.Errorf("%d notes are known at first, want %d", len(first.Notes), notes)
	}
	for i, n := range first.Notes {
		if r, called := first.Refs[i], first.Called(i); called != i || r.Label != n.Label {
			t.Fatalf("reference %d with the label %s calls note %d", i, r.Label, called)
		}
	}
	_, want, _ := readFar(t, text, false)
	alike(t, got, want)
}

func alike(t *testing.T, got, want *document.Document) {
	t.Helper()
	for _, part := range []struct {
		name      string
		got, want any
	}{
		{"blocks", got.Blocks, want.Blocks}, {"notes", got.Notes, want.Notes}, {"references", got.Refs, want.Refs},
		{"pages", got.Pages, want.Pages}, {"links", got.Links, want.Links}, {"sections", got.Sections, want.Sections}, {"problems", got.Problems, want.Problems},
	} {
		if !reflect.DeepEqual(part.got, part.want) {
			t.Errorf("the %s are others than without looking ahead:\n%.600v\n%.600v", part.name, part.got, part.want)
		}
	}
}

// TestSweepPanics breaks what looks for another list in goroutines of its own: the reading, which
// somebody waits for, breaks in their stead, and says where they did.
func TestSweepPanics(t *testing.T) {
	broken := func(what string, read func()) {
		t.Helper()
		defer func() {
			if p, ok := recover().(string); !ok || !strings.Contains(p, "firstLine") {
				t.Errorf("%s: panic %.200v, want one that names firstLine", what, p)
			}
		}()
		read()
	}
	fresh := func() *reader {
		return &reader{size: wholeBytes + 1, habit: glued} // without an input, in which nothing can be looked for
	}
	broken("at once", func() {
		r := fresh()
		r.sweep(t.Context())
		r.foreseen(<-r.ahead.swept() == 5)
	})
	broken("late", func() {
		r := fresh()
		early := make(chan int64, 1)
		early <- noLine
		r.alone(t.Context(), early, aloneBytes+1)
		r.await(true)
	})
}
