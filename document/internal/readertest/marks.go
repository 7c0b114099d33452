package readertest

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ibid/document"
)

// Marks is Golden for what the JSON export does not say: how text is set apart, and what of
// the source is kept beside the reading text. It compares with the .marks beside each case.
func Marks(t *testing.T, pattern string, read func(t *testing.T, name string) (*document.Document, error)) {
	t.Helper()
	each(t, pattern, func(t *testing.T, name string) {
		d, err := read(t, name)
		if err != nil {
			t.Fatal(err)
		}
		Compare(t, strings.TrimSuffix(name, filepath.Ext(name))+".marks", []byte(marked(d)))
	})
}

// marked writes a document's text with all that stands in it, a block a line.
func marked(d *document.Document) string {
	var b strings.Builder
	for n := document.Body; n < len(d.Notes); n++ {
		if n != document.Body {
			fmt.Fprintf(&b, "note %d %q %s\n", n, d.Notes[n].Label, d.Notes[n].Series)
		}
		for _, x := range d.BlocksOf(n) {
			fmt.Fprintf(&b, "%s %d", x.Kind, x.Level)
			if x.Label != "" {
				fmt.Fprintf(&b, " %q", x.Label)
			}
			if x.Head > 0 {
				fmt.Fprintf(&b, " head %d", x.Head)
			}
			fmt.Fprintf(&b, ": %s\n", strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(inlined(d, &x)))
		}
	}
	for _, f := range d.Furniture {
		fmt.Fprintf(&b, "furniture: %s\n", f.Text)
	}
	return b.String()
}

// inlined writes a block's text with its marks: "‹italic›word‹/› ‹cut wrod›".
func inlined(d *document.Document, x *document.Block) string {
	type tag struct {
		at   uint32
		text string
	}
	var tags []tag
	for _, m := range x.Marks {
		switch m.Kind {
		case document.MarkRef:
			tags = append(tags, tag{m.Offset, fmt.Sprintf("‹ref %s %d›", d.Refs[m.Index].Label, d.Called(int(m.Index)))})
		case document.MarkPage:
			p := d.Pages[m.Index]
			tags = append(tags, tag{m.Offset, "‹" + strings.Join(strings.Fields("page "+p.Series+" "+p.Label), " ") + "›"})
		case document.MarkCut:
			kind := "cut "
			if m.Style&document.Deleted != 0 {
				kind = "struck "
			}
			tags = append(tags, tag{m.Offset, "‹" + kind + m.Cut + "›"})
		case document.MarkLink:
			l := d.Links[m.Index]
			tags = append(tags, tag{m.Offset, fmt.Sprintf("‹%s %s %d›", l.Kind, l.Target, d.Dest(int(m.Index)).To)}, tag{m.End, "‹/link›"})
		case document.MarkStyle:
			names := styleNames(m.Style)
			tags = append(tags, tag{m.Offset, "‹" + names + "›"}, tag{m.End, "‹/" + names + "›"})
		}
	}
	slices.SortStableFunc(tags, func(a, b tag) int { return int(a.at) - int(b.at) })
	var b strings.Builder
	at := uint32(0)
	for _, t := range tags {
		b.WriteString(x.Text[at:t.at] + t.text)
		at = t.at
	}
	return b.String() + x.Text[at:]
}

func styleNames(s document.Style) string {
	var names []string
	for i, name := range []string{"italic", "bold", "smallcaps", "monospace", "underline", "strike", "superscript", "subscript", "inserted", "deleted", "unclear"} {
		if s&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}
