package apparatus

import (
	"fmt"

	"ibid/document"
)

// Check adds to a document that has been read to its end the problems that can
// be told from the model alone: references without a note and notes that
// nothing calls.
func Check(b *document.Builder) {
	d := b.Draft()
	called := make([]bool, len(d.Notes))
	for _, r := range d.Refs {
		if r.Note == document.NoNote {
			b.AddProblem(document.Problem{Kind: document.RefWithoutNote, At: r.At, Message: fmt.Sprintf("reference %q has no note", r.Label)})
			continue
		}
		called[r.Note] = true
	}
	for i, ok := range called {
		if !ok {
			b.AddProblem(document.Problem{Kind: document.NoteWithoutRef, At: document.Loc{Note: i}, Message: fmt.Sprintf("nothing calls note %q", d.Notes[i].Label)})
		}
	}
}
