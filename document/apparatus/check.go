package apparatus

import (
	"fmt"
	"strconv"

	"ibid/document"
)

// Check adds to a document that has been read to its end the problems that can
// be told from the model alone: references without a note, notes that nothing
// calls, labels that break their series, pages out of order, and cross
// references to notes that are not there.
func Check(b *document.Builder) {
	d := b.Draft()
	checkPairs(b, d)
	checkLabels(b, d)
	checkPages(b, d)
	checkLinks(b, d)
	checkDocuments(b, d)
}

// checkPairs reports references without a note and notes that nothing calls.
func checkPairs(b *document.Builder, d *document.Document) {
	called := make([]bool, len(d.Notes))
	for i, r := range d.Refs {
		note := d.Called(i)
		if note == document.NoNote {
			b.AddProblem(document.Problem{Kind: document.RefWithoutNote, At: r.At, Message: fmt.Sprintf("reference %q has no note", r.Label)})
			continue
		}
		called[note] = true
	}
	for i, ok := range called {
		if !ok {
			b.AddProblem(document.Problem{Kind: document.NoteWithoutRef, At: document.Loc{Note: i}, Message: fmt.Sprintf("nothing calls note %q", d.Notes[i].Label)})
		}
	}
}

// checkLabels reports numbered notes that have the label of the one before
// them or leave one out. Numbers that go down are a series that begins again, and
// those that leave out more belong to an extract.
func checkLabels(b *document.Builder, d *document.Document) {
	for i := 1; i < len(d.Notes); i++ {
		n, prev := d.Notes[i], d.Notes[i-1]
		k, err := strconv.Atoi(n.Label)
		before, err2 := strconv.Atoi(prev.Label)
		if err != nil || err2 != nil || n.Series != prev.Series {
			continue
		}
		switch {
		case k == before && k > 1:
			b.AddProblem(document.Problem{Kind: document.LabelRepeated, At: document.Loc{Note: i}, Message: fmt.Sprintf("note %d comes twice", k)})
		case k == before+2:
			b.AddProblem(document.Problem{Kind: document.LabelGap, At: document.Loc{Note: i}, Message: fmt.Sprintf("note %d follows note %d", k, before)})
		}
	}
}

// checkPages reports pages whose number is lower than that of the page before,
// within a document of a volume. Page 1 begins another numbering.
func checkPages(b *document.Builder, d *document.Document) {
	type page struct{ number, section int }
	last := make(map[string]page)
	for _, p := range d.Pages {
		k, err := strconv.Atoi(p.Label)
		if err != nil || p.At.Note != document.Body {
			continue
		}
		section := documentAt(d, p.At.Block)
		before, ok := last[p.Series]
		last[p.Series] = page{k, section}
		if ok && before.section == section && k < before.number && k > 1 {
			b.AddProblem(document.Problem{Kind: document.PageOrder, At: p.At, Message: fmt.Sprintf("page %d comes after page %d", k, before.number)})
		}
	}
}

// documentAt returns the document of a volume that a block stands in, as an
// index of the sections, or -1.
func documentAt(d *document.Document, block int) int {
	i := d.SectionAt(block)
	for i >= 0 && !d.Sections[i].Document {
		i = d.Sections[i].Parent
	}
	return i
}

// checkLinks reports cross references to footnotes of this document that it
// does not have.
func checkLinks(b *document.Builder, d *document.Document) {
	if len(d.Notes) == 0 {
		return
	}
	for i, l := range d.Links {
		if _, err := strconv.Atoi(l.Target); l.Kind == document.LinkNote && d.Dest(i).To < 0 && err == nil {
			b.AddProblem(document.Problem{Kind: document.LinkWithoutTarget, At: l.At, Message: fmt.Sprintf("there is no footnote %s here", l.Target)})
		}
	}
}

// checkDocuments reports cross references to documents of this volume that it does not have: their
// numbers lie between those of others. A volume of files tells them itself.
func checkDocuments(b *document.Builder, d *document.Document) {
	if b.Part {
		return
	}
	low, high := 0, 0
	for _, s := range d.Sections {
		if n, err := strconv.Atoi(s.Number); s.Document && err == nil {
			if low == 0 || n < low {
				low = n
			}
			high = max(high, n)
		}
	}
	for i, l := range d.Links {
		if n, err := strconv.Atoi(l.Target); l.Kind == document.LinkDocument && d.Dest(i).To < 0 && err == nil && low > 0 && low <= n && n <= high {
			b.AddProblem(document.Problem{Kind: document.LinkWithoutTarget, At: l.At, Message: fmt.Sprintf("document %d is not in this volume", n)})
		}
	}
}
