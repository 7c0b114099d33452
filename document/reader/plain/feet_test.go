package plain

import (
	"regexp"
	"strings"
	"testing"

	"ibid/document/source"
)

func TestFootMark(t *testing.T) {
	for _, tt := range []struct {
		line, label string
		n           int
	}{
		{"1", "1", 1}, {"12 Papers of the town", "12", 3}, {"3. See above.", "3", 3}, {"* A letter", "*", 2}, {"†The same", "†", 3},
		{"[4] Ibid.", "4", 4}, {"¹ Ibid.", "1", 3}, {"1803 was a year", "", 0}, {"3rd of May", "", 0}, {"0 degrees", "", 0}, {"[see above]", "", 0}, {"text", "", 0},
	} {
		if n, label := footMark(tt.line); label != tt.label || n != tt.n {
			t.Errorf("%q: %d, %q, want %d, %q", tt.line, n, label, tt.n, tt.label)
		}
	}
}

// footPages makes pages of prose with what stands at their feet, which form feeds end.
func footPages(feet ...string) string {
	const prose = "The keeper of the north light was a sailmaker's widow, who wrote down the\nweather of every day in a clear hand and was paid in rope.@ She is not known\nto have complained of it, and when the council sent for the books it found\nno page missing and no word that anybody could have wished away.@@ Her son\nsold the lamp and kept the books, which is why they can be read today.\n"
	var b strings.Builder
	for _, foot := range feet {
		text := prose
		for _, line := range strings.Split(foot, "\n") {
			label, _, _ := strings.Cut(line, " ")
			if strings.HasPrefix(label, "!") {
				continue // nothing calls it
			}
			text = strings.Replace(text, "@", label, 1)
		}
		b.WriteString(strings.ReplaceAll(text, "@", "") + strings.ReplaceAll(foot, "!", "") + "\n\f")
	}
	return b.String()
}

// TestFeet tells notes at the feet of pages from what only looks like them.
func TestFeet(t *testing.T) {
	for _, tt := range []struct {
		name        string
		feet        []string
		refs, notes int
	}{
		{"labels with their words", []string{"1 In the archive.\n2 Ibid.", "3 In the same box.", "4 Lost.\n5 Found again."}, 5, 5},
		{"numbered anew on each page", []string{"1 In the archive.\n2 Ibid.", "1 In the same box.", "1 Lost.\n2 Found again."}, 5, 5},
		{"points that nothing calls", []string{"!1 Open the lid.\n!2 Look inside.", "!1 Close the lid.", "!1 Go.\n!2 Come back."}, 0, 0},
		{"one note is not enough", []string{"1 In the archive.", "", ""}, 1, 0},
	} {
		text := footPages(tt.feet...)
		d := readChecked(t, "feet.txt", []byte(text))
		if tt.notes == 0 && d.Source.Dialect == "pdf" {
			t.Errorf("%s: taken for text of a PDF", tt.name)
		}
		if tt.notes > 0 && (len(d.Refs) != tt.refs || len(d.Notes) != tt.notes || len(d.Problems) > 0) {
			t.Errorf("%s: %d references, %d notes, want %d and %d; %v", tt.name, len(d.Refs), len(d.Notes), tt.refs, tt.notes, d.Problems)
		}
		sameText(t, tt.name, reassembled(d), sourceText(t, source.FromBytes("feet.txt", []byte(text), source.DefaultLimits())))
	}
}

// TestFeetApart reads figures that a space parts from their words, and entries of the
// contents that begin with such figures.
func TestFeetApart(t *testing.T) {
	text := "1. The Light ............................................. 2\n2. The Books ............................................. 3\n\n" +
		footPages("", "1 In the archive.\n2 Ibid.", "3 In the same box.", "4 Lost.\n5 Found again.")
	text = regexp.MustCompile(`([.m])([1-5])( |\n)`).ReplaceAllString(text, "$1 $2$3")
	d := readChecked(t, "feet.txt", []byte(text))
	if len(d.Refs) != 5 || len(d.Notes) != 5 || len(d.Problems) > 0 {
		t.Errorf("%d references, %d notes: %v", len(d.Refs), len(d.Notes), d.Problems)
	}
	sameText(t, "feet.txt", reassembled(d), sourceText(t, source.FromBytes("feet.txt", []byte(text), source.DefaultLimits())))
}

// TestFeetBroken reads notes whose label stands below their first line, that go on over a
// page's end, or stand on the page after their sign.
func TestFeetBroken(t *testing.T) {
	const full = "  that the books of the light were sold with the lamp in the same year to a man\n"
	body := func(s string) string {
		return strings.Repeat("    The keeper wrote down the weather of every day in a clear hand of hers\n", 6) + "    and was paid in rope" + s + "\n"
	}
	text := body("1 by the council.2 It is said") + "  1 In the archive.\n  2 The clerk has it\n" + full + full + "\f" +
		body("3 by nobody else.") + "  whose name is not known.\n\n  Box 41, of which the lid is lost,\n3\n\n  and the key too.\n" + "\f" +
		body("4 by the sea") + body("5 and sand.6") + "  4 In the same box.\n  5 Lost.\n" + "\f" +
		body(" again.7") + "  6 Found.\n  7 Ibid.\n"
	d := readChecked(t, "feet.txt", []byte(text))
	if len(d.Refs) != 7 || len(d.Problems) > 0 {
		t.Errorf("%d references: %v", len(d.Refs), d.Problems)
	}
	want := []string{"In the archive.", "The clerk has it " + strings.Repeat(strings.TrimSpace(full)+" ", 2) + "whose name is not known.", "Box 41, of which the lid is lost, and the key too.", "In the same box.", "Lost.", "Found.", "Ibid."}
	for i, s := range want {
		if i >= len(d.Notes) || d.Notes[i].Blocks[0].Text != s {
			t.Fatalf("note %d of %+v is not %q", i, d.Notes, s)
		}
	}
	sameText(t, "feet.txt", reassembled(d), sourceText(t, source.FromBytes("feet.txt", []byte(text), source.DefaultLimits())))
}

// TestFeetGoOn reads a paragraph that goes on over a page's end with its notes
// between, and the numbers of pages at their heads.
func TestFeetGoOn(t *testing.T) {
	page := func(head, text, foot string) string { return head + text + foot + "\f" }
	line := "the keeper wrote down the weather of every day in a clear hand of hers\n"
	text := page("", strings.Repeat(line, 6)+"and was paid in rope1 by the council, which for all that never once sent\n", "  1\n In the archive.\n") +
		page("                        -2-\n\n", "for her books.2 "+line[:50]+"\n"+strings.Repeat(line, 5), "  2\n Lost in the fire of 1803, box 41, folder 2.\n") +
		page("                        -3-\n\n", strings.Repeat(line, 5)+"and nobody else did.3\n", "  3\n Ibid.\n")
	d := readChecked(t, "feet.txt", []byte(text))
	if len(d.Refs) != 3 || len(d.Notes) != 3 || len(d.Problems) > 0 {
		t.Fatalf("%d references, %d notes, %v", len(d.Refs), len(d.Notes), d.Problems)
	}
	if s := d.Blocks[0].Text; !strings.Contains(s, "never once sent for her books.") {
		t.Errorf("the first paragraph is %q", s)
	}
	for i, want := range []string{"1", "2", "3"} {
		if i >= len(d.Pages) || d.Pages[i].Label != want {
			t.Errorf("pages are %+v", d.Pages)
			break
		}
	}
	sameText(t, "pages", reassembled(d), sourceText(t, source.FromBytes("feet.txt", []byte(text), source.DefaultLimits())))
}
