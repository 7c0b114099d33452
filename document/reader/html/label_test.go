package html

import (
	"strings"
	"testing"
)

// TestNoteWords takes from a note its label and what belongs to it, and not a
// letter of its words.
func TestNoteWords(t *testing.T) {
	for _, tt := range []struct{ name, note, want string }{
		{"initials", `<span class="marginnote">F. J. Cole, “History”.</span>`, "F. J. Cole, “History”."},
		{"initials without space", `<span class="marginnote">F.J. Cole, “History”.</span>`, "F.J. Cole, “History”."},
		{"initials after a picture", `<span class="sidenote"><img src="a.png" alt="Rhino">F.J. Cole</span>`, "Rhino|F.J. Cole"},
		{"number of a margin note", `<span class="marginnote">12. The note.</span>`, "The note."},
		{"year", `<span class="marginnote">1795: the peace.</span>`, "1795: the peace."},
		{"words in brackets", `<p id="n"><a href="#r">1</a> (See above.)</p>`, "(See above.)"},
		{"an editor's words", `<p id="n"><a href="#r">1</a> [Not in the first edition.]</p>`, "[Not in the first edition.]"},
		{"sign in brackets, words in brackets", `<p id="n"><a href="#r">[1]</a> [Sic] in the source.</p>`, "[Sic] in the source."},
		{"an omission", `<p id="n"><a href="#r">1</a>. . . . and so on.</p>`, ". . . and so on."},
		{"a name with a stop", `<p id="n"><a href="#r">1</a> .profile is read.</p>`, ".profile is read."},
		{"dots", `<p id="n">1. ... and so on.</p>`, "... and so on."},
		{"arrow and words in brackets", `<p id="n"><a href="#r">^</a> [Sic] in the source.</p>`, "[Sic] in the source."},
		{"a word", `<p id="n">[Footnote 1: The note [sic].]</p>`, "The note [sic]."},
		{"a word with the sign", `<p id="n">[<a href="#r">Footnote 1</a>: The note.]</p>`, "The note."},
		{"a chapter and verse", `<p id="n">(1 Kings iii. 4.)</p>`, "(1 Kings iii. 4.)"},
		{"bracketed number", `<p id="n">(1) The note.</p>`, "The note."},
		{"a letter that the list counts", `<ol type="a"><li id="n">A. Smith, <i>History</i>.</li></ol>`, "A. Smith, History."},
		{"a bullet of the list", `<ol><li id="n">The note.</li></ol>`, "The note."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sign := ` a claim<sup><a id="r" href="#n">1</a></sup>`
			if strings.Contains(tt.note, `type="a"`) {
				sign = ` a claim<sup><a id="r" href="#n">a</a></sup>`
			}
			body := "<p>Here is" + sign + ".</p><p>More.</p>" + tt.note
			if !strings.Contains(tt.note, `id="n"`) {
				body = "<p>Here is a claim" + tt.note + ".</p>"
			}
			d, err := read(t, "note.html", []byte("<html><body>"+body+"</body></html>"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Notes) != 1 {
				t.Fatalf("%d notes", len(d.Notes))
			}
			var text []string
			for _, b := range d.Notes[0].Blocks {
				text = append(text, b.Text)
			}
			if got := strings.Join(text, "|"); got != tt.want {
				t.Errorf("note %q %q, want %q", d.Notes[0].Label, got, tt.want)
			}
		})
	}
}
